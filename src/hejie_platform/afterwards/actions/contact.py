"""Contact is kept after the talks: a word left with the other side, sealed; no offer is made here, and none is answered."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from hejie_platform.afterwards.actions import telling
from hejie_platform.afterwards.models import ContactWord
from hejie_platform.cases.access import HOUSEHOLD, LENDER_STAFF, HeldNegotiation
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import keys
from hejie_platform.ledger.actions import ActionRefused, Done, Owed, chain_for, record, whole

MOST_WORDS: Final = 2000
MOST_A_DAY: Final = 3  # of each side; our own rule
A_DAY: Final = timedelta(days=1)


@whole
def leave_word(held: HeldNegotiation, *, text: str, now: datetime, action_id: UUID) -> Done:
    """Leave a word with the other side. Raises ActionRefused while the talks still run: there the room is the place."""
    row = Negotiation.objects.select_for_update(of=("self",)).get(pk=held.negotiation.pk)
    if row.state != "ended":
        raise ActionRefused("contact_in_room")
    words = text.strip()
    if not words:
        raise ActionRefused("message_empty")
    if len(words) > MOST_WORDS:
        raise ActionRefused("message_too_long", most=MOST_WORDS)
    _guard_often(row, held, now)
    number = ContactWord.objects.filter(negotiation=row).count() + 1
    ContactWord.objects.create(
        negotiation=row,
        number=number,
        sender=held.user,
        role=held.actor.role,
        words=words,
        sent_at=now,
    )
    return record(
        chain=chain_for(row.id, "shared"),
        by=held.actor,
        verb="contact.leave_word",
        subject=row.id,
        facts={"number": number, "hash": keys.keyed_hash(words, purpose="contact")},
        owed=tuple(_told(held, now)),
        now=now,
        action_id=action_id,
    )


def _guard_often(row: Negotiation, held: HeldNegotiation, now: datetime) -> None:
    """Each side leaves a few words a day: the talks have ended, and nobody is to be pestered after them."""
    roles = LENDER_STAFF if held.is_lender_side else HOUSEHOLD
    lately = ContactWord.objects.filter(negotiation=row, role__in=roles, sent_at__gt=now - A_DAY)
    if lately.count() >= MOST_A_DAY:
        raise ActionRefused("contact_often", most=MOST_A_DAY)


def _told(held: HeldNegotiation, now: datetime) -> list[Owed]:
    talks = held.negotiation
    facts = telling.lender_names(talks.creditor) | {"ref": talks.ref}
    if held.is_lender_side:
        return list(
            telling.household(talks.case, "contact_word_left", about="contact", facts=facts, talks=talks)
        )
    return list(telling.desk(talks, "contact_word_left_desk", about="contact", facts=facts, now=now))
