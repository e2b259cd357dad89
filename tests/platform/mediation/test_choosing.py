"""Finding a mediator: a roster that is verified, wishes, the published rule, and nobody who is tied."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from hejie import steps
from hejie_platform.cases.models import Appointment, Party
from hejie_platform.core import clock
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Determination
from hejie_platform.mediation import access
from hejie_platform.mediation.actions import choosing, neutral, roster
from hejie_platform.mediation.models import Choice, Listing, Ranking
from hejie_platform.mediation.queries import standing
from tests.platform.cast import Cast
from tests.platform.stories import mediation as stories
from tests.platform.stories.mediation import Told, stamp

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(cast: Cast, now: datetime) -> Told:
    """Everybody has said yes; the body has one verified mediator."""
    stories.listed(cast, now=now)
    return stories.appointing(stories.asking(cast, now=now), now=now)


def worked(now: datetime) -> None:
    Worker(name="test", now=lambda: now + timedelta(seconds=1)).run_all_due()


@pytest.mark.feature("F01")
def test_a_common_wish_is_asked_at_once_and_logged(told: Told, cast: Cast, now: datetime) -> None:
    other = stories.second_mediator(cast, now=now)
    stories.ranked(told, cast.borrower, [other, cast.mediator], now=now)
    worked(now)
    assert told.row().mediator is None, "one party's wish asks nobody"

    stories.ranked(told, cast.officer, [other], now=now)
    worked(now)
    assert told.row().mediator == other
    choice = Choice.objects.get(appointment__mediation=told.row())
    assert choice.way == "common"
    assert choice.determination.result["rule_gives"] == other.ref


@pytest.mark.feature("F01")
def test_without_a_common_wish_the_published_rule_decides_and_is_logged(
    told: Told, cast: Cast, now: datetime
) -> None:
    other = stories.second_mediator(cast, now=now)
    stories.ranked(told, cast.borrower, [other], now=now)
    stories.ranked(told, cast.officer, [cast.mediator], now=now)
    worked(now)
    assert told.row().mediator == cast.mediator, "equal load: who was verified first"
    kept = Determination.objects.get(kind="mediator", subject=told.row().pk)
    assert kept.result["way"] == "rule"
    assert {one["ref"] for one in kept.facts["candidates"]} == {other.ref, cast.mediator.ref}


def test_the_worker_asks_nobody_twice(told: Told, cast: Cast, now: datetime) -> None:
    for who in (cast.borrower, cast.officer, cast.officer):
        if told.row().mediator is None:
            stories.ranked(told, who, [cast.mediator], now=now)
        worked(now)
    assert Appointment.objects.filter(mediation=told.row()).count() == 1


@pytest.mark.feature("F02")
@pytest.mark.parametrize("tie", ["declared", "member", "party"])
def test_a_mediator_with_a_tie_to_a_party_cannot_be_assigned(
    told: Told, cast: Cast, now: datetime, tie: str
) -> None:
    own = access.body_for(cast.mediator, cast.body.ref, now=now)
    if tie == "declared":
        roster.declare_tie(own, organisation=cast.bank, kind="worked_there", words="", **stamp(now))
    elif tie == "member":
        cast.mediator.memberships.create(
            organisation=cast.bank, role="adviser", from_day=clock.legal_day(now)
        )
    else:
        Party.objects.create(case=told.row().case, user=cast.mediator, role="representative", joined_at=now)
        Party.objects.filter(user=cast.mediator).update(left_at=now)
    with pytest.raises(ActionRefused, match="mediation_mediator_not_free"):
        stories.asked(told, now=now, note="时间紧")
    assert told.row().mediator is None


def test_a_tie_to_somebody_else_bars_nobody(told: Told, cast: Cast, now: datetime) -> None:
    own = access.body_for(cast.mediator, cast.body.ref, now=now)
    roster.declare_tie(own, organisation=cast.microloan, kind="share", words="", **stamp(now))
    stories.asked(told, now=now)
    assert told.row().mediator == cast.mediator


@pytest.mark.feature("Q01")
def test_assignment_respects_load_field_and_days_away(told: Told, cast: Cast, now: datetime) -> None:
    other = stories.second_mediator(cast, now=now)
    assert choosing.chosen(told.row(), now=now).ref == cast.mediator.ref
    stories.listed(cast, now=now, entered=replace(stories.ENTERED, most=1))
    first = stories.asked(told, cast.mediator, now=now, note="先到")
    second = stories.appointing(stories.asking(cast, now=now), now=now)
    assert first.row().mediator == cast.mediator
    assert choosing.chosen(second.row(), now=now).ref == other.ref
    with pytest.raises(ActionRefused, match="mediation_mediator_not_free"):
        stories.asked(second, cast.mediator, now=now, note="再加一件")
    desk, day = access.body_for(other, cast.body.ref, now=now), clock.legal_day(now)
    roster.note_absence(desk, from_day=day, until_day=day, **stamp(now))
    assert choosing.chosen(second.row(), now=now).way == "none"
    assert choosing.chosen(second.row(), now=now + timedelta(days=1)).ref == other.ref


def test_the_rule_asks_for_the_field_and_the_head_may_see_beyond_with_a_reason(
    cast: Cast, now: datetime
) -> None:
    stories.listed(cast, now=now, entered=replace(stories.ENTERED, loan_types=("business",)))
    told = stories.appointing(stories.asking(cast, now=now), now=now)
    assert choosing.chosen(told.row(), now=now).way == "none"
    with pytest.raises(ActionRefused, match="mediation_hand_needs_reason"):
        stories.asked(told, now=now)
    stories.asked(told, now=now, note="没有其他人选")
    assert Choice.objects.get(appointment__mediation=told.row()).way == "hand"


def test_only_who_is_verified_can_be_asked(cast: Cast, now: datetime) -> None:
    told = stories.appointing(stories.asking(cast, now=now), now=now)
    own = access.body_for(cast.mediator, cast.body.ref, now=now)
    roster.enter_listing(own, mediator=cast.mediator, entered=stories.ENTERED, **stamp(now))
    with pytest.raises(ActionRefused, match="mediation_mediator_not_free"):
        stories.asked(told, now=now, note="x")
    roster.verify_listing(stories.head(cast, now=now), Listing.objects.get(), **stamp(now))
    stories.asked(told, now=now)


def test_nobody_verifies_themselves_and_no_mediator_verifies_another(cast: Cast, now: datetime) -> None:
    own = access.body_for(cast.mediator, cast.body.ref, now=now)
    roster.enter_listing(own, mediator=cast.mediator, entered=stories.ENTERED, **stamp(now))
    row = Listing.objects.get()
    with pytest.raises(ActionRefused, match="roster_needs_head"):
        roster.verify_listing(own, row, **stamp(now))
    cast.mediator.memberships.create(organisation=cast.body, role="body_admin", from_day=clock.legal_day(now))
    both = access.body_for(cast.mediator, cast.body.ref, now=now)
    with pytest.raises(ActionRefused, match="roster_own_listing"):
        roster.verify_listing(both, row, **stamp(now))


def test_a_new_entry_waits_while_the_old_one_holds(cast: Cast, now: datetime) -> None:
    old = stories.listed(cast, now=now)
    own = access.body_for(cast.mediator, cast.body.ref, now=now)
    changed = replace(stories.ENTERED, qualification="律师")
    roster.enter_listing(own, mediator=cast.mediator, entered=changed, **stamp(now))
    waiting = Listing.objects.get(verified_at__isnull=True)
    old.refresh_from_db()
    assert old.ended_at is None
    roster.verify_listing(stories.head(cast, now=now), waiting, **stamp(now))
    old.refresh_from_db()
    assert old.ended_at == now


def test_wishes_are_read_by_nobody_else_and_move_no_version(told: Told, cast: Cast, now: datetime) -> None:
    before = told.row().version
    stories.ranked(told, cast.borrower, [cast.mediator], now=now)
    assert told.row().version == before
    seen = standing.events(told.held(cast.officer, now), told.row())
    assert "mediation.rank" not in {one.verb for one in seen}
    assert Ranking.objects.count() == 1


def test_somebody_who_is_not_free_cannot_be_wished_for(told: Told, cast: Cast, now: datetime) -> None:
    with pytest.raises(ActionRefused, match="mediation_wish_not_free"):
        stories.ranked(told, cast.borrower, [cast.stranger], now=now)


@pytest.mark.feature("F02")
def test_a_late_tie_leads_to_a_replacement_and_the_file_stays(told: Told, cast: Cast, now: datetime) -> None:
    other = stories.second_mediator(cast, now=now)
    stories.told_ties(stories.asked(told, cast.mediator, now=now), now=now)
    stories.by_mediator(told, neutral.start, now=now)
    row, talks = told.row(), told.row().negotiations.get()
    stories.by_mediator(
        told, neutral.disclose, now=now, kinds=("relative_there",), words="我的妹妹在该行工作"
    )
    stories.by_mediator(told, neutral.recuse, now=now, note="避嫌")

    assert (told.row().state, told.row().mediator) == ("appointing", None)
    assert choosing.chosen(told.row(), now=now).ref == other.ref, "who left is not asked again"
    stories.asked(told, other, now=now)
    assert told.row().pk == row.pk
    assert told.row().negotiations.get() == talks
    with pytest.raises(access.NotHeld):
        access.mediation_for(cast.mediator, told.ref, now=now)


def test_a_tie_that_came_up_after_the_asking_stops_the_acceptance(
    told: Told, cast: Cast, now: datetime
) -> None:
    stories.asked(told, now=now)
    own = access.body_for(cast.mediator, cast.body.ref, now=now)
    roster.declare_tie(own, organisation=cast.bank, kind="share", words="", **stamp(now))
    with pytest.raises(steps.StepRefused, match="step_mediator_not_fit"):
        stories.by_mediator(told, neutral.accept_appointment, now=now)
