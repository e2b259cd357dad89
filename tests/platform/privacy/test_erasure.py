"""Being forgotten: what stops it, seven days to think, what goes, what stays; and the record that still holds."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hejie_platform.core import storage
from hejie_platform.core.models import StoredFile
from hejie_platform.intake.models import EvidenceItem, Story
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Effect
from hejie_platform.ledger.queries import broken_places
from hejie_platform.mediation.models import CaucusSaying
from hejie_platform.mediation.queries import table
from hejie_platform.negotiation import queries as talks
from hejie_platform.people.models import IdentityProof, User
from hejie_platform.privacy import actions, queries
from hejie_platform.privacy.actions import shredding
from hejie_platform.privacy.facts.retention import CLASSES
from hejie_platform.privacy.models import Erasure, Forgotten
from tests.platform.cast import Cast
from tests.platform.stories import intake, negotiation, privacy, sessions, support

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def CHAPTER(cast: Cast, now: datetime) -> Any:
    """A case that was declined, with papers and a story."""
    held = intake.declined_case(cast, now=now)
    return held


def stops(person: User, now: datetime) -> list[str]:
    return [stop.code for stop in queries.standing(person, now=now).stops]


@pytest.mark.feature("O02")
def test_forgetting_takes_the_words_and_papers_and_the_record_still_verifies(
    cast: Cast, told: Any, now: datetime
) -> None:
    papers = list(EvidenceItem.objects.filter(case=told.case).select_related("file__key"))
    assert papers
    assert storage.get(papers[0].file)
    privacy.asked_to_be_forgotten(cast.borrower, now=now)
    assert actions.erase_due(now + WEEK) == 1

    for paper in EvidenceItem.objects.filter(case=told.case).select_related("file__key"):
        assert paper.name == ""
        assert paper.reading in ({}, None)
        with pytest.raises(storage.FileGone):
            storage.get(paper.file)
    assert Story.objects.get(case=told.case).words == ""
    person = User.objects.get(pk=cast.borrower.pk)
    assert (person.name, person.phone, person.is_active) == ("", None, False)
    assert not IdentityProof.objects.filter(user=person).exclude(id_number_hash="").exists()
    assert list(broken_places()) == []


def test_who_asked_is_forgotten_and_nobody_else(cast: Cast, told: Any, now: datetime) -> None:
    privacy.asked_to_be_forgotten(cast.borrower, now=now)
    actions.erase_due(now + WEEK)
    for other in (cast.stranger, cast.other_borrower, cast.officer):
        row = User.objects.get(pk=other.pk)
        assert row.name
        assert row.is_active
        assert IdentityProof.objects.get(user=other).legal_name


def test_nothing_happens_before_seven_days_and_it_can_be_called_off(
    cast: Cast, told: Any, now: datetime
) -> None:
    row = privacy.asked_to_be_forgotten(cast.borrower, now=now)
    assert actions.erase_due(now + WEEK - timedelta(minutes=1)) == 0
    actions.call_off_erasure(cast.borrower, now=now, action_id=privacy.new_id())
    assert actions.erase_due(now + 2 * WEEK) == 0
    row.refresh_from_db()
    assert row.state == "called_off"
    assert User.objects.get(pk=cast.borrower.pk).name
    with pytest.raises(ActionRefused, match="erasure_none"):
        actions.call_off_erasure(cast.borrower, now=now, action_id=privacy.new_id())


def test_what_stays_is_said_before(cast: Cast, told: Any, now: datetime) -> None:
    found = queries.standing(cast.borrower, now=now)
    assert found.is_free
    assert {one.name for one in found.stays} >= {"ledger"}
    row = privacy.asked_to_be_forgotten(cast.borrower, now=now)
    assert [one["class"] for one in row.kept] == [one.name for one in found.stays]


def test_a_running_case_and_an_office_stop_it(cast: Cast, told: Any, now: datetime) -> None:
    intake.open_case(cast, now=now)
    assert stops(cast.borrower, now) == ["case_runs"]
    assert stops(cast.officer, now) == ["works_here"]
    with pytest.raises(ActionRefused, match="erasure_stopped"):
        privacy.asked_to_be_forgotten(cast.borrower, now=now)
    assert stops(cast.stranger, now) == []


def test_an_open_complaint_stops_it_also_when_it_comes_within_the_week(
    cast: Cast, told: Any, now: datetime
) -> None:
    row = privacy.asked_to_be_forgotten(cast.borrower, now=now)
    support.filed(cast.borrower, now=now + timedelta(days=1))
    assert actions.erase_due(now + WEEK) == 1
    row.refresh_from_db()
    assert (row.state, [one["code"] for one in row.stops]) == ("stopped", ["complaint_open"])
    assert User.objects.get(pk=cast.borrower.pk).name


def test_a_repeated_scan_erases_once(cast: Cast, told: Any, now: datetime) -> None:
    privacy.asked_to_be_forgotten(cast.borrower, now=now)
    assert (actions.erase_due(now + WEEK), actions.erase_due(now + WEEK)) == (1, 0)
    assert Erasure.objects.filter(state="done").count() == 1


@pytest.mark.feature("O02")
def test_the_sweep_forgets_a_closed_case_after_its_time_and_not_before(
    cast: Cast, told: Any, now: datetime
) -> None:
    early, late = now + timedelta(days=1000), now + timedelta(days=3 * 366 + 2)
    assert [one.count for one in queries.overdue(now=early) if one.model == "cases.Case"] == [0]
    assert [one.count for one in queries.overdue(now=late) if one.model == "cases.Case"] == [1]
    assert Story.objects.get(case=told.case).words, "a dry run changes nothing"
    actions.sweep(late)
    assert Story.objects.get(case=told.case).words == ""
    assert Forgotten.objects.get(subject=told.case.pk).model == "cases.Case"
    assert [one.count for one in queries.overdue(now=late) if one.model == "cases.Case"] == [0]
    assert list(broken_places()) == []


def test_a_paper_that_a_later_application_took_over_goes_with_the_last_of_them(
    cast: Cast, told: Any, now: datetime
) -> None:
    later = now + timedelta(days=900)
    done = intake.actions.open_application(
        cast.borrower, predecessor=told, now=later, action_id=intake.new_id()
    )
    papers = list(EvidenceItem.objects.filter(case_id=done.subject).select_related("file"))
    actions.sweep(now + timedelta(days=3 * 366 + 2))
    assert Story.objects.get(case=told.case).words == ""
    assert all(storage.get(StoredFile.objects.get(pk=one.file.pk)) for one in papers)

    shredding.forget(cast.borrower, now=later)
    for paper in papers:
        with pytest.raises(storage.FileGone):
            storage.get(StoredFile.objects.get(pk=paper.file.pk))


def test_the_sweep_leaves_a_case_with_an_open_complaint(cast: Cast, told: Any, now: datetime) -> None:
    row = support.filed(cast.borrower, now=now)
    type(row).objects.filter(pk=row.pk).update(case=told.case)
    actions.sweep(now + timedelta(days=3 * 366 + 2))
    assert Story.objects.get(case=told.case).words


def test_ones_own_words_go_and_the_other_sides_stay(cast: Cast, now: datetime) -> None:
    story = negotiation.talking(negotiation.waiting(cast, now=now), now=now)
    negotiation.said(story, "borrower", "CANARY mine", now=now)
    negotiation.said(story, "lender", "theirs", now=now)
    room = story.row().rooms.get(audience="shared")
    assert [one.text for one in talks.said_in_room(room)][-2:] == ["CANARY mine", "theirs"]
    shredding.shred_case(story.row().case, now=now)
    assert [one.text for one in talks.said_in_room(room)][-2:] == ["—", "theirs"]


def test_a_caucus_and_notes_of_an_old_mediation_can_be_read_by_nobody(cast: Cast, now: datetime) -> None:
    at = sessions.opened(cast, now=now)
    sessions.in_private(at, cast.borrower, "CANARY", now=now)
    sessions.noted(at, "CANARY", now=now)
    room = CaucusSaying.objects.get().room
    assert table.caucus(room.mediation, "borrower").key.sealed is not None
    counts = shredding.seal_rooms(room.mediation, now=now)
    assert (counts["mediation.Caucus"], counts["mediation.NoteBook"]) == (1, 1)
    with pytest.raises(storage.FileGone):
        storage.open_key(table.caucus(room.mediation, "borrower").key)


def test_the_last_day_to_call_it_off_is_said_as_the_law_counts_it(cast: Cast, told: Any) -> None:
    """At half past one in the morning in Beijing it is still yesterday in UTC."""
    early = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    row = privacy.asked_to_be_forgotten(cast.borrower, now=early)
    [owed] = Effect.objects.filter(kind="notice.send", payload__code="erasure_waits")
    assert owed.payload["facts"]["due_on"] == "2026-11-30"
    assert row.due_at == early + WEEK


def test_the_nights_sweep_takes_nothing_a_day_early() -> None:
    """It runs at four in the morning, when UTC is a day behind: what was made a minute later stays."""
    night = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
    kept = CLASSES["technical"]
    assert kept.before(night) == datetime(2026, 11 - kept.months, 22, 20, 0, tzinfo=UTC)
