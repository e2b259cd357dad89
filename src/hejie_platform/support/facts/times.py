"""The limits of complaints and reports as moments: the end of the law book's last day, in the legal zone."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from hejie import rules
from hejie_platform.core import clock, law


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends (the first moment after its last day), and whether the calendar for it is still to come."""

    at: datetime
    is_provisional: bool


def due(kind: str, *, start: datetime) -> Due | None:
    """The end of a period of `rules.PERIODS` that began at `start`; None when the law book has no row for that day."""
    day = clock.legal_day(start)
    last = rules.complaint_due(day, kind=kind, pack=law.here(), holidays=law.holidays())
    if isinstance(last, rules.Unknown):
        return None
    end = datetime.combine(last.day + timedelta(days=1), time(0), tzinfo=clock.legal_zone())
    return Due(end, last.is_provisional)
