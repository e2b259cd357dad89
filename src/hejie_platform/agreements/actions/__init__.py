"""Writes about agreements, and the one door for every plain step of every machine."""

from hejie_platform.agreements.actions.accept_offer import accept_offer
from hejie_platform.agreements.actions.dated import grant_standstill, invite, start_again, transfer
from hejie_platform.agreements.actions.documents import destroy_keys, draw_document, seal_document
from hejie_platform.agreements.actions.mediating import appoint, ask_mediation
from hejie_platform.agreements.actions.payments import (
    claim_payment,
    confirm_payment,
    receive_payment,
    reverse_payment,
)
from hejie_platform.agreements.actions.plain import take_plain_step
from hejie_platform.agreements.actions.running import (
    announce_payoff,
    ask_variation,
    claim_duty,
    end_after_breach,
    say_breach,
)
from hejie_platform.agreements.actions.sign import Brought, sign

__all__ = [
    "Brought",
    "accept_offer",
    "announce_payoff",
    "appoint",
    "ask_mediation",
    "ask_variation",
    "claim_duty",
    "claim_payment",
    "confirm_payment",
    "destroy_keys",
    "draw_document",
    "end_after_breach",
    "grant_standstill",
    "invite",
    "receive_payment",
    "reverse_payment",
    "say_breach",
    "seal_document",
    "sign",
    "start_again",
    "take_plain_step",
    "transfer",
]
