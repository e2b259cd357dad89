"""Mediation: a neutral's help in one or more negotiations. Each party consents for itself and may leave at any time.

The borrower's leaving ends it; a lender's leaving (`step_out`) takes only that lender's negotiation out, and ends it
when nobody is left. The reasons to end are those of the online mediation rules (CN-MED-12).
"""

from functools import partial
from typing import Final

from hejie.steps.roles import BORROWER, CLOCK, LENDER, PARTIES, SIGNERS, SYSTEM
from hejie.steps.table import NONE, State, Step

_LIVE: Final = ("asking", "appointing", "open")
_CHOSEN: Final = ("appointing", "open")
_NEUTRALS: Final = ("mediator", "body_admin")
_row = partial(Step, machine="mediation")
_end = partial(Step, machine="mediation", to="ended", effects=("tell_parties",), under_hold=True)

STATES: Final = (
    State(name="asking", owner="both"),
    State(name="appointing", owner="mediation"),
    State(name="open", owner="mediation"),
    State(name="ended", owner="none", no_clock="no_clock_nothing_due", is_terminal=True),
)

# A table is read row by row; one argument a line would hide the rows.
# fmt: off
STEPS: Final = (
    # Everybody is asked
    _row(name="ask", sources=(NONE,), to="asking", roles=(*PARTIES, "operator"), needs=("identity",),
         legal_effect=True, plain=False, effects=("tell_parties",)),
    _row(name="consent", sources=("asking",), to=None, roles=SIGNERS, needs=("identity",),
         effects=("tell_parties",), then=("mediation.consented",), outside=True),
    _row(name="consented", sources=("asking",), to="appointing", roles=(SYSTEM,), needs=("all_consented",),
         plain=False, effects=("tell_body",)),
    _row(name="step_out", sources=_LIVE, to=None, roles=(*LENDER, "guarantor"), effects=("tell_parties",),
         then=("mediation.end_refused", "mediation.end_withdrawn", "mediation.consented"), under_hold=True,
         outside=True),
    # A neutral is found, tells what ties them, and is accepted
    _row(name="rank", sources=("appointing",), to=None, roles=PARTIES, audience="private", plain=False,
         effects=("appoint_if_ranked",), outside=True),
    _row(name="appoint", sources=("appointing",), to=None, roles=("body_admin", SYSTEM), needs=("mediator_fit",),
         plain=False, clocks=("mediator_accepts",), stops=("mediator_chosen",), effects=("tell_mediator",)),
    _row(name="accept_appointment", sources=("appointing",), to=None, roles=("mediator",), needs=("mediator_fit",),
         stops=("mediator_accepts",), clocks=("mediation_starts",), effects=("tell_parties",)),
    _row(name="decline_appointment", sources=("appointing",), to=None, roles=("mediator",),
         stops=("mediator_accepts",), clocks=("mediator_chosen",), effects=("tell_body",), under_hold=True),
    _row(name="disclose", sources=_CHOSEN, to=None, roles=("mediator",), plain=False, effects=("tell_parties",),
         under_hold=True),
    _row(name="object", sources=_CHOSEN, to=None, roles=SIGNERS, effects=("tell_body", "task_objection"),
         under_hold=True, outside=True),
    _row(name="recuse", sources=_CHOSEN, to="appointing", roles=("mediator",),
         stops=("mediator_accepts", "mediation_starts"), clocks=("mediator_chosen",),
         effects=("tell_parties", "tell_body"), under_hold=True),
    _row(name="replace", sources=_CHOSEN, to="appointing", roles=("body_admin", "supervisor"),
         stops=("mediator_accepts", "mediation_starts"), clocks=("mediator_chosen",),
         effects=("tell_parties", "tell_mediator"), under_hold=True),
    _row(name="start", sources=("appointing",), to="open", roles=("mediator",),
         needs=("identity", "mediator_fit", "mediator_accepted", "disclosed", "all_consented"),
         effects=("tell_parties",)),
    # In the room
    _row(name="say", sources=("open",), to=None, roles=(*SIGNERS, "mediator"), plain=False, effects=("tell_room",),
         under_hold=True, outside=True),
    _row(name="caucus", sources=("open",), to=None, roles=(*SIGNERS, "mediator"), audience="caucus", plain=False,
         effects=("tell_caucus",), under_hold=True),
    _row(name="note", sources=_CHOSEN, to=None, roles=("mediator",), audience="private", plain=False,
         under_hold=True),
    _row(name="schedule", sources=("open",), to=None, roles=("mediator",), plain=False, effects=("tell_parties",)),
    _row(name="propose", sources=("open",), to=None, roles=("mediator",), plain=False, effects=("tell_parties",)),
    _row(name="answer_proposal", sources=("open",), to=None, roles=PARTIES, audience="caucus",
         needs=("identity", "within_authority"), legal_effect=True, plain=False, outside=True),
    _row(name="minute", sources=("open",), to=None, roles=("mediator",), plain=False, effects=("tell_parties",),
         under_hold=True),
    _row(name="confirm_minutes", sources=("open",), to=None, roles=SIGNERS, effects=("tell_mediator",),
         outside=True),
    _row(name="extend", sources=("open",), to=None, roles=("mediator",), needs=("all_agree",),
         clocks=("mediation_time",), effects=("tell_parties",)),
    # Ways out
    _end(name="end_settled", sources=_LIVE, roles=(SYSTEM,), reasons=("settled",), plain=False),
    _end(name="end_withdrawn", sources=_LIVE, roles=(*BORROWER, SYSTEM), reasons=("withdrawn",)),
    _end(name="end_refused", sources=_LIVE, roles=(*BORROWER, SYSTEM), reasons=("refused",)),
    _end(name="end_gap", sources=("open",), roles=("mediator", SYSTEM), reasons=("gap",)),
    _end(name="end_time", sources=("asking", "open"), roles=(CLOCK, SYSTEM, "supervisor"), reasons=("time",),
         needs=("clock_due",), adverse=True, under_hold=False),
    _end(name="end_unreachable", sources=_LIVE, roles=(*_NEUTRALS, SYSTEM), reasons=("unreachable",),
         needs=("contact_tried",), under_hold=False),
    _end(name="end_unsigned", sources=("open",), roles=("mediator",), reasons=("unsigned",),
         needs=("no_standing_agreement",)),
    _end(name="end_sham", sources=_LIVE, roles=(*_NEUTRALS, "supervisor"), reasons=("sham",),
         effects=("tell_parties", "task_suspected_sham")),
    _end(name="end_no_party", sources=_LIVE, roles=(*_NEUTRALS, "supervisor", SYSTEM), reasons=("no_party",)),
)
# fmt: on
