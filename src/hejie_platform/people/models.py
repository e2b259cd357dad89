"""Who people are: accounts, proofs of identity, organisations, and which role one holds in them and when.

A person logs in by e-mail or phone. Nobody is anything by a flag on the account: a lender officer is someone
with a membership of that lender, in that role, on that day. The borrower's role comes from the case, not from here.
"""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q

from hejie_platform.core import fields, ids, law
from hejie_platform.core.models import StoredFile

STAFF_ROLES = (
    "officer",
    "checker",
    "mediator",
    "body_admin",
    "reviewer",
    "supervisor",
    "adviser",
    "complaint_handler",
    "operator",
    "regulator",
    "auditor",
)


class UserManager(BaseUserManager["User"]):
    """Makes accounts that log in by e-mail or phone; there is no user name."""

    def create_user(
        self, *, email: str | None = None, phone: str | None = None, password: str | None = None, **more: Any
    ) -> "User":
        if not email and not phone:
            raise ValueError("an account needs an e-mail address or a phone number")
        user = self.model(email=self.normalize_email(email) or None, phone=phone or None, **more)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, *, email: str, password: str, **more: Any) -> "User":
        return self.create_user(email=email, password=password, is_staff=True, is_superuser=True, **more)


class User(AbstractBaseUser, PermissionsMixin):
    """An account. The name is what the person asks to be called until an identity proof says their legal one."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    email = models.EmailField(unique=True, null=True, blank=True)
    phone = models.CharField(max_length=20, unique=True, null=True, blank=True)  # E.164
    phone_verified = models.BooleanField(default=False)
    name = fields.EncryptedTextField()
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)  # may open Django's read-only admin
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="user_reachable", condition=Q(email__isnull=False) | Q(phone__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class IdentityProof(models.Model):
    """One attempt to prove who someone is: by papers that a reviewer looks at, or by a provider."""

    METHODS = ("papers", "provider")
    STATES = ("pending", "proven", "failed", "expired")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identity_proofs")
    method = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default="pending")
    legal_name = fields.EncryptedTextField()
    id_kind = models.CharField(max_length=20, default="cn_resident_id")
    id_number = fields.EncryptedTextField()
    id_number_hash = fields.HashField()
    front = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    back = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.JSONField(default=dict)  # provider or reviewer codes; no personal text
    offered_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="identityproof_method", condition=Q(method__in=("papers", "provider"))
            ),
            models.CheckConstraint(
                name="identityproof_state", condition=Q(state__in=("pending", "proven", "failed", "expired"))
            ),
            models.UniqueConstraint(
                name="identityproof_one_pending", fields=["user"], condition=Q(state="pending")
            ),
        ]


class Organisation(models.Model):
    """A lender, a mediation body, the platform itself, a house of advisers, or an authority that looks on.

    `channel` is outside for a creditor that has no desk here.
    """

    KINDS = ("lender", "body", "platform", "advice", "authority")

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=ids.reference, editable=False)
    kind = models.CharField(max_length=10)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    lender_type = models.CharField(
        max_length=20, blank=True
    )  # bank, microloan, consumer_finance ... of the law pack
    channel = models.CharField(max_length=10, default="platform")
    country = models.CharField(max_length=10, default=law.home)  # whose law it lends or works under
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organisation_kind",
                condition=Q(kind__in=("lender", "body", "platform", "advice", "authority")),
            ),
            models.CheckConstraint(
                name="organisation_channel", condition=Q(channel__in=("platform", "outside"))
            ),
        ]

    def __str__(self) -> str:
        return self.name_en


class Membership(models.Model):
    """One person's role in one organisation, from a day until another (or open)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20)
    from_day = models.DateField()
    until_day = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="membership_role", condition=Q(role__in=STAFF_ROLES)),
            models.CheckConstraint(
                name="membership_days",
                condition=Q(until_day__isnull=True) | Q(until_day__gte=models.F("from_day")),
            ),
            models.UniqueConstraint(
                name="membership_once", fields=["user", "organisation", "role", "from_day"]
            ),
        ]
