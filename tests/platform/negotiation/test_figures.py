"""What is owed: said, compared with the contract, disputed, agreed for these talks only; and the plans made from it."""

import json
import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from hejie import loans, steps, texts
from hejie_platform.agreements.actions import accept_offer
from hejie_platform.agreements.models import Agreement
from hejie_platform.cases.models import Interruption
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Determination, Effect, Entry
from hejie_platform.negotiation import access, actions, facts, queries
from hejie_platform.negotiation.models import Claim, PlanSet
from tests.platform.cast import Cast, unproven
from tests.platform.stories import negotiation as story

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> story.Story:
    return story.waiting(cast, now=now)


LOAN = facts.Contract(
    ref="A",
    contract_on=date(2026, 1, 10),
    annual_rate=Fraction("0.144"),
    matures_on=date(2028, 1, 10),
    received_minor=6_000_000,
    method="equal_instalment",
    instalments=24,
    first_due=date(2026, 2, 10),
    unpaid_since=date(2026, 9, 10),
    overdue_uplift=Fraction("0.5"),
)


def computed(*contracts: facts.Contract, day: date) -> loans.Buckets:
    found = facts.statement(contracts, loans.Buckets(), day)
    assert found is not None
    return found.computed


def test_a_loan_is_replayed_from_its_contract() -> None:
    found = computed(LOAN, day=date(2026, 11, 23))
    terms = loans.Terms(
        method="equal_instalment",
        principal_minor=6_000_000,
        annual_rate=Fraction("0.144"),
        start=date(2026, 1, 10),
        first_due=date(2026, 2, 10),
        instalments=24,
    )
    paid = loans.schedule(terms)
    assert found.principal == 6_000_000 - sum(paid.principal[:7])
    assert found.overdue_principal == sum(paid.principal[7:10])
    assert found.penalty_interest > 0


def test_two_loans_are_replayed_together_and_one_that_says_too_little_stops_it() -> None:
    day = date(2026, 11, 23)
    one = computed(LOAN, day=day)
    assert computed(LOAN, replace(LOAN, ref="B"), day=day) == one + one
    assert facts.statement((LOAN, replace(LOAN, ref="B", instalments=None)), one, day) is None


def test_a_claim_of_one_loan_says_why_it_differs_and_of_several_only_how_much() -> None:
    day = date(2026, 11, 23)
    ours = computed(LOAN, day=day)
    dear = computed(replace(LOAN, overdue_uplift=Fraction(1)), day=day)
    alone = facts.statement((LOAN,), dear, day)
    assert alone is not None
    assert [cause.message.code for cause in alone.causes] == ["owed_cause_penalty_rate"]
    assert alone.is_explained
    both = facts.statement((LOAN, replace(LOAN, ref="B")), ours + dear, day)
    assert both is not None
    assert both.causes == ()
    assert [line.unexplained for line in both.lines if line.difference] == [
        dear.penalty_interest - ours.penalty_interest
    ]


def test_a_loan_of_many_instalments_is_compared_and_its_search_is_kept_short() -> None:
    long = replace(LOAN, instalments=360, matures_on=None)
    found = facts.statement((long,), loans.Buckets(overdue_principal=1), date(2026, 11, 23))
    assert found is not None
    assert not found.is_explained


def test_contracts_are_read_back_as_they_were_stated() -> None:
    stored = facts.contracts_to_json([LOAN, facts.Contract(ref="B")])
    assert facts.contracts_from_json(stored) == (LOAN, facts.Contract(ref="B"))


def test_figures_are_agreed_with_the_notice_seen_by_a_proven_person_while_the_talks_run(
    waiting: story.Story, cast: Cast, now: datetime
) -> None:
    story.facts_stated(waiting, now=now)

    def agree(*, seen: bool) -> None:
        actions.agree_facts(
            waiting.borrowers(now),
            claim_hash=waiting.claim().hash,
            legal_notice_seen=seen,
            now=now,
            action_id=uuid.uuid4(),
        )

    with pytest.raises(steps.StepRefused, match="step_legal_notice_unseen"):
        agree(seen=False)
    agree(seen=True)
    entry = Entry.objects.get(verb="negotiation.agree_facts")
    assert entry.facts["only_for_these_talks"] is True
    assert Interruption.objects.filter(kind="negotiation.agree_facts", on_day=now.date()).count() == 1
    with pytest.raises(ActionRefused, match="claim_agreed_already"):
        agree(seen=True)

    unproven(cast.borrower)
    story.facts_stated(waiting, now=now, owed={"overdue_principal": 1_000_000})
    with pytest.raises(steps.StepRefused, match="step_needs_identity"):
        agree(seen=True)


def test_a_newer_statement_takes_every_answer_to_the_older_one_with_it(
    agreed: story.Story, now: datetime
) -> None:
    story.facts_stated(agreed, now=now, owed={"overdue_principal": 1_000_000})
    assert [claim.number for claim in Claim.objects.order_by("number")] == [1, 2]
    assert not agreed.talks().facts_agreed


def test_a_dispute_ends_the_agreement_to_the_figures_and_names_only_what_differs(
    agreed: story.Story, now: datetime
) -> None:
    actions.dispute_fact(
        agreed.borrowers(now),
        claim_hash=agreed.claim().hash,
        figures={"overdue_principal": 5_600_000, "penalty_interest": 10_000},
        now=now,
        action_id=uuid.uuid4(),
    )
    assert agreed.claim().disputed == {"penalty_interest": 10_000}
    assert not agreed.talks().facts_agreed
    assert queries.turn(agreed.talks()).code == "answer_dispute"
    assert Effect.objects.filter(kind="task_disputed_fact").exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"as_of": date(2999, 1, 1)}, "answer_in_future"),
        ({"as_of": date(2026, 1, 1)}, "claim_too_old"),
        ({"buckets": {"overdue_principal": 0}}, "loan_nothing_owed"),
        ({"buckets": {"overdue_principal": -1}}, "loan_bucket_negative"),
        ({"buckets": {"pocket_money": 5}}, "loan_bucket_unknown"),
        ({"contracts": ()}, "claim_loans_differ"),
    ],
)
def test_figures_that_cannot_be_meant_are_told_with_their_code(
    talking: story.Story, now: datetime, change: dict[str, object], code: str
) -> None:
    given = {"as_of": now.date(), "buckets": story.OWED, "contracts": story.contracts(talking)} | change
    with pytest.raises(texts.Faulty, match=code):
        actions.state_facts(
            talking.officers(now),
            **given,
            seen_version=talking.row().version,
            now=now,
            action_id=uuid.uuid4(),
        )
    assert not Claim.objects.exists()


def test_plans_are_made_once_however_often_they_are_asked_for(waiting: story.Story, now: datetime) -> None:
    story.facts_stated(waiting, now=now)
    actions.agree_facts(
        waiting.borrowers(now),
        claim_hash=waiting.claim().hash,
        legal_notice_seen=True,
        now=now,
        action_id=uuid.uuid4(),
    )
    story.worked(now)
    claim = waiting.claim()
    actions.make_plans(claim, now=now, action_id=actions.making_id(claim))
    assert PlanSet.objects.count() == 1
    assert Determination.objects.filter(kind="plans").count() == 1


@pytest.mark.feature("D12")
def test_the_same_facts_give_the_same_plans(agreed: story.Story, now: datetime) -> None:
    first = PlanSet.objects.get().determination
    actions.make_plans(agreed.claim(), now=now, action_id=uuid.uuid4())
    second = PlanSet.objects.latest("id").determination
    assert first.pk != second.pk
    assert first.hash == second.hash
    assert 1 <= len(first.result["named"]) <= 3


def test_no_plan_is_recommended_that_asks_more_in_every_way(agreed: story.Story, now: datetime) -> None:
    result = PlanSet.objects.get().determination.result
    [chosen] = [one for one in result["named"] if one["is_recommended"]]
    assert not any(
        one["burden_minor"] < chosen["burden_minor"] and one["total_minor"] < chosen["total_minor"]
        for one in result["named"]
    )


def test_the_lender_sees_the_plans_without_a_word_about_the_purse(agreed: story.Story, now: datetime) -> None:
    day = now.date()
    own = queries.plans_for(agreed.row(), agreed.claim(), for_household=True, day=day)
    theirs = queries.plans_for(agreed.row(), agreed.claim(), for_household=False, day=day)
    assert [one.tried.package_hash for one in own.proposed] == [
        one.tried.package_hash for one in theirs.proposed
    ]
    assert all(one.kept_minor is None and one.tried.kept_minor is None for one in theirs.proposed)
    assert not {reason.code for one in theirs.proposed for reason in one.reasons} & queries.PRIVATE
    assert all(one.kept_minor > 0 for one in own.proposed)


@pytest.mark.feature("D10")
def test_the_schedule_that_was_previewed_is_that_of_the_offer_and_of_the_agreement_days_later(
    agreed: story.Story, now: datetime
) -> None:
    seen = queries.plans_for(agreed.row(), agreed.claim(), for_household=True, day=now.date()).proposed[0]
    later = now + timedelta(days=3)
    offer = story.offer_put(agreed, side="borrower", now=later, offered=seen.tried.package)
    assert offer.schedule_hash == seen.tried.schedule_hash

    held = agreed.checkers(later)
    accept_offer(
        held,
        number=offer.number,
        package_hash=offer.package_hash,
        legal_notice_seen=True,
        now=later,
        action_id=uuid.uuid4(),
    )
    terms = json.loads(Agreement.objects.get().terms)
    assert terms["schedule_hash"] == seen.tried.schedule_hash


def test_an_acceptance_needs_agreed_figures_and_the_figures_of_the_offer(
    waiting: story.Story, now: datetime
) -> None:
    story.facts_stated(waiting, now=now)
    offer = story.offer_put(waiting, now=now, offered=story.package(waiting, now=now, instalments=60))

    def parts() -> actions.AcceptParts:
        return actions.accept_parts(
            waiting.borrowers(now),
            number=1,
            package_hash=offer.package_hash,
            legal_notice_seen=True,
            now=now,
        )

    with pytest.raises(ActionRefused, match="facts_not_agreed"):
        parts()
    story.facts_stated(waiting, now=now, owed={"overdue_principal": 5_600_000, "penalty_interest": 50_000})
    actions.agree_facts(
        waiting.borrowers(now),
        claim_hash=waiting.claim().hash,
        legal_notice_seen=True,
        now=now,
        action_id=uuid.uuid4(),
    )
    with pytest.raises(ActionRefused, match="offer_on_older_figures"):
        parts()


def test_a_person_on_both_sides_works_on_no_case_of_their_own(cast: Cast, now: datetime) -> None:
    talks = story.waiting(cast, now=now, who=cast.officer, creditors=[cast.bank])
    with pytest.raises(access.NotHeld):
        access.desk_for(cast.officer, talks.ref, now=now)
    assert access.room_for(cast.officer, talks.ref, now=now).roles == ("borrower",)
    assert talks.ref not in [
        row.negotiation.ref for row in queries.queue(cast.officer, filter_by="all", now=now)
    ]
    assert access.desk_for(cast.checker, talks.ref, now=now).roles == ("checker",)
