"""Due dates: a first date, a frequency, a rule for month ends, and a roll for days that are not worked.

Period ends are the calendar's; due dates are period ends rolled to a working day where the contract says so.

>>> rolled = due_dates(date(2026, 2, 14), 2, roll="following", holidays=Holidays())
>>> [day.isoformat() for day in rolled]  # both the 14th of February and of March 2026 are Saturdays
['2026-02-16', '2026-03-16']
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from hejie import texts
from hejie.dates.months import add_months, days_in_month, is_month_end, month_run
from hejie.dates.working import WEEKENDS_ONLY, Holidays, next_working

MOST_PERIODS: Final = 1200
"""A hundred years of months: above it a count of instalments is taken for a slip."""

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """The way from one due date to the next: months, or else days. Called, it goes `k` steps from `first`."""

    months: int = 0
    days: int = 0

    def __call__(self, first: date, k: int) -> date:
        return add_months(first, k * self.months) if self.months else first + timedelta(days=k * self.days)


EVERY: Mapping[str, Step] = MappingProxyType(
    {
        "week": Step(days=7),
        "fortnight": Step(days=14),
        "month": Step(months=1),
        "two months": Step(months=2),
        "quarter": Step(months=3),
        "half-year": Step(months=6),
        "year": Step(months=12),
    }
)

_TYPED: Final = re.compile(r"([1-9][0-9]{0,2}) (day|week|month)s?")
_UNITS: Mapping[str, tuple[int, Step]] = MappingProxyType(
    {"day": (999, Step(days=1)), "week": (104, Step(days=7)), "month": (60, Step(months=1))}
)


@lru_cache(maxsize=256)
def step_of(every: str) -> Step | None:
    """The step that `every` names, or that it says as "15 days", "2 weeks", "4 months"; None if it says none.

    >>> step_of("15 days")
    Step(months=0, days=15)
    """
    typed = _TYPED.fullmatch(every)
    if typed is None:
        return EVERY.get(every)
    number = int(typed[1])
    most, unit = _UNITS[typed[2]]
    return Step(number * unit.months, number * unit.days) if number <= most else None


FIRSTS: Mapping[str, Callable[[date, Step], date]] = MappingProxyType(
    {
        "one_step": lambda start, step: step(start, 1),
        "month_start": lambda start, step: add_months(start.replace(day=1), 1),
        "month_end": lambda start, step: _to_last(start if not is_month_end(start) else step(start, 1)),
    }
)
"""Rules for a first due date: one step after the start, the first of the next month, or the last of this month."""


def first_due(start: date, *, rule: str = "one_step", every: str = "month") -> date:
    """The first due date of a loan drawn on `start`; raises Faulty for an unknown rule.

    >>> [first_due(date(2022, 10, 17), rule=rule).isoformat() for rule in FIRSTS]
    ['2022-11-17', '2022-11-01', '2022-10-31']
    """
    faults = _rule_faults(rule=(rule, FIRSTS)) + _every_faults(every)
    if faults:
        raise texts.Faulty(faults)
    return FIRSTS[rule](start, _known(every))


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
        # drawn on the 29th or 30th and first due at the end of February: the later ones keep that day
        "day_29": lambda first, day: _uncut(first, day, 29),
        "day_30": lambda first, day: _uncut(first, day, 30),
    }
)


def _uncut(first: date, day: date, wanted: int) -> date:
    """`day` on the wanted day of its month, where the first date ends a month that is too short for it."""
    if not is_month_end(first) or first.day > wanted:
        return day
    return day.replace(day=min(wanted, days_in_month(day)))


def _to_last(day: date) -> date:
    return day.replace(day=days_in_month(day))


def period_ends(
    first: date, n: int, *, every: str = "month", month_end: str = "same_day"
) -> tuple[date, ...]:
    """`n` dates from `first`, strictly increasing. Raises Faulty for an unknown rule or a count out of bounds."""
    faults = _every_faults(every) + _rule_faults(month_end=(month_end, MONTH_ENDS)) + _count_faults(n)
    if faults:
        raise texts.Faulty(faults)
    step = _known(every)
    if step.months:
        days = month_run(first, n, step.months)
        return days if month_end == "same_day" else tuple(MONTH_ENDS[month_end](first, day) for day in days)
    return tuple(step(first, k) for k in range(n))


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


def _every_faults(every: str) -> tuple[texts.Fault, ...]:
    if step_of(every) is not None:
        return ()
    return (texts.fault("date_rule_unknown", "every", given=every, known=tuple(EVERY)),)


def _known(every: str) -> Step:
    step = step_of(every)
    assert step is not None, every  # asked for after its faults
    return step


def _count_faults(n: int) -> tuple[texts.Fault, ...]:
    if 1 <= n <= MOST_PERIODS:
        return ()
    return (texts.fault("date_count_of_periods", "n", given=n, least=1, most=MOST_PERIODS),)
