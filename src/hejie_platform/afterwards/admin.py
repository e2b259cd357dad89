"""What remains after talks, in Django's admin: to be read, never changed; what is sealed stays sealed."""

from django.contrib import admin

from hejie_platform.afterwards.models import (
    AskAgain,
    ContactWord,
    CourtPack,
    FactSheet,
    OwnLine,
    OwnPayment,
    OwnPlan,
)
from hejie_platform.core.admin import ReadOnlyAdmin


@admin.register(OwnPlan)
class OwnPlanAdmin(ReadOnlyAdmin):
    list_display = ("ref", "case", "made_at", "months", "ended")


@admin.register(FactSheet)
class FactSheetAdmin(ReadOnlyAdmin):
    list_display = ("ref", "negotiation", "put_side", "put_at", "borrower_at", "lender_at", "closed_at")


@admin.register(CourtPack)
class CourtPackAdmin(ReadOnlyAdmin):
    list_display = ("ref", "negotiation", "side", "made_at", "index_hash")
    exclude = ("index",)


@admin.register(ContactWord)
class ContactWordAdmin(ReadOnlyAdmin):
    list_display = ("negotiation", "number", "role", "sent_at")
    exclude = ("words",)


for row in (OwnLine, OwnPayment, AskAgain):
    admin.site.register(row, ReadOnlyAdmin)
