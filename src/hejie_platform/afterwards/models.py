"""What remains when talks end without an agreement: a plan of one's own, facts both sides sign, a pack for court, contact.

Nothing here is a state of a step table: these rows are dated, and what happened to them is a date too. An own plan binds
nobody; a fact sheet binds the two who signed it, outside the talks as well; a pack is a record of what was given away.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import fields, ids
from hejie_platform.core.models import StoredFile
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.negotiation.models import Claim
from hejie_platform.people.models import User


class OwnPlan(models.Model):
    """What a borrower means to pay each month without an agreement. One runs at a time; a new one takes its place."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="own_plans")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    first_on = models.DateField()
    months = models.PositiveSmallIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    reminds = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=10, blank=True)  # stopped | replaced

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="ownplan_one_runs", fields=["case"], condition=Q(ended_at__isnull=True)
            )
        ]


class OwnLine(models.Model):
    """One creditor's share of an own plan, each month. `is_first`: paid before the others."""

    plan = models.ForeignKey(OwnPlan, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField()
    loan = models.ForeignKey(ClaimedLoan, on_delete=models.PROTECT, related_name="+")
    monthly_minor = models.BigIntegerField()
    owed_minor = models.BigIntegerField(null=True)  # as known when the plan was made
    is_first = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="ownline_number", fields=["plan", "number"]),
            models.CheckConstraint(name="ownline_positive", condition=Q(monthly_minor__gt=0)),
        ]


class OwnPayment(models.Model):
    """One payment that the plan foresees, and what was paid of it, by the borrower's own word."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    line = models.ForeignKey(OwnLine, on_delete=models.PROTECT, related_name="payments")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    amount_minor = models.BigIntegerField()
    paid_on = models.DateField(null=True)
    paid_minor = models.BigIntegerField(null=True)
    receipt = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="ownpayment_number", fields=["line", "number"]),
            models.CheckConstraint(
                name="ownpayment_positive",
                condition=Q(amount_minor__gt=0) & (Q(paid_minor__isnull=True) | Q(paid_minor__gt=0)),
            ),
        ]


class FactSheet(models.Model):
    """Facts that nobody disputes (无争议事实), for use outside the talks: in force when both sides signed the same hash.

    The figures agreed within the talks are for the talks only; this is another paper, proposed by one side and signed by
    both, or by nobody.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="fact_sheets")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="+")
    content = models.TextField()  # canonical JSON, byte for byte what hash covers
    hash = models.CharField(max_length=64)
    put_side = models.CharField(max_length=10)  # borrower | lender
    put_at = models.DateTimeField()
    borrower_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    borrower_at = models.DateTimeField(null=True)
    lender_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    lender_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # taken back or declined before both had signed
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="factsheet_one_open",
                fields=["negotiation"],
                condition=Q(closed_at__isnull=True)
                & (Q(borrower_at__isnull=True) | Q(lender_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="factsheet_signed_is_not_closed",
                condition=Q(closed_at__isnull=True) | Q(borrower_at__isnull=True) | Q(lender_at__isnull=True),
            ),
        ]

    @property
    def is_signed(self) -> bool:
        """Whether both sides stand by it."""
        return self.borrower_at is not None and self.lender_at is not None


class CourtPack(models.Model):
    """One pack for a court, a notary or an arbitrator, made by one side from its own papers and signed facts alone.

    `index` names every paper in it with filer, time and hash: the record of what was disclosed, and when.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="court_packs")
    side = models.CharField(max_length=10)  # borrower | lender
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    index = fields.EncryptedJSONField(default=list)
    index_hash = models.CharField(max_length=64)
    bundle = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="courtpack_side", condition=Q(side__in=("borrower", "lender")))
        ]


class ContactWord(models.Model):
    """What one side leaves for the other after the talks have ended. No offer is made here."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="contact_words")
    number = models.PositiveIntegerField()
    sender = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    words = fields.EncryptedTextField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="contactword_number", fields=["negotiation", "number"])]


class AskAgain(models.Model):
    """A wish to be asked later whether to come back. Sent once, or called off."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="asked_again")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ask_on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="askagain_one_open",
                fields=["case"],
                condition=Q(sent_at__isnull=True, called_off_at__isnull=True),
            ),
            models.CheckConstraint(
                name="askagain_one_end",
                condition=Q(sent_at__isnull=True) | Q(called_off_at__isnull=True),
            ),
        ]
