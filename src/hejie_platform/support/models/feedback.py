"""One question per stage, and what people read and when.

A FeedbackAnswer names nobody: `mark` is a keyed hash of person, matter and stage, which only keeps the same person
from answering the same question twice. Its day is a day, not a moment.
"""

import uuid

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Case
from hejie_platform.core import fields
from hejie_platform.people.models import User


class FeedbackAnswer(models.Model):
    """How one stage was, from 1 (bad) to 5 (good), as one side felt it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)  # tells no moment
    stage = models.CharField(max_length=12)
    side = models.CharField(max_length=10)
    score = models.PositiveSmallIntegerField()
    words = fields.EncryptedTextField()
    on_day = models.DateField()
    mark = fields.HashField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="feedback_score", condition=Q(score__gte=1, score__lte=5)),
            models.CheckConstraint(
                name="feedback_side", condition=Q(side__in=("borrower", "lender", "mediation"))
            ),
        ]
        indexes = [models.Index(name="feedback_stage", fields=["stage", "side", "on_day"])]


class PayersSeen(models.Model):
    """One person was shown who pays whom in a case: the version of the page and what it said, kept with the case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payers_seen")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    page_version = models.CharField(max_length=20)
    shown = models.JSONField()
    digest = models.CharField(max_length=64)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="payersseen_once", fields=["case", "person", "digest"])]


class StaffRead(models.Model):
    """Somebody who works here has read a note of the training pages, in this version."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notes_read")
    note = models.CharField(max_length=20)
    note_version = models.CharField(max_length=20)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="staffread_once", fields=["person", "note", "note_version"])
        ]
