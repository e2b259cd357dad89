"""Writes of the talks: one function for each verb, and the parts from which an accepted offer becomes an agreement."""

from hejie_platform.negotiation.actions.accepting import AcceptParts, accept_parts
from hejie_platform.negotiation.actions.accounts import choose_loans, hand_in_account
from hejie_platform.negotiation.actions.asking import answer, ask, refuse, refuse_curable
from hejie_platform.negotiation.actions.chasing import chase
from hejie_platform.negotiation.actions.checking import (
    approve_act,
    return_act,
    sending,
    was_approved,
    withdraw_act,
)
from hejie_platform.negotiation.actions.claims import agree_facts, dispute_fact, restated, state_facts
from hejie_platform.negotiation.actions.offers import (
    DAYS_OPEN,
    closes_at,
    perform_offer,
    put_offer,
    reject_offer,
    withdraw_offer,
)
from hejie_platform.negotiation.actions.payments import dispute_payment, undispute_payment
from hejie_platform.negotiation.actions.planning import (
    bring_together,
    compute_plans,
    make_joint_plans,
    make_plans,
    making_id,
)
from hejie_platform.negotiation.actions.talking import message

__all__ = [
    "DAYS_OPEN",
    "AcceptParts",
    "accept_parts",
    "agree_facts",
    "answer",
    "approve_act",
    "ask",
    "bring_together",
    "chase",
    "choose_loans",
    "closes_at",
    "compute_plans",
    "dispute_fact",
    "dispute_payment",
    "hand_in_account",
    "make_joint_plans",
    "make_plans",
    "making_id",
    "message",
    "perform_offer",
    "put_offer",
    "refuse",
    "refuse_curable",
    "reject_offer",
    "restated",
    "return_act",
    "sending",
    "state_facts",
    "undispute_payment",
    "was_approved",
    "withdraw_act",
    "withdraw_offer",
]
