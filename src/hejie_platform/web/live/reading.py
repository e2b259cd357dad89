"""What a stream reads each time: the room of its address with the rights that its reader has at that moment.

    reading = read(Address("caucus", ref, party), reader, after=12, now=now)     # raises NotHeld: the stream ends

Nothing is remembered between two readings but the number of the last saying that was sent.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation

from hejie_platform.mediation import table
from hejie_platform.mediation.queries import table as queries
from hejie_platform.negotiation import access
from hejie_platform.negotiation import queries as talks
from hejie_platform.people.access import NotHeld
from hejie_platform.people.queries import user_by_ref
from hejie_platform.web import parts
from hejie_platform.web.room import shows as talks_shows
from hejie_platform.web.table import shows


@dataclass(frozen=True, slots=True)
class Address:
    """Which room: of the talks, of a mediation, or a caucus of it."""

    kind: str  # talks | table | caucus
    ref: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, in which language, and by which log-in."""

    ref: str
    language: str
    session: Any

    @property
    def is_logged_in(self) -> bool:
        """Whether the log-in by which the stream was opened still stands."""
        key = self.session.session_key
        return bool(key) and bool(self.session.exists(key))


@dataclass(frozen=True, slots=True)
class Reading:
    """The room (None while nothing was said in it), and what is new: place and HTML."""

    room: UUID | None
    events: Sequence[tuple[int, str]]


def read(where: Address, reader: Reader, *, after: int, now: datetime) -> Reading:
    """What came after `after`. Raises NotHeld for whoever may not read the room any more, or has logged out."""
    person = user_by_ref(reader.ref)
    if person is None or not person.is_active or not reader.is_logged_in:
        raise NotHeld
    room, sayings = ROOMS[where.kind](where, person, after, now)
    with translation.override(reader.language):
        return Reading(room, [(one.seq, fragment(one)) for one in sayings])


def fragment(saying: parts.Saying) -> str:
    """One saying as the page itself draws it."""
    return render_to_string("parts/message.html", {"saying": saying}).strip()


Found = tuple[UUID | None, list[parts.Saying]]


def _talks(where: Address, person: Any, after: int, now: datetime) -> Found:
    try:
        held = access.room_for(person, where.ref, now=now)
    except NotHeld:
        held = access.desk_for(person, where.ref, now=now)
    room = talks.talks(held.negotiation).room
    sayings = talks_shows.sayings(held, talks.said_in_room(room, after=after))
    return (room.id if room else None), sayings


def _table(where: Address, person: Any, after: int, now: datetime) -> Found:
    held = table.table_for(person, where.ref, now=now)
    room = queries.joint_room(held.mediation)
    return (room.id if room else None), shows.sayings(held, queries.said_to_all(held.mediation, after=after))


def _caucus(where: Address, person: Any, after: int, now: datetime) -> Found:
    held = table.table_for(person, where.ref, now=now)
    said = queries.said_in_caucus(held, where.party, after=after)
    room = queries.caucus(held.mediation, where.party)
    return (room.id if room else None), shows.sayings(held, said, party=where.party)


ROOMS: Final[Mapping[str, Callable[[Address, Any, int, datetime], Found]]] = {
    "talks": _talks,
    "table": _table,
    "caucus": _caucus,
}
