"""The clearance letter: issued here and signed, or the lender's own paper; whoever holds it can have it checked."""

from datetime import datetime, timedelta

import pytest

from hejie import steps
from hejie_platform.agreements import access, actions, signing
from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import ClearanceLetter
from hejie_platform.agreements.signing import verification
from hejie_platform.core import clock, storage
from hejie_platform.ledger.actions import ActionRefused
from tests.platform.cast import Cast, refreshed
from tests.platform.stories import agreements as stories
from tests.platform.stories import documents, negotiation, pictures
from tests.platform.stories.negotiation import Story

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Story:
    told = stories.one_paid(negotiation.waiting(cast, now=now), now=now)
    documents.paid_off(told, now=now)
    return told


@pytest.fixture
def story(told: Story) -> Story:
    return told


@pytest.mark.feature("H09")
def test_the_lender_issues_the_letter_and_the_borrower_confirms_it(story: Story, now: datetime) -> None:
    days = terms.clause(terms.terms_of(stories.agreement_of(story)), "clause_clearance_letter")
    assert days is not None
    due = documents.letter_duty(story, now=now).obligation.due_on
    assert due == clock.legal_day(now) + timedelta(days=days["days"])
    letter = documents.cleared(story, now=now)
    assert letter.obligation.state == "claimed"
    data = storage.get(refreshed(letter).signed_pdf)
    verdict = verification.verify(data, root=signing.service().root())
    assert verdict.is_good, verdict.faults
    assert [one.side for one in verdict.signatures] == ["lender"]
    assert verdict.terms["code"] == letter.code
    assert verdict.terms["paid_minor"] == stories.agreement_of(story).payments.get().amount_minor
    assert refreshed(letter).sealed_key is None
    broken = data.replace(letter.code.encode(), b"0" * 10, 1)
    assert broken == data or not verification.verify(broken, root=signing.service().root()).is_good
    place = len(data) // 2
    changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
    assert not verification.verify(changed, root=signing.service().root()).is_good

    held = access.obligation_for(story.borrower, letter.obligation.ref, now=now)
    row = held.obligation
    actions.take_plain_step(
        held, row, "confirm", seen_version=row.version, now=now, action_id=documents.new_id()
    )
    assert refreshed(row).state == "done"


def test_the_lenders_own_paper_claims_the_duty_too(story: Story, now: datetime) -> None:
    letter = documents.cleared(story, now=now, paper=pictures.png())
    assert (letter.base_pdf, letter.signature, letter.obligation.state) == (None, None, "claimed")
    assert storage.get(letter.own_paper) == pictures.png()


def test_the_borrower_issues_no_letter_and_another_duty_has_none(story: Story, now: datetime) -> None:
    row = stories.agreement_of(story).obligations.get(code="duty_correct_credit_report")
    held = access.obligation_for(story.officer, row.ref, now=now)
    given = {"is_confirmed": True, "legal_notice_seen": True, "now": now}
    with pytest.raises(ActionRefused, match="letter_other_duty"):
        actions.issue_letter(held, seen_version=row.version, action_id=documents.new_id(), **given)
    letter = documents.letter_duty(story, now=now).obligation
    mine = access.obligation_for(story.borrower, letter.ref, now=now)
    with pytest.raises(steps.StepRefused, match="step_not_own"):
        actions.issue_letter(mine, seen_version=letter.version, action_id=documents.new_id(), **given)
    assert not ClearanceLetter.objects.exists()


def test_an_officer_confirms_who_they_are_before_they_sign(story: Story, now: datetime) -> None:
    with pytest.raises(ActionRefused, match="sign_confirm_again"):
        documents.cleared(story, now=now, is_confirmed=False)
