"""Applications in Django's admin: to be read, never changed; what a person wrote or handed in stays sealed."""

from django.contrib import admin

from hejie_platform.core.admin import ReadOnlyAdmin
from hejie_platform.intake.models import (
    BudgetAnswer,
    Change,
    ClaimedLoan,
    Classification,
    ColumnAnswer,
    Consent,
    CreditRequest,
    EvidenceItem,
    ForecastChoice,
    Guarantee,
    HardshipFile,
    Invitation,
    LineNote,
    Mandate,
    OpeningFile,
    PageLook,
    PaperReading,
    Review,
    RowChange,
    SalesForecast,
    Savings,
    Story,
    Wish,
)


@admin.register(Story)
class StoryAdmin(ReadOnlyAdmin):
    list_display = ("case_id", "cause", "cause_list", "since_on", "recovery_on")
    exclude = ("words",)


@admin.register(ClaimedLoan)
class ClaimedLoanAdmin(ReadOnlyAdmin):
    list_display = ("ref", "case_id", "creditor", "balance_minor", "removed_at")
    list_select_related = ("creditor",)
    exclude = ("guarantor_name", "contract_number")


@admin.register(EvidenceItem)
class EvidenceItemAdmin(ReadOnlyAdmin):
    list_display = ("ref", "case_id", "kind", "state", "source", "filed_at", "removed_at")
    list_filter = ("kind", "state")
    exclude = ("name", "reading", "file")


@admin.register(BudgetAnswer)
class BudgetAnswerAdmin(ReadOnlyAdmin):
    list_display = ("case_id", "code", "amount_minor")
    exclude = ("note",)


@admin.register(Wish)
class WishAdmin(ReadOnlyAdmin):
    list_display = ("case_id", "monthly_minor", "instalments", "first_due_on")
    exclude = ("words",)


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    list_display = ("ref", "case_id", "recipient", "sheet_version", "given_at", "until_day", "withdrawn_at")
    list_select_related = ("recipient",)


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ("case_id", "decision", "reviewer", "decided_at", "reason")
    list_select_related = ("reviewer",)
    exclude = ("words",)


@admin.register(Classification)
class ClassificationAdmin(ReadOnlyAdmin):
    list_display = ("case_id", "cause", "track", "list_version", "made_at")
    exclude = ("reason",)


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ("case_id", "kind", "since_on", "told_at")
    exclude = ("words",)


@admin.register(CreditRequest)
class CreditRequestAdmin(ReadOnlyAdmin):
    list_display = ("ref", "case_id", "kind", "amount_minor", "asked_at", "answered_at", "answer")
    list_filter = ("kind", "answer")
    exclude = ("words", "answer_words")


@admin.register(OpeningFile)
class OpeningFileAdmin(ReadOnlyAdmin):
    list_display = (
        "ref",
        "lender",
        "made_at",
        "valid",
        "bad",
        "confirmed_at",
        "taken",
        "opened",
        "known",
        "done_at",
    )
    list_select_related = ("lender",)
    exclude = ("name", "rows", "faults")


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = (
        "ref",
        "case_id",
        "role",
        "made_at",
        "until",
        "sent_at",
        "opened_at",
        "joined_at",
        "ended_at",
    )
    list_filter = ("role",)
    exclude = ("contact", "contact_hash", "name", "loan", "words", "contract_hash", "code_hash")


@admin.register(Mandate)
class MandateAdmin(ReadOnlyAdmin):
    list_display = ("ref", "case_id", "kind", "scope", "until_day", "named_at", "decision", "decided_at")
    list_filter = ("kind", "decision")
    exclude = ("words", "paper")


@admin.register(Guarantee)
class GuaranteeAdmin(ReadOnlyAdmin):
    list_display = ("party_id", "loan_id", "consented_at")


@admin.register(ColumnAnswer)
class ColumnAnswerAdmin(ReadOnlyAdmin):
    list_display = ("shape", "sign", "told_at")
    exclude = ("columns",)


@admin.register(RowChange)
class RowChangeAdmin(ReadOnlyAdmin):
    list_display = ("case_id", "key", "category", "side", "made_at", "undone_at")
    list_filter = ("side",)
    exclude = ("reason",)


@admin.register(LineNote)
class LineNoteAdmin(ReadOnlyAdmin):
    list_display = ("case", "group", "pack", "said_at", "asked_at")
    exclude = ("words", "question")


@admin.register(SalesForecast)
class SalesForecastAdmin(ReadOnlyAdmin):
    list_display = ("case_id", "told_at")
    exclude = ("words",)


@admin.register(Savings)
class SavingsAdmin(ReadOnlyAdmin):
    list_display = ("case_id", "told_at")
    exclude = ("at_hand_minor", "kept_minor")


@admin.register(ForecastChoice)
class ForecastChoiceAdmin(ReadOnlyAdmin):
    list_display = ("case_id", "taken", "made_at")
    list_filter = ("taken",)
    exclude = ("words",)


@admin.register(PaperReading)
class PaperReadingAdmin(ReadOnlyAdmin):
    list_display = ("paper_id", "kind", "way", "state", "pages", "done", "why", "asked_at", "ended_at")
    list_filter = ("kind", "state")
    exclude = ("found", "answers")


@admin.register(PageLook)
class PageLookAdmin(ReadOnlyAdmin):
    list_display = ("reading_id", "number", "turn", "why")
    exclude = ("seen",)


@admin.register(HardshipFile)
class HardshipFileAdmin(ReadOnlyAdmin):
    list_display = ("ref", "case_id", "recipient", "purpose", "given_at", "until_day", "withdrawn_at")
    list_select_related = ("recipient",)
    exclude = ("content",)
