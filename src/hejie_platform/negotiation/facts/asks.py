"""What a creditor may ask for before it answers: a closed list, each item with the way to meet it.

A paper is handed in on the application's page; a question is answered in words. Nothing else may be asked for here, so
that nobody is asked for something that no page can take.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from hejie_platform.intake.facts.lists import LISTS

HAND_IN: Final = "ask_cure_hand_in"
ANSWER: Final = "ask_cure_answer"

QUESTIONS: Final = (
    "ask_income",
    "ask_spending",
    "ask_other_debts",
    "ask_recovery",
    "ask_purpose",
    "ask_contact",
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that may be asked for, and the code of its cure."""

    code: str
    cure: str


def _asks() -> dict[str, Ask]:
    papers = {f"ask_paper_{code}": Ask(f"ask_paper_{code}", HAND_IN) for code in LISTS.papers}
    return papers | {code: Ask(code, ANSWER) for code in QUESTIONS}


ASKS: Final[Mapping[str, Ask]] = MappingProxyType(_asks())
CURES: Final = (HAND_IN, ANSWER)
