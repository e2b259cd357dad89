"""A change of a running agreement: a successor is signed beside it, and until then everything stays as it was."""

from datetime import datetime, timedelta

import pytest

from hejie import steps
from hejie_platform.agreements import actions
from hejie_platform.agreements.facts import keeping, terms, varying
from hejie_platform.agreements.models import Agreement, Obligation, Variation
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused
from tests.platform.cast import Cast
from tests.platform.stories import agreements as stories
from tests.platform.stories import documents, negotiation
from tests.platform.stories.negotiation import Story

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Story:
    return stories.one_paid(negotiation.waiting(cast, now=now), now=now)


@pytest.fixture
def story(told: Story) -> Story:
    return told


def later(now: datetime) -> datetime:
    return now + timedelta(hours=2)


@pytest.mark.feature("D13")
def test_a_variation_keeps_what_is_paid_and_replaces_the_rest_with_every_signature(
    cast: Cast, story: Story, now: datetime
) -> None:
    old = stories.agreement_of(story)
    new = documents.varied(story, now=later(now))
    assert (new.state, new.predecessor, old.state) == ("signing", old, "effective")

    stories.signed(story, story.borrower, now=later(now))
    old.refresh_from_db()
    assert old.state == "effective"
    stories.signed(story, cast.checker, now=later(now))

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, old.reason, new.state) == ("ended", "varied", "effective")
    money = Obligation.objects.filter(agreement=old, amount_minor__isnull=False)
    assert list(money.filter(state="done").values_list("number", flat=True)) == [
        money.order_by("due_on", "number")[0].number
    ]
    assert set(money.exclude(state="done").values_list("state", flat=True)) == {"released"}
    assert Obligation.objects.filter(agreement=new, kind="instalment", state="open").count() == 48
    assert Variation.objects.get().ended == "agreed"
    assert not story.row().is_varying
    assert not keeping.is_in_breach(new, "borrower", clock.legal_day(now))


def test_the_successor_says_what_changes_and_what_stays(story: Story, now: datetime) -> None:
    old = stories.agreement_of(story)
    said = terms.terms_of(documents.varied(story, now=later(now)))
    facts = terms.clause(said, "clause_successor")
    assert facts is not None
    assert facts["before"] == old.ref
    assert facts["paid_minor"] == keeping.received(old)[0].amount_minor
    rows = {term: (a, b) for term, a, b in zip(facts["terms"], facts["olds"], facts["news"], strict=True)}
    assert rows["instalments"] == ("36", "48")
    assert rows["annual_rate"] == ("0.12", "0.12")


def test_the_talks_go_on_with_what_the_signed_terms_leave(story: Story, now: datetime) -> None:
    old = stories.agreement_of(story)
    documents.change_asked(story, now=later(now))
    claim, schedule = story.claim(), terms.clause(terms.terms_of(old), "clause_schedule")
    assert schedule is not None
    assert claim.buckets["normal_principal"] == sum(schedule["principal"][1:])
    assert claim.borrower_agreed_by == story.borrower
    assert varying.figures_stand(old, claim)


@pytest.mark.parametrize("by", ["borrower", "lender"])
def test_a_request_of_either_side_opens_the_talks(story: Story, by: str, now: datetime) -> None:
    with pytest.raises(steps.StepRefused, match="step_talks_not_open"):
        negotiation.offer_put(story, side="borrower", now=later(now))
    documents.change_asked(story, now=later(now), by=by)
    offered = negotiation.package(story, now=now, instalments=40, waive={})
    negotiation.offer_put(story, side="borrower", now=later(now), offered=offered)
    assert story.talks().open_offer is not None
    assert story.talks().facts_agreed is (by == "borrower")


def test_an_unsigned_variation_leaves_the_old_agreement_and_no_breach(story: Story, now: datetime) -> None:
    old = stories.agreement_of(story)
    new = documents.varied(story, now=later(now))
    held = stories.held_by(story.borrower, story, later(now))
    actions.take_plain_step(
        held,
        held.agreement,
        "refuse_to_sign",
        seen_version=new.version,
        now=later(now),
        action_id=documents.new_id(),
    )
    old.refresh_from_db()
    assert old.state == "effective"
    assert story.row().state == "agreed"
    covered = Variation.objects.get().covers
    late = Obligation.objects.get(agreement=old, number=covered[0]).due_on
    assert late is not None
    assert not keeping.is_in_breach(old, "borrower", late + timedelta(days=20))
    # the same days without a request are one
    Variation.objects.update(ended_at=now, ended="withdrawn")
    assert keeping.is_in_breach(old, "borrower", late + timedelta(days=20))


def test_a_request_taken_back_closes_the_talks_and_the_open_offer(story: Story, now: datetime) -> None:
    documents.change_asked(story, now=later(now))
    offered = negotiation.package(story, now=now, instalments=40, waive={})
    offer = negotiation.offer_put(story, side="borrower", now=later(now), offered=offered)
    held = stories.held_by(story.borrower, story, later(now))
    actions.take_plain_step(
        held,
        held.agreement,
        "withdraw_variation",
        seen_version=held.agreement.version,
        now=later(now),
        action_id=documents.new_id(),
    )
    offer.refresh_from_db()
    assert (offer.state, offer.reason) == ("closed", "void")
    assert stories.agreement_of(story).offer.state == "accepted"
    assert not story.row().is_varying


def test_a_payment_told_meanwhile_moves_the_figures(story: Story, cast: Cast, now: datetime) -> None:
    new = documents.varied(story, now=later(now))
    old = new.predecessor
    assert old is not None
    stories.signed(story, story.borrower, now=later(now))
    row = Obligation.objects.filter(agreement=old, state="open", amount_minor__isnull=False)
    from hejie_platform.agreements import access

    held = access.obligation_for(story.borrower, row.order_by("due_on", "number")[0].ref, now=later(now))
    actions.claim_payment(
        held,
        amount_minor=held.obligation.amount_minor,
        paid_on=clock.legal_day(now),
        legal_notice_seen=True,
        seen_version=held.obligation.version,
        now=later(now),
        action_id=documents.new_id(),
    )
    with pytest.raises(ActionRefused, match="variation_figures_moved"):
        stories.signed(story, cast.checker, now=later(now))
    assert Agreement.objects.get(pk=old.pk).state == "effective"


def test_figures_are_made_anew_only_when_they_moved(story: Story, now: datetime) -> None:
    documents.change_asked(story, now=later(now))
    held = stories.held_by(story.officer, story, later(now))
    with pytest.raises(ActionRefused, match="variation_figures_stand"):
        actions.renew_figures(held, now=later(now), action_id=documents.new_id())
    before = story.claim()
    payment = stories.claimed(story, now=later(now))
    stories.confirmed(story, payment, now=later(now) + timedelta(minutes=1))
    held = stories.held_by(story.borrower, story, later(now))
    actions.renew_figures(held, now=later(now) + timedelta(minutes=2), action_id=documents.new_id())
    after = story.claim()
    assert after.number == before.number + 1
    assert sum(after.buckets.values()) < sum(before.buckets.values())
