"""Every clock of every table runs out once, on its day or after a week in which the house was shut.

The rows are those of the matrix: real ones, put into a state of the clock by hand. What must follow is said by the table: its
step is taken by `clock`, or somebody is told; and where the tables refuse the step to a clock, a person is asked to decide.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from hejie import steps
from hejie_platform.cases.actions import fire
from hejie_platform.cases.models import Clock
from hejie_platform.jobs import scheduler
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger.models import Effect, Entry
from tests.platform.cast import Cast
from tests.platform.matrix import stage as stages

pytestmark = [pytest.mark.django_db, pytest.mark.long]

WEEK = timedelta(days=7)


def CHAPTER(cast: Cast, now: datetime) -> stages.Stage:
    """An agreement in force, so that rows of all machines exist; no other clock runs."""
    stage = stages.build(cast, now, "agreement")
    Worker(name="before", now=lambda: now).run_all_due()
    Clock.objects.all().delete()
    return stage


def running(stage: stages.Stage, rule: steps.ClockRule, state: str, due_at: datetime) -> Clock:
    """The clock, on a row of its machine in one of its states."""
    row: Any = stage.put(
        stages.Standing(rule.machine, state, "borrower" if rule.machine != "offer" else "lender")
    )
    return Clock.objects.create(
        machine=rule.machine,
        subject=row.pk,
        case=row.the_case,
        negotiation=row.the_negotiation,
        rule=rule.name,
        owner=rule.owner,
        started_at=due_at - timedelta(days=1),
        due_at=due_at,
    )


def said_of(clock: Clock) -> list[Entry]:
    """The entries that were written because this clock ran out."""
    found = fire.FIRING
    return list(Entry.objects.filter(action_id=uuid.uuid5(found, f"{clock.pk} {clock.due_at.isoformat()}")))


def follows(entry: Entry, rule: steps.ClockRule) -> bool:
    """The table's step or effect came of it; or, where a clock may not take the step, the supervisor is asked."""
    verb, owed = entry.verb, set(Effect.objects.filter(entry=entry).values_list("kind", flat=True))
    is_step = rule.on_due in steps.MACHINES[rule.machine].steps
    if is_step and verb == f"{rule.machine}.{rule.on_due}":
        return True
    return (fire.A_PERSON_DECIDES if is_step else rule.on_due) in owed


ON_ITS_DAY = [
    pytest.param(rule, state, timedelta(0), id=f"{rule.name}-{state}")
    for rule in steps.CLOCKS.values()
    for state in rule.states
]
AFTER_A_WEEK = [
    pytest.param(rule, rule.states[0], WEEK, id=f"{rule.name}-after-a-week") for rule in steps.CLOCKS.values()
]


@pytest.mark.feature("E06")
@pytest.mark.parametrize(("rule", "state", "shut"), ON_ITS_DAY + AFTER_A_WEEK)
def test_a_clock_runs_out_once(
    rule: steps.ClockRule, state: str, shut: timedelta, told: stages.Stage, now: datetime
) -> None:
    due_at = now + timedelta(days=3)
    clock = running(told, rule, state, due_at)
    scheduler.fire_clocks(due_at - timedelta(seconds=1))
    clock.refresh_from_db()
    assert (clock.fired_at, said_of(clock)) == (None, [])

    for moment in (due_at + shut, due_at + shut + WEEK):
        scheduler.fire_clocks(moment)
        Worker(name="w", now=lambda moment=moment: moment).run_all_due()

    clock.refresh_from_db()
    assert clock.fired_at == due_at + shut
    [entry] = said_of(clock)
    assert follows(entry, rule), f"{entry.verb} does not follow from {rule.name}"
    left = Effect.objects.filter(entry=entry, state="owed", due_at__lte=due_at)
    assert list(left.values_list("kind", flat=True)) == []


def test_a_clock_that_stands_still_under_a_hold_does_not_run_out(told: stages.Stage, now: datetime) -> None:
    clock = running(told, steps.CLOCKS["lender_reply"], "waiting", now)
    Clock.objects.filter(pk=clock.pk).update(paused_at=now)
    scheduler.fire_clocks(now + WEEK)
    assert said_of(clock) == []
