"""A clock that runs out does what its table says, once; what a clock may not do is handed to a person."""

import uuid
from datetime import datetime, timedelta

import pytest

from hejie_platform.agreements.actions.run_out import run_out
from hejie_platform.cases.actions import fire, take_step
from hejie_platform.cases.models import Case, Clock, Negotiation, Party
from hejie_platform.ledger.actions import ActionRefused, Actor, Done, whole
from hejie_platform.ledger.models import Effect, Entry
from tests.platform.cast import Cast

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Negotiation:
    case = Case.objects.create(borrower=cast.borrower, state="open", created_at=now)
    Party.objects.create(case=case, user=cast.borrower, role="borrower", joined_at=now)
    return Negotiation.objects.create(case=case, creditor=cast.bank, state="waiting", created_at=now)


@pytest.fixture
def talks(told: Negotiation) -> Negotiation:
    return told


def run_clock(talks: Negotiation, rule: str, *, due_at: datetime, now: datetime) -> Clock:
    return Clock.objects.create(
        machine="negotiation",
        subject=talks.id,
        case=talks.case,
        negotiation=talks,
        rule=rule,
        owner="lender",
        started_at=now,
        due_at=due_at,
    )


def fire_all(now: datetime) -> list[Done]:
    return [run_out(item, now=now) for item in fire.due(now=now)]


def test_a_clock_fires_at_its_time_and_not_a_moment_before(talks: Negotiation, now: datetime) -> None:
    due_at = now + timedelta(days=3)
    clock = run_clock(talks, "lender_reply", due_at=due_at, now=now)

    assert fire_all(due_at - timedelta(seconds=1)) == []
    (done,) = fire_all(due_at)

    clock.refresh_from_db()
    assert clock.fired_at == due_at
    assert (done.entry.verb, done.entry.role) == ("negotiation.overdue", "clock")
    assert set(Effect.objects.values_list("kind", flat=True)) == {
        "escalate_lender",
        "escalate_supervisor",
        "tell_borrower",
    }
    assert Clock.objects.get(rule="lender_last_reply").due_at > due_at


def test_two_schedulers_fire_one_clock_once(talks: Negotiation, now: datetime) -> None:
    run_clock(talks, "lender_reply", due_at=now, now=now)
    (mine,), (theirs,) = fire.due(now=now), fire.due(now=now)

    first = run_out(mine, now=now)
    again = run_out(theirs, now=now)

    assert (first.repeated, again.repeated) == (False, True)
    assert Entry.objects.count() == 1


def test_a_clock_that_was_met_meanwhile_does_not_fire(talks: Negotiation, cast: Cast, now: datetime) -> None:
    run_clock(talks, "lender_reply", due_at=now, now=now)
    (found,) = fire.due(now=now)
    whole(take_step)(talks, "talk", by=Actor(cast.officer, "officer"), now=now, action_id=uuid.uuid4())

    with pytest.raises(ActionRefused, match="stale"):
        run_out(found, now=now)
    assert not Entry.objects.filter(role="clock").exists()


def test_a_clock_that_escalates_leaves_one_entry_and_owes_the_escalation(
    talks: Negotiation, now: datetime
) -> None:
    run_clock(talks, "checker_reply", due_at=now, now=now)
    (done,) = fire_all(now)

    assert (done.entry.verb, done.entry.chain.audience) == ("negotiation.clock_checker_reply", "lender")
    assert list(Effect.objects.values_list("kind", flat=True)) == ["escalate_lender"]


def test_a_paused_clock_stands_still(talks: Negotiation, now: datetime) -> None:
    clock = run_clock(talks, "lender_reply", due_at=now, now=now)
    Clock.objects.filter(pk=clock.pk).update(paused_at=now)
    assert fire_all(now + timedelta(days=9)) == []


@pytest.mark.parametrize("vulnerable", [False, True])
def test_talks_never_end_by_silence_before_a_person_was_reached(
    talks: Negotiation, vulnerable: bool, now: datetime
) -> None:
    """The borrower was never reminded by another channel: a person decides, the clock does not."""
    Case.objects.update(is_vulnerable=vulnerable)
    Negotiation.objects.update(state="asked")
    run_clock(talks, "borrower_last_reply", due_at=now, now=now)
    (done,) = fire_all(now)

    talks.refresh_from_db()
    assert talks.state == "asked"
    assert done.entry.facts["refused"] == ("step_needs_person" if vulnerable else "step_needs_contact")
    assert list(Effect.objects.values_list("kind", flat=True)) == ["escalate_supervisor"]


def test_talks_end_by_time_after_a_reminder_by_another_channel(talks: Negotiation, now: datetime) -> None:
    Negotiation.objects.update(state="asked")
    run_clock(talks, "borrower_reply", due_at=now, now=now)
    fire_all(now)
    later = Clock.objects.get(rule="borrower_last_reply").due_at
    fire_all(later)

    talks.refresh_from_db()
    assert (talks.state, talks.reason) == ("ended", "time")


def test_a_clock_of_an_unknown_row_keeps_no_other_from_ringing(talks: Negotiation, now: datetime) -> None:
    lost = run_clock(talks, "talks_limit", due_at=now - timedelta(days=1), now=now)
    Clock.objects.filter(pk=lost.pk).update(subject=uuid.uuid4())
    rings = run_clock(talks, "lender_reply", due_at=now, now=now)
    assert [found.clock for found in fire.due(now=now)] == [rings]
