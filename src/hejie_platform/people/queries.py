"""Reads about people: which roles someone holds today, and whether their identity is proven."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from hejie_platform.people.documents import RESIDENT_ID as RESIDENT_ID
from hejie_platform.people.documents import kind_in as kind_in
from hejie_platform.people.models import IdentityProof, Membership, Organisation, User


def memberships_on(user: User, day: date) -> QuerySet[Membership]:
    """The memberships in force on `day`, with their organisations."""
    in_force = Q(from_day__lte=day) & (Q(until_day__isnull=True) | Q(until_day__gte=day))
    return Membership.objects.filter(in_force, user=user).select_related("organisation").order_by("id")


@dataclass(frozen=True, slots=True)
class Office:
    """A role that somebody has in an organisation of this kind."""

    role: str
    organisation_id: UUID
    kind: str


def offices_on(user: User, day: date) -> tuple[Office, ...]:
    """Every office of a person on a day, in one query."""
    rows = memberships_on(user, day)
    return tuple(Office(*row) for row in rows.values_list("role", "organisation_id", "organisation__kind"))


def roles_on(user: User, day: date) -> frozenset[str]:
    """Every staff role held on `day`, in any organisation."""
    return frozenset(memberships_on(user, day).values_list("role", flat=True))


def is_identity_proven(user: User, day: date) -> bool:
    """Whether an identity proof is in force on `day`."""
    return IdentityProof.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=day), user=user, state="proven"
    ).exists()


def identity_state(user: User, day: date) -> str:
    """none, pending, proven, failed or expired, as the person is told on `day`."""
    if is_identity_proven(user, day):
        return "proven"
    latest = latest_proof(user)
    if latest is None:
        return "none"
    return "expired" if latest.state == "proven" else latest.state


def latest_proof(user: User) -> IdentityProof | None:
    """The newest attempt, whatever came of it."""
    return IdentityProof.objects.filter(user=user).order_by("-offered_at", "-id").first()


def proven_identity(user: User, day: date) -> IdentityProof | None:
    """The proof in force on `day`, the newest first."""
    proofs = IdentityProof.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=day), user=user, state="proven"
    )
    return proofs.order_by("-decided_at").first()


def has_second_factor(user: User) -> bool:
    """Whether an authenticator app guards this account. It is a lock, never an electronic signature."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def works_here(user: User, day: date) -> bool:
    """Whether somebody sees other people's data on `day`: by a membership in force, or through the admin pages."""
    return bool(user.is_staff or memberships_on(user, day).exists())


def user_by_phone(phone: str) -> User | None:
    """The account of a phone number in international form."""
    return User.objects.filter(phone=phone).first()


def name_of(organisation: Organisation) -> str:
    """What an organisation is called in the language of the page."""
    return organisation.name_zh if (get_language() or "zh").startswith("zh") else organisation.name_en


def members_on(organisation: Organisation, day: date, roles: Collection[str]) -> QuerySet[Membership]:
    """Who holds one of these roles in the organisation on `day`, with their accounts."""
    in_force = Q(from_day__lte=day) & (Q(until_day__isnull=True) | Q(until_day__gte=day))
    rows = Membership.objects.filter(
        in_force, organisation=organisation, role__in=roles, user__is_active=True
    )
    return rows.select_related("user").order_by("id")


def proofs_waiting() -> QuerySet[IdentityProof]:
    """Papers that a reviewer has to look at, the longest waiting first."""
    return (
        IdentityProof.objects.filter(state="pending", method="papers")
        .select_related("user")
        .order_by("offered_at", "id")
    )


def is_number_elsewhere(proof: IdentityProof) -> bool:
    """Whether another account has proven the same number: something for a person to look at."""
    same = IdentityProof.objects.filter(id_number_hash=proof.id_number_hash, state="proven")
    return same.exclude(user=proof.user).exists()


def user_by_ref(ref: str) -> User | None:
    """The account of this reference, if it may be used."""
    return User.objects.filter(ref=ref, is_active=True).first()


def organisation_by_ref(ref: str) -> Organisation | None:
    """The organisation of this reference."""
    return Organisation.objects.filter(ref=ref).first()
