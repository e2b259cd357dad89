"""What a credit report, a lender's file or a contract lacks, and what it lets one ask."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "credit_report_not_one": _(
        "This is not the short form of a personal credit report. Please send the PDF that the credit centre sent you."
    ),
    "lender_file_not_one": _(
        "This is neither a repayment plan nor a list of repayments that we know. Please check the column names."
    ),
    "lender_file_line_unreadable": _(
        "Line {line} cannot be read (“{given}”). Please correct it and send the file again."
    ),
    "lender_file_parts_not_total": _(
        "In {count} repayments the parts do not add up to the total, first in {given}."
    ),
    "lender_file_paid_more_than_owed": _(
        "In {count} repayments more was taken for an item than was owed in it, first in {given}."
    ),
}
