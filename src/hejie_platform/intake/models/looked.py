"""What was read of a contract or a credit report, and what its owner said to each value; what a lender was given.

Nothing that was read counts before a person said yes to it: what was found and what was answered are two columns.
"""

from django.db import models
from django.db.models import Q

from hejie_platform.cases.models import Case
from hejie_platform.core import fields, ids
from hejie_platform.intake.models.application import EvidenceItem
from hejie_platform.people.models import Organisation, User


class PaperReading(models.Model):
    """The reading of one paper, begun by its owner. `job` names the run that may write here: a newer run ends an older."""

    KINDS = ("contract", "credit_report")
    STATES = ("waiting", "reading", "read", "failed", "cancelled")

    paper = models.OneToOneField(EvidenceItem, on_delete=models.PROTECT, related_name="read_as")
    kind = models.CharField(max_length=20)
    way = models.CharField(max_length=10)  # text | pictures
    state = models.CharField(max_length=10)
    job = models.UUIDField(default=ids.uuid7)
    pages = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveSmallIntegerField(default=0)
    left_out = models.PositiveSmallIntegerField(default=0)  # pages beyond the limit
    why = models.CharField(max_length=40, blank=True)  # a code, where nothing came of it
    found = fields.EncryptedJSONField(default=dict)
    answers = fields.EncryptedJSONField(default=dict)  # field or entry -> what its owner said
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="paperreading_kind", condition=Q(kind__in=("contract", "credit_report"))
            ),
            models.CheckConstraint(
                name="paperreading_state",
                condition=Q(state__in=("waiting", "reading", "read", "failed", "cancelled")),
            ),
        ]


class PageLook(models.Model):
    """One page of a paper in pictures: the letters that were seen on it, with their places. `why`: nothing was."""

    reading = models.ForeignKey(PaperReading, on_delete=models.PROTECT, related_name="looks")
    number = models.PositiveSmallIntegerField()
    turn = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=20, blank=True)
    seen = fields.EncryptedJSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(name="pagelook_once", fields=["reading", "number"])]


class HardshipFile(models.Model):
    """What one creditor was given of a household's money: the standard statement as it stood, for a purpose, until a day."""

    PURPOSES = ("judge_plan", "judge_standstill", "judge_waiver", "check_again")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hardship_files")
    recipient = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=30)
    items = models.JSONField()
    content = fields.EncryptedJSONField(default=dict)
    hash = models.CharField(max_length=64)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    until_day = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)
