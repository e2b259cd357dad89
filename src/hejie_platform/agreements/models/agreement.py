"""What was agreed, who signed it, and whether each side keeps it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Case, Negotiation, Stepped, known_state
from hejie_platform.core import clock, fields, ids
from hejie_platform.core.models import StoredFile
from hejie_platform.ledger.models import Entry
from hejie_platform.negotiation.models import Offer
from hejie_platform.people.models import IdentityProof, User


class Agreement(Stepped):
    """Frozen terms, the documents that show them, and where their signing and keeping stand."""

    MACHINE = "agreement"

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="agreements")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="agreements")
    predecessor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="successors")
    tie = models.ForeignKey("agreements.Tie", on_delete=models.PROTECT, null=True, related_name="agreements")
    terms = models.TextField()  # canonical JSON, byte for byte what terms_hash covers
    terms_hash = models.CharField(max_length=64)
    base_pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signed_pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    side_in_cure = models.CharField(max_length=10, blank=True)
    sign_by = models.DateTimeField()
    effective_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            known_state("agreement"),
            models.UniqueConstraint(
                name="agreement_one_in_signing", fields=["negotiation"], condition=Q(state="signing")
            ),
        ]

    @property
    def the_negotiation(self) -> Negotiation:
        return self.negotiation

    @property
    def the_case(self) -> Case:
        return self.negotiation.case


class Signature(models.Model):
    """One signer's detached signature over the hashes of the frozen terms and the base PDF."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    signer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20)
    side = models.CharField(max_length=10)
    place = models.PositiveSmallIntegerField()  # of the signature in the document, counted from 1
    terms_hash = models.CharField(max_length=64)
    pdf_hash = models.CharField(max_length=64)
    signature = models.BinaryField()
    certificate = models.BinaryField()  # DER
    sealed_key = fields.EncryptedTextField(
        null=True
    )  # PEM; destroyed when the document carries the signature
    provider = models.CharField(max_length=20)
    risks_acknowledged = models.JSONField(default=list)
    identity = models.ForeignKey(IdentityProof, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="signature_once", fields=["agreement", "signer", "role"]),
            models.UniqueConstraint(name="signature_place", fields=["agreement", "place"]),
        ]


class Obligation(Stepped):
    """A dated duty of either side; an instalment is one kind."""

    MACHINE = "obligation"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="obligations")
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=10)
    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    due_on = models.DateField(null=True)  # null: due when its condition comes, e.g. the last payment
    amount_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, default="CNY")

    class Meta:
        constraints = [
            known_state("obligation"),
            models.UniqueConstraint(name="obligation_number", fields=["agreement", "number"]),
            models.CheckConstraint(
                name="obligation_amount", condition=Q(amount_minor__isnull=True) | Q(amount_minor__gt=0)
            ),
        ]

    @property
    def the_negotiation(self) -> Negotiation:
        return self.agreement.negotiation

    @property
    def the_case(self) -> Case:
        return self.agreement.negotiation.case

    @property
    def clock_ends(self) -> Mapping[str, datetime]:
        """The end of its day: a duty that is open again, because what was told did not come, still has it."""
        return {"duty_due": clock.end_of(self.due_on)} if self.due_on else {}


class Payment(models.Model):
    """Money that one side says was paid, and what the other says of it."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="payments")
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, null=True, related_name="payments")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    paid_on = models.DateField()
    channel = models.CharField(max_length=30, blank=True)
    claimed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField()
    proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    contested_at = models.DateTimeField(null=True)
    contest_reason = models.CharField(max_length=40, blank=True)
    reversed_at = models.DateTimeField(null=True)  # it was confirmed and yet did not stay
    ahead = models.CharField(max_length=10, blank=True)  # of what came too much: "" not chosen | keep | back

    class Meta:
        constraints = [
            models.CheckConstraint(name="payment_positive", condition=Q(amount_minor__gt=0)),
            models.CheckConstraint(
                name="payment_one_answer",
                condition=Q(confirmed_at__isnull=True) | Q(contested_at__isnull=True),
            ),
        ]


class Variation(models.Model):
    """One side's wish to change an agreement that runs. While it is open, the instalments it covers are no breach."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="variations")
    side = models.CharField(max_length=10)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    cause = models.CharField(max_length=30)
    covers = models.JSONField(default=list)  # numbers of instalments
    words = fields.EncryptedTextField()
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=10, blank=True)  # declined | withdrawn | agreed

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="variation_one_open", fields=["agreement"], condition=Q(ended_at__isnull=True)
            )
        ]


class StepNote(models.Model):
    """What a person wrote or attached when they took a step; the entry itself holds codes alone."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="note")
    words = fields.EncryptedTextField()
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
