"""The desks: a mediator's own mediations, and what waits for the head of a body.

Due first. Overdue is computed from the clocks, so that what a clock escalated is at the top of the head's desk until
somebody has acted.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from hejie_platform.cases.models import Appointment, Clock, Mediation
from hejie_platform.core import clock
from hejie_platform.mediation.facts import roster, terms
from hejie_platform.mediation.models import Absence, BodyTerms, Listing, Objection, Tie
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import members_on


@dataclass(frozen=True, slots=True)
class Line:
    """One mediation of a desk: what is to be done (a code), until when, and whether a clock has escalated it."""

    row: Mediation
    todo: str
    is_yours: bool
    due_at: datetime | None
    is_late: bool


def mine(person: User, *, now: datetime) -> list[Line]:
    """The mediations given to this mediator and not ended, the soonest due first."""
    rows = Mediation.objects.filter(mediator=person).exclude(state="ended")
    return _lines(rows, head=False, now=now)


def of_body(body: Organisation, *, now: datetime) -> list[Line]:
    """Every mediation of a body that has not ended, what waits for the head first."""
    rows = Mediation.objects.filter(body=body).exclude(state="ended")
    return sorted(_lines(rows, head=True, now=now), key=lambda one: not (one.is_yours or one.is_late))


def waiting_for_head(person: User, *, now: datetime) -> int:
    """How many mediations wait for this head: to be assigned, objected to, or escalated by a clock."""
    bodies = person.memberships.filter(role="body_admin").values_list("organisation", flat=True)
    rows = Mediation.objects.filter(body__in=bodies).exclude(state="ended")
    return sum(one.is_yours or one.is_late for one in _lines(rows, head=True, now=now))


def waiting_for_mediator(person: User, *, now: datetime) -> int:
    """How many of a mediator's own mediations wait for them."""
    return sum(one.is_yours for one in mine(person, now=now))


def _lines(rows: QuerySet[Mediation], *, head: bool, now: datetime) -> list[Line]:
    found = list(rows.select_related("mediator", "body", "case").order_by("created_at"))
    ids = [row.pk for row in found]
    clocks = _clocks(ids)
    asked = {one.mediation_id: one for one in Appointment.objects.filter(mediation__in=ids, ended_at=None)}
    objected = set(
        Objection.objects.filter(mediation__in=ids, decided_at=None).values_list("mediation", flat=True)
    )
    lines = [_line(row, clocks.get(row.pk, []), asked, objected, head, now) for row in found]
    return sorted(lines, key=lambda one: (not one.is_late, one.due_at is None, one.due_at or now))


def _clocks(ids: list[UUID]) -> dict[UUID, list[Clock]]:
    """The clocks that run or have escalated without being met since."""
    rows = Clock.objects.filter(subject__in=ids, stopped_at__isnull=True, paused_at__isnull=True)
    found: dict[UUID, list[Clock]] = {}
    for row in rows.order_by("due_at"):
        found.setdefault(row.subject, []).append(row)
    return found


def _line(
    row: Mediation,
    clocks: list[Clock],
    asked: dict[UUID, Appointment],
    objected: set[UUID],
    head: bool,
    now: datetime,
) -> Line:
    todo, owner = _todo(row, asked.get(row.pk), row.pk in objected)
    running = [one for one in clocks if one.fired_at is None]
    escalated = any(one.fired_at is not None and _is_of(one.rule, todo) for one in clocks)
    due = running[0].due_at if running else None
    is_late = escalated or (due is not None and due <= now)
    return Line(row, todo, owner == ("head" if head else "mediator"), due, is_late)


# What each escalating clock is about: it is met when the mediation has gone past it.
ABOUT = {
    "mediator_chosen": ("appoint", "objection"),
    "mediator_accepts": ("accept",),
    "mediation_starts": ("disclose", "start"),
}


def _is_of(rule: str, todo: str) -> bool:
    return todo in ABOUT.get(rule, ())


def _todo(row: Mediation, asked: Appointment | None, is_objected: bool) -> tuple[str, str]:
    """What is to be done, and by whom: head, mediator or parties."""
    if row.state == "asking":
        return "others_consent", "parties"
    if is_objected:
        return "objection", "head"
    if row.state == "open":
        return "talk", "mediator"
    if asked is None:
        return "appoint", "head"
    if asked.accepted_at is None:
        return "accept", "mediator"
    return ("disclose" if asked.disclosed_at is None else "start"), "mediator"


@dataclass(frozen=True, slots=True)
class OnRoster:
    """One mediator of a body: the listing in force, one that waits, load, and days away."""

    user: User
    listing: Listing | None
    waiting: Listing | None
    load: int
    away: Absence | None


def roster_of(body: Organisation, *, day: date) -> list[OnRoster]:
    """Everybody who mediates at a body, listed or not."""
    people = [one.user for one in members_on(body, day, ("mediator",))]
    rows = Listing.objects.filter(body=body, mediator__in=people, ended_at__isnull=True)
    held = {(one.mediator_id, one.verified_at is not None): one for one in rows}
    return [
        OnRoster(
            one, held.get((one.pk, True)), held.get((one.pk, False)), roster.load_of(one), _away(one, day)
        )
        for one in people
    ]


def _away(person: User, day: date) -> Absence | None:
    rows = Absence.objects.filter(mediator=person, until_day__gte=day, cancelled_at__isnull=True)
    return rows.order_by("from_day").first()


def public_roster(body: Organisation, *, day: date) -> list[Listing]:
    """The verified mediators of a body, for everybody."""
    return roster.in_force(body, day)


def body_by_ref(ref: str) -> Organisation | None:
    """A mediation body, for its public page."""
    return Organisation.objects.filter(ref=ref, kind="body").first()


def terms_on(body: Organisation, *, day: date) -> BodyTerms | None:
    """A body's terms in force."""
    return terms.terms_on(body, day)


def ties_of(person: User) -> list[Tie]:
    """What a mediator has declared and not ended."""
    rows = Tie.objects.filter(mediator=person, over_at__isnull=True)
    return list(rows.select_related("organisation").order_by("declared_at"))


def absences_of(person: User, *, now: datetime) -> list[Absence]:
    """Days away that are not over."""
    rows = Absence.objects.filter(
        mediator=person, until_day__gte=clock.legal_day(now), cancelled_at__isnull=True
    )
    return list(rows.order_by("from_day"))


def lenders() -> list[Organisation]:
    """Organisations that a mediator may be tied to."""
    return list(Organisation.objects.filter(kind="lender").order_by("created_at", "id"))


def own_listing(body: Organisation, person: User) -> Listing | None:
    """The listing in force of somebody at a body."""
    rows = Listing.objects.filter(body=body, mediator=person, verified_at__isnull=False)
    return rows.filter(ended_at__isnull=True).select_related("mediator", "body").first()


def waiting_listing(body: Organisation, person: User) -> Listing | None:
    """The entry of somebody that waits to be verified."""
    rows = Listing.objects.filter(body=body, mediator=person, verified_at__isnull=True)
    return rows.filter(ended_at__isnull=True).first()


def count_for_mediator(person: User) -> int:
    """The number beside the link to the desk."""
    return waiting_for_mediator(person, now=clock.now())


def count_for_head(person: User) -> int:
    """The number beside the link to the head's desk."""
    return waiting_for_head(person, now=clock.now())
