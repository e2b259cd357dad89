"""Worked examples of the rarer methods and conventions: each by hand, each figure small enough to check."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from tests.engine.loans import strategies
from tests.engine.loans.examples import loan

from hejie import loans, money, texts


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


# whatever the method and the conventions


@settings(max_examples=150)
@given(strategies.rich_terms(most=12))
def test_paying_every_instalment_on_its_day_leaves_nothing(terms: loans.Terms) -> None:
    plan = loans.schedule(terms)
    paid = tuple(loans.Payment(day, minor) for day, minor in zip(plan.due, plan.amounts, strict=True))
    assert loans.account_at(terms, paid, plan.due[-1]).buckets.total == 0


@settings(max_examples=100)
@given(strategies.rich_terms())
def test_a_rate_of_zero_costs_nothing_under_any_convention(terms: loans.Terms) -> None:
    free = replace(terms, annual_rate=Fraction(0), rates=())
    assert loans.schedule(free).total_interest == 0
    assert loans.schedule(replace(terms, rate_cap=Fraction(0))).total_interest == 0


@settings(max_examples=100)
@given(strategies.rich_terms())
def test_money_that_is_not_drawn_yet_is_not_owed(terms: loans.Terms) -> None:
    plan = loans.schedule(terms)
    for day, left in zip(plan.due, plan.balances, strict=True):
        drawn = [part.minor for part in terms.tranches if part.day <= day]
        assert left <= terms.first_minor + sum(drawn)


@pytest.mark.parametrize("start", [date(2024, 2, 29), date(2026, 1, 31), date(2023, 12, 31)])
@pytest.mark.parametrize("method", loans.METHODS)
def test_leap_days_month_ends_and_a_first_period_of_one_day_work(method: str, start: date) -> None:
    first = start + timedelta(1)
    for count in ("act/act ISDA", "30U/360"):
        plan = loans.schedule(loan(method=method, start=start, first_due=first, instalments=600, count=count))
        assert sum(plan.principal) == 1200000
        assert plan.due[0] == first or method == "bullet"
