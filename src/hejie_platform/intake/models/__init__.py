"""Rows of the intake: an application and what the desk decided; how somebody is invited into a case."""

from hejie_platform.intake.models.application import (
    BudgetAnswer,
    Change,
    ClaimedLoan,
    Classification,
    Consent,
    EvidenceItem,
    Review,
    Story,
    Wish,
)
from hejie_platform.intake.models.credit import CreditRequest
from hejie_platform.intake.models.opening import Guarantee, Invitation, Mandate, OpeningFile

__all__ = [
    "BudgetAnswer",
    "Change",
    "ClaimedLoan",
    "Classification",
    "Consent",
    "CreditRequest",
    "EvidenceItem",
    "Guarantee",
    "Invitation",
    "Mandate",
    "OpeningFile",
    "Review",
    "Story",
    "Wish",
]
