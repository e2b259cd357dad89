"""A lender's hardship policy as dated versions, the published part in the open, the private part sealed; and the keys of
its own systems."""

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
    put_aside_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    put_aside_at = models.DateTimeField(null=True)
    put_aside_how = models.CharField(max_length=10, blank=True)  # returned by the checker, or withdrawn
    put_aside_words = models.TextField(blank=True)

    ASIDE = ("returned", "withdrawn")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="policyversion_once", fields=["lender", "number"]),
            models.CheckConstraint(
                name="policyversion_not_both",
                condition=Q(published_at__isnull=True) | Q(put_aside_at__isnull=True),
            ),
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


class PolicyDraft(models.Model):
    """What officers are writing, as they typed it, right or wrong: one open draft a lender.

    `typed` holds a text or a list of codes for each field by its path; `parts` holds for each part of the form how often
    it was saved and by whom, so that two people may write in two parts at once.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    lender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="policy_drafts")
    typed = fields.EncryptedJSONField()
    parts = models.JSONField(default=dict)
    based_on = models.CharField(max_length=40)  # the number of a version, or the name of an example
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    handed_in = models.OneToOneField(PolicyVersion, on_delete=models.PROTECT, null=True, related_name="draft")
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="policydraft_one_open",
                fields=["lender"],
                condition=Q(handed_in__isnull=True, dropped_at__isnull=True),
            ),
            models.CheckConstraint(
                name="policydraft_one_end", condition=Q(handed_in__isnull=True) | Q(dropped_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def writers(self) -> set[str]:
        """Everybody who typed in it."""
        return {str(self.begun_by_id), *(one for part in self.parts.values() for one in part["writers"])}


class ApiKey(models.Model):
    """What a lender's own system shows to be let in. It acts in the name of one officer, once a checker approved it."""

    SCOPES = ("read", "talks", "figures", "payments")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, editable=False)
    lender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="api_keys")
    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=80)
    scopes = models.JSONField()
    secret_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    expires_on = models.DateField()
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="apikey_two_people", condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("officer"))
            )
        ]

    def __str__(self) -> str:
        return self.ref


class ApiCall(models.Model):
    """One write that came through a key, under the caller's own name for it: sent again, it is the same act."""

    key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, related_name="calls")
    name = models.CharField(max_length=100)  # the Idempotency-Key
    digest = models.CharField(max_length=64)  # of method, address and body
    action = models.UUIDField(unique=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="apicall_once", fields=["key", "name"])]
