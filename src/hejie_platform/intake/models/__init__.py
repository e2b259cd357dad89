"""Rows of the intake: an application and what the desk decided; how somebody is invited into a case."""

from hejie_platform.intake.models.application import (
    BudgetAnswer,
    Change,
    ClaimedLoan,
    Classification,
    Consent,
    EvidenceItem,
    Review,
    Savings,
    Story,
    Wish,
)
from hejie_platform.intake.models.credit import CreditRequest
from hejie_platform.intake.models.looked import HardshipFile, PageLook, PaperReading
from hejie_platform.intake.models.opening import Guarantee, Invitation, Mandate, OpeningFile
from hejie_platform.intake.models.reading import (
    ColumnAnswer,
    ForecastChoice,
    LineNote,
    RowChange,
    SalesForecast,
)

__all__ = [
    "BudgetAnswer",
    "Change",
    "ClaimedLoan",
    "Classification",
    "ColumnAnswer",
    "Consent",
    "CreditRequest",
    "EvidenceItem",
    "ForecastChoice",
    "Guarantee",
    "HardshipFile",
    "Invitation",
    "LineNote",
    "Mandate",
    "OpeningFile",
    "PageLook",
    "PaperReading",
    "Review",
    "RowChange",
    "SalesForecast",
    "Savings",
    "Story",
    "Wish",
]
