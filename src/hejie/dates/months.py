"""Months: the same day of another month, or its last day where that month is too short.

Each date is counted from the first one, never from the one before, so that 31 January, 28 February, 31 March keeps
its 31st instead of sliding to the 28th for ever.
"""

from calendar import isleap, monthrange
from datetime import date
from typing import Final


def days_in_month(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def is_month_end(day: date) -> bool:
    return day.day == days_in_month(day)


def add_months(day: date, n: int) -> date:
    """The same day `n` months later (earlier if negative), or the last day of that month.

    >>> add_months(date(2024, 2, 29), 12), add_months(date(2026, 3, 31), -1)
    (datetime.date(2025, 2, 28), datetime.date(2026, 2, 28))
    """
    years, month0 = divmod(day.month - 1 + n, 12)
    year, month = day.year + years, month0 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_run(first: date, n: int, every: int) -> tuple[date, ...]:
    """`n` dates, each `every` months after the one before it, all counted from `first`; `add_months` in one sweep.

    >>> [day.isoformat() for day in month_run(date(2028, 1, 31), 3, 1)]
    ['2028-01-31', '2028-02-29', '2028-03-31']
    """
    day, months = first.day, first.year * 12 + first.month - 1
    run = range(months, months + n * every, every)
    if day <= 28:
        return tuple([date(at // 12, at % 12 + 1, day) for at in run])
    return tuple([date(at // 12, at % 12 + 1, min(day, _length(at // 12, at % 12))) for at in run])


def _length(year: int, month0: int) -> int:
    return 29 if month0 == 1 and isleap(year) else _DAYS[month0]


def months_between(start: date, end: date) -> int:
    """Whole months from `start` to `end`: the largest n with add_months(start, n) <= end."""
    n = (end.year - start.year) * 12 + end.month - start.month
    return n if add_months(start, n) <= end else n - 1


def months_begun(start: date, end: date) -> int:
    """Months from `start` to `end`, a begun one counted whole.

    >>> months_begun(date(2026, 1, 31), date(2026, 2, 28)), months_begun(date(2026, 1, 30), date(2026, 3, 1))
    (1, 2)
    """
    whole = months_between(start, end)
    return whole + (add_months(start, whole) < end)
