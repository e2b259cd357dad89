"""Papers about debts, read: credit reports, lenders' files, contracts; and what to bring for which hardship.

    report = papers.credit_report(data)
    report.loans[0].creditor_name, report.loans[0].balance_minor, report.unread

What is read is a suggestion with the sentence it stands on. What was not understood is listed and never guessed.
"""

from hejie.papers.credit_report import Arrears, ClaimedLoan, CreditReport, credit_report, total_owed
from hejie.papers.lender_file import (
    Difference,
    LenderFile,
    PlannedInstalment,
    Repayment,
    lender_file,
    replayed,
)

__all__ = [
    "Arrears",
    "ClaimedLoan",
    "CreditReport",
    "Difference",
    "LenderFile",
    "PlannedInstalment",
    "Repayment",
    "credit_report",
    "lender_file",
    "replayed",
    "total_owed",
]
