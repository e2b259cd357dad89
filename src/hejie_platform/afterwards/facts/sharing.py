"""What can be paid each month, shared over the debts: those that come first in full, the rest in proportion to what is owed.

2,000.00 a month; a guaranteed loan that needs 700.00, and two others of 30,000.00 and 10,000.00:

>>> debts = [Debt("A", 5_000_000, 70_000, is_first=True), Debt("B", 3_000_000), Debt("C", 1_000_000)]
>>> share(debts, monthly_minor=200_000)
(70000, 97500, 32500)

No share is larger than its debt; what a small debt cannot take goes to the others. Nothing is promised to anybody:
interest goes on, and where a share is below a month's interest the debt grows (`monthly_interest`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hejie import dates, money


@dataclass(frozen=True, slots=True)
class Debt:
    """One debt of a household, in minor units. `instalment_minor`: what its contract asks each month, if known."""

    ref: str
    owed_minor: int
    instalment_minor: int | None = None
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """One payment that a plan foresees; `number` counts from 1."""

    number: int
    on: date
    amount_minor: int


def share(debts: Sequence[Debt], *, monthly_minor: int) -> tuple[int, ...]:
    """Each debt's part of `monthly_minor`, in the order of `debts`; they sum to it unless less is owed altogether."""
    parts = [0] * len(debts)
    left = monthly_minor
    for place, debt in enumerate(debts):
        if debt.is_first:
            parts[place] = min(left, debt.instalment_minor or debt.owed_minor, debt.owed_minor)
            left -= parts[place]
    for is_first in (False, True):  # what the others cannot take goes back to those that come first
        left -= _spread(debts, parts, left, is_first=is_first)
    return tuple(parts)


def _spread(debts: Sequence[Debt], parts: list[int], left: int, *, is_first: bool) -> int:
    """Share `left` over one kind of debts in proportion to what is still open of each; how much found room."""
    room = [
        debt.owed_minor - part if debt.is_first is is_first else 0
        for debt, part in zip(debts, parts, strict=True)
    ]
    given = min(left, sum(room))
    if given > 0:
        for place, more in enumerate(money.split(given, room)):
            parts[place] += more
    return given


def payments(*, monthly_minor: int, owed_minor: int | None, first_on: date, months: int) -> tuple[Due, ...]:
    """Every payment of one share: as much each month, the last only what is left of the debt as it was known."""
    days = dates.due_dates(first_on, months, every="month")
    found, left = [], owed_minor
    for number, day in enumerate(days, start=1):
        amount = monthly_minor if left is None else min(monthly_minor, left)
        if amount <= 0:
            break
        found.append(Due(number, day, amount))
        left = None if left is None else left - amount
    return tuple(found)


def monthly_interest(*, owed_minor: int, annual_rate: Fraction) -> int:
    """What a debt at this yearly rate grows by in a month, in whole minor units."""
    return money.round_to(owed_minor * annual_rate / 12)
