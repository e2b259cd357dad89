"""What a borrower tells and hands in: the story, the loans as they know them, papers, budget, wish, consents.

Every answer is stored as it is given. "I don't know" is an answer of its own (`unknown` lists the fields), a
blank never erases. What a person wrote in words is sealed; what the engine needs stands in typed columns.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import fields, ids, law
from hejie_platform.core.models import StoredFile
from hejie_platform.people.models import Organisation, User


class Story(models.Model):
    """Why the borrower cannot pay as agreed, since when, and when they hope to."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="story")
    cause = models.CharField(max_length=30, blank=True)
    cause_list = models.CharField(
        max_length=20, blank=True
    )  # the version of the list that the cause was chosen from
    since_on = models.DateField(null=True)
    recovery_on = models.DateField(null=True)
    words = fields.EncryptedTextField()
    unknown = models.JSONField(default=list)
    household_adults = models.PositiveSmallIntegerField(null=True)
    household_children = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="story_recovery_after_start",
                condition=Q(recovery_on__isnull=True)
                | Q(since_on__isnull=True)
                | Q(recovery_on__gte=models.F("since_on")),
            )
        ]


class ClaimedLoan(models.Model):
    """One loan as the borrower knows it. `creditor` is the contract's lender; others may hold or collect it now."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="loans")
    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, null=True, related_name="loans")
    app_name = models.CharField(max_length=60, blank=True)
    creditor = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    creditor_name = models.CharField(max_length=120, blank=True)  # as told, when not one of ours
    guarantor_name = fields.EncryptedTextField()
    holder_name = models.CharField(max_length=120, blank=True)  # who owns the debt now, if it was sold
    collector_name = models.CharField(max_length=120, blank=True)
    contract_number = fields.EncryptedTextField()
    purpose = models.CharField(max_length=20, blank=True)  # consumption | business
    method = models.CharField(max_length=20, blank=True)
    currency = models.CharField(max_length=3, default=law.currency)
    principal_minor = models.BigIntegerField(null=True)
    balance_minor = models.BigIntegerField(null=True)
    annual_rate = models.CharField(max_length=20, blank=True)  # exact decimal text, 0.18 for 18 %
    instalment_minor = models.BigIntegerField(null=True)
    instalments = models.PositiveSmallIntegerField(null=True)
    contract_on = models.DateField(null=True)
    matures_on = models.DateField(null=True)
    overdue_since = models.DateField(null=True)
    unknown = models.JSONField(default=list)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="claimedloan_not_negative",
                condition=(Q(principal_minor__isnull=True) | Q(principal_minor__gte=0))
                & (Q(balance_minor__isnull=True) | Q(balance_minor__gte=0)),
            )
        ]


class EvidenceItem(models.Model):
    """One paper handed in: who filed it, when, what was understood of it."""

    # stored, not_read: for a person to look at. needs_*: the borrower is asked for a password, or what columns mean.
    # waiting, reading: in the worker's hands. refused, stopped: not taken, and the bytes are gone.
    STATES = (
        *("stored", "needs_password", "needs_columns", "read", "not_read"),
        *("waiting", "reading", "refused", "stopped"),
    )

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    loan = models.ForeignKey(ClaimedLoan, on_delete=models.PROTECT, null=True, related_name="papers")
    kind = models.CharField(max_length=30)  # wallet_statement, contract, income_proof, ... of the checklist
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = fields.EncryptedTextField()  # the file's name as the borrower had it
    filed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    # by which the same file, or the same rows, are recognised in another case; nothing is learned without our key
    mark = fields.HashField(blank=True)
    rows_mark = fields.HashField(blank=True)
    state = models.CharField(max_length=20, default="stored")
    source = models.CharField(max_length=40, blank=True)  # the reader that understood it
    reading = fields.EncryptedJSONField(null=True)  # canonical rows and totals
    notes = models.JSONField(default=list)  # codes and facts of faults and observations
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidenceitem_state",
                condition=Q(
                    state__in=(
                        *("stored", "needs_password", "needs_columns", "read", "not_read"),
                        *("waiting", "reading", "refused", "stopped"),
                    )
                ),
            )
        ]


class BudgetAnswer(models.Model):
    """One monthly amount that the borrower gave, by the code of its budget line, or left to what the statements say."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="budget_answers")
    code = models.CharField(max_length=40)
    amount_minor = models.BigIntegerField(null=True)  # null: as the statements say, or not known
    note = fields.EncryptedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="budgetanswer_once", fields=["case", "code"]),
            models.CheckConstraint(
                name="budgetanswer_not_negative",
                condition=Q(amount_minor__isnull=True) | Q(amount_minor__gte=0),
            ),
        ]


class Savings(models.Model):
    """Money that the household has at hand, and how much of it it needs to keep. For the household alone: of it a creditor
    reads nothing but the sum at once that a plan asks for."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="savings")
    at_hand_minor = models.BigIntegerField()
    kept_minor = models.BigIntegerField()
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="savings_not_negative", condition=Q(at_hand_minor__gte=0) & Q(kept_minor__gte=0)
            )
        ]

    @property
    def spare_minor(self) -> int:
        """What the household can do without."""
        return max(self.at_hand_minor - self.kept_minor, 0)


class Wish(models.Model):
    """The plan the borrower would like. It stands beside the lender's position and decides nothing."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="wish")
    monthly_minor = models.BigIntegerField(null=True)
    instalments = models.PositiveSmallIntegerField(null=True)
    first_due_on = models.DateField(null=True)
    wants_penalty_waived = models.BooleanField(null=True)
    wants_lower_rate = models.BooleanField(null=True)
    wants_higher_limit = models.BooleanField(null=True)
    words = fields.EncryptedTextField()
    unknown = models.JSONField(default=list)


class Consent(models.Model):
    """One sheet: who may receive which items, why, until when. Withdrawable."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    giver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=30)
    items = models.JSONField()
    sheet_version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    until_day = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="consent_one_in_force",
                fields=["case", "recipient"],
                condition=Q(withdrawn_at__isnull=True),
            )
        ]


class Change(models.Model):
    """Something changed for the borrower while the talks run, told to the sides they chose."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="changes")
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    kind = models.CharField(max_length=30)  # of the list in facts/causes.toml
    since_on = models.DateField(null=True)
    words = fields.EncryptedTextField()
    income_minor = models.BigIntegerField(
        null=True
    )  # of the household each month from now on, where it is told
    income_before_minor = models.BigIntegerField(null=True)  # as the budget had it on that day
    asks_reassessment = models.BooleanField(default=False)  # it moved by more than the share of the list
    shown_to = models.ManyToManyField(Organisation, related_name="+")


class Classification(models.Model):
    """How the desk classes a case: the cause and the track that choose the checklist. The newest counts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="classifications")
    cause = models.CharField(max_length=30)
    track = models.CharField(max_length=20)  # contract | ability | information
    list_version = models.CharField(max_length=20)
    reason = fields.EncryptedTextField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="classification_track", condition=Q(track__in=("contract", "ability", "information"))
            )
        ]


class Review(models.Model):
    """One decision of a reviewer on a submitted case: what was confirmed, what is missing and how to cure it."""

    DECISIONS = ("admitted", "returned", "declined")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    decision = models.CharField(max_length=10)
    parties_confirmed = models.BooleanField(default=False)
    content_confirmed = models.BooleanField(default=False)
    # codes of items, each with its cure; a locked paper is named by the name that its owner gave it
    missing = fields.EncryptedJSONField(default=list)
    reason = models.CharField(max_length=40, blank=True)
    words = fields.EncryptedTextField()
