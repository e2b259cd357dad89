"""Papers around an agreement: what makes it enforceable, the letter at its end, and what ties agreements together."""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import fields, ids
from hejie_platform.core.models import StoredFile
from hejie_platform.people.models import User


class Tie(models.Model):
    """Agreements of one household that take effect together: `needed` of them, at the latest on `until_day`.

    Each lender reads in its own agreement how many others it waits for, and never which.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ties")
    negotiations = models.ManyToManyField(Negotiation, related_name="ties")
    needed = models.PositiveSmallIntegerField()
    until_day = models.DateField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="tie_one_open", fields=["case"], condition=Q(ended_at__isnull=True)),
            models.CheckConstraint(name="tie_of_several", condition=Q(needed__gte=2)),
        ]


class Enforceability(models.Model):
    """What makes an agreement enforceable: a court's confirmation, a notary's deed, another paper of a court."""

    KINDS = ("court_confirmation", "notary", "court_paper")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    agreement = models.ForeignKey(
        "agreements.Agreement", on_delete=models.PROTECT, related_name="enforceabilities"
    )
    kind = models.CharField(max_length=20)
    number = fields.EncryptedTextField()  # of the ruling or deed
    on_day = models.DateField()
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="enforceability_kind",
                condition=Q(kind__in=("court_confirmation", "notary", "court_paper")),
            )
        ]


class PaperSignature(models.Model):
    """What shows a signature given on paper: who signed, on which day, the scan, the paper that says they may.

    A wrong scan is corrected by a newer row and stays as it was; the newest counts.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    signature = models.ForeignKey("agreements.Signature", on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveSmallIntegerField()  # counted from 1
    signed_by = fields.EncryptedTextField()
    signed_on = models.DateField()
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    why = fields.EncryptedTextField()  # of a correction; else empty
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="paper_signature_number", fields=["signature", "number"])]


class ClearanceLetter(models.Model):
    """The lender's letter that nothing is owed any more, by which its duty is claimed.

    Written and signed here, or the lender's own paper. Anybody who holds it asks by `code` whether it is genuine. After one
    that the borrower contested another may follow: the newest counts.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    code = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="letters")
    obligation = models.ForeignKey("agreements.Obligation", on_delete=models.PROTECT, related_name="letters")
    terms = models.TextField()  # canonical JSON of what the letter says
    terms_hash = models.CharField(max_length=64)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    own_paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    base_pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signed_pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signature = models.BinaryField(null=True)
    certificate = models.BinaryField(null=True)  # DER
    sealed_key = fields.EncryptedTextField(null=True)  # PEM; destroyed when the letter carries the signature

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="clearance_letter_has_a_paper",
                condition=Q(own_paper__isnull=False) | Q(base_pdf__isnull=False),
            )
        ]
