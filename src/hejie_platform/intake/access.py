"""Who may hold an application, one of its loans or papers. Nobody fetches them otherwise.

    held = access.application_for(person, ref, now=now)     # the borrower, or a representative
    held = access.desk_case_for(person, ref, now=now)       # the platform's desk
    loan = access.loan_of(held, loan_ref)
    paper = access.paper_of(held, paper_ref)

A guarantor sits on the borrower's side and yet holds no application: the story and the budget are not theirs to read.
All raise NotHeld for "does not exist" and "is not yours" alike.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from hejie_platform.cases import access as cases
from hejie_platform.cases.access import Held, HeldCase, HeldNegotiation, NotHeld
from hejie_platform.core import clock, ids
from hejie_platform.intake.models import (
    ClaimedLoan,
    Consent,
    EvidenceItem,
    HardshipFile,
    Invitation,
    Mandate,
    OpeningFile,
)
from hejie_platform.intake.queries.shared import papers_shared_with
from hejie_platform.ledger.actions import Actor
from hejie_platform.lenders import access as lenders
from hejie_platform.lenders.access import HeldLender
from hejie_platform.people.models import Organisation, User

R = TypeVar("R")


__all__ = [
    "Held",
    "HeldCase",
    "HeldFile",
    "HeldInvitation",
    "NotHeld",
    "application_for",
    "consent_of",
    "creditor_of",
    "desk_case_for",
    "hardship_file_for",
    "hardship_file_of",
    "invitation_for",
    "loan_of",
    "mandate_for",
    "opening_file_for",
    "paper_of",
    "shared_paper_of",
]


@dataclass(frozen=True, slots=True)
class HeldInvitation:
    """An invitation in the hands of whoever may send it again or take it back: a lender's desk, or who made it."""

    user: User
    actor: Actor
    invitation: Invitation
    desk: HeldLender | None = None


def application_for(person: User, ref: str, *, now: datetime) -> HeldCase:
    """The case of this reference in the hands of its borrower or representative. Raises NotHeld."""
    return _only(cases.case_for(person, ref, now=now), cases.HOUSEHOLD)


def desk_case_for(person: User, ref: str, *, now: datetime) -> HeldCase:
    """The case of this reference in the hands of the platform's desk. Raises NotHeld.

    Somebody who is on the borrower's side of this case as well does not work on it.
    """
    held = cases.case_for(person, ref, now=now)
    if held.is_borrower_side:
        raise NotHeld
    return _only(held, cases.CASE_STAFF)


def _only(held: HeldCase, roles: frozenset[str]) -> HeldCase:
    mine = tuple(role for role in held.roles if role in roles)
    if not mine:
        raise NotHeld
    return replace(held, roles=mine)


def loan_of(held: HeldCase, ref: str) -> ClaimedLoan:
    """A loan of this case that was not taken out again. Raises NotHeld."""
    row = ClaimedLoan.objects.filter(case=held.case, ref=_wanted(ref), removed_at__isnull=True)
    return _one(row.select_related("creditor").first())


def paper_of(held: HeldCase, ref: str) -> EvidenceItem:
    """A paper of this case that was not taken back. Raises NotHeld."""
    row = EvidenceItem.objects.filter(case=held.case, ref=_wanted(ref), removed_at__isnull=True)
    return _one(row.select_related("file__key", "filed_by", "loan").first())


def consent_of(held: HeldCase, ref: str) -> Consent:
    """A consent sheet of this case. Raises NotHeld."""
    row = Consent.objects.filter(case=held.case, ref=_wanted(ref))
    return _one(row.select_related("recipient").first())


def creditor_of(held: HeldCase, ref: str) -> Organisation:
    """A lender, here or registered outside, that is the creditor of one of the case's loans. Raises NotHeld."""
    mine = ClaimedLoan.objects.filter(case=held.case, removed_at__isnull=True, creditor__isnull=False)
    return _one(Organisation.objects.filter(ref=_wanted(ref), pk__in=mine.values("creditor_id")).first())


def shared_paper_of(held: HeldNegotiation, ref: str, *, now: datetime) -> EvidenceItem:
    """A paper that the borrower shares with this creditor today. Raises NotHeld."""
    rows = papers_shared_with(held.negotiation, day=clock.legal_day(now))
    return _one(rows.select_related("file__key", "filed_by").filter(ref=_wanted(ref)).first())


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A hardship file in the hands of the lender that was given it, or of the household that gave it."""

    user: User
    actor: Actor
    row: HardshipFile
    is_recipient: bool


def hardship_file_for(person: User, ref: str, *, now: datetime) -> HeldFile:
    """A file that was given: for its lender while it is in force, for the household always. Raises NotHeld."""
    rows = HardshipFile.objects.select_related("case__borrower", "recipient")
    row = _one(rows.filter(ref=_wanted(ref)).first())
    try:
        held = application_for(person, row.case.ref, now=now)
    except NotHeld:
        desk = lenders.lender_for(person, row.recipient.ref, now=now)
        if row.withdrawn_at is not None or row.until_day < clock.legal_day(now):
            raise
        return HeldFile(person, desk.acting("officer"), row, is_recipient=True)
    return HeldFile(person, held.actor, row, is_recipient=False)


def hardship_file_of(held: HeldCase, ref: str) -> HardshipFile:
    """A file of this case that was given. Raises NotHeld."""
    rows = HardshipFile.objects.filter(case=held.case, ref=_wanted(ref)).select_related("recipient")
    return _one(rows.first())


def invitation_for(person: User, ref: str, *, now: datetime) -> HeldInvitation:
    """The invitation of this reference: for the lender's desk that made it, else for the applicant's side of its case.

    Raises NotHeld.
    """
    rows = Invitation.objects.select_related("case", "lender", "made_by")
    row = _one(rows.filter(ref=_wanted(ref)).first())
    if row.lender is not None:
        desk = lenders.lender_for(person, row.lender.ref, now=now)
        return HeldInvitation(person, desk.acting("officer"), row, desk)
    return HeldInvitation(person, application_for(person, row.case.ref, now=now).actor, row)


def opening_file_for(person: User, ref: str, *, now: datetime) -> tuple[HeldLender, OpeningFile]:
    """A file of openings, for the desk of its lender. Raises NotHeld."""
    row = _one(OpeningFile.objects.select_related("lender").filter(ref=_wanted(ref)).first())
    return lenders.lender_for(person, row.lender.ref, now=now), row


def mandate_for(person: User, ref: str, *, now: datetime) -> tuple[HeldCase, Mandate]:
    """A named representative's paper, for the platform's desk. Raises NotHeld.

    The desk reads no draft, and yet looks at the paper of whoever shall fill it in for the borrower.
    """
    rows = Mandate.objects.select_related("case__borrower", "invitation", "agent", "paper__key", "named_by")
    row = _one(rows.filter(ref=_wanted(ref)).first())
    roles = cases.keepers_of(cases.enter(row.case), person, now=now)
    if not roles:
        raise NotHeld
    return HeldCase(person, roles, row.case.borrower, row.case), row


def _wanted(ref: str) -> str:
    return ids.parse(ref) or ""


def _one(row: R | None) -> R:
    if row is None:
        raise NotHeld
    return row
