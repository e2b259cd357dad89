"""Undisputed facts count outside the talks when both sides signed the same hash, and not before."""

import uuid
from datetime import datetime, timedelta

import pytest

from hejie_platform.afterwards import access, actions
from hejie_platform.afterwards.facts import sheet
from hejie_platform.afterwards.models import FactSheet
from hejie_platform.cases.models import Interruption
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.notices.models import Notice
from hejie_platform.people.models import IdentityProof
from tests.platform.cast import Cast
from tests.platform.stories import afterwards, negotiation
from tests.platform.stories.negotiation import Story

pytestmark = pytest.mark.django_db
new_id = uuid.uuid4


def CHAPTER(cast: Cast, now: datetime) -> Story:
    return afterwards.apart(cast, now=now)


@pytest.fixture
def story(told: Story) -> Story:
    return told


def test_one_side_puts_the_other_signs_and_then_it_counts(story: Story, now: datetime) -> None:
    row = afterwards.put(story, "lender", now=now)
    assert not row.is_signed
    afterwards.signed(story, row, "borrower", now=now + timedelta(hours=1))
    row.refresh_from_db()
    assert row.is_signed
    assert row.hash == sheet.digest(row.content)
    assert sheet.read_sheet(row.content)["buckets"] == {"overdue_principal": 5_600_000}


def test_the_other_side_is_told_and_the_one_who_acted_is_not(story: Story, cast: Cast, now: datetime) -> None:
    row = afterwards.put(story, "lender", now=now)
    afterwards.signed(story, row, "borrower", now=now)
    negotiation.worked(now)
    assert Notice.objects.get(code="facts_put").person == cast.borrower
    assert Notice.objects.get(code="facts_signed_desk").person == cast.officer


def test_the_borrowers_signature_notes_the_interruption_and_the_lenders_does_not(
    story: Story, now: datetime
) -> None:
    before = Interruption.objects.count()
    row = afterwards.put(story, "lender", now=now)
    assert Interruption.objects.count() == before
    afterwards.signed(story, row, "borrower", now=now)
    assert Interruption.objects.filter(kind="facts.sign").count() == 1


def test_without_the_notice_or_the_identity_the_borrower_cannot_sign(story: Story, now: datetime) -> None:
    row = afterwards.put(story, "lender", now=now)
    held = afterwards.held_of(story, "borrower", now)
    given = {"seen_hash": row.hash, "now": now}
    with pytest.raises(ActionRefused, match="facts_notice_unseen"):
        actions.sign_facts(held, row, legal_notice_seen=False, action_id=new_id(), **given)
    IdentityProof.objects.filter(user=story.borrower).update(state="failed")
    with pytest.raises(ActionRefused, match="facts_need_identity"):
        actions.sign_facts(held, row, legal_notice_seen=True, action_id=new_id(), **given)


def test_another_hash_is_refused_and_so_is_ones_own_second_signature(story: Story, now: datetime) -> None:
    row = afterwards.put(story, "lender", now=now)
    with pytest.raises(ActionRefused, match="facts_changed"):
        actions.sign_facts(
            afterwards.held_of(story, "borrower", now),
            row,
            seen_hash="0" * 64,
            legal_notice_seen=True,
            now=now,
            action_id=new_id(),
        )
    with pytest.raises(ActionRefused, match="facts_signed_already"):
        afterwards.signed(story, row, "lender", now=now)


def test_a_closed_sheet_never_counts_and_a_new_one_may_be_put(story: Story, now: datetime) -> None:
    row = afterwards.put(story, "lender", now=now)
    with pytest.raises(ActionRefused, match="facts_waiting"):
        afterwards.put(story, "borrower", now=now)
    actions.close_facts(afterwards.held_of(story, "borrower", now), row, now=now, action_id=new_id())
    row.refresh_from_db()
    with pytest.raises(ActionRefused, match="facts_closed"):
        afterwards.signed(story, row, "borrower", now=now)
    assert afterwards.put(story, "borrower", now=now).borrower_at is not None


def test_a_signed_sheet_cannot_be_closed(story: Story, now: datetime) -> None:
    row = afterwards.put(story, "lender", now=now)
    afterwards.signed(story, row, "borrower", now=now)
    with pytest.raises(ActionRefused, match="facts_closed"):
        actions.close_facts(afterwards.held_of(story, "lender", now), row, now=now, action_id=new_id())


def test_what_the_borrower_disputes_cannot_be_put_on_a_sheet(cast: Cast, now: datetime) -> None:
    story = negotiation.disputed(negotiation.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    assert "penalty_interest" not in sheet.sheet_choices(story.claim())
    with pytest.raises(ActionRefused, match="facts_nothing_chosen"):
        afterwards.put(story, "lender", now=now, chosen=("penalty_interest",))


def test_a_sheet_of_other_talks_is_not_there(story: Story, cast: Cast, now: datetime) -> None:
    row = afterwards.put(story, "lender", now=now)
    other = afterwards.apart(cast, now=now)
    with pytest.raises(access.NotHeld):
        access.sheet_of(afterwards.held_of(other, "borrower", now), row.ref)
    assert FactSheet.objects.count() == 1


def test_words_are_left_after_the_talks_and_not_while_they_run(cast: Cast, now: datetime) -> None:
    running = negotiation.waiting(cast, now=now, creditors=[cast.bank])
    with pytest.raises(ActionRefused, match="contact_in_room"):
        actions.leave_word(
            afterwards.held_of(running, "borrower", now), text="在吗", now=now, action_id=new_id()
        )
    ended = afterwards.refused(cast, now=now)
    for side, text in (("borrower", "我换了电话。"), ("lender", "收到。")):
        actions.leave_word(afterwards.held_of(ended, side, now), text=text, now=now, action_id=new_id())
    negotiation.worked(now)
    assert Notice.objects.get(code="contact_word_left_desk").person == cast.officer
    assert Notice.objects.get(code="contact_word_left").person == cast.borrower


def test_nobody_is_pestered_with_words_after_the_talks(cast: Cast, now: datetime) -> None:
    """A few a day from each side; one side's words take nothing from the other's."""
    ended = afterwards.refused(cast, now=now)

    def leave(side: str, at: datetime) -> None:
        held = afterwards.held_of(ended, side, at)
        actions.leave_word(held, text="请回复。", now=at, action_id=new_id())

    for _word in range(3):
        leave("lender", now)
    with pytest.raises(ActionRefused, match="contact_often"):
        leave("lender", now)
    leave("borrower", now)
    leave("lender", now + timedelta(days=1, minutes=1))
