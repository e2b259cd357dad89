"""Reading questions: one's own, the desk's queue by what is due first, one question with what is shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hejie_platform.intake.models import ClaimedLoan, Story
from hejie_platform.intake.queries.household import CaseBudget, budget_of
from hejie_platform.people.models import Organisation, User
from hejie_platform.support.advising import HeldQuestion, shares
from hejie_platform.support.facts import advice_steps as steps
from hejie_platform.support.models import Question, QuestionWords


def questions_of(person: User) -> list[Question]:
    """What this person asked, newest first."""
    rows = Question.objects.filter(asker=person).select_related("house", "adviser")
    return list(rows.order_by("-asked_at", "-id"))


def questions_at(houses: Sequence[Organisation]) -> list[Question]:
    """What waits for an answer of these houses, the soonest due first, then what was answered and not ended."""
    rows = Question.objects.filter(house__in=houses, state__in=steps.OPEN).select_related("adviser")
    return sorted(rows.order_by("due_at", "id"), key=lambda row: (row.state not in steps.WAITING, row.due_at))


@dataclass(frozen=True, slots=True)
class Opened:
    """What the sheet opens of a case to the adviser; None and nothing where it does not."""

    story: Story | None
    story_words: str | None
    budget: CaseBudget | None
    loans: Sequence[ClaimedLoan]


@dataclass(frozen=True, slots=True)
class LookAtQuestion:
    """One question as its reader may see it."""

    said: tuple[QuestionWords, ...]
    is_shared: bool
    opened: Opened | None


def look_at_question(held: HeldQuestion, *, now: datetime) -> LookAtQuestion:
    """What was said, and what is shared while it is shared."""
    row = held.question
    said = tuple(row.said.select_related("by").order_by("at", "id"))
    runs = shares(row, now=now)
    return LookAtQuestion(said, runs, _opened(row) if runs else None)


def _opened(row: Question) -> Opened:
    case, items = row.case, frozenset(row.items)
    if case is None:
        return Opened(None, None, None, ())
    story = Story.objects.filter(case=case).first() if items & {"hardship", "story_words"} else None
    loans = ClaimedLoan.objects.filter(case=case, removed_at__isnull=True).order_by("id")
    return Opened(
        story=story if "hardship" in items else None,
        story_words=story.words if story and "story_words" in items else None,
        budget=budget_of(case) if "budget_totals" in items else None,
        loans=list(loans.select_related("creditor")) if "own_loans" in items else [],
    )
