"""Published figures with every lender's card in them, what a lender says against its card, lawful orders, and policies tried
on past cases.

A publication is figures as they were on the day it was prepared, small cells already gone: what was not kept cannot leak.
Until its lenders had time to object it is shown to nobody but them and the desk.
"""

from django.db import models
from django.db.models import F, Q

from hejie_platform.cases.models import Case
from hejie_platform.core import fields, ids
from hejie_platform.people.models import Organisation, User


class Publication(models.Model):
    """The figures of a period: prepared, shown to the lenders, then published. Periods never overlap.

    Two overlapping periods would give away by their difference what each keeps back.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    from_day = models.DateField(unique=True)
    until_day = models.DateField()
    figures = models.JSONField()  # facts.report.Report.as_json
    digest = models.CharField(max_length=64)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    objections_until = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(name="publication_days", condition=Q(until_day__gte=F("from_day"))),
            models.CheckConstraint(
                name="publication_after_objections",
                condition=Q(published_at__isnull=True) | Q(published_at__gte=F("objections_until")),
            ),
        ]


class Correction(models.Model):
    """What a lender says is wrong with its card before it is published, and what the supervisor answered."""

    OUTCOMES = ("stands", "corrected")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="corrections")
    lender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    words = fields.EncryptedTextField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, blank=True, choices=[(one, one) for one in OUTCOMES])
    answer = fields.EncryptedTextField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="correction_one_open",
                fields=["publication", "lender"],
                condition=Q(answered_at__isnull=True),
            ),
            models.CheckConstraint(
                name="correction_answered", condition=Q(answered_at__isnull=True) | ~Q(outcome="")
            ),
        ]


class LawfulOrder(models.Model):
    """An order that opens the course of one named case to an authority: who ordered it, how far, until when."""

    SCOPES = ("course", "course_and_access")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    number = models.CharField(max_length=80)  # of the order, as its paper has it
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=20, choices=[(one, one) for one in SCOPES])
    from_day = models.DateField()
    until_day = models.DateField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="order_once", fields=["authority", "number", "case"]),
            models.CheckConstraint(name="order_days", condition=Q(until_day__gte=F("from_day"))),
        ]


class PolicyTrial(models.Model):
    """A policy tried on the lender's past cases: how far the worker is, then sums in which no case can be recognised."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    lender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="policy_trials")
    mapping = fields.EncryptedJSONField()  # the three tables of the policy, its private part included
    digest = models.CharField(max_length=64)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="policytrial_one_runs", fields=["lender"], condition=Q(finished_at__isnull=True)
            )
        ]
