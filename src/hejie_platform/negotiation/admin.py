"""Talks in Django's admin: to be read, never changed; what is sealed stays sealed."""

from django.contrib import admin

from hejie_platform.core.admin import ReadOnlyAdmin
from hejie_platform.negotiation.models import (
    Claim,
    LenderAccount,
    Message,
    Offer,
    PaymentDispute,
    PlanSet,
    Request,
    Room,
)


@admin.register(Offer)
class OfferAdmin(ReadOnlyAdmin):
    list_display = ("ref", "negotiation", "number", "side", "state", "put_at")
    exclude = ("words",)


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    list_display = ("ref", "negotiation", "number", "as_of", "borrower_agreed_at")


@admin.register(Request)
class RequestAdmin(ReadOnlyAdmin):
    list_display = ("negotiation", "kind", "refusal_code", "made_at", "answered_at")
    exclude = ("words",)


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ("room", "seq", "role", "sent_at")
    exclude = ("body",)


@admin.register(LenderAccount)
class LenderAccountAdmin(ReadOnlyAdmin):
    list_display = ("ref", "negotiation", "plan_rows", "repayment_rows", "bad_rows", "handed_in_at")
    exclude = ("read", "loans")


@admin.register(PaymentDispute)
class PaymentDisputeAdmin(ReadOnlyAdmin):
    list_display = ("ref", "negotiation", "how", "said_at", "taken_back_at")


admin.site.register(Room, ReadOnlyAdmin)
admin.site.register(PlanSet, ReadOnlyAdmin)
