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

__all__ = [
    "Agreement",
    "BudgetReview",
    "ClosingAnswer",
    "ClosingReview",
    "FollowUp",
    "LifeEvent",
    "Obligation",
    "Payment",
    "PaymentRow",
    "PaymentSheet",
    "ReminderChoice",
    "Signature",
    "StepNote",
    "Variation",
]
