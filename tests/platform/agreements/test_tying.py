"""Agreements of several lenders that take effect together, or not at all."""

import json
from datetime import datetime, timedelta

import pytest

from hejie_platform.agreements import actions
from hejie_platform.agreements.actions.run_out import run_out
from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import Agreement, Obligation, Tie
from hejie_platform.cases import access as cases
from hejie_platform.cases.actions import fire
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Entry
from tests.platform.cast import Cast
from tests.platform.stories import agreements as stories
from tests.platform.stories import documents, negotiation
from tests.platform.stories.negotiation import Story

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> tuple[Story, Story]:
    return documents.tied(cast, now=now, until=clock.legal_day(now) + timedelta(days=10))


@pytest.fixture
def pair(told: tuple[Story, Story]) -> tuple[Story, Story]:
    return told


def fully_signed(story: Story, now: datetime) -> Agreement:
    documents.agreed(story, now=now)
    stories.signed(story, story.borrower, now=now)
    return stories.signed(story, story.checker, now=now)


def test_the_first_waits_for_the_second_and_both_take_effect(
    pair: tuple[Story, Story], now: datetime
) -> None:
    first, second = pair
    waiting = fully_signed(first, now)
    assert waiting.state == "signing"
    assert not Obligation.objects.exists()
    last = fully_signed(second, now)
    assert last.state == "effective"
    negotiation.worked(now)

    waiting.refresh_from_db()
    assert waiting.state == "effective"
    assert waiting.signed_pdf is not None
    assert Obligation.objects.filter(agreement=waiting).exists()


def test_each_lender_reads_how_many_others_and_never_which(pair: tuple[Story, Story], now: datetime) -> None:
    first, second = pair
    fully_signed(first, now)
    fully_signed(second, now)
    negotiation.worked(now)
    for own, other in (pair, (second, first)):
        said = stories.agreement_of(own)
        condition = terms.clause(terms.terms_of(said), "clause_condition")
        assert condition is not None
        assert (condition["needed"], condition["others"]) == (1, 1)
        assert other.row().creditor.name_zh not in said.terms
        shared = Entry.objects.filter(chain__subject=own.row().id)
        told = json.dumps([entry.facts for entry in shared], ensure_ascii=False)
        assert stories.agreement_of(other).ref not in told
        assert str(stories.agreement_of(other).pk) not in told


def test_the_last_day_releases_everybody(pair: tuple[Story, Story], now: datetime) -> None:
    first, second = pair
    waiting = fully_signed(first, now)
    documents.agreed(second, now=now)
    assert clock.legal_day(waiting.sign_by) == clock.legal_day(now) + timedelta(days=11)
    end = waiting.sign_by + timedelta(minutes=1)
    for found in list(fire.due(now=end)):
        if found.row.MACHINE == "agreement":
            run_out(found, now=end)
    assert {(one.state, one.reason) for one in Agreement.objects.all()} == {("ended", "lapsed")}
    assert first.row().state == "talking"
    assert not Obligation.objects.exists()


def test_nobody_leaves_alone_what_all_have_signed(pair: tuple[Story, Story], now: datetime) -> None:
    first, _second = pair
    waiting = fully_signed(first, now)
    held = stories.held_by(first.borrower, first, now)
    with pytest.raises(ActionRefused, match="sign_waits_for_others"):
        actions.take_plain_step(
            held,
            held.agreement,
            "refuse_to_sign",
            seen_version=waiting.version,
            now=now,
            action_id=documents.new_id(),
        )


def test_untied_talks_bind_one_creditor_alone(cast: Cast, now: datetime) -> None:
    first = negotiation.waiting(cast, now=now, creditors=[cast.bank, cast.microloan])
    second = negotiation.beside(cast, first, cast.microloan, now=now)
    stories.signed_by_all(first, now=now)
    assert stories.agreement_of(first).state == "effective"
    assert second.row().state == "waiting"


def test_a_tie_needs_several_a_fitting_number_and_a_day_to_come(cast: Cast, now: datetime) -> None:
    story = negotiation.waiting(cast, now=now, creditors=[cast.bank, cast.microloan])
    other = negotiation.beside(cast, story, cast.microloan, now=now)
    held = cases.case_for(story.borrower, story.row().case.ref, now=now)
    today = clock.legal_day(now)

    def tied(talks: list[str], needed: int, days: int) -> None:
        until = today + timedelta(days=days)
        actions.tie_agreements(
            held, talks=talks, needed=needed, until=until, now=now, action_id=documents.new_id()
        )

    for talks, needed, days, code in (
        ([story.ref], 2, 5, "tie_needs_several"),
        ([story.ref, other.ref], 3, 5, "tie_needed_wrong"),
        ([story.ref, other.ref], 2, 0, "tie_day_past"),
    ):
        with pytest.raises(ActionRefused, match=code):
            tied(talks, needed, days)
    tied([story.ref, other.ref], 2, 5)
    tied([story.ref, other.ref], 2, 6)
    assert Tie.objects.filter(case=held.case, ended_at__isnull=True).get().until_day == today + timedelta(
        days=6
    )
