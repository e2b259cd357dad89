"""A party does not want this mediator, with a reason; the body's head decides and gives its reason to both sides.

The objection's own words are read by the head alone. What is told to the parties is the decision and the reason for it,
never who objected: between two sides that would be plain anyway, between several it must not be.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from hejie_platform.agreements.actions.notes import keep_note
from hejie_platform.cases.access import Held
from hejie_platform.cases.models import Mediation
from hejie_platform.ledger.actions import ActionRefused, Done, Owed, chain_for, record, whole
from hejie_platform.mediation.actions import taking
from hejie_platform.mediation.facts import parties
from hejie_platform.mediation.models import Objection


@whole
def object_to_mediator(
    held: Held,
    row: Mediation,
    *,
    reason: str,
    words: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Object to the mediator who is asked or has begun. Raises ActionRefused, StepRefused."""
    side = parties.side_of(held, row, now=now)
    if side is None:
        raise ActionRefused("mediation_no_party")
    if row.mediator is None:
        raise ActionRefused("mediation_no_mediator")
    if reason not in Objection.REASONS or not words.strip():
        raise ActionRefused("mediation_objection_unsaid")
    if Objection.objects.filter(mediation=row, made_by=held.user, decided_at__isnull=True).exists():
        raise ActionRefused("mediation_objected_already")
    stamp: dict[str, Any] = {"seen_version": seen_version, "now": now, "action_id": action_id}
    done = taking.step(held, row, "object", said={"objection": reason}, **stamp)
    Objection.objects.create(
        mediation=row,
        mediator=row.mediator,
        side=side.name,
        negotiation=side.talks,
        made_by=held.user,
        reason=reason,
        words=words.strip(),
        made_at=now,
    )
    return done


@whole
def replace_mediator(
    held: Held,
    row: Mediation,
    *,
    answer: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Another mediator is to be found; the file stays as it is. Every open objection is answered by it."""
    if not answer.strip():
        raise ActionRefused("mediation_answer_missing")
    stamp: dict[str, Any] = {"seen_version": seen_version, "now": now, "action_id": action_id}
    done = taking.step(held, row, "replace", note=answer, changes={"mediator": None}, **stamp)
    taking.end_appointment(row, "replace", now=now)
    _decide(held, row, "replaced", answer, now)
    return done


@whole
def keep_mediator(
    held: Held,
    row: Mediation,
    *,
    answer: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The objection is not followed; both sides read why. Raises ActionRefused."""
    if not {"body_admin", "supervisor"} & set(held.roles):
        raise ActionRefused("mediation_not_the_head")
    if not answer.strip():
        raise ActionRefused("mediation_answer_missing")
    if seen_version is not None and seen_version != row.version:
        raise ActionRefused("stale")
    if not _decide(held, row, "kept", answer, now):
        raise ActionRefused("mediation_no_objection")
    done = record(
        chain=chain_for(row.id, "shared"),
        by=held.actor,
        verb="mediation.keep_mediator",
        subject=row.id,
        facts={"decision": "kept"},
        owed=(Owed(kind="tell_parties", payload=taking.payload(held, row, "keep_mediator")),),
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=answer, now=now)
    return done


def _decide(held: Held, row: Mediation, decision: str, answer: str, now: datetime) -> int:
    found = list(Objection.objects.filter(mediation=row, decided_at__isnull=True))
    for one in found:
        one.decided_by, one.decided_at = held.user, now
        one.decision, one.answer = decision, answer.strip()
        one.save(update_fields=["decided_by", "decided_at", "decision", "answer"])
    return len(found)
