"""Building blocks of the actions here: the lock on the talks, the joint room, and words that are kept before they are shown."""

from datetime import datetime

from django.db.models import F

from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import keys, live, storage
from hejie_platform.ledger.actions import Actor
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.models import Message, Room

SHARED = "shared"


def lock(held: HeldNegotiation) -> Negotiation:
    """Let the actions on these talks wait for one another. The row is read afresh."""
    row = Negotiation.objects.select_for_update(of=("self",)).select_related("case__borrower", "creditor")
    return row.get(pk=held.negotiation.pk)


def joint_room(negotiation: Negotiation, *, now: datetime) -> Room:
    """The room that all parties share, made with a key of its own when the first words are written."""
    room = Room.objects.filter(negotiation=negotiation, audience=SHARED).select_related("key").first()
    return room or Room.objects.create(
        negotiation=negotiation, audience=SHARED, key=storage.new_key_row(now=now)
    )


def keep_message(negotiation: Negotiation, text: str, *, by: Actor, now: datetime) -> dict[str, object]:
    """Store one message as the next of the joint room; what the entry says of it: its place and its keyed hash."""
    room = joint_room(negotiation, now=now)
    Room.objects.filter(pk=room.pk).update(length=F("length") + 1)
    room.refresh_from_db(fields=["length"])
    Message.objects.create(
        room=room,
        seq=room.length,
        sender=by.user,
        role=by.role,
        on_behalf_of=by.on_behalf_of,
        body=facts.seal_words(room, text, place=f"message.{room.length}"),
        sent_at=now,
    )
    live.announce(room.id, room.length)
    return {"message": room.length, "message_hash": keys.keyed_hash(text.strip(), purpose="message")}


def message_if_any(negotiation: Negotiation, text: str, *, by: Actor, now: datetime) -> dict[str, object]:
    """Store words that came along with another act, if there are any."""
    return keep_message(negotiation, text, by=by, now=now) if text.strip() else {}
