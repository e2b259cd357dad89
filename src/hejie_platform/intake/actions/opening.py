"""A lender opens a case for its borrower, and invites: once for one contract, however often it is asked.

The case stays empty but for the lender's own words of its loan; nobody is in it before they join. From an earlier case the
borrower is known already, and needs no code.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from hejie_platform.cases.access import LENDER_STAFF, Held
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Case, Clock, Negotiation, Party
from hejie_platform.core import clock, ids
from hejie_platform.intake.access import HeldInvitation
from hejie_platform.intake.actions.wrong import refuse
from hejie_platform.intake.facts import opening as facts
from hejie_platform.intake.facts.inviting import OPEN, state_of
from hejie_platform.intake.facts.opening import Opening
from hejie_platform.intake.models import Invitation, OpeningFile
from hejie_platform.ledger.actions import Actor, Done, Owed, chain_for, record, whole
from hejie_platform.lenders.access import HeldLender
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import memberships_on

SENDS_A_DAY = 3
HOLDS = timedelta(days=30)  # where the case has no clock of its own: a representative, a guarantor
SEND = "invitation.send"


@whole
def invite(
    desk: HeldLender,
    opening: Opening,
    *,
    file: OpeningFile | None = None,
    sends: bool = False,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Open a case for the borrower of this loan and invite them; the Entry's subject is the new case.

    sends: we write to the contact ourselves, at a decent hour. Raises Wrong("opening_known") when the contract was
    invited already and the invitation still stands.
    """
    contract = facts.contract_hash(opening.contract_number)
    if standing(desk.lender, contract) is not None:
        raise refuse("opening_known", "contract_number")
    row = Invitation(
        role="borrower",
        lender=desk.lender,
        file=file,
        loan=opening.loan,
        name=opening.name,
        words=opening.words,
        contract_hash=contract,
    )
    return _open(desk, row, contact=opening.contact, sends=sends, now=now, action_id=action_id)


def standing(lender: Organisation, contract_hash: str) -> Invitation | None:
    """The invitation of this lender for this contract that was not replaced."""
    rows = Invitation.objects.filter(lender=lender, contract_hash=contract_hash, ended_at__isnull=True)
    return rows.select_related("case").first()


def _open(
    desk: HeldLender, row: Invitation, *, contact: str, sends: bool, now: datetime, action_id: UUID
) -> Done:
    row.case = Case(opened_by=desk.lender, country=desk.lender.country)
    done = take_step(
        row.case,
        "invite",
        by=desk.acting("officer"),
        said={"invitation": row.ref, "sent": sends},
        owed=(_sending(row),) if sends else (),
        now=now,
        action_id=action_id,
    )
    running = Clock.objects.filter(subject=row.case.id, rule="invitation").first()
    keep(row, contact=contact, by=desk.acting("officer"), until=running.due_at if running else None, now=now)
    return done


def keep(row: Invitation, *, contact: str, by: Actor, until: datetime | None = None, now: datetime) -> None:
    """Save an invitation that an action has just recorded, with its contact and the hash of its code."""
    found = facts.contact_of(contact)
    if found is None or by.user is None:
        raise refuse("opening_contact_wrong", "contact")
    row.contact, row.contact_hash = found.address, found.hash
    row.code_hash = facts.hash_of(facts.code_of(row.id))
    row.made_by, row.made_at, row.until = by.user, now, until or now + HOLDS
    row.save(force_insert=True)


def _sending(row: Invitation) -> Owed:
    return Owed(kind=SEND, key=row.ref, payload={"invitation": str(row.id)})


def sending(row: Invitation) -> Owed:
    """The message that we send ourselves for a new invitation."""
    return _sending(row)


@whole
def send_again(held: HeldInvitation, *, now: datetime, action_id: UUID) -> Done:
    """Write to the contact once more, with the same code. Raises Wrong: it is over, or it was sent often today."""
    row = held.invitation
    _must_wait(row, now)
    chain = chain_for(row.case_id, "lender" if row.lender_id else "borrower")
    today = chain.entries.filter(verb="case.send_invitation", at__gte=now - timedelta(days=1))
    if today.filter(facts__invitation=row.ref).count() >= SENDS_A_DAY:
        raise refuse("invitation_sent_often", most=SENDS_A_DAY)
    return record(
        chain=chain,
        by=held.actor,
        verb="case.send_invitation",
        subject=row.case_id,
        facts={"invitation": row.ref},
        owed=(_sending(row),),
        now=now,
        action_id=action_id,
    )


@whole
def renew(held: HeldInvitation, *, contact: str = "", now: datetime, action_id: UUID) -> Done:
    """A new invitation in place of a lender's one that ran out or was taken back, at the same contact or a corrected one."""
    old = held.invitation
    if held.desk is None or old.joined_at or old.case.state == "invited":
        raise refuse("invitation_stands")
    Invitation.objects.filter(pk=old.pk).update(ended_at=now)
    row = Invitation(
        role="borrower",
        lender=old.lender,
        loan=old.loan,
        name=old.name,
        words=old.words,
        contract_hash=old.contract_hash,
    )
    to = contact or old.contact
    return _open(held.desk, row, contact=to, sends=True, now=now, action_id=action_id)


@whole
def retract(held: HeldInvitation, *, seen_version: int | None, now: datetime, action_id: UUID) -> Done:
    """Take an invitation back: the code opens nothing any more. A lender's opening closes with it."""
    row = held.invitation
    if row.role != "borrower":
        return _withdraw(held, now=now, action_id=action_id)
    return take_step(
        row.case,
        "retract_invitation",
        by=held.actor,
        seen_version=seen_version,
        said={"invitation": row.ref},
        now=now,
        action_id=action_id,
    )


def _withdraw(held: HeldInvitation, *, now: datetime, action_id: UUID) -> Done:
    row = held.invitation
    _must_wait(row, now)
    done = record(
        chain=chain_for(row.case_id, "borrower"),
        by=held.actor,
        verb="case.withdraw_invitation",
        subject=row.case_id,
        facts={"invitation": row.ref, "role": row.role},
        now=now,
        action_id=action_id,
    )
    Invitation.objects.filter(pk=row.pk).update(ended_at=now)
    return done


def _must_wait(row: Invitation, now: datetime) -> None:
    if state_of(row, now=now) not in OPEN:
        raise refuse("invitation_over")


@whole
def invite_again(held: Held, before: Case, *, note: str = "", now: datetime, action_id: UUID) -> Done:
    """A lender invites the borrower of an earlier case to a new one. They are known here, and accept without a code."""
    lender = _lender_of(held.user, before, now)
    row = Case(borrower=before.borrower, predecessor=before, opened_by=lender, country=before.country)
    by = held.acting("case", "invite")
    done = take_step(row, "invite", by=by, said={"before": before.ref}, now=now, action_id=action_id)
    if before.borrower is not None:
        Party.objects.create(case=row, user=before.borrower, role="borrower", joined_at=now)
        _note_known(row, by, lender, note, now)
    return done


def _lender_of(person: User, before: Case, now: datetime) -> Organisation | None:
    """The creditor of that case for which somebody acts, whatever other lenders they work for."""
    mine = memberships_on(person, clock.legal_day(now)).filter(role__in=LENDER_STAFF)
    talked = Negotiation.objects.filter(case=before).values("creditor_id")
    creditors = Organisation.objects.filter(Q(pk__in=talked) | Q(pk=before.opened_by_id), kind="lender")
    return creditors.filter(pk__in=mine.values("organisation_id")).order_by("id").first()


def _note_known(case: Case, by: Actor, lender: Organisation | None, note: str, now: datetime) -> None:
    """The reason stands beside the invitation; the borrower is the one person whom it is for."""
    borrower = case.borrower
    address = (borrower.phone or borrower.email or "") if borrower else ""
    row = Invitation(id=ids.uuid7(), case=case, role="borrower", lender=lender, words=note.strip())
    if facts.contact_of(address) is not None:
        keep(row, contact=address, by=by, now=now)
