"""Which rules give people a right or a duty at a stage of a case: the few that matter there, each with its own page.

Nothing is said here in words of our own: what a right says is the summary of its rule in the law book, so that a page and
the library can never differ. Which rules they are stands in the law pack of the country (`rights.toml`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hejie_platform.core import law
from hejie_platform.support import queries
from hejie_platform.web.library import words


@dataclass(frozen=True, slots=True)
class Right:
    """One right: what it says, where it is written, and the id of its rule."""

    rule: str
    says: str
    title: str
    article: str


def stages() -> Mapping[str, tuple[str, ...]]:
    """Each stage with the rules that matter there, in the law around us."""
    return law.here().rights


def rights(stage: str, *, day: date) -> list[Right]:
    """The rights of a stage that are in force on this day, by the law around us; none where it names none."""
    shown = [queries.rule_on(rule, day) for rule in stages().get(stage, ())]
    return [
        Right(one.rule.id, words.says(one.rule), words.title(one.rule), one.rule.cited)
        for one in shown
        if one is not None and one.is_in_force
    ]
