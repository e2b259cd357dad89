"""Reads of the talks: figures, offers, plans, messages, whose turn it is, and the lender's queue."""

from hejie_platform.negotiation.facts import ASKS, Contract, Means
from hejie_platform.negotiation.facts.tone import calmer
from hejie_platform.negotiation.queries.certificates import certificate_of, certificates_of_claim
from hejie_platform.negotiation.queries.desk import FILTERS, QueueRow, counts, part_of_desk, queue
from hejie_platform.negotiation.queries.plans import PRIVATE, PlanView, Proposed, plans_for
from hejie_platform.negotiation.queries.talks import (
    ChangeSince,
    Talks,
    borrower_name,
    changes_since,
    contracts,
    ends,
    household_means,
    latest_claim,
    lengths,
    loans_here,
    owed,
    said_in_room,
    statement_of,
    talks,
    voids,
)
from hejie_platform.negotiation.queries.trial import Grounds, Trial, grounds, is_within, plain_package, trial
from hejie_platform.negotiation.queries.turns import Turn, desk_turn, turn

__all__ = [
    "ASKS",
    "FILTERS",
    "PRIVATE",
    "ChangeSince",
    "Contract",
    "Grounds",
    "Means",
    "PlanView",
    "Proposed",
    "QueueRow",
    "Talks",
    "Trial",
    "Turn",
    "borrower_name",
    "calmer",
    "certificate_of",
    "certificates_of_claim",
    "changes_since",
    "contracts",
    "counts",
    "desk_turn",
    "ends",
    "grounds",
    "household_means",
    "is_within",
    "latest_claim",
    "lengths",
    "loans_here",
    "owed",
    "part_of_desk",
    "plain_package",
    "plans_for",
    "queue",
    "said_in_room",
    "statement_of",
    "talks",
    "trial",
    "turn",
    "voids",
]
