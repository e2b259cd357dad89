"""What may be asked of a household: in each month, up to each month, and at once.

>>> room = Room.of(100, 4, np.array([50, 300]), buffer_minor=60)
>>> room.limit.tolist(), room.left.tolist()
([100, 300, 300, 300], [50, 300, 300, 300])
>>> asked = np.array([[100, 0, 0, 0], [100, 250, 0, 0], [120, 0, 0, 0]])
>>> room.holds(asked, np.array([10, 0, 0])).tolist()
[True, True, False]
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie.plans.joint.creditors import Creditor
from hejie.plans.joint.offers import PHASES, usual_classes

Ints = NDArray[np.int64]
Places = NDArray[np.intp]

YEAR: Final = 12
NOTHING: Final = np.int64(-(2**62))


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """What may be asked for in each month, what each month usually leaves (None: no season, all months alike), and what
    is laid by."""

    limit: Ints
    left: Ints | None
    buffer_minor: int

    @classmethod
    def of(cls, most_minor: int, months: int, left_minor: Ints | None, *, buffer_minor: int) -> "Room":
        """The room of so many months. With a season a rich month may be asked for all that it leaves, a lean one for as
        much as the usual month, if it was there by then; a season that was told for fewer months stays at its last."""
        if left_minor is None or not len(left_minor):
            return cls(np.full(months, most_minor, dtype=np.int64), None, buffer_minor)
        told = np.asarray(left_minor, dtype=np.int64)[:months]
        left = np.pad(told, (0, max(months - len(told), 0)), "edge")
        return cls(np.maximum(left, most_minor), left, buffer_minor)

    def holds(self, asked: Ints, at_once: Ints) -> NDArray[np.bool_]:
        """Which plans [plans, months] keep to it: no month asks for more than it may, nor more is asked up to any month
        that asks than the months until then leave with what is laid by."""
        within = (self.over(asked) <= 0) & (self.ahead(asked, at_once) <= 0)
        return np.asarray(within & (at_once <= self.buffer_minor))

    def over(self, asked: Ints) -> Ints:
        """By how much the dearest month of each plan [plans, months] is above what it may be; zero or less: it is not."""
        return np.asarray((asked - self.limit).max(axis=1, initial=NOTHING))

    def ahead(self, asked: Ints, at_once: Ints) -> Ints:
        """By how much each plan asks, up to some month that asks for something, for more than the months until then leave
        with what is laid by; zero or less where it never does, and where there is no season."""
        if self.left is None:
            return np.full(len(asked), NOTHING)
        due = np.cumsum(asked, axis=1) + at_once[:, None]
        missing = due - (np.cumsum(self.left) + self.buffer_minor)
        return np.asarray(np.where(asked > 0, missing, NOTHING).max(axis=1, initial=NOTHING))

    def part(self, own_minor: int, whole_minor: int) -> "Room":
        """The part of it that falls to one of all debts, cut off: plans that each keep to their part keep to all of it
        together."""

        def cut(minor: Ints) -> Ints:
            return np.asarray(np.floor(minor * (own_minor / whole_minor)), dtype=np.int64)

        left = None if self.left is None else cut(self.left)
        return replace(
            self, limit=cut(self.limit), left=left, buffer_minor=self.buffer_minor * own_minor // whole_minor
        )

    def of_phases(self, kinds: Places) -> tuple[int, ...]:
        """The least limit of each phase."""
        found = (self.limit[kinds == phase] for phase in range(len(PHASES) + 1))
        return tuple(int(own.min()) if len(own) else int(self.limit.max(initial=0)) for own in found)


def classes(creditors: Sequence[Creditor], months: int, room: Room) -> Places:
    """The phase of each month: lean, middle and rich months of a season; years, where instalments grow by the year; else
    the usual ones."""
    if room.left is not None and len(np.unique(room.limit)) > 1:
        return np.searchsorted(np.quantile(room.limit, (1 / 3, 2 / 3)), room.limit, side="left")
    if any(shape.step_rate for one in creditors for shape in one.plans.levers.shapes):
        return np.minimum(np.arange(months) // YEAR, len(PHASES))
    return usual_classes(months)
