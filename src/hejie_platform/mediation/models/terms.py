"""On what terms a body mediates, what each person was shown before saying yes, and what all agreed about time.

The terms of a body are numbered versions; a mediation is bound to the one in force when it was asked for, so that the fee
that was shown is the fee.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Case, Mediation, Negotiation
from hejie_platform.core import ids
from hejie_platform.people.models import Organisation, User


class BodyTerms(models.Model):
    """What a mediation at this body costs, who pays, who pays the body, and what help with the fee there is."""

    KINDS = ("peoples", "financial", "commercial")
    PAYERS = ("nobody", "lender", "shared", "borrower")
    FUNDERS = ("public", "association", "platform", "fees")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mediation_terms")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    fee_minor = models.PositiveBigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="CNY")
    payer = models.CharField(max_length=10, default="nobody")
    has_fee_help = models.BooleanField(default=False)
    funded_by = models.CharField(max_length=12)
    platform_pays_minor = models.PositiveBigIntegerField(default=0)  # what we pay the body for each mediation
    licence = models.CharField(max_length=60, blank=True)
    from_day = models.DateField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="bodyterms_number", fields=["body", "number"]),
            models.CheckConstraint(
                name="bodyterms_kind", condition=Q(kind__in=("peoples", "financial", "commercial"))
            ),
            models.CheckConstraint(
                name="bodyterms_fee_has_payer",
                condition=Q(fee_minor=0, payer="nobody") | (Q(fee_minor__gt=0) & ~Q(payer="nobody")),
            ),
            models.CheckConstraint(
                name="bodyterms_funder",
                condition=Q(funded_by__in=("public", "association", "platform", "fees")),
            ),
        ]


class Engagement(models.Model):
    """The terms on which one mediation is held."""

    mediation = models.OneToOneField(Mediation, on_delete=models.PROTECT, related_name="engagement")
    terms = models.ForeignKey(BodyTerms, on_delete=models.PROTECT, related_name="+")


class Shown(models.Model):
    """What one person was shown before saying yes: the rights notice of this edition and these terms."""

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="shown")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    terms = models.ForeignKey(BodyTerms, on_delete=models.PROTECT, null=True, related_name="+")
    edition = models.CharField(max_length=10)
    at = models.DateTimeField()


class Wish(models.Model):
    """A person was offered mediation at a set moment and answered. No moment offers it twice."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mediation_wishes")
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10)
    moment = models.CharField(max_length=20)
    declined_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    declined_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="wish_once", fields=["negotiation", "side", "moment"]),
        ]


class ExtraTime(models.Model):
    """The mediator asks everybody for more time, or for a rest, until a day."""

    KINDS = ("longer", "rest")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="extra_times")
    kind = models.CharField(max_length=10)
    until_day = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=10, blank=True)  # granted | declined | replaced

    class Meta:
        constraints = [
            models.CheckConstraint(name="extratime_kind", condition=Q(kind__in=("longer", "rest"))),
            models.UniqueConstraint(
                name="extratime_one_open", fields=["mediation"], condition=Q(ended_at__isnull=True)
            ),
        ]


class ExtraTimeAnswer(models.Model):
    """One party's answer to it. A lender answers for its own talks."""

    asked = models.ForeignKey(ExtraTime, on_delete=models.PROTECT, related_name="answers")
    side = models.CharField(max_length=10)
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, null=True, related_name="+")
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="extratimeanswer_once", fields=["asked", "given_by"])]
