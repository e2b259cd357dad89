"""A question to an adviser, what is shared with it and until when, and what was said.

The sheet of what is shared stands in the question itself: items, last day, and when it was ended early. The words of
both sides are sealed; the ledger holds neither.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Case
from hejie_platform.core import fields, ids
from hejie_platform.people.models import Organisation, User


class Question(models.Model):
    """One question, from being asked to being ended by who asked it."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    state = models.CharField(max_length=10, default="asked")
    version = models.PositiveIntegerField(default=0)
    asker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="questions")
    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="questions")
    adviser = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="questions")
    topic = models.CharField(max_length=20)
    items = models.JSONField(
        default=list
    )  # of facts.advice_steps.ITEMS: what the adviser may read of the case
    share_until = models.DateField(null=True)
    share_ended_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()  # the next answer
    late_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    helped = models.PositiveSmallIntegerField(null=True)  # 1 to 5

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="question_state", condition=Q(state__in=("asked", "taken", "answered", "ended"))
            ),
            models.CheckConstraint(
                name="question_shares_until_a_day",
                condition=Q(share_until__isnull=False, case__isnull=False) | Q(items=[]),
            ),
            models.CheckConstraint(
                name="question_helped", condition=Q(helped__isnull=True) | Q(helped__gte=1, helped__lte=5)
            ),
        ]
        indexes = [models.Index(name="question_queue", fields=["house", "state", "due_at"])]


class QuestionWords(models.Model):
    """What one side said; an answer names the rules it rests on."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="said")
    side = models.CharField(max_length=8)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = fields.EncryptedTextField()
    rules = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(name="questionwords_side", condition=Q(side__in=("asker", "adviser")))
        ]
