"""Dates: day counts as exact fractions, due dates that survive the 31st, working days from a calendar given in.

No clock is read here and no holiday is known here: `day` and `Holidays` are always arguments.

>>> from datetime import date
>>> year_fraction(date(2026, 1, 31), date(2026, 3, 2), count="act/360")
Fraction(1, 12)
>>> [day.isoformat() for day in due_dates(date(2026, 1, 31), 3)]
['2026-01-31', '2026-02-28', '2026-03-31']
"""

from hejie.dates.apr_time import AprTime, apr_time
from hejie.dates.counts import COUNTS, Count, year_fraction
from hejie.dates.due import (
    EVERY,
    FIRSTS,
    MONTH_ENDS,
    ROLLS,
    Step,
    due_dates,
    first_due,
    period_ends,
    roll_day,
    step_of,
)
from hejie.dates.months import add_months, days_in_month, is_month_end, months_begun, months_between
from hejie.dates.parse import EARLIEST, LATEST, parse
from hejie.dates.unit_periods import MONTH, Elapsed, Unit, unit_periods
from hejie.dates.working import (
    WEEKENDS_ONLY,
    Holidays,
    add_working_days,
    is_provisional,
    is_working,
    next_working,
)

__all__ = [
    "COUNTS",
    "EARLIEST",
    "EVERY",
    "FIRSTS",
    "LATEST",
    "MONTH",
    "MONTH_ENDS",
    "ROLLS",
    "WEEKENDS_ONLY",
    "AprTime",
    "Count",
    "Elapsed",
    "Holidays",
    "Step",
    "Unit",
    "add_months",
    "add_working_days",
    "apr_time",
    "days_in_month",
    "due_dates",
    "first_due",
    "is_month_end",
    "is_provisional",
    "is_working",
    "months_begun",
    "months_between",
    "next_working",
    "parse",
    "period_ends",
    "roll_day",
    "step_of",
    "unit_periods",
    "year_fraction",
]
