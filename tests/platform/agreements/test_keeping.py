"""Keeping an agreement: payments told, confirmed, contested; parts; breach and cure; the end that everybody hopes for."""

import uuid
from datetime import date, datetime, timedelta

import pytest

from hejie import steps
from hejie_platform.agreements import access, actions
from hejie_platform.agreements.facts import keeping
from hejie_platform.agreements.models import Agreement, Obligation, Payment, Variation
from hejie_platform.agreements.queries import keeping as queries
from hejie_platform.cases.models import Clock
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Entry
from hejie_platform.ledger.queries import broken_places
from tests.platform.cast import Cast
from tests.platform.stories import agreements as stories
from tests.platform.stories import negotiation
from tests.platform.stories.negotiation import Story
from tests.platform.stories.pictures import png

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Story:
    """In force; the documents are not needed here."""
    drawn = stories.drawn_up(negotiation.waiting(cast, now=now), now=now)
    stories.signed(drawn, drawn.borrower, now=now)
    stories.signed(drawn, drawn.checker, now=now)
    return drawn


@pytest.fixture
def story(told: Story) -> Story:
    return told


def first(story: Story) -> Obligation:
    rows = stories.agreement_of(story).obligations.filter(amount_minor__isnull=False)
    return rows.order_by("due_on", "number")[0]


def standing(story: Story, now: datetime):
    return keeping.performance(stories.agreement_of(story), clock.legal_day(now))


@pytest.mark.feature("H01")
def test_a_payment_counts_when_the_lender_confirms_it_and_not_before(story: Story, now: datetime) -> None:
    scheduled = standing(story, now).outstanding_minor
    payment = stories.claimed(story, now=now)
    assert first(story).state == "claimed"
    assert standing(story, now).outstanding_minor == scheduled

    stories.confirmed(story, payment, now=now)
    after = standing(story, now)
    assert first(story).state == "done"
    assert after.paid_minor == payment.amount_minor
    assert after.paid_minor + after.outstanding_minor == scheduled


def test_a_part_is_received_and_the_duty_stays_open_for_the_rest(story: Story, now: datetime) -> None:
    duty = first(story)
    stories.confirmed(story, stories.claimed(story, now=now, amount_minor=50_000), now=now)
    assert first(story).state == "open"
    (line,) = [one for one in standing(story, now).lines if one.number == duty.number]
    assert (line.paid_minor, line.outstanding_minor) == (50_000, duty.amount_minor - 50_000)

    rest = stories.claimed(story, now=now, amount_minor=duty.amount_minor - 50_000)
    stories.confirmed(story, rest, now=now)
    assert first(story).state == "done"


def test_more_than_one_instalment_fills_the_oldest_first_in_one_action(story: Story, now: datetime) -> None:
    duty = first(story)
    payment = stories.claimed(story, now=now, amount_minor=2 * duty.amount_minor + 1_000)
    before = Entry.objects.count()
    stories.confirmed(story, payment, now=now)

    rows = list(stories.agreement_of(story).obligations.filter(kind="instalment").order_by("due_on")[:3])
    assert [row.state for row in rows] == ["done", "done", "open"]
    assert Entry.objects.count() == before + 1
    assert not list(broken_places())


def test_a_contested_payment_opens_the_duty_again_and_counts_nothing(story: Story, now: datetime) -> None:
    payment = stories.claimed(story, now=now)
    held = access.obligation_for(story.officer, payment.obligation.ref, now=now)
    row = held.obligation
    actions.take_plain_step(
        held, row, "contest", note="没有到账", seen_version=row.version, now=now, action_id=uuid.uuid4()
    )
    payment.refresh_from_db()
    assert first(story).state == "open"
    assert (payment.contested_at, payment.confirmed_at) == (now, None)
    with pytest.raises(ActionRefused, match="payment_answered"):
        stories.confirmed(story, payment, now=now)


def test_the_day_of_a_payment_that_did_not_come_is_still_said(story: Story, now: datetime) -> None:
    """Telling a payment stops the clock of its day; contested before that day, the clock runs to the same end again."""

    def ends() -> list[datetime]:
        rows = Clock.objects.filter(subject=first(story).pk, rule="duty_due", fired_at=None, stopped_at=None)
        return list(rows.values_list("due_at", flat=True))

    before, payment = ends(), stories.claimed(story, now=now)
    assert (len(before), ends()) == (1, [])
    held = access.obligation_for(story.officer, payment.obligation.ref, now=now)
    given = {"note": "没有到账", "seen_version": None, "action_id": uuid.uuid4()}
    actions.take_plain_step(held, held.obligation, "contest", **given, now=now)
    assert ends() == before


def test_a_day_that_has_passed_does_not_ring_twice(story: Story, now: datetime) -> None:
    late = now + timedelta(days=60)
    payment = stories.claimed(story, now=late)
    held = access.obligation_for(story.officer, payment.obligation.ref, now=late)
    given = {"note": "没有到账", "seen_version": None, "action_id": uuid.uuid4()}
    actions.take_plain_step(held, held.obligation, "contest", **given, now=late)
    assert not Clock.objects.filter(
        subject=first(story).pk, rule="duty_due", fired_at=None, stopped_at=None
    ).exists()


def test_a_payment_is_never_confirmed_without_an_amount(story: Story, now: datetime) -> None:
    """A bare "yes" on an instalment would finish it while the sums know of no money."""
    held = access.obligation_for(story.officer, first(story).ref, now=now)
    with pytest.raises(ActionRefused, match="duty_is_money"):
        actions.take_plain_step(
            held, held.obligation, "confirm", seen_version=None, now=now, action_id=uuid.uuid4()
        )
    assert (first(story).state, standing(story, now).paid_minor) == ("open", 0)


def test_a_payment_read_before_it_was_answered_is_not_answered_again(story: Story, now: datetime) -> None:
    """Two officers have the same page open; the second answer finds what the first one said."""
    told = stories.claimed(story, now=now)
    held = access.obligation_for(story.officer, told.obligation.ref, now=now)
    stale = access.payment_of(stories.held_by(story.officer, story, now), told.ref)
    stories.confirmed(story, told, now=now)
    held.obligation.refresh_from_db()
    with pytest.raises(ActionRefused, match="payment_answered"):
        actions.confirm_payment(held, stale, seen_version=None, now=now, action_id=uuid.uuid4())
    assert Payment.objects.filter(confirmed_at__isnull=False).count() == 1


def test_nobody_confirms_their_own_payment(story: Story, now: datetime) -> None:
    payment = stories.claimed(story, now=now)
    held = access.obligation_for(story.borrower, payment.obligation.ref, now=now)
    with pytest.raises(steps.StepRefused, match="step_own"):
        actions.confirm_payment(held, payment, seen_version=None, now=now, action_id=uuid.uuid4())
    assert not Payment.objects.filter(confirmed_at__isnull=False).exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount_minor": -5}, "payment_not_positive"),
        ({"amount_minor": 900_000_000}, "payment_above_open"),
        ({"paid_on": date(1900, 1, 1)}, "payment_day_before"),
        ({"paid_on": date(2999, 1, 1)}, "payment_day_ahead"),
        ({"legal_notice_seen": False}, "step_legal_notice_unseen"),
        ({"seen_version": 99}, "stale"),
    ],
)
def test_a_payment_that_cannot_be_true_is_not_taken(
    story: Story, now: datetime, changes: dict[str, object], code: str
) -> None:
    with pytest.raises((ActionRefused, steps.StepRefused), match=code):
        stories.claimed(story, now=now, **changes)
    assert not Payment.objects.exists()
    assert first(story).state == "open"


def test_the_last_payment_completes_the_agreement_and_begins_the_duty_of_the_letter(
    story: Story, now: datetime
) -> None:
    agreement = stories.agreement_of(story)
    rows = agreement.obligations.filter(amount_minor__isnull=False).order_by("due_on")
    last = rows.last()
    rows.exclude(pk=last.pk).update(state="released")
    others = agreement.obligations.filter(state="open", amount_minor__isnull=True)
    reviews, owed = others.filter(kind="review"), set(others.exclude(kind="review"))
    assert reviews.exists()
    assert owed
    stories.confirmed(story, stories.claimed(story, now=now), now=now)

    agreement.refresh_from_db()
    assert (agreement.state, agreement.reason) == ("ended", "completed")
    assert not reviews.exists()
    assert owed <= set(others)
    assert (story.row().state, story.row().reason) == ("ended", "paid")
    letter = agreement.obligations.get(code="duty_issue_clearance_letter")
    assert (letter.side, letter.state) == ("lender", "open")
    assert letter.due_on == clock.legal_day(now) + timedelta(days=letter.facts["days"])
    assert agreement.offer.state == "accepted"


def test_a_lenders_duty_is_claimed_by_the_lender_and_confirmed_by_the_borrower(
    story: Story, now: datetime
) -> None:
    row = stories.agreement_of(story).obligations.get(code="duty_stop_collection")
    mine = access.obligation_for(story.borrower, row.ref, now=now)
    with pytest.raises(steps.StepRefused, match="step_not_own"):
        actions.claim_duty(mine, legal_notice_seen=True, seen_version=None, now=now, action_id=uuid.uuid4())
    theirs = access.obligation_for(story.officer, row.ref, now=now)
    actions.claim_duty(theirs, legal_notice_seen=True, seen_version=0, now=now, action_id=uuid.uuid4())
    mine = access.obligation_for(story.borrower, row.ref, now=now)
    actions.take_plain_step(mine, mine.obligation, "confirm", seen_version=1, now=now, action_id=uuid.uuid4())
    row.refresh_from_db()
    assert row.state == "done"


def late(story: Story, days: int) -> datetime:
    """So many days after the first due day, in the morning."""
    due = first(story).due_on
    return datetime(due.year, due.month, due.day, 2, tzinfo=clock.legal_zone()) + timedelta(days=days)


def breach(story: Story, person, at: datetime):
    held = stories.held_by(person, story, at)
    return actions.say_breach(held, seen_version=held.agreement.version, now=at, action_id=uuid.uuid4())


def test_a_breach_needs_days_of_grace_that_have_passed(story: Story, cast: Cast) -> None:
    with pytest.raises(steps.StepRefused, match="step_no_breach"):
        breach(story, cast.officer, late(story, 5))
    breach(story, cast.officer, late(story, 6))

    agreement = stories.agreement_of(story)
    assert (agreement.state, agreement.side_in_cure) == ("in_cure", "borrower")
    due = Clock.objects.get(subject=agreement.id, rule="cure").due_at
    assert clock.legal_day(due) - clock.legal_day(late(story, 6)) == timedelta(days=16)


def test_a_payment_in_time_cures_and_the_agreement_goes_on(story: Story, cast: Cast) -> None:
    at = late(story, 6)
    breach(story, cast.officer, at)
    stories.confirmed(story, stories.claimed(story, now=at), now=at)

    agreement = stories.agreement_of(story)
    assert (agreement.state, agreement.side_in_cure) == ("effective", "")


@pytest.mark.feature("H06")
def test_failing_needs_a_breach_its_time_to_cure_and_a_person_who_was_tried(story: Story, cast: Cast) -> None:
    at = late(story, 6)
    breach(story, cast.officer, at)

    def fail(person, when: datetime, note: str):
        held = stories.held_by(person, story, when)
        version = held.agreement.version
        return actions.end_after_breach(
            held, note=note, seen_version=version, now=when, action_id=uuid.uuid4()
        )

    with pytest.raises(steps.StepRefused, match="step_cure_time_runs"):
        fail(cast.checker, at + timedelta(days=3), "打过两次电话")
    with pytest.raises(steps.StepRefused, match="step_needs_contact"):
        fail(cast.checker, at + timedelta(days=30), "")
    with pytest.raises(steps.StepRefused, match="step_own"):
        fail(story.borrower, at + timedelta(days=30), "想不还")
    fail(cast.checker, at + timedelta(days=30), "打过两次电话")

    agreement = stories.agreement_of(story)
    assert (agreement.state, agreement.reason) == ("ended", "failed")
    assert story.row().state == "talking"
    assert set(agreement.obligations.values_list("state", flat=True)) == {"released"}


@pytest.mark.feature("H05")
def test_while_a_request_for_change_is_open_what_it_covers_is_no_breach(story: Story, cast: Cast) -> None:
    at, number = late(story, -3), first(story).number
    held = stories.held_by(story.borrower, story, at)
    actions.ask_variation(
        held,
        cause="job_lost",
        covers=[number],
        legal_notice_seen=True,
        seen_version=None,
        now=at,
        action_id=uuid.uuid4(),
    )
    later = late(story, 9)
    with pytest.raises(steps.StepRefused, match="step_no_breach"):
        breach(story, cast.officer, later)

    row = stories.agreement_of(story)
    held = access.row_for(cast.officer, "agreement", row.ref, now=later)
    actions.take_plain_step(
        held, held.row, "decline_variation", seen_version=row.version, now=later, action_id=uuid.uuid4()
    )
    assert Variation.objects.get().ended == "declined"
    breach(story, cast.officer, later)


def test_paying_early_releases_the_rest_and_leaves_the_duty_of_the_letter(
    story: Story, cast: Cast, now: datetime
) -> None:
    agreement = stories.agreement_of(story)
    held = access.row_for(cast.officer, "agreement", agreement.ref, now=now)
    actions.take_plain_step(
        held, held.row, "pay_early", seen_version=held.row.version, now=now, action_id=uuid.uuid4()
    )
    agreement.refresh_from_db()
    assert (agreement.state, agreement.reason) == ("ended", "paid_early")
    assert set(agreement.obligations.filter(amount_minor__isnull=False).values_list("state", flat=True)) == {
        "released"
    }
    assert agreement.obligations.get(code="duty_issue_clearance_letter").state == "open"
    assert story.row().state == "ended"


@pytest.mark.parametrize("beyond", [0, 5_000])
def test_the_money_that_settles_everything_is_no_surplus_but_what_comes_beyond_it_is(
    story: Story, cast: Cast, now: datetime, beyond: int
) -> None:
    day, agreement = clock.legal_day(now), stories.agreement_of(story)
    held = access.agreement_for(cast.officer, agreement.ref, now=now)
    actions.settle_early(
        held,
        amount_minor=queries.payoff(agreement, day).total + beyond,
        paid_on=day,
        seen_version=agreement.version,
        now=now,
        action_id=uuid.uuid4(),
    )
    agreement.refresh_from_db()
    assert [back for _paid, back in queries.surplus(agreement, now=now)] == ([beyond] if beyond else [])


def test_a_payment_that_bounced_opens_what_it_had_filled(story: Story, cast: Cast, now: datetime) -> None:
    duty = first(story)
    stories.confirmed(story, stories.claimed(story, now=now, amount_minor=2 * duty.amount_minor), now=now)
    held = access.obligation_for(cast.officer, duty.ref, now=now)
    with pytest.raises(steps.StepRefused, match="step_needs_proof"):
        actions.reverse_payment(
            held, note="退票", paper=None, seen_version=None, now=now, action_id=uuid.uuid4()
        )
    actions.reverse_payment(
        held,
        note="退票",
        paper=png(),
        seen_version=held.obligation.version,
        now=now,
        action_id=uuid.uuid4(),
    )
    assert Payment.objects.get().reversed_at == now
    assert not Obligation.objects.filter(state="done").exists()
    assert standing(story, now).paid_minor == 0


def test_strangers_hold_no_duty(cast: Cast, story: Story, now: datetime) -> None:
    ref = first(story).ref
    for person in (cast.stranger, cast.other_borrower, cast.other_officer):
        with pytest.raises(access.NotHeld):
            access.obligation_for(person, ref, now=now)


def test_an_agreement_set_aside_takes_its_duties_with_it(story: Story, cast: Cast, now: datetime) -> None:
    row = stories.agreement_of(story)
    held = access.row_for(cast.supervisor, "agreement", row.ref, now=now)
    given = {"note": "法院撤销", "seen_version": row.version, "now": now}
    with pytest.raises(steps.StepRefused, match="step_needs_proof"):
        actions.take_plain_step(held, held.row, "set_aside", **given, action_id=uuid.uuid4())
    actions.take_plain_step(held, held.row, "set_aside", **given, paper=png(), action_id=uuid.uuid4())
    assert Agreement.objects.get().reason == "set_aside"
    assert story.row().state == "talking"
