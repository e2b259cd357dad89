"""Who may hold a request about somebody's data: that person, and the operators and supervisors of the platform."""

from dataclasses import dataclass
from datetime import datetime

from hejie_platform.core import clock, ids
from hejie_platform.ledger.actions import Actor
from hejie_platform.people.access import NotHeld as NotHeld
from hejie_platform.people.models import User
from hejie_platform.people.queries import memberships_on
from hejie_platform.privacy.models import Correction

DESK = ("operator", "supervisor")


@dataclass(frozen=True, slots=True)
class HeldCorrection:
    """A request in somebody's hands. `role`: self, operator or supervisor."""

    user: User
    role: str
    row: Correction

    @property
    def actor(self) -> Actor:
        return Actor(self.user, self.role)

    @property
    def is_desk(self) -> bool:
        return self.role in DESK


def desk_for(person: User, *, now: datetime) -> str:
    """The desk's role of an operator or supervisor of the platform. Raises NotHeld."""
    rows = memberships_on(person, clock.legal_day(now)).filter(organisation__kind="platform", role__in=DESK)
    found = rows.first()
    if found is None:
        raise NotHeld
    return found.role


def correction_for(person: User, ref: str, *, now: datetime) -> HeldCorrection:
    """A request, for whoever asked or for the desk. Nobody decides on their own. Raises NotHeld."""
    rows = Correction.objects.select_related("person", "case")
    row = rows.filter(ref=ids.parse(ref) or "").first()
    if row is None:
        raise NotHeld
    role = "self" if row.person_id == person.pk else desk_for(person, now=now)
    return HeldCorrection(person, role, row)
