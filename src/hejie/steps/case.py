"""Case: one borrower's hardship, from the first draft to its end.

Lenders hold no case, so its entries stay with the borrower's side and the platform's desk; what a lender must know
reaches it through its own negotiation.
"""

from functools import partial
from typing import Final

from hejie.steps.roles import BORROWER, CLOCK, DESK, LENDER, SYSTEM
from hejie.steps.table import NONE, State, Step

_JOINED: Final = ("draft", "submitted", "returned", "open")  # the borrower is here
_SEEN: Final = ("submitted", "returned", "open")  # the desk has seen it
_KEEPERS: Final = (*DESK, "operator")
_HOLDS: Final = ("death", "incapacity", "suspected_sham", "court_stay")
_row = partial(Step, machine="case", audience="borrower")

STATES: Final = (
    State(name="draft", owner="borrower", no_clock="no_clock_own_time"),
    State(name="invited", owner="borrower"),
    State(name="submitted", owner="platform"),
    State(name="returned", owner="borrower"),
    State(name="open", owner="both", no_clock="no_clock_talks_have_theirs"),
    State(name="closed", owner="none", no_clock="no_clock_nothing_due", is_terminal=True),
)

# A table is read row by row; one argument a line would hide the rows.
# fmt: off
STEPS: Final = (
    # Making and filling in
    _row(name="open", sources=(NONE,), to="draft", roles=BORROWER, plain=False),
    _row(name="invite", sources=(NONE,), to="invited", roles=LENDER, audience="lender", plain=False,
         effects=("send_invitation",)),
    _row(name="join", sources=("invited",), to="draft", roles=BORROWER, effects=("tell_inviter",)),
    _row(name="retract_invitation", sources=("invited",), to="closed", roles=LENDER, audience="lender",
         reasons=("withdrawn",), effects=("tell_borrower",), under_hold=True),
    _row(name="save", sources=("draft", "returned"), to=None, roles=BORROWER, plain=False, under_hold=True),
    _row(name="add_paper", sources=_JOINED, to=None, roles=BORROWER, plain=False, under_hold=True),
    _row(name="correct_rows", sources=_JOINED, to=None, roles=BORROWER, plain=False, under_hold=True),
    _row(name="tell_savings", sources=_JOINED, to=None, roles=BORROWER, plain=False, under_hold=True),
    _row(name="submit", sources=("draft", "returned"), to="submitted", roles=BORROWER, legal_effect=True,
         needs=("complete",), plain=False, effects=("tell_reviewers", "send_receipt")),
    # Review by a named person
    _row(name="return", sources=("submitted",), to="returned", roles=DESK, needs=("cure",), plain=False,
         effects=("tell_borrower",)),
    _row(name="admit", sources=("submitted",), to="open", roles=DESK, needs=("parties_confirmed",), plain=False,
         effects=("tell_borrower",), then=("negotiation.start",)),
    _row(name="decline", sources=("submitted",), to="closed", roles=DESK, reasons=("not_accepted",),
         needs=("refusal_code",), plain=False, effects=("tell_borrower", "offer_other_routes")),
    _row(name="classify", sources=("submitted", "open"), to=None, roles=DESK, plain=False),
    _row(name="judge_rows", sources=("submitted", "open"), to=None, roles=DESK, plain=False, under_hold=True),
    _row(name="judge_forecast", sources=("submitted", "open"), to=None, roles=DESK, plain=False, under_hold=True),
    _row(name="assign", sources=_SEEN, to=None, roles=("supervisor", "operator"),
         audience="private", plain=False, effects=("tell_assignee",), under_hold=True),
    # Leaving and running out
    _row(name="withdraw", sources=("invited", *_JOINED), to="closed", roles=BORROWER, reasons=("withdrawn",),
         needs=("no_standing_agreement",), effects=("tell_creditors",),
         then=("negotiation.withdraw", "mediation.end_withdrawn"), under_hold=True),
    _row(name="lapse", sources=("invited", "returned"), to="closed", roles=(CLOCK, "supervisor"), reasons=("time",),
         needs=("clock_due",), effects=("tell_borrower",), adverse=True),
    _row(name="close", sources=("open",), to="closed", roles=("supervisor", "operator", SYSTEM),
         reasons=("settled", "ended"), needs=("no_live_talks", "no_standing_agreement"), effects=("tell_borrower",),
         under_hold=True),
    _row(name="reopen", sources=("closed",), to="open", roles=("supervisor",), needs=("was_open",),
         effects=("tell_borrower",)),
    _row(name="review_again", sources=("closed",), to="submitted", roles=("supervisor",), needs=("was_declined",),
         effects=("tell_borrower", "tell_reviewers")),
    # While it lives
    _row(name="update", sources=("open",), to=None, roles=BORROWER, plain=False, effects=("tell_chosen_sides",),
         under_hold=True),
    _row(name="share", sources=_JOINED, to=None, roles=BORROWER, plain=False, effects=("tell_recipient",)),
    _row(name="end_share", sources=(*_JOINED, "closed"), to=None, roles=BORROWER, plain=False,
         effects=("tell_recipient",), under_hold=True),
    _row(name="record_authority", sources=_JOINED, to=None, roles=_KEEPERS, plain=False,
         effects=("tell_borrower", "tell_representative"), under_hold=True),
    _row(name="end_authority", sources=_JOINED, to=None, roles=(*BORROWER, *_KEEPERS), plain=False,
         effects=("tell_representative",), under_hold=True),
    _row(name="flag_vulnerable", sources=_JOINED, to=None, roles=(*BORROWER, "officer", "mediator", *_KEEPERS),
         audience="private", effects=("task_human_contact",), under_hold=True),
    _row(name="unflag_vulnerable", sources=_JOINED, to=None, roles=(*BORROWER, *DESK), audience="private",
         under_hold=True),
    _row(name="place_hold", sources=_JOINED, to=None, roles=_KEEPERS, reasons=_HOLDS,
         effects=("stop_clocks", "tell_parties_of_hold"), under_hold=True),
    _row(name="lift_hold", sources=(*_JOINED, "closed"), to=None, roles=_KEEPERS, needs=("held",),
         effects=("resume_clocks", "tell_parties_of_hold"), under_hold=True),
)
# fmt: on
