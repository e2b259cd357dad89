"""Every creditor's desk reads its share from one splitting of the month: the shares sum to the last fen, told by nobody's act."""

from datetime import datetime

import pytest

from hejie import money
from hejie_platform.cases.models import Negotiation
from hejie_platform.intake.models import BudgetAnswer, ClaimedLoan
from hejie_platform.intake.queries import budget_of
from hejie_platform.negotiation import actions, queries
from hejie_platform.negotiation.facts.means import means_of
from hejie_platform.negotiation.models import PlanSet
from hejie_platform.negotiation.queries.talks import debts_of
from tests.platform.cast import Cast, organisation
from tests.platform.stories import negotiation as story

pytestmark = pytest.mark.django_db
TOLD = (5_600_000, 1_900_001, 700_003)


def CHAPTER(cast: Cast, now: datetime) -> story.Story:
    """Three lenders, owed uneven sums by a household with an odd fen to spare; the bank's figures are not yet agreed."""
    third = organisation("lender", "南湾银行", "Southbay Bank", now=now, lender_type="bank")
    talks = story.waiting(cast, now=now, creditors=[cast.bank, cast.microloan, third])
    rows = ClaimedLoan.objects.filter(case=talks.row().case).order_by("id")
    for row, minor in zip(rows, TOLD, strict=True):
        row.balance_minor = minor
        row.save()
    line = BudgetAnswer.objects.filter(case=talks.row().case, code="income_salary").get()
    line.amount_minor = 801_237
    line.save()
    return talks


def shares(talks: story.Story) -> dict[str, int]:
    rows = Negotiation.objects.filter(case=talks.row().case).select_related("case").order_by("id")
    return {row.ref: queries.household_of(row)[0].disposable_minor for row in rows}


@pytest.mark.feature("X10")
def test_the_shares_of_three_creditors_sum_to_the_fen_and_no_act_of_one_moves_anothers(
    told: story.Story, now: datetime
) -> None:
    case = told.row().case
    left = budget_of(case).made.disposable_minor
    before = shares(told)
    assert len(before) == len(TOLD)
    assert sum(before.values()) == left
    alone = [left * minor // sum(TOLD) for minor in TOLD]
    assert sum(alone) != left, "cut off one by one they would miss it"
    story.facts_agreed(told, now=now)
    assert shares(told) == before
    kept = PlanSet.objects.get().determination.facts
    assert kept["means"]["disposable_minor"] == before[told.ref] == kept["usual"]["left_minor"]
    asked = queries.kept_inputs(actions.bring_together(case, now=now).determination.facts)
    assert asked.part.left_minor == before[told.ref], "who has no policy keeps its part"


def test_where_the_borrower_does_not_know_the_creditors_own_figures_count(
    told: story.Story, now: datetime
) -> None:
    case = told.row().case
    ClaimedLoan.objects.filter(negotiation__ref=told.ref).update(balance_minor=None)
    assert dict(debts_of(case).owed)[told.ref] == 0
    story.facts_stated(told, now=now, owed={"overdue_principal": 600_000})
    story.facts_stated(told, now=now)
    assert dict(debts_of(case).owed)[told.ref] == sum(story.OWED.values())
    assert sum(shares(told).values()) == budget_of(case).made.disposable_minor


def test_joint_plans_that_were_kept_before_everybodys_debts_were_are_read_as_they_were_made(
    told: story.Story, now: datetime
) -> None:
    story.facts_agreed(told, now=now)
    facts = dict(actions.bring_together(told.row().case, now=now).determination.facts)
    before = queries.kept_inputs({name: kept for name, kept in facts.items() if name != "debts"})
    own, others = before.seats[0].owed.total, facts["others_minor"]
    assert before.taken_minor == 0
    assert before.part.left_minor == money.split(before.usual.left_minor, (own, others))[0]


def test_what_a_household_keeps_and_what_it_pays_are_together_what_it_earns(
    told: story.Story, now: datetime
) -> None:
    case = told.row().case
    BudgetAnswer.objects.create(case=case, code="discretionary", amount_minor=15_000)
    made = budget_of(case).made
    assert made.discretionary_minor == 15_000
    means = means_of(made, debts_of(case), told.ref)
    others = sum(shares(told).values()) - means.disposable_minor
    assert means.kept(100_000) + 100_000 + others == made.income_minor - made.business_cost_minor
