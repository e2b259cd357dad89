"""Who looked at somebody's things: in which role and for which house, never under the private name of a member of staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hejie_platform.core import clock
from hejie_platform.ledger import queries as ledger
from hejie_platform.ledger.models import AccessEntry
from hejie_platform.people.models import Membership, Organisation, User
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
    """The newest looks at this person's things. Two queries."""
    rows = list(ledger.looks_at(person)[:most])
    held = Membership.objects.filter(user__in={row.reader_id for row in rows}).select_related("organisation")
    offices: dict[tuple[UUID, str], list[Membership]] = {}
    for one in held.order_by("id"):
        offices.setdefault((one.user_id, one.role), []).append(one)
    return [_look(row, offices.get((row.reader_id, row.role), ())) for row in rows]


def _look(row: AccessEntry, offices: Sequence[Membership]) -> Look:
    day = clock.legal_day(row.at)
    held = (one for one in offices if one.from_day <= day and (one.until_day is None or day <= one.until_day))
    office = next(held, None)
    return Look(row.at, row.kind, row.role, row.purpose, office.organisation if office else None)


def house_of(row: AccessEntry) -> Organisation | None:
    """For whom the reader worked on that day, in that role."""
    held = memberships_on(row.reader, clock.legal_day(row.at)).filter(role=row.role).first()
    return held.organisation if held else None
