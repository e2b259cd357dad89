"""What a person at the platform has to do: a task comes from an effect of a step, or from a clock that ran out."""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models.rows import Case, Negotiation
from hejie_platform.core import fields, ids
from hejie_platform.people.models import User


class Task(models.Model):
    """One thing to do for a person of the desk. Open until somebody says what came of it."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    kind = models.CharField(max_length=40)  # the code of the effect that it came from
    cause = models.UUIDField(unique=True)  # the effect's id: a task is opened once
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, null=True, related_name="tasks")
    machine = models.CharField(max_length=20)
    subject = models.UUIDField()
    rule = models.CharField(max_length=40, blank=True)  # the clock that ran out, if one did
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="tasks")
    taken_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="task_done_says_what",
                condition=Q(done_at__isnull=True, outcome="") | (Q(done_at__isnull=False) & ~Q(outcome="")),
            )
        ]
        indexes = [models.Index(name="task_open", fields=["due_at"], condition=Q(done_at__isnull=True))]


class TaskNote(models.Model):
    """What somebody found or did about a task. Sealed; the desk reads it."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="notes")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = fields.EncryptedTextField()
