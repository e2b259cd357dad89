"""Who may hold a mediation, a body's desk, or a listing of its roster. Nobody fetches them otherwise.

    held = access.mediation_for(person, ref, now=now)      # its parties, its neutrals, the platform's desk
    desk = access.body_for(person, ref, now=now)           # the head of the body, or one of its mediators

A mediation that has ended stays readable for the mediator who ended it and for the head of its body. All raise NotHeld.
"""

from dataclasses import dataclass
from datetime import datetime

from hejie_platform.cases import access as cases
from hejie_platform.cases.access import LENDER_STAFF, HeldMediation, NotHeld
from hejie_platform.cases.models import Mediation, Negotiation, Party
from hejie_platform.core import clock, ids
from hejie_platform.ledger.actions import Actor
from hejie_platform.mediation.models import Listing
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import memberships_on, offices_on

__all__ = ["HeldBody", "HeldMediation", "NotHeld", "bodies_of", "body_for", "listing_for", "mediation_for"]

ROLES = ("body_admin", "mediator")


@dataclass(frozen=True, slots=True)
class HeldBody:
    """A mediation body in the hands of its head or of one of its mediators."""

    user: User
    body: Organisation
    roles: tuple[str, ...]

    @property
    def is_head(self) -> bool:
        return "body_admin" in self.roles

    @property
    def actor(self) -> Actor:
        return Actor(self.user, "body_admin" if self.is_head else "mediator")


def bodies_of(person: User, *, now: datetime) -> list[HeldBody]:
    """Every mediation body at which this person is head or mediator today."""
    rows = memberships_on(person, clock.legal_day(now)).filter(role__in=ROLES, organisation__kind="body")
    found: dict[Organisation, list[str]] = {}
    for row in rows:
        found.setdefault(row.organisation, []).append(row.role)
    return [HeldBody(person, body, tuple(sorted(roles))) for body, roles in found.items()]


def body_for(person: User, ref: str, *, now: datetime) -> HeldBody:
    """The body of this reference, for its head and its mediators. Raises NotHeld."""
    wanted = ids.parse(ref)
    found = next((one for one in bodies_of(person, now=now) if one.body.ref == wanted), None)
    if found is None:
        raise NotHeld
    return found


def head_of(person: User, ref: str, *, now: datetime) -> HeldBody:
    """The body of this reference, for its head alone. Raises NotHeld."""
    held = body_for(person, ref, now=now)
    if not held.is_head:
        raise NotHeld
    return held


def listing_for(person: User, ref: str, *, now: datetime) -> tuple[HeldBody, Listing]:
    """A listing of a roster, for the body's head. Raises NotHeld."""
    row = Listing.objects.select_related("mediator", "body").filter(ref=ids.parse(ref)).first()
    if row is None:
        raise NotHeld
    return head_of(person, row.body.ref, now=now), row


def mediation_for(person: User, ref: str, *, now: datetime) -> HeldMediation:
    """The mediation of this reference, for all who take part; when it has ended, for its neutrals too. Raises NotHeld."""
    try:
        return cases.mediation_for(person, ref, now=now)
    except NotHeld:
        return _ended(person, ref, now)


def _ended(person: User, ref: str, now: datetime) -> HeldMediation:
    row = Mediation.objects.select_related("case__borrower").filter(ref=ids.parse(ref), state="ended").first()
    if row is None or _is_party(person, cases.enter(row), now):
        raise NotHeld
    desk = memberships_on(person, clock.legal_day(now)).filter(organisation=row.body_id, role="body_admin")
    offices = offices_on(person, clock.legal_day(now))
    own = ("mediator",) if cases.mediates(row, person) and cases.serves(row, offices) else ()
    roles = (*own, *desk.values_list("role", flat=True))
    if not roles:
        raise NotHeld
    return HeldMediation(person, roles, row.case.borrower, row)


def _is_party(person: User, row: Mediation, now: datetime) -> bool:
    """Whether somebody was on the borrower's side or works for a creditor of the case: they are no neutral of it."""
    creditors = Negotiation.objects.filter(case=row.case).values("creditor_id")
    works_there = memberships_on(person, clock.legal_day(now)).filter(
        organisation_id__in=creditors, role__in=LENDER_STAFF
    )
    return Party.objects.filter(case=row.case, user=person).exists() or works_there.exists()
