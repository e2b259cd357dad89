"""Reads about people: which roles someone holds today, and whether their identity is proven."""

from datetime import date

from django.db.models import Q, QuerySet

from hejie_platform.people.models import IdentityProof, Membership, User


def memberships_on(user: User, day: date) -> QuerySet[Membership]:
    """The memberships in force on `day`, with their organisations."""
    in_force = Q(from_day__lte=day) & (Q(until_day__isnull=True) | Q(until_day__gte=day))
    return Membership.objects.filter(in_force, user=user).select_related("organisation").order_by("id")


def roles_on(user: User, day: date) -> frozenset[str]:
    """Every staff role held on `day`, in any organisation."""
    return frozenset(memberships_on(user, day).values_list("role", flat=True))


def is_identity_proven(user: User, day: date) -> bool:
    """Whether an identity proof is in force on `day`."""
    return IdentityProof.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=day), user=user, state="proven"
    ).exists()


def proven_identity(user: User, day: date) -> IdentityProof | None:
    """The proof in force on `day`, the newest first."""
    proofs = IdentityProof.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=day), user=user, state="proven"
    )
    return proofs.order_by("-decided_at").first()
