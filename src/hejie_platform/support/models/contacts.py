"""Contacts of collectors as either side notes them, reports of improper collection, and suspicious messages.

A ContactEntry is a note, not a proof: it says who noted it. What is found about entries is computed when they are read;
a report keeps what was found when it was sent, with the law pack that found it. An entry that was reported stays; one
that was not may be taken back by its writer.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import fields, ids
from hejie_platform.core.models import StoredFile
from hejie_platform.people.models import User
from hejie_platform.support.models.complaints import Complaint


class ContactEntry(models.Model):
    """One call, message or visit: when, through what, who they said they were, what was said."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contacts")
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, null=True, related_name="contacts")
    side = models.CharField(max_length=10)  # borrower | lender: who noted it
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    at = models.DateTimeField()
    channel = models.CharField(max_length=10)
    reached = models.CharField(max_length=10, default="debtor")
    was_answered = models.BooleanField(default=True)
    hour_was_agreed = models.BooleanField(default=False)
    conduct = models.JSONField(default=list)
    number = fields.EncryptedTextField()
    said_to_be = fields.EncryptedTextField()
    words = fields.EncryptedTextField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = fields.EncryptedTextField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="contactentry_side", condition=Q(side__in=("borrower", "lender"))),
            models.CheckConstraint(name="contactentry_not_ahead", condition=Q(at__lte=models.F("noted_at"))),
        ]
        indexes = [models.Index(name="contactentry_newest", fields=["case", "-at"])]


class CollectionReport(models.Model):
    """Entries put to the lender as improper collection, with the day its answer is due."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    version = models.PositiveIntegerField(default=0)
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="collection_reports")
    entries = models.ManyToManyField(ContactEntry, related_name="reports")
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    words = fields.EncryptedTextField()
    found = fields.EncryptedJSONField(
        default=list
    )  # what was found about the entries when they were reported
    law_version = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    is_provisional = models.BooleanField(default=False)
    late_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=20, blank=True)
    answer = fields.EncryptedTextField()
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="collectionreport_answer_whole",
                condition=Q(answered_at__isnull=True, outcome="")
                | (Q(answered_at__isnull=False) & ~Q(outcome="")),
            )
        ]


class Suspicion(models.Model):
    """Somebody, known or not, reports a message, call or person that says it is from us."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    reporter = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    code = models.CharField(max_length=40, blank=True)  # the code that was on it
    channel = models.CharField(max_length=10)
    number = fields.EncryptedTextField()
    words = fields.EncryptedTextField()
    reach = fields.EncryptedTextField()  # how to reach the reporter, if they say
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    looked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    looked_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, blank=True)  # ours | not_ours | unclear
    note = fields.EncryptedTextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="suspicion_verdict", condition=Q(verdict__in=("", "ours", "not_ours", "unclear"))
            )
        ]


class OwnPhrase(models.Model):
    """The words by which a person knows that a message is ours. Nobody else is shown them."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="own_phrase")
    phrase = fields.EncryptedTextField()
    set_at = models.DateTimeField()
