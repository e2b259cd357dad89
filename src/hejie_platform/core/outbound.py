"""Messages that leave the house: text messages and mail, through adapters named in the settings.

    outbound.send(Message("sms", to="+8613...", text="...", message_id=...), now=now)

An adapter is a function `deliver(message, *, now)`; it raises to say "not now", and the caller tries again with
the same `message_id`, so that a provider can drop the second copy. `console` is for demo and test: it writes
into the outbox table, which the demo shows as a page, and nothing leaves the machine. Production refuses it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.core.mail import EmailMessage

from hejie_platform.core.models import OutboxMessage

CHANNELS = ("sms", "mail")


@dataclass(frozen=True, slots=True)
class Message:
    """One text to one address. `message_id` is stable: sending it again is the same message."""

    channel: str
    to: str
    text: str
    message_id: str
    subject: str = ""


def send(message: Message, *, now: datetime) -> None:
    """Hand the message to the adapter of its channel. Raises what the adapter raises."""
    adapter(message.channel)(message, now=now)


def adapter(channel: str) -> Callable[..., None]:
    """The adapter that the settings name for a channel."""
    module, _, name = settings.HEJIE_OUTBOUND[channel].partition(":")
    found: Callable[..., None] = getattr(import_module(module), name)
    return found


def console(message: Message, *, now: datetime) -> None:
    """Keep the message in the outbox table; the same one is kept once."""
    OutboxMessage.objects.get_or_create(
        message_id=message.message_id,
        defaults={
            "channel": message.channel,
            "to": message.to,
            "subject": message.subject,
            "text": message.text,
            "sent_at": now,
        },
    )


def mail(message: Message, *, now: datetime) -> None:
    """Send by SMTP, through the server that HEJIE_SMTP_URL names."""
    EmailMessage(
        subject=message.subject,
        body=message.text,
        to=[message.to],
        headers={"Message-ID": f"<{message.message_id}@{settings.ALLOWED_HOSTS[0]}>"},
    ).send()


def latest(limit: int = 100) -> list[OutboxMessage]:
    """What would have gone out, newest first: for the demo's outbox page."""
    return list(OutboxMessage.objects.order_by("-sent_at", "-id")[:limit])
