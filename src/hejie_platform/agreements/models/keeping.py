"""Beside the duties of a running agreement: a lender's sheet of payments, pauses that the agreement itself grants, calls
after the effect, looks at the budget, and what both sides say at the end.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.agreements.models.agreement import Agreement, Obligation, Payment
from hejie_platform.core import fields, ids
from hejie_platform.core.models import StoredFile
from hejie_platform.people.models import Organisation, User


class PaymentSheet(models.Model):
    """A file in which a lender tells payments of many agreements. Nothing of it counts before it is confirmed."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    lender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)


class PaymentRow(models.Model):
    """One line of a sheet: what it says, what it was matched with, and whether it was booked."""

    OUTCOMES = (
        "matched",
        "partly",
        "ahead",
        "unmatched",
        "duplicate",
        "bad",
        "set_aside",
        "failed",
        "booked",
    )

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    sheet = models.ForeignKey(PaymentSheet, on_delete=models.PROTECT, related_name="rows")
    lender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    line = models.PositiveIntegerField()  # of the file, counted from 1; the head is line 1
    given = fields.EncryptedTextField()  # the line as it stands in the file
    reference = models.CharField(max_length=64, blank=True)  # the lender's own number of the payment
    paid_on = models.DateField(null=True)
    amount_minor = models.BigIntegerField(null=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=[(one, one) for one in OUTCOMES])
    faults = models.JSONField(default=list)  # [[field, code, facts]]
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, related_name="+")
    booked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="payment_row_line", fields=["sheet", "line"]),
            models.UniqueConstraint(
                name="payment_row_booked_once",
                fields=["lender", "reference"],
                condition=Q(booked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="payment_row_booked",
                condition=Q(booked_at__isnull=True, payment__isnull=True)
                | Q(booked_at__isnull=False, payment__isnull=False, outcome="booked"),
            ),
        ]


class LifeEvent(models.Model):
    """A pause that the signed clause on changes of life grants: which instalments moved, from which day to which."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="life_events")
    cause = models.CharField(max_length=30)
    paused = models.PositiveSmallIntegerField()  # instalments
    moved = models.JSONField()  # [[number, old day, new day]]
    words = fields.EncryptedTextField()
    proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="life_event_pauses", condition=Q(paused__gt=0))]


class FollowUp(models.Model):
    """A call after the agreement took effect (回访): due on a day, made by a person, with how things stand."""

    OUTCOMES = ("kept", "at_risk", "needs_help", "not_reached")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="follow_ups")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    outcome = models.CharField(max_length=12, blank=True, choices=[(one, one) for one in OUTCOMES])
    words = fields.EncryptedTextField()
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="follow_up_number", fields=["agreement", "number"]),
            models.CheckConstraint(name="follow_up_done", condition=Q(done_at__isnull=True) | ~Q(outcome="")),
        ]


class BudgetReview(models.Model):
    """What the borrower answered when the budget was looked at again. It is the borrower's own."""

    CHANGES = ("same", "less", "more")

    obligation = models.OneToOneField(
        Obligation, on_delete=models.PROTECT, primary_key=True, related_name="review"
    )
    change = models.CharField(max_length=10, choices=[(one, one) for one in CHANGES])
    words = fields.EncryptedTextField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()


class ClosingReview(models.Model):
    """What one side says at the end, for itself: what worked, what was hard, what it takes with it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="closing_reviews")
    side = models.CharField(max_length=10)
    worked = models.JSONField(default=list)
    hard = models.JSONField(default=list)
    again = models.CharField(max_length=10)
    words = fields.EncryptedTextField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="closing_review_once", fields=["agreement", "side"])]


class ClosingAnswer(models.Model):
    """The same answers without words, names or case: what statistics count."""

    side = models.CharField(max_length=10)
    month = models.DateField()  # the first of the month in which it was given
    worked = models.JSONField(default=list)
    hard = models.JSONField(default=list)
    again = models.CharField(max_length=10)
    ended = models.CharField(max_length=20)  # the reason with which the agreement ended


class ReminderChoice(models.Model):
    """How many days before a payment this person wants to be reminded."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, primary_key=True, related_name="+")
    days = models.JSONField(default=list)
