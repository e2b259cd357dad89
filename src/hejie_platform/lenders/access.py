"""Who may hold a lender's desk: its officers and checkers, on the day."""

from dataclasses import dataclass
from datetime import datetime

from hejie_platform.core import clock, ids
from hejie_platform.ledger.actions import Actor
from hejie_platform.people.access import NotHeld
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import memberships_on

ROLES = ("officer", "checker")

__all__ = ["ROLES", "HeldLender", "NotHeld", "desks_of", "lender_for"]


@dataclass(frozen=True, slots=True)
class HeldLender:
    """A lender in the hands of one of its staff."""

    user: User
    lender: Organisation
    roles: tuple[str, ...]

    def acting(self, role: str) -> Actor:
        """The holder in this role if they have it, else in their first one."""
        return Actor(self.user, role if role in self.roles else self.roles[0])


def desks_of(person: User, *, now: datetime) -> list[HeldLender]:
    """Every lender at which this person is an officer or a checker today."""
    memberships = memberships_on(person, clock.legal_day(now)).filter(
        role__in=ROLES, organisation__kind="lender"
    )
    desks: dict[Organisation, list[str]] = {}
    for membership in memberships:
        desks.setdefault(membership.organisation, []).append(membership.role)
    return [HeldLender(person, lender, tuple(roles)) for lender, roles in desks.items()]


def lender_for(person: User, ref: str, *, now: datetime) -> HeldLender:
    """The lender of this reference, for its staff. Raises NotHeld."""
    wanted = ids.parse(ref)
    desk = next((desk for desk in desks_of(person, now=now) if desk.lender.ref == wanted), None)
    if desk is None:
        raise NotHeld
    return desk
