"""Agreements in Django's admin: to be read, never changed. Keys, names in signatures and sealed words are left out."""

from django.contrib import admin

from hejie_platform.agreements.models import Agreement, Obligation, Payment, Signature, Variation
from hejie_platform.core.admin import ReadOnlyAdmin


@admin.register(Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    list_display = ("ref", "state", "reason", "created_at", "sign_by", "effective_at")
    list_filter = ("state",)
    exclude = ("terms",)


@admin.register(Signature)
class SignatureAdmin(ReadOnlyAdmin):
    list_display = ("agreement", "place", "side", "role", "provider", "signed_at")
    exclude = ("sealed_key", "signature", "certificate")


@admin.register(Obligation)
class ObligationAdmin(ReadOnlyAdmin):
    list_display = ("ref", "agreement", "number", "side", "code", "state", "due_on")
    list_filter = ("state", "side")


@admin.register(Payment)
class PaymentAdmin(ReadOnlyAdmin):
    list_display = (
        "ref",
        "agreement",
        "amount_minor",
        "paid_on",
        "confirmed_at",
        "contested_at",
        "reversed_at",
    )


@admin.register(Variation)
class VariationAdmin(ReadOnlyAdmin):
    list_display = ("agreement", "side", "cause", "asked_at", "ended")
    exclude = ("words",)
