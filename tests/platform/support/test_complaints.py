"""A complaint from its receipt to its answer: who handles it, who sees what, what its limits do."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from hejie_platform.core import clock
from hejie_platform.core.refusals import ActionRefused
from hejie_platform.jobs.scheduler import SCANS
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger import queries as ledger
from hejie_platform.ledger.models import AccessEntry, Effect, Entry
from hejie_platform.notices.models import Notice
from hejie_platform.people.models import Membership
from hejie_platform.support import access, actions, queries
from hejie_platform.support.models import Complaint
from tests.platform.cast import Cast, person
from tests.platform.stories import intake, pictures
from tests.platform.stories import support as stories

pytestmark = pytest.mark.django_db
new_id = uuid.uuid4


def told(ref: str) -> dict[str, set[str]]:
    """Whom the worker told what about this complaint."""
    rows = Notice.objects.filter(about__ref=ref).select_related("person")
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.person.name, set()).add(row.code)
    return found


def worked(now: datetime) -> None:
    Worker(name="test", now=lambda: now).run_all_due()


def about_bank(cast: Cast, now: datetime) -> Complaint:
    case = intake.open_case(cast, now=now)
    return stories.filed(cast.borrower, now=now, key=f"lender:{stories.talks_of(case, cast).ref}")


def test_a_complaint_has_a_number_a_handler_and_both_limits_at_once(cast: Cast, now: datetime) -> None:
    row = stories.filed(cast.borrower, now=now)
    assert (row.state, row.handler) == ("received", cast.complaint_handler)
    assert len(row.ref) == 10
    # received on Monday 23 November: three working days end on the 26th, fifteen days on 8 December
    assert row.accept_due_at
    assert row.answer_due_at
    assert clock.legal_day(row.accept_due_at) == date(2026, 11, 27)
    assert clock.legal_day(row.answer_due_at) == date(2026, 12, 9)
    worked(now)
    assert told(row.ref) == {
        "borrower": {"complaint_received"},
        "complaint-handler": {"complaint_to_handle"},
    }


def test_beyond_the_published_calendar_the_limit_is_provisional(cast: Cast, now: datetime) -> None:
    assert not stories.filed(cast.borrower, now=now).is_provisional
    assert stories.filed(cast.borrower, now=datetime(2026, 12, 28, 2, tzinfo=now.tzinfo)).is_provisional


def test_sending_a_complaint_twice_makes_one(cast: Cast, now: datetime) -> None:
    subject = access.subject_of(cast.borrower, "staff", now=now)
    given = actions.Told(topic="delay", happened_on=date(2026, 11, 2), words="No answer.", wish="explain")
    same = new_id()
    first = actions.file_complaint(cast.borrower, subject=subject, told=given, now=now, action_id=same)
    again = actions.file_complaint(cast.borrower, subject=subject, told=given, now=now, action_id=same)
    assert (first.repeated, again.repeated, Complaint.objects.count()) == (False, True, 1)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"words": "  "}, "complaint_says_nothing"),
        ({"happened_on": date(2026, 11, 24)}, "complaint_day_ahead"),
        ({"topic": "weather"}, "complaint_not_on_list"),
        ({"wish": "revenge"}, "complaint_not_on_list"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_leaves_nothing(
    cast: Cast, now: datetime, wrong: dict[str, object], code: str
) -> None:
    with pytest.raises(ActionRefused, match=code):
        stories.filed(cast.borrower, now=now, **wrong)
    assert not Complaint.objects.exists()


@pytest.mark.feature("K01")
def test_a_complaint_is_never_handled_by_its_subject_has_a_limit_and_closes_with_an_answer(
    cast: Cast, now: datetime
) -> None:
    first = stories.filed(cast.borrower, now=now)
    assert first.handler == cast.complaint_handler
    second = stories.filed(cast.borrower, now=now, key=f"handler:{first.ref}")
    assert second.about_person == cast.complaint_handler
    assert second.handler == cast.supervisor
    assert second.answer_due_at is not None
    with pytest.raises(access.NotHeld):
        stories.held(cast.complaint_handler, second, now)
    with pytest.raises(ActionRefused, match="complaint_handler_barred"):
        stories.stepped(actions.reassign, cast.supervisor, second, now=now, to=cast.complaint_handler.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=second.pk).update(handler=cast.complaint_handler)
    accepted = stories.accepted(second, cast.supervisor, now=now)
    stories.asked(accepted, cast.supervisor, now=now)
    stories.commented(second, cast.complaint_handler, now=now)
    stories.answered(second, cast.supervisor, now=now)
    worked(now)
    assert "complaint_answered" in told(second.ref)["borrower"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=second.pk).update(outcome="")


def test_a_handler_with_a_seat_in_the_house_complained_of_is_passed_over(cast: Cast, now: datetime) -> None:
    Membership.objects.create(
        user=cast.complaint_handler, organisation=cast.bank, role="officer", from_day=date(2026, 1, 1)
    )
    assert about_bank(cast, now).handler == cast.supervisor
    assert stories.filed(cast.borrower, now=now).handler == cast.complaint_handler


def test_the_next_complaint_goes_to_the_handler_with_fewer_open_ones(cast: Cast, now: datetime) -> None:
    other = person("other-handler", cast.platform, "complaint_handler", now=now)
    handled = [stories.filed(cast.borrower, now=now).handler for _ in range(4)]
    assert handled.count(other) == handled.count(cast.complaint_handler) == 2


def test_who_sees_a_complaint_and_who_does_not(cast: Cast, now: datetime) -> None:
    row = about_bank(cast, now)
    seen = {}
    everybody = (
        "borrower",
        "complaint_handler",
        "supervisor",
        "officer",
        "other_officer",
        "reviewer",
        "stranger",
    )
    for name in everybody:
        try:
            seen[name] = stories.held(getattr(cast, name), row, now).roles
        except access.NotHeld:
            seen[name] = ()
    assert seen == {
        "borrower": ("complainant",),
        "complaint_handler": ("handler",),
        "supervisor": ("supervisor",),
        "officer": (),
        "other_officer": (),
        "reviewer": (),
        "stranger": (),
    }


def test_the_side_complained_of_sees_it_once_asked_and_never_its_papers(cast: Cast, now: datetime) -> None:
    case = intake.open_case(cast, now=now)
    key = f"lender:{stories.talks_of(case, cast).ref}"
    row = stories.filed(cast.borrower, now=now, key=key, paper=pictures.png())
    stories.asked(stories.accepted(row, cast.complaint_handler, now=now), cast.complaint_handler, now=now)
    officer = stories.held(cast.officer, row, now)
    assert officer.roles == ("subject",)
    assert (queries.look(officer, now=now).papers, queries.look(officer, now=now).events) == ((), ())
    with pytest.raises(access.NotHeld):
        access.complaint_paper_of(officer, row.papers.get().ref)
    assert access.complaint_paper_of(stories.held(cast.borrower, row, now), row.papers.get().ref)
    with pytest.raises(access.NotHeld):
        stories.held(cast.other_officer, row, now)


def test_no_answer_before_the_other_side_was_heard_or_its_days_are_over(cast: Cast, now: datetime) -> None:
    row = stories.accepted(about_bank(cast, now), cast.complaint_handler, now=now)
    with pytest.raises(ActionRefused, match="complaint_hear_first"):
        stories.answered(row, cast.complaint_handler, now=now)
    stories.asked(row, cast.complaint_handler, now=now)
    with pytest.raises(ActionRefused, match="complaint_hear_first"):
        stories.answered(row, cast.complaint_handler, now=now + timedelta(days=6))
    later = now + timedelta(days=7)  # asked on Monday: five working days end with the next Monday
    assert row.hearing_due_at
    assert clock.legal_day(row.hearing_due_at) == date(2026, 12, 1)
    with pytest.raises(ActionRefused, match="complaint_hear_first"):
        stories.answered(row, cast.complaint_handler, now=later)
    assert stories.answered(row, cast.complaint_handler, now=later + timedelta(days=1)).state == "answered"


def test_an_answer_needs_reasons_an_outcome_and_a_next_route(cast: Cast, now: datetime) -> None:
    row = stories.accepted(about_bank(cast, now), cast.complaint_handler, now=now)
    stories.commented(stories.asked(row, cast.complaint_handler, now=now), cast.officer, now=now)
    whole = {"outcome": "partly", "words": "Because.", "routes": ["court"]}
    for gap in ({"words": " "}, {"outcome": ""}, {"routes": []}, {"routes": ["bribe"]}):
        with pytest.raises(ActionRefused):
            stories.stepped(actions.answer, cast.complaint_handler, row, now=now, **(whole | gap))
    assert stories.stepped(actions.answer, cast.complaint_handler, row, now=now, **whole).routes == ["court"]


def test_a_complex_complaint_has_thirty_days_from_its_receipt_and_more_time_once(
    cast: Cast, now: datetime
) -> None:
    row = stories.filed(cast.borrower, now=now)
    stories.accepted(row, cast.complaint_handler, now=now + timedelta(days=2), is_complex=True)
    assert row.answer_due_at
    assert clock.legal_day(row.answer_due_at) == date(2026, 12, 24)
    with pytest.raises(ActionRefused, match="complaint_not_yours"):
        stories.stepped(actions.extend, cast.complaint_handler, row, now=now, words="Witnesses.")
    stories.stepped(actions.extend, cast.supervisor, row, now=now, words="Witnesses are ill.")
    assert row.answer_due_at
    assert clock.legal_day(row.answer_due_at) == date(2027, 1, 23)
    with pytest.raises(ActionRefused, match="complaint_extended_already"):
        stories.stepped(actions.extend, cast.supervisor, row, now=now, words="Again.")


def test_a_limit_that_runs_out_goes_to_the_supervisor_once(cast: Cast, now: datetime) -> None:
    fire = next(scan for scan in SCANS if scan.name == "fire_limits").run
    row = stories.filed(cast.borrower, now=now)
    assert row.accept_due_at
    assert row.answer_due_at
    assert fire(row.accept_due_at - timedelta(seconds=1)) == 0
    assert fire(row.accept_due_at) == 1
    assert fire(row.accept_due_at + timedelta(hours=1)) == 0
    row.refresh_from_db()
    assert row.state == "escalated"
    worked(row.accept_due_at)
    assert "complaint_accept_late" in told(row.ref)["supervisor"]
    assert "complaint_late" in told(row.ref)["borrower"]
    assert fire(row.answer_due_at) == 1
    worked(row.answer_due_at)
    assert "complaint_answer_late" in told(row.ref)["supervisor"]
    assert stories.held(cast.supervisor, row, row.answer_due_at).open_steps >= {"answer", "reassign"}


def test_a_complaint_that_was_answered_runs_no_limit(cast: Cast, now: datetime) -> None:
    row = stories.accepted(about_bank(cast, now), cast.complaint_handler, now=now)
    stories.commented(stories.asked(row, cast.complaint_handler, now=now), cast.officer, now=now)
    stories.answered(row, cast.complaint_handler, now=now)
    assert actions.run_out(now + timedelta(days=90)) == 0


def test_both_limits_overslept_at_once_leave_two_entries_and_no_error(cast: Cast, now: datetime) -> None:
    row = stories.filed(cast.borrower, now=now)
    assert actions.run_out(now + timedelta(days=90)) == 2
    assert Entry.objects.filter(subject=row.pk, verb="complaint.run_late").count() == 2


def test_the_supervisor_complained_of_is_not_told_and_does_not_see_it(cast: Cast, now: datetime) -> None:
    first = stories.filed(cast.borrower, now=now)
    second = stories.filed(cast.borrower, now=now, key=f"handler:{first.ref}")
    third = stories.filed(cast.borrower, now=now, key=f"handler:{second.ref}")
    assert (second.handler, third.handler) == (cast.supervisor, None)
    with pytest.raises(access.NotHeld):
        stories.held(cast.supervisor, third, now)
    desk = access.desk_for(cast.supervisor, now=now)
    assert third not in access.complaints_at_desk(desk)
    assert second in access.complaints_at_desk(desk)


def test_an_operator_writes_down_a_call_and_the_borrower_finds_it(cast: Cast, now: datetime) -> None:
    case = intake.open_case(cast, now=now)
    account = access.case_for_caller(cast.operator, case.case.ref, now=now).case.borrower
    done = actions.file_complaint(
        cast.operator,
        subject=access.subject_of(cast.operator, f"org:{cast.bank.ref}", now=now),
        told=actions.Told(topic="contacts", happened_on=date(2026, 11, 20), words="At night.", wish="stop"),
        caller=actions.Caller(name="Somebody", reach="+86 138", account=account),
        now=now,
        action_id=new_id(),
    )
    row = Complaint.objects.get(pk=done.subject)
    assert done.entry.role == "recorder"
    assert stories.held(cast.operator, row, now).roles == ("recorder",)
    assert [one.pk for one, _ in queries.mine(cast.borrower)] == [row.pk]
    with pytest.raises(access.NotHeld):
        access.case_for_caller(cast.officer, case.case.ref, now=now)


def test_a_caller_without_an_account_is_answered_through_the_operator(cast: Cast, now: datetime) -> None:
    done = actions.file_complaint(
        cast.operator,
        subject=access.subject_of(cast.operator, "other", now=now),
        told=actions.Told(topic="fees", happened_on=date(2026, 11, 20), words="A fee.", wish="repay"),
        caller=actions.Caller(name="Somebody", reach="+86 138"),
        now=now,
        action_id=new_id(),
    )
    row = Complaint.objects.get(pk=done.subject)
    worked(now)
    assert (row.complainant, told(row.ref)["operator"]) == (None, {"complaint_received"})


def test_what_was_taken_back_is_over_and_a_stale_page_is_told_so(cast: Cast, now: datetime) -> None:
    row = stories.filed(cast.borrower, now=now)
    old = stories.held(cast.complaint_handler, row, now)
    stories.stepped(actions.withdraw, cast.borrower, row, now=now)
    with pytest.raises(ActionRefused, match="stale"):
        actions.accept(old, is_complex=False, seen_version=0, now=now, action_id=new_id())
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_the_record_holds_no_words_and_every_chain_is_whole(cast: Cast, now: datetime) -> None:
    row = stories.accepted(about_bank(cast, now), cast.complaint_handler, now=now)
    stories.commented(stories.asked(row, cast.complaint_handler, now=now), cast.officer, now=now)
    stories.answered(row, cast.complaint_handler, now=now)
    kept = str(list(Entry.objects.filter(subject=row.pk).values_list("facts", flat=True)))
    kept += str(list(Effect.objects.filter(entry__subject=row.pk).values_list("payload", flat=True)))
    assert "shouted" not in kept
    assert "sorry" not in kept
    assert list(ledger.broken_places()) == []


def test_that_the_desk_looked_at_a_paper_is_written_down(cast: Cast, now: datetime) -> None:
    from tests.platform.web.samples import logged_in

    row = stories.filed(cast.borrower, now=now, paper=pictures.png())
    where = f"/complaints/{row.ref}/papers/{row.papers.get().ref}/"
    assert logged_in(cast.borrower).get(where).status_code == 200
    assert not AccessEntry.objects.filter(kind="support_paper").exists()
    assert logged_in(cast.complaint_handler).get(where).content == pictures.png()
    assert AccessEntry.objects.get(kind="support_paper").reader == cast.complaint_handler
