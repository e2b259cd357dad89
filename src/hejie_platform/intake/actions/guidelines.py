"""A word for what lies above its guideline, and a question about it: neither for what lies within.

The household says why, once for each group; the platform's desk may ask. What lies within its guideline needs no word, and a
question about it is refused. What was said goes with the standard statement that a lender is given.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from hejie_platform.cases.access import HeldCase
from hejie_platform.core import clock
from hejie_platform.intake.actions.saving import save_step
from hejie_platform.intake.actions.wrong import refuse
from hejie_platform.intake.models import LineNote
from hejie_platform.intake.queries.guidelines import GuidelineLine, guidelines_of
from hejie_platform.ledger.actions import Done, whole

MOST_WORDS = 500


@whole
def explain_line(held: HeldCase, number: int, *, words: str, now: datetime, action_id: UUID) -> Done:
    """Say why a group lies above its guideline. Raises Wrong: it lies within, no such group, no words; StepRefused."""
    line, pack = _above(held, number, words, now)
    done = save_step(
        held, said=_said(line, pack), seen_version=None, now=now, action_id=action_id, step="correct_rows"
    )
    _keep(held, line, pack, words=words.strip()[:MOST_WORDS], said_by=held.user, said_at=now)
    return done


@whole
def question_line(held: HeldCase, number: int, *, words: str, now: datetime, action_id: UUID) -> Done:
    """The desk asks about a group above its guideline; the household reads it beside the line. Raises Wrong, StepRefused."""
    line, pack = _above(held, number, words, now)
    done = save_step(
        held, said=_said(line, pack), seen_version=None, now=now, action_id=action_id, step="judge_rows"
    )
    _keep(held, line, pack, question=words.strip()[:MOST_WORDS], asked_by=held.user, asked_at=now)
    return done


def _above(held: HeldCase, number: int, words: str, now: datetime) -> tuple[GuidelineLine, str]:
    """The group and the version of its guidelines. Raises Wrong."""
    found = guidelines_of(held.case, day=clock.legal_day(now))
    line = found.line(number) if found else None
    if found is None or line is None:
        raise refuse("guideline_unknown")
    if not line.beside.asks:
        raise refuse("guideline_within")
    if not words.strip():
        raise refuse("guideline_needs_words", "words")
    return line, found.compared.pack


def _said(line: GuidelineLine, pack: str) -> dict[str, object]:
    """The entry names the line and the version of the guidelines, and no word of anybody."""
    return {"about": "guideline", "lines": list(line.beside.lines), "pack": pack}


def _keep(held: HeldCase, line: GuidelineLine, pack: str, **told: Any) -> None:
    LineNote.objects.update_or_create(case=held.case, group=line.beside.group, pack=pack, defaults=told)
