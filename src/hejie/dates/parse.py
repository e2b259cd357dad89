"""Reading a date as people type it: 2026-02-28, 2026/2/28, 2026.2.28, 20260228 or 2026年2月28日.

The year comes first and has four digits; 03/04/26 could be three days, so it is asked about. What the calendar does
not have (30 February) and what no loan has (1900, 2999) is said, not repaired.

>>> [fault.code for fault in parse("2026-02-30")[1]], [fault.code for fault in parse("2999年1月1日")[1]]
(['date_not_in_calendar'], ['date_too_late'])
"""

import re
from datetime import date
from typing import Final

from hejie import texts
from hejie.money.typed import folded

EARLIEST: Final = date(1950, 1, 1)
LATEST: Final = date(2100, 12, 31)

_SHAPES: Final = (
    re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})"),
    re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号]?"),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
)
_LONGEST: Final = 32

Parsed = tuple[date | None, tuple[texts.Fault, ...]]


def parse(text: str, *, field: str = "day", earliest: date = EARLIEST, latest: date = LATEST) -> Parsed:
    """The date that `text` says, between `earliest` and `latest`, or the fault that keeps it from being read."""
    cleaned = folded(text).replace(" ", "")
    if not cleaned:
        return None, (texts.fault("date_missing", field),)
    parts = _parts(cleaned)
    if parts is None:
        return None, (texts.fault("date_not_understood", field, given=text.strip()[:_LONGEST]),)
    try:
        day = date(*parts)
    except ValueError:
        return None, (texts.fault("date_not_in_calendar", field, given=text.strip()[:_LONGEST]),)
    faults = bound_faults(day, field=field, earliest=earliest, latest=latest)
    return (None, faults) if faults else (day, ())


def _parts(cleaned: str) -> tuple[int, int, int] | None:
    for shape in _SHAPES:
        match = shape.fullmatch(cleaned)
        if match:
            return int(match[1]), int(match[2]), int(match[3])
    return None


def bound_faults(
    day: date, *, field: str, earliest: date = EARLIEST, latest: date = LATEST
) -> tuple[texts.Fault, ...]:
    """The fault of a day outside `earliest` to `latest`, or none."""
    if day < earliest:
        return (
            texts.fault("date_too_early", field, given_on=day.isoformat(), earliest_on=earliest.isoformat()),
        )
    if day > latest:
        return (texts.fault("date_too_late", field, given_on=day.isoformat(), latest_on=latest.isoformat()),)
    return ()
