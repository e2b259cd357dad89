"""Who may look at figures, at a lender's card, at a case under an order, and at an automatic result.

Figures of the desk are for operators and supervisors; an authority sees what was published and the record's own state; a
named case only under an order in force, and its look is written down. A result is for those who hold what it is about.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from hejie_platform.cases import access as cases
from hejie_platform.cases.models import Case, Mediation, Negotiation
from hejie_platform.core import clock, ids
from hejie_platform.insight.models import Correction, LawfulOrder, PolicyTrial, Publication
from hejie_platform.ledger.actions import Actor, note_access
from hejie_platform.ledger.models import Determination
from hejie_platform.lenders import access as lenders
from hejie_platform.lenders.access import HeldLender
from hejie_platform.people.access import NotHeld as NotHeld
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import memberships_on

KINDS = {
    "operator": "platform",
    "supervisor": "platform",
    "auditor": "platform",
    "regulator": "authority",
}
# A result about talks is shared when it answers an offer; plans rest on the household's budget, which is the borrower's.
ONLY_BORROWER = frozenset({"plans"})
JOINT = "joint_plans"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody who looks at figures, in which role and for which house."""

    user: User
    role: str
    house: Organisation

    @property
    def actor(self) -> Actor:
        """The holder in this role."""
        return Actor(self.user, self.role)


@dataclass(frozen=True, slots=True)
class HeldResult:
    """An automatic result in somebody's hands. `is_whole`: also what only a mediation's body may see of it."""

    user: User
    row: Determination
    is_whole: bool


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A lender's card in a publication, in the hands of one of its staff."""

    user: User
    publication: Publication
    lender: Organisation
    actor: Actor


def desk_for(person: User, *roles: str, now: datetime) -> Desk:
    """Somebody in one of these roles today, the first that they have. Raises NotHeld."""
    rows = list(memberships_on(person, clock.legal_day(now)).filter(role__in=roles))
    for role in roles:
        for row in rows:
            if row.role == role and row.organisation.kind == KINDS[role]:
                return Desk(person, role, row.organisation)
    raise NotHeld


def publication_of(_desk: Desk, ref: str) -> Publication:
    """A publication in the hands of the desk. Raises NotHeld."""
    return _one(Publication.objects.filter(ref=ids.parse(ref) or "").first())


def objection_of(_desk: Desk, ref: str) -> Correction:
    """An objection in the hands of the desk. Raises NotHeld."""
    rows = Correction.objects.select_related("publication", "lender", "made_by", "answered_by")
    return _one(rows.filter(ref=ids.parse(ref) or "").first())


def card_for(person: User, ref: str, *, now: datetime) -> HeldCard:
    """The card of this person's lender in a publication, before and after it is public. Raises NotHeld."""
    desks = lenders.desks_of(person, now=now)
    publication = Publication.objects.filter(ref=ids.parse(ref) or "").first()
    if publication is None or not desks:
        raise NotHeld
    return HeldCard(person, publication, desks[0].lender, desks[0].acting("officer"))


def cards_of(person: User, *, now: datetime) -> list[HeldCard]:
    """Every publication as the card of this person's lender, the newest first. Raises NotHeld for everybody else."""
    desks = lenders.desks_of(person, now=now)
    if not desks:
        raise NotHeld
    rows = Publication.objects.order_by("-from_day")
    return [HeldCard(person, row, desks[0].lender, desks[0].acting("officer")) for row in rows]


def trial_of(desk: HeldLender, ref: str) -> PolicyTrial:
    """A trial of a policy in the hands of the lender's desk that asked for it. Raises NotHeld."""
    return _one(PolicyTrial.objects.filter(lender=desk.lender, ref=ids.parse(ref) or "").first())


def orders_of(desk: Desk, *, now: datetime) -> list[LawfulOrder]:
    """The orders in force of this authority."""
    day = clock.legal_day(now)
    rows = LawfulOrder.objects.filter(authority=desk.house, from_day__lte=day, until_day__gte=day)
    return list(rows.select_related("case", "authority").order_by("until_day", "id"))


def open_under_order(desk: Desk, ref: str, *, now: datetime) -> LawfulOrder:
    """The order, in force today, whose case this authority opens now; the look is written down. Raises NotHeld."""
    wanted = ids.parse(ref) or ""
    order = _one(next((one for one in orders_of(desk, now=now) if one.ref == wanted), None))
    note_access(
        reader=desk.actor,
        kind="case_course",
        subject=order.case_id,
        owner=order.case.borrower,
        purpose=f"order {order.ref}",
        now=now,
    )
    return order


def result_for(person: User, ref: str, *, now: datetime) -> HeldResult:
    """An automatic result, for those who hold what it is about. Raises NotHeld."""
    row = _one(Determination.objects.filter(ref=ids.parse(ref) or "").first())
    if row.kind == JOINT:
        return HeldResult(person, row, _holds_household(person, row, now))
    if talks := Negotiation.objects.filter(pk=row.subject).first():
        held = cases.negotiation_for(person, talks.ref, now=now)
        if row.kind in ONLY_BORROWER and not held.is_household:
            raise NotHeld
        return HeldResult(person, row, True)
    mediation = _one(Mediation.objects.filter(pk=row.subject).first())
    table = cases.mediation_for(person, mediation.ref, now=now)
    return HeldResult(person, row, bool({"body_admin", "supervisor"} & set(table.roles)))


def _holds_household(person: User, row: Determination, now: datetime) -> bool:
    """Plans with all lenders together are the household's alone. Raises NotHeld for everybody else."""
    case = _one(Case.objects.filter(pk=row.subject).first())
    if not cases.case_for(person, case.ref, now=now).is_household:
        raise NotHeld
    return True


def _one(row: T | None) -> T:
    if row is None:
        raise NotHeld
    return row
