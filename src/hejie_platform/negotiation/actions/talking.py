"""Speaking in the joint room."""

from datetime import datetime
from uuid import UUID

from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.actions import take_step
from hejie_platform.ledger.actions import ActionRefused, Done, whole
from hejie_platform.negotiation.actions.room import keep_message, lock

LONGEST = 4000


@whole
def message(
    held: HeldNegotiation, *, text: str, now: datetime, action_id: UUID, seen_version: int | None = None
) -> Done:
    """Say something in the joint room: stored and numbered before anybody sees it.

    A newer message of the other side is no reason to refuse this one, so `seen_version` is not asked for.
    """
    if not text.strip():
        raise ActionRefused("message_empty")
    if len(text) > LONGEST:
        raise ActionRefused("message_too_long", most=LONGEST)
    row, by = lock(held), held.acting("negotiation", "message")
    said = keep_message(row, text, by=by, now=now)
    return take_step(row, "message", by=by, said=said, now=now, action_id=action_id)
