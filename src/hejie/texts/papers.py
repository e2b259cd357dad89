"""Codes of `hejie.papers`: what a credit report, a lender's file or a contract lacks, and what it lets one ask."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = (
    Code("credit_report_not_one", "fault"),
    Code("lender_file_not_one", "fault"),
    Code("lender_file_line_unreadable", "fault", ("line", "given")),
    Code("lender_file_parts_not_total", "finding", ("count", "given")),
    Code("lender_file_paid_more_than_owed", "finding", ("count", "given")),
)
