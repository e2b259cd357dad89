"""A pause that the agreement grants by itself: instalments that cannot be paid now fall due after the last one.

Amounts and the total stay as signed; what is paid stays paid; every other instalment keeps its day. Three instalments left,
the next one paused:

    15 Feb, 15 Mar, 15 Apr      ->      15 Mar, 15 Apr, 15 May
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from hejie import dates


@dataclass(frozen=True, slots=True)
class Moved:
    """One instalment by its number, with the day it had and the day it has now."""

    number: int
    old: date
    new: date


def paused(due: Mapping[int, date], *, numbers: Collection[int], every: str) -> tuple[Moved, ...]:
    """The instalments `numbers` moved behind the last of `due`, one period of the plan apart, in their order.

    `due` holds every instalment that is not paid, by number. Raises LookupError for a number that is not in it.
    """
    going = sorted(numbers, key=lambda number: (due[number], number))
    if not going:
        return ()
    days = dates.due_dates(max(due.values()), len(going) + 1, every=every)[1:]
    return tuple(Moved(number, due[number], day) for number, day in zip(going, days, strict=True))
