"""Papers about debts, read: credit reports, lenders' files, contracts; and what to bring for which hardship.

    report = papers.credit_report(data)
    report.loans[0].creditor_name, report.loans[0].balance_minor, report.unread

What is read is a suggestion with the sentence it stands on. What was not understood is listed and never guessed.
"""

from hejie.papers.checklists import Need, Way, causes, checklist, still_needed, way
from hejie.papers.contract import Box, Clause, Contract, Suggestion, contract, contract_of
from hejie.papers.credit_report import (
    Arrears,
    ClaimedLoan,
    CreditReport,
    credit_report,
    credit_report_of,
    total_owed,
)
from hejie.papers.lender_file import (
    Difference,
    LenderFile,
    PlannedInstalment,
    Repayment,
    lender_file,
    of_loans,
    replayed,
)
from hejie.papers.sheets import Seen, Sheet
from hejie.papers.xray import Asked, XRay, xray, yearly

__all__ = [
    "Arrears",
    "Asked",
    "Box",
    "ClaimedLoan",
    "Clause",
    "Contract",
    "CreditReport",
    "Difference",
    "LenderFile",
    "Need",
    "PlannedInstalment",
    "Repayment",
    "Seen",
    "Sheet",
    "Suggestion",
    "Way",
    "XRay",
    "causes",
    "checklist",
    "contract",
    "contract_of",
    "credit_report",
    "credit_report_of",
    "lender_file",
    "of_loans",
    "replayed",
    "still_needed",
    "total_owed",
    "way",
    "xray",
    "yearly",
]
