"""Offers: one on the table, answered by the other side, bound to one version of one package."""

import uuid
from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from hejie import plans, steps, texts
from hejie_platform.agreements.actions import take_plain_step
from hejie_platform.cases.models import Clock, PendingAct
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Determination, Effect, Entry
from hejie_platform.negotiation import access, actions, queries
from hejie_platform.negotiation.models import Offer
from hejie_platform.negotiation.queries.trial import grounds, trial
from hejie_platform.people.models import Membership
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> story.Story:
    return story.waiting(cast, now=now)


def new_id() -> uuid.UUID:
    return uuid.uuid4()


def test_an_offer_is_kept_with_its_determination_its_clock_and_one_entry(
    agreed: story.Story, now: datetime
) -> None:
    before = Entry.objects.count()
    offer = story.offer_put(agreed, now=now)

    assert (offer.number, offer.side, offer.state) == (1, "lender", "open")
    assert offer.determination.result["schedule_hash"] == offer.schedule_hash
    assert Entry.objects.count() == before + 1
    assert Entry.objects.latest("id").facts["determination"] == offer.determination.ref
    assert Clock.objects.get(rule="offer_expiry", stopped_at=None).due_at == offer.expires_at


@pytest.mark.feature("E02")
def test_a_counter_offer_closes_the_offer_and_one_that_says_the_same_is_refused(
    agreed: story.Story, now: datetime
) -> None:
    theirs = story.offer_put(agreed, now=now)
    with pytest.raises(texts.Faulty, match="offer_same_as_theirs"):
        story.offer_put(agreed, side="borrower", now=now)

    mine = story.offer_put(
        agreed, side="borrower", now=now, offered=story.package(agreed, now=now, instalments=60)
    )
    theirs.refresh_from_db()
    assert (theirs.state, theirs.reason) == ("closed", "countered")
    assert (mine.number, mine.answers) == (2, theirs)
    assert [offer.state for offer in agreed.talks().offers] == ["closed", "open"]


def test_a_side_replaces_its_own_offer(agreed: story.Story, now: datetime) -> None:
    first = story.offer_put(agreed, now=now)
    story.offer_put(agreed, now=now, offered=story.package(agreed, now=now, instalments=48))
    first.refresh_from_db()
    assert (first.state, first.reason) == ("closed", "replaced")


def test_a_double_click_puts_one_offer(agreed: story.Story, now: datetime) -> None:
    click = new_id()
    for _ in range(2):
        story.offer_put(agreed, now=now, action_id=click, seen_offer=0)
    assert Offer.objects.count() == 1


def test_an_offer_made_while_a_newer_one_came_is_stale(agreed: story.Story, now: datetime) -> None:
    story.offer_put(agreed, now=now)
    with pytest.raises(ActionRefused, match="stale"):
        story.offer_put(
            agreed,
            side="borrower",
            now=now,
            offered=story.package(agreed, now=now, instalments=60),
            seen_offer=0,
        )
    assert Offer.objects.count() == 1


def test_the_lender_may_begin_the_talks_with_an_offer_and_the_borrower_may_not(
    waiting: story.Story, now: datetime
) -> None:
    held = waiting.officers(now)
    actions.state_facts(
        held,
        as_of=now.date(),
        buckets=story.OWED,
        contracts=story.contracts(waiting),
        seen_version=held.negotiation.version,
        now=now,
        action_id=new_id(),
    )
    with pytest.raises(steps.StepRefused, match="step_talks_not_open"):
        story.offer_put(waiting, side="borrower", now=now)

    story.offer_put(waiting, side="lender", now=now)
    assert waiting.row().state == "talking"


def test_nobody_offers_before_the_lender_said_what_is_owed(talking: story.Story, now: datetime) -> None:
    with pytest.raises(ActionRefused, match="claim_missing"):
        story.offer_put(talking, now=now)


def test_an_offer_needs_the_notice_on_limitation(agreed: story.Story, now: datetime) -> None:
    with pytest.raises(steps.StepRefused, match="step_legal_notice_unseen"):
        story.offer_put(agreed, now=now, legal_notice_seen=False)
    assert not Offer.objects.exists()


@pytest.mark.feature("I05")
def test_what_the_law_blocks_cannot_be_put(agreed: story.Story, now: datetime) -> None:
    dear = story.package(agreed, now=now, annual_rate=Fraction("0.30"))
    with pytest.raises(steps.StepRefused, match="step_check_stops"):
        story.offer_put(agreed, side="borrower", now=now, offered=dear)


def test_what_is_kept_for_living_is_never_put_at_stake(agreed: story.Story, now: datetime) -> None:
    heavy = story.package(agreed, now=now, instalments=6)
    with pytest.raises(ActionRefused, match="household_protected") as refused:
        story.offer_put(agreed, side="borrower", now=now, offered=heavy, beyond_budget_confirmed=True)
    assert refused.value.facts["burden_minor"] > refused.value.facts["most_minor"]


@pytest.mark.feature("C06")
def test_more_than_the_budget_leaves_is_put_only_on_purpose(agreed: story.Story, now: datetime) -> None:
    tight = story.package(agreed, now=now, instalments=24)
    means = queries.household_means(agreed.row())
    with pytest.raises(ActionRefused, match="beyond_budget"):
        story.offer_put(agreed, side="borrower", now=now, offered=tight, beyond_budget_confirmed=False)

    offer = story.offer_put(agreed, side="borrower", now=now, offered=tight, beyond_budget_confirmed=True)
    assert means.disposable_minor < offer.determination.result["total_minor"] // 24 <= means.most_minor


def test_a_lenders_offer_is_not_measured_with_a_purse_that_it_must_not_see(
    agreed: story.Story, now: datetime
) -> None:
    heavy = story.package(agreed, now=now, instalments=6)
    offer = story.offer_put(agreed, now=now, offered=heavy)
    assert offer.state == "open"
    assert "disposable_minor" not in str(offer.determination.facts) + str(offer.determination.result)


def test_an_offer_is_rejected_by_the_other_side_alone_and_withdrawn_by_its_own(
    agreed: story.Story, now: datetime
) -> None:
    story.offer_put(agreed, now=now)
    with pytest.raises(texts.Faulty, match="offer_own"):
        actions.reject_offer(agreed.officers(now), number=1, now=now, action_id=new_id())
    with pytest.raises(texts.Faulty, match="offer_not_own"):
        actions.withdraw_offer(agreed.borrowers(now), number=1, now=now, action_id=new_id())

    actions.reject_offer(agreed.borrowers(now), number=1, words="太快了", now=now, action_id=new_id())
    assert Offer.objects.get().reason == "rejected"
    assert [said.text for said in queries.said_in_room(agreed.talks().room)] == ["太快了"]


def test_an_expired_offer_is_not_answered(agreed: story.Story, now: datetime) -> None:
    offer = story.offer_put(agreed, now=now)
    later = offer.expires_at + timedelta(minutes=1)
    with pytest.raises(texts.Faulty, match="offer_expired"):
        actions.reject_offer(agreed.borrowers(later), number=1, now=later, action_id=new_id())


GENEROUS = {"waive": {"penalty_interest": 60_000}}  # all of it: a checker's to give


def test_above_the_officers_authority_the_offer_waits_and_the_other_side_learns_nothing(
    agreed: story.Story, now: datetime
) -> None:
    before = Entry.objects.filter(chain__audience="shared").count()
    held = agreed.officers(now)
    actions.put_offer(
        held,
        package=story.package(agreed, now=now, **GENEROUS),
        days_open=7,
        words="给您减免全部罚息",
        legal_notice_seen=True,
        seen_offer=0,
        now=now,
        action_id=new_id(),
    )
    assert not Offer.objects.exists()
    act = PendingAct.objects.get()
    assert (act.act, act.maker) == ("offer.put", agreed.officer)
    assert "减免" not in str(act.terms)
    assert Entry.objects.filter(chain__audience="shared").count() == before
    assert Effect.objects.filter(kind="tell_checkers").exists()


@pytest.fixture
def prepared(agreed: story.Story, now: datetime) -> PendingAct:
    """A generous offer that waits for the checker."""
    actions.put_offer(
        agreed.officers(now),
        package=story.package(agreed, now=now, **GENEROUS),
        days_open=7,
        words="给您减免全部罚息",
        legal_notice_seen=True,
        seen_offer=0,
        now=now,
        action_id=new_id(),
    )
    return PendingAct.objects.get()


def approve(talks: story.Story, held: access.HeldNegotiation, act: PendingAct, now: datetime) -> None:
    actions.approve_act(
        held,
        ref=act.ref,
        terms_hash=act.terms_hash,
        seen_version=talks.row().version,
        now=now,
        action_id=new_id(),
    )


@pytest.mark.feature("N05")
def test_nobody_approves_their_own_act_and_an_officer_approves_none(
    agreed: story.Story, prepared: PendingAct, cast: Cast, now: datetime
) -> None:
    with pytest.raises(steps.StepRefused, match="step_not_yours"):
        approve(agreed, agreed.officers(now), prepared, now)

    Membership.objects.create(
        user=cast.officer, organisation=cast.bank, role="checker", from_day=now.date().replace(month=1)
    )
    with pytest.raises(steps.StepRefused, match="step_own_act"):
        approve(agreed, agreed.officers(now), prepared, now)
    prepared.refresh_from_db()
    assert prepared.decided_at is None


@pytest.mark.feature("N05")
def test_an_approved_offer_is_put_once_in_its_makers_name(
    agreed: story.Story, prepared: PendingAct, now: datetime
) -> None:
    approve(agreed, agreed.checkers(now), prepared, now)
    assert not Offer.objects.exists()
    story.worked(now)
    story.worked(now)

    offer = Offer.objects.get()
    assert (offer.put_by, offer.package_hash) == (agreed.officer, prepared.terms["package_hash"])
    assert agreed.talks().words_of(offer) == "给您减免全部罚息"
    prepared.refresh_from_db()
    assert (prepared.decision, prepared.decided_by) == ("approved", agreed.checker)


def test_an_act_beyond_every_level_is_approved_by_nobody(agreed: story.Story, now: datetime) -> None:
    too_much = story.package(agreed, now=now, waive={"overdue_interest": 120_000, "penalty_interest": 60_000})
    story_of = agreed.officers(now)
    actions.put_offer(
        story_of,
        package=too_much,
        days_open=7,
        legal_notice_seen=True,
        seen_offer=0,
        now=now,
        action_id=new_id(),
    )
    with pytest.raises(steps.StepRefused, match="step_needs_checker"):
        approve(agreed, agreed.checkers(now), PendingAct.objects.get(), now)


def test_what_the_talks_left_behind_is_not_approved_but_returned(
    agreed: story.Story, prepared: PendingAct, now: datetime
) -> None:
    later = now + timedelta(hours=1)
    story.offer_put(
        agreed, side="borrower", now=later, offered=story.package(agreed, now=now, instalments=60)
    )
    assert [change.verb for change in queries.changes_since(prepared)] == ["offer.put"]
    with pytest.raises(ActionRefused, match="act_outdated"):
        approve(agreed, agreed.checkers(later), prepared, later)

    actions.return_act(
        agreed.checkers(later),
        ref=prepared.ref,
        seen_version=agreed.row().version,
        now=later,
        action_id=new_id(),
    )
    prepared.refresh_from_db()
    assert prepared.decision == "returned"
    assert Offer.objects.count() == 1


def test_an_approved_offer_that_was_overtaken_lapses_and_its_maker_is_told(
    agreed: story.Story, prepared: PendingAct, now: datetime
) -> None:
    approve(agreed, agreed.checkers(now), prepared, now)
    story.offer_put(agreed, side="borrower", now=now, offered=story.package(agreed, now=now, instalments=60))
    story.worked(now)
    prepared.refresh_from_db()
    assert prepared.decision == "lapsed"
    assert Offer.objects.get().side == "borrower"
    assert Entry.objects.filter(verb="negotiation.act_lapsed", chain__audience="lender").count() == 1


def test_a_maker_takes_a_waiting_act_back(agreed: story.Story, prepared: PendingAct, now: datetime) -> None:
    actions.withdraw_act(
        agreed.officers(now),
        ref=prepared.ref,
        seen_version=agreed.row().version,
        now=now,
        action_id=new_id(),
    )
    prepared.refresh_from_db()
    assert prepared.decision == "withdrawn"


def test_every_determination_of_an_offer_can_be_computed_again(agreed: story.Story, now: datetime) -> None:
    offer = story.offer_put(agreed, now=now)
    package, _ = plans.package_from_json(
        Determination.objects.get(pk=offer.determination_id).facts["package"]
    )
    again = trial(package, grounds(agreed.row(), agreed.claim(), day=now.date()))
    assert again.determined[1] == offer.determination.result


def test_an_offer_approved_through_the_plain_door_is_sent_as_well(
    agreed: story.Story, prepared: PendingAct, now: datetime
) -> None:
    held = agreed.checkers(now)
    take_plain_step(
        held, held.negotiation, "approve_act", seen_version=agreed.row().version, now=now, action_id=new_id()
    )
    story.worked(now)
    assert Offer.objects.get().package_hash == prepared.terms["package_hash"]
