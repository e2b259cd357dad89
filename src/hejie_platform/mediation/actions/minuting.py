"""Minutes: written by the mediator, confirmed by each party, final only when all have; their promises are then kept in sight.

A party confirms one hash over words, agenda and promises: what it did not see it cannot confirm. Newer minutes replace those
that are not final; final ones are never changed.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max

from hejie.texts import canonical_json
from hejie_platform.cases.access import NotHeld
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Mediation
from hejie_platform.core import clock, keys
from hejie_platform.ledger.actions import (
    ActionRefused,
    Done,
    Effect,
    Owed,
    chain_for,
    owe_more,
    record,
    whole,
)
from hejie_platform.mediation.actions.speaking import joint_room, lock
from hejie_platform.mediation.actions.telling import news, tell_party
from hejie_platform.mediation.models import Meeting, Minutes, MinutesConfirmation, Promise
from hejie_platform.mediation.table import MEDIATOR, HeldTable
from hejie_platform.negotiation import facts

LONGEST = 8000
MOST_PROMISES = 10
REMIND_AT = time(9)
REMIND_BEFORE = (1, 0)  # days before the promised day


@dataclass(frozen=True, slots=True)
class Promised:
    """What somebody said they would do: whose promise, in which words, by which day."""

    party: str
    words: str
    due_on: date


@whole
def write_minutes(
    held: HeldTable,
    *,
    text: str,
    promises: Sequence[Promised] = (),
    meeting: Meeting | None = None,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Write minutes for every party to confirm; earlier ones that are not final are replaced.

    meeting: the one they are about, whose agenda goes into them. Raises ActionRefused, StepRefused.
    """
    _check(held, text, promises, now)
    row, by = lock(held), held.acting("mediation", "minute")
    number = _next_number(row)
    agenda = _agenda(meeting) if meeting else []
    shown = _hash(row, number, text, agenda, promises)
    done = take_step(
        row, "minute", by=by, said={"minutes": number, "minutes_hash": shown}, now=now, action_id=action_id
    )
    Minutes.objects.filter(mediation=row, final_at__isnull=True, replaced_at__isnull=True).update(
        replaced_at=now
    )
    made = Minutes.objects.create(
        mediation=row,
        meeting=meeting,
        number=number,
        body=_sealed(row, text, f"minutes.{number}", now),
        agenda=agenda,
        hash=shown,
        parties=[one.key for one in held.present],
        written_by=held.user,
        written_at=now,
    )
    Promise.objects.bulk_create(
        Promise(
            minutes=made,
            number=place,
            party=one.party,
            words=_sealed(row, one.words, f"promise.{number}.{place}", now),
            due_on=one.due_on,
        )
        for place, one in enumerate(promises, start=1)
    )
    return done


def _check(held: HeldTable, text: str, promises: Sequence[Promised], now: datetime) -> None:
    if not text.strip():
        raise ActionRefused("message_empty")
    if len(text) > LONGEST:
        raise ActionRefused("message_too_long", most=LONGEST)
    if len(promises) > MOST_PROMISES:
        raise ActionRefused("promises_too_many", most=MOST_PROMISES)
    known = {MEDIATOR, *(one.key for one in held.present)}
    today = clock.legal_day(now)
    if any(not one.words.strip() or one.party not in known or one.due_on < today for one in promises):
        raise ActionRefused("promise_incomplete")


def _next_number(row: Mediation) -> int:
    newest = Minutes.objects.filter(mediation=row).aggregate(newest=Max("number"))["newest"]
    return int(newest or 0) + 1


def _agenda(meeting: Meeting) -> list[dict[str, Any]]:
    """How the meeting went, item by item; why one was skipped stays sealed with the meeting."""
    return [
        {
            "code": one.code,
            "minutes": one.minutes_long,
            "went": "done" if one.done_at else "skipped" if one.skipped_at else "open",
            "meeting": meeting.ref,
            "place": one.place,
        }
        for one in meeting.agenda.order_by("place")
    ]


def _hash(
    row: Mediation, number: int, text: str, agenda: list[dict[str, Any]], promises: Sequence[Promised]
) -> str:
    told = [{**asdict(one), "due_on": one.due_on.isoformat()} for one in promises]
    content = {"of": str(row.id), "number": number, "text": text.strip(), "agenda": agenda, "promises": told}
    return keys.keyed_hash(canonical_json(content), purpose="minutes")


def _sealed(row: Mediation, text: str, place: str, now: datetime) -> bytes | None:
    return facts.seal_words(joint_room(row, now=now), text, place=place)


@whole
def confirm_minutes(
    held: HeldTable,
    *,
    party: str,
    minutes: Minutes,
    seen_hash: str,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """This party says that these minutes, as it saw them, are right. With the last one they are final.

    Raises NotHeld, ActionRefused (other minutes than those that were seen, confirmed already), StepRefused.
    """
    row, by = lock(held), held.acting("mediation", "confirm_minutes")
    if party not in held.mine or party not in minutes.parties:
        raise NotHeld
    minutes.refresh_from_db()
    if minutes.hash != seen_hash or minutes.replaced_at is not None:
        raise ActionRefused("stale")
    if MinutesConfirmation.objects.filter(minutes=minutes, party=party).exists():
        raise ActionRefused("minutes_confirmed_already")
    MinutesConfirmation.objects.create(minutes=minutes, party=party, confirmed_by=held.user, confirmed_at=now)
    is_final = set(minutes.confirmations.values_list("party", flat=True)) >= set(minutes.parties)
    owed = _finished(row, minutes, now) if is_final else ()
    said = {"minutes": minutes.number, "minutes_hash": seen_hash, "final": is_final}
    return take_step(row, "confirm_minutes", by=by, said=said, owed=owed, now=now, action_id=action_id)


def _finished(row: Mediation, minutes: Minutes, now: datetime) -> tuple[Owed, ...]:
    """The minutes are final: everybody is told, and each promise is remembered before and on its day."""
    Minutes.objects.filter(pk=minutes.pk).update(final_at=now)
    owed = [news(row, "minutes_final")]
    for one in minutes.promises.order_by("number"):
        owed += [_reminder(one, days) for days in REMIND_BEFORE if _moment(one, days) > now]
    return tuple(owed)


def _moment(promise: Promise, days: int) -> datetime:
    day = promise.due_on - timedelta(days=days)
    return datetime.combine(day, REMIND_AT, tzinfo=clock.legal_zone())


def _reminder(promise: Promise, days: int) -> Owed:
    return Owed(
        kind="promise.remind",
        key=f"{promise.ref} {days}",
        payload={"promise": str(promise.pk)},
        due_at=_moment(promise, days),
    )


def remind_of_promise(effect: Effect, *, now: datetime) -> None:
    """Handler of `promise.remind`: tell the one who promised, unless it was answered meanwhile."""
    promise = Promise.objects.select_related("minutes__mediation__case").get(pk=effect.payload["promise"])
    if promise.answer:
        return
    row = promise.minutes.mediation
    told = {"due_on": promise.due_on.isoformat()}
    owed = tell_party(row, promise.party, "promise.soon", facts=told, now=now)
    owe_more(
        effect,
        *(Owed(kind=one.kind, key=f"{effect.key} {one.key}", payload=one.payload) for one in owed),
        now=now,
    )


@whole
def answer_promise(
    held: HeldTable,
    *,
    promise: Promise,
    answer: str,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """The one who promised says that it is done, or that it could not be done. All parties see it. Raises NotHeld."""
    row = lock(held)
    promise.refresh_from_db()
    is_own = promise.party in held.mine or (promise.party == MEDIATOR and held.is_mediator)
    if not is_own or promise.minutes.final_at is None or answer not in ("done", "not_done"):
        raise NotHeld
    if promise.answer == "done":
        raise ActionRefused("promise_answered")
    Promise.objects.filter(pk=promise.pk).update(answer=answer, answered_by=held.user, answered_at=now)
    return record(
        chain=chain_for(row.id, "shared"),
        by=held.actor,
        verb="mediation.promise",
        subject=row.id,
        facts={"promise": promise.ref, "answer": answer},
        owed=(news(row, f"promise_{answer}", by=held.actor),),
        now=now,
        action_id=action_id,
    )
