"""The packages that both sides prefer to a court, the frontier among them, and the two fair points on it.

    frontier   no package is better for one side without being worse for the other
    Nash       the largest product of what both gain over their floors
    even       the largest smaller share: each side's gain as a part of the most it could gain (Kalai and Smorodinsky)

The frontier is found by one sort: from the lender's best on, each package that sets a new best for the household.

>>> import numpy as np
>>> frontier(np.array([3.0, 2.0, 2.0, 1.0]), np.array([1.0, 1.0, 2.0, 2.0])).tolist()
[0, 2]
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hejie.plans.bargain.stakes import Floats, Grid, Stakes
from hejie.plans.bargain.worth import worth

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Deal:
    """`frontier` numbers packages of the grid, the lender's best first; `gains` are [frontier, (lender, household)]
    over the floors. `nash` and `even` are packages, None where no package beats both floors."""

    frontier: Places
    gains: Floats
    nash: int | None
    even: int | None

    @property
    def exists(self) -> bool:
        """Whether any package is better for both than a court."""
        return self.nash is not None


def frontier(lender: Floats, household: Floats) -> Places:
    """The packages that no other beats, the lender's best first; of equal ones the first."""
    near = _candidates(lender, household)
    order = near[np.lexsort((-household[near], -lender[near]))]
    sorted_ = household[order]
    best = np.maximum.accumulate(sorted_)
    keeps = np.ones(len(order), dtype=bool)
    keeps[1:] = sorted_[1:] > best[:-1]
    return np.asarray(order[keeps])


def _candidates(lender: Floats, household: Floats) -> Places:
    """A few packages with all of the frontier among them, in their order: sorted by one side alone, which is quick, each
    that is no worse for the other than all before it, whatever the order of equal ones."""
    order = np.argsort(-lender)
    sorted_ = household[order]
    return np.sort(order[sorted_ >= np.maximum.accumulate(sorted_)])


def deal(stakes: Stakes, grid: Grid) -> Deal:
    """Both sides' worth of every package of the grid, and what follows."""
    lender, household = worth(stakes, grid)
    return of_worth(lender, household, floors=(stakes.lender_floor, stakes.household_floor))


def of_worth(lender: Floats, household: Floats, *, floors: tuple[float, float]) -> Deal:
    """The same from any two tables of worth."""
    rational = np.flatnonzero((lender >= floors[0]) & (household >= floors[1]))
    if not len(rational):
        return Deal(rational, np.zeros((0, 2)), None, None)
    found = rational[frontier(lender[rational], household[rational])]
    gains = np.stack([lender[found] - floors[0], household[found] - floors[1]], axis=1)
    most = np.maximum(gains.max(axis=0), 1e-12)
    nash, even = int(gains.prod(axis=1).argmax()), int((gains / most).min(axis=1).argmax())
    return Deal(found, gains, int(found[nash]), int(found[even]))
