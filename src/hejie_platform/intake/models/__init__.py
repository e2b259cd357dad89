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

__all__ = [
    "BudgetAnswer",
    "Change",
    "ClaimedLoan",
    "Classification",
    "Consent",
    "EvidenceItem",
    "Review",
    "Story",
    "Wish",
]
