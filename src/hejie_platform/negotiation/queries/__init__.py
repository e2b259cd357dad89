"""Reads of the talks: figures, offers, plans, messages, whose turn it is, and the lender's queue."""

from hejie_platform.negotiation.queries.desk import FILTERS, QueueRow, counts, queue
from hejie_platform.negotiation.queries.plans import PlanView, Proposed, plans_for
from hejie_platform.negotiation.queries.talks import (
    ChangeSince,
    Note,
    Talks,
    borrower_name,
    changes_since,
    claim_notes,
    ends,
    household_means,
    latest_claim,
    said_in_room,
    talks,
    voids,
)
from hejie_platform.negotiation.queries.trial import Trial, trial
from hejie_platform.negotiation.queries.turns import Turn, turn

__all__ = [
    "FILTERS",
    "ChangeSince",
    "Note",
    "PlanView",
    "Proposed",
    "QueueRow",
    "Talks",
    "Trial",
    "Turn",
    "borrower_name",
    "changes_since",
    "claim_notes",
    "counts",
    "ends",
    "household_means",
    "latest_claim",
    "plans_for",
    "queue",
    "said_in_room",
    "talks",
    "trial",
    "turn",
    "voids",
]
