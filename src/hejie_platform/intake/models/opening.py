"""How somebody is invited into a case: a lender's opening, one by one or by file; a representative; a guarantor.

A code is never stored: its keyed hash is, and the code itself follows from the row's id under our key. Who holds a copy
of the database can open no invitation. Contact, name, the lender's words of the loan and of the reason are sealed.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Authority, Case, Party
from hejie_platform.core import fields, ids
from hejie_platform.core.models import StoredFile
from hejie_platform.intake.models.application import ClaimedLoan
from hejie_platform.people.models import Organisation, User


class OpeningFile(models.Model):
    """A lender's file of loans to open cases for: read, shown, confirmed, then opened row by row.

    `taken` rows of the valid ones are done; whoever goes on after a crash begins there, and a row that was done is not
    done again.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    lender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    name = fields.EncryptedTextField()
    rows = fields.EncryptedJSONField(default=list)  # the valid rows, each with its line
    faults = fields.EncryptedJSONField(default=list)  # line, field, code and facts of what cannot be taken
    valid = models.PositiveIntegerField()
    bad = models.PositiveIntegerField()
    sends = models.BooleanField(default=False)  # whether each borrower is written to at once
    confirmed_at = models.DateTimeField(null=True)
    taken = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)  # rows whose loan had been invited before
    done_at = models.DateTimeField(null=True)


class Invitation(models.Model):
    """One person's way into one case, by a code that is used once and runs out. The newest of a loan is current."""

    ROLES = ("borrower", "representative", "guarantor")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=20)
    lender = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    file = models.ForeignKey(OpeningFile, on_delete=models.PROTECT, null=True, related_name="invitations")
    contact = fields.EncryptedTextField()  # a phone number in international form, or an e-mail address
    contact_hash = fields.HashField(blank=True)
    name = fields.EncryptedTextField()  # as the inviter has it
    loan = fields.EncryptedJSONField(default=dict)  # the lender's words of its own loan
    words = fields.EncryptedTextField()  # why
    contract_hash = fields.HashField(blank=True)
    code_hash = fields.HashField(unique=True, db_index=False)
    until = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(null=True)
    joined_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    declined_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # taken back, or replaced by a newer one
    claimed = models.ForeignKey(ClaimedLoan, on_delete=models.PROTECT, null=True, related_name="+")
    loans = models.ManyToManyField(ClaimedLoan, related_name="+")  # those that a guarantor is asked about

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_role", condition=Q(role__in=("borrower", "representative", "guarantor"))
            ),
            models.UniqueConstraint(
                name="invitation_one_for_a_contract",
                fields=["lender", "contract_hash"],
                condition=Q(ended_at__isnull=True) & ~Q(contract_hash=""),
            ),
        ]


class Mandate(models.Model):
    """A representative named for a case, with the paper that says so: joined by the representative, judged by the desk."""

    KINDS = ("guardian", "relative", "lawyer", "other")
    SCOPES = ("general", "talks")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mandates")
    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, null=True, related_name="mandate")
    kind = models.CharField(max_length=10)
    scope = models.CharField(max_length=20)
    until_day = models.DateField()
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    agent = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="mandates")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=10, blank=True)  # accepted | returned | withdrawn
    words = fields.EncryptedTextField()
    authority = models.OneToOneField(Authority, on_delete=models.PROTECT, null=True, related_name="mandate")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mandate_decided_once", condition=Q(decision="") ^ Q(decided_at__isnull=False)
            )
        ]


class Guarantee(models.Model):
    """A loan that a guarantor of the case stands for: what they may see and sign is what concerns it."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="guarantees")
    loan = models.ForeignKey(ClaimedLoan, on_delete=models.PROTECT, related_name="guarantees")
    consented_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="guarantee_once", fields=["party", "loan"])]
