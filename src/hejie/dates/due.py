"""Due dates: a first date, a frequency, a rule for month ends, and a roll for days that are not worked.

Period ends are the calendar's; due dates are period ends rolled to a working day where the contract says so.

>>> rolled = due_dates(date(2026, 2, 14), 2, roll="following", holidays=Holidays())
>>> [day.isoformat() for day in rolled]  # both the 14th of February and of March 2026 are Saturdays
['2026-02-16', '2026-03-16']
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from hejie import texts
from hejie.dates.months import add_months, days_in_month, is_month_end
from hejie.dates.working import WEEKENDS_ONLY, Holidays, next_working

MOST_PERIODS: Final = 1200
"""A hundred years of months: above it a count of instalments is taken for a slip."""

_DAY: Final = timedelta(days=1)
_Step = Callable[[date, int], date]


def _months(every: int) -> _Step:
    return lambda first, k: add_months(first, k * every)


def _days(every: int) -> _Step:
    return lambda first, k: first + timedelta(days=k * every)


EVERY: Mapping[str, _Step] = MappingProxyType(
    {
        "week": _days(7),
        "fortnight": _days(14),
        "month": _months(1),
        "two months": _months(2),
        "quarter": _months(3),
        "half-year": _months(6),
        "year": _months(12),
    }
)


def _following(day: date, holidays: Holidays) -> date:
    return next_working(day, _DAY, holidays)


def _preceding(day: date, holidays: Holidays) -> date:
    return next_working(day, -_DAY, holidays)


def _modified_following(day: date, holidays: Holidays) -> date:
    """The next working day, unless that is in the next month: then the one before."""
    later = _following(day, holidays)
    return later if later.month == day.month else _preceding(day, holidays)


ROLLS: Mapping[str, Callable[[date, Holidays], date]] = MappingProxyType(
    {
        "none": lambda day, holidays: day,
        "following": _following,
        "preceding": _preceding,
        "modified_following": _modified_following,
    }
)

MONTH_ENDS: Mapping[str, Callable[[date, date], date]] = MappingProxyType(
    {
        # the day of the first date, cut where a month is too short
        "same_day": lambda first, day: day,
        # a first date on the last of its month keeps to the last of every month
        "last_day": lambda first, day: _to_last(day) if is_month_end(first) else day,
    }
)


def _to_last(day: date) -> date:
    return day.replace(day=days_in_month(day))


def period_ends(
    first: date, n: int, *, every: str = "month", month_end: str = "same_day"
) -> tuple[date, ...]:
    """`n` dates from `first`, strictly increasing. Raises Faulty for an unknown rule or a count out of bounds."""
    faults = _rule_faults(every=(every, EVERY), month_end=(month_end, MONTH_ENDS)) + _count_faults(n)
    if faults:
        raise texts.Faulty(faults)
    step = EVERY[every]
    ends = (step(first, k) for k in range(n))
    if month_end == "same_day" or every in ("week", "fortnight"):
        return tuple(ends)
    return tuple(MONTH_ENDS[month_end](first, end) for end in ends)


def due_dates(
    first: date,
    n: int,
    *,
    every: str = "month",
    month_end: str = "same_day",
    roll: str = "none",
    holidays: Holidays = WEEKENDS_ONLY,
) -> tuple[date, ...]:
    """The period ends, each rolled to a working day by the rule `roll`; always strictly increasing.

    Where a long holiday would throw two weekly dates onto one day, the later one moves to the next working day.
    """
    return roll_days(period_ends(first, n, every=every, month_end=month_end), roll=roll, holidays=holidays)


def roll_day(day: date, *, roll: str, holidays: Holidays = WEEKENDS_ONLY) -> date:
    return roll_days((day,), roll=roll, holidays=holidays)[0]


def roll_days(
    days: tuple[date, ...],
    *,
    roll: str,
    holidays: Holidays = WEEKENDS_ONLY,
    after: date | None = None,
) -> tuple[date, ...]:
    """Increasing days rolled, still strictly increasing, and none on or before `after` (the day of drawing)."""
    faults = _rule_faults(roll=(roll, ROLLS))
    if faults:
        raise texts.Faulty(faults)
    if roll == "none":
        return days
    rolled: list[date] = []
    for day in days:
        moved, before = ROLLS[roll](day, holidays), rolled[-1] if rolled else after
        if before and moved <= before:
            moved = _following(before + _DAY, holidays)
        rolled.append(moved)
    return tuple(rolled)


def _rule_faults(**rules: tuple[str, Mapping[str, object]]) -> tuple[texts.Fault, ...]:
    return tuple(
        texts.fault("date_rule_unknown", field, given=given, known=tuple(known))
        for field, (given, known) in rules.items()
        if given not in known
    )


def _count_faults(n: int) -> tuple[texts.Fault, ...]:
    if 1 <= n <= MOST_PERIODS:
        return ()
    return (texts.fault("date_count_of_periods", "n", given=n, least=1, most=MOST_PERIODS),)
