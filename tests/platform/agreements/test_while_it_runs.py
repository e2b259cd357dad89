"""While an agreement runs: pauses by the signed clause, money that came too much, an early end, calls, reviews, the close."""

import uuid
from datetime import datetime, timedelta

import pytest

from hejie import steps, texts
from hejie_platform.agreements import access, actions
from hejie_platform.agreements.actions.follow_ups import FIRST, TO_MAKE_IT
from hejie_platform.agreements.facts import keeping as facts
from hejie_platform.agreements.models import (
    ClosingAnswer,
    ClosingReview,
    FollowUp,
    LifeEvent,
    Obligation,
    Payment,
)
from hejie_platform.agreements.queries import keeping as queries
from hejie_platform.cases.access import NotHeld
from hejie_platform.cases.models import Clock
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Entry
from hejie_platform.ledger.queries import broken_places
from hejie_platform.notices.models import Notice
from tests.platform.cast import Cast
from tests.platform.stories import agreements, keeping, opening, pictures
from tests.platform.stories.negotiation import Story, worked

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Story:
    return keeping.running(cast, now=now)


@pytest.fixture
def story(told: Story) -> Story:
    return told


def instalments(story: Story) -> list[Obligation]:
    rows = agreements.agreement_of(story).obligations.filter(kind="instalment")
    return list(rows.order_by("due_on", "number"))


def at_day(row: Obligation, days: int) -> datetime:
    """Two in the morning, so many days after the due day of an instalment."""
    due = row.due_on
    return datetime(due.year, due.month, due.day, 2, tzinfo=clock.legal_zone()) + timedelta(days=days)


def pause(story: Story, numbers: list[int], now: datetime, **changes: object):
    held = agreements.held_by(story.borrower, story, now)
    given: dict[str, object] = {
        "cause": "illness",
        "numbers": numbers,
        "proof": pictures.png(),
        "seen_version": held.agreement.version,
        "now": now,
        "action_id": uuid.uuid4(),
    }
    return actions.use_life_clause(held, **(given | changes))


@pytest.mark.feature("X07")
def test_a_pause_inside_the_clause_moves_the_instalment_and_nothing_else(
    story: Story, cast: Cast, now: datetime
) -> None:
    first, second, *_, last = instalments(story)
    agreements.confirmed(story, agreements.claimed(story, now=now), now=now)
    before = facts.performance(agreements.agreement_of(story), clock.legal_day(now))
    at, entries = at_day(second, 5), Entry.objects.count()
    pause(story, [second.number], at)

    moved = Obligation.objects.get(pk=second.pk)
    assert moved.due_on > last.due_on
    assert (moved.state, moved.amount_minor) == ("open", second.amount_minor)
    after = facts.performance(agreements.agreement_of(story), clock.legal_day(now))
    assert (after.paid_minor, after.outstanding_minor) == (before.paid_minor, before.outstanding_minor)
    assert Obligation.objects.get(pk=first.pk).state == "done"
    assert Entry.objects.count() == entries + 1
    ring = Clock.objects.get(subject=second.pk, rule="duty_due", stopped_at__isnull=True)
    assert clock.legal_day(ring.due_at) == moved.due_on + timedelta(days=1)
    with pytest.raises(steps.StepRefused, match="step_no_breach"):
        keeping.in_cure(story, now=at + timedelta(days=3))
    worked(at)
    told = set(Notice.objects.filter(code__startswith="agreement.pause").values_list("person", flat=True))
    assert {cast.officer.pk, cast.borrower.pk} <= told
    assert not list(broken_places())


@pytest.mark.feature("X07")
def test_what_lies_outside_the_clause_is_no_pause_and_may_be_asked_for(story: Story, now: datetime) -> None:
    rows = instalments(story)
    most = queries.pause_limits(agreements.agreement_of(story)).most
    numbers = [row.number for row in rows[: most + 1]]
    for changes, code in (
        ({"numbers": numbers}, "life_event_beyond_limit"),
        ({"cause": "income_fell"}, "life_event_not_named"),
        ({"proof": None}, "life_event_needs_proof"),
        ({"now": at_day(rows[0], 6)}, "life_event_too_late"),
        ({"seen_version": 99}, "stale"),
    ):
        with pytest.raises(ActionRefused, match=code):
            pause(story, **({"numbers": numbers[:1], "now": now} | changes))
    with pytest.raises(texts.Faulty):
        pause(story, numbers[:1], now, proof=b"no picture")
    assert not LifeEvent.objects.exists()

    pause(story, numbers[:most], now)
    with pytest.raises(ActionRefused, match="life_event_beyond_limit"):
        pause(story, numbers[most:], now)
    held = agreements.held_by(story.borrower, story, now)
    actions.ask_variation(
        held,
        cause="illness",
        covers=numbers[most:],
        legal_notice_seen=True,
        seen_version=None,
        now=now,
        action_id=uuid.uuid4(),
    )
    assert agreements.agreement_of(story).state == "effective"


def test_what_came_twice_fills_the_next_instalment_until_the_borrower_wants_it_back(
    story: Story, now: datetime
) -> None:
    first, second, *_ = instalments(story)
    at = at_day(first, 0)
    keeping.received(story, first.amount_minor, now=at)
    double = keeping.received(story, first.amount_minor, now=at)
    assert queries.returnable(double, now=at) == first.amount_minor
    assert Obligation.objects.get(pk=second.pk).state == "done"

    borrower, officer = (agreements.held_by(one, story, at) for one in (story.borrower, story.officer))
    sent = {"note": "", "paper": pictures.png(), "now": at}
    with pytest.raises(ActionRefused, match="surplus_none"):
        actions.return_surplus(officer, double, **sent, action_id=uuid.uuid4())
    with pytest.raises(ActionRefused, match="surplus_none"):
        actions.choose_surplus(officer, double, choice="keep", now=at, action_id=uuid.uuid4())
    actions.choose_surplus(borrower, double, choice="back", now=at, action_id=uuid.uuid4())
    double.refresh_from_db()
    actions.return_surplus(officer, double, **sent, action_id=uuid.uuid4())

    assert [Obligation.objects.get(pk=one.pk).state for one in (first, second)] == ["done", "open"]
    after = facts.performance(agreements.agreement_of(story), clock.legal_day(at))
    assert after.paid_minor == first.amount_minor


def test_of_a_payment_that_was_owed_in_part_only_the_rest_goes_back(story: Story, now: datetime) -> None:
    first, *_ = instalments(story)
    at = at_day(first, 0)
    payment = keeping.received(story, first.amount_minor + 500, now=at)
    borrower, officer = (agreements.held_by(one, story, at) for one in (story.borrower, story.officer))
    actions.choose_surplus(borrower, payment, choice="back", now=at, action_id=uuid.uuid4())
    payment.refresh_from_db()
    actions.return_surplus(officer, payment, note="", paper=pictures.png(), now=at, action_id=uuid.uuid4())
    counted = facts.received(agreements.agreement_of(story))
    assert [one.amount_minor for one in counted] == [first.amount_minor]
    assert Obligation.objects.get(pk=first.pk).state == "done"


def test_paying_early_takes_the_figure_of_the_day_and_not_a_cent_less(story: Story, now: datetime) -> None:
    agreement = agreements.agreement_of(story)
    wanted = queries.payoff(agreement, clock.legal_day(now))
    whole = facts.performance(agreement, clock.legal_day(now)).outstanding_minor
    assert wanted.total + wanted.spared == whole
    assert wanted.spared > 0
    with pytest.raises(ActionRefused, match="payoff_below"):
        keeping.settled_early(story, wanted.total - 1, now=now)
    ended = keeping.settled_early(story, wanted.total, now=now)
    assert (ended.state, ended.reason) == ("ended", "paid_early")
    assert ended.obligations.get(code="duty_issue_clearance_letter").state == "open"
    assert not ended.obligations.filter(amount_minor__isnull=False, state="open").exists()


@pytest.mark.feature("X01")
@pytest.mark.feature("H03")
def test_a_duty_of_the_lender_that_was_missed_opens_the_breach_route_and_its_cure(
    story: Story, cast: Cast, now: datetime
) -> None:
    agreement = agreements.agreement_of(story)
    assert set(agreement.obligations.values_list("side", flat=True)) == {"borrower", "lender"}
    row = agreement.obligations.get(code="duty_stop_collection")
    grace = queries.broken(agreement, "lender", now=now).rule.grace_days
    missed = at_day(row, 1)
    (owed,) = [one for one in queries.duties_of_lender(cast.officer, now=missed) if one.row.pk == row.pk]
    assert owed.days_late == 1
    with pytest.raises(steps.StepRefused, match="step_no_breach"):
        keeping.in_cure(story, now=at_day(row, grace), by=story.borrower)

    at = at_day(row, grace + 1)
    assert row.pk in {one.pk for one in queries.broken(agreement, "lender", now=at).deeds}
    with pytest.raises(steps.StepRefused, match="step_no_breach"):
        keeping.in_cure(story, now=at)  # the lender cannot say it of itself
    broken = keeping.in_cure(story, now=at, by=story.borrower)
    assert (broken.state, broken.side_in_cure) == ("in_cure", "lender")

    for code in ("duty_stop_collection", "duty_book_waiver"):
        keeping.deed_done(story, code, now=at)
        held = keeping.duty(story, story.borrower, code, now=at)
        row_ = held.obligation
        actions.take_plain_step(
            held, row_, "confirm", seen_version=row_.version, now=at, action_id=uuid.uuid4()
        )
    assert agreements.agreement_of(story).state == "effective"
    shown = queries.said_about(agreements.held_by(story.borrower, story, at), row.id)
    assert [one.has_paper for one in shown if one.entry.verb == "obligation.claim"] == [True]


@pytest.mark.feature("H08")
def test_calls_are_planned_made_and_when_late_go_to_the_head(story: Story, cast: Cast, now: datetime) -> None:
    actions.tell_due(now)
    actions.tell_due(now)
    calls = list(FollowUp.objects.order_by("number"))
    assert [one.number for one in calls] == [1, 2]
    assert calls[0].due_on == clock.legal_day(now) + FIRST

    def told(person, days: timedelta) -> list[str]:
        actions.tell_due(now + days)
        worked(now + days)
        return list(
            Notice.objects.filter(person=person, code__startswith="follow_up").values_list("code", flat=True)
        )

    assert told(cast.operator, FIRST - timedelta(days=1)) == []
    assert told(cast.operator, FIRST) == ["follow_up.due"]
    assert told(cast.operator, FIRST) == ["follow_up.due"]
    assert told(cast.supervisor, FIRST + TO_MAKE_IT) == []
    assert told(cast.supervisor, FIRST + TO_MAKE_IT + timedelta(days=1)) == ["follow_up.late"]

    held = access.follow_up_for(cast.operator, calls[0].ref, now=now + FIRST)
    given = {"outcome": "needs_help", "words": "住院了", "seen_version": 0, "now": now + FIRST}
    actions.note_call(held, **given, action_id=uuid.uuid4())
    worked(now + FIRST)
    assert Notice.objects.filter(person=cast.borrower, code="follow_up.help").exists()
    assert not Notice.objects.filter(person=cast.officer, code__startswith="follow_up").exists()
    with pytest.raises(ActionRefused, match="follow_up_done"):
        actions.note_call(held, **given, action_id=uuid.uuid4())
    for person in (cast.borrower, cast.officer, cast.stranger):
        with pytest.raises(NotHeld):
            access.follow_up_for(person, calls[1].ref, now=now)
    again = access.follow_up_for(cast.operator, calls[1].ref, now=now)
    actions.note_call(again, outcome="not_reached", seen_version=0, now=now, action_id=uuid.uuid4())
    assert FollowUp.objects.filter(done_at__isnull=True).get().number == 3


@pytest.mark.feature("H07")
def test_a_look_at_the_budget_is_planned_takes_one_act_and_is_never_a_breach(
    story: Story, now: datetime
) -> None:
    agreement = agreements.agreement_of(story)
    row = agreement.obligations.filter(kind="review").earliest("due_on")
    assert queries.open_review(agreement, now=now) is None
    at = at_day(row, 40)
    assert queries.open_review(agreement, now=at) == row
    lender = access.obligation_for(story.officer, row.ref, now=at)
    with pytest.raises(ActionRefused, match="duty_is_no_review"):
        actions.answer_review(lender, change="same", seen_version=None, now=at, action_id=uuid.uuid4())
    held = access.obligation_for(story.borrower, row.ref, now=at)
    actions.answer_review(
        held, change="less", words="工资少了", seen_version=row.version, now=at, action_id=uuid.uuid4()
    )
    assert queries.open_review(agreement, now=at) is None
    assert "less" not in str(Entry.objects.get(verb="obligation.review").facts)
    assert row.pk not in {one.pk for one in queries.broken(agreement, "borrower", now=at).deeds}


@pytest.mark.feature("H11")
def test_what_is_said_at_the_end_is_each_sides_own_and_counted_apart(
    story: Story, cast: Cast, now: datetime
) -> None:
    given = {"worked": ["clear", "nonsense"], "hard": ["amount"], "again": "yes", "words": "谢谢"}
    with pytest.raises(ActionRefused, match="closing_not_over"):
        actions.give_closing_review(
            agreements.held_by(story.borrower, story, now), **given, now=now, action_id=uuid.uuid4()
        )
    keeping.settled_early(story, 9_000_000, now=now)
    for person in (story.borrower, story.officer):
        held = agreements.held_by(person, story, now)
        actions.give_closing_review(held, **given, now=now, action_id=uuid.uuid4())
    with pytest.raises(ActionRefused, match="closing_given"):
        actions.give_closing_review(
            agreements.held_by(story.borrower, story, now), **given, now=now, action_id=uuid.uuid4()
        )
    assert [one.worked for one in ClosingReview.objects.order_by("side")] == [["clear"], ["clear"]]
    counted = ClosingAnswer.objects.order_by("side")
    assert [(one.side, one.month.day, one.again, one.ended) for one in counted] == [
        ("borrower", 1, "yes", "paid_early"),
        ("lender", 1, "yes", "paid_early"),
    ]
    names = {field.name for field in ClosingAnswer._meta.get_fields()}
    assert not names & {"agreement", "words", "given_by", "given_at"}


def test_both_sides_show_what_they_have_for_a_contested_payment(story: Story, now: datetime) -> None:
    payment = keeping.contested(story, now=now)
    for person in (story.borrower, story.officer):
        held = agreements.held_by(person, story, now)
        actions.prove_payment(
            held, payment, note="流水", paper=pictures.png(), now=now, action_id=uuid.uuid4()
        )
        with pytest.raises(ActionRefused, match="proof_empty"):
            actions.prove_payment(held, payment, note=" ", paper=None, now=now, action_id=uuid.uuid4())
    seen = queries.said_about(
        agreements.held_by(story.borrower, story, now), payment.id, payment.obligation_id
    )
    proofs = [one for one in seen if one.entry.verb in ("payment.prove", "obligation.contest")]
    assert [(one.has_paper, bool(one.words)) for one in proofs] == [(True, True)] * 3
    assert Payment.objects.filter(confirmed_at__isnull=False).count() == 0


@pytest.mark.feature("H04")
@pytest.mark.parametrize(
    ("days", "share", "is_breach"),
    [
        (-1, 0, False),
        (0, 0, False),
        (1, 0, False),
        (5, 0, False),
        (6, 0, True),
        (6, 50, False),
        (6, 49, True),
    ],
)
def test_grace_and_the_share_of_a_part_decide_what_is_a_breach(
    story: Story, now: datetime, days: int, share: int, is_breach: bool
) -> None:
    """Due -1, 0, +1, the last day of grace, the first after it; and a part at the agreed share, and just below."""
    first, *_ = instalments(story)
    if share:
        minor = -(-first.amount_minor * share // 100) if share == 50 else first.amount_minor * 50 // 100 - 1
        keeping.received(story, minor, now=at_day(first, 0))
    found = queries.broken(agreements.agreement_of(story), "borrower", now=at_day(first, days))
    assert found.is_breach is is_breach


def test_what_is_the_households_own_no_guarantor_decides(story: Story, cast: Cast, now: datetime) -> None:
    """A pause, an answer about the income, money that came too much: the borrower speaks, or who stands for them."""
    agreement = agreements.agreement_of(story)
    opening.stand_for(cast.guarantor, agreement.the_case, now=now)
    held = access.agreement_for(cast.guarantor, agreement.ref, now=now)
    assert (held.is_borrower_side, held.is_household) == (True, False)
    given = {"seen_version": None, "now": now, "action_id": uuid.uuid4()}
    first, *_ = instalments(story)
    with pytest.raises(ActionRefused, match="life_event_not_named"):
        actions.use_life_clause(held, cause="illness", numbers=[first.number], proof=pictures.png(), **given)
    looked = Obligation.objects.filter(agreement=agreement, kind="review").first()
    own = access.obligation_for(cast.guarantor, looked.ref, now=now)
    with pytest.raises(ActionRefused, match="duty_is_no_review"):
        actions.answer_review(own, change="same", **given)
    payment = agreements.claimed(story, now=now, amount_minor=2 * first.amount_minor)
    agreements.confirmed(story, payment, now=now)
    with pytest.raises(ActionRefused, match="surplus_none"):
        actions.choose_surplus(held, payment, choice="back", now=now, action_id=uuid.uuid4())
