"""The neutrals: ties, objections, recusal and replacement; time that all agree to; ends; what reaches the desks."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from hejie import steps
from hejie_platform.agreements import actions as agreements
from hejie_platform.agreements.models import StepNote
from hejie_platform.cases.models import Clock
from hejie_platform.core import clock
from hejie_platform.jobs.scheduler import fire_clocks
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Entry
from hejie_platform.mediation.actions import extra_time, neutral, objecting
from hejie_platform.mediation.models import Objection, TieStatement
from hejie_platform.mediation.queries import desks, standing
from hejie_platform.notices.models import Notice
from tests.platform.cast import Cast
from tests.platform.stories import mediation as stories
from tests.platform.stories.mediation import Told, stamp

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Told:
    """A mediator is asked."""
    stories.listed(cast, now=now)
    return stories.asked(stories.appointing(stories.asking(cast, now=now), now=now), now=now)


@pytest.fixture
def asked(told: Told) -> Told:
    return told


def by(told: Told, who: Any, act: Any, *, now: datetime, **more: Any) -> None:
    held = told.held(who, now)
    act(held, held.mediation, seen_version=held.mediation.version, **more, **stamp(now))


def object_(told: Told, who: Any, *, now: datetime) -> None:
    by(told, who, objecting.object_to_mediator, now=now, reason="unfair", words="总是替对方说话")


def test_it_begins_only_after_acceptance_and_ties_told(asked: Told, now: datetime) -> None:
    with pytest.raises(steps.StepRefused, match="step_needs_acceptance"):
        stories.by_mediator(asked, neutral.start, now=now)
    stories.by_mediator(asked, neutral.accept_appointment, now=now)
    with pytest.raises(steps.StepRefused, match="step_needs_disclosure"):
        stories.by_mediator(asked, neutral.start, now=now)
    with pytest.raises(ActionRefused, match="mediation_tie_unsaid"):
        stories.by_mediator(asked, neutral.disclose, now=now, kinds=("share",), words="")
    stories.by_mediator(asked, neutral.disclose, now=now, kinds=(), words="")
    stories.by_mediator(asked, neutral.start, now=now)
    assert asked.row().state == "open"


def test_words_of_a_tie_are_sealed_and_shown_to_the_parties(asked: Told, cast: Cast, now: datetime) -> None:
    stories.told_ties(asked, now=now, kinds=("acted_for",), words="三年前代理过该行")
    told = TieStatement.objects.get()
    shown = standing.standing(asked.held(cast.borrower, now), asked.row(), now=now).statement
    assert shown == told
    assert "代理" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_an_objection_holds_the_beginning_and_keeping_tells_both_sides_why(
    asked: Told, cast: Cast, now: datetime
) -> None:
    stories.told_ties(asked, now=now)
    object_(asked, cast.borrower, now=now)
    with pytest.raises(ActionRefused, match="mediation_objection_open"):
        stories.by_mediator(asked, neutral.start, now=now)
    with pytest.raises(ActionRefused, match="mediation_not_the_head"):
        by(asked, cast.officer, objecting.keep_mediator, now=now, answer="x")
    by(asked, cast.body_admin, objecting.keep_mediator, now=now, answer="未发现偏袒")
    Worker(name="test", now=lambda: now).run_all_due()
    for who in (cast.borrower, cast.officer):
        assert Notice.objects.filter(person=who, code="mediation.keep_mediator").exists()
    kept = standing.decision(asked.row())
    assert kept is not None
    assert kept.answer == "未发现偏袒"
    stories.by_mediator(asked, neutral.start, now=now)


def test_an_objections_words_are_for_the_head_alone(asked: Told, cast: Cast, now: datetime) -> None:
    object_(asked, cast.borrower, now=now)
    seen = {
        who: standing.standing(asked.held(who, now), asked.row(), now=now).objection
        for who in (cast.body_admin, cast.officer, cast.borrower)
    }
    assert seen[cast.body_admin] == seen[cast.borrower] == Objection.objects.get()
    assert seen[cast.officer] is None


def test_a_replaced_mediator_is_out_and_the_file_stays(asked: Told, cast: Cast, now: datetime) -> None:
    other = stories.second_mediator(cast, now=now)
    object_(asked, cast.officer, now=now)
    by(asked, cast.body_admin, objecting.replace_mediator, now=now, answer="更换为宜")
    assert (asked.row().state, asked.row().mediator) == ("appointing", None)
    assert Objection.objects.get().decision == "replaced"
    assert StepNote.objects.filter(entry__verb="mediation.replace").exists()
    stories.asked(asked, other, now=now)
    assert asked.row().negotiations.count() == 1


def test_more_time_needs_everybodys_yes(cast: Cast, now: datetime) -> None:
    told = stories.opened(cast, now=now)
    until = clock.legal_day(now) + timedelta(days=60)
    stories.by_mediator(told, extra_time.ask_extra_time, now=now, kind="rest", until_day=until)
    answer(told, cast.borrower, True, now=now)
    with pytest.raises(steps.StepRefused, match="step_needs_all"):
        stories.by_mediator(told, extra_time.extend, now=now)
    answer(told, cast.officer, True, now=now)
    stories.by_mediator(told, extra_time.extend, now=now)
    running = Clock.objects.get(subject=told.row().pk, rule="mediation_time", stopped_at=None)
    assert clock.legal_day(running.due_at - timedelta(seconds=1)) == until


def test_one_no_leaves_the_time_as_it_is(cast: Cast, now: datetime) -> None:
    told = stories.opened(cast, now=now)
    before = Clock.objects.get(subject=told.row().pk, rule="mediation_time", stopped_at=None).due_at
    until = clock.legal_day(now) + timedelta(days=60)
    stories.by_mediator(told, extra_time.ask_extra_time, now=now, kind="longer", until_day=until)
    answer(told, cast.officer, False, now=now)
    with pytest.raises(ActionRefused, match="mediation_no_extra_time"):
        stories.by_mediator(told, extra_time.extend, now=now)
    assert Clock.objects.get(subject=told.row().pk, rule="mediation_time", stopped_at=None).due_at == before


def answer(told: Told, who: Any, agrees: bool, *, now: datetime) -> None:
    held = told.held(who, now)
    extra_time.answer_extra_time(held, held.mediation, agrees=agrees, **stamp(now))


@pytest.mark.parametrize("step", ["end_gap", "end_unreachable", "end_unsigned", "end_no_party", "end_sham"])
def test_the_mediator_ends_it_for_each_lawful_reason_and_the_parties_are_told(
    cast: Cast, now: datetime, step: str
) -> None:
    told = stories.opened(cast, now=now)
    assert standing.may_end(told.held(cast.mediator, now), step, now=now)
    stories.by_mediator(told, _plain, now=now, step=step)
    Worker(name="test", now=lambda: now).run_all_due()
    assert (told.row().state, told.row().reason) == ("ended", step.removeprefix("end_"))
    assert Notice.objects.filter(person=cast.borrower, code=f"mediation.{step}").exists()
    assert Notice.objects.filter(person=cast.supervisor, code="task_suspected_sham").exists() == (
        step == "end_sham"
    )
    assert told.talks.row().state == "talking", "the talks themselves go on"


def _plain(held: Any, row: Any, *, step: str, **more: Any) -> None:
    agreements.take_plain_step(held, row, step, note="试过电话和短信。", **more)


def test_what_a_clock_escalates_is_first_on_the_heads_desk(asked: Told, cast: Cast, now: datetime) -> None:
    later = now + timedelta(days=9)
    line = desks.of_body(cast.body, now=now)[0]
    assert (line.todo, line.is_late, line.is_yours) == ("accept", False, False)
    assert desks.waiting_for_head(cast.body_admin, now=now) == 0
    fire_clocks(later)
    Worker(name="test", now=lambda: later).run_all_due()
    assert desks.of_body(cast.body, now=later)[0].is_late
    assert desks.waiting_for_head(cast.body_admin, now=later) == 1
    assert Notice.objects.filter(person=cast.body_admin, code="escalate_body").exists()
    stories.by_mediator(asked, neutral.accept_appointment, now=later)
    assert not desks.of_body(cast.body, now=later)[0].is_late


def test_the_desk_orders_by_what_is_due_first(asked: Told, cast: Cast, now: datetime) -> None:
    opened = stories.opened(cast, now=now)
    lines = [line.row.ref for line in desks.mine(cast.mediator, now=now)]
    assert lines == [asked.ref, opened.ref], "three working days come before thirty days"
