"""A plan of one's own is kept, told, reminded and stopped; no lender learns of it."""

import uuid
from datetime import datetime, timedelta

import pytest

from hejie_platform.afterwards import access, actions, reminders
from hejie_platform.afterwards.models import AskAgain, OwnPayment, OwnPlan
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Effect, Entry
from hejie_platform.notices.models import Notice
from tests.platform.cast import Cast
from tests.platform.stories import afterwards, intake, negotiation
from tests.platform.stories.negotiation import Story

pytestmark = pytest.mark.django_db
new_id = uuid.uuid4


def CHAPTER(cast: Cast, now: datetime) -> Story:
    return afterwards.refused(cast, now=now)


@pytest.fixture
def story(told: Story) -> Story:
    return told


def test_a_plan_foresees_a_payment_for_each_month(story: Story, now: datetime) -> None:
    plan = afterwards.planned(story, now=now, months=6)
    rows = OwnPayment.objects.filter(line__plan=plan).order_by("number")
    assert [row.amount_minor for row in rows] == [50_000] * 6
    assert rows[5].due_on.month == 5


def test_a_new_plan_takes_the_place_of_the_old_and_what_was_paid_stays(story: Story, now: datetime) -> None:
    first = afterwards.planned(story, now=now)
    paid = afterwards.paid(story, now=now)
    second = afterwards.planned(story, now=now, monthly_minor=30_000)
    first.refresh_from_db()
    assert (first.ended, second.ended_at) == ("replaced", None)
    assert OwnPayment.objects.get(pk=paid.pk).paid_minor == 50_000


def test_a_plan_of_nothing_is_refused(story: Story, now: datetime) -> None:
    with pytest.raises(ActionRefused, match="own_plan_empty"):
        afterwards.planned(story, now=now, monthly_minor=0)
    assert not OwnPlan.objects.exists()


def test_a_plan_for_somebody_elses_loan_is_refused(story: Story, cast: Cast, now: datetime) -> None:
    other = afterwards.refused(cast, now=now)
    foreign = other.row().case.loans.earliest("id")
    with pytest.raises(ActionRefused, match="own_plan_loan_unknown"):
        actions.make_plan(
            afterwards.case_of(story, now),
            first_on=now.date() + timedelta(days=9),
            months=3,
            shares=[actions.Share(foreign.ref, 100)],
            reminds=False,
            now=now,
            action_id=new_id(),
        )


def test_a_payment_is_told_once(story: Story, now: datetime) -> None:
    afterwards.planned(story, now=now)
    row = afterwards.paid(story, now=now)
    assert row.receipt is not None
    with pytest.raises(ActionRefused, match="own_payment_told"):
        actions.tell_payment(
            afterwards.case_of(story, now),
            row,
            amount_minor=1,
            paid_on=now.date(),
            now=now,
            action_id=new_id(),
        )


def test_the_same_press_twice_tells_one_payment(story: Story, now: datetime) -> None:
    afterwards.planned(story, now=now)
    held, once = afterwards.case_of(story, now), new_id()
    row = OwnPayment.objects.filter(line__plan__case=held.case).earliest("due_on")
    given = {"amount_minor": 700, "paid_on": now.date(), "now": now, "action_id": once}
    first = actions.tell_payment(held, row, **given)
    again = actions.tell_payment(held, row, **given)
    assert again.repeated
    assert again.entry == first.entry


def test_a_payment_of_tomorrow_is_refused(story: Story, now: datetime) -> None:
    afterwards.planned(story, now=now)
    held = afterwards.case_of(story, now)
    row = OwnPayment.objects.filter(line__plan__case=held.case).earliest("due_on")
    with pytest.raises(ActionRefused, match="own_payment_day_ahead"):
        actions.tell_payment(
            held, row, amount_minor=1, paid_on=now.date() + timedelta(days=2), now=now, action_id=new_id()
        )


def test_a_due_payment_is_reminded_three_days_before_and_on_the_day_and_never_twice(
    story: Story, now: datetime
) -> None:
    afterwards.planned(story, now=now)
    due = OwnPayment.objects.earliest("due_on").due_on
    before = now + timedelta(days=(due - now.date()).days - 3)
    assert [reminders.remind(before) for _ in range(2)] == [1, 1]
    assert reminders.remind(before + timedelta(days=3)) == 1
    assert Entry.objects.filter(verb="own_plan.remind").count() == 2
    negotiation.worked(before + timedelta(days=3))
    told = Notice.objects.filter(code="remind_own_payment")
    assert {one.person for one in told} == {story.borrower}
    assert told.count() == 2


def test_a_paid_one_a_stopped_plan_and_one_without_reminders_are_silent(story: Story, now: datetime) -> None:
    afterwards.planned(story, now=now)
    due = OwnPayment.objects.earliest("due_on").due_on
    day = now + timedelta(days=(due - now.date()).days)
    afterwards.paid(story, now=now)
    assert reminders.remind(day) == 0
    afterwards.planned(story, now=now, reminds=False)
    assert reminders.remind(day) == 0
    afterwards.planned(story, now=now)
    actions.stop_plan(afterwards.case_of(story, now), now=now, action_id=new_id())
    assert reminders.remind(day) == 0


def test_nothing_of_a_plan_stands_where_the_lender_reads(story: Story, now: datetime) -> None:
    afterwards.planned(story, now=now)
    afterwards.paid(story, now=now)
    written = Entry.objects.filter(verb__startswith="own_plan")
    assert written.count() == 2
    assert {entry.chain.audience for entry in written} == {"borrower"}
    assert not Effect.objects.filter(entry__in=written).exists()


def test_a_plan_cannot_be_held_by_the_desk_or_a_stranger(story: Story, cast: Cast, now: datetime) -> None:
    afterwards.planned(story, now=now)
    ref = story.row().case.ref
    for person in (cast.officer, cast.stranger, cast.mediator, cast.other_borrower):
        with pytest.raises(access.NotHeld):
            access.case_for(person, ref, now=now)


def test_who_wished_to_be_asked_is_asked_once(story: Story, now: datetime) -> None:
    held = afterwards.case_of(story, now)
    actions.ask_later(held, ask_on=now.date() + timedelta(days=90), now=now, action_id=new_id())
    assert reminders.remind(now + timedelta(days=89)) == 0
    late = now + timedelta(days=97)  # after a week of downtime
    assert reminders.remind(late) == 1
    assert reminders.remind(late + timedelta(days=1)) == 0
    negotiation.worked(late)
    assert Notice.objects.filter(code="asked_again", person=story.borrower).count() == 1


def test_who_called_it_off_is_not_asked(story: Story, now: datetime) -> None:
    held = afterwards.case_of(story, now)
    for days in (30, 60):
        actions.ask_later(held, ask_on=now.date() + timedelta(days=days), now=now, action_id=new_id())
    assert AskAgain.objects.filter(called_off_at__isnull=True).count() == 1
    actions.call_off(held, now=now, action_id=new_id())
    assert reminders.remind(now + timedelta(days=61)) == 0


def test_opening_again_is_asked_of_a_supervisor_for_a_closed_case_alone(
    cast: Cast, story: Story, now: datetime
) -> None:
    with pytest.raises(ActionRefused, match="reopening_not_closed"):
        actions.ask_reopening(afterwards.case_of(story, now), now=now, action_id=new_id())
    closed = intake.declined_case(cast, now=now)
    actions.ask_reopening(closed, now=now, action_id=new_id())
    with pytest.raises(ActionRefused, match="reopening_asked"):
        actions.ask_reopening(closed, now=now, action_id=new_id())
    negotiation.worked(now)
    assert Notice.objects.get(code="reopening_asked_for").person == cast.supervisor
