"""What follows when a clock takes a step: found by the room that knows all rows, taken in the same action.

A clock that ends talks also voids the open offer and ends the mediation; `cases` cannot know offers.
"""

from datetime import datetime

from hejie_platform.agreements import queries
from hejie_platform.cases.actions import Also
from hejie_platform.cases.actions.fire import DueClock


def of(due: DueClock, *, now: datetime) -> tuple[Also, ...]:
    """The consequences of letting this clock run out; none where it only escalates."""
    return queries.consequences(due.row, due.rule.on_due, now=now) if due.step else ()
