"""What happens to a loan while people talk about it: it goes to court, or to another holder.

Each row is written by a step of the talks and keeps the entry of that step, beside which words and paper lie sealed.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models.rows import Negotiation
from hejie_platform.core import fields, ids
from hejie_platform.ledger.models import Entry
from hejie_platform.people.models import Organisation


class Proceeding(models.Model):
    """A court case, an arbitration or an enforcement about the loans of these talks. Where and its number are sealed."""

    KINDS = ("lawsuit", "arbitration", "payment_order", "enforcement")
    OUTCOMES = ("judged", "settled", "withdrawn", "paid", "other")

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="proceedings")
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    kind = models.CharField(max_length=20)
    court = fields.EncryptedTextField()
    number = fields.EncryptedTextField()
    from_day = models.DateField()
    until_day = models.DateField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    begun = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proceeding_kind",
                condition=Q(kind__in=("lawsuit", "arbitration", "payment_order", "enforcement")),
            ),
            models.CheckConstraint(
                name="proceeding_days",
                condition=Q(until_day__isnull=True) | Q(until_day__gte=models.F("from_day")),
            ),
            models.CheckConstraint(
                name="proceeding_ended_once",
                condition=Q(until_day__isnull=True, ended__isnull=True)
                | Q(until_day__isnull=False, ended__isnull=False),
            ),
        ]


class CreditorChange(models.Model):
    """The loans of these talks went to another holder: from whom, to whom, which, since when."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="creditor_changes")
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    old_holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    new_holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    new_name = models.CharField(max_length=120)  # as the paper says, also when the holder has a desk here
    loans = models.JSONField(default=list)  # references of the loans that moved
    on_day = models.DateField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="creditorchange_other_holder",
                condition=Q(new_holder__isnull=True) | ~Q(new_holder=models.F("old_holder")),
            )
        ]
