"""An acceptance is the first half of an agreement: one action, one entry, terms frozen under one hash."""

import json
import uuid
from datetime import date, datetime, timedelta

import pytest

from hejie import agreements, plans, texts
from hejie_platform.agreements import actions
from hejie_platform.agreements.models import Agreement
from hejie_platform.cases.models import Clock
from hejie_platform.core import clock
from hejie_platform.ledger.models import Effect, Entry
from hejie_platform.negotiation.models import Claim, Offer
from tests.platform.cast import Cast
from tests.platform.stories import agreements as stories
from tests.platform.stories import negotiation
from tests.platform.stories.negotiation import Story

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Story:
    """An offer of the bank on the table, on figures that both agreed."""
    story = negotiation.facts_agreed(negotiation.waiting(cast, now=now), now=now)
    negotiation.offer_put(story, now=now)
    return story


@pytest.fixture
def offered(told: Story) -> Story:
    return told


def accept(story: Story, now: datetime, **more: object):
    offer = story.talks().offers[-1]
    given = {"number": offer.number, "package_hash": offer.package_hash, "legal_notice_seen": True}
    given |= {"beyond_budget_confirmed": True, "now": now, "action_id": uuid.uuid4()}
    return actions.accept_offer(story.borrowers(now), **(given | more))


def test_an_acceptance_draws_up_the_agreement_in_one_action_with_one_entry(
    offered: Story, now: datetime
) -> None:
    before = Entry.objects.count()
    done = accept(offered, now)

    agreement = stories.agreement_of(offered)
    assert (agreement.state, agreement.offer.state) == ("signing", "accepted")
    assert offered.row().state == "agreed"
    assert Entry.objects.count() == before + 1
    assert [told["step"] for told in done.entry.facts["also"]] == ["agree", "draw_up"]
    assert done.entry.facts["terms_hash"] == agreement.terms_hash
    owed = set(Effect.objects.filter(entry=done.entry).values_list("kind", flat=True))
    assert {"draw_document", "tell_signers", "tell_parties"} <= owed


@pytest.mark.feature("G01")
def test_the_terms_hold_exactly_the_accepted_package_and_every_clause_nobody_may_forget(
    offered: Story, now: datetime
) -> None:
    accept(offered, now)
    agreement = stories.agreement_of(offered)
    terms = json.loads(agreement.terms)

    assert texts.canonical_json(terms).decode() == agreement.terms
    assert texts.digest(terms) == agreement.terms_hash
    assert plans.package_hash(agreements.package_of(terms)) == agreement.offer.package_hash
    assert terms["schedule_hash"] == agreement.offer.schedule_hash
    codes = {one["code"] for one in terms["clauses"]}
    assert {"clause_credit_report", "clause_full_settlement", "clause_clearance_letter"} <= codes


def test_the_time_to_sign_is_the_policys_and_ends_with_the_clock(offered: Story, now: datetime) -> None:
    accept(offered, now)
    agreement = stories.agreement_of(offered)
    running = Clock.objects.get(subject=agreement.id, rule="signatures")

    assert running.due_at == agreement.sign_by
    assert clock.legal_day(agreement.sign_by) - clock.legal_day(now) == timedelta(days=11)


def test_pressing_twice_draws_up_one_agreement(offered: Story, now: datetime) -> None:
    action_id = uuid.uuid4()
    first, again = accept(offered, now, action_id=action_id), accept(offered, now, action_id=action_id)

    assert (first.repeated, again.repeated) == (False, True)
    assert Agreement.objects.count() == 1


@pytest.mark.feature("G08")
def test_an_older_version_of_the_offer_cannot_be_accepted(offered: Story, now: datetime) -> None:
    old = offered.talks().offers[-1]
    newer = negotiation.package(offered, now=now, instalments=24)
    negotiation.offer_put(offered, now=now, offered=newer)

    with pytest.raises(texts.Faulty, match="offer_stale"):
        accept(offered, now, number=old.number, package_hash=old.package_hash)
    assert not Agreement.objects.exists()
    assert not Offer.objects.filter(state="accepted").exists()


def test_another_package_under_the_same_number_is_refused(offered: Story, now: datetime) -> None:
    with pytest.raises(texts.Faulty, match="offer_terms_differ"):
        accept(offered, now, package_hash="0" * 64)
    assert not Agreement.objects.exists()


def test_nothing_is_accepted_that_cannot_be_written_out(offered: Story, now: datetime) -> None:
    """The lender never stated the old rate of the contract: what changes cannot be said."""
    claim = Claim.objects.get(negotiation__ref=offered.ref)
    claim.contract["loans"][0]["matures_on"] = None
    claim.save(update_fields=["contract"])

    with pytest.raises(texts.Faulty) as refused:
        accept(offered, now)
    assert [(one.code, one.field) for one in refused.value.faults] == [
        ("agreement_contract_unclear", "matures_on")
    ]
    assert not Agreement.objects.exists()


def test_a_first_payment_before_there_is_time_to_sign_is_refused(cast: Cast, now: datetime) -> None:
    story = negotiation.facts_agreed(negotiation.waiting(cast, now=now), now=now)
    soon = negotiation.package(story, now=now, first_due=date(2026, 11, 30))
    negotiation.offer_put(story, now=now, offered=soon, days_open=10)

    with pytest.raises(texts.Faulty, match="agreement_first_payment_too_soon"):
        accept(story, now + timedelta(days=7))


def test_a_lender_reads_nothing_of_the_household_in_the_terms_unless_it_is_shared(
    cast: Cast, now: datetime
) -> None:
    """Both sides read the terms: what is left for living enters them only with consent."""
    story = stories.accepted(negotiation.waiting(cast, now=now), now=now)
    shared = json.loads(stories.agreement_of(story).terms)["risks"]
    assert any(one["code"] in ("risk_budget_left", "risk_over_budget") for one in shared)
