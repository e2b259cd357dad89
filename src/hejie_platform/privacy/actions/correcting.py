"""Asking for a correction and deciding it. The old value stays beside the new one, for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hejie_platform.cases.models import Case
from hejie_platform.core import clock, storage
from hejie_platform.core.models import StoredFile
from hejie_platform.core.refusals import ActionRefused
from hejie_platform.ledger.actions import Actor, Done, Owed, chain_for, record, whole
from hejie_platform.people.models import IdentityProof, User
from hejie_platform.people.queries import proven_identity
from hejie_platform.privacy.access import HeldCorrection
from hejie_platform.privacy.facts import corrections
from hejie_platform.privacy.facts.retention import TIMES
from hejie_platform.privacy.models import Correction

OPEN_AT_ONCE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What somebody says is wrong, how it should read, and why."""

    about: str
    wished: str
    words: str = ""
    recorded: str = ""
    case: Case | None = None


@whole
def ask_correction(
    person: User, *, told: Wished, paper: StoredFile | None = None, now: datetime, action_id: UUID
) -> Done:
    """Ask the desk to correct something. Raises ActionRefused: not on the list, nothing to correct, too many at once."""
    _guard(person, told, now)
    row = Correction.objects.create(
        person=person,
        case=told.case,
        about=told.about,
        recorded=_recorded(person, told, now),
        wished=told.wished.strip(),
        words=told.words,
        paper=paper,
        asked_at=now,
        due_at=now + timedelta(days=TIMES["correction_days"]),
    )
    return _record(row, Actor(person, "self"), "correction.ask", {}, (), now, action_id)


def _guard(person: User, told: Wished, now: datetime) -> None:
    if told.about not in corrections.ABOUT:
        raise ActionRefused("correction_not_on_list")
    if told.about in corrections.WITH_CASE and told.case is None:
        raise ActionRefused("correction_needs_case")
    if told.about == "legal_name" and proven_identity(person, clock.legal_day(now)) is None:
        raise ActionRefused("correction_nothing_recorded")
    if Correction.objects.filter(person=person, state="received").count() >= OPEN_AT_ONCE:
        raise ActionRefused("correction_too_many", most=OPEN_AT_ONCE)


def _recorded(person: User, told: Wished, now: datetime) -> str:
    """What stands in the record: read by us where we can, else as the person tells it."""
    proof = proven_identity(person, clock.legal_day(now)) if told.about == "legal_name" else None
    return proof.legal_name if proof else told.recorded


@whole
def withdraw_correction(
    held: HeldCorrection, *, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Take a request back before it is decided."""
    row = _open(held, "self", seen_version)
    _settle(row, "withdrawn", now)
    return _record(row, held.actor, "correction.withdraw", {}, (), now, action_id)


@whole
def decide_correction(
    held: HeldCorrection,
    *,
    is_right: bool,
    words: str,
    reason: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The desk corrects or says why not. A legal name is corrected in a new proof; the old one stays, as no longer valid."""
    row = _open(held, "desk", seen_version)
    if not words.strip() or (not is_right and reason not in corrections.REASONS):
        raise ActionRefused("correction_needs_words")
    if is_right and row.about == "legal_name":
        _rename(row, held.user, now)
    _settle(
        row,
        "corrected" if is_right else "refused",
        now,
        answer=words.strip(),
        reason="" if is_right else reason,
        decided_by=held.user,
    )
    said = {"outcome": row.state, "reason": row.reason}
    told = "correction_made" if is_right else "correction_refused"
    return _record(row, held.actor, "correction.decide", said, (_told(row, told),), now, action_id)


def _open(held: HeldCorrection, role: str, seen_version: int | None) -> Correction:
    row = Correction.objects.select_for_update().select_related("person").get(pk=held.row.pk)
    if (held.role == "self") != (role == "self"):
        raise ActionRefused("correction_not_yours")
    if seen_version is not None and seen_version != row.version:
        raise ActionRefused("stale")
    if row.state != "received":
        raise ActionRefused("correction_decided")
    return row


def _settle(row: Correction, state: str, now: datetime, **more: Any) -> None:
    row.state, row.decided_at, row.version = state, now, row.version + 1
    for name, value in more.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "decided_at", "version", *more])


def _rename(row: Correction, by: User, now: datetime) -> None:
    day = clock.legal_day(now)
    old = proven_identity(row.person, day)
    if old is None:
        raise ActionRefused("correction_nothing_recorded")
    IdentityProof.objects.create(
        user=row.person,
        method="papers",
        state="proven",
        legal_name=row.wished,
        id_kind=old.id_kind,
        id_number=old.id_number,
        id_number_hash=old.id_number_hash,
        outcome={"corrects": old.ref, "correction": row.ref},
        offered_at=row.asked_at,
        decided_at=now,
        decided_by=by,
        valid_until=old.valid_until,
    )
    old.state = "expired"
    old.save(update_fields=["state"])


def _told(row: Correction, code: str) -> Owed:
    payload = {
        "to": str(row.person_id),
        "code": code,
        "facts": {"ref": row.ref},
        "about": {},
        "side": "borrower",
    }
    return Owed(kind="notice.send", key=code, payload=payload)


def _record(
    row: Correction,
    by: Actor,
    verb: str,
    said: dict[str, Any],
    owed: tuple[Owed, ...],
    now: datetime,
    action_id: UUID,
) -> Done:
    return record(
        chain=chain_for(row.person_id, "private"),
        by=by,
        verb=verb,
        subject=row.id,
        facts={"ref": row.ref, "about": row.about, **said},
        owed=owed,
        now=now,
        action_id=action_id,
    )


def kept_paper(data: bytes, media_type: str, *, now: datetime) -> StoredFile:
    """A paper handed in with a request."""
    return storage.put(data, media_type=media_type, now=now)
