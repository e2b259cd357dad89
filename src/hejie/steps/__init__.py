"""Steps: what each role may do in each state, what follows, and by when. Six tables, one function that reads them.

A case, its negotiations, mediations, offers, agreements and obligations each move through a few states. Every button,
API link, clock and page of documentation comes from the same rows, and `decide` is the only judge:

    >>> from hejie import steps
    >>> decision = steps.decide("negotiation", "talk", state="waiting", role="officer")
    >>> decision.to, decision.clocks_start
    ('talking', ('talks_quiet', 'talks_limit'))
    >>> steps.decide("negotiation", "talk", state="waiting", role="borrower")
    Traceback (most recent call last):
    hejie.steps.decision.StepRefused: step_not_yours

Overdue and whose-turn are never states: they are read from clocks and owners. What lies beside a state (holds,
authorities, pending acts) comes in as `StepFacts`.
"""

from hejie.steps.decision import Decision, StepRefused, decide, find, open_to, refusals
from hejie.steps.due import amount_of, due_at, resumed_due_at
from hejie.steps.effects import EFFECTS
from hejie.steps.machines import CLOCKS, MACHINES, STEPS
from hejie.steps.needs import NEEDS, PENDING_NEED, SIDE_NEEDS, Need, SideNeed, StepFacts
from hejie.steps.roles import CLOCK, MACHINERY, PEOPLE, ROLES, SIDES, SYSTEM
from hejie.steps.table import AUDIENCES, NONE, Audience, ClockRule, Machine, State, Step

__all__ = [
    "AUDIENCES",
    "CLOCK",
    "CLOCKS",
    "EFFECTS",
    "MACHINERY",
    "MACHINES",
    "NEEDS",
    "NONE",
    "PENDING_NEED",
    "PEOPLE",
    "ROLES",
    "SIDES",
    "SIDE_NEEDS",
    "STEPS",
    "SYSTEM",
    "Audience",
    "ClockRule",
    "Decision",
    "Machine",
    "Need",
    "SideNeed",
    "State",
    "Step",
    "StepFacts",
    "StepRefused",
    "amount_of",
    "decide",
    "due_at",
    "find",
    "open_to",
    "refusals",
    "resumed_due_at",
]
