"""The desk's tasks: opened by an effect, taken by one person, noted upon, done with what came of it.

    open_task(effect, now=now)                      once for each effect, however often the worker tries
    take_task(held, ...), note_task(held, words=...), finish_task(held, outcome="reached", ...)

A task is about a case and never moves it: what follows is a step of its own, taken by whoever may take it.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from django.db.models import F

from hejie import dates
from hejie_platform.cases.access import HeldTask
from hejie_platform.cases.models import Task, TaskNote
from hejie_platform.core import clock, law
from hejie_platform.ledger.actions import ActionRefused, Done, Effect, chain_for, record, whole

# Working days that each kind of task has; the platform's own service times. What is not named has two.
DAYS: Final[Mapping[str, int]] = MappingProxyType(
    {"task_human_contact": 1, "task_objection": 1, "task_suspected_sham": 1, "escalate_supervisor": 1}
)
USUAL: Final = 2
OUTCOMES: Final = ("reached", "not_reached", "settled", "passed_on", "nothing_to_do")


def open_task(effect: Effect, *, now: datetime) -> Task:
    """The task of this effect; opening it again changes nothing."""
    payload = effect.payload
    kind = effect.kind.replace(".", "_")
    task, _ = Task.objects.get_or_create(
        cause=effect.id,
        defaults={
            "kind": kind,
            "case_id": payload["case"],
            "negotiation_id": payload.get("negotiation"),
            "machine": payload["machine"],
            "subject": payload["subject"],
            "rule": payload.get("clock", ""),
            "opened_at": now,
            "due_at": _due(kind, now),
        },
    )
    return task


def _due(kind: str, now: datetime) -> datetime:
    """The end of the last working day that this kind of task has."""
    day = clock.legal_day(now)
    last = dates.add_working_days(day, DAYS.get(kind, USUAL), law.holidays())
    return now.astimezone(clock.legal_zone()).replace(
        year=last.year, month=last.month, day=last.day, hour=18, minute=0, second=0, microsecond=0
    )


@whole
def take_task(held: HeldTask, *, seen_version: int | None, now: datetime, action_id: UUID) -> Done:
    """Take the task; taken from somebody else it is handed over, and the record says so."""
    before = held.task.taken_by
    _change(held, seen_version, taken_by=held.user, taken_at=now)
    said = {"from": before.ref} if before else {}
    return _record(held, "task.take", said, now, action_id)


@whole
def note_task(
    held: HeldTask, *, words: str, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Write down what was found or tried. Raises ActionRefused without words."""
    if not words.strip():
        raise ActionRefused("task_needs_words")
    _change(held, seen_version)
    TaskNote.objects.create(task=held.task, by=held.user, at=now, words=words.strip())
    return _record(held, "task.note", {}, now, action_id)


@whole
def finish_task(
    held: HeldTask,
    *,
    outcome: str,
    words: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Close the task with what came of it, in words. Raises ActionRefused."""
    if outcome not in OUTCOMES:
        raise ActionRefused("task_outcome_unknown")
    if not words.strip():
        raise ActionRefused("task_needs_words")
    _change(held, seen_version, done_by=held.user, done_at=now, outcome=outcome)
    TaskNote.objects.create(task=held.task, by=held.user, at=now, words=words.strip())
    return _record(held, "task.done", {"outcome": outcome}, now, action_id)


def _change(held: HeldTask, seen_version: int | None, **columns: Any) -> None:
    rows = Task.objects.filter(pk=held.task.pk, done_at__isnull=True)
    rows = rows if seen_version is None else rows.filter(version=seen_version)
    if not rows.update(version=F("version") + 1, **columns):
        raise ActionRefused("stale")
    held.task.refresh_from_db()


def _record(held: HeldTask, verb: str, said: dict[str, Any], now: datetime, action_id: UUID) -> Done:
    """On the desk's own chain: no party learns that a person is called, or why."""
    return record(
        chain=chain_for(held.task.case_id, "desk"),
        by=held.actor,
        verb=verb,
        subject=held.task.id,
        facts={"task": held.task.ref, "kind": held.task.kind, **said},
        now=now,
        action_id=action_id,
    )
