"""Schedules: worked examples, then what must hold for every loan."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.loans import reference, strategies
from tests.engine.loans.examples import loan

from hejie import dates, loans, money, texts


def faults_of(**changes: Any) -> dict[str, str]:
    with pytest.raises(texts.Faulty) as caught:
        loan(**changes)
    return {fault.field: fault.code for fault in caught.value.faults}


# worked by hand: 12,000.00 at 1 % a month over a year


def test_equal_instalments_are_equal_but_for_the_last() -> None:
    amounts = loans.schedule(loan()).amounts
    assert set(amounts[:-1]) == {106619}  # 12000 x 0.01 x 1.01^12 / (1.01^12 - 1) = 1066.185...
    assert abs(amounts[-1] - 106619) <= 12


def test_equal_principal_falls_by_the_interest_on_each_part() -> None:
    plan = loans.schedule(loan(method="equal_principal"))
    assert set(plan.principal) == {100000}
    assert plan.interest == tuple(range(12000, 0, -1000))


def test_interest_only_repays_at_the_end() -> None:
    plan = loans.schedule(loan(method="interest_only"))
    assert plan.amounts == (12000,) * 11 + (1212000,)


def test_a_bullet_is_one_payment_of_principal_and_simple_interest() -> None:
    plan = loans.schedule(loan(method="bullet"))
    assert (plan.due, plan.principal, plan.interest) == ((date(2027, 1, 15),), (1200000,), (144000,))
    by_days = loans.schedule(loan(method="bullet", count="act/360"))
    assert by_days.interest == (146000,)  # 365 days


def test_daily_interest_is_charged_by_the_day_and_rests_until_maturity() -> None:
    plan = loans.schedule(loan(method="daily_interest", count="act/360"))
    assert plan.interest[:2] == (12400, 11200)  # 31 and 28 days
    assert plan.principal == (0,) * 11 + (1200000,)


def test_a_first_period_of_odd_length_costs_its_days_unless_told_otherwise() -> None:
    two_weeks = loan(start=date(2026, 2, 1))
    assert loans.schedule(two_weeks).interest[0] == 5600  # 14 days of 360
    assert loans.schedule(loan(start=date(2026, 2, 1), stub="whole")).interest[0] == 12000


@pytest.mark.parametrize("first_due", [date(2026, 2, 28), date(2026, 3, 31)])
def test_a_month_from_the_31st_is_a_whole_month(first_due: date) -> None:
    start = dates.add_months(first_due, -1) if first_due.month == 3 else date(2026, 1, 31)
    assert loans.schedule(loan(start=start, first_due=first_due)).interest[0] == 12000


def test_the_instalment_may_be_rounded_to_whole_yuan_and_the_last_pays_less() -> None:
    plan = loans.schedule(loan(instalment_rounding=money.Rounding("up", 100)))
    assert set(plan.amounts[:-1]) == {106700}
    assert plan.amounts[-1] < 106700


def test_grace_on_principal_still_asks_for_interest() -> None:
    plan = loans.schedule(loan(grace_principal=3))
    assert plan.amounts[:3] == (12000,) * 3
    assert plan.principal[:3] == (0, 0, 0)


def test_grace_on_interest_moves_it_to_the_first_instalment_after_or_spreads_it() -> None:
    first = loans.schedule(loan(grace_principal=3, grace_interest=3))
    spread = loans.schedule(loan(grace_principal=3, grace_interest=3, deferred="spread"))
    assert first.amounts[:3] == spread.amounts[:3] == (0, 0, 0)
    assert first.interest[3] == 12000 + 36000
    assert spread.interest[3] == 12000 + 4000
    assert first.total == spread.total == loans.schedule(loan(grace_principal=3)).total


def test_a_fee_is_asked_for_while_principal_is_owed() -> None:
    assert loans.schedule(loan(fee_minor=500)).fee == (500,) * 12
    early = loans.schedule(loan(principal_minor=3, fee_minor=500, instalment_rounding=money.Rounding("up")))
    assert early.principal[:4] == (1, 1, 1, 0)
    assert early.fee[:4] == (500, 500, 500, 0)


def test_a_due_date_beyond_the_calendar_is_provisional_and_never_refused() -> None:
    known = dates.Holidays(off=frozenset({date(2026, 2, 16)}), known_until=date(2026, 12, 31))
    plan = loans.schedule(loan(roll="following"), holidays=known)
    assert plan.due[0] == date(2026, 2, 17)
    assert [dates.is_provisional(day, known) for day in plan.due].count(True) == 1


def test_a_due_date_never_rolls_back_to_the_day_of_drawing() -> None:
    plan = loans.schedule(loan(start=date(2026, 1, 2), first_due=date(2026, 1, 3), roll="preceding"))
    assert plan.due[:2] == (date(2026, 1, 5), date(2026, 2, 3))  # the 3rd of January is a Saturday


def test_rows_are_counted_as_people_count() -> None:
    plan = loans.schedule(loan())
    assert [row.number for row in plan.rows()] == list(range(1, 13))
    assert plan.instalment(12) == list(plan.rows())[-1]
    assert plan.instalment(12).balance == 0
    for number in (0, 13):
        with pytest.raises(IndexError):
            plan.instalment(number)


def test_a_zero_rate_costs_nothing() -> None:
    for method in loans.METHODS:
        plan = loans.schedule(loan(method=method, annual_rate=Fraction(0), count="act/360"))
        assert plan.total == 1200000
    assert loans.schedule(loan(annual_rate=Fraction(0))).amounts == (100000,) * 12


# every loan


@pytest.mark.feature("D02")
@settings(max_examples=400)
@given(st.one_of(strategies.terms(), strategies.rich_terms()))
def test_parts_sum_to_what_was_lent_and_none_is_negative(terms: loans.Terms) -> None:
    plan = loans.schedule(terms)
    assert sum(plan.principal) == terms.lent_minor
    assert sum(plan.amounts) == sum(plan.principal) + sum(plan.interest) + sum(plan.fee)
    assert min(*plan.principal, *plan.interest, *plan.fee, *plan.balances) >= 0
    assert plan.balances[-1] == 0
    assert all(earlier < later for earlier, later in pairwise(plan.due))
    assert plan.due[0] > terms.start or terms.down_payment


@settings(max_examples=200)
@given(st.one_of(strategies.terms(most=24), strategies.rich_terms(most=24)))
def test_integers_give_what_exact_fractions_give(terms: loans.Terms) -> None:
    plan = loans.schedule(terms)
    assert (list(plan.principal), list(plan.interest)) == reference.columns(terms)


@settings(max_examples=150)
@given(strategies.terms())
def test_rounding_never_moves_the_interest_by_more_than_a_step_an_instalment(terms: loans.Terms) -> None:
    _, exact = loans.unrounded(terms)
    if terms.rounded == "running_total":
        assert abs(loans.schedule(terms).total_interest - sum(exact)) <= terms.rounding.unit
    if terms.annual_rate == 0:
        assert loans.schedule(terms).total_interest == 0


@settings(max_examples=60)
@given(strategies.terms(methods=("equal_instalment", "equal_principal", "interest_only")))
def test_a_longer_wait_for_principal_never_costs_less(terms: loans.Terms) -> None:
    by_principal, level, waiting = (
        sum(loans.unrounded(_with(terms, method))[1])
        for method in ("equal_principal", "equal_instalment", "interest_only")
    )
    assert level <= waiting
    assert by_principal <= waiting


def _with(terms: loans.Terms, method: str) -> loans.Terms:
    return replace(
        terms, method=method, instalments=min(terms.instalments, 12), grace_principal=0, grace_interest=0
    )


@pytest.mark.parametrize("method", loans.METHODS)
@pytest.mark.parametrize("principal", [1, 2, 599, 10**15])
def test_one_fen_and_fifty_years_work(method: str, principal: int) -> None:
    plan = loans.schedule(
        loan(method=method, principal_minor=principal, instalments=600, count="act/act ISDA")
    )
    assert sum(plan.principal) == principal
    assert min(*plan.principal, *plan.interest) >= 0


# terms that cannot be meant


def test_every_fault_of_the_terms_is_named_at_once() -> None:
    found = faults_of(
        method="magic",
        principal_minor=0,
        annual_rate=Fraction(-1),
        instalments=0,
        first_due=date(2026, 1, 15),
        every="moon",
        count="30/365",
        currency="XXY",
        fee_minor=-1,
        allocation=("normal_principal",),
    )
    assert found == {
        "method": "loan_choice_unknown",
        "every": "loan_choice_unknown",
        "count": "loan_choice_unknown",
        "currency": "loan_choice_unknown",
        "principal": "loan_principal_out_of_range",
        "instalments": "loan_number_out_of_range",
        "fee": "loan_amount_negative",
        "annual_rate": "loan_rate_out_of_range",
        "first_due": "loan_first_due_not_after_start",
        "allocation": "loan_allocation_incomplete",
    }


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"start": date(1900, 1, 1)}, "start", "date_too_early"),
        ({"first_due": date(2999, 1, 1)}, "first_due", "date_too_late"),
        ({"principal_minor": 10**15 + 1}, "principal", "loan_principal_out_of_range"),
        ({"annual_rate": Fraction(101)}, "annual_rate", "loan_rate_out_of_range"),
        ({"grace_principal": 12}, "grace_principal", "loan_grace_too_long"),
        ({"grace_interest": -1}, "grace_interest", "loan_grace_too_long"),
        ({"method": "daily_interest"}, "count", "loan_daily_needs_day_count"),
        (
            {"method": "daily_interest", "count": "act/360", "surplus": "advance"},
            "surplus",
            "loan_daily_needs_early_repayment",
        ),
        ({"fee_bucket": "normal_principal"}, "fee_bucket", "loan_choice_unknown"),
        ({"penalty_rate": Fraction(-1)}, "penalty_rate", "loan_rate_out_of_range"),
    ],
)
def test_a_fault_names_its_field(changes: dict[str, Any], field: str, code: str) -> None:
    assert faults_of(**changes) == {field: code}


def test_an_inexact_rate_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError):
        loan(annual_rate=0.12)


@pytest.mark.parametrize(
    "wrong",
    [
        {"principal_minor": 1000.5},
        {"principal_minor": True},
        {"instalments": 3.0},
        {"fee_minor": float("nan")},
        {"rate_places": 2.5},
        {"instalment_minor": 1.5},
        {"down_payment": 0.5},
        {"rounding": "half_up"},
        {"tranches": (loans.Tranche(date(2026, 3, 1), 5.5),)},  # type: ignore[arg-type]  # wrong on purpose
    ],
)
def test_a_figure_of_the_wrong_kind_is_a_mistake_of_the_program(wrong: Any) -> None:
    (name,) = wrong
    with pytest.raises(TypeError, match=name):
        loan(**wrong)
