"""Reads of an application: what was told, what is missing, what the statements say, the desk's queue, what a lender sees."""

from hejie_platform.intake.queries.application import (
    Application,
    answers_of,
    application,
    lenders_here,
    open_draft_of,
)
from hejie_platform.intake.queries.desk import QueueRow, desk_case, queue
from hejie_platform.intake.queries.household import budget_of
from hejie_platform.intake.queries.missing import missing
from hejie_platform.intake.queries.shared import Shared, shared_with

__all__ = [
    "Application",
    "QueueRow",
    "Shared",
    "answers_of",
    "application",
    "budget_of",
    "desk_case",
    "lenders_here",
    "missing",
    "open_draft_of",
    "queue",
    "shared_with",
]
