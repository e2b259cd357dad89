"""Offer: a package put by a side. One is open in a negotiation at a time; a newer version closes the older one.

The other side's newer version counters it; the same side's newer version replaces it. So "accept" can mean one
package only, and two offers can never be accepted at once.
"""

from functools import partial
from typing import Final

from hejie.steps.roles import CLOCK, PARTIES, SYSTEM
from hejie.steps.table import NONE, State, Step

_row = partial(Step, machine="offer", sources=("open",))

STATES: Final = (
    State(name="open", owner="other_side"),
    State(name="accepted", owner="none", no_clock="no_clock_agreement_has_its_own", is_terminal=True),
    State(name="closed", owner="none", no_clock="no_clock_nothing_due", is_terminal=True),
)

# A table is read row by row; one argument a line would hide the rows.
# fmt: off
STEPS: Final = (
    # By the system as the second half of a counter or a replacement: the person's own act is that step.
    _row(name="put", sources=(NONE,), to="open", roles=(*PARTIES, SYSTEM), legal_effect=True, plain=False, outside=True,
         needs=("identity", "talks_open", "within_authority", "checks_pass"), effects=("tell_other_side",),
         then=("negotiation.talk",)),
    _row(name="counter", to="closed", roles=PARTIES, legal_effect=True, plain=False, outside=True,
         reasons=("countered",), needs=("others", "identity", "talks_open", "within_authority", "checks_pass"),
         then=("offer.put",)),
    _row(name="replace", to="closed", roles=PARTIES, legal_effect=True, plain=False, outside=True,
         reasons=("replaced",), needs=("own", "identity", "talks_open", "within_authority", "checks_pass"),
         then=("offer.put",)),
    _row(name="accept", to="accepted", roles=PARTIES, legal_effect=True, plain=False, outside=True,
         needs=("others", "identity", "talks_open", "within_authority", "checks_pass"), effects=("tell_parties",),
         then=("negotiation.agree", "agreement.draw_up")),
    _row(name="reject", to="closed", roles=PARTIES, reasons=("rejected",), needs=("others",), outside=True,
         effects=("tell_other_side",)),
    _row(name="withdraw", to="closed", roles=PARTIES, reasons=("withdrawn",), needs=("own",), outside=True,
         effects=("tell_other_side",), under_hold=True),
    _row(name="expire", to="closed", roles=(CLOCK,), reasons=("time",), needs=("clock_due",), plain=False,
         effects=("tell_parties",)),
    # An agreement that fell away takes its acceptance with it; an acceptance never carries over.
    _row(name="void", sources=("open", "accepted"), to="closed", roles=(SYSTEM,), reasons=("void",), plain=False, under_hold=True),
)
# fmt: on
