"""Negotiation: the talks with one creditor about named loans.

A silent lender is escalated, never rewarded: no clock ends talks while the lender owes the answer. A silent borrower is
asked twice, the second time by a person, and may come back at any time with a successor that keeps every answer.
"""

from functools import partial
from typing import Final

from hejie.steps.roles import BORROWER, CLOCK, LENDER, PARTIES, SYSTEM
from hejie.steps.table import NONE, State, Step

_TALKS: Final = ("waiting", "asked", "talking")
_LIVE: Final = (*_TALKS, "agreed")
_row = partial(Step, machine="negotiation")

STATES: Final = (
    State(name="waiting", owner="lender"),
    State(name="asked", owner="borrower"),
    State(name="talking", owner="both"),
    State(name="agreed", owner="both", no_clock="no_clock_agreement_has_its_own"),
    State(name="ended", owner="none", no_clock="no_clock_nothing_due", is_terminal=True),
)

# A table is read row by row; one argument a line would hide the rows.
# fmt: off
STEPS: Final = (
    # Beginning
    _row(name="start", sources=(NONE,), to="waiting", roles=(SYSTEM,), needs=("one_live",), plain=False,
         effects=("tell_lender", "tell_borrower")),
    _row(name="start_again", sources=(NONE,), to="waiting", roles=PARTIES, needs=("one_live", "case_open"),
         legal_effect=True, plain=False, effects=("tell_lender", "tell_borrower")),
    # The lender's first answers
    _row(name="ask", sources=("waiting", "talking"), to="asked", roles=LENDER, needs=("cure",), plain=False,
         effects=("tell_borrower",), outside=True),
    _row(name="answer", sources=("asked",), to="waiting", roles=BORROWER, plain=False, effects=("tell_lender",)),
    _row(name="refuse_curable", sources=("waiting", "talking"), to="asked", roles=LENDER,
         needs=("refusal_code", "cure"), plain=False, effects=("tell_borrower",), then=("offer.void",),
         outside=True),
    _row(name="refuse", sources=("waiting", "talking"), to="ended", roles=LENDER, reasons=("refused",),
         needs=("refusal_code", "within_authority"), plain=False, effects=("tell_borrower", "offer_other_routes"),
         then=("offer.void", "mediation.end_refused"), outside=True),
    _row(name="talk", sources=("waiting", "asked"), to="talking", roles=(*LENDER, SYSTEM), effects=("tell_borrower",),
         outside=True),
    _row(name="extend", sources=("asked", "talking"), to=None, roles=(*LENDER, "supervisor"),
         clocks=("borrower_reply", "talks_limit"), stops=("borrower_last_reply",), effects=("tell_parties",),
         outside=True),
    # Facts, for these talks only; again while a change of the agreement is asked for
    _row(name="state_facts", sources=_LIVE, to=None, roles=(*LENDER, SYSTEM), needs=("figures_open",), plain=False,
         effects=("tell_borrower",), outside=True),
    _row(name="dispute_fact", sources=_LIVE, to=None, roles=PARTIES, needs=("figures_open",), plain=False,
         effects=("tell_parties", "task_disputed_fact"), outside=True),
    _row(name="undispute_payment", sources=_LIVE, to=None, roles=BORROWER, needs=("figures_open",), plain=False,
         effects=("tell_parties",)),
    _row(name="agree_facts", sources=("talking", "agreed"), to=None, roles=PARTIES,
         needs=("identity", "figures_open"), legal_effect=True, plain=False, effects=("tell_parties",), outside=True),
    # Speaking
    _row(name="message", sources=_LIVE, to=None, roles=(*BORROWER, "guarantor", *LENDER, "mediator"), plain=False,
         clocks=("talks_quiet",), effects=("tell_room",), under_hold=True, outside=True),
    # Agreement and falling back from it
    _row(name="agree", sources=("talking",), to="agreed", roles=(SYSTEM,), plain=False),
    _row(name="fall_back", sources=("agreed",), to="talking", roles=(SYSTEM,), needs=("no_standing_agreement",),
         plain=False, effects=("tell_parties",), then=("offer.void",)),
    # Ways out
    _row(name="withdraw", sources=_TALKS, to="ended", roles=(*BORROWER, SYSTEM), reasons=("withdrawn",),
         effects=("tell_lender",), then=("offer.void", "mediation.end_withdrawn"), under_hold=True),
    _row(name="give_up", sources=("talking",), to="ended", roles=PARTIES, reasons=("gap",),
         effects=("tell_parties", "offer_other_routes"), then=("offer.void", "mediation.end_gap"), outside=True),
    _row(name="unreachable", sources=_TALKS, to="ended", roles=("supervisor", "operator"), reasons=("unreachable",),
         needs=("contact_tried",), effects=("tell_parties", "offer_other_routes"),
         then=("offer.void", "mediation.end_unreachable")),
    _row(name="expire", sources=("asked", "talking"), to="ended", roles=(CLOCK, "supervisor"), reasons=("time",),
         needs=("clock_due", "contact_tried", "lender_answered"),
         effects=("tell_parties", "offer_other_routes"),
         then=("offer.void", "mediation.end_time"), adverse=True),
    _row(name="transfer", sources=_TALKS, to="ended", roles=(*LENDER, "operator"), reasons=("transferred",),
         needs=("proof",), plain=False, effects=("tell_borrower", "invite_new_creditor"),
         then=("offer.void", "mediation.end_no_party", "negotiation.start"), under_hold=True),
    _row(name="paid", sources=_LIVE, to="ended", roles=(*LENDER, SYSTEM), reasons=("paid",),
         needs=("no_standing_agreement",), effects=("tell_borrower",),
         then=("offer.void", "mediation.end_settled", "obligation.undertake"), under_hold=True, outside=True),
    _row(name="no_party", sources=_LIVE, to="ended", roles=("supervisor", "operator"), reasons=("no_party",),
         needs=("no_standing_agreement",), effects=("tell_parties",), then=("offer.void", "mediation.end_no_party"),
         under_hold=True),
    # The lender is silent
    _row(name="overdue", sources=("waiting",), to=None, roles=(CLOCK,), needs=("clock_due",), plain=False,
         clocks=("lender_last_reply",), effects=("escalate_lender", "escalate_supervisor", "tell_borrower")),
    # The borrower is silent: another channel and a person, before anything ends
    _row(name="remind_borrower", sources=("asked",), to=None, roles=(CLOCK,), needs=("clock_due",), plain=False,
         clocks=("borrower_last_reply",), effects=("tell_borrower_other_channel", "task_human_contact")),
    # Maker and checker: the act rests beside the talks until a second person has looked
    _row(name="approve_act", sources=_LIVE, to=None, roles=("checker",), audience="lender",
         needs=("act_pending", "another_person", "enough_authority"), stops=("checker_reply",),
         effects=("tell_maker",)),
    _row(name="return_act", sources=_LIVE, to=None, roles=("checker",), audience="lender",
         needs=("act_pending", "another_person"), stops=("checker_reply",), effects=("tell_maker",),
         under_hold=True),
    _row(name="withdraw_act", sources=_LIVE, to=None, roles=LENDER, audience="lender",
         needs=("act_pending", "same_person"), stops=("checker_reply",), under_hold=True),
    # Dated rows beside the state
    _row(name="grant_standstill", sources=_LIVE, to=None, roles=(*LENDER, SYSTEM), needs=("within_authority",),
         plain=False, effects=("tell_borrower", "tell_lender_system"), under_hold=True, outside=True),
    _row(name="end_standstill", sources=_LIVE, to=None, roles=(*LENDER, SYSTEM), needs=("standstill",), plain=False,
         effects=("tell_borrower", "tell_lender_system"), outside=True),
    _row(name="record_proceeding", sources=_LIVE, to=None, roles=(*PARTIES, "operator"), needs=("proof",),
         plain=False, effects=("tell_parties", "task_proceeding"), under_hold=True),
    _row(name="end_proceeding", sources=_LIVE, to=None, roles=(*PARTIES, "operator"), needs=("proceeding",),
         plain=False, effects=("tell_parties",), under_hold=True),
    _row(name="change_creditor", sources=("agreed",), to=None, roles=(*LENDER, "operator"), needs=("proof",),
         plain=False, effects=("tell_borrower", "tell_new_creditor"), under_hold=True),
)
# fmt: on
