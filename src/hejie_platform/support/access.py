"""Who may hold a complaint, the record of contacts, and what was reported as suspicious. Nobody fetches otherwise.

    held = access.complaint_for(person, ref, now=now)      # held.roles: complainant, recorder, handler, supervisor, subject

Nobody sits on two sides of a complaint: whoever complained is nothing else in it, and whoever is complained of is
neither its handler nor its supervisor. The side complained of sees it only once it was asked, and then without its
papers and without what the complainant told of others.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from hejie_platform.agreements import access as agreements
from hejie_platform.cases import access as cases
from hejie_platform.cases.access import Held, HeldCase, HeldNegotiation
from hejie_platform.cases.models import Case, Mediation, Negotiation, Stepped
from hejie_platform.core import clock, ids
from hejie_platform.core.refusals import ActionRefused
from hejie_platform.ledger.actions import Actor
from hejie_platform.people.access import NotHeld as NotHeld
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import memberships_on, roles_on
from hejie_platform.support.facts import complaint_steps as steps
from hejie_platform.support.models import (
    BrokenRest,
    CollectionReport,
    Complaint,
    ComplaintPaper,
    ContactEntry,
    Suspicion,
)

HANDLERS = ("complaint_handler", "supervisor")
SPEAKS_FOR_SUBJECT = frozenset({"officer", "checker", "body_admin", "adviser"})
DEFENDANTS = ("lender", "body")


@dataclass(frozen=True, slots=True)
class HeldComplaint:
    """A complaint in somebody's hands, and what they are in it."""

    user: User
    roles: tuple[str, ...]
    complaint: Complaint

    def acting(self, step: str) -> Actor:
        """The holder in the role that this step is open to; in their first role when it is open to none."""
        allowed = steps.STEPS[step].roles
        return Actor(self.user, next((role for role in self.roles if role in allowed), self.roles[0]))

    @property
    def actor(self) -> Actor:
        """The holder in their first role, for looking."""
        return Actor(self.user, self.roles[0])

    def may(self, step: str) -> bool:
        """Whether the step is for somebody like the holder, at some stage."""
        return bool(set(steps.STEPS[step].roles) & set(self.roles))

    @property
    def open_steps(self) -> frozenset[str]:
        """What the holder may do now."""
        return steps.open_to(state=self.complaint.state, roles=self.roles)

    @property
    def is_desk(self) -> bool:
        """Whether the holder handles or supervises the complaint."""
        return bool({"handler", "supervisor"} & set(self.roles))


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what a complaint is about, as far as rows know it."""

    key: str
    about: str
    organisation: Organisation | None = None
    person: User | None = None
    case: Case | None = None
    negotiation: Negotiation | None = None
    earlier: Complaint | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody who works at the desk of complaints, in which role."""

    user: User
    role: str

    @property
    def actor(self) -> Actor:
        """The holder in their role at the desk."""
        return Actor(self.user, self.role)


def complaint_for(person: User, ref: str, *, now: datetime) -> HeldComplaint:
    """The complaint of this reference in this person's hands. Raises NotHeld."""
    rows = Complaint.objects.select_related(
        "complainant", "handler", "about_organisation", "case", "negotiation"
    )
    row = rows.filter(ref=ids.parse(ref) or "").first()
    roles = _roles(row, person, now) if row else ()
    if row is None or not roles:
        raise NotHeld
    return HeldComplaint(person, roles, row)


def _roles(row: Complaint, person: User, now: datetime) -> tuple[str, ...]:
    here = roles_on(person, clock.legal_day(now))
    own = _own_roles(row, person, here)
    if own:
        return own
    if row.about_person_id == person.pk:
        return ("subject",) if row.asked_at else ()
    desk: tuple[str, ...] = ("handler",) if row.handler_id == person.pk and set(HANDLERS) & here else ()
    desk += ("supervisor",) if _is_supervisor(person, now) else ()
    return desk or _subject_roles(row, person, now)


def _own_roles(row: Complaint, person: User, here: frozenset[str]) -> tuple[str, ...]:
    own: tuple[str, ...] = ("complainant",) if row.complainant_id == person.pk else ()
    return own + (("recorder",) if row.recorder_id == person.pk and "operator" in here else ())


def _is_supervisor(person: User, now: datetime) -> bool:
    rows = memberships_on(person, clock.legal_day(now))
    return rows.filter(organisation__kind="platform", role="supervisor").exists()


def _subject_roles(row: Complaint, person: User, now: datetime) -> tuple[str, ...]:
    if not row.asked_at or row.about_person_id or row.about_organisation_id is None:
        return ()
    rows = memberships_on(person, clock.legal_day(now)).filter(role__in=SPEAKS_FOR_SUBJECT)
    return ("subject",) if rows.filter(organisation_id=row.about_organisation_id).exists() else ()


def desk_for(person: User, *, now: datetime) -> Desk:
    """Somebody of the platform's desk of complaints. Raises NotHeld for everybody else."""
    rows = memberships_on(person, clock.legal_day(now)).filter(organisation__kind="platform")
    here = set(rows.values_list("role", flat=True))
    for role in HANDLERS:
        if role in here:
            return Desk(person, role)
    raise NotHeld


def complaints_of(person: User) -> QuerySet[Complaint]:
    """What this person complained of, newest first."""
    return Complaint.objects.filter(complainant=person).order_by("-received_at", "-id")


def complaints_at_desk(desk: Desk) -> QuerySet[Complaint]:
    """What this person handles; for a supervisor everything, but never what is about them or from them."""
    rows = Complaint.objects.exclude(about_person=desk.user).exclude(complainant=desk.user)
    return rows if desk.role == "supervisor" else rows.filter(handler=desk.user)


def complaints_to_comment(person: User, *, now: datetime) -> QuerySet[Complaint]:
    """Open complaints in which this person was asked for the other side's view."""
    mine = memberships_on(person, clock.legal_day(now)).filter(role__in=SPEAKS_FOR_SUBJECT)
    about_us = Q(about_organisation__in=mine.values("organisation"), about_person__isnull=True)
    rows = Complaint.objects.filter(about_us | Q(about_person=person), asked_at__isnull=False)
    return rows.filter(state__in=steps.OPEN).exclude(complainant=person).order_by("hearing_due_at", "id")


def complaint_paper_of(held: HeldComplaint, ref: str) -> ComplaintPaper:
    """A paper of this complaint, for who told it and for the desk. Raises NotHeld."""
    row = ComplaintPaper.objects.select_related("file__key", "filed_by").filter(
        complaint=held.complaint, ref=ids.parse(ref) or ""
    )
    found = row.first()
    if found is None or held.roles == ("subject",):
        raise NotHeld
    return found


def subjects_for(person: User, *, now: datetime) -> list[Subject]:
    """Whom this person may complain of by choosing: those of their own cases, else everybody registered here."""
    mine = [subject for case in cases.cases_of(person) for subject in _of_case(person, case)]
    known = mine or [
        Subject(f"org:{row.ref}", "lender" if row.kind == "lender" else "body", row)
        for row in Organisation.objects.filter(kind__in=DEFENDANTS).order_by("kind", "name_en", "id")
    ]
    return [*known, Subject("staff", "staff"), Subject("decision", "decision"), Subject("other", "other")]


def _of_case(person: User, case: Case) -> Iterator[Subject]:
    """The other sides at the tables where this person sits: a guarantor learns of no lender but that of the loan."""
    talks = Negotiation.objects.filter(pk__in=cases.talks_of(person).order_by().values("pk"), case=case)
    for row in talks.select_related("creditor").order_by("created_at", "id"):
        yield Subject(f"lender:{row.ref}", "lender", row.creditor, case=case, negotiation=row)
        yield Subject(f"collector:{row.ref}", "collector", row.creditor, case=case, negotiation=row)
    helped = Mediation.objects.filter(negotiations__in=talks).distinct()
    for one in helped.select_related("body", "mediator").order_by("created_at", "id"):
        if one.mediator:
            yield Subject(f"mediator:{one.ref}", "mediator", one.body, one.mediator, case)
        if one.body:
            yield Subject(f"body:{one.ref}", "body", one.body, case=case)


def subject_of(person: User, key: str, *, now: datetime) -> Subject:
    """The subject of this key; `handler:<ref>` is whoever handled a complaint of one's own. Raises ActionRefused."""
    if key.startswith("handler:"):
        return _handler_of(person, key.removeprefix("handler:"), now)
    found = next((one for one in subjects_for(person, now=now) if one.key == key), None)
    if found is None:
        raise ActionRefused("complaint_about_nobody")
    return _with_platform(found) if found.about in ("staff", "decision") else found


def _with_platform(subject: Subject) -> Subject:
    platform = Organisation.objects.filter(kind="platform").order_by("created_at").first()
    return Subject(subject.key, subject.about, platform, earlier=subject.earlier, person=subject.person)


def _handler_of(person: User, ref: str, now: datetime) -> Subject:
    held = complaint_for(person, ref, now=now)
    earlier = held.complaint
    if earlier.handler is None or not {"complainant", "recorder"} & set(held.roles):
        raise ActionRefused("complaint_about_nobody")
    return _with_platform(Subject(f"handler:{ref}", "staff", person=earlier.handler, earlier=earlier))


def case_for_caller(operator: User, ref: str, *, now: datetime) -> HeldCase:
    """The case of somebody who calls, in an operator's hands. Raises NotHeld."""
    held = cases.case_for(operator, ref, now=now)
    if "operator" not in held.roles:
        raise NotHeld
    return held


def may_record(person: User, *, now: datetime) -> bool:
    """Whether this person writes down what callers complain of."""
    rows = memberships_on(person, clock.legal_day(now))
    return rows.filter(organisation__kind="platform", role="operator").exists()


# --- contacts ------------------------------------------------------------------------------------


def contacts_for(person: User, ref: str, *, now: datetime) -> HeldCase:
    """The case whose record of contacts this person keeps: the borrower or who stands for them. Raises NotHeld.

    Who called and what was said is the household's to keep; a guarantor answers for a loan, and reads none of it.
    """
    held = cases.case_for(person, ref, now=now)
    if not held.is_household:
        raise NotHeld
    return held


def lender_contacts_for(person: User, ref: str, *, now: datetime) -> HeldNegotiation:
    """The talks in which this person posts what their house did. Raises NotHeld."""
    held = cases.negotiation_for(person, ref, now=now)
    if not held.is_lender_side:
        raise NotHeld
    return held


def contact_of(held: HeldCase, ref: str) -> ContactEntry:
    """An entry of this case's record. Raises NotHeld."""
    row = ContactEntry.objects.select_related("negotiation__creditor", "file__key").filter(
        case=held.case, ref=ids.parse(ref) or "", taken_back_at__isnull=True
    )
    found = row.first()
    if found is None:
        raise NotHeld
    return found


@dataclass(frozen=True, slots=True)
class HeldReport:
    """A report of improper collection in somebody's hands. `role`: borrower, lender or desk."""

    user: User
    role: str
    report: CollectionReport


def report_for(person: User, ref: str, *, now: datetime) -> HeldReport:
    """A report, for the borrower and who stands for them, the lender's desk and that of complaints. Raises NotHeld."""
    rows = CollectionReport.objects.select_related(
        "negotiation__case__borrower", "negotiation__creditor", "complaint"
    )
    row = rows.filter(ref=ids.parse(ref) or "").first()
    if row is None:
        raise NotHeld
    try:
        held = cases.negotiation_for(person, row.negotiation.ref, now=now)
    except NotHeld:
        return _at_desk(person, row, now)
    if held.is_household or held.is_lender_side:
        return HeldReport(person, held.side, row)
    return _at_desk(person, row, now)


def _at_desk(person: User, row: CollectionReport, now: datetime) -> HeldReport:
    """A report in the hands of the desk; who works for a lender reads none about another. Raises NotHeld."""
    if roles_on(person, clock.legal_day(now)) & cases.LENDER_STAFF:
        raise NotHeld
    return HeldReport(desk_for(person, now=now).user, "desk", row)


def broken_for(person: User, ref: str, *, now: datetime) -> tuple[HeldNegotiation, BrokenRest]:
    """An event in a pause, for the borrower, who stands for them, and the lender's desk. Raises NotHeld."""
    rows = BrokenRest.objects.select_related("negotiation__creditor", "contact", "claim", "standstill")
    row = rows.filter(ref=ids.parse(ref) or "").first()
    if row is None:
        raise NotHeld
    held = cases.negotiation_for(person, row.negotiation.ref, now=now)
    if not (held.is_household or held.is_lender_side):
        raise NotHeld
    return held, row


def reports_to_answer(person: User, *, now: datetime) -> QuerySet[CollectionReport]:
    """Reports that wait for this person's house, the soonest due first."""
    talks = cases.negotiations_for_lender(person, now=now)
    rows = CollectionReport.objects.filter(negotiation__in=talks, answered_at__isnull=True)
    return rows.select_related("negotiation__creditor").order_by("due_at", "id")


# --- suspicious messages -------------------------------------------------------------------------


def suspicion_for(person: User, ref: str, *, now: datetime) -> Suspicion:
    """Something reported as suspicious, for the desk of complaints. Raises NotHeld."""
    desk_for(person, now=now)
    row = Suspicion.objects.select_related("file__key", "reporter").filter(ref=ids.parse(ref) or "").first()
    if row is None:
        raise NotHeld
    return row


# --- questions of feedback -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Matter:
    """What a question of feedback is about, in somebody's hands: a row, and the side that is asked."""

    user: User
    stage: str
    side: str
    row: Stepped


def _case(person: User, ref: str, now: datetime) -> tuple[Held, Stepped]:
    held = cases.case_for(person, ref, now=now)
    return held, held.case


def _talks(person: User, ref: str, now: datetime) -> tuple[Held, Stepped]:
    held = cases.negotiation_for(person, ref, now=now)
    return held, held.negotiation


def _mediation(person: User, ref: str, now: datetime) -> tuple[Held, Stepped]:
    held = cases.mediation_for(person, ref, now=now)
    return held, held.mediation


def _agreement(person: User, ref: str, now: datetime) -> tuple[Held, Stepped]:
    held = agreements.agreement_for(person, ref, now=now)
    return held, held.agreement


# stage -> who holds its matter, and the states in which the stage has been lived through
STAGES: Mapping[str, tuple[Callable[[User, str, datetime], tuple[Held, Stepped]], frozenset[str]]] = {
    "submission": (_case, frozenset({"submitted", "returned", "open", "closed"})),
    "review": (_case, frozenset({"returned", "open", "closed"})),
    "offer": (_talks, frozenset({"talking", "agreed", "ended"})),
    "mediation": (_mediation, frozenset({"open", "ended"})),
    "signing": (_agreement, frozenset({"effective", "in_cure", "ended"})),
    "completion": (_agreement, frozenset({"ended"})),
}


def matter_for(person: User, stage: str, ref: str, *, now: datetime) -> Matter:
    """The matter of a question, for the people who lived through that stage; the desk is not asked. Raises NotHeld."""
    if stage not in STAGES:
        raise NotHeld
    hold, lived = STAGES[stage]
    held, row = hold(person, ref, now)
    side = {"neutral": "mediation"}.get(held.side, held.side)
    is_neutral = {"mediator", "body_admin"} & set(held.roles)
    if row.state not in lived or (side == "mediation" and not is_neutral):
        raise NotHeld
    return Matter(person, stage, side, row)
