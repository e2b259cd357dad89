"""Acting for somebody else: named with a paper, joined by code, judged by the desk, ended by either.

Nobody acts before a person of the desk has read the paper. What it allows is its scope: `general` is everything in the
case; `talks` is everything but acts with legal effect, which the borrower takes alone.
"""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from hejie import texts
from hejie_platform.cases.access import Held, HeldCase
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Authority, Case, Party
from hejie_platform.core import clock, storage
from hejie_platform.core.models import StoredFile
from hejie_platform.intake.actions.opening import keep, sending
from hejie_platform.intake.actions.wrong import Wrong, refuse
from hejie_platform.intake.facts import opening as facts
from hejie_platform.intake.facts import papers
from hejie_platform.intake.models import ClaimedLoan, Invitation, Mandate
from hejie_platform.ledger.actions import Done, Owed, chain_for, note_access, record, whole
from hejie_platform.people import queries as people
from hejie_platform.people.models import Organisation, User

JOINED = ("draft", "submitted", "returned", "open")


@whole
def name_representative(
    held: HeldCase,
    *,
    contact: str,
    name: str,
    kind: str,
    scope: str,
    until_day: date,
    paper: bytes,
    words: str = "",
    now: datetime,
    action_id: UUID,
) -> Done:
    """Name a representative and hand in the paper; they are invited, and the desk reads the paper once they have joined.

    Raises Wrong (contact, day, paper, oneself).
    """
    _check_named(held, contact, until_day, clock.legal_day(now))
    stored = _kept(paper, now)
    row = Invitation(case=held.case, role="representative", name=name.strip(), words=words.strip())
    done = record(
        chain=chain_for(held.case.id, "borrower"),
        by=held.actor,
        verb="case.name_representative",
        subject=held.case.id,
        facts={"invitation": row.ref, "kind": kind, "scope": scope, "until_on": until_day.isoformat()},
        owed=(sending(row),),
        now=now,
        action_id=action_id,
    )
    keep(row, contact=contact, by=held.actor, now=now)
    Mandate.objects.create(
        case=held.case,
        invitation=row,
        kind=kind,
        scope=scope,
        until_day=until_day,
        paper=stored,
        named_by=held.user,
        named_at=now,
    )
    return done


def _check_named(held: HeldCase, contact: str, until_day: date, today: date) -> None:
    found = facts.contact_of(contact)
    borrower = held.case.borrower
    if held.case.state not in JOINED:
        raise refuse("mandate_case_over")
    if found is None:
        raise refuse("opening_contact_wrong", "contact")
    if borrower and found.address in (borrower.phone, (borrower.email or "").lower()):
        raise refuse("mandate_for_oneself", "contact")
    if until_day < today:
        raise refuse("mandate_day_over", "until_day", earliest_on=today.isoformat())


def _kept(paper: bytes, now: datetime) -> StoredFile:
    look = papers.look_at(paper, reads=False, most_bytes=settings.HEJIE_MAX_UPLOAD)
    if look.faults:
        raise Wrong(tuple(texts.fault(one.code, "paper", **one.facts) for one in look.faults))
    return storage.put(paper, media_type=look.media_type, now=now)


def show_mandate_paper(held: HeldCase, mandate: Mandate, *, now: datetime) -> bytes:
    """The bytes of the paper, with the look written down. Raises storage.FileGone, storage.FileChanged."""
    note_access(
        reader=held.actor,
        kind="authority_paper",
        subject=mandate.id,
        owner=mandate.named_by,
        purpose="review",
        now=now,
    )
    return storage.get(mandate.paper)


@whole
def accept_mandate(
    held: HeldCase, mandate: Mandate, *, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """The paper holds: from now on the representative acts, within its scope and until its day. Raises Wrong."""
    _must_wait(held, mandate)
    if mandate.agent is None or not people.is_identity_proven(mandate.agent, clock.legal_day(now)):
        raise refuse("mandate_nobody_yet")
    if mandate.until_day < clock.legal_day(now):
        raise refuse("mandate_day_over", earliest_on=clock.legal_day(now).isoformat())
    done = _record_step(
        held,
        held.case,
        mandate.scope,
        mandate.until_day,
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )
    row = _grant(
        held,
        held.case,
        mandate.agent,
        mandate.scope,
        until_day=mandate.until_day,
        paper=mandate.paper,
        now=now,
    )
    _decide(mandate, held.user, "accepted", now, authority=row)
    return done


def _must_wait(held: HeldCase, mandate: Mandate) -> None:
    if mandate.decision:
        raise refuse("mandate_decided")
    if held.user in (mandate.agent, mandate.named_by):
        raise refuse("mandate_own")


def _decide(mandate: Mandate, person: User, decision: str, now: datetime, **more: object) -> None:
    waiting = Mandate.objects.filter(pk=mandate.pk, decision="")
    if not waiting.update(decision=decision, decided_by=person, decided_at=now):
        raise refuse("mandate_decided")
    for name, value in more.items():
        setattr(mandate, name, value)
        mandate.save(update_fields=[name])


def _record_step(
    held: Held,
    case: Case,
    scope: str,
    until_day: date,
    *,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    return take_step(
        case,
        "record_authority",
        by=held.acting("case", "record_authority"),
        seen_version=seen_version,
        said={"scope": scope, "until_on": until_day.isoformat()},
        now=now,
        action_id=action_id,
    )


def _grant(
    held: Held,
    case: Case,
    agent: User,
    scope: str,
    *,
    until_day: date,
    paper: StoredFile,
    now: datetime,
) -> Authority:
    """The dated authority, and the representative's seat on the borrower's side; a seat that was left is taken again."""
    if case.borrower is None:
        raise refuse("mandate_case_over")
    Party.objects.update_or_create(
        case=case,
        user=agent,
        role="representative",
        defaults={"left_at": None},
        create_defaults={"joined_at": now},
    )
    return Authority.objects.create(
        case=case,
        principal=case.borrower,
        agent=agent,
        scope=scope,
        from_day=clock.legal_day(now),
        until_day=until_day,
        paper=paper,
        accepted_by=held.user,
    )


@whole
def return_mandate(held: HeldCase, mandate: Mandate, *, words: str, now: datetime, action_id: UUID) -> Done:
    """The paper does not hold: it goes back with what would cure it, and nobody acts by it. Raises Wrong."""
    _must_wait(held, mandate)
    if not words.strip():
        raise refuse("mandate_cure_missing", "words")
    done = record(
        chain=chain_for(held.case.id, "borrower"),
        by=held.acting("case", "record_authority"),
        verb="case.return_authority",
        subject=held.case.id,
        facts={"mandate": mandate.ref},
        owed=(_told(mandate, "opening.mandate_returned"),),
        now=now,
        action_id=action_id,
    )
    _decide(mandate, held.user, "returned", now, words=words.strip())
    return done


def _told(mandate: Mandate, code: str) -> Owed:
    payload = {
        "to": str(mandate.named_by_id),
        "code": code,
        "about": {"case": mandate.case.ref},
        "side": "borrower",
    }
    return Owed(kind="notice.send", key=f"{code} {mandate.ref}", payload=payload)


@whole
def record_authority(
    held: Held,
    case: Case,
    *,
    agent: str,
    scope: str,
    until_day: date,
    paper: bytes,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The desk records a paper that was handed to it: the representative, who has an account with a proven identity, acts
    from now on. `agent` is their phone or e-mail. Raises Wrong, StepRefused."""
    person, day = _account(agent), clock.legal_day(now)
    if person is None or not people.is_identity_proven(person, day):
        raise refuse("mandate_no_account", "agent")
    if person == case.borrower or person == held.user:
        raise refuse("mandate_for_oneself", "agent")
    if until_day < day:
        raise refuse("mandate_day_over", "until_day", earliest_on=day.isoformat())
    stored = _kept(paper, now)
    done = _record_step(held, case, scope, until_day, seen_version=seen_version, now=now, action_id=action_id)
    _grant(held, case, person, scope, until_day=until_day, paper=stored, now=now)
    return done


def _account(text: str) -> User | None:
    found = facts.contact_of(text)
    if found is None:
        return None
    name = "phone" if found.kind == "phone" else "email__iexact"
    return User.objects.filter(is_active=True, **{name: found.address}).first()


@whole
def end_authority(held: HeldCase, *, seen_version: int | None, now: datetime, action_id: UUID) -> Done:
    """End it at once: by the borrower or the desk all that was given in this case, by a representative their own."""
    done = take_step(
        held.case,
        "end_authority",
        by=held.acting("case", "end_authority"),
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )
    end_rows(held, held.case, now)
    return done


def end_rows(held: Held, case: Case, now: datetime) -> None:
    """The dated rows of an authority that has just been ended, and the seats that rested on them."""
    own = {"agent": held.user} if held.roles[0] == "representative" else {}
    rows = Authority.objects.filter(case=case, revoked_at__isnull=True, **own)
    agents = list(rows.values_list("agent_id", flat=True))
    rows.update(revoked_at=now)
    seats = Party.objects.filter(case=case, role="representative", left_at__isnull=True)
    seats.filter(user_id__in=agents).update(left_at=now)
    waiting = Mandate.objects.filter(case=case, decision="", **own)
    waiting.update(decision="withdrawn", decided_at=now, decided_by=held.user)


# --- guarantor -------------------------------------------------------------------------------------


@whole
def invite_guarantor(
    held: Held,
    case: Case,
    *,
    loans: list[ClaimedLoan],
    contact: str,
    name: str,
    lender: Organisation | None = None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Ask somebody to stand in for named loans: by the borrower, or by the lender of these loans. Raises Wrong."""
    if not loans:
        raise refuse("guarantee_no_loans", "loans")
    found, borrower = facts.contact_of(contact), case.borrower
    if found is None:
        raise refuse("opening_contact_wrong", "contact")
    if borrower and found.address in (borrower.phone, (borrower.email or "").lower()):
        raise refuse("guarantee_by_borrower", "contact")
    row = Invitation(case=case, role="guarantor", name=name.strip(), lender=lender)
    done = record(
        chain=chain_for(case.id, "borrower"),
        by=held.actor,
        verb="case.invite_guarantor",
        subject=case.id,
        facts={"invitation": row.ref, "loans": [loan.ref for loan in loans]},
        owed=(sending(row),),
        now=now,
        action_id=action_id,
    )
    keep(row, contact=contact, by=held.actor, now=now)
    row.loans.set(loans)
    return done
