"""Asking an adviser and answering: one function for each step of `facts.advice_steps`.

Words are sealed; the entry says which step, by whom, and how much was shared, never what was said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import F

from hejie import dates
from hejie import rules as book
from hejie_platform.cases.access import HeldCase
from hejie_platform.core import clock
from hejie_platform.core.each import each
from hejie_platform.core.refusals import ActionRefused
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.ledger.actions import Actor, Done, Owed, chain_for, note_access, record, whole
from hejie_platform.people.models import Organisation, User
from hejie_platform.support.actions.telling import speakers_of, supervisors, tell
from hejie_platform.support.advising import HeldQuestion, shares
from hejie_platform.support.facts import advice_steps as steps
from hejie_platform.support.models import Question, QuestionWords

FIRING = UUID("3d3c8a52-5a0f-4d0e-8f5e-0c8a4f6b9f10")  # name space of the ids of firings
CLOCK = Actor(None, "clock")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the asker lets the adviser read of a case, and until which day."""

    held: HeldCase
    items: Sequence[str]
    until: date | None


@whole
def ask(
    person: User,
    *,
    house: Organisation,
    topic: str,
    words: str,
    sheet: Sheet | None = None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Put a question to a house that advises. Its first answer has a last day. Raises ActionRefused."""
    _guard(topic, words, sheet, now)
    row = Question(
        state=steps.decide("ask", state=steps.NONE, role="asker"),
        asker=person,
        house=house,
        topic=topic,
        asked_at=now,
        due_at=steps.due(now),
        **_shared(sheet),
    )
    row.save(force_insert=True)
    _say(row, "asker", person, words, now)
    return _note(
        row,
        "ask",
        by=Actor(person, "asker"),
        said={"to": row.state, "topic": topic, "shared": len(row.items)},
        owed=_tell_desk(row, "question_to_answer", now),
        now=now,
        action_id=action_id,
    )


def _guard(topic: str, words: str, sheet: Sheet | None, now: datetime) -> None:
    if topic not in steps.TOPICS or (sheet and not set(sheet.items) <= set(steps.ITEMS)):
        raise ActionRefused("question_not_on_list")
    if not words.strip():
        raise ActionRefused("question_says_nothing")
    if sheet and sheet.items:
        today = clock.legal_day(now)
        latest = dates.add_months(today, LISTS.sheet.most_months)
        if sheet.until is None or not today <= sheet.until <= latest:
            raise ActionRefused("question_share_day", latest_on=latest.isoformat())


def _shared(sheet: Sheet | None) -> dict[str, Any]:
    if sheet is None:
        return {}
    items = [item for item in steps.ITEMS if item in sheet.items]
    return {"case": sheet.held.case, "items": items, "share_until": sheet.until if items else None}


def _say(row: Question, side: str, by: User, words: str, now: datetime, rules: Sequence[str] = ()) -> None:
    QuestionWords.objects.create(question=row, side=side, by=by, at=now, words=words, rules=list(rules))


@whole
def take(held: HeldQuestion, *, seen_version: int | None, now: datetime, action_id: UUID) -> Done:
    """An adviser takes the question in hand."""
    return _step(
        held, "take", {"adviser": held.user}, seen_version=seen_version, now=now, action_id=action_id
    )


@whole
def hand_on(held: HeldQuestion, *, seen_version: int | None, now: datetime, action_id: UUID) -> Done:
    """Give it back to the queue for a colleague; its last day stays."""
    _must_have(held)
    owed = _tell_desk(held.question, "question_to_answer", now, but=held.user)
    return _step(
        held, "hand_on", {"adviser": None}, owed, seen_version=seen_version, now=now, action_id=action_id
    )


@whole
def answer_question(
    held: HeldQuestion,
    *,
    words: str,
    rules: Sequence[str] = (),
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Answer, with the rules that the answer rests on. Raises ActionRefused."""
    _must_have(held)
    if not words.strip():
        raise ActionRefused("question_says_nothing")
    if unknown := [rule for rule in rules if book.pack_with(rule) is None]:
        raise ActionRefused("question_rule_unknown", given=unknown[0])
    _say(held.question, "adviser", held.user, words, now, rules)
    owed = _tell_asker(held.question, "question_answered")
    return _step(held, "answer", {}, owed, seen_version=seen_version, now=now, action_id=action_id)


def _must_have(held: HeldQuestion) -> None:
    if held.role == "adviser" and held.question.adviser_id != held.user.pk:
        raise ActionRefused("question_not_yours")


@whole
def ask_again(
    held: HeldQuestion, *, words: str, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Ask further; a new last day begins."""
    if not words.strip():
        raise ActionRefused("question_says_nothing")
    _say(held.question, "asker", held.user, words, now)
    changes = {"due_at": steps.due(now), "late_at": None}
    owed = _tell_desk(held.question, "question_to_answer", now)
    return _step(held, "ask_again", changes, owed, seen_version=seen_version, now=now, action_id=action_id)


@whole
def end_sharing(held: HeldQuestion, *, seen_version: int | None, now: datetime, action_id: UUID) -> Done:
    """From now on the adviser reads nothing more of the case. What was read was read."""
    changes = {"share_ended_at": now}
    return _step(held, "end_sharing", changes, seen_version=seen_version, now=now, action_id=action_id)


@whole
def end_question(
    held: HeldQuestion, *, helped: int | None, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """The asker is done, and may say how much it helped, 1 to 5."""
    if helped is not None and not 1 <= helped <= steps.BEST:
        raise ActionRefused("question_not_on_list")
    changes = {"ended_at": now, "helped": helped, "share_ended_at": now}
    return _step(held, "end", changes, seen_version=seen_version, now=now, action_id=action_id)


def note_look(held: HeldQuestion, *, now: datetime) -> None:
    """An adviser looks at what is shared: the asker can read that they did."""
    row = held.question
    if held.role == "adviser" and shares(row, now=now):
        note_access(
            reader=held.actor, kind="advice", subject=row.id, owner=row.asker, purpose="advice", now=now
        )


def run_out(now: datetime) -> int:
    """Every question whose last day has passed goes to the supervisors, once each. Returns how many."""
    late = Question.objects.filter(state__in=steps.WAITING, due_at__lte=now, late_at__isnull=True)
    rows = late.select_related("asker", "house", "adviser").order_by("due_at", "id")
    return each(list(rows), lambda row: _fire(row, now), what="limit of a question")


def _fire(row: Question, now: datetime) -> None:
    run_late(row, now=now, action_id=uuid5(FIRING, f"{row.pk} {row.due_at.isoformat()}"))


@whole
def run_late(row: Question, *, now: datetime, action_id: UUID) -> Done:
    """No answer in time: supervisors and asker are told; the question stays where it is."""
    to = steps.decide("run_late", state=row.state, role="clock")
    same = Question.objects.filter(pk=row.pk, state=row.state, late_at__isnull=True)
    if not same.update(late_at=now, version=F("version") + 1):
        raise ActionRefused("stale")
    people = supervisors(now=now, but=(row.asker,))
    owed = (
        *tell(people, "question_late", side="platform", machine="late_question", ref=row.ref),
        *_tell_asker(row, "question_late_sorry"),
    )
    return _note(row, "run_late", by=CLOCK, said={"to": to}, owed=owed, now=now, action_id=action_id)


def _step(
    held: HeldQuestion,
    step: str,
    changes: Mapping[str, Any],
    owed: tuple[Owed, ...] = (),
    *,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    row = held.question
    to = steps.decide(step, state=row.state, role=held.role)
    version = row.version if seen_version is None else seen_version
    same = Question.objects.filter(pk=row.pk, version=version, state=row.state)
    if not same.update(state=to, version=F("version") + 1, **changes):
        raise ActionRefused("stale")
    return _note(row, step, by=held.actor, said={"to": to}, owed=owed, now=now, action_id=action_id)


def _note(
    row: Question,
    step: str,
    *,
    by: Actor,
    said: Mapping[str, Any],
    owed: tuple[Owed, ...],
    now: datetime,
    action_id: UUID,
) -> Done:
    return record(
        chain=chain_for(row.id, "question"),
        by=by,
        verb=f"question.{step}",
        subject=row.id,
        facts=said,
        owed=owed,
        now=now,
        action_id=action_id,
    )


def _tell_desk(row: Question, code: str, now: datetime, but: User | None = None) -> tuple[Owed, ...]:
    people = (
        [row.adviser]
        if row.adviser and row.adviser != but
        else speakers_of(row.house, now=now, roles=("adviser",))
    )
    rest = [one for one in people if one != but]
    return tell(rest, code, side="platform", machine="question", ref=row.ref)


def _tell_asker(row: Question, code: str) -> tuple[Owed, ...]:
    return tell([row.asker], code, side="borrower", machine="question", ref=row.ref)
