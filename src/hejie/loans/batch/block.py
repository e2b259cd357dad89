"""A block of schedules: [periods, loans] in whole minor units, small enough to stay in the processor's cache."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from hejie.loans.batch.columns import Days, Ints
from hejie.loans.schedule import Schedule

Minor = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Block:
    """The schedules of loans `first`, `first + 1`, ...: one column of the arrays each.

    `periods` says how many rows of a column count; those beyond are zero. `due` is [periods] where all loans share it,
    else [periods, loans]. The arrays hold 32 bits each where every amount of the block fits, else 64: widen them
    before adding many.
    """

    first: int
    currency: str
    periods: Ints
    due: Days
    principal: Minor
    interest: Minor
    fee_minor: int

    def __len__(self) -> int:
        return len(self.periods)

    @property
    def balances(self) -> Ints:
        """The principal still owed after each instalment."""
        paid = np.cumsum(self.principal, axis=0, dtype=np.int64)
        return np.asarray(paid[-1] - paid)

    @property
    def fee(self) -> Ints:
        """The fee of each instalment, as long as principal is owed when its period begins."""
        owed = self.balances + self.principal
        return np.where(owed > 0, self.fee_minor, 0)

    @property
    def amounts(self) -> Ints:
        """What is to be paid at each due date."""
        return np.asarray(self.principal.astype(np.int64) + self.interest + self.fee)

    def schedule(self, row: int) -> Schedule:
        """The schedule of one loan of the block, `row` counted from 0."""
        n = int(self.periods[row])
        due = self.due[:n] if self.due.ndim == 1 else self.due[:n, row]
        days: list[date] = due.astype("datetime64[D]").tolist()
        return Schedule(
            self.currency,
            tuple(days),
            tuple(self.principal[:n, row].tolist()),
            tuple(self.interest[:n, row].tolist()),
            tuple(self.fee[:n, row].tolist()),
            (0,) * n,
        )
