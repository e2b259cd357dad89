"""Days for one's own calendar, as an iCalendar file (RFC 5545). It says what its caller gives it, and nothing else.

ics.days([ics.Event("7K2M9QX0TA", date(2026, 12, 20), "A payment day")], now=now)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

LONGEST: Final = 75  # octets in a line
ESCAPED: Final = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": ""})


@dataclass(frozen=True, slots=True)
class Event:
    """A whole day; `ref` is what it is about, so that a newer file takes the place of an older one."""

    ref: str
    day: date
    title: str


def days(events: Iterable[Event], *, now: datetime) -> bytes:
    """The file for these days."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hejie//Keeping//EN", "CALSCALE:GREGORIAN"]
    for event in events:
        lines += _event(event, now)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line)).encode()


def _event(event: Event, now: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.ref}@hejie",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{event.title.translate(ESCAPED)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, never through a character; each further piece begins with a space."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST:
            yield piece
            piece = " "
        piece += letter
    yield piece
