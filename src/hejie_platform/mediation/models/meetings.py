"""Meetings: times put forward, chosen and booked; what is gone through; who agreed to a recording.

A booked meeting takes half hours of each person who comes. A half hour of a person exists once, whoever books it and
whenever: that is what keeps two meetings from falling on one another, also when two people press at the same moment.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Mediation
from hejie_platform.core import ids
from hejie_platform.people.models import User


class Meeting(models.Model):
    """One meeting: put forward with several times, booked at one of them, or cancelled. `version` counts its changes."""

    STATES = ("proposed", "booked", "cancelled")
    WAYS = ("text", "video", "phone")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="meetings")
    state = models.CharField(max_length=10, default="proposed")
    version = models.PositiveIntegerField(default=0)
    way = models.CharField(max_length=10)
    minutes_long = models.PositiveSmallIntegerField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    recording_since = models.DateTimeField(null=True)
    recording_ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meeting_state", condition=Q(state__in=("proposed", "booked", "cancelled"))
            ),
            models.CheckConstraint(name="meeting_way", condition=Q(way__in=("text", "video", "phone"))),
            models.CheckConstraint(
                name="meeting_booked_when", condition=~Q(state="booked") | Q(starts_at__isnull=False)
            ),
        ]


class Slot(models.Model):
    """A time that the mediator puts forward."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="slot_once", fields=["meeting", "starts_at"])]


class SlotChoice(models.Model):
    """A time that a party can come. Who chose is who comes."""

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="choices")
    party = models.CharField(max_length=30)
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="slotchoice_once", fields=["slot", "party"])]


class HalfHour(models.Model):
    """Half an hour of one person that a booked meeting takes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="half_hours")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="halfhour_once", fields=["person", "starts_at"])]


class AgendaItem(models.Model):
    """One thing to be gone through, and how it went. Skipping it needs a reason."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=30)
    minutes_long = models.PositiveSmallIntegerField()
    done_at = models.DateTimeField(null=True)
    skipped_at = models.DateTimeField(null=True)
    reason = models.BinaryField(null=True)  # sealed under the joint room's key

    class Meta:
        constraints = [
            models.UniqueConstraint(name="agendaitem_place", fields=["meeting", "place"]),
            models.CheckConstraint(
                name="agendaitem_skipped_why", condition=Q(skipped_at__isnull=True) | Q(reason__isnull=False)
            ),
            models.CheckConstraint(
                name="agendaitem_one_end", condition=Q(done_at__isnull=True) | Q(skipped_at__isnull=True)
            ),
        ]


class RecordingConsent(models.Model):
    """One participant's yes to a recording of one meeting, until taken back."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="recording_consents")
    party = models.CharField(max_length=30)  # a party, or "mediator"
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="recordingconsent_once",
                fields=["meeting", "party"],
                condition=Q(withdrawn_at__isnull=True),
            )
        ]
