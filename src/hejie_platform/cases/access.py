"""Who may hold which rows, and in which roles. Nobody fetches a case or a negotiation otherwise.

    held = access.case_for(person, ref, now=now)          # borrower's side, and platform staff
    held = access.negotiation_for(person, ref, now=now)   # the same, the creditor's staff, and its mediator

Both raise NotHeld for "does not exist" and "is not yours" alike, so that a stranger learns nothing. What a
holder may *do* is not decided here: the step tables say it of each role that the holder has. Whoever holds a row of a case
is from then on under that case's law (core.law): days are counted in its zone, amounts shown in its currency.

Nobody sits on two sides of one table. Who is or was on the borrower's side of a case is nothing else in it, whatever
offices they hold; who works for its creditor is neither its neutral nor the platform's desk; who works for any lender reads no
case as the platform's desk.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from hejie import steps
from hejie_platform.cases.facts import has_authority
from hejie_platform.cases.models import (
    Appointment,
    Case,
    Mediation,
    Negotiation,
    OutsideLetter,
    Party,
    Stepped,
    Task,
)
from hejie_platform.core import clock, ids, law, sole
from hejie_platform.ledger.actions import Actor
from hejie_platform.people.access import NotHeld as NotHeld
from hejie_platform.people.models import User
from hejie_platform.people.queries import Office, memberships_on, offices_on

S = TypeVar("S", bound=Stepped)

# Whose story, budget and other debts it is; a guarantor sits on the same side for their own loan alone.
HOUSEHOLD = frozenset({"borrower", "representative"})
CASE_STAFF = frozenset({"reviewer", "supervisor", "operator"})
TASK_STAFF = frozenset({"supervisor", "operator"})
LENDER_STAFF = frozenset({"officer", "checker"})
HEADS = frozenset({"body_admin"})
MEDIATION_STAFF = frozenset({"mediator", "body_admin"})


@dataclass(frozen=True, slots=True)
class Held:
    """A row in somebody's hands: the person, their roles for it, and whom they stand for."""

    user: User
    roles: tuple[str, ...]
    principal: User | None

    def acting(self, machine: str, step: str) -> Actor:
        """The holder in the role that this step is open to; in their first role when it is open to none."""
        row = steps.find(machine, step)
        allowed = row.roles if row else ()
        role = next((role for role in self.roles if role in allowed), self.roles[0])
        return Actor(self.user, role, self.principal if role == "representative" else None)

    @property
    def actor(self) -> Actor:
        """The holder in their first role, for acts outside the step tables."""
        return Actor(self.user, self.roles[0], self.principal if self.roles[0] == "representative" else None)

    @property
    def is_borrower_side(self) -> bool:
        """Whether the holder sits on the borrower's side."""
        return bool({"borrower", "representative", "guarantor"} & set(self.roles))

    @property
    def is_household(self) -> bool:
        """Whether the holder is the borrower or stands for them: what is the household's own is theirs."""
        return bool(HOUSEHOLD & set(self.roles))

    @property
    def is_lender_side(self) -> bool:
        """Whether the holder sits on the creditor's side."""
        return bool(LENDER_STAFF & set(self.roles))

    @property
    def side(self) -> str:
        """borrower, lender or neutral."""
        return "borrower" if self.is_borrower_side else "lender" if self.is_lender_side else "neutral"


@dataclass(frozen=True, slots=True)
class HeldCase(Held):
    """A case in somebody's hands."""

    case: Case


@dataclass(frozen=True, slots=True)
class HeldNegotiation(Held):
    """A negotiation in somebody's hands."""

    negotiation: Negotiation


@dataclass(frozen=True, slots=True)
class HeldMediation(Held):
    """A mediation in somebody's hands."""

    mediation: Mediation


@dataclass(frozen=True, slots=True)
class HeldTask(Held):
    """A task of the desk in somebody's hands."""

    task: Task


def task_for(person: User, ref: str, *, now: datetime) -> HeldTask:
    """The task of this reference, for operators and supervisors who stand on no side of its case. Raises NotHeld."""
    rows = Task.objects.select_related("case__borrower", "negotiation__creditor", "taken_by", "done_by")
    row = sole.row(rows.filter(ref=ids.parse(ref) or ""))
    if row is None:
        raise NotHeld
    enter(row.case)
    roles = tuple(role for role in _desk_roles(row.case, person, now) if role in TASK_STAFF)
    return HeldTask(person, _some(roles), row.case.borrower, row)


def desk_case_for(person: User, ref: str, *, now: datetime) -> HeldCase:
    """A case in the hands of the platform's desk, drafts too: somebody may die before they hand in. Raises NotHeld."""
    case = enter(_by_ref(Case.objects.select_related("borrower", "assigned_to"), ref))
    return HeldCase(person, _some(_desk_roles(case, person, now)), case.borrower, case)


def outside_for(person: User, ref: str, *, now: datetime) -> HeldNegotiation:
    """Talks with a creditor that has no desk here, in the hands of the operator who records for it. Raises NotHeld."""
    held = negotiation_for(person, ref, now=now)
    roles = tuple(role for role in held.roles if role in ("operator", "supervisor"))
    if held.negotiation.creditor.channel != "outside" or held.is_borrower_side:
        raise NotHeld
    return HeldNegotiation(person, _some(roles), held.principal, held.negotiation)


def letter_of(held: HeldNegotiation, ref: str) -> OutsideLetter:
    """A letter of these talks. Raises NotHeld."""
    row = OutsideLetter.objects.filter(negotiation=held.negotiation, ref=ids.parse(ref) or "")
    found = row.select_related("made_by", "sent_proof").first()
    if found is None:
        raise NotHeld
    return found


def _desk_roles(case: Case, person: User, now: datetime) -> tuple[str, ...]:
    """The desk's roles of somebody who is no party of the case and works for no lender."""
    return () if case.borrower_id == person.pk else keepers_of(case, person, now=now)


def case_for(person: User, ref: str, *, now: datetime) -> HeldCase:
    """The case of this reference, for its borrower's side and for platform staff. Raises NotHeld."""
    return hold_case(person, _by_ref(Case.objects.select_related("borrower"), ref), now=now)


def hold_case(person: User, case: Case, *, now: datetime) -> HeldCase:
    """The same, of a row that was found already, its borrower with it."""
    enter(case)
    roles = _own_side(case, person, now) or _platform_roles(case, _offices(person, now))
    return HeldCase(person, _some(roles), case.borrower, case)


def negotiation_for(person: User, ref: str, *, now: datetime) -> HeldNegotiation:
    """The negotiation of this reference, for those above, its creditor's staff and its mediator. Raises NotHeld."""
    row = _by_ref(Negotiation.objects.select_related("case__borrower", "creditor"), ref)
    return hold_talks(person, row, now=now)


def hold_talks(person: User, row: Negotiation, *, now: datetime) -> HeldNegotiation:
    """The same, of a row that was found already, its case's borrower and its creditor with it."""
    enter(row)
    roles = _own_side(row.case, person, now, Negotiation.objects.filter(pk=row.pk))
    if not roles:
        offices = _offices(person, now)
        roles = _staff_roles(offices, LENDER_STAFF, row.creditor_id) or (
            _platform_roles(row.case, offices)
            + _mediation_roles(Mediation.objects.filter(negotiations=row), person, offices, at_table=True)
        )
    return HeldNegotiation(person, _some(roles), row.case.borrower, row)


def mediation_for(person: User, ref: str, *, now: datetime) -> HeldMediation:
    """The mediation of this reference, for its parties, its body's staff and platform staff. Raises NotHeld."""
    return hold_mediation(person, _by_ref(Mediation.objects.select_related("case__borrower"), ref), now=now)


def hold_mediation(person: User, row: Mediation, *, now: datetime) -> HeldMediation:
    """The same, of a row that was found already, its case's borrower with it."""
    enter(row)
    roles = _own_side(row.case, person, now, row.negotiations.all())
    if not roles:
        offices = _offices(person, now)
        creditors = set(row.negotiations.values_list("creditor_id", flat=True))
        roles = _staff_roles(offices, LENDER_STAFF, *creditors) or (
            _platform_roles(row.case, offices)
            + _mediation_roles(Mediation.objects.filter(pk=row.pk), person, offices)
        )
    return HeldMediation(person, _some(roles), row.case.borrower, row)


def cases_of(person: User) -> QuerySet[Case]:
    """The cases on whose borrower's side this person is, newest first."""
    return (
        Case.objects.filter(parties__user=person, parties__left_at__isnull=True)
        .distinct()
        .order_by("-created_at")
    )


def household_cases_of(person: User) -> QuerySet[Case]:
    """Those of them that are the person's own, or in which they stand for the borrower, newest first."""
    seats = Party.objects.filter(user=person, left_at__isnull=True, role__in=HOUSEHOLD)
    return Case.objects.filter(parties__in=seats).distinct().order_by("-created_at")


def cases_for_staff(person: User, *, now: datetime) -> QuerySet[Case]:
    """Every case that platform staff may open; none for anyone else."""
    roles = {office.role for office in _offices(person, now)}
    if not CASE_STAFF & roles or LENDER_STAFF & roles:
        return Case.objects.none()
    return Case.objects.filter(submitted_at__isnull=False).order_by("created_at")


def guarantors_in(talks: QuerySet[Negotiation]) -> QuerySet[Party]:
    """The guarantors of the loans that these talks are about, in the order in which they came."""
    rows = Party.objects.filter(role="guarantor", left_at__isnull=True)
    return rows.filter(guarantees__loan__negotiation__in=talks).distinct().order_by("id")


def guarantors_of(row: Negotiation) -> QuerySet[Party]:
    """The guarantors of the loans of one negotiation."""
    return guarantors_in(Negotiation.objects.filter(pk=row.pk))


def talks_of(person: User) -> QuerySet[Negotiation]:
    """The talks at which somebody sits on the borrower's side: all of their own cases, and those they stand for."""
    seats = Party.objects.filter(user=person, left_at__isnull=True)
    own = Q(case__parties__in=seats.exclude(role="guarantor"))
    stands = Q(loans__guarantees__party__in=seats.filter(role="guarantor"))
    return Negotiation.objects.filter(own | stands).distinct()


def keepers_of(case: Case, person: User, *, now: datetime) -> tuple[str, ...]:
    """The desk's roles for what is kept beside a case, a draft included: papers of authority. None for its own people."""
    return keepers_among(case, person, _offices(person, now))


def keepers_among(case: Case, person: User, offices: Sequence[Office]) -> tuple[str, ...]:
    """The same, where somebody's offices are known."""
    roles = _desk_of(offices)
    return () if roles and Party.objects.filter(case=case, user=person).exists() else roles


def negotiations_for_lender(person: User, *, now: datetime) -> QuerySet[Negotiation]:
    """The negotiations of every lender whose officer or checker this person is today, under the law of those lenders."""
    offices = memberships_on(person, clock.legal_day(now)).filter(role__in=LENDER_STAFF)
    found = dict(offices.values_list("organisation_id", "organisation__country"))
    law.enter_one_of(set(found.values()))
    lenders = list(found)
    return Negotiation.objects.filter(creditor_id__in=lenders).select_related("creditor")


def enter(row: S) -> S:
    """The row, and from here on the law that its case is under."""
    law.enter(row.the_case.country)
    return row


def enter_of(named: Mapping[str, Any]) -> None:
    """From here on under the law of the case that an effect names by its id ("case"); of home, where it names none."""
    rows = Case.objects.filter(pk=named["case"]) if named.get("case") else Case.objects.none()
    law.leave()
    law.enter(rows.values_list("country", flat=True).first() or law.home())


def _by_ref(rows: QuerySet[S], ref: str) -> S:
    wanted = ids.parse(ref)
    row = sole.row(rows.filter(ref=wanted)) if wanted else None
    if row is None:
        raise NotHeld
    return row


def _some(roles: tuple[str, ...]) -> tuple[str, ...]:
    if not roles:
        raise NotHeld
    return tuple(dict.fromkeys(roles))


def _own_side(
    case: Case, person: User, now: datetime, talks: QuerySet[Negotiation] | None = None
) -> tuple[str, ...]:
    """The roles of somebody on the borrower's side. Raises NotHeld for who left it: no other office opens the case."""
    rows = Party.objects.filter(case=case, user=person).order_by("id").values_list("role", "left_at")
    seats = [role for role, left_at in rows if left_at is None]
    roles = tuple(role for role in seats if _sits(case, person, role, now, talks))
    if rows and not roles:
        raise NotHeld
    return roles


def _sits(case: Case, person: User, role: str, now: datetime, talks: QuerySet[Negotiation] | None) -> bool:
    """Whether a seat may be taken today. A representative sits while an accepted paper covers the day; a guarantor at the
    tables (`talks`) where loans are talked about that they stand for, and at no other."""
    if role == "representative":
        return has_authority(case, Actor(person, role), clock.legal_day(now), covers=Q())
    if role == "guarantor" and talks is not None:
        return guarantors_in(talks).filter(user=person).exists()
    return True


def _offices(person: User, now: datetime) -> tuple[Office, ...]:
    return offices_on(person, clock.legal_day(now))


def _platform_roles(case: Case, offices: Sequence[Office]) -> tuple[str, ...]:
    """Platform staff hold what was handed in; what was not is the borrower's alone, a draft that was left too."""
    return _desk_of(offices) if case.submitted_at else ()


def _desk_of(offices: Sequence[Office]) -> tuple[str, ...]:
    """The roles at the platform's desk. A lender's staff are never its desk."""
    if any(office.role in LENDER_STAFF for office in offices):
        return ()
    return tuple(one.role for one in offices if one.kind == "platform" and one.role in CASE_STAFF)


def _staff_roles(offices: Sequence[Office], roles: frozenset[str], *at: UUID) -> tuple[str, ...]:
    """Which of these roles somebody has in one of these organisations."""
    return tuple(one.role for one in offices if one.organisation_id in at and one.role in roles)


def _mediation_roles(
    mediations: QuerySet[Mediation], person: User, offices: Sequence[Office], *, at_table: bool = False
) -> tuple[str, ...]:
    """The neutrals' roles. Whoever is only asked holds the mediation, to state their ties; nothing of what is at its table."""
    found: tuple[str, ...] = ()
    for row in mediations.exclude(state="ended"):
        is_asked = row.mediator_id == person.pk and serves(row, offices)
        found += ("mediator",) if is_asked and (not at_table or mediates(row, person)) else ()
        found += _staff_roles(offices, HEADS, row.body_id) if row.body_id else ()
    return found


def serves(row: Mediation, offices: Iterable[Office]) -> bool:
    """Whether one of these offices is a mediator's at the body of this mediation: who has left the body reads no more there."""
    ours = ("mediator", row.body_id)
    return row.body_id is None or any((one.role, one.organisation_id) == ours for one in offices)


def mediates(row: Mediation, person: User) -> bool:
    """Whether somebody is the mediator, and not only asked to be: they have accepted. One that was opened is accepted.

    Whether they still serve at the body is asked at the door.
    """
    if row.mediator_id != person.pk:
        return False
    accepted = Appointment.objects.filter(mediation=row, mediator=person, accepted_at__isnull=False)
    if row.state != "ended":
        accepted = accepted.filter(ended_at__isnull=True)
    return row.state == "open" or accepted.exists()
