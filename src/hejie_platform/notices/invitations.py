"""Writing to somebody who is invited and may have no account yet.

The message says what it is, who writes and until when, and names no debt, no lender and no person: it may be read on a
locked screen, or by whoever has that number now. It leaves at a decent hour, by the channel that fits the contact.
"""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from hejie_platform.core import clock, outbound
from hejie_platform.intake.facts.opening import grouped, sending_channel
from hejie_platform.intake.models import Invitation
from hejie_platform.intake.queries import opening
from hejie_platform.ledger.actions import Effect, NotYet
from hejie_platform.notices import limits
from hejie_platform.notices.queries import say

LANGUAGE = "zh-hans"  # of who has no account and so has chosen none


def send(effect: Effect, *, now: datetime) -> None:
    """Write to the invited person; nothing when the invitation is over by now. Sent twice, it is one message."""
    row = Invitation.objects.select_related("case").get(pk=effect.payload["invitation"])
    to = opening.contact(row)
    if to is None or opening.state_of(row, now=now) not in opening.OPEN:
        return
    if limits.is_quiet(now):
        raise NotYet(limits.next_allowed(now))
    with translation.override(LANGUAGE):
        text, subject = message(row), say("push_invitation_subject")
    channel = sending_channel(to).outbound
    outbound.send(
        outbound.Message(channel, to=to.address, text=text, subject=subject, message_id=str(effect.pk)),
        now=now,
    )
    Invitation.objects.filter(pk=row.pk).update(sent_at=now)


def message(row: Invitation) -> str:
    """The words of a text message, in the active language."""
    return said(row, "push_invitation")


def said(row: Invitation, code: str) -> str:
    """One of the texts of an invitation: a message, what is read out on the phone, what is written into a chat."""
    facts = {
        "until_on": clock.legal_day(row.until).isoformat(),
        "code": grouped(opening.code_of(row)),
        "link": link(row),
        "place": f"{settings.HEJIE_SITE_URL}{reverse('join:start')}",
    }
    return say(code, facts)


def link(row: Invitation) -> str:
    """The address that the code opens."""
    return f"{settings.HEJIE_SITE_URL}{reverse('join:invitation', args=[opening.code_of(row)])}"
