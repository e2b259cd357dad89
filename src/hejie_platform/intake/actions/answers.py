"""Answers about the borrower: the story and the household, the wish, the budget. Saved as they are given."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from hejie import budget
from hejie_platform.cases.access import HeldCase
from hejie_platform.core import clock
from hejie_platform.intake.actions.saving import save_step
from hejie_platform.intake.actions.wrong import Wrong
from hejie_platform.intake.facts import fields, money_lines
from hejie_platform.intake.facts.fields import Field, Given
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.intake.models import BudgetAnswer, Story, Wish
from hejie_platform.ledger.actions import Done, whole


@whole
def save_story(
    held: HeldCase, given: Given, *, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Keep what was told of the story and the household. Raises Wrong, StepRefused, ActionRefused("stale")."""
    row = Story.objects.get(case=held.case)
    more = {"cause_list": LISTS.version} if given.values.get("cause") else {}
    done = _settle(held, row, fields.STORY, given, "story", more, seen_version, now, action_id)
    return done


@whole
def save_wish(
    held: HeldCase, given: Given, *, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Keep the plan the borrower would like. It decides nothing. Raises Wrong, StepRefused, ActionRefused("stale")."""
    row = Wish.objects.get(case=held.case)
    return _settle(held, row, fields.WISH, given, "wish", {}, seen_version, now, action_id)


def _settle(
    held: HeldCase,
    row: Any,
    table: tuple[Field, ...],
    given: Given,
    about: str,
    more: Mapping[str, Any],
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    settled = fields.settle(row, table, given, today=clock.legal_day(now))
    if settled.faults:
        raise Wrong(settled.faults)
    said = {"about": about, "fields": sorted(settled.values)}
    done = save_step(held, said=said, seen_version=seen_version, now=now, action_id=action_id)
    for name, value in {**more, **settled.values}.items():
        setattr(row, name, value)
    row.save()
    return done


@whole
def save_budget(
    held: HeldCase, given: Given, *, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Keep monthly amounts by the code of their line (minor units). Raises Wrong, StepRefused, ActionRefused("stale")."""
    amounts = {code: minor for code, minor in given.values.items() if minor is not None}
    _, faults = budget.check(money_lines.answer(code, minor) for code, minor in amounts.items())
    if faults:
        raise Wrong(faults)
    said = {"about": "budget", "fields": sorted({*amounts, *given.unknown, *given.cleared})}
    done = save_step(held, said=said, seen_version=seen_version, now=now, action_id=action_id)
    for code, minor in {**amounts, **dict.fromkeys(given.unknown)}.items():
        BudgetAnswer.objects.update_or_create(case=held.case, code=code, defaults={"amount_minor": minor})
    BudgetAnswer.objects.filter(case=held.case, code__in=given.cleared).delete()
    return done
