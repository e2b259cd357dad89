"""Spending of a household beside what is usual, with the household's own word for what lies above it.

A guideline asks and never cuts: a group above it needs a note, one within it nobody can question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hejie import budget
from hejie.budget import Beside, Compared
from hejie_platform.cases.models import Case
from hejie_platform.intake.models import LineNote, Story
from hejie_platform.intake.queries.household import CaseBudget, budget_of


@dataclass(frozen=True, slots=True)
class GuidelineLine:
    """One group beside its guideline; `number` counts from 1 in the order of the pack. `note` is what was said of it."""

    number: int
    beside: Beside
    note: LineNote | None

    @property
    def needs_note(self) -> bool:
        """Above the guideline, and nobody has said why."""
        return self.beside.asks and not (self.note and self.note.words)


@dataclass(frozen=True, slots=True)
class Guidelines:
    """All groups and the dated pack that they come from."""

    compared: Compared
    lines: Sequence[GuidelineLine]

    def line(self, number: int) -> GuidelineLine | None:
        return next((one for one in self.lines if one.number == number), None)


def usual_living(case: Case, *, day: date) -> tuple[int, Compared] | None:
    """What a household of this size usually spends on a month of living, minor units, and the pack that says so; None where
    no pack covers the day."""
    found = guidelines_of(case, day=day)
    if found is None:
        return None
    return sum(one.guideline_minor for one in found.compared.groups), found.compared


def guidelines_of(case: Case, *, day: date, made: CaseBudget | None = None) -> Guidelines | None:
    """The budget of a case beside the guidelines in force that day; None where no pack covers it."""
    story = Story.objects.get(case=case)
    people = budget.People(adults=story.household_adults or 1, children=story.household_children or 0)
    found = budget.beside((made or budget_of(case)).made, people=people, on=day, country=case.country)
    if found is None:
        return None
    notes = {one.group: one for one in LineNote.objects.filter(case=case, pack=found.pack)}
    lines = [
        GuidelineLine(number, one, notes.get(one.group)) for number, one in enumerate(found.groups, start=1)
    ]
    return Guidelines(found, lines)
