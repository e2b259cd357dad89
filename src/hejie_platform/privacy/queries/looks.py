"""Who looked at somebody's things: in which role and for which house, never under the private name of a member of staff."""

from dataclasses import dataclass
from datetime import datetime

from hejie_platform.core import clock
from hejie_platform.ledger import queries as ledger
from hejie_platform.ledger.models import AccessEntry
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import memberships_on

MOST = 500


@dataclass(frozen=True, slots=True)
class Look:
    """One look: what (`kind`), by whom, when and why. `house` is None for somebody without an office."""

    at: datetime
    kind: str
    role: str
    purpose: str
    house: Organisation | None


def looks_at(person: User, *, most: int = MOST) -> list[Look]:
    """The newest looks at this person's things."""
    return [_look(row) for row in ledger.looks_at(person)[:most]]


def _look(row: AccessEntry) -> Look:
    return Look(row.at, row.kind, row.role, row.purpose, house_of(row))


def house_of(row: AccessEntry) -> Organisation | None:
    """For whom the reader worked on that day, in that role."""
    held = memberships_on(row.reader, clock.legal_day(row.at)).filter(role=row.role).first()
    return held.organisation if held else None
