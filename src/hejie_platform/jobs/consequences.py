"""What follows in higher rooms when a clock takes a step: found by the room that knows, taken in the same action.

A clock that ends talks also voids the open offer and ends the mediation; `cases` cannot know offers. So the
table names, for each step that a clock takes, the query that lists what follows from it.
"""

from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from types import MappingProxyType

from hejie_platform.cases.actions import Also
from hejie_platform.cases.actions.fire import DueClock

# machine.step -> the function (row, *, now) -> tuple[Also, ...], as "module:name".
TABLE: Mapping[str, str] = MappingProxyType({})


def of(due: DueClock, *, now: datetime) -> tuple[Also, ...]:
    """The consequences of letting this clock run out; none for most."""
    if due.step not in TABLE:
        return ()
    module, _, name = TABLE[due.step].partition(":")
    found: tuple[Also, ...] = getattr(import_module(module), name)(due.row, now=now)
    return found
