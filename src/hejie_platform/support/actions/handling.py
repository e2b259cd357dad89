"""What the desk does: take in hand or return, hear the other side, have more time once, answer with reasons.

An answer needs both sides: the other side was asked and has spoken, or its days are over, or nobody here can speak
for it. It names its outcome, its reasons and where the complainant may go next.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from hejie_platform.core.refusals import ActionRefused
from hejie_platform.ledger.actions import Done, Owed, whole
from hejie_platform.people.models import User
from hejie_platform.support.access import HeldComplaint
from hejie_platform.support.actions.complaints import barred, candidates, last_day
from hejie_platform.support.actions.taking import take
from hejie_platform.support.actions.telling import SIDES, speakers_of, tell, tell_complainant, tell_desk
from hejie_platform.support.facts import lists, times
from hejie_platform.support.models import Complaint


@whole
def accept(
    held: HeldComplaint, *, is_complex: bool, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Take the complaint in hand; a complex one has the longer limit, counted from its receipt."""
    row = held.complaint
    changes: dict[str, Any] = {"is_complex": is_complex}
    if is_complex and (due := times.due("complex", start=row.received_at)):
        changes |= {"answer_due_at": due.at, "is_provisional": due.is_provisional}
    due_at = changes.get("answer_due_at", row.answer_due_at)
    facts = {"due_on": last_day(due_at).isoformat()} if due_at else {}
    code = "complaint_accepted" if due_at else "complaint_accepted_undated"
    return _desk(
        held,
        "accept",
        changes,
        {"is_complex": is_complex},
        tell_complainant(row, code, **facts),
        seen_version,
        now,
        action_id,
    )


@whole
def send_back(
    held: HeldComplaint, *, reason: str, words: str, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Return the complaint with its reason and what would cure it."""
    if reason not in lists.RETURN_REASONS:
        raise ActionRefused("complaint_not_on_list")
    _has_reasons(words)
    changes = {"return_reason": reason, "answer": words, "ended_at": now}
    owed = tell_complainant(held.complaint, "complaint_returned")
    return _desk(held, "return", changes, {"reason": reason}, owed, seen_version, now, action_id)


@whole
def ask_other_side(held: HeldComplaint, *, seen_version: int | None, now: datetime, action_id: UUID) -> Done:
    """Let the side complained of say how it sees it. It is shown what happened and what is wished, not the papers."""
    row = held.complaint
    if row.asked_at is not None:
        raise ActionRefused("complaint_asked_already")
    speakers = speakers_for(row, now=now)
    if not speakers:
        raise ActionRefused("complaint_nobody_to_ask")
    due = times.due("hearing", start=now)
    changes = {"asked_at": now, "hearing_due_at": due.at if due else None}
    side = SIDES.get(row.about_organisation.kind, "platform") if row.about_organisation else "platform"
    facts = {"due_on": last_day(due.at).isoformat()} if due else {}
    code = "complaint_heard" if due else "complaint_heard_undated"
    owed = tell(speakers, code, side=side, machine="complaint", ref=row.ref, **facts)
    return _desk(held, "ask_other_side", changes, {}, owed, seen_version, now, action_id)


def speakers_for(row: Complaint, *, now: datetime) -> list[User]:
    """Who here can say how the other side sees it: the person complained of, else their house."""
    people = [row.about_person] if row.about_person else speakers_of(row.about_organisation, now=now)
    return [one for one in people if one.pk not in (row.complainant_id, row.handler_id)]


@whole
def extend(
    held: HeldComplaint, *, words: str, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Give it more time, once, by the supervisor and with the reason that the complainant reads."""
    row = held.complaint
    if row.extended_at is not None:
        raise ActionRefused("complaint_extended_already")
    _has_reasons(words)
    due = times.due("extended", start=row.received_at)
    if due is None:
        raise ActionRefused("complaint_no_longer_limit")
    changes = {
        "extended_at": now,
        "extension_words": words,
        "answer_due_at": due.at,
        "is_provisional": due.is_provisional,
    }
    day = last_day(due.at).isoformat()
    owed = tell_complainant(row, "complaint_extended", due_on=day)
    return _desk(held, "extend", changes, {"due_on": day}, owed, seen_version, now, action_id)


@whole
def answer(
    held: HeldComplaint,
    *,
    outcome: str,
    words: str,
    routes: Sequence[str],
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Answer in writing, with reasons and the next routes. Raises ActionRefused while the other side was not heard."""
    row = held.complaint
    if outcome not in lists.OUTCOMES or not routes or set(routes) - set(lists.ROUTES):
        raise ActionRefused("complaint_not_on_list")
    _has_reasons(words)
    if not is_heard(row, now=now):
        raise ActionRefused("complaint_hear_first")
    changes = {"outcome": outcome, "answer": words, "routes": list(routes), "ended_at": now}
    owed = tell_complainant(row, "complaint_answered")
    return _desk(
        held,
        "answer",
        changes,
        {"outcome": outcome, "routes": list(routes)},
        owed,
        seen_version,
        now,
        action_id,
    )


def is_heard(row: Complaint, *, now: datetime) -> bool:
    """Whether the other side has spoken, had its days, or cannot be asked here."""
    if row.statements.filter(side="subject").exists():
        return True
    if row.asked_at is not None:
        return row.hearing_due_at is None or now >= row.hearing_due_at
    return not speakers_for(row, now=now)


@whole
def reassign(
    held: HeldComplaint, *, to: UUID, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Give the complaint to somebody else who may handle it."""
    row = held.complaint
    fit = {one.person: one for one in candidates(now=now) if one.person not in barred(row)}
    if to not in fit:
        raise ActionRefused("complaint_handler_barred")
    changes = {"handler_id": to, "handler_is_of_theirs": row.about_organisation_id in fit[to].organisations}
    row.handler = User.objects.get(pk=to)
    owed = tell_desk(row, "complaint_to_handle", now=now)
    return _desk(held, "reassign", changes, {"to_handler": str(to)}, owed, seen_version, now, action_id)


def _has_reasons(words: str) -> None:
    if not words.strip():
        raise ActionRefused("complaint_needs_reasons")


def _desk(
    held: HeldComplaint,
    step: str,
    changes: dict[str, Any],
    said: dict[str, Any],
    owed: tuple[Owed, ...],
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    return take(
        held.complaint,
        step,
        by=held.acting(step),
        changes=changes,
        said=said,
        owed=owed,
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )
