"""What may be done with a question to an adviser, in which stage and by whom; its limit and what may be shared.

    asked     waits in the queue of the house that advises
    taken     an adviser has it in hand
    answered  the asker may ask again, say whether it helped, or end it; nothing shared is read after the end

The first answer is due in three working days. That is this platform's own rule, and the page says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from hejie import dates
from hejie_platform.core import clock, law
from hejie_platform.core.refusals import ActionRefused

NONE: Final = "none"
STATES: Final = ("asked", "taken", "answered", "ended")
OPEN: Final = ("asked", "taken", "answered")
WAITING: Final = ("asked", "taken")
ROLES: Final = ("asker", "adviser", "clock")
TOPICS: Final = ("plan", "contract", "collection", "court", "credit", "work", "other")
ITEMS: Final = ("hardship", "story_words", "budget_totals", "own_loans")
ANSWER_WORKING_DAYS: Final = 3  # an own rule of this platform
BEST: Final = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One row: who may take it from where, and where it leads (None: the stage stays)."""

    name: str
    sources: tuple[str, ...]
    to: str | None
    roles: tuple[str, ...]


STEPS: Final[Mapping[str, Step]] = MappingProxyType(
    {
        step.name: step
        for step in (
            Step("ask", (NONE,), "asked", ("asker",)),
            Step("take", ("asked",), "taken", ("adviser",)),
            Step("hand_on", ("taken",), "asked", ("adviser",)),
            Step("answer", ("taken",), "answered", ("adviser",)),
            Step("ask_again", ("answered",), "taken", ("asker",)),
            Step("end_sharing", OPEN, None, ("asker",)),
            Step("end", OPEN, "ended", ("asker",)),
            Step("run_late", WAITING, None, ("clock",)),
        )
    }
)


def decide(step: str, *, state: str, role: str) -> str:
    """The stage that a step leads to. Raises ActionRefused."""
    found = STEPS[step]
    if role not in found.roles:
        raise ActionRefused("question_not_yours")
    if state not in found.sources:
        raise ActionRefused("question_not_now")
    return found.to or state


def due(start: datetime) -> datetime:
    """The end of the last day for an answer: working days of the legal calendar, counted from the day after."""
    day = clock.legal_day(start)
    last = dates.add_working_days(day, ANSWER_WORKING_DAYS, law.holidays())
    return datetime.combine(last + timedelta(days=1), time(0), tzinfo=clock.legal_zone())
