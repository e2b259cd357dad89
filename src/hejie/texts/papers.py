"""Codes of `hejie.papers`: what a credit report, a lender's file or a contract lacks, and what it lets one ask."""

from hejie.texts.codes import Code

_FILES = (
    Code("credit_report_not_one", "fault"),
    Code("lender_file_not_one", "fault"),
    Code("lender_file_line_unreadable", "fault", ("line", "column", "given")),
    Code("lender_file_parts_not_total", "finding", ("count", "given")),
    Code("lender_file_paid_more_than_owed", "finding", ("count", "given")),
)
# Clauses of a contract that deserve a question, and what its X-ray shows.
_CONTRACT = (
    Code("contract_ask_deducted", "finding"),
    Code("contract_ask_service_fee", "finding"),
    Code("contract_ask_insurance", "finding"),
    Code("contract_ask_early_fee", "finding"),
    Code("contract_ask_acceleration", "finding"),
    Code("contract_ask_compound", "finding"),
    Code("contract_ask_rate_change", "finding"),
    Code("contract_ask_contacts", "finding"),
    Code("contract_ask_court", "finding"),
    Code("contract_ask_stacked_penalty", "finding"),
    Code("contract_costs_more_than_stated", "finding", ("stated_rate", "actual_rate", "cost_minor")),
    Code("contract_paid_out_less", "finding", ("fee_minor",)),
    Code("contract_lender_unknown", "finding"),
)
# How to get each kind of paper.
_HOW = tuple(
    Code(f"how_paper_{paper}", "note")
    for paper in (
        "wallet_statement",
        "bank_statement",
        "income_statement",
        "dismissal_or_registration",
        "medical_record",
        "medical_bill",
        "accident_report",
        "sales_statement",
        "tax_or_platform_statement",
        "disaster_certificate",
        "family_document",
        "contract",
        "repayment_record",
        "collection_notice",
        "credit_report",
        "other_paper",
    )
)

CODES: tuple[Code, ...] = _FILES + _CONTRACT + _HOW
