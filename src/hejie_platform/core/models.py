"""Rows that belong to no room: data keys, stored files, the demo's clock and how far its world is."""

from django.db import models

from hejie_platform.core import ids


class DataKey(models.Model):
    """The key of one file, room or person's texts, sealed by the keyring. Destroying it erases them all."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    sealed = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="datakey_sealed_or_destroyed",
                condition=models.Q(sealed__isnull=False) ^ models.Q(destroyed_at__isnull=False),
            )
        ]


class StoredFile(models.Model):
    """One encrypted file of the evidence store: a random name on disk, its hash and its sniffed type here."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    name_on_disk = models.CharField(max_length=40, unique=True)
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT)
    media_type = models.CharField(max_length=60)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()


class ClockShift(models.Model):
    """How far the demo's clock runs ahead. One row."""

    seconds = models.BigIntegerField(default=0)


class WorldStep(models.Model):
    """One step of making the demo world: kept so that a making that was cut short goes on where it stopped."""

    name = models.CharField(max_length=60, unique=True)
    place = models.PositiveIntegerField()
    done_at = models.DateTimeField(null=True)
    made = models.JSONField(default=dict)  # references that later steps need


class OutboxMessage(models.Model):
    """A text message or mail that would have left the house: demo and test only, see `core.outbound.console`."""

    id = models.BigAutoField(primary_key=True)
    message_id = models.CharField(max_length=80, unique=True)
    channel = models.CharField(max_length=10)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    sent_at = models.DateTimeField()
