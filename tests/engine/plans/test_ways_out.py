"""What a plan gives up, and what it leaves: waivers of the past and of the future, a settlement at once, an instalment
that the household can pay."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.plans.conftest import START, policy_of

from hejie import budget, loans, money, plans, rules, texts

LAW = rules.load_pack("cn")
BANK = policy_of("example_bank")
LOAN = plans.LoanFacts("bank", contract_on=date(2024, 8, 15))
PLAIN = plans.Package(instalments=12, first_due=date(2026, 2, 15), annual_rate=Fraction("0.06"))
LINES = [
    code for code, kind in budget.kinds().items() if kind.group in ("income", "essential", "discretionary")
]


def tried(package: plans.Package, claim: loans.Buckets) -> plans.Evaluation:
    return plans.evaluate(package, claim, start=START, under=[LOAN], pack=LAW)


@pytest.mark.feature("D03")
def test_old_interest_and_new_interest_are_waived_apart(claim: loans.Buckets) -> None:
    as_it_is = tried(PLAIN, claim)
    past = tried(replace(PLAIN, waive={"overdue_interest": 320_000}), claim)
    future = tried(replace(PLAIN, annual_rate=Fraction(0)), claim)
    assert as_it_is.interest_minor > 0
    assert (past.waived_minor, past.interest_minor) == (320_000, as_it_is.interest_minor)
    assert (future.waived_minor, future.interest_minor) == (0, 0)
    assert past.total_minor == as_it_is.total_minor - 320_000
    assert future.total_minor == as_it_is.total_minor - as_it_is.interest_minor == claim.total


@pytest.mark.feature("D03")
@pytest.mark.parametrize(("minor", "is_given"), [(320_000, True), (320_001, False)])
def test_interest_is_never_waived_below_zero(minor: int, is_given: bool, claim: loans.Buckets) -> None:
    package = replace(PLAIN, waive={"overdue_interest": minor})
    if is_given:
        treated = {one.bucket: one for one in tried(package, claim).new_claim.treatments}
        assert treated["overdue_interest"].carried == 0
    else:
        with pytest.raises(texts.Faulty):
            tried(package, claim)


@pytest.mark.feature("D14")
@given(
    available=st.integers(0, 10**7),
    owed=st.lists(st.integers(0, 10**7), min_size=1, max_size=6).filter(any),
)
def test_a_pro_rata_split_gives_the_odd_fen_to_the_largest_remainders(
    available: int, owed: list[int]
) -> None:
    """Hamilton's method written out: whole parts first, then one fen each by the size of what was cut off."""
    whole = [available * one // sum(owed) for one in owed]
    cut = [available * one % sum(owed) for one in owed]
    odd = available - sum(whole)
    lucky = sorted(range(len(owed)), key=lambda place: (-cut[place], place))[:odd]
    expected = [part + (place in lucky) for place, part in enumerate(whole)]
    assert list(money.split(available, owed)) == expected
    assert sum(expected) == available


@pytest.mark.feature("C04")
@settings(max_examples=40)
@given(
    typed=st.dictionaries(st.sampled_from(LINES), st.integers(0, 900_000)), owed=st.integers(1, 20_000_000)
)
def test_no_suggested_instalment_is_above_what_the_statement_leaves(typed: dict[str, int], owed: int) -> None:
    answers, faults = budget.check([budget.Answer(code, minor) for code, minor in typed.items()])
    assert answers is not None, faults
    made = budget.estimate(answers=answers)
    claim = loans.Buckets(overdue_principal=owed)
    menu = plans.menu(claim, policy=_coarse(), pack=LAW, start=START, under=[LOAN], budget=made)
    assert all(0 < one.burden_minor <= made.disposable_minor for one in menu.options)
    assert bool(menu.options) != bool(menu.answers), "a plan, or why there is none"
    assert sum(step.amount_minor for step in made.working) == made.disposable_minor


def _coarse() -> rules.PolicyPack:
    """The bank's policy on a coarse grid, so that the property runs often."""
    levers = replace(
        BANK.published.levers,
        instalments=rules.Whole(6, 60, 18),
        grace_instalments=rules.Whole(0, 3, 3),
        annual_rate=rules.Share(Fraction("0.06"), Fraction("0.18"), Fraction("0.12")),
    )
    return replace(BANK, published=replace(BANK.published, levers=levers))


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, "reschedule"),
        ({"waive": {"penalty_interest": 150_000, "overdue_interest": 320_000}}, "reschedule"),
        ({"waive": {"overdue_principal": 1}}, "settlement"),
        ({"waive": {"normal_principal": 1}}, "settlement"),
    ],
)
def test_who_gives_up_principal_settles_and_everybody_else_reschedules(
    changes: dict[str, object], kind: str, claim: loans.Buckets
) -> None:
    assert tried(replace(PLAIN, **changes), claim).credit_kind == kind


def test_a_debt_that_ends_at_once_is_settled_only_if_a_part_was_waived(claim: loans.Buckets) -> None:
    part = replace(PLAIN, waive={"penalty_interest": 150_000}, upfront_minor=claim.total - 150_000)
    whole = replace(PLAIN, upfront_minor=claim.total)
    assert tried(part, claim).credit_kind == "settlement"
    assert tried(whole, claim).credit_kind == "reschedule"
