"""By when a complaint must be answered. The law's days, the day it was received, and the calendar; nothing else.

    complaint_due(date(2026, 11, 2), kind="simple", pack=pack, holidays=...)      2026-11-17

Days are calendar days counted from the day after receipt; a last day that is no working day moves to the next one
(Civil Code, articles 201 and 203). Beyond the published calendar the day is provisional. A missing row is Unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from hejie import dates
from hejie.rules.pack import LawPack
from hejie.rules.values import Row, Unknown

# What is waited for -> the value of the law book, its unit, and what may not be passed counted from receipt.
PERIODS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "accept": ("complaint_accept_working_days", "working_days"),
        "hearing": ("complaint_hearing_working_days", "working_days"),
        "simple": ("complaint_simple_days", "days"),
        "complex": ("complaint_complex_days", "days"),
        "extended": ("complaint_most_days", "days"),
        "report": ("improper_report_working_days", "working_days"),
        "review": ("complaint_review_request_days", "days"),
    }
)


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a period, whether the calendar for it is still to be published, and the row it rests on."""

    day: date
    is_provisional: bool
    row: Row


def complaint_due(
    start: date, *, kind: str, pack: LawPack, holidays: dates.Holidays = dates.WEEKENDS_ONLY
) -> LastDay | Unknown:
    """The last day of a period of `PERIODS` that began on `start`. KeyError for another kind."""
    name, unit = PERIODS[kind]
    row = pack.as_of(name, start)
    if isinstance(row, Unknown):
        return row
    last = _last(start, int(row.number), unit, holidays)
    return LastDay(last, dates.is_provisional(last, holidays), row)


def _last(start: date, amount: int, unit: str, holidays: dates.Holidays) -> date:
    if unit == "working_days":
        return dates.add_working_days(start, amount, holidays)
    last = start + timedelta(days=amount)
    return last if dates.is_working(last, holidays) else dates.add_working_days(last, 1, holidays)
