"""Meetings: booked without collision, reminded of until cancelled, gone through by an agenda, recorded only by all."""

import threading
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.db import OperationalError, connection

from hejie_platform.cases.access import NotHeld
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.mediation import calls
from hejie_platform.mediation.actions import meeting as actions
from hejie_platform.mediation.models import HalfHour, Meeting
from hejie_platform.mediation.queries import table as queries
from hejie_platform.notices.models import Notice
from hejie_platform.people.models import User
from hejie_platform.web.table import shows
from hejie_platform.web.table.meeting import ics
from tests.platform.cast import Cast, make_cast
from tests.platform.stories import negotiation, sessions
from tests.platform.stories.sessions import Table

TEN = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # ten in the morning in Shanghai, two days ahead


@pytest.fixture
def at(cast: Cast, now: datetime) -> Table:
    return sessions.opened(cast, now=now)


def told(person: User, code: str) -> int:
    return Notice.objects.filter(person=person, code=code).count()


@pytest.mark.django_db
@pytest.mark.feature("F06")
def test_the_first_time_that_suits_all_is_booked_and_all_are_told(at: Table, now: datetime) -> None:
    row = sessions.times_proposed(at, now=now)
    first, second = row.slots.order_by("starts_at").values_list("pk", flat=True)
    assert sessions.can_come(at, at.story.borrower, row, now=now, chosen=[first, second]).state == "proposed"
    row = sessions.can_come(at, at.story.officer, row, now=now, chosen=[second])

    assert (row.state, row.starts_at) == ("booked", TEN + timedelta(days=1))
    assert HalfHour.objects.count() == 3 * 3  # three people, ninety minutes
    negotiation.worked(now)
    for person in (at.story.borrower, at.story.officer, at.mediator):
        assert told(person, "mediation.meeting_booked") == 1


@pytest.mark.django_db
@pytest.mark.feature("F06")
def test_a_time_that_overlaps_another_meeting_of_the_mediator_is_never_booked(
    cast: Cast, at: Table, now: datetime
) -> None:
    other = sessions.opened(cast, now=now)
    mine, theirs = (sessions.times_proposed(table, now=now, days=(2,)) for table in (at, other))
    for table, row in ((at, mine), (other, theirs)):
        sessions.can_come(table, table.story.borrower, row, now=now)
    assert sessions.can_come(at, at.story.officer, mine, now=now).state == "booked"
    late = sessions.can_come(other, other.story.officer, theirs, now=now)
    assert (late.state, late.starts_at) == ("proposed", None)
    with pytest.raises(ActionRefused, match="meeting_time_taken"):
        sessions.times_proposed(other, now=now, days=(2,))

    actions.cancel_meeting(at.held(at.mediator, now), meeting=mine, now=now, action_id=uuid.uuid4())
    assert sessions.can_come(other, other.story.officer, theirs, now=now).state == "booked"


def patiently(press: Callable[[], object]) -> None:
    """A SQLite in memory answers at once that it is locked, where a file would wait."""
    for _try in range(200):
        try:
            press()
        except OperationalError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("locked for too long")


@pytest.mark.django_db(transaction=True)
@pytest.mark.feature("F06")
def test_two_who_press_at_the_same_moment_book_one_meeting(now: datetime) -> None:
    cast = make_cast(now)
    tables = [sessions.opened(cast, now=now), sessions.opened(cast, now=now)]
    rows = [sessions.times_proposed(one, now=now, days=(2,)) for one in tables]
    for one, row in zip(tables, rows, strict=True):
        sessions.can_come(one, one.story.borrower, row, now=now)
    start, failed = threading.Barrier(2), []

    def press(one: Table, row: Meeting) -> None:
        try:
            start.wait(10)
            patiently(lambda: sessions.can_come(one, one.story.officer, row, now=now))
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=pair) for pair in zip(tables, rows, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not failed
    assert sorted(Meeting.objects.values_list("state", flat=True)) == ["booked", "proposed"]


@pytest.mark.django_db
@pytest.mark.feature("F06")
def test_reminders_come_a_day_and_an_hour_before_and_stop_after_cancellation(
    at: Table, now: datetime
) -> None:
    sessions.booked(at, now=now)
    negotiation.worked(TEN - timedelta(days=1))
    assert told(at.story.borrower, "meeting.soon") == 1
    assert told(at.mediator, "meeting.soon") == 1
    negotiation.worked(TEN - timedelta(hours=1))
    assert told(at.story.borrower, "meeting.soon") == 2


@pytest.mark.django_db
@pytest.mark.feature("F06")
def test_a_cancelled_meeting_is_never_reminded_of(at: Table, now: datetime) -> None:
    row = sessions.booked(at, now=now)
    actions.cancel_meeting(at.held(at.story.borrower, now), meeting=row, now=now, action_id=uuid.uuid4())
    negotiation.worked(TEN - timedelta(minutes=30))
    assert told(at.story.borrower, "meeting.soon") == 0
    assert told(at.story.officer, "mediation.meeting_cancelled") == 1
    assert not HalfHour.objects.exists()


@pytest.mark.django_db
@pytest.mark.feature("F06")
def test_a_reader_elsewhere_sees_their_own_hour(at: Table, now: datetime) -> None:
    row = sessions.booked(at, now=now)
    assert "10:00" in shows.moment(row.starts_at, ZoneInfo("Asia/Shanghai"))
    london = shows.moment(row.starts_at, ZoneInfo("Europe/London"))
    assert "02:00" in london
    assert "Europe/London" in london


@pytest.mark.django_db
def test_the_calendar_file_names_nobody_and_takes_a_cancelled_meeting_back(at: Table, now: datetime) -> None:
    row = sessions.booked(at, now=now)
    event = icalendar.Calendar.from_ical(ics(row, now=now)).walk("VEVENT")[0]
    assert (event["dtstart"].dt, event["dtend"].dt) == (TEN, TEN + timedelta(minutes=90))
    assert event["status"] == "CONFIRMED"
    text = ics(row, now=now).decode()
    assert not any(name in text for name in ("Riverside", "江畔", at.story.borrower.name, at.ref))

    actions.cancel_meeting(at.held(at.mediator, now), meeting=row, now=now, action_id=uuid.uuid4())
    again = icalendar.Calendar.from_ical(ics(row, now=now)).walk("VEVENT")[0]
    assert (again["uid"], again["status"]) == (event["uid"], "CANCELLED")
    assert again["sequence"] > event["sequence"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "code"),
    [
        ((), "meeting_times_count"),
        ((TEN, TEN), "meeting_times_count"),
        ((TEN - timedelta(days=9),), "meeting_time_odd"),
        ((TEN + timedelta(minutes=10),), "meeting_time_odd"),
    ],
)
def test_odd_times_are_refused(at: Table, now: datetime, starts: Sequence[datetime], code: str) -> None:
    given = {"starts": starts, "minutes_long": 60, "way": "text", "now": now, "action_id": uuid.uuid4()}
    with pytest.raises(ActionRefused, match=code):
        actions.propose_meeting(at.held(at.mediator, now), **given)


@pytest.mark.django_db
@pytest.mark.feature("F07")
def test_the_agenda_follows_the_template_and_skipping_needs_a_reason_that_stands_in_the_minutes(
    at: Table, now: datetime
) -> None:
    row = sessions.booked(at, now=now)
    codes = list(row.agenda.order_by("place").values_list("code", flat=True))
    assert codes == ["introduce", "demands", "material", "listen", "options", "closing"]
    assert all(minutes > 0 for minutes in row.agenda.values_list("minutes_long", flat=True))

    def tick(place: int, went: str, reason: str = "", who: User = at.mediator) -> None:
        held = at.held(who, now)
        given = {"meeting": row, "place": place, "went": went, "reason": reason, "now": now}
        actions.tick_agenda(held, **given, action_id=uuid.uuid4())

    tick(1, "done")
    with pytest.raises(ActionRefused, match="agenda_skip_needs_reason"):
        tick(3, "skipped")
    with pytest.raises(NotHeld):
        tick(2, "done", who=at.story.borrower)
    tick(3, "skipped", "材料已在会前看过")

    written = queries.minutes_of(at.held(at.mediator, now), sessions.minuted(at, now=now, row=row).ref)
    assert [one["went"] for one in written.row.agenda] == ["done", "open", "skipped", "open", "open", "open"]
    assert queries.reasons_of(written) == {3: "材料已在会前看过"}
    assert "材料" not in str(written.row.agenda)


@pytest.mark.django_db
@pytest.mark.feature("F12")
def test_recording_needs_everybody_and_stops_when_one_takes_their_yes_back(at: Table, now: datetime) -> None:
    row = sessions.booked(at, now=now)

    def allow(person: User, yes: bool = True) -> None:
        held = at.held(person, now)
        given = {"party": held.seat, "meeting": row, "is_allowed": yes, "now": now}
        actions.allow_recording(held, **given, action_id=uuid.uuid4())

    def start() -> None:
        actions.start_recording(at.held(at.mediator, now), meeting=row, now=now, action_id=uuid.uuid4())

    for person in (at.mediator, at.story.borrower):
        allow(person)
    with pytest.raises(ActionRefused, match="recording_needs_all"):
        start()
    allow(at.story.officer)
    start()
    row.refresh_from_db()
    assert (row.recording_since, row.recording_ended_at) == (now, None)
    allow(at.story.borrower, yes=False)
    row.refresh_from_db()
    assert row.recording_ended_at == now
    with pytest.raises(ActionRefused, match="recording_needs_all"):
        start()


@pytest.mark.feature("F05")
def test_each_participant_has_a_token_of_their_own_that_ends(settings: object) -> None:
    settings.HEJIE_CALL_URL, settings.HEJIE_CALL_SECRET = "https://meet.example.org", "secret"  # type: ignore[attr-defined]  # pytest-django's fixture
    given = {"is_moderator": False, "may_record": False, "starts_at": TEN, "minutes": 60}
    borrower = calls.call_for("M1", seat="borrower", now=TEN, **given)
    lender = calls.call_for("M1", seat="lender-X", now=TEN, **given)
    assert borrower is not None
    assert lender is not None
    assert borrower.url != lender.url
    assert borrower.url.split("?")[0] == lender.url.split("?")[0]
    assert borrower.until == TEN + timedelta(minutes=75)
    for moment in (TEN - timedelta(minutes=16), TEN + timedelta(minutes=76)):
        assert calls.call_for("M1", seat="borrower", now=moment, **given) is None


def test_without_an_adapter_there_is_no_call_and_nothing_breaks(settings: object) -> None:
    settings.HEJIE_CALL_URL = ""  # type: ignore[attr-defined]  # pytest-django's fixture
    given = {"is_moderator": False, "may_record": False, "starts_at": TEN, "minutes": 60}
    assert calls.call_for("M1", seat="borrower", now=TEN, **given) is None
