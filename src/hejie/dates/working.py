"""Working days: weekends, published holidays, and the weekends that are worked in exchange.

A country publishes its holidays a year ahead. Beyond `known_until` only weekends are known: a date there is
provisional, never refused.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holidays:
    """A calendar as an argument: `off` days rest although in the week, `working` weekend days are worked.

    `known_until` is the last day for which the calendar has been published; None if none has.
    """

    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()
    known_until: date | None = None


WEEKENDS_ONLY: Final = Holidays()


def is_working(day: date, holidays: Holidays = WEEKENDS_ONLY) -> bool:
    return day in holidays.working or (day.weekday() < 5 and day not in holidays.off)


def is_provisional(day: date, holidays: Holidays = WEEKENDS_ONLY) -> bool:
    """Whether the holidays around `day` are not published yet, so that its working-day roll may still change."""
    return holidays.known_until is None or day > holidays.known_until


def add_working_days(day: date, n: int, holidays: Holidays = WEEKENDS_ONLY) -> date:
    """The n-th working day after `day` (before it if negative). The day itself is not counted; n = 0 is the day.

    >>> add_working_days(date(2026, 1, 2), 1), add_working_days(date(2026, 1, 5), -1)
    (datetime.date(2026, 1, 5), datetime.date(2026, 1, 2))
    """
    step = _DAY if n > 0 else -_DAY
    for _ in range(abs(n)):
        day = next_working(day + step, step, holidays)
    return day


def next_working(day: date, step: timedelta, holidays: Holidays = WEEKENDS_ONLY) -> date:
    """`day` if it is worked, else the first worked day in the direction of `step`."""
    while not is_working(day, holidays):
        day += step
    return day
