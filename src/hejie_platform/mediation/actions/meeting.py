"""Meetings: the mediator puts times forward, each party says when it can come, the first time that suits all is booked.

A booked meeting takes half hours of everybody who comes. A half hour exists once for a person, so two meetings never fall on
one another: where the database refuses one time, the next that suits all is tried. Cancelling gives the half hours back, and
reminders look again before they speak, so that none follows a cancellation.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from hejie_platform.cases.access import NotHeld
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Mediation
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
from hejie_platform.mediation.facts import agenda
from hejie_platform.mediation.models import AgendaItem, HalfHour, Meeting, RecordingConsent, Slot, SlotChoice
from hejie_platform.mediation.table import MEDIATOR, HeldTable
from hejie_platform.negotiation import facts
from hejie_platform.people.models import User

HALF_HOUR = timedelta(minutes=30)
MOST_SLOTS = 5
LENGTHS = (30, 60, 90, 120, 180)
REMIND_BEFORE = (timedelta(days=1), timedelta(hours=1))


@whole
def propose_meeting(
    held: HeldTable,
    *,
    starts: Sequence[datetime],
    minutes_long: int,
    way: str,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Put one to five times forward, each on a half hour, ahead, and free for the mediator. Raises ActionRefused."""
    row, by = lock(held), held.acting("mediation", "schedule")
    _check_times(held.user, starts, minutes_long, way, now)
    done_first = take_step(
        row,
        "schedule",
        by=by,
        said={"times": len(starts), "way": way, "minutes": minutes_long},
        now=now,
        action_id=action_id,
    )
    made = Meeting.objects.create(
        mediation=row, way=way, minutes_long=minutes_long, proposed_by=held.user, proposed_at=now
    )
    Slot.objects.bulk_create(Slot(meeting=made, starts_at=start) for start in sorted(starts))
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=made, place=place, code=code, minutes_long=minutes)
        for place, (code, minutes) in enumerate(agenda.TEMPLATE, start=1)
    )
    return done_first


def _check_times(user: User, starts: Sequence[datetime], minutes_long: int, way: str, now: datetime) -> None:
    if not 1 <= len(set(starts)) == len(starts) <= MOST_SLOTS:
        raise ActionRefused("meeting_times_count", most=MOST_SLOTS)
    if minutes_long not in LENGTHS or way not in Meeting.WAYS:
        raise ActionRefused("meeting_shape_unknown")
    if any(start <= now or start.minute % 30 or start.second for start in starts):
        raise ActionRefused("meeting_time_odd")
    halves = [half for start in starts for half in _halves(start, minutes_long)]
    if HalfHour.objects.filter(person=user, starts_at__in=halves).exists():
        raise ActionRefused("meeting_time_taken")


def _halves(start: datetime, minutes_long: int) -> list[datetime]:
    return [start + HALF_HOUR * place for place in range(-(-minutes_long // 30))]


@whole
def choose_times(
    held: HeldTable,
    *,
    party: str,
    meeting: Meeting,
    chosen: Sequence[int],
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Say at which of the times this party can come (none: at no one). When one suits all it is booked in the same act.

    chosen: keys of the slots. Raises NotHeld, ActionRefused.
    """
    row = lock(held)
    if party not in held.mine or row.state != "open":
        raise NotHeld
    _move(meeting, "proposed", seen_version, {})
    SlotChoice.objects.filter(slot__meeting=meeting, party=party).delete()
    SlotChoice.objects.bulk_create(
        SlotChoice(slot=slot, party=party, chosen_by=held.user, chosen_at=now)
        for slot in meeting.slots.filter(pk__in=chosen)
    )
    start = _book(meeting, [one.key for one in held.present], now)
    owed = () if start is None else (news(row, "meeting_booked"), *_reminders(meeting, now))
    said = {"meeting": meeting.ref, "booked": start is not None}
    return _noted(held, row, "mediation.choose_times", said, owed, now=now, action_id=action_id)


def _move(meeting: Meeting, state: str, seen_version: int | None, values: dict[str, object]) -> None:
    """Change the meeting while it is in `state` and as it was seen."""
    expected = meeting.version if seen_version is None else seen_version
    rows = Meeting.objects.filter(pk=meeting.pk, state=state, version=expected)
    if not rows.update(version=F("version") + 1, **values):
        raise ActionRefused("stale")
    meeting.refresh_from_db()


def _book(meeting: Meeting, parties: Sequence[str], now: datetime) -> datetime | None:
    """Book the earliest time that every party chose and for which everybody's half hours are still free."""
    for slot in meeting.slots.filter(starts_at__gt=now).order_by("starts_at"):
        choices = list(slot.choices.select_related("chosen_by"))
        if {one.party for one in choices} >= set(parties) and _take_halves(meeting, slot, choices):
            Meeting.objects.filter(pk=meeting.pk).update(state="booked", starts_at=slot.starts_at)
            meeting.refresh_from_db()
            return slot.starts_at
    return None


def _take_halves(meeting: Meeting, slot: Slot, choices: Sequence[SlotChoice]) -> bool:
    """Take the half hours of everybody who comes; the database decides who was first."""
    comes = {meeting.proposed_by_id, *(one.chosen_by_id for one in choices)}
    halves = _halves(slot.starts_at, meeting.minutes_long)
    try:
        with transaction.atomic():
            HalfHour.objects.bulk_create(
                HalfHour(meeting=meeting, person_id=who, starts_at=half)
                for who in sorted(comes)
                for half in halves
            )
    except IntegrityError:
        return False
    return True


@whole
def cancel_meeting(
    held: HeldTable, *, meeting: Meeting, now: datetime, action_id: UUID, seen_version: int | None = None
) -> Done:
    """Cancel a meeting that was put forward or booked: who sits at the table may, and everybody is told."""
    row = lock(held)
    if meeting.state == "cancelled":
        raise ActionRefused("meeting_over")
    _move(meeting, meeting.state, seen_version, {"state": "cancelled", "cancelled_at": now})
    HalfHour.objects.filter(meeting=meeting).delete()
    _stop_recording(meeting, now)
    told = (news(row, "meeting_cancelled", by=held.actor),)
    said = {"meeting": meeting.ref}
    return _noted(held, row, "mediation.cancel_meeting", said, told, now=now, action_id=action_id)


def _noted(
    held: HeldTable,
    row: Mediation,
    verb: str,
    said: Mapping[str, object],
    owed: tuple[Owed, ...] = (),
    *,
    now: datetime,
    action_id: UUID,
) -> Done:
    """One entry on the chain that all parties share."""
    return record(
        chain=chain_for(row.id, "shared"),
        by=held.actor,
        verb=verb,
        subject=row.id,
        facts=said,
        owed=owed,
        now=now,
        action_id=action_id,
    )


# --- reminders ---------------------------------------------------------------------------------------


def _reminders(meeting: Meeting, now: datetime) -> tuple[Owed, ...]:
    """One a day before and one an hour before, as far as they lie ahead."""
    if meeting.starts_at is None:
        return ()
    moments = [(meeting.starts_at - before, before) for before in REMIND_BEFORE]
    payload = {"meeting": str(meeting.pk), "version": meeting.version}
    return tuple(
        Owed(kind="meeting.remind", key=f"{meeting.ref} {before}", payload=payload, due_at=moment)
        for moment, before in moments
        if moment > now
    )


def remind_of_meeting(effect: Effect, *, now: datetime) -> None:
    """Handler of `meeting.remind`: tell everybody who comes, unless it was cancelled or changed meanwhile."""
    meeting = Meeting.objects.select_related("mediation__case").get(pk=effect.payload["meeting"])
    if (meeting.state, meeting.version) != ("booked", effect.payload["version"]) or meeting.starts_at is None:
        return
    row = meeting.mediation
    if row.state != "open" or meeting.starts_at <= now:
        return
    parties = [
        MEDIATOR,
        *meeting.slots.filter(starts_at=meeting.starts_at).values_list("choices__party", flat=True),
    ]
    told = {"starts_at": meeting.starts_at.isoformat()}
    owed = [one for party in parties for one in tell_party(row, party, "meeting.soon", facts=told, now=now)]
    owe_more(effect, *(_keyed(one, effect) for one in owed), now=now)


def _keyed(owed: Owed, effect: Effect) -> Owed:
    return Owed(kind=owed.kind, key=f"{effect.key} {owed.key}", payload=owed.payload)


# --- the agenda --------------------------------------------------------------------------------------


@whole
def tick_agenda(
    held: HeldTable,
    *,
    meeting: Meeting,
    place: int,
    went: str,
    reason: str = "",
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """The mediator notes that an item was gone through, or skipped and why. Raises NotHeld, ActionRefused."""
    if not held.is_mediator:
        raise NotHeld
    if went == "skipped" and not reason.strip():
        raise ActionRefused("agenda_skip_needs_reason")
    row = lock(held)
    sealed = facts.seal_words(joint_room(row, now=now), reason, place=f"agenda.{meeting.ref}.{place}")
    values = {"skipped_at": now, "reason": sealed} if went == "skipped" else {"done_at": now}
    still_open = AgendaItem.objects.filter(
        meeting=meeting, place=place, done_at__isnull=True, skipped_at__isnull=True
    )
    if meeting.state != "booked" or not still_open.update(**values):
        raise ActionRefused("stale")
    said = {"meeting": meeting.ref, "place": place, "went": went}
    return _noted(held, row, "mediation.agenda", said, now=now, action_id=action_id)


# --- recording, only with everybody's yes ------------------------------------------------------------


@whole
def allow_recording(
    held: HeldTable,
    *,
    party: str,
    meeting: Meeting,
    is_allowed: bool,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Say yes to a recording of this meeting, or take the yes back: then a recording that runs stops at once."""
    row = lock(held)
    if party not in (*held.mine, *((MEDIATOR,) if held.is_mediator else ())):
        raise NotHeld
    if meeting.state != "booked":
        raise ActionRefused("meeting_over")
    given = RecordingConsent.objects.filter(meeting=meeting, party=party, withdrawn_at__isnull=True)
    stopped = False
    if is_allowed and not given.exists():
        RecordingConsent.objects.create(meeting=meeting, party=party, given_by=held.user, given_at=now)
    elif not is_allowed:
        given.update(withdrawn_at=now)
        stopped = _stop_recording(meeting, now)
    said = {"meeting": meeting.ref, "party": party, "allowed": is_allowed, "stopped": stopped}
    owed = (news(row, "recording_stopped", by=held.actor),) if stopped else ()
    return _noted(held, row, "mediation.allow_recording", said, owed, now=now, action_id=action_id)


@whole
def start_recording(
    held: HeldTable, *, meeting: Meeting, now: datetime, action_id: UUID, seen_version: int | None = None
) -> Done:
    """The mediator begins to record, once every participant has said yes. Raises NotHeld, ActionRefused."""
    row = lock(held)
    if not held.is_mediator:
        raise NotHeld
    wanted = {MEDIATOR, *(one.key for one in held.present)}
    given = RecordingConsent.objects.filter(meeting=meeting, withdrawn_at__isnull=True)
    if meeting.state != "booked" or not wanted <= set(given.values_list("party", flat=True)):
        raise ActionRefused("recording_needs_all")
    Meeting.objects.filter(pk=meeting.pk).update(recording_since=now, recording_ended_at=None)
    told = (news(row, "recording_started", by=held.actor),)
    said = {"meeting": meeting.ref}
    return _noted(held, row, "mediation.start_recording", said, told, now=now, action_id=action_id)


def _stop_recording(meeting: Meeting, now: datetime) -> bool:
    runs = Meeting.objects.filter(
        pk=meeting.pk, recording_since__isnull=False, recording_ended_at__isnull=True
    )
    return bool(runs.update(recording_ended_at=now))
