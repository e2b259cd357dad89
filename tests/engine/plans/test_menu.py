"""Menus: everything inside the levers is judged, three are named, and an empty menu still answers."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.plans.conftest import START, Household, policy_of

from hejie import dates, loans, plans, rules, texts
from hejie.plans import household, survival

LAW = rules.load_pack("cn")
BANK = policy_of("example_bank")
LOAN = plans.LoanFacts("bank", contract_on=date(2024, 8, 15))


def _small(policy: rules.PolicyPack) -> rules.PolicyPack:
    """The same policy on a coarse grid, so that properties run often."""
    levers = replace(
        policy.published.levers,
        instalments=rules.Whole(6, 60, 18),
        grace_instalments=rules.Whole(0, 3, 3),
        annual_rate=rules.Share(Fraction("0.06"), Fraction("0.18"), Fraction("0.12")),
    )
    return replace(policy, published=replace(policy.published, levers=levers))


def _menu(claim: loans.Buckets, disposable: int | None, **over: object) -> plans.Menu:
    budget = None if disposable is None else Household(disposable)
    kw: dict[str, object] = {"policy": BANK, "pack": LAW, "start": START, "under": [LOAN], "budget": budget}
    return plans.menu(claim, **(kw | over))


def test_every_plan_of_the_grid_is_offered_or_rejected_with_a_reason(claim: loans.Buckets) -> None:
    menu = _menu(claim, 150_000)
    assert len(menu.options) + len(menu.rejected) == 10 * 3 * 3 * 9
    assert menu.options
    assert {one.reason.code for one in menu.rejected} == {"plan_over_budget"}
    assert menu.answers == ()


def test_what_the_menu_shows_is_what_evaluation_finds(claim: loans.Buckets) -> None:
    menu = _menu(claim, 150_000)
    for option in menu.options[::7]:
        tried = plans.evaluate(
            option.package, claim, start=START, under=[LOAN], pack=LAW, budget=Household(150_000), policy=BANK
        )
        assert tried.is_affordable
        assert tried.is_inside_policy
        assert tried.is_lawful
        shown = (
            option.burden_minor,
            option.total_minor,
            option.interest_minor,
            option.waived_minor,
            option.extra_minor,
            option.last_due,
            option.hash,
        )
        assert shown == (
            tried.burden_minor,
            tried.total_minor,
            tried.interest_minor,
            tried.waived_minor,
            tried.extra_minor,
            tried.last_due,
            tried.package_hash,
        )


@pytest.mark.feature("D12")
def test_the_same_case_gives_the_same_plans_with_reasons(claim: loans.Buckets) -> None:
    home = survival.Household(income_minor=800_000, living_minor=600_000)
    owed = household.Owed(name="bank", claim=claim, policy=BANK, loan=LOAN)
    case = household.Case(
        creditors=(owed,), household=home, start=START, first_due=dates.add_months(START, 1), paths=200
    )
    found = household.propose(case, pack=LAW)
    assert found == household.propose(case, pack=LAW)
    assert [one.name for one in found.proposals] == ["balanced", "affordable", "cheapest"]
    assert len({one.exact.parts[0].package_hash for one in found.proposals}) == 3
    assert all(one.reasons for one in found.proposals)
    balanced, least, cheapest = (one.exact for one in found.proposals)
    assert least.burden_minor <= balanced.burden_minor
    assert cheapest.total_minor <= balanced.total_minor


@pytest.mark.feature("D12", "C06")
@pytest.mark.parametrize(
    ("disposable", "why"),
    [(60_000, "budget_below_least_plan"), (0, "budget_leaves_nothing"), (-5_000, "budget_is_short")],
)
def test_a_household_that_cannot_carry_a_plan_gets_an_answer(
    disposable: int, why: str, claim: loans.Buckets
) -> None:
    menu = _menu(claim, disposable)
    codes = [said.code for said in menu.answers]
    assert menu.options == ()
    assert codes[:2] == [why, "plan_needs_more_a_month"]
    assert {"road_income_help", "road_legal_aid"} <= set(codes)
    assert ("plan_needs_upfront" in codes) is (disposable > 0)


def test_each_smallest_change_is_enough_and_one_less_is_not(claim: loans.Buckets) -> None:
    said = {one.code: one.facts for one in _menu(claim, 110_000).answers}
    more = int(str(said["plan_needs_more_a_month"]["more_minor"]))
    assert _menu(claim, 110_000 + more).options
    assert not _menu(claim, 110_000 + more - 1).options
    upfront = int(str(said["plan_needs_upfront"]["upfront_minor"]))
    assert _menu(claim, 110_000, upfront_minor=upfront).options
    assert not _menu(claim, 110_000, upfront_minor=upfront - 1).options
    term = int(str(said["plan_needs_longer_term"]["instalments"]))
    for instalments, fits in ((term, True), (term - 1, False)):
        longer = replace(BANK.published.levers, instalments=rules.Whole(instalments, instalments))
        policy = replace(BANK, published=replace(BANK.published, levers=longer))
        assert bool(_menu(claim, 110_000, policy=policy).options) is fits


RUNNING = loans.Buckets(normal_principal=6_000_000, normal_interest=50_000)


def test_a_cut_at_the_head_is_judged_by_the_principal_that_each_plan_leaves() -> None:
    """Half the penalty waived, 2,000.00 at once leave 8,750.00 of principal; else 9,500.00, more than was received."""
    claim = loans.Buckets(overdue_principal=1_000_000, penalty_interest=150_000)
    menu = _menu(claim, None, under=[replace(LOAN, received_minor=900_000)], upfront_minor=200_000)
    assert {one.package.waive.get("penalty_interest") for one in menu.options} == {75_000, 150_000}
    assert {one.package.waive.get("penalty_interest") for one in menu.rejected} == {None}
    assert {one.reason.facts["finding"] for one in menu.rejected} == {"head_cut_found"}


def test_a_lower_rate_that_would_do_is_found_between_whole_per_cents() -> None:
    claim = loans.Buckets(overdue_principal=1_000_000)
    rate = Fraction("0.075")
    levers = replace(
        BANK.published.levers,
        instalments=rules.Whole(60, 60),
        grace_instalments=rules.Whole(0, 0),
        annual_rate=rules.Share(rate, rate, Fraction("0.01")),
    )
    policy = replace(BANK, published=replace(BANK.published, levers=levers))
    said = {one.code: one.facts for one in _menu(claim, 19_900, policy=policy).answers}
    assert said["plan_needs_lower_rate"]["least_rate"] == "0.07"


def test_an_extension_that_is_too_long_is_rejected_by_law() -> None:
    loan = replace(LOAN, kind="extension", maturity_on=START, requested_on=START, original_months=24)
    menu = _menu(RUNNING, None, under=[loan])
    unlawful = [one for one in menu.rejected if one.reason.code == "plan_unlawful"]
    assert unlawful
    assert {one.reason.facts["finding"] for one in unlawful} == {"extension_too_long"}
    assert {one.package.instalments + one.package.grace_instalments for one in menu.options} == {6, 9, 12}


def test_an_overdue_loan_is_restructured_not_extended(claim: loans.Buckets) -> None:
    loan = replace(LOAN, kind="extension", maturity_on=START, requested_on=START, original_months=24)
    menu = _menu(claim, None, under=[loan])
    assert menu.options == ()
    assert {one.reason.facts["finding"] for one in menu.rejected} == {"extension_of_overdue_loan"}
    assert _menu(claim, None, under=[replace(loan, kind="restructure")]).options


def test_where_nothing_is_lawful_the_answer_says_so(claim: loans.Buckets) -> None:
    loan = replace(
        LOAN, kind="extension", maturity_on=START, requested_on=date(2026, 1, 16), original_months=24
    )
    menu = _menu(claim, 10**9, under=[loan])
    assert menu.options == ()
    assert menu.answers[0].code == "plan_none_lawful"


def test_more_at_once_than_is_owed_is_rejected_not_an_error(claim: loans.Buckets) -> None:
    menu = _menu(claim, 10**9, upfront_minor=6_400_000)
    assert {one.reason.code for one in menu.rejected} == {"plan_upfront_above_claim"}
    assert menu.options


def test_nothing_owed_needs_no_menu() -> None:
    with pytest.raises(texts.Faulty, match="loan_nothing_owed"):
        _menu(loans.Buckets(), 100)


def test_a_menu_of_eight_hundred_plans_makes_no_schedule_for_each(
    claim: loans.Buckets, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Options that differ in waivers alone share what is computed; nothing is measured in seconds here."""
    made = []
    real = loans.schedule
    monkeypatch.setattr(loans, "schedule", lambda *args, **more: made.append(1) or real(*args, **more))
    menu = _menu(claim, 150_000)
    assert len(made) < (len(menu.options) + len(menu.rejected)) / 2


def test_fortnightly_plans_count_by_the_month(claim: loans.Buckets, microloan: rules.PolicyPack) -> None:
    under = [plans.LoanFacts("microloan", contract_on=date(2024, 8, 15))]
    menu = _menu(claim, None, policy=microloan, under=under, every="fortnight")
    option = max(menu.options, key=lambda one: one.burden_minor)
    tried = plans.evaluate(option.package, claim, start=START, under=under, pack=LAW)
    assert option.burden_minor == tried.burden_minor > max(tried.schedule.amounts)


amounts = st.integers(0, 3_000_000)


@settings(max_examples=25)
@given(
    principal=st.integers(10_000, 10_000_000),
    interest=amounts,
    penalty=amounts,
    disposable=st.integers(-100_000, 2_000_000),
)
def test_a_menu_always_answers(principal: int, interest: int, penalty: int, disposable: int) -> None:
    claim = loans.Buckets(overdue_principal=principal, overdue_interest=interest, penalty_interest=penalty)
    menu = _menu(claim, disposable, policy=_small(BANK))
    assert bool(menu.options) is not bool(menu.answers)
    for option in menu.options:
        assert option.burden_minor <= disposable
        assert option.extra_minor == option.interest_minor - option.waived_minor


@settings(max_examples=25)
@given(
    principal=st.integers(10_000, 10_000_000),
    disposable=st.integers(0, 1_000_000),
    more=st.integers(0, 500_000),
)
def test_more_money_never_takes_an_option_away(principal: int, disposable: int, more: int) -> None:
    claim = loans.Buckets(overdue_principal=principal, penalty_interest=principal // 20)
    menus = [_menu(claim, money, policy=_small(BANK)) for money in (disposable, disposable + more)]
    poorer, richer = ({one.hash for one in menu.options} for menu in menus)
    assert poorer <= richer
