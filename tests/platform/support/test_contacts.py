"""The record of contacts: what is found, who sees what, and what a report to the lender sets going."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.models import Negotiation, Standstill
from hejie_platform.core import clock, law
from hejie_platform.core.refusals import ActionRefused, LawRefused
from hejie_platform.intake.actions import Wrong
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger.models import Entry
from hejie_platform.notices import limits
from hejie_platform.notices.models import Notice
from hejie_platform.people.models import Membership
from hejie_platform.support import access, actions, queries
from hejie_platform.support.facts import lists
from hejie_platform.support.models import CollectionReport, Complaint, ContactEntry
from tests.platform.cast import Cast
from tests.platform.stories import agreements, intake, negotiation, opening
from tests.platform.stories import support as stories
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
new_id = uuid.uuid4


def CHAPTER(cast: Cast, now: datetime) -> HeldCase:
    return intake.open_case(cast, now=now)


@pytest.fixture
def case(told: HeldCase) -> HeldCase:
    return told


@pytest.fixture
def talks(case: HeldCase, cast: Cast) -> str:
    return str(stories.talks_of(case, cast).ref)


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def found(case: HeldCase) -> list[list[str]]:
    """The codes found about each entry, the newest first."""
    return [[one.code for one in noted.findings] for noted in queries.record_of(case.case)]


def test_a_call_at_night_is_found_and_one_by_day_is_not(case: HeldCase, talks: str, now: datetime) -> None:
    stories.noted(case, now=now, hour=10, days_ago=2, talks=talks)
    stories.noted(case, now=now, hour=23, talks=talks)
    assert found(case) == [["contact_in_quiet_hours"], []]


def test_the_fourth_call_of_a_day_is_found_in_whatever_order_they_were_noted(
    case: HeldCase, talks: str, now: datetime
) -> None:
    for hour in (12, 9, 11, 10):
        stories.noted(case, now=now, hour=hour, number=str(hour), talks=talks)
    assert found(case) == [["contact_calls_many"], [], [], []]


def test_nobody_is_charged_with_the_calls_of_another_lender(
    case: HeldCase, cast: Cast, talks: str, now: datetime
) -> None:
    other = case.case.negotiations.get(creditor=cast.microloan).ref
    for hour in (9, 10, 11):
        stories.noted(case, now=now, hour=hour, number=str(hour), talks=talks)
    stories.noted(case, now=now, hour=12, talks=other)
    assert found(case)[0] == []


def test_a_contact_while_collection_rests_leads_to_the_agreement_it_may_break(
    cast: Cast, now: datetime
) -> None:
    story = negotiation.waiting(cast, now=now)
    agreements.signed_by_all(story, now=now)
    later = now + timedelta(days=3)
    held = access.contacts_for(cast.borrower, story.row().case.ref, now=later)
    assert Standstill.objects.filter(negotiation=story.row()).exists(), "the agreement grants a pause"
    stories.noted(held, now=later, talks=story.ref, days_ago=1)
    stories.noted(held, now=later, talks=story.ref, days_ago=4)
    inside, before = queries.record_of(held.case)
    assert [one.code for one in inside.findings] == ["contact_while_resting"]
    assert inside.breach_ref == agreements.agreement_of(story).ref
    assert (before.findings, before.breach_ref) == ((), "")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"days_ago": -1}, "contact_ahead"),
        ({"channel": "pigeon"}, "complaint_not_on_list"),
        ({"conduct": ("magic",)}, "complaint_not_on_list"),
        ({"talks": "0000000000"}, "contact_of_nobody"),
    ],
)
def test_what_cannot_be_noted_is_refused(
    case: HeldCase, now: datetime, given: dict[str, object], code: str
) -> None:
    with pytest.raises(ActionRefused, match=code):
        stories.noted(case, now=now, **given)
    assert not ContactEntry.objects.exists()


def test_a_program_in_the_place_of_a_recording_is_refused(case: HeldCase, now: datetime) -> None:
    with pytest.raises(Wrong):
        stories.noted(case, now=now, file=b"MZ\x90\x00 program")
    assert stories.noted(case, now=now, file=b"ID3\x03 recorded").file.media_type == "audio/mpeg"


def test_the_lender_sees_only_what_was_reported_and_what_it_posted(
    case: HeldCase, cast: Cast, talks: str, now: datetime
) -> None:
    kept = stories.noted(case, now=now, hour=9, talks=talks)
    told = stories.noted(case, now=now, hour=23, days_ago=2, talks=talks)
    stories.reported(case, told, now=now)
    desk = access.lender_contacts_for(cast.officer, talks, now=now)
    given = actions.ContactTold(
        at=now - timedelta(hours=1), channel="call", number="95000", words="Reminder."
    )
    actions.post_contact(desk, told=given, now=now, action_id=new_id())
    seen = [one.entry.pk for one in queries.posted_in(desk.negotiation)]
    assert kept.pk not in seen
    assert told.pk in seen
    assert len(seen) == 2
    assert len(queries.record_of(case.case)) == 3
    for stranger in (cast.other_officer, cast.stranger):
        with pytest.raises(access.NotHeld):
            access.lender_contacts_for(stranger, talks, now=now)
    for stranger in (cast.officer, cast.other_borrower, cast.reviewer):
        with pytest.raises(access.NotHeld):
            access.contacts_for(stranger, case.case.ref, now=now)


def test_a_report_goes_to_one_lender_with_what_was_found_and_its_last_day(
    case: HeldCase, cast: Cast, talks: str, now: datetime
) -> None:
    entry = stories.noted(case, now=now, hour=23, talks=talks)
    report = stories.reported(case, entry, now=now)
    assert clock.legal_day(report.due_at) == date(2026, 12, 1)  # five working days end on the Monday before
    assert [one["code"] for one in report.found[0]["findings"]] == ["contact_in_quiet_hours"]
    assert report.law_version == "cn 2026.11"
    Worker(name="test", now=lambda: now).run_all_due()
    people = {row.person for row in Notice.objects.filter(code="collection_reported")}
    assert people == {cast.officer, cast.checker}


def test_a_report_of_several_lenders_of_nothing_or_of_the_lenders_own_notes_is_refused(
    case: HeldCase, cast: Cast, talks: str, now: datetime
) -> None:
    one = stories.noted(case, now=now, hour=9, talks=talks)
    other = stories.noted(
        case, now=now, hour=9, talks=case.case.negotiations.get(creditor=cast.microloan).ref
    )
    unknown = stories.noted(case, now=now, hour=9)
    for entries, code in (
        ((), "contact_choose_some"),
        ((one, other), "contact_one_lender"),
        ((unknown,), "contact_one_lender"),
    ):
        with pytest.raises(ActionRefused, match=code):
            stories.reported(case, *entries, now=now)
    assert not CollectionReport.objects.exists()


def test_what_was_reported_stays_and_another_note_can_be_taken_back(
    case: HeldCase, talks: str, now: datetime
) -> None:
    kept, free = (stories.noted(case, now=now, hour=hour, talks=talks) for hour in (9, 10))
    stories.reported(case, kept, now=now)
    with pytest.raises(ActionRefused, match="contact_reported"):
        actions.take_back(case, kept, now=now, action_id=new_id())
    actions.take_back(case, free, now=now, action_id=new_id())
    assert [one.entry.pk for one in queries.record_of(case.case)] == [kept.pk]


@pytest.mark.feature("I04")
def test_the_lender_answers_once_and_silence_goes_to_the_supervisor(
    case: HeldCase, cast: Cast, talks: str, now: datetime
) -> None:
    late, answered = (
        stories.reported(case, stories.noted(case, now=now, hour=hour, talks=talks), now=now)
        for hour in (9, 10)
    )
    desk = access.report_for(cast.officer, answered.ref, now=now)
    given = {"outcome": "stopped", "words": "The agency is gone.", "now": now}
    actions.answer_report(desk, **given, seen_version=answered.version, action_id=new_id())
    with pytest.raises(ActionRefused, match="stale"):
        actions.answer_report(desk, **given, seen_version=answered.version, action_id=new_id())
    held = access.report_for(cast.borrower, late.ref, now=now)
    with pytest.raises(ActionRefused, match="complaint_not_yours"):
        actions.answer_report(held, **given, seen_version=None, action_id=new_id())
    assert actions.run_out(late.due_at - timedelta(seconds=1)) == 0
    assert actions.run_out(late.due_at) == 1
    assert actions.run_out(late.due_at + timedelta(days=1)) == 0
    Worker(name="test", now=lambda: late.due_at).run_all_due()
    told = {row.person for row in Notice.objects.filter(code="collection_report_late")}
    assert told == {cast.checker, cast.supervisor}


# --- through the pages -----------------------------------------------------------------------------


def note_form(**more: str) -> dict[str, str]:
    told = {
        "day": "2026-11-22",
        "hour": "23:10",
        "channel": "call",
        "was_answered": "yes",
        "reached": "family",
    }
    return {"action_id": str(new_id()), "words": "再不还就通知你单位", **told, **more}


def test_a_contact_is_noted_reported_and_made_a_complaint_through_pages(
    case: HeldCase, cast: Cast, talks: str
) -> None:
    client = logged_in(cast.borrower)
    where = f"/contacts/{case.case.ref}/"
    assert client.post(f"{where}new/", note_form(talks=talks))["Location"] == where
    entry = ContactEntry.objects.get()
    assert f"?entry={entry.ref}" in client.get(where).content.decode()
    sent = client.post(f"{where}report/", {"action_id": str(new_id()), "entries": [entry.ref]})
    assert sent["Location"] == f"/contacts/reports/{CollectionReport.objects.get().ref}/"
    page = client.get(sent["Location"]).content.decode()
    assert f"/complaints/new/?about=lender:{talks}" in page
    told = {
        "about": f"lender:{talks}",
        "topic": "contacts",
        "happened_on": "2026-11-22",
        "words": "x",
        "wish": "stop",
    }
    client.post("/complaints/new/", {"action_id": str(new_id()), **told})
    assert Complaint.objects.get().negotiation.ref == talks


def test_what_was_typed_stays_when_a_note_is_refused(case: HeldCase, cast: Cast) -> None:
    answer = logged_in(cast.borrower).post(f"/contacts/{case.case.ref}/new/", note_form(hour="25:99"))
    assert answer.status_code == 200
    assert "再不还就通知你单位" in answer.content.decode()
    assert not ContactEntry.objects.exists()


def test_words_that_are_markup_are_shown_as_words(case: HeldCase, cast: Cast, talks: str) -> None:
    client = logged_in(cast.borrower)
    client.post(f"/contacts/{case.case.ref}/new/", note_form(talks=talks, words="<script>alert(1)</script>"))
    page = client.get(f"/contacts/{case.case.ref}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_note_of_another_case_cannot_be_reported_or_opened(
    case: HeldCase, cast: Cast, now: datetime
) -> None:
    theirs = intake.open_case(cast, now=now, who=cast.other_borrower)
    entry = stories.noted(theirs, now=now, talks=stories.talks_of(theirs, cast).ref)
    client = logged_in(cast.borrower)
    assert client.get(f"/contacts/{case.case.ref}/notes/{entry.ref}/").status_code == 404
    answer = client.post(
        f"/contacts/{case.case.ref}/report/", {"action_id": str(new_id()), "entries": [entry.ref]}
    )
    assert answer.status_code == 200
    assert not CollectionReport.objects.exists()


def test_a_guarantor_reads_neither_the_record_of_contacts_nor_a_report_of_it(
    case: HeldCase, cast: Cast, talks: str, now: datetime
) -> None:
    """A guarantor stands for a loan; who called the borrower, and what was said, is not theirs."""
    opening.stand_for(cast.guarantor, case.case, now=now)
    report = stories.reported(case, stories.noted(case, now=now, hour=23, talks=talks), now=now)
    assert access.report_for(cast.borrower, report.ref, now=now).role == "borrower"
    with pytest.raises(access.NotHeld):
        access.contacts_for(cast.guarantor, case.case.ref, now=now)
    with pytest.raises(access.NotHeld):
        access.report_for(cast.guarantor, report.ref, now=now)


def test_a_guarantor_chooses_among_the_lenders_of_their_own_loans(
    case: HeldCase, cast: Cast, now: datetime
) -> None:
    """The list of whom one may complain of would else name every lender of the household."""
    opening.stand_for(cast.guarantor, case.case, lender=cast.bank, now=now)
    own = {one.organisation for one in access.subjects_for(cast.borrower, now=now) if one.negotiation}
    theirs = {one.organisation for one in access.subjects_for(cast.guarantor, now=now) if one.negotiation}
    assert own == {cast.bank, cast.microloan}
    assert theirs == {cast.bank}


def test_what_a_lender_answers_to_a_report_is_told_to_the_household_alone(
    case: HeldCase, talks: str, cast: Cast, now: datetime
) -> None:
    opening.stand_for(cast.guarantor, case.case, now=now)
    report = stories.reported(case, stories.noted(case, now=now, hour=23, talks=talks), now=now)
    held = access.report_for(cast.officer, report.ref, now=now)
    given = {"outcome": lists.REPORT_OUTCOMES[0], "words": "已停止", "now": now, "action_id": new_id()}
    actions.answer_report(held, **given, seen_version=report.version)
    Worker(name="w", now=lambda: now).run_all_due()
    people = {row.person for row in Notice.objects.filter(code="collection_answered")}
    assert people == {cast.borrower}


def test_a_lenders_own_people_read_no_report_about_another_lender_at_the_desk(
    case: HeldCase, talks: str, cast: Cast, now: datetime
) -> None:
    report = stories.reported(case, stories.noted(case, now=now, hour=23, talks=talks), now=now)
    assert access.report_for(cast.complaint_handler, report.ref, now=now).role == "desk"
    Membership.objects.create(
        user=cast.complaint_handler, organisation=cast.microloan, role="officer", from_day=date(2026, 1, 1)
    )
    with pytest.raises(access.NotHeld):
        access.report_for(cast.complaint_handler, report.ref, now=now)


def test_who_handles_complaints_for_another_house_holds_no_desk_here(cast: Cast, now: datetime) -> None:
    Membership.objects.create(
        user=cast.stranger, organisation=cast.microloan, role="complaint_handler", from_day=date(2026, 1, 1)
    )
    assert access.desk_for(cast.complaint_handler, now=now).role == "complaint_handler"
    with pytest.raises(access.NotHeld):
        access.desk_for(cast.stranger, now=now)


def _planned(talks: str, cast: Cast, at: datetime, *, now: datetime, **told: object) -> None:
    actions.plan_contact(
        access.lender_contacts_for(cast.officer, talks, now=now),
        told=actions.ContactTold(at=at, channel="call", **told),
        now=now,
        action_id=new_id(),
    )


@pytest.mark.parametrize(
    ("hour", "minute", "how", "code"),
    [
        (21, 59, {}, ""),
        (22, 0, {}, "contact_in_quiet_hours"),
        (23, 30, {"hour_was_agreed": True}, ""),
        (15, 0, {"reached": "family"}, "contact_third_party"),
    ],
)
def test_a_lender_that_asks_before_it_calls_is_stopped_by_the_rule(
    talks: str, cast: Cast, now: datetime, hour: int, minute: int, how: dict[str, object], code: str
) -> None:
    at = stories.moment(clock.legal_day(now), hour).replace(minute=minute)
    asked = Entry.objects.filter(verb="contact.planned")
    if not code:
        _planned(talks, cast, at, now=now, **how)
        assert asked.count() == 1
        return
    with pytest.raises(LawRefused) as refused:
        _planned(talks, cast, at, now=now, **how)
    assert [(one.code, one.verdict, one.cure) for one in refused.value.findings] == [
        (code, "block", "cure_stop_contact")
    ]
    assert refused.value.findings[0].rule_ids[0].startswith("CN-COL-")
    assert not asked.exists()


def test_no_call_is_planned_while_collection_rests(talks: str, cast: Cast, now: datetime) -> None:
    at = stories.moment(clock.legal_day(now), 15)
    _planned(talks, cast, at, now=now)
    stories.rested(Negotiation.objects.get(ref=talks), cast.officer, now=now)
    with pytest.raises(LawRefused) as refused:
        _planned(talks, cast, at, now=now)
    assert {one.code for one in refused.value.findings} == {"contact_while_resting"}
    assert {one.rests_on for one in refused.value.findings} == {"platform"}


def test_the_page_says_which_rule_stops_a_call_and_what_to_do(
    talks: str, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    client = logged_in(cast.officer)
    client.cookies["language"] = "en"
    given = {"action_id": str(new_id()), "day": clock.legal_day(now).isoformat(), "channel": "call"}
    where = reverse("contacts:plan", args=[talks])
    page = client.post(where, {**given, "hour": "22:30", "reached": "debtor"}).content.decode()
    assert "CN-COL-01" in page
    assert "keep to the rules from now on" in page
    assert "not law" in page  # a standard and self-regulation
    answer = client.post(where, {**given, "hour": "15:00", "reached": "debtor"})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("contacts:posted", args=[talks]))
    past = {**given, "action_id": str(new_id()), "hour": "0:30", "reached": "debtor"}
    assert "This time has passed" in client.post(where, past).content.decode()


def test_a_stranger_and_the_borrower_plan_nothing(talks: str, cast: Cast, now: datetime) -> None:
    for person in (cast.borrower, cast.stranger, cast.other_officer):
        with pytest.raises(access.NotHeld):
            access.lender_contacts_for(person, talks, now=now)


@pytest.mark.parametrize(("country", "quiet"), [("cn", False), ("us", True)])
def test_a_message_of_our_own_waits_where_the_law_keeps_that_hour_quiet(country: str, quiet: bool) -> None:
    with law.under(country):
        half_past_nine = datetime(2026, 11, 23, 21, 30, tzinfo=clock.legal_zone())
        assert limits.is_quiet(half_past_nine) == quiet
        allowed = limits.next_allowed(half_past_nine)
        assert allowed.hour == (8 if quiet else 21)
        assert not limits.is_quiet(allowed)
