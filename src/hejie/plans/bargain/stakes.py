"""What is at stake for both sides of one claim, and the grid of packages between them.

A package is a cell of a grid of six axes: term, rate, share of penalty waived, share of interest waived, months of
grace, share paid at once; the last axis runs fastest. Figures about a side that nobody knows are that side's own
estimate or the mediator's belief; they never leave it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hejie import texts

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """One claim between a lender and a household. Amounts in minor units, rates and shares a year or of the claim.

    Household: `surplus_minor` a month (above zero), `cash_minor` at hand, `need_grace` months until things are better,
    its yearly discount rate, its cost of being sued, what a clean record is worth to it, the share of the claim that
    enforcement would cost it, the strain of a month in debt, the extra worth of a unit of penalty waived. Lender:
    funding rate a year, monthly hazard of an affordable plan and its growth with the load, recovery by court, its legal
    cost, months until court money comes, cost of a month of service, extra cost of a unit of interest written off.
    """

    principal_minor: int
    interest_minor: int
    penalty_minor: int
    surplus_minor: int
    cash_minor: int
    need_grace: float
    household_rate: float
    household_legal_minor: int
    record_minor: int
    enforced: float
    strain_minor: int
    fairness: float
    funding: float
    hazard: float
    steep: float
    recovery: float
    legal_minor: int
    delay: float
    service_minor: int
    writeoff: float

    def __post_init__(self) -> None:
        found = tuple(
            texts.fault("plan_number_outside", name, given=getattr(self, name), least=1, most=10**15)
            for name in ("principal_minor", "surplus_minor")
            if not 1 <= getattr(self, name) <= 10**15
        )
        if found:
            raise texts.Faulty(found)

    @property
    def claim_minor(self) -> int:
        """All that is owed."""
        return self.principal_minor + self.interest_minor + self.penalty_minor

    @property
    def lender_floor(self) -> float:
        """What the court would bring the lender, as a share of the claim."""
        waited = (1 + self.funding / 12) ** -self.delay
        return float((self.recovery * self.claim_minor * waited - self.legal_minor) / self.claim_minor)

    @property
    def household_floor(self) -> float:
        """What is left to the household if it comes to court: 1 less its cost as a share of the claim."""
        lost = self.enforced * self.claim_minor + self.household_legal_minor + self.record_minor
        return 1 - lost / self.claim_minor


@dataclass(frozen=True)
class Grid:
    """The axes of a grid of packages; rates and shares in per cent, as people bargain."""

    terms: Sequence[int]
    rates: Sequence[int]
    penalties: Sequence[int]
    interests: Sequence[int]
    graces: Sequence[int]
    upfronts: Sequence[int]

    @property
    def shape(self) -> tuple[int, ...]:
        """How many steps each axis has."""
        return tuple(len(axis) for axis in self.steps)

    @property
    def steps(self) -> tuple[Sequence[int], ...]:
        """The axes, in order."""
        return (self.terms, self.rates, self.penalties, self.interests, self.graces, self.upfronts)

    def __len__(self) -> int:
        return int(np.prod(self.shape))

    @cached_property
    def axes(self) -> tuple[Floats, ...]:
        """Each axis as an array that broadcasts against the others."""
        return tuple(
            np.asarray(axis, dtype=float).reshape([-1 if one == place else 1 for one in range(6)])
            for place, axis in enumerate(self.steps)
        )

    def package(self, index: int) -> tuple[int, ...]:
        """The terms of the package of that number."""
        places = np.unravel_index(index, self.shape)
        return tuple(axis[int(place)] for axis, place in zip(self.steps, places, strict=True))


MIDDLE = Grid(
    range(6, 61, 6), range(0, 25, 2), range(0, 101, 20), range(0, 51, 10), (0, 2, 4, 6), (0, 10, 20)
)
"""56,160 packages: fine enough for a screen."""
COARSE = Grid(range(6, 61, 6), range(0, 25, 3), (0, 50, 100), (0, 20, 50), (0, 3, 6), (0, 10, 20))
"""7,290 packages: fine enough for a first answer."""
FULL = Grid(range(6, 61, 3), range(25), range(0, 101, 10), range(0, 51, 10), range(7), range(0, 21, 5))
"""1,097,250 packages: the last word."""
