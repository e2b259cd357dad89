"""A Notice is for one person; a Delivery is one way of pushing it; a Digest collects what the daily cap held back.

A notice is in the house at once and can be read there in full. What leaves the house (text message, mail) says
only that something waits: see `wording`. Facts may hold amounts, so they are sealed.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.core import fields, ids
from hejie_platform.people.models import User


class Notice(models.Model):
    """One thing that one person is told, because of one effect."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    code = models.CharField(max_length=80)
    facts = fields.EncryptedJSONField()
    about = models.JSONField(default=dict)  # {"case": "7K2M9QX0TA", ...}: references that its page needs
    effect = (
        models.UUIDField()
    )  # the effect that caused it, or one id for all effects of an entry that say the same
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="notice_once", fields=["effect", "person"])]
        indexes = [
            models.Index(name="notice_newest", fields=["person", "-created_at"]),
            models.Index(name="notice_unread", fields=["person"], condition=Q(read_at__isnull=True)),
        ]


class Delivery(models.Model):
    """One notice on its way through one channel outside the house. `message_id` is stable: sent twice, it is one."""

    STATES = ("waiting", "sent", "held", "dropped")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default="waiting")
    message_id = models.CharField(max_length=80, unique=True)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)  # the recipient's calendar day, which the daily cap counts

    class Meta:
        constraints = [
            models.UniqueConstraint(name="delivery_once", fields=["notice", "channel"]),
            models.CheckConstraint(name="delivery_channel", condition=Q(channel__in=("sms", "mail"))),
            models.CheckConstraint(
                name="delivery_state", condition=Q(state__in=("waiting", "sent", "held", "dropped"))
            ),
            models.CheckConstraint(
                name="delivery_sent_when", condition=Q(state="sent") ^ Q(sent_at__isnull=True)
            ),
        ]


class Digest(models.Model):
    """The one message, on the day after, that stands for everything the cap held back."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="digest_once_a_day", fields=["person", "day"])]


class Preference(models.Model):
    """Whether a person wants a channel. Without a row: yes, where the address is known."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="channel_preferences")
    channel = models.CharField(max_length=10)
    is_wanted = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="preference_once", fields=["person", "channel"]),
            models.CheckConstraint(name="preference_channel", condition=Q(channel__in=("sms", "mail"))),
        ]
