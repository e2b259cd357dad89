"""A lender's hardship policy as dated versions: the published part in the open, the private part sealed."""

from django.db import models
from django.db.models import F, Q

from hejie_platform.core import fields, ids
from hejie_platform.people.models import Organisation, User


class PolicyVersion(models.Model):
    """One version of one lender's policy pack: the three tables of its file. Decisions cite its number.

    It is in force from the day it names, once a second person has published it, until a later one is.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    lender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="policies")
    number = models.PositiveIntegerField()
    header = models.JSONField()
    published = models.JSONField()
    private = fields.EncryptedJSONField()
    digest = models.CharField(max_length=64)
    from_day = models.DateField()
    until_day = models.DateField(null=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="policyversion_once", fields=["lender", "number"]),
            models.CheckConstraint(
                name="policyversion_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("written_by")),
            ),
            models.CheckConstraint(
                name="policyversion_published_by_someone",
                condition=Q(published_at__isnull=True, approved_by__isnull=True)
                | Q(published_at__isnull=False, approved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lender} {self.number}"
