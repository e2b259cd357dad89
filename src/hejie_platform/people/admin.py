"""Accounts, proofs and memberships in the admin: to look at, never to touch."""

from django.contrib import admin

from hejie_platform.core.admin import ReadOnlyAdmin
from hejie_platform.people.models import IdentityProof, Membership, Organisation, User


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    fields = ("ref", "phone_verified", "language", "is_active", "is_staff", "created_at", "last_login")
    list_display = ("ref", "is_active", "is_staff", "created_at")
    list_filter = ("is_active", "is_staff")
    search_fields = ("ref",)
    ordering = ("-created_at",)


@admin.register(IdentityProof)
class IdentityProofAdmin(ReadOnlyAdmin):
    """No name, number or photo: whoever decides opens the review page, and that look is written down."""

    fields = ("ref", "method", "state", "outcome", "offered_at", "decided_at", "valid_until")
    list_display = ("ref", "method", "state", "offered_at", "decided_at")
    list_filter = ("state", "method")
    ordering = ("-offered_at",)


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    list_display = ("ref", "name_en", "name_zh", "kind", "lender_type", "channel")
    list_filter = ("kind", "channel")
    ordering = ("name_en",)


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ("user", "organisation", "role", "from_day", "until_day")
    list_filter = ("role",)
    list_select_related = ("user", "organisation")
    ordering = ("-from_day",)
