"""What the desk notes beside a hold: who may speak for a person who has died or cannot act."""

from datetime import datetime
from uuid import UUID

from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.models import Hold
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole


@whole
def note_speaker(held: HeldCase, *, words: str, now: datetime, action_id: UUID) -> Done:
    """Note who may speak now (heirs, a guardian), on the holds in force. Sealed, and read by the desk alone.

    It gives nobody an authority: that is a paper of its own. Raises ActionRefused without words or without a hold.
    """
    if not words.strip():
        raise ActionRefused("task_needs_words")
    found = list(Hold.objects.filter(case=held.case, lifted_at__isnull=True))
    if not found:
        raise ActionRefused("hold_none")
    for hold in found:
        hold.speaks_now = words.strip()
        hold.save(update_fields=["speaks_now"])
    return record(
        chain=chain_for(held.case.id, "desk"),
        by=held.actor,
        verb="case.hold_speaker",
        subject=held.case.id,
        facts={"holds": [hold.kind for hold in found]},
        now=now,
        action_id=action_id,
    )
