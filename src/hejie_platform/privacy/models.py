"""What a person asked for about their own data: a copy of everything, a correction, or the end of it.

An **ExportOrder** is made by the worker and lives seven days. A **Correction** keeps what the record said beside what it
should say, and the desk's answer: nothing is written over without trace. An **Erasure** waits seven days, in which it can be
called off; what it destroyed and what had to stay is kept as codes and counts.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Case
from hejie_platform.core import fields, ids
from hejie_platform.core.models import StoredFile
from hejie_platform.people.models import User


class ExportOrder(models.Model):
    """One copy of everything about a person. `ended_at`: its file can be opened no more."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    parts_done = models.PositiveSmallIntegerField(default=0)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="exportorder_one_open", fields=["person"], condition=Q(ended_at__isnull=True)
            )
        ]


class Correction(models.Model):
    """Something recorded that a person says is wrong and cannot change themselves."""

    STATES = ("received", "corrected", "refused", "withdrawn")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    state = models.CharField(max_length=10, default="received")
    version = models.PositiveIntegerField(default=0)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=20)  # of facts.corrections.ABOUT
    recorded = fields.EncryptedTextField()  # as it stands
    wished = fields.EncryptedTextField()  # as it should be
    words = fields.EncryptedTextField()
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=20, blank=True)  # why not, of facts.corrections.REASONS
    answer = fields.EncryptedTextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="correction_state",
                condition=Q(state__in=("received", "corrected", "refused", "withdrawn")),
            ),
            models.CheckConstraint(
                name="correction_refusal_says_why", condition=~Q(state="refused") | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(name="correction_queue", fields=["state", "due_at"])]


class Erasure(models.Model):
    """A wish to be forgotten here: asked, called off, stopped by something that turned up meanwhile, or done."""

    STATES = ("asked", "called_off", "stopped", "done")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    state = models.CharField(max_length=10, default="asked")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    stops = models.JSONField(default=list)  # codes, when it was stopped
    kept = models.JSONField(default=list)  # classes that stay, as shown before it was asked for
    erased = models.JSONField(default=dict)  # model -> rows, and files

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="erasure_state", condition=Q(state__in=("asked", "called_off", "stopped", "done"))
            ),
            models.UniqueConstraint(name="erasure_one_asked", fields=["person"], condition=Q(state="asked")),
        ]
        indexes = [models.Index(name="erasure_due", fields=["state", "due_at"])]


class Forgotten(models.Model):
    """A row whose words and files were destroyed, by its person's wish or because its time was over. Never done twice."""

    subject = models.UUIDField(unique=True)
    model = models.CharField(max_length=60)
    at = models.DateTimeField()
