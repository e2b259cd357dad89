"""Which rules give people a right or a duty at a stage of a case: the few that matter there, each with its own page.

Nothing is said here in words of our own: what a right says is the summary of its rule in the law book, so that a page and
the library can never differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from hejie_platform.support import queries
from hejie_platform.web.library import words

STAGES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "apply": ("CN-CRD-02", "CN-COL-01", "CN-COL-13"),
        "review": ("CN-COL-08", "CN-CMP-06", "CN-CRD-03"),
        "talks": ("CN-CON-01", "CN-CON-07", "CN-COL-08"),
        "mediation": ("CN-MED-01", "CN-MED-16"),
        "agreement": ("CN-CON-09", "CN-CON-06", "CN-RATE-14"),
        "keeping": ("CN-CON-03", "CN-CON-04", "CN-CRD-01"),
        "afterwards": ("CN-LIM-01", "CN-CMP-06", "CN-CON-05"),
    }
)


@dataclass(frozen=True, slots=True)
class Right:
    """One right: what it says, where it is written, and the id of its rule."""

    rule: str
    says: str
    title: str
    article: str


def rights(stage: str, *, day: date) -> list[Right]:
    """The rights of a stage that are in force on this day. LookupError for a stage that the table does not have."""
    shown = [queries.rule_on(rule, day) for rule in STAGES[stage]]
    return [
        Right(one.rule.id, words.says(one.rule), words.title(one.rule), one.rule.cited)
        for one in shown
        if one is not None and one.is_in_force
    ]
