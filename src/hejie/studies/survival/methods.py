"""The ways of making a plan that are compared: three that are in use, and ours. All see statements, none the truth.

baseline   equal instalments over the wished term, at the contract's rate
pro_rata   what the month leaves, shared out in proportion to the claims, until all is paid
longest    the longest term that is published, at the contract's rate
waterfall  one creditor after the other: lower the rate step by step, then extend, then waive, until all instalments
           together take the target share of income (after the US Home Affordable Modification Program), each step
           only while the plan is worth more to the creditor than a court
balanced   the recommended plan of the joint frontier
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie.plans import joint
from hejie.plans.levers import Levers
from hejie.plans.outcome import Screened, screen
from hejie.plans.survival import IncomeModel, Shocks, lived, shocks
from hejie.studies.survival.people import Debt, Person
from hejie.studies.survival.world import figure, world

Floats = NDArray[np.float64]

MONTHS: Final = 63
"""The longest term and grace of the world."""
TARGET: Final = 0.31
"""The share of income that instalments may take in the waterfall."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """One method's plan for one household: amounts [creditors, months], and what was paid at once; none at all where a
    method finds nothing."""

    amounts: Floats
    upfront: Floats
    exists: bool = True


def levers() -> Levers:
    """The policy of every creditor of the world."""
    told = world()["creditor"]
    least, most, step = told["terms"]

    def shares(name: str) -> tuple[Fraction, ...]:
        return tuple(Fraction(one) for one in told[name])

    return Levers(
        terms=tuple(range(least, most + 1, step)),
        graces=tuple(told["graces"]),
        rates=shares("rates"),
        penalties=shares("penalties"),
        charges=shares("charges"),
    )


def planned(seed: int) -> Shocks:
    """The planner's futures: its own model, shared by all households, and not the judge's."""
    return shocks(IncomeModel(), months=MONTHS, paths=int(figure("study", "futures")), seed=seed)


def screened(debt: Debt, of: Levers) -> Screened:
    return screen(
        of,
        principal_minor=debt.principal_minor,
        charges_minor=debt.charges_minor,
        penalties_minor=debt.penalties_minor,
    )


def _level(person: Person, term: int) -> Plan:
    rate = Fraction(world()["creditor"]["rate"])
    one = Levers(terms=(term,), rates=(rate,))
    rows = [screened(debt, one).amounts_minor(MONTHS)[0] for debt in person.debts]
    return Plan(np.array(rows, dtype=float), np.zeros(len(rows)))


def baseline(person: Person, of: Shocks) -> Plan:
    """Equal instalments over the wished term."""
    return _level(person, person.wished_term)


def longest(person: Person, of: Shocks) -> Plan:
    """The longest published term for everybody."""
    return _level(person, levers().terms[-1])


def pro_rata(person: Person, of: Shocks) -> Plan:
    """The shortest term at which all fits into what the month leaves; the longest where none does."""
    terms = range(1, levers().terms[-1] + 1)
    rate = float(world()["creditor"]["rate"]) / 12
    owed = sum(debt.claim_minor for debt in person.debts)
    fits = (n for n in terms if owed * rate / (1 - (1 + rate) ** -n) <= person.told.disposable_minor)
    return _level(person, next(fits, terms[-1]))


def waterfall(person: Person, of: Shocks) -> Plan:
    """Greedy, creditor by creditor, each to its share of the target."""
    target = TARGET * person.told.income_minor
    owed = sum(debt.claim_minor for debt in person.debts)
    rows = [_lowered(debt, target * debt.claim_minor / owed) for debt in person.debts]
    return Plan(np.array(rows, dtype=float), np.zeros(len(rows)))


def _lowered(debt: Debt, target: float) -> Floats:
    """The first step of the waterfall that reaches the target; the last that the creditor still prefers to a court."""
    of, worth = levers(), debt.economics.outside(debt.claim_minor).court_minor
    kept: Floats = np.zeros(MONTHS)
    for step in _steps(of):
        amounts = screened(debt, step).amounts_minor(MONTHS)[0]
        value = float(amounts @ debt.economics.present(MONTHS))
        if kept.any() and value < worth:
            break
        kept = amounts.astype(float)
        if amounts.max() <= target:
            break
    return kept


def _steps(of: Levers) -> Sequence[Levers]:
    """Rate down, then term up, then waivers up: each step goes on from the one before."""
    terms = [one for one in of.terms if one >= 24]
    rates = sorted(of.rates, reverse=True)
    steps = [Levers(terms=(terms[0],), rates=(rate,)) for rate in rates]
    steps += [Levers(terms=(term,), rates=(rates[-1],)) for term in terms[1:]]
    last = steps[-1]
    steps += [last.fixed("penalties", share) for share in of.penalties[1:]]
    return [*steps, *(steps[-1].fixed("charges", share) for share in of.charges[1:])]


def balanced(person: Person, of: Shocks) -> Plan:
    """The recommended plan of the joint frontier; none where nothing fits into what the month leaves."""
    creditors = table(person)
    paths = lived(person.told, of)
    found = joint.frontier(creditors, paths, most_minor=person.told.disposable_minor, every=3, most_tried=48)
    named = joint.proposals(found)
    if not named:
        return Plan(np.zeros((len(creditors), MONTHS)), np.zeros(len(creditors)), exists=False)
    chosen = named[0].plan.choice
    rows = [one.plans.amounts_minor(MONTHS)[row] for one, row in zip(creditors, chosen, strict=True)]
    upfront = [one.plans.upfront_minor[row] for one, row in zip(creditors, chosen, strict=True)]
    return Plan(np.array(rows, dtype=float), np.array(upfront, dtype=float))


def table(person: Person) -> tuple[joint.Creditor, ...]:
    """The creditors of a household, each with its floor: what a court would bring."""
    of = levers()
    return tuple(
        joint.Creditor(
            name=f"creditor {number}",
            claim_minor=debt.claim_minor,
            plans=screened(debt, of),
            economics=debt.economics,
            floor_minor=debt.economics.outside(debt.claim_minor).best_minor,
        )
        for number, debt in enumerate(person.debts, start=1)
    )


METHODS: Final[Mapping[str, Callable[[Person, Shocks], Plan]]] = MappingProxyType(
    {
        "baseline": baseline,
        "pro_rata": pro_rata,
        "longest": longest,
        "waterfall": waterfall,
        "balanced": balanced,
    }
)
