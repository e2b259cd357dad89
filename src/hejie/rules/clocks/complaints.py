"""By when a complaint must be answered. The law's days, the day it was received, and the calendar; nothing else.

    complaint_due(date(2026, 11, 2), kind="simple", pack=pack, holidays=...)      2026-11-17

Days are calendar days counted from the day after receipt; a last day that is no working day moves to the next one
(Civil Code, articles 201 and 203). Beyond the published calendar the day is provisional. A missing row is Unknown.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from hejie import dates
from hejie.rules.clocks.ends import LastDay, period_end
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Unknown

# What is waited for -> the value of the law book that says how long.
PERIODS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "accept": "complaint_accept_working_days",
        "hearing": "complaint_hearing_working_days",
        "simple": "complaint_simple_days",
        "complex": "complaint_complex_days",
        "extended": "complaint_most_days",
        "report": "improper_report_working_days",
        "review": "complaint_review_request_days",
    }
)


def complaint_due(
    start: date, *, kind: str, pack: LawPack, holidays: dates.Holidays = dates.WEEKENDS_ONLY
) -> LastDay | Unknown:
    """The last day of a period of `PERIODS` that began on `start`. KeyError for another kind."""
    return period_end(PERIODS[kind], start, pack=pack, holidays=holidays)
