"""How a mediator came to be chosen for a mediation, what they told of their ties, and who objected."""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Appointment, Mediation, Negotiation
from hejie_platform.core import fields, ids
from hejie_platform.ledger.models import Determination
from hejie_platform.people.models import User


class Ranking(models.Model):
    """One party's wishes, most wished first. A lender ranks for its own talks; nobody else reads it."""

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="rankings")
    side = models.CharField(max_length=10)  # borrower | lender
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, null=True, related_name="+")
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    order = models.JSONField(default=list)  # references of mediators; empty: no wish
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="ranking_one_of_a_lender",
                fields=["mediation", "negotiation"],
                condition=Q(negotiation__isnull=False),
            ),
            models.UniqueConstraint(
                name="ranking_one_of_the_borrower",
                fields=["mediation"],
                condition=Q(negotiation__isnull=True),
            ),
        ]


class Choice(models.Model):
    """By what a mediator was found: the parties' common wish, the published rule, or the head's hand with a reason."""

    WAYS = ("common", "rule", "hand")

    appointment = models.OneToOneField(Appointment, on_delete=models.PROTECT, related_name="choice")
    way = models.CharField(max_length=10)
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="choice_way", condition=Q(way__in=("common", "rule", "hand"))),
        ]


class TieStatement(models.Model):
    """What a mediator told all parties of ties to them, before or during the mediation. The newest counts."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="statements")
    has_ties = models.BooleanField()
    kinds = models.JSONField(default=list)
    words = fields.EncryptedTextField()
    made_at = models.DateTimeField()


class Objection(models.Model):
    """A party does not want this mediator. The body's head decides, and gives both sides the reason."""

    REASONS = ("tie", "unfair", "late", "other")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="objections")
    mediator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10)  # borrower | guarantor | lender
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20)
    words = fields.EncryptedTextField()
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=10, blank=True)  # replaced | kept | gone
    answer = fields.EncryptedTextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="objection_reason", condition=Q(reason__in=("tie", "unfair", "late", "other"))
            ),
            models.UniqueConstraint(
                name="objection_one_open",
                fields=["mediation", "made_by"],
                condition=Q(decided_at__isnull=True),
            ),
        ]
