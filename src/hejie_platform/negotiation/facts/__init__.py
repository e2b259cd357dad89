"""Rows of the talks -> values of the engine, and back."""

from hejie_platform.negotiation.facts.asks import ASKS, CURES, Ask
from hejie_platform.negotiation.facts.claims import (
    Contract,
    buckets_of,
    claim_hash,
    contracts_from_json,
    contracts_to_json,
    is_agreed,
    payments,
    start_of,
    statement,
    taken_as_paid,
    terms_of,
)
from hejie_platform.negotiation.facts.household import Usual, usual_of
from hejie_platform.negotiation.facts.loans import loan_facts
from hejie_platform.negotiation.facts.means import Means, means_of
from hejie_platform.negotiation.facts.offers import log_of, package_of, views_of
from hejie_platform.negotiation.facts.payments import (
    HOWS,
    LACKING,
    NOT_MADE,
    OTHERWISE,
    Paid,
    begins,
    keyed,
    paid_of,
)
from hejie_platform.negotiation.facts.words import open_words, seal_words

__all__ = [
    "ASKS",
    "CURES",
    "HOWS",
    "LACKING",
    "NOT_MADE",
    "OTHERWISE",
    "Ask",
    "Contract",
    "Means",
    "Paid",
    "Usual",
    "begins",
    "buckets_of",
    "claim_hash",
    "contracts_from_json",
    "contracts_to_json",
    "is_agreed",
    "keyed",
    "loan_facts",
    "log_of",
    "means_of",
    "open_words",
    "package_of",
    "paid_of",
    "payments",
    "seal_words",
    "start_of",
    "statement",
    "taken_as_paid",
    "terms_of",
    "usual_of",
    "views_of",
]
