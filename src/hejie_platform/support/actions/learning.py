"""Noting a lesson as read, and keeping one's own sheet for the talks. Both belong to the person alone."""

from datetime import datetime
from uuid import UUID

from hejie_platform.core.refusals import ActionRefused
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.ledger.actions import Actor, Done, chain_for, record, whole
from hejie_platform.people.models import User
from hejie_platform.support.facts.lessons import LESSONS
from hejie_platform.support.models import LessonRead, Preparation


@whole
def note_lesson(person: User, *, lesson: str, now: datetime, action_id: UUID) -> Done:
    """This person has read a lesson."""
    if lesson not in LESSONS:
        raise ActionRefused("complaint_not_on_list")
    LessonRead.objects.get_or_create(person=person, lesson=lesson, defaults={"read_at": now})
    return _note(person, "lesson.read", {"lesson": lesson}, now, action_id)


@whole
def prepare(
    person: User, *, cause: str, goal: str, stop: str, notes: str, now: datetime, action_id: UUID
) -> Done:
    """Keep one's sheet: what one wants, where one stops, what one must not forget. It is shown to nobody else."""
    if cause and cause not in LISTS.causes:
        raise ActionRefused("complaint_not_on_list")
    answers = {"goal": goal, "stop": stop, "notes": notes}
    Preparation.objects.update_or_create(
        person=person, defaults={"cause": cause, "answers": answers, "saved_at": now}
    )
    return _note(person, "preparation.kept", {}, now, action_id)


def _note(person: User, verb: str, said: dict[str, str], now: datetime, action_id: UUID) -> Done:
    return record(
        chain=chain_for(person.id, f"private:{person.id}"),
        by=Actor(person, "borrower"),
        verb=verb,
        subject=person.id,
        facts=said,
        now=now,
        action_id=action_id,
    )
