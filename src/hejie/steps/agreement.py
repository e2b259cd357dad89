"""Agreement: written terms, from the first signature to the last duty.

Unsigned it lapses and the talks go on; nobody is told who did not sign. A variation is a successor that is signed while
this one stays effective. Breach and failure are acts of a person on the injured side; no clock takes them.
"""

from functools import partial
from typing import Final

from hejie.steps.roles import BORROWER, CLOCK, PARTIES, SIGNERS, SYSTEM
from hejie.steps.table import NONE, State, Step

_RUNNING: Final = ("effective", "in_cure")
_NEUTRALS: Final = ("mediator", "body_admin")
_row = partial(Step, machine="agreement")

STATES: Final = (
    State(name="signing", owner="both"),
    State(name="effective", owner="both", no_clock="no_clock_duties_have_theirs"),
    State(name="in_cure", owner="owing_side"),
    State(name="ended", owner="none", no_clock="no_clock_nothing_due", is_terminal=True),
)

# A table is read row by row; one argument a line would hide the rows.
# fmt: off
STEPS: Final = (
    _row(name="draw_up", sources=(NONE,), to="signing", roles=(SYSTEM,), plain=False,
         effects=("draw_document", "tell_signers")),
    _row(name="sign", sources=("signing",), to=None, roles=(*SIGNERS, *_NEUTRALS),
         needs=("identity", "risks_read", "checks_pass", "within_authority"), legal_effect=True, plain=False,
         effects=("tell_parties",), then=("agreement.take_effect",), outside=True),
    _row(name="take_effect", sources=("signing",), to="effective", roles=(SYSTEM,),
         needs=("all_signed", "checks_pass"), plain=False,
         effects=("seal_document", "tell_parties", "tell_lender_system"),
         then=("agreement.vary", "obligation.undertake", "negotiation.grant_standstill", "mediation.end_settled")),
    # Not signed: back to the talks, and no word about who
    _row(name="refuse_to_sign", sources=("signing",), to="ended", roles=(*SIGNERS, *_NEUTRALS), audience="private",
         reasons=("lapsed",), effects=("tell_parties_unsigned",), then=("negotiation.fall_back", "offer.void"),
         under_hold=True, outside=True),
    _row(name="lapse", sources=("signing",), to="ended", roles=(CLOCK, "supervisor"), reasons=("lapsed",),
         needs=("clock_due",), effects=("tell_parties_unsigned",), then=("negotiation.fall_back", "offer.void"),
         adverse=True),
    # Breach, cure, failure: of either side, said by the other
    _row(name="breach", sources=("effective",), to="in_cure", roles=PARTIES,
         needs=("others", "breach_found", "no_open_variation"), plain=False,
         effects=("tell_parties", "task_human_contact"), outside=True),
    _row(name="cure", sources=("in_cure",), to="effective", roles=(*PARTIES, SYSTEM), needs=("others",),
         effects=("tell_parties",), under_hold=True, outside=True),
    _row(name="fail", sources=("in_cure",), to="ended", roles=PARTIES, reasons=("failed",),
         needs=("others", "cure_over", "contact_tried", "no_open_variation", "within_authority"), plain=False,
         effects=("tell_parties", "tell_lender_system", "offer_other_routes"),
         then=("negotiation.fall_back", "obligation.release"), outside=True),
    # Kept
    _row(name="complete", sources=_RUNNING, to="ended", roles=(SYSTEM,), reasons=("completed",),
         needs=("all_done",), plain=False, effects=("tell_parties", "tell_lender_system"),
         then=("negotiation.paid", "obligation.release", "obligation.undertake"), under_hold=True),
    _row(name="announce_payoff", sources=_RUNNING, to=None, roles=(*BORROWER, "guarantor"), legal_effect=True,
         plain=False, effects=("tell_lender",), under_hold=True),
    _row(name="pay_early", sources=_RUNNING, to="ended", roles=("officer", "checker", SYSTEM),
         reasons=("paid_early",), effects=("tell_parties", "tell_lender_system"),
         then=("obligation.release", "obligation.undertake", "negotiation.paid"), under_hold=True, outside=True),
    # Changed; a debtor who asks for more time acknowledges the debt (in China CN-LIM-02)
    _row(name="ask_variation", sources=_RUNNING, to=None, roles=PARTIES, needs=("no_open_variation",),
         legal_effect=True, plain=False,
         clocks=("variation_reply",), effects=("tell_other_side",), then=("negotiation.state_facts",), outside=True),
    _row(name="decline_variation", sources=_RUNNING, to=None, roles=PARTIES,
         needs=("open_variation", "others_variation"), stops=("variation_reply",), effects=("tell_other_side",),
         then=("offer.void",), outside=True),
    _row(name="withdraw_variation", sources=_RUNNING, to=None, roles=PARTIES,
         needs=("open_variation", "own_variation"), stops=("variation_reply",), effects=("tell_other_side",),
         then=("offer.void",), under_hold=True, outside=True),
    _row(name="vary", sources=_RUNNING, to="ended", roles=(SYSTEM,), reasons=("varied",), plain=False,
         then=("obligation.release",)),
    _row(name="set_aside", sources=("signing", *_RUNNING), to="ended", roles=("supervisor", "operator"),
         reasons=("set_aside",), needs=("proof",), plain=False, effects=("tell_parties", "tell_lender_system"),
         then=("negotiation.fall_back", "obligation.release"), under_hold=True),
    # Made enforceable: court confirmation, notary, court paper
    _row(name="record_enforceability", sources=_RUNNING, to=None, roles=(*PARTIES, *_NEUTRALS, "operator"),
         needs=("proof",), plain=False, stops=("court_confirmation",), effects=("tell_parties",), under_hold=True),
)
# fmt: on
