"""What was agreed, who signed it, and how it is kept."""

from hejie_platform.agreements.models.agreement import (
    Agreement,
    Obligation,
    Payment,
    Signature,
    StepNote,
    Variation,
)
from hejie_platform.agreements.models.keeping import (
    BudgetReview,
    ClosingAnswer,
    ClosingReview,
    FollowUp,
    LifeEvent,
    PaymentRow,
    PaymentSheet,
    ReminderChoice,
)
from hejie_platform.agreements.models.papers import ClearanceLetter, Enforceability, PaperSignature, Tie

__all__ = [
    "Agreement",
    "BudgetReview",
    "ClearanceLetter",
    "ClosingAnswer",
    "ClosingReview",
    "Enforceability",
    "FollowUp",
    "LifeEvent",
    "Obligation",
    "PaperSignature",
    "Payment",
    "PaymentRow",
    "PaymentSheet",
    "ReminderChoice",
    "Signature",
    "StepNote",
    "Tie",
    "Variation",
]
