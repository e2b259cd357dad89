"""The survival study: the same invented households, every method's plan, one judge, several seeds.

What is reported of each method, averaged over all households, also those for whom it found no plan (they complete
nothing, and their creditors go to court):

    completion  share of judged futures in which every instalment was paid
    recovery    what creditors received in all, undiscounted, per unit of claim
    value       what they received, at their funding cost and less their costs, per unit of claim
    cost        what the plan asks for in all, per unit of claim (where there is a plan)
    burden      its dearest month as a share of what the household truly has left (where there is a plan)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie.studies.survival.judging import Futures, Judged, futures, judge
from hejie.studies.survival.methods import METHODS, MONTHS, Plan, planned
from hejie.studies.survival.people import Debt, Person, population
from hejie.studies.survival.world import figure, figures, world

Floats = NDArray[np.float64]

MEASURES: Final = ("completion", "recovery", "value", "cost", "burden", "planned")


@dataclass(frozen=True, slots=True)
class Result:
    """One method over one seed; `planned` is the share of households for whom it found a plan."""

    completion: float
    recovery: float
    value: float
    cost: float
    burden: float
    planned: float


@dataclass(frozen=True, slots=True)
class Study:
    """Results [seed][method], with what they rest on."""

    seeds: tuple[int, ...]
    households: int
    world: str
    results: tuple[Mapping[str, Result], ...]

    def mean(self, method: str, measure: str) -> float:
        """The mean over the seeds."""
        return fmean(float(getattr(of[method], measure)) for of in self.results)

    def spread(self, method: str, measure: str) -> float:
        """The standard deviation over the seeds."""
        return pstdev(float(getattr(of[method], measure)) for of in self.results)


def study(
    seeds: Sequence[int], *, households: int | None = None, methods: Sequence[str] = tuple(METHODS)
) -> Study:
    """Runs every method on every seed. Deterministic; about ten milliseconds for a household."""
    n = int(figure("study", "households")) if households is None else households
    results = tuple(_one(seed, n, methods) for seed in seeds)
    return Study(tuple(seeds), n, str(world()["version"]), results)


def _one(seed: int, n: int, methods: Sequence[str]) -> Mapping[str, Result]:
    people = population(n, seed=seed)
    of, shared = futures(people, months=MONTHS, seed=seed), planned(seed)
    return {
        name: measured(people, [METHODS[name](person, shared) for person in people], of) for name in methods
    }


def measured(people: Sequence[Person], plans: Sequence[Plan], of: Futures) -> Result:
    """One method's plans, judged."""
    exists = np.array([plan.exists for plan in plans])
    asked = np.array([plan.amounts.sum(axis=0) for plan in plans])
    upfront = np.array([float(plan.upfront.sum()) for plan in plans])
    judged = judge(of, asked, upfront)
    completed = np.where(exists, judged.completed, 0.0)
    received = np.array(
        [_received(*one, judged) for one in zip(people, plans, range(len(plans)), strict=True)]
    )
    claims = np.array([sum(debt.claim_minor for debt in person.debts) for person in people], dtype=float)
    spare = np.array([person.true.disposable_minor for person in people], dtype=float)
    total = (asked.sum(axis=1) + upfront) / claims
    burden = asked.max(axis=1) / spare
    return Result(
        completion=float(completed.mean()),
        recovery=float((received[:, 0] / claims).mean()),
        value=float((received[:, 1] / claims).mean()),
        cost=float(total[exists].mean()) if exists.any() else 0.0,
        burden=float(burden[exists].mean()) if exists.any() else 0.0,
        planned=float(exists.mean()),
    )


def _received(person: Person, plan: Plan, row: int, judged: Judged) -> tuple[float, float]:
    """What all creditors of a household received, undiscounted and as present value."""
    claims = sum(debt.claim_minor for debt in person.debts)
    found = [
        _of_creditor(debt, plan, k, judged.alive[:, row], judged.arrears[row] * debt.claim_minor / claims)
        for k, debt in enumerate(person.debts)
    ]
    return sum(one[0] for one in found), sum(one[1] for one in found)


def _of_creditor(
    debt: Debt, plan: Plan, k: int, alive: NDArray[np.bool_], arrears: Floats
) -> tuple[float, float]:
    """The mean over the paths; a break ends the plan, takes back its waivers, and leads to a court."""
    own = debt.economics
    if not plan.exists:
        return own.recovery * debt.claim_minor, float(own.outside(debt.claim_minor).court_minor)
    amounts, present = plan.amounts[k], own.present(MONTHS)
    paid = alive * amounts[:, None]
    before = np.concatenate([np.ones((1, alive.shape[1]), dtype=bool), alive[:-1]])
    broke = before & ~alive
    arrived = paid.sum(axis=0) + plan.upfront[k]
    broken = broke.any(axis=0)
    behind = np.where(broken, np.maximum(arrears - (amounts[:, None] * broke).sum(axis=0), 0), 0)
    arrived = np.maximum(arrived - behind, 0)
    court = np.where(broken, own.recovery * np.maximum(debt.claim_minor - arrived, 0), 0.0)
    when = (broke * present[:, None]).sum(axis=0)
    discounted = present @ paid - behind * when + plan.upfront[k]
    service = own.service_minor * (
        before * (np.cumsum(amounts[::-1])[::-1] > 0)[:, None] * present[:, None]
    ).sum(0)
    late = court * own.monthly**own.delay_months - np.where(broken, own.legal_minor, 0)
    worth = discounted + late * np.where(broken, when, 0) - service
    return float((arrived + court).mean()), float(worth.mean())


def calibrated(*, seeds: Sequence[int] | None = None, households: int | None = None) -> float:
    """The optimism at which the baseline completes as often as wanted, found by halving on seeds of its own. It runs the
    baseline alone: no other method is looked at."""
    told = [int(one) for one in figures("calibration", "seeds")] if seeds is None else list(seeds)
    n = int(figure("study", "households")) if households is None else households
    wanted, low, high = figure("calibration", "wanted"), 0.2, 3.0
    for _ in range(12):
        middle = (low + high) / 2
        completion = fmean(_baseline(seed, n, middle) for seed in told)
        low, high = (middle, high) if completion > wanted else (low, middle)
    return round((low + high) / 2, 3)


def _baseline(seed: int, n: int, optimism: float) -> float:
    people = population(n, seed=seed, optimism=optimism)
    of, shared = futures(people, months=MONTHS, seed=seed), planned(seed)
    asked = np.array([METHODS["baseline"](person, shared).amounts.sum(axis=0) for person in people])
    return float(judge(of, asked, np.zeros(n)).completed.mean())
