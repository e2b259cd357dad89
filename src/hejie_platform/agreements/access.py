"""Who may hold an agreement, a duty, a payment; and, for the door of all steps, any row that has a state.

    held = access.agreement_for(person, ref, now=now)     # both sides, guarantors, the mediator, platform staff
    held = access.row_for(person, "offer", ref, now=now)  # by the same rules as the row's own room

All raise NotHeld for "does not exist" and "is not yours" alike. A lender's staff and a mediator take the steps that the
case table gives them (a flag of vulnerability, an invitation taken back) without ever reading the case.
"""

import contextlib
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet

from hejie import steps
from hejie_platform.agreements.models import (
    Agreement,
    FollowUp,
    Obligation,
    Payment,
    PaymentRow,
    PaymentSheet,
)
from hejie_platform.cases import access as cases
from hejie_platform.cases.access import LENDER_STAFF, Held, NotHeld
from hejie_platform.cases.models import Case, Mediation, Negotiation, Party, Stepped
from hejie_platform.core import clock, ids, sole
from hejie_platform.negotiation.models import Offer
from hejie_platform.people.models import User
from hejie_platform.people.queries import Office, memberships_on, offices_on

__all__ = [
    "LENDER_STAFF",
    "HeldAgreement",
    "HeldFollowUp",
    "HeldObligation",
    "HeldRow",
    "HeldSheet",
    "NotHeld",
    "agreement_for",
    "agreements_of",
    "follow_up_for",
    "new_row_for",
    "obligation_for",
    "outside_agreement_for",
    "outside_duty_for",
    "payment_of",
    "row_for",
    "row_of_sheet",
    "sheet_for",
]


@dataclass(frozen=True, slots=True)
class HeldRow(Held):
    """A row with a state in somebody's hands; `parent` is what a row that is not made yet belongs to."""

    row: Any
    parent: Any = None


@dataclass(frozen=True, slots=True)
class HeldAgreement(Held):
    """An agreement in somebody's hands."""

    agreement: Agreement

    @property
    def may_sign(self) -> bool:
        """Whether a signature of the holder has a place on it: a party, or the neutral who mediated; never the desk."""
        step = steps.find("agreement", "sign")
        return step is not None and bool(set(step.roles) & set(self.roles))


@dataclass(frozen=True, slots=True)
class HeldObligation(Held):
    """A duty in somebody's hands."""

    obligation: Obligation


@dataclass(frozen=True, slots=True)
class HeldSheet(Held):
    """A lender's sheet of payments in the hands of its staff."""

    sheet: PaymentSheet


@dataclass(frozen=True, slots=True)
class HeldFollowUp(Held):
    """A call that is to be made, in the hands of whoever makes it."""

    follow_up: FollowUp


def agreement_for(person: User, ref: str, *, now: datetime) -> HeldAgreement:
    """The agreement of this reference, for everybody who holds its talks. Raises NotHeld."""
    rows = Agreement.objects.select_related(
        "negotiation__case__borrower",
        "negotiation__creditor",
        "offer__claim",
        "base_pdf__key",
        "signed_pdf__key",
    )
    row = _one(sole.row(rows.filter(ref=_wanted(ref))))
    held = _talks_or_settled(person, row.negotiation, now)
    return HeldAgreement(held.user, held.roles, held.principal, row)


def outside_agreement_for(person: User, ref: str, *, now: datetime) -> HeldAgreement:
    """The newest agreement of these talks (by their reference) with a creditor that has no desk here, in the hands of who
    records for it. Raises NotHeld."""
    held = cases.outside_for(person, ref, now=now)
    found = Agreement.objects.filter(negotiation=held.negotiation).order_by("-created_at", "-id").first()
    row = agreement_for(person, _one(found).ref, now=now).agreement
    return HeldAgreement(person, held.roles, held.principal, row)


def outside_duty_for(person: User, ref: str, duty: str, *, now: datetime) -> HeldObligation:
    """A duty of that agreement, in the same hands. Raises NotHeld."""
    held = outside_agreement_for(person, ref, now=now)
    row = Obligation.objects.select_related(
        "agreement__negotiation__case", "agreement__negotiation__creditor"
    ).filter(agreement=held.agreement, ref=_wanted(duty))
    return HeldObligation(person, held.roles, held.principal, _one(row.first()))


def obligation_for(person: User, ref: str, *, now: datetime) -> HeldObligation:
    """The duty of this reference, for everybody who holds its agreement. Raises NotHeld."""
    rows = Obligation.objects.select_related(
        "agreement__negotiation__case__borrower", "agreement__negotiation__creditor"
    )
    row = _one(sole.row(rows.filter(ref=_wanted(ref))))
    held = cases.hold_talks(person, row.agreement.negotiation, now=now)
    return HeldObligation(held.user, held.roles, held.principal, row)


def _talks_or_settled(person: User, talks: Negotiation, now: datetime) -> Held:
    """Who holds the talks; and the neutral under whom they were settled, who signs what was reached and certifies it."""
    try:
        return cases.hold_talks(person, talks, now=now)
    except NotHeld:
        settled = Mediation.objects.filter(negotiations=talks, state="ended", reason="settled")
        return _neutral(person, talks.case, settled, now)


def _neutral(
    person: User, case: Case, mediations: QuerySet[Mediation], now: datetime, *, or_asked: bool = False
) -> Held:
    """The mediator of one of these (or who was asked to be), or the staff of its body. Raises NotHeld, also for whoever is or
    was on a side."""
    bodies = [body for body in mediations.order_by().values_list("body_id", flat=True) if body]
    desk = memberships_on(person, clock.legal_day(now)).filter(organisation_id__in=bodies, role="body_admin")
    offices = offices_on(person, clock.legal_day(now))
    own = [
        one
        for one in mediations.filter(mediator=person)
        if cases.serves(one, offices) and (or_asked or cases.mediates(one, person))
    ]
    roles = (*(("mediator",) if own else ()), *desk.values_list("role", flat=True))
    creditors = Negotiation.objects.filter(case=case).values("creditor_id")
    theirs = memberships_on(person, clock.legal_day(now)).filter(
        organisation_id__in=creditors, role__in=cases.LENDER_STAFF
    )
    if not roles or theirs.exists() or Party.objects.filter(case=case, user=person).exists():
        raise NotHeld
    return Held(person, roles, case.borrower)


def payment_of(held: HeldAgreement, ref: str) -> Payment:
    """A payment of this agreement. Raises NotHeld."""
    rows = Payment.objects.filter(agreement=held.agreement, ref=_wanted(ref))
    return _one(rows.select_related("obligation__agreement__negotiation", "proof__key", "claimed_by").first())


def sheet_for(person: User, ref: str, *, now: datetime) -> HeldSheet:
    """A lender's sheet of payments, for its officers and checkers. Raises NotHeld."""
    sheet = _one(
        PaymentSheet.objects.select_related("lender", "confirmed_by").filter(ref=_wanted(ref)).first()
    )
    roles = memberships_on(person, clock.legal_day(now)).filter(
        organisation=sheet.lender, role__in=LENDER_STAFF
    )
    found = tuple(roles.order_by("id").values_list("role", flat=True))
    if not found:
        raise NotHeld
    return HeldSheet(person, found, None, sheet)


def row_of_sheet(held: HeldSheet, ref: str) -> PaymentRow:
    """A line of this sheet. Raises NotHeld."""
    rows = PaymentRow.objects.filter(sheet=held.sheet, ref=_wanted(ref))
    found: PaymentRow = _one(rows.select_related("sheet", "lender", "agreement").first())
    return found


def follow_up_for(person: User, ref: str, *, now: datetime) -> HeldFollowUp:
    """A call, for the neutral who mediated and the platform's desk; never for a party. Raises NotHeld."""
    rows = FollowUp.objects.select_related("agreement__negotiation__case", "agreement__negotiation__creditor")
    row = _one(sole.row(rows.filter(ref=_wanted(ref))))
    held = agreement_for(person, row.agreement.ref, now=now)
    if held.side != "neutral":
        raise NotHeld
    return HeldFollowUp(held.user, held.roles, held.principal, row)


def agreements_of(person: User, *, now: datetime) -> list[Agreement]:
    """The agreements of the cases on whose side this person is, newest first."""
    rows = Agreement.objects.filter(negotiation__in=cases.talks_of(person))
    return list(rows.select_related("negotiation__creditor", "negotiation__case").order_by("-created_at"))


def row_for(person: User, machine: str, ref: str, *, now: datetime) -> HeldRow:
    """Any row with a state, by its machine and reference. Raises NotHeld, also for a machine that does not exist."""
    find = ROWS.get(machine)
    if find is None:
        raise NotHeld
    held, row = find(person, ref, now)
    return HeldRow(held.user, held.roles, held.principal, row)


def new_row_for(person: User, machine: str, parent: str, *, now: datetime) -> HeldRow:
    """A row that a step is to make, not yet saved, beside the row that it belongs to. Raises NotHeld."""
    if machine not in NEW:
        raise NotHeld
    beside, build = NEW[machine]
    held = row_for(person, beside, parent, now=now)
    return HeldRow(held.user, held.roles, held.principal, build(held.row), held.row)


def _case(person: User, ref: str, now: datetime) -> tuple[Held, Stepped]:
    own: tuple[str, ...] = ()
    case = _one(sole.row(Case.objects.select_related("borrower").filter(ref=_wanted(ref))))
    cases.enter(case)
    with contextlib.suppress(NotHeld):
        own = cases.hold_case(person, case, now=now).roles
    is_party = Party.objects.filter(case=case, user=person).exists()
    roles = own if is_party else tuple(dict.fromkeys(own + _beside_case(person, case, now)))
    if not roles:
        raise NotHeld
    return Held(person, roles, case.borrower), case


def _beside_case(person: User, case: Case, now: datetime) -> tuple[str, ...]:
    """The roles of those who hold no case and yet have a step in it: its creditors' staff, its inviter, its neutrals.

    The platform's desk reads no draft, but records a paper for it or stops its clocks when somebody writes or calls.
    """
    lenders = set(Negotiation.objects.filter(case=case).values_list("creditor_id", flat=True))
    lenders |= {case.opened_by_id} if case.opened_by_id else set()
    offices = offices_on(person, clock.legal_day(now))
    staff = _offices_at(offices, lenders, cases.LENDER_STAFF)
    return staff or _neutrals(person, case, offices) or cases.keepers_among(case, person, offices)


def _neutrals(person: User, case: Case, offices: Sequence[Office]) -> tuple[str, ...]:
    """The roles of a case's mediators and of the staff of their bodies."""
    tables = Mediation.objects.filter(case=case).exclude(state="ended")
    is_theirs = any(cases.mediates(one, person) and cases.serves(one, offices) for one in tables)
    desk = _offices_at(offices, {one.body_id for one in tables}, frozenset({"body_admin"}))
    return (*(("mediator",) if is_theirs else ()), *desk)


def _offices_at(offices: Sequence[Office], at: Container[Any], roles: Container[str]) -> tuple[str, ...]:
    """Which of these roles somebody has in one of these organisations."""
    return tuple(one.role for one in offices if one.organisation_id in at and one.role in roles)


def _negotiation(person: User, ref: str, now: datetime) -> tuple[Held, Stepped]:
    held = cases.negotiation_for(person, ref, now=now)
    return held, held.negotiation


def _mediation(person: User, ref: str, now: datetime) -> tuple[Held, Stepped]:
    row = cases.enter(
        _one(sole.row(Mediation.objects.select_related("case__borrower").filter(ref=_wanted(ref))))
    )
    try:
        held: Held = cases.hold_mediation(person, row, now=now)
    except NotHeld:  # its neutrals are told that it has ended
        held = _neutral(person, row.case, Mediation.objects.filter(pk=row.pk), now, or_asked=True)
    return held, row


def _offer(person: User, ref: str, now: datetime) -> tuple[Held, Stepped]:
    rows = Offer.objects.select_related("negotiation__case__borrower", "negotiation__creditor", "claim")
    row = _one(sole.row(rows.filter(ref=_wanted(ref))))
    return cases.hold_talks(person, row.negotiation, now=now), row


def _agreement(person: User, ref: str, now: datetime) -> tuple[Held, Stepped]:
    held = agreement_for(person, ref, now=now)
    return held, held.agreement


def _obligation(person: User, ref: str, now: datetime) -> tuple[Held, Stepped]:
    held = obligation_for(person, ref, now=now)
    return held, held.obligation


ROWS: Mapping[str, Callable[[User, str, datetime], tuple[Held, Stepped]]] = MappingProxyType(
    {
        "case": _case,
        "negotiation": _negotiation,
        "mediation": _mediation,
        "offer": _offer,
        "agreement": _agreement,
        "obligation": _obligation,
    }
)


# machine -> the machine of the parent whose reference is given, and the unsaved row.
NEW: Mapping[str, tuple[str, Callable[[Any], Stepped]]] = MappingProxyType(
    {
        "case": ("case", lambda case: Case(borrower=case.borrower, predecessor=case, country=case.country)),
        "negotiation": (
            "negotiation",
            lambda row: Negotiation(case=row.case, creditor=row.creditor, predecessor=row),
        ),
        "mediation": ("negotiation", lambda row: Mediation(case=row.case)),
        "offer": ("negotiation", lambda row: Offer(negotiation=row)),
        "agreement": ("negotiation", lambda row: Agreement(negotiation=row)),
        "obligation": ("agreement", lambda row: Obligation(agreement=row)),
    }
)


def _wanted(ref: str) -> str:
    return ids.parse(ref) or ""


def _one(row: Any) -> Any:
    if row is None:
        raise NotHeld
    return row
