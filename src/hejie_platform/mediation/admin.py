"""Rosters and choices in Django's admin: to be read, never changed. Sealed words are left out."""

from django.contrib import admin

from hejie_platform.core.admin import ReadOnlyAdmin
from hejie_platform.mediation.models import BodyTerms, Choice, Listing, Objection


@admin.register(Listing)
class ListingAdmin(ReadOnlyAdmin):
    list_display = ("ref", "body", "mediator", "registration_number", "verified_at", "ended_at")
    list_filter = ("body",)


@admin.register(BodyTerms)
class BodyTermsAdmin(ReadOnlyAdmin):
    list_display = ("body", "number", "kind", "fee_minor", "payer", "funded_by", "from_day")


@admin.register(Choice)
class ChoiceAdmin(ReadOnlyAdmin):
    list_display = ("appointment", "way", "determination")


@admin.register(Objection)
class ObjectionAdmin(ReadOnlyAdmin):
    list_display = ("ref", "mediation", "reason", "made_at", "decision", "decided_at")
    exclude = ("words", "answer", "made_by")
