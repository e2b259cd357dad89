"""Obligation: a dated duty of either side. An instalment is one kind; booking a waiver or a clearance letter another.

The side that owes claims, the side that is owed confirms; nobody confirms their own. Being late is computed from the
day, never stored.
"""

from functools import partial
from typing import Final

from hejie.steps.roles import PARTIES, SIGNERS, SYSTEM
from hejie.steps.table import NONE, State, Step

_row = partial(Step, machine="obligation", outside=True)

STATES: Final = (
    State(name="open", owner="owing_side"),
    State(name="claimed", owner="owed_side"),
    State(name="done", owner="none", no_clock="no_clock_nothing_due", is_terminal=True),
    State(name="released", owner="none", no_clock="no_clock_nothing_due", is_terminal=True),
)

# A table is read row by row; one argument a line would hide the rows.
# fmt: off
STEPS: Final = (
    _row(name="undertake", sources=(NONE,), to="open", roles=(SYSTEM,), plain=False, outside=False,
         under_hold=True),
    _row(name="claim", sources=("open",), to="claimed", roles=SIGNERS, needs=("own",), legal_effect=True,
         plain=False, effects=("tell_other_side",), under_hold=True),
    _row(name="confirm", sources=("open", "claimed"), to="done", roles=(*PARTIES, SYSTEM), needs=("others",),
         effects=("tell_other_side",), then=("obligation.confirm", "agreement.cure", "agreement.complete"),
         under_hold=True),
    # Money came, and this duty is not yet whole: what came fills the oldest first
    _row(name="receive", sources=("open", "claimed"), to="open", roles=(*PARTIES, SYSTEM), needs=("others",),
         plain=False, effects=("tell_other_side",), then=("obligation.confirm", "agreement.cure"), under_hold=True),
    _row(name="contest", sources=("claimed",), to="open", roles=PARTIES, needs=("others",),
         effects=("tell_other_side", "task_contested_payment"), under_hold=True),
    _row(name="release", sources=("open", "claimed"), to="released", roles=(*PARTIES, SYSTEM),
         needs=("others", "within_authority"), effects=("tell_other_side",),
         then=("agreement.cure", "agreement.complete"), under_hold=True),
    _row(name="reverse", sources=("done",), to="open", roles=(*PARTIES, SYSTEM),
         needs=("others", "proof", "agreement_running"), plain=False,
         effects=("tell_other_side", "task_contested_payment"), then=("obligation.reverse",)),
)
# fmt: on
