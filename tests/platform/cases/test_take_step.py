"""A step is taken whole or not at all: one entry, its effects, its clocks, and never twice."""

import uuid
from datetime import datetime, timedelta
from functools import partial

import pytest

from hejie import steps
from hejie_platform.agreements.actions import take_plain_step
from hejie_platform.cases import access
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Case, Clock, Negotiation, Party
from hejie_platform.ledger.actions import ActionRefused, Actor, Done, whole
from hejie_platform.ledger.models import Effect, Entry
from hejie_platform.ledger.queries import broken_places
from tests.platform.cast import Cast

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Negotiation:
    """A negotiation in which the bank owes an answer."""
    case = Case.objects.create(borrower=cast.borrower, state="open", created_at=now, submitted_at=now)
    Party.objects.create(case=case, user=cast.borrower, role="borrower", joined_at=now)
    return Negotiation.objects.create(case=case, creditor=cast.bank, state="waiting", created_at=now)


@pytest.fixture
def talks(told: Negotiation) -> Negotiation:
    return told


@whole
def talk(talks: Negotiation, actor: Actor, *, now: datetime, action_id: uuid.UUID, seen: int = 0) -> Done:
    return take_step(talks, "talk", by=actor, seen_version=seen, now=now, action_id=action_id)


def test_a_step_moves_the_row_and_leaves_one_entry_its_effects_and_its_clocks(
    talks: Negotiation, cast: Cast, now: datetime
) -> None:
    done = talk(talks, Actor(cast.officer, "officer"), now=now, action_id=uuid.uuid4())

    talks.refresh_from_db()
    assert (talks.state, talks.version) == ("talking", 1)
    assert done.entry.verb == "negotiation.talk"
    assert done.entry.facts == {"from": "waiting", "to": "talking"}
    assert list(Effect.objects.values_list("kind", "entry")) == [("tell_borrower", done.entry.pk)]
    assert set(Clock.objects.values_list("rule", flat=True)) == {"talks_quiet", "talks_limit"}
    assert list(broken_places()) == []


def test_repeating_an_action_returns_the_first_result(talks: Negotiation, cast: Cast, now: datetime) -> None:
    action_id = uuid.uuid4()
    first = talk(talks, Actor(cast.officer, "officer"), now=now, action_id=action_id)
    again = talk(talks, Actor(cast.officer, "officer"), now=now, action_id=action_id)

    assert again.entry == first.entry
    assert (first.repeated, again.repeated) == (False, True)
    assert Entry.objects.count() == 1


def test_a_stale_version_is_refused_and_leaves_nothing(talks: Negotiation, cast: Cast, now: datetime) -> None:
    with pytest.raises(ActionRefused, match="stale"):
        talk(talks, Actor(cast.officer, "officer"), now=now, action_id=uuid.uuid4(), seen=7)

    talks.refresh_from_db()
    assert talks.state == "waiting"
    assert not Entry.objects.exists()
    assert not Clock.objects.exists()


def test_the_wrong_role_is_refused(talks: Negotiation, cast: Cast, now: datetime) -> None:
    with pytest.raises(steps.StepRefused, match="step_not_yours"):
        talk(talks, Actor(cast.borrower, "borrower"), now=now, action_id=uuid.uuid4())


def test_a_hold_stops_the_clocks_and_its_end_gives_back_what_was_left(
    talks: Negotiation, cast: Cast, now: datetime
) -> None:
    talk(talks, Actor(cast.officer, "officer"), now=now, action_id=uuid.uuid4())
    before = Clock.objects.get(rule="talks_limit").due_at
    desk = partial(take_plain_step, seen_version=None)
    held = access.case_for(cast.supervisor, talks.case.ref, now=now)
    desk(held, held.case, "place_hold", reason="death", now=now, action_id=uuid.uuid4())

    assert not Clock.objects.filter(paused_at__isnull=True).exists()

    later = now + timedelta(days=9)
    held = access.case_for(cast.supervisor, talks.case.ref, now=later)
    desk(held, held.case, "lift_hold", now=later, action_id=uuid.uuid4())

    assert Clock.objects.get(rule="talks_limit").due_at == before + timedelta(days=9)


def test_a_stranger_and_another_lender_hold_nothing(talks: Negotiation, cast: Cast, now: datetime) -> None:
    for person in (cast.stranger, cast.other_officer, cast.other_borrower, cast.auditor):
        with pytest.raises(access.NotHeld):
            access.negotiation_for(person, talks.ref, now=now)
    assert access.negotiation_for(cast.officer, talks.ref, now=now).side == "lender"


def test_a_lender_never_holds_the_case(talks: Negotiation, cast: Cast, now: datetime) -> None:
    with pytest.raises(access.NotHeld):
        access.case_for(cast.officer, talks.case.ref, now=now)
    assert access.case_for(cast.borrower, talks.case.ref, now=now).roles == ("borrower",)
