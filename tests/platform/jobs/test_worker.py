"""Effects arrive at least once, each under its stable id, whichever worker takes them and whenever one dies."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from hejie import steps
from hejie_platform.jobs import handlers
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger import actions, queries
from hejie_platform.ledger.models import Effect, Entry

pytestmark = pytest.mark.django_db


class Time:
    """A clock that stands still until it is told."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, by: timedelta) -> None:
        self.now += by


class Hands:
    """A handler that writes down what it was given, and fails as often as it is told."""

    def __init__(self, failures: int = 0) -> None:
        self.done: list[uuid.UUID] = []
        self.failures = failures

    def __call__(self, effect: Effect, *, now: datetime) -> None:
        if self.failures:
            self.failures -= 1
            raise ConnectionError("the letter box is jammed")
        self.done.append(effect.pk)


def owe(now: datetime, *, count: int = 1, due_at: datetime | None = None) -> list[Effect]:
    chain = actions.chain_for(uuid.uuid4(), "shared")
    done = actions.record(
        chain=chain,
        by=actions.Actor(None, "system"),
        verb="case.save",
        subject=chain.subject,
        facts={},
        owed=tuple(actions.Owed(kind="test", key=str(place), due_at=due_at) for place in range(count)),
        now=now,
        action_id=uuid.uuid4(),
    )
    return list(done.entry.effects.order_by("id"))


@pytest.fixture
def time(now: datetime) -> Time:
    return Time(now)


@pytest.fixture
def worker_of(time: Time) -> Callable[[Hands], Worker]:
    def make(hands: Hands, name: str = "w1") -> Worker:
        return Worker(name=name, find=lambda kind: hands, now=time)

    return make


def test_each_due_effect_is_done_once_and_ticked_off(worker_of: Callable[..., Worker], time: Time) -> None:
    owed, hands = owe(time.now, count=25), Hands()
    assert worker_of(hands).run_all_due() == 25
    assert worker_of(hands).run_all_due() == 0
    assert sorted(hands.done) == sorted(effect.pk for effect in owed)
    assert set(Effect.objects.values_list("state", flat=True)) == {"done"}


def test_an_effect_that_is_not_due_waits(worker_of: Callable[..., Worker], time: Time) -> None:
    owe(time.now, due_at=time.now + timedelta(hours=1))
    hands = Hands()
    assert worker_of(hands).run_due() == 0
    time.pass_by(timedelta(hours=1))
    assert worker_of(hands).run_due() == 1


def test_two_workers_never_hold_one_effect(time: Time) -> None:
    owe(time.now, count=6)
    mine = actions.lease_effects(worker="a", now=time.now, limit=4)
    theirs = actions.lease_effects(worker="b", now=time.now, limit=4)
    assert not {effect.pk for effect in mine} & {effect.pk for effect in theirs}
    assert (len(mine), len(theirs)) == (4, 2)


def test_what_a_dead_worker_held_is_done_by_another_under_the_same_id(
    worker_of: Callable[..., Worker], time: Time
) -> None:
    (effect,) = owe(time.now)
    actions.lease_effects(worker="dead", now=time.now)
    hands = Hands()
    assert worker_of(hands).run_due() == 0

    time.pass_by(actions.LEASE + timedelta(seconds=1))
    worker_of(hands).run_due()
    assert hands.done == [effect.pk]


def test_a_handler_that_fails_is_tried_again_ever_more_rarely(
    worker_of: Callable[..., Worker], time: Time
) -> None:
    (effect,) = owe(time.now)
    hands = Hands(failures=2)
    waits = []
    for _ in range(3):
        worker_of(hands).run_due()
        effect.refresh_from_db()
        waits.append(effect.due_at - time.now)
        time.pass_by(max(timedelta(0), effect.due_at - time.now))
    assert waits[:2] == [timedelta(seconds=10), timedelta(seconds=20)]
    assert (hands.done, effect.state, effect.attempts) == ([effect.pk], "done", 3)


def test_after_twelve_tries_it_is_given_up_and_operators_see_it_without_the_contents(
    worker_of: Callable[..., Worker], time: Time, caplog: pytest.LogCaptureFixture
) -> None:
    (effect,) = owe(time.now)
    hands = Hands(failures=99)
    for _ in range(14):
        worker_of(hands).run_due()
        time.pass_by(timedelta(hours=1))

    (seen,) = queries.given_up()
    assert (seen.pk, seen.attempts, hands.failures) == (effect.pk, 12, 87)
    assert seen.last_error.startswith("ConnectionError at worker.py:")
    assert "given up" in caplog.records[-1].getMessage()
    assert "jammed" not in caplog.text


def test_not_yet_costs_no_try(worker_of: Callable[..., Worker], time: Time) -> None:
    (effect,) = owe(time.now)
    until = time.now + timedelta(hours=9)

    def later(effect: Effect, *, now: datetime) -> None:
        raise actions.NotYet(until)

    Worker(name="w", find=lambda kind: later, now=time).run_due()
    effect.refresh_from_db()
    assert (effect.state, effect.due_at, effect.attempts) == ("owed", until, 0)


def test_a_worker_told_to_stop_finishes_what_is_in_hand_and_hands_back_the_rest(time: Time) -> None:
    owe(time.now, count=3)
    done: list[uuid.UUID] = []

    def stop_after_first(effect: Effect, *, now: datetime) -> None:
        done.append(effect.pk)
        worker.stop()

    worker = Worker(name="w", find=lambda kind: stop_after_first, now=time)
    worker.run_due()

    assert len(done) == 1
    assert sorted(Effect.objects.values_list("state", "attempts")) == [("done", 1), ("owed", 0), ("owed", 0)]


def test_what_an_effect_leads_to_is_owed_once(time: Time) -> None:
    (effect,) = owe(time.now)
    more = actions.Owed(kind="notice.deliver", key="one")
    actions.owe_more(effect, more, now=time.now)
    actions.owe_more(effect, more, now=time.now)
    assert Effect.objects.filter(kind="notice.deliver", entry=effect.entry).count() == 1
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("kind", sorted(handlers.TABLE))
def test_every_kind_has_a_handler_that_can_be_found(kind: str) -> None:
    assert callable(handlers.find(kind))


def test_every_effect_of_the_step_tables_has_a_handler_and_an_unknown_kind_is_refused() -> None:
    assert set(handlers.TABLE) >= set(steps.EFFECTS)
    with pytest.raises(handlers.UnknownKind):
        handlers.find("no.such")


def test_a_worker_whose_lease_ran_out_says_no_more_what_became_of_it(time: Time) -> None:
    """It is slow, another does the work, and only then it fails: what is done stays done."""
    [effect] = owe(time())
    [slow] = actions.lease_effects(worker="slow", now=time())
    time.pass_by(actions.LEASE)
    [other] = actions.lease_effects(worker="other", now=time())
    actions.finish_effect(other, now=time())
    actions.postpone_effect(slow, error="too late", now=time())
    effect.refresh_from_db()
    assert (effect.state, effect.last_error) == ("done", "")


def test_what_others_hold_hides_nothing_from_a_free_worker(time: Time) -> None:
    owe(time(), count=70)
    for name in ("w1", "w2", "w3"):
        assert len(actions.lease_effects(worker=name, now=time(), limit=20)) == 20
    assert len(actions.lease_effects(worker="w4", now=time(), limit=20)) == 10
