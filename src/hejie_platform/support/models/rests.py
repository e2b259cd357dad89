"""A broken pause: something of the lender's that fell into the days on which collection, or interest, was to rest."""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Negotiation, Standstill
from hejie_platform.core import fields, ids
from hejie_platform.negotiation.models import Claim
from hejie_platform.people.models import User
from hejie_platform.support.models.contacts import ContactEntry


class BrokenRest(models.Model):
    """One event that broke a pause, raised by itself and once; the lender puts it right, or says why it is none.

    A contact is known by its entry, interest by the statement that shows it. What somebody noted is no proof.
    """

    KINDS = ("contact", "interest")
    ANSWERS = ("stopped", "reversed", "not_so")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="broken_rests")
    standstill = models.ForeignKey(Standstill, on_delete=models.PROTECT, related_name="broken")
    kind = models.CharField(max_length=10)
    contact = models.ForeignKey(
        ContactEntry, on_delete=models.PROTECT, null=True, related_name="broken_rests"
    )
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="broken_rests")
    on_day = models.DateField()
    amount_minor = models.BigIntegerField(null=True)  # of interest
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # by when it is to be put right
    version = models.PositiveIntegerField(default=0)
    answer = models.CharField(max_length=10, blank=True)
    words = fields.EncryptedTextField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="brokenrest_contact_once", fields=["contact"]),
            models.UniqueConstraint(name="brokenrest_claim_once", fields=["claim"]),
            models.CheckConstraint(
                name="brokenrest_one_event",
                condition=Q(kind="contact", contact__isnull=False, claim__isnull=True)
                | Q(kind="interest", contact__isnull=True, claim__isnull=False, amount_minor__gt=0),
            ),
            models.CheckConstraint(
                name="brokenrest_answer_whole",
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]
