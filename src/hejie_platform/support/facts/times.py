"""The limits of complaints and reports as moments: the end of the law book's last day, in the legal zone."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from hejie import rules
from hejie_platform.core import calendar, clock

LAW_PACK = "cn"


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends (the first moment after its last day), and whether the calendar for it is still to come."""

    at: datetime
    is_provisional: bool


def due(kind: str, *, start: datetime) -> Due | None:
    """The end of a period of `rules.PERIODS` that began at `start`; None when the law book has no row for that day."""
    day = clock.legal_day(start)
    pack = rules.load_pack(LAW_PACK)
    last = rules.complaint_due(day, kind=kind, pack=pack, holidays=calendar.china(day.year))
    if isinstance(last, rules.Unknown):
        return None
    end = datetime.combine(last.day + timedelta(days=1), time(0), tzinfo=clock.LEGAL_ZONE)
    return Due(end, last.is_provisional)
