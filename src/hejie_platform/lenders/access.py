"""Who may hold a lender's desk: its officers and checkers, on the day; and its own systems, by a key."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from hejie_platform.core import clock, ids, law
from hejie_platform.ledger.actions import Actor
from hejie_platform.lenders import facts
from hejie_platform.lenders.models import ApiKey, PolicyDraft, PolicyVersion
from hejie_platform.people.access import NotHeld
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import memberships_on

ROLES = ("officer", "checker")

__all__ = [
    "ROLES",
    "HeldLender",
    "NotHeld",
    "caller_of",
    "desks_of",
    "draft_of",
    "key_of",
    "lender_for",
    "version_of",
]


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
    """Every lender at which this person is an officer or a checker today; the law around us is theirs, if it is one law."""
    memberships = memberships_on(person, clock.legal_day(now)).filter(
        role__in=ROLES, organisation__kind="lender"
    )
    desks: dict[Organisation, list[str]] = {}
    for membership in memberships:
        desks.setdefault(membership.organisation, []).append(membership.role)
    law.enter_one_of({lender.country for lender in desks})
    return [HeldLender(person, lender, tuple(roles)) for lender, roles in desks.items()]


def lender_for(person: User, ref: str, *, now: datetime) -> HeldLender:
    """The lender of this reference, for its staff. Raises NotHeld."""
    wanted = ids.parse(ref)
    desk = next((desk for desk in desks_of(person, now=now) if desk.lender.ref == wanted), None)
    if desk is None:
        raise NotHeld
    law.enter(desk.lender.country)
    return desk


def version_of(desk: HeldLender, number: int) -> PolicyVersion:
    """A version of this lender's policy, published or not. Raises NotHeld."""
    found = PolicyVersion.objects.filter(lender=desk.lender, number=number).first()
    if found is None:
        raise NotHeld
    return found


def draft_of(desk: HeldLender, ref: str) -> PolicyDraft:
    """A draft of this lender's policy. Raises NotHeld."""
    found = PolicyDraft.objects.filter(lender=desk.lender, ref=ids.parse(ref) or "").first()
    if found is None:
        raise NotHeld
    return found


def key_of(desk: HeldLender, ref: str) -> ApiKey:
    """A key of this lender. Raises NotHeld."""
    found = ApiKey.objects.filter(lender=desk.lender, ref=ids.parse(ref) or "").first()
    if found is None:
        raise NotHeld
    return found


def caller_of(text: str, *, now: datetime) -> ApiKey:
    """The key that this text opens: approved, running, its officer still in office. Raises NotHeld for every other text."""
    ref, secret = facts.read_key(text)
    found = ApiKey.objects.select_related("lender", "officer").filter(ref=ref).first()
    known = found.secret_hash if found else facts.hashed("")
    if not hmac.compare_digest(known, facts.hashed(secret)) or found is None:
        raise NotHeld
    today = clock.legal_day(now)
    is_open = found.approved_at is not None and found.revoked_at is None and today <= found.expires_on
    in_office = memberships_on(found.officer, today).filter(organisation=found.lender, role="officer")
    if not is_open or not found.officer.is_active or not in_office.exists():
        raise NotHeld
    return found
