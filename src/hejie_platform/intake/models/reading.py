"""What people know better than the machine that reads statements: which column is which, what a row means, and what a
business expects to sell."""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Case
from hejie_platform.core import fields, ids
from hejie_platform.people.models import User


class ColumnAnswer(models.Model):
    """What the columns of one shape of table mean, as one person said it. It serves for this person's files alone, so
    that nobody can turn round the columns of somebody else's bank."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    shape = models.CharField(max_length=16)
    columns = models.JSONField()  # column name to field
    sign = models.CharField(max_length=20)
    currency = models.CharField(max_length=3)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="columnanswer_once", fields=["person", "shape"]),
        ]


class RowChange(models.Model):
    """A row's category as the borrower or the reviewer corrected it. `key` names the row in every reading of its file;
    an undone change stays, and counts no more."""

    SIDES = ("borrower", "reviewer")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="row_changes")
    key = models.CharField(max_length=16)
    category = models.CharField(max_length=40)
    side = models.CharField(max_length=10)
    reason = fields.EncryptedTextField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="rowchange_side", condition=Q(side__in=("borrower", "reviewer"))),
            models.UniqueConstraint(
                name="rowchange_one_in_force",
                fields=["case", "key", "side"],
                condition=Q(undone_at__isnull=True),
            ),
        ]


class LineNote(models.Model):
    """Why a group of the budget's lines lies above its guideline, in the household's words, and what the desk asked about it.
    `pack` is the version of the guidelines that it answers."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="line_notes")
    group = models.CharField(max_length=40)
    pack = models.CharField(max_length=40)
    words = fields.EncryptedTextField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(null=True)
    question = fields.EncryptedTextField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="linenote_once", fields=["case", "group", "pack"])]


class SalesForecast(models.Model):
    """What a business expects to sell, month by month, with the papers that support it. It stands beside the measured
    budget and never in it."""

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="sales_forecast"
    )
    months = models.JSONField()  # [first day, low, expected, high], minor units
    papers = models.JSONField(default=list)  # references of papers of the case
    words = fields.EncryptedTextField()
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()


class ForecastChoice(models.Model):
    """Which of the three figures of a forecast plans take, as the desk decided it, and why. The last one counts, unless the
    forecast was told anew after it: then the low figures count again."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="forecast_choices")
    taken = models.CharField(max_length=8)
    words = fields.EncryptedTextField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="forecastchoice_taken", condition=Q(taken__in=("low", "expected", "high"))
            ),
        ]
