"""Invented households with debts: what they truly have, what their statements say, and what they wish.

Households are spread evenly over all their properties together: a sequence that fills a cube of seven sides (Kronecker's,
with the generalised golden ratio), shifted by the seed. So two seeds differ in their households and hardly in averages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie.plans.outcome import Economics
from hejie.plans.survival import Household
from hejie.studies.survival.world import figure, figures, world

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Debt:
    """What one creditor is owed, and the creditor's own figures."""

    principal_minor: int
    charges_minor: int
    penalties_minor: int
    economics: Economics

    @property
    def claim_minor(self) -> int:
        """All of it."""
        return self.principal_minor + self.charges_minor + self.penalties_minor


@dataclass(frozen=True, slots=True)
class Person:
    """One household: `true` is what the judge knows, `told` what its statements say; `wished_term` in months."""

    true: Household
    told: Household
    debts: tuple[Debt, ...]
    wished_term: int


def population(n: int, *, seed: int, optimism: float | None = None) -> tuple[Person, ...]:
    """`n` households; the same seed gives the same ones. `optimism` replaces the calibrated figure."""
    rng = np.random.Generator(np.random.PCG64(seed))
    hoped = figure("population", "optimism") if optimism is None else optimism
    even = _even(rng, n)
    median, spread = figures("population", "income")
    income = 100 * np.exp(median + spread * _normal(even[0]))
    living = income * _within(even[1], figures("population", "living"))
    wobble = figures("population", "wobble")
    told = [
        own * np.exp(sd * _normal(one))
        for own, sd, one in zip((income, living), wobble, even[2:4], strict=True)
    ]
    buffer = living * _within(even[4], figures("population", "buffer"))
    debts = _debts(even[5], income - living)
    wished = _wished(even[6], debts, income - living, hoped)
    made = []
    for k in range(n):
        cash = int(buffer[k])
        made.append(
            Person(
                true=Household(income_minor=int(income[k]), living_minor=int(living[k]), buffer_minor=cash),
                told=Household(income_minor=int(told[0][k]), living_minor=int(told[1][k]), buffer_minor=cash),
                debts=_split(rng, float(debts[k])),
                wished_term=int(wished[k]),
            )
        )
    return tuple(made)


PROPERTIES: Final = 7


def _even(rng: np.random.Generator, n: int) -> Floats:
    """[properties, n] numbers between 0 and 1 that are even in all properties together."""
    root = 1.0
    for _ in range(60):  # the root of x^(d+1) = x + 1
        root = (1 + root) ** (1 / (PROPERTIES + 1))
    steps = root ** -np.arange(1, PROPERTIES + 1, dtype=np.float64)
    return np.asarray((rng.random(PROPERTIES)[:, None] + steps[:, None] * np.arange(n)) % 1)


def _within(even: Floats, bounds: Sequence[float]) -> Floats:
    low, high = bounds
    return low + (high - low) * even


def _normal(even: Floats) -> Floats:
    usual = NormalDist()
    return np.array([usual.inv_cdf(min(max(one, 1e-9), 1 - 1e-9)) for one in even.tolist()])


def _debts(even: Floats, spare: Floats) -> Floats:
    median, spread = figures("population", "debt")
    least, most = figures("population", "debt_months")
    return np.asarray(spare * np.clip(median * np.exp(spread * _normal(even)), least, most))


def _wished(even: Floats, debts: Floats, spare: Floats, hoped: float) -> Floats:
    """The term at which the instalment is what they hope to pay: a share of what they truly have, in steps of three."""
    share = hoped * np.exp(figure("population", "optimism_spread") * _normal(even))
    least, most = figures("population", "wished")
    rate = figure("creditor", "rate") / 12
    paid = np.maximum(spare * share, debts * rate * 1.05)
    exact = -np.log1p(-debts * rate / paid) / np.log1p(rate)
    return np.asarray(np.clip(np.rint(exact / 3) * 3, least, most))


def _split(rng: np.random.Generator, owed: float) -> tuple[Debt, ...]:
    count = int(rng.choice(world()["population"]["creditors"]))
    parts = rng.dirichlet(np.full(count, 3.0)) * owed
    return tuple(_debt(rng, float(part)) for part in parts)


def _debt(rng: np.random.Generator, owed: float) -> Debt:
    def drawn(name: str) -> float:
        low, high = figures("creditor", name)
        return float(rng.uniform(low, high))

    penalty, charge = drawn("penalty_share"), drawn("charge_share")
    principal = owed / (1 + penalty + charge)
    fixed, share = figures("creditor", "legal")
    economics = Economics(
        funding=drawn("funding"),
        recovery=drawn("recovery"),
        delay_months=drawn("delay"),
        legal_minor=int(fixed * 100 + share * owed),
        service_minor=int(figure("creditor", "service") * 100),
    )
    return Debt(max(int(principal), 1), int(principal * charge), int(principal * penalty), economics)
