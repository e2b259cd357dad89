"""Codes of an application: why an upload, an answer or a decision is refused, and what is still missing."""

from hejie.texts.codes import Code

_PAPERS = (
    Code("paper_empty", "fault"),
    Code("paper_too_large", "fault", ("most_mb",)),
    Code("paper_wrong_kind", "fault", ("kind",)),
    Code("paper_statement_kind", "fault", ("kind",)),
    Code("paper_picture_broken", "fault"),
    Code("paper_picture_too_large", "fault", ("most_megapixels",)),
    Code("paper_pdf_broken", "fault"),
    Code("paper_pdf_locked", "fault"),
    Code("paper_pdf_active", "fault"),
    Code("paper_reading_stopped", "fault"),
    Code("paper_reading_busy", "fault"),
    Code("guideline_within", "fault"),
    Code("guideline_unknown", "fault"),
    Code("guideline_needs_words", "fault"),
    Code("hardship_line_needs_note", "fault", ("count",)),
    Code("paper_by_eye", "note"),
    Code("paper_already_here", "fault"),
    Code("papers_too_many", "fault", ("most",)),
    Code("paper_not_locked", "fault"),
    Code("paper_read_already", "fault"),
    Code("paper_sorted_already", "fault"),
    Code("rows_too_many", "fault", ("most",)),
    Code("row_set_by_reviewer", "fault"),
    Code("forecast_not_told", "fault"),
    Code("savings_both_or_neither", "fault"),
    Code("savings_outside", "fault", ("most_minor",)),
    Code("row_not_corrected", "fault"),
    Code("columns_not_asked", "fault"),
    Code("columns_give_no_rows", "fault"),
)
# Reading a contract or a credit report, and saying yes to what was read.
_READING = (
    Code("reading_not_this_kind", "fault"),
    Code("reading_pictures_not_here", "fault"),
    Code("reading_not_running", "fault"),
    Code("reading_stopped", "fault"),
    Code("reading_saw_nothing", "fault"),
    Code("reading_not_there", "fault"),
    Code("reading_nothing_confirmed", "fault"),
    Code("reading_entry_answered", "fault"),
    Code("reading_entry_guarantee", "fault"),
    Code("paper_file_gone", "fault"),
    Code("paper_same_elsewhere", "finding"),
    Code("paper_same_rows_elsewhere", "finding"),
)
# Giving a lender the standard statement.
_HARDSHIP = (
    Code("hardship_not_for_this_lender", "fault"),
    Code("hardship_no_budget", "fault"),
    Code("hardship_until_unusual", "fault", ("earliest_on", "latest_on")),
    Code("hardship_ended_already", "fault"),
)
_ANSWERS = (
    Code("answer_not_on_list", "fault"),
    Code("answer_in_future", "fault", ("latest_on",)),
    Code("recovery_before_start", "fault", ("since_on",)),
    Code("maturity_before_contract", "fault", ("contract_on",)),
    Code("loans_too_many", "fault", ("most",)),
    Code("loan_creditor_abroad", "fault"),
    Code("country_unknown", "fault"),
    Code("consent_not_for_this_lender", "fault"),
    Code("consent_item_needed", "fault"),
    Code("consent_until_unusual", "fault", ("earliest_on", "latest_on")),
    Code("application_not_open", "fault"),
)
_DESK = (
    Code("classify_needs_reason", "fault"),
    Code("return_needs_items", "fault"),
    Code("admit_needs_lender_here", "fault"),
)

# What an application still lacks; the page links each to where it is filled in.
MISSING = (
    "missing_identity",
    "missing_cause",
    "missing_since",
    "missing_recovery",
    "missing_words",
    "missing_loan",
    "missing_consent",
    "missing_creditor",
    "missing_balance",
    "missing_password",
    "missing_budget",
    "missing_wish",
)
MISSING_PAPERS = (
    "missing_paper_wallet_statement",
    "missing_paper_bank_statement",
    "missing_paper_income_statement",
    "missing_paper_dismissal_or_registration",
    "missing_paper_medical_record",
    "missing_paper_medical_bill",
    "missing_paper_accident_report",
    "missing_paper_sales_statement",
    "missing_paper_tax_or_platform_statement",
    "missing_paper_disaster_certificate",
    "missing_paper_family_document",
    "missing_paper_contract",
    "missing_paper_repayment_record",
    "missing_paper_collection_notice",
    "missing_paper_credit_report",
    "missing_paper_other_paper",
)
_SUBJECTS = {
    "missing_consent": ("lender",),
    "missing_creditor": ("loan",),
    "missing_balance": ("loan",),
    "missing_password": ("paper",),
}
_DECLINES = (
    "decline_not_a_loan",
    "decline_not_the_borrower",
    "decline_same_case_runs",
    "decline_court_decided",
    "decline_no_lender_here",
    "decline_not_true",
)
_ROUTES = (
    "route_legal_help",
    "route_complaint",
    "route_representative",
    "route_existing_case",
    "route_enforcement_settlement",
    "route_lender_directly",
    "route_apply_again",
)

CODES: tuple[Code, ...] = (
    *_PAPERS,
    *_READING,
    *_HARDSHIP,
    *_ANSWERS,
    *_DESK,
    *(Code(name, "note", _SUBJECTS.get(name, ())) for name in (*MISSING, *MISSING_PAPERS)),
    *(Code(name, "reason") for name in (*_DECLINES, *_ROUTES)),
)
