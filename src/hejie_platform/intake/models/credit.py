"""The wish for more credit: a request of its own, answered by a person and never granted."""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Case
from hejie_platform.core import fields, ids
from hejie_platform.people.models import User


class CreditRequest(models.Model):
    """A wish for a higher limit, or for new credit to pay the old. Recorded, and answered with a reason and a way.

    Every answer that the database keeps says no here or points elsewhere.
    """

    KINDS = ("higher_limit", "refinance")
    ANSWERS = ("credit_outside_hardship", "credit_ask_lender_later", "credit_ask_adviser")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="credit_requests")
    kind = models.CharField(max_length=20)
    amount_minor = models.BigIntegerField(null=True)
    words = fields.EncryptedTextField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    # Until a person has answered, the answer is the one that always holds.
    answer = models.CharField(max_length=30, default="credit_outside_hardship")
    answer_words = fields.EncryptedTextField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="creditrequest_kind", condition=Q(kind__in=("higher_limit", "refinance"))
            ),
            models.CheckConstraint(
                name="creditrequest_never_granted",
                condition=Q(
                    answer__in=("credit_outside_hardship", "credit_ask_lender_later", "credit_ask_adviser")
                ),
            ),
            models.UniqueConstraint(
                name="creditrequest_one_open", fields=["case", "kind"], condition=Q(answered_at__isnull=True)
            ),
        ]
