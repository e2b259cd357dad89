"""Coming in by a code: opened, joined, or declined. Whoever only has the code learns nothing of the case and changes nothing.

An invitation is for one person. Two things show that somebody is that person: the account's own confirmed phone or e-mail
is the one that was invited; or their proven legal name is the name that the inviter gave. Everybody else is told how to get
an invitation of their own. The desk looks at the identity once more when it admits the application.
"""

from datetime import datetime
from uuid import UUID

from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Party
from hejie_platform.core import clock
from hejie_platform.intake.actions.wrong import refuse
from hejie_platform.intake.facts import opening as facts
from hejie_platform.intake.facts.inviting import OPEN, guaranteed, is_for, state_of
from hejie_platform.intake.models import ClaimedLoan, Guarantee, Invitation, Mandate, Story, Wish
from hejie_platform.ledger.actions import Actor, Done, Owed, chain_for, record, whole
from hejie_platform.people import queries as people
from hejie_platform.people.models import User


def note_opened(row: Invitation, *, now: datetime) -> None:
    """Somebody with the code asked to go on. The inviter sees that it arrived, and nothing else follows."""
    Invitation.objects.filter(pk=row.pk, opened_at__isnull=True).update(opened_at=now)


def _guard(row: Invitation, person: User, role: str, now: datetime) -> None:
    if row.role != role or state_of(row, now=now) not in OPEN:
        raise refuse("invitation_over")
    if not is_for(row, person, now=now) or person == row.made_by:
        raise refuse("invitation_for_another")
    wanted = ("proven",) if role != "borrower" else ("proven", "pending")
    if people.identity_state(person, clock.legal_day(now)) not in wanted:
        raise refuse("invitation_identity_first")


@whole
def join(person: User, row: Invitation, *, now: datetime, action_id: UUID) -> Done:
    """The borrower accepts: the case is theirs, with the lender's words of its loan as a first answer, to be corrected.

    Raises Wrong: over, for another, identity first, or the same loan is in a case of theirs already.
    """
    _guard(row, person, "borrower", now)
    case = row.case
    if has_this_loan(person, row):
        raise refuse("invitation_loan_here")
    done = take_step(
        case,
        "join",
        by=Actor(person, "borrower"),
        changes={"borrower": person},
        said={"invitation": row.ref},
        now=now,
        action_id=action_id,
    )
    settle_in(row, person, now)
    return done


def settle_in(row: Invitation, person: User, now: datetime) -> None:
    """The borrower sits in the case, which begins with the lender's words of its loan; the invitation is used."""
    case = row.case
    Party.objects.get_or_create(case=case, user=person, role="borrower", defaults={"joined_at": now})
    Story.objects.get_or_create(case=case)
    Wish.objects.get_or_create(case=case)
    _joined(row, person, now, claimed=_first_loan(row))


def _joined(row: Invitation, person: User, now: datetime, claimed: ClaimedLoan | None = None) -> None:
    """Used: once, by one person."""
    free = Invitation.objects.filter(pk=row.pk, joined_at__isnull=True, declined_at__isnull=True)
    if not free.update(joined_at=now, joined_by=person, claimed=claimed):
        raise refuse("invitation_over")


def has_this_loan(person: User, row: Invitation) -> bool:
    """Whether a case of theirs that is not closed names the same contract."""
    if not row.contract_hash:
        return False
    mine = ClaimedLoan.objects.filter(
        case__borrower=person, removed_at__isnull=True, creditor=row.lender
    ).exclude(case__state="closed")
    return any(facts.contract_hash(loan.contract_number) == row.contract_hash for loan in mine)


def _first_loan(row: Invitation) -> ClaimedLoan | None:
    """The lender's words as the first answer about its loan."""
    if not row.loan:
        return None
    told = {name: value for name, value in row.loan.items() if value not in ("", None)}
    return ClaimedLoan.objects.create(case=row.case, creditor=row.lender, **told)


@whole
def join_as_representative(person: User, row: Invitation, *, now: datetime, action_id: UUID) -> Done:
    """The named representative says that it is they; they act once the desk has accepted the paper. Raises Wrong."""
    _guard(row, person, "representative", now)
    if person == row.case.borrower:
        raise refuse("mandate_for_oneself")
    mandate = Mandate.objects.get(invitation=row)
    done = record(
        chain=chain_for(row.case_id, "borrower"),
        by=Actor(person, "representative", row.case.borrower),
        verb="case.representative_joined",
        subject=row.case_id,
        facts={"invitation": row.ref, "mandate": mandate.ref},
        owed=_told(row, "opening.mandate_waits"),
        now=now,
        action_id=action_id,
    )
    _joined(row, person, now)
    Mandate.objects.filter(pk=mandate.pk).update(agent=person)
    return done


def _told(row: Invitation, code: str) -> tuple[Owed, ...]:
    """The inviter hears of it."""
    side = "lender" if row.lender_id else "borrower"
    payload = {"to": str(row.made_by_id), "code": code, "about": {"case": row.case.ref}, "side": side}
    return (Owed(kind="notice.send", key=f"{code} {row.ref}", payload=payload),)


@whole
def join_as_guarantor(person: User, row: Invitation, *, now: datetime, action_id: UUID) -> Done:
    """The guarantor takes part for the named loans: they see those talks and sign in a place of their own. Raises Wrong."""
    _guard(row, person, "guarantor", now)
    if person == row.case.borrower or row.case.state == "closed":
        raise refuse("invitation_over")
    loans = list(guaranteed(row))
    done = record(
        chain=chain_for(row.case_id, "borrower"),
        by=Actor(person, "guarantor"),
        verb="case.guarantor_joined",
        subject=row.case_id,
        facts={"invitation": row.ref, "loans": [loan.ref for loan in loans]},
        owed=_told(row, "opening.guarantor_joined"),
        now=now,
        action_id=action_id,
    )
    _joined(row, person, now)
    party, _ = Party.objects.update_or_create(
        case=row.case,
        user=person,
        role="guarantor",
        defaults={"left_at": None},
        create_defaults={"joined_at": now},
    )
    for loan in loans:
        Guarantee.objects.get_or_create(party=party, loan=loan, defaults={"consented_at": now})
    return done


@whole
def decline(person: User, row: Invitation, *, now: datetime, action_id: UUID) -> Done:
    """Say no: nothing changes for anybody, and the inviter hears it. A lender's opening ends without the borrower in it.

    Raises Wrong: over, or for another person.
    """
    if state_of(row, now=now) not in OPEN or not is_for(row, person, now=now):
        raise refuse("invitation_over")
    done = record(
        chain=chain_for(row.case_id, "lender" if row.lender_id else "borrower"),
        by=Actor(person, row.role),
        verb="case.decline_invitation",
        subject=row.case_id,
        facts={"invitation": row.ref, "role": row.role},
        owed=_told(row, "opening.declined"),
        now=now,
        action_id=action_id,
    )
    free = Invitation.objects.filter(pk=row.pk, joined_at__isnull=True, declined_at__isnull=True)
    if not free.update(declined_at=now):
        raise refuse("invitation_over")
    return done
