"""A creditor without a desk here: letters to it, and what its staff said. Neither binds anybody by itself."""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models.rows import Negotiation
from hejie_platform.core import fields, ids
from hejie_platform.core.models import StoredFile
from hejie_platform.people.models import User


class OutsideLetter(models.Model):
    """A letter to the creditor as it was written: `said` is frozen, the print is drawn from it each time."""

    KINDS = ("invitation", "reminder", "counter", "agreement")
    WAYS = ("post", "mail", "counter")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20)
    said = fields.EncryptedJSONField()
    hash = models.CharField(max_length=64)  # of `said`
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sent_on = models.DateField(null=True)
    sent_way = models.CharField(max_length=10, blank=True)
    sent_proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outsideletter_sent",
                condition=Q(sent_on__isnull=True, sent_way="") | (Q(sent_on__isnull=False) & ~Q(sent_way="")),
            )
        ]


class SpokenPromise(models.Model):
    """What somebody of the creditor's staff promised, as it was noted. It binds nobody until it is an offer or a paper."""

    WAYS = ("phone", "counter", "mail", "message")

    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="spoken_promises")
    said_by = fields.EncryptedTextField()
    said_on = models.DateField()
    way = models.CharField(max_length=10)
    words = fields.EncryptedTextField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
