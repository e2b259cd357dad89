"""In how many futures does any plan hold, month by month, and what breaks it first.

A plan is told by what it asks in each month, the payment at once apart. It holds on a path as long as, in every month
that asks for something, all that was asked so far is at most the buffer and what was left. What this computes path by
path is what `capacity` finds by sorting, for plans of any shape.

>>> from hejie.plans.survival import income, paths
>>> calm = income.IncomeModel(noise=0.0, job_loss=0.0, illness=0.0)
>>> of = paths.simulate(paths.Household(income_minor=500_000, living_minor=400_000), calm, months=6, paths=4, seed=1)
>>> found = survival(of, amounts_minor=[0, 150_000, 150_000, 150_000])
>>> found.completes, found.curve, found.first_month
(0, (4, 4, 4, 0), 4)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie.plans.survival.income import ILL, JOBLESS
from hejie.plans.survival.interval import wilson
from hejie.plans.survival.paths import Ints, Paths

BLOCK: Final = 64
"""Plans that are tried together: their table stays in the processor's cache."""

CAUSES: Final = ("start", "job_loss", "illness", "both", "uneven_months")
"""What befell the household in the month in which a plan first broke; "start": nothing could be paid at once."""


@dataclass(frozen=True, slots=True)
class Survival:
    """One plan in simulated futures. `curve[t]` counts the paths on which it still holds after month t+1; `causes`
    counts the others by what befell the household in the month in which it broke."""

    paths: int
    completes: int
    curve: tuple[int, ...]
    causes: tuple[tuple[str, int], ...]
    first_month: int | None
    tightest_month: int | None

    @property
    def share(self) -> float:
        """The share of futures in which the plan is completed: a simulation, no promise."""
        return self.completes / self.paths if self.paths else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share: how exactly so many paths can tell."""
        return wilson(self.completes, self.paths)


def held_through(paths: Paths, *, amounts_minor: Ints, upfront_minor: Ints | int = 0) -> Ints:
    """Of every plan [plans, months], the number of paths on which it holds to each month, [plans, months]."""
    asked = np.asarray(amounts_minor, dtype=np.int64)
    upfront = np.broadcast_to(np.asarray(upfront_minor, dtype=np.int64), asked.shape[:1])
    found = np.empty(asked.shape, dtype=np.int64)
    for first in range(0, len(asked), BLOCK):
        rows = slice(first, first + BLOCK)
        found[rows] = _held_through(paths, asked[rows], upfront[rows])
    return found


def _held_through(paths: Paths, asked: Ints, upfront: Ints) -> Ints:
    holds = np.repeat((upfront <= paths.buffer_minor)[:, None], paths.count, axis=1)
    owed = upfront.copy()
    found = np.empty(asked.shape, dtype=np.int64)
    spare = paths.spare_minor
    for month in range(asked.shape[1]):
        owed += asked[:, month]
        if month < paths.months and asked[:, month].any():
            free = (asked[:, month] == 0)[:, None]
            holds &= (owed[:, None] <= spare[month]) | free
        found[:, month] = np.count_nonzero(holds, axis=1)
    return found


def carried(paths: Paths, *, owed_minor: Ints, is_due: NDArray[np.bool_]) -> Ints:
    """Of every plan, told by what it has asked for up to each month with what is paid at once [plans, months], the number of
    paths that carry it in every month in which something is due."""
    found = np.empty(len(owed_minor), dtype=np.int64)
    spare = paths.spare_minor
    for first in range(0, len(found), BLOCK):
        owed, due = owed_minor[first : first + BLOCK], is_due[first : first + BLOCK, : paths.months]
        holds = np.ones((len(owed), paths.count), dtype=bool)
        for month in np.flatnonzero(due.any(axis=0)):
            holds &= (owed[:, month, None] <= spare[month]) | ~due[:, month, None]
        found[first : first + BLOCK] = np.count_nonzero(holds, axis=1)
    return found


def survival(paths: Paths, *, amounts_minor: Sequence[int], upfront_minor: int = 0) -> Survival:
    """One plan in every future, with what breaks it. Amounts per month from the first one on."""
    asked = np.asarray(amounts_minor, dtype=np.int64)[: paths.months]
    due = np.flatnonzero(asked)
    lacks = np.cumsum(asked)[:, None] + upfront_minor > paths.spare_minor[: len(asked)]
    broken = lacks[due]
    at_once = upfront_minor > paths.buffer_minor
    breaks = np.logical_or(broken.any(axis=0), at_once)
    month = due[broken.argmax(axis=0)] if len(due) else np.zeros(paths.count, dtype=np.intp)
    month = np.where(at_once, -1, month)
    counted = np.bincount(month[breaks] + 1, minlength=len(asked) + 1)
    curve = paths.count - np.cumsum(counted)[1:]
    return Survival(
        paths=paths.count,
        completes=int(paths.count - breaks.sum()),
        curve=tuple(int(one) for one in curve),
        causes=_causes(paths, month, np.asarray(breaks), at_once),
        first_month=int(month[breaks].min()) + 1 if breaks.any() and not at_once else None,
        tightest_month=int(counted[1:].argmax()) + 1 if breaks.any() and not at_once else None,
    )


def _causes(
    paths: Paths, month: NDArray[np.intp], breaks: NDArray[np.bool_], at_once: bool
) -> tuple[tuple[str, int], ...]:
    if at_once:
        return (("start", paths.count),)
    broken = np.flatnonzero(breaks)
    state = paths.state[month[broken], broken]
    names = {JOBLESS: "job_loss", ILL: "illness", JOBLESS + ILL: "both", 0: "uneven_months"}
    counted = [(name, int((state == code).sum())) for code, name in names.items()]
    return tuple(sorted(((n, c) for n, c in counted if c), key=lambda one: (-one[1], CAUSES.index(one[0]))))
