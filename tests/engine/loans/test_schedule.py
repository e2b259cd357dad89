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

from hejie import dates, loans, money, texts

YEAR = {"start": date(2026, 1, 15), "first_due": date(2026, 2, 15), "instalments": 12}


def loan(**changes: Any) -> loans.Terms:
    usual = {
        "method": "equal_instalment",
        "principal_minor": 1200000,
        "annual_rate": Fraction(12, 100),
        **YEAR,
    }
    if changes.get("method") == "seasonal":
        usual["season"] = (1,) * 12
    return loans.Terms(**{**usual, **changes})


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


def test_a_flat_rate_asks_for_the_interest_of_the_whole_sum_to_the_end() -> None:
    plan = loans.schedule(loan(method="flat_rate"))
    assert plan.amounts == (112000,) * 12  # 12,000 at 1 % a month: 120 of interest and 1,000 of principal
    assert plan.total_interest == 144000


def test_a_flat_rate_rounded_to_whole_units_leaves_the_difference_to_the_last_instalment() -> None:
    even = money.Rounding("half_even")
    plan = loans.schedule(
        loan(
            method="flat_rate",
            principal_minor=125000,
            annual_rate=Fraction(15, 100),
            instalments=4,
            rounding=even,
            instalment_rounding=money.Rounding("half_even", 100),
        )
    )
    assert plan.interest == (1562, 1562, 1562, 1564)
    assert plan.principal == (31238, 31238, 31238, 31286)


def test_instalments_step_up_by_the_agreed_rate_after_the_agreed_number_of_them() -> None:
    plan = loans.schedule(loan(method="step_up", step_rate=Fraction(1, 10), step_every=6))
    first, second = plan.amounts[0], plan.amounts[6]
    assert set(plan.amounts[:6]) == {first}
    assert abs(second - first * 11 / 10) <= 1
    assert loans.schedule(loan(method="step_up")).amounts == loans.schedule(loan()).amounts


def test_a_season_without_income_asks_for_interest_alone() -> None:
    harvest = (0, 0, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0)  # June and October
    plan = loans.schedule(loan(method="seasonal", season=harvest))
    asked = {day.month: part for day, part in zip(plan.due, plan.principal, strict=True) if part}
    assert asked == {6: 300000, 10: 900000}
    assert plan.interest[:5] == (12000,) * 5
    assert plan.interest[-3:] == (0, 0, 0)  # all is repaid by October


def test_a_balloon_is_left_for_the_last_instalment() -> None:
    plan = loans.schedule(loan(balloon_minor=600000))
    assert plan.balances[-2] + plan.interest[-1] == plan.amounts[-1]
    assert abs(plan.amounts[-1] - 600000 - plan.amounts[0]) <= 12
    by_principal = loans.schedule(loan(method="equal_principal", balloon_minor=600000))
    assert by_principal.principal == (50000,) * 11 + (650000,)


def test_an_agreed_instalment_decides_how_many_there_are() -> None:
    terms = loans.with_instalment(
        loan(principal_minor=28000000, annual_rate=Fraction(84, 1000), instalment_minor=1400000)
    )
    plan = loans.schedule(terms)
    assert (len(plan), round(plan.total_interest / 100)) == (22, 22712)
    assert plan.amounts[-1] < 1400000


@pytest.mark.parametrize("minor", [0, 1, 12000])
def test_an_instalment_that_never_repays_is_a_fault_and_not_a_century(minor: int) -> None:
    with pytest.raises(texts.Faulty) as caught:
        loans.with_instalment(loan(instalment_minor=minor))
    assert [fault.code for fault in caught.value.faults] == ["loan_instalment_too_small"]


def test_money_drawn_later_bears_interest_from_its_day_and_the_instalments_follow() -> None:
    terms = loan(method="interest_only", count="act/360", tranches=(loans.Tranche(date(2026, 3, 1), 600000),))
    plan = loans.schedule(terms)
    assert plan.interest[0] == 12400  # 12,000 for 31 days
    assert plan.interest[1] == 5600 + 8400  # 12,000 for 14 days, 18,000 for 14 more
    assert plan.drawn[:3] == (1200000, 600000, 0)
    assert (plan.principal[-1], plan.balances[0], plan.balances[1]) == (1800000, 1200000, 1800000)


def test_interest_between_drawings_may_be_rounded_for_itself() -> None:
    pieces = {
        "principal_minor": 10000,
        "annual_rate": Fraction(94822, 10**6),
        "start": date(2024, 1, 1),
        "first_due": date(2024, 2, 1),
        "instalments": 6,
        "tranches": (loans.Tranche(date(2024, 1, 8), 20000),),
    }
    assert loans.schedule(loan(**pieces)).interest[0] == 201  # 0.178 + 1.835 = 2.014
    assert loans.schedule(loan(**pieces, rounded="part")).interest[0] == 202  # 0.18 + 1.84


def test_an_agreed_rate_holds_from_its_day_on() -> None:
    steps = (loans.RateStep(date(2026, 7, 15), Fraction(6, 100)),)
    plan = loans.schedule(loan(method="interest_only", rates=steps))
    assert plan.interest == (12000,) * 6 + (6000,) * 6
    level = loans.schedule(loan(rates=steps)).amounts
    assert len({*level[:6]}) == 1
    assert level[6] < level[5]


def test_no_rate_counts_above_the_cap_that_the_caller_names() -> None:
    dear = loan(annual_rate=Fraction(48, 100), penalty_uplift=Fraction(1, 2), rate_cap=Fraction(24, 100))
    assert loans.schedule(dear).interest[0] == 24000
    assert (dear.borne_rate, dear.overdue_rate) == (Fraction(24, 100), Fraction(24, 100))
    assert loans.schedule(replace(dear, rate_cap=None)).interest[0] == 48000


def test_interest_kept_back_at_drawing_is_recognised() -> None:
    face = loan(deducted_minor=200000)
    assert (face.received_minor, sum(loans.schedule(face).principal)) == (1000000, 1200000)
    received = replace(face, counted_on="received")
    plan = loans.schedule(received)
    assert (sum(plan.principal), plan.interest[0]) == (1000000, 10000)
    assert plan == loans.schedule(loan(principal_minor=1000000))


def test_a_down_payment_is_due_on_the_day_of_drawing() -> None:
    plan = loans.schedule(
        loan(
            principal_minor=125000,
            annual_rate=Fraction(0),
            instalments=3,
            down_payment=Fraction(1, 4),
            instalment_rounding=money.Rounding("half_even", 100),
        )
    )
    assert plan.due[0] == date(2026, 1, 15)
    assert plan.principal == (31200, 31300, 31300, 31200)
    assert plan.balances == (93800, 62500, 31200, 0)


def test_first_periods_may_be_free_of_interest_for_good() -> None:
    free = loans.schedule(loan(method="interest_only", interest_free=3))
    deferred = loans.schedule(loan(method="interest_only", grace_interest=3))
    assert free.interest == (0, 0, 0) + (12000,) * 9
    assert deferred.total_interest == 144000


def test_a_short_first_period_may_cost_its_share_of_a_month() -> None:
    plan = loans.schedule(loan(start=date(2026, 2, 1), stub="share"))
    assert plan.interest[0] == 5419  # 12,000 x 1 % x 14 / 31


def test_the_rate_of_a_period_may_have_so_many_decimals() -> None:
    plan = loans.schedule(loan(annual_rate=Fraction(1, 10), rate_places=4, method="interest_only"))
    assert plan.interest[0] == 9960  # 0.0083 instead of 0.008333...


def test_the_level_instalment_may_move_so_that_the_last_comes_near() -> None:
    usual = loan(principal_minor=50000)
    rest, near = loans.schedule(usual).amounts, loans.schedule(replace(usual, last="near")).amounts
    assert (rest[0], rest[-1]) == (4442, 4450)
    assert (near[0], near[-1]) == (4443, 4437)  # 8 fen shared by 12; 6 fen away instead of 8
    small = loan(principal_minor=12345)
    assert loans.schedule(replace(small, last="near")) == loans.schedule(small)  # a gap too small to share


def test_a_step_of_days_is_measured_in_days() -> None:
    plan = loans.schedule(loan(every="15 days", first_due=date(2026, 1, 30)))
    assert (plan.interest[0], plan.due[1]) == (6000, date(2026, 2, 14))  # 12,000 x 12 % x 15 / 360


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
