"""Writes about agreements, and the one door for every plain step of every machine."""

from hejie_platform.agreements.actions.accept_offer import accept_offer
from hejie_platform.agreements.actions.assigning import assign_case
from hejie_platform.agreements.actions.clearing import issue_letter, seal_letter
from hejie_platform.agreements.actions.courts import CourtCase, end_proceeding, record_proceeding
from hejie_platform.agreements.actions.dated import grant_standstill, start_again
from hejie_platform.agreements.actions.documents import destroy_keys, draw_document, seal_document
from hejie_platform.agreements.actions.enforcing import record_enforceability
from hejie_platform.agreements.actions.equal import treat_equally
from hejie_platform.agreements.actions.follow_ups import note_call, plan_calls, tell_due
from hejie_platform.agreements.actions.holders import change_creditor, transfer
from hejie_platform.agreements.actions.life_events import use_life_clause
from hejie_platform.agreements.actions.on_paper import OnPaper, correct_scan, record_signature
from hejie_platform.agreements.actions.payments import (
    claim_payment,
    confirm_payment,
    receive_payment,
    reverse_payment,
)
from hejie_platform.agreements.actions.plain import take_plain_step
from hejie_platform.agreements.actions.proofs import prove_payment
from hejie_platform.agreements.actions.reconciling import (
    book,
    confirm_sheet,
    match_row,
    retry_row,
    set_row_aside,
    upload_sheet,
)
from hejie_platform.agreements.actions.reminding import set_reminder_days
from hejie_platform.agreements.actions.reviews import OVER, answer_review, give_closing_review
from hejie_platform.agreements.actions.running import (
    announce_payoff,
    claim_duty,
    end_after_breach,
    say_breach,
    settle_early,
)
from hejie_platform.agreements.actions.sign import Brought, sign
from hejie_platform.agreements.actions.surplus import choose_surplus, return_surplus
from hejie_platform.agreements.actions.tying import take_effect, tie_agreements, untie_agreements
from hejie_platform.agreements.actions.varying import ask_variation, renew_figures

__all__ = [
    "OVER",
    "Brought",
    "CourtCase",
    "OnPaper",
    "accept_offer",
    "announce_payoff",
    "answer_review",
    "ask_variation",
    "assign_case",
    "book",
    "change_creditor",
    "choose_surplus",
    "claim_duty",
    "claim_payment",
    "confirm_payment",
    "confirm_sheet",
    "correct_scan",
    "destroy_keys",
    "draw_document",
    "end_after_breach",
    "end_proceeding",
    "give_closing_review",
    "grant_standstill",
    "issue_letter",
    "match_row",
    "note_call",
    "plan_calls",
    "prove_payment",
    "receive_payment",
    "record_enforceability",
    "record_proceeding",
    "record_signature",
    "renew_figures",
    "retry_row",
    "return_surplus",
    "reverse_payment",
    "say_breach",
    "seal_document",
    "seal_letter",
    "set_reminder_days",
    "set_row_aside",
    "settle_early",
    "sign",
    "start_again",
    "take_effect",
    "take_plain_step",
    "tell_due",
    "tie_agreements",
    "transfer",
    "treat_equally",
    "untie_agreements",
    "upload_sheet",
    "use_life_clause",
]
