"""What can be paid is shared over the debts: those that come first, then in proportion; never more than is owed."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie_platform.afterwards.facts.sharing import Debt, monthly_interest, payments, share


def test_the_debt_that_comes_first_gets_its_instalment_and_the_others_share_the_rest() -> None:
    debts = [Debt("A", 5_000_000, 70_000, is_first=True), Debt("B", 3_000_000), Debt("C", 1_000_000)]
    assert share(debts, monthly_minor=200_000) == (70_000, 97_500, 32_500)


def test_when_there_is_too_little_the_first_gets_all_of_it() -> None:
    debts = [Debt("A", 5_000_000, 70_000, is_first=True), Debt("B", 3_000_000)]
    assert share(debts, monthly_minor=50_000) == (50_000, 0)


def test_what_a_small_debt_cannot_take_goes_to_the_others() -> None:
    assert share([Debt("A", 10), Debt("B", 1_000_000)], monthly_minor=100_000)[1] >= 99_990


def test_what_is_left_when_the_others_are_full_goes_back_to_the_first() -> None:
    assert share([Debt("A", 500_000, 100, is_first=True), Debt("B", 200)], monthly_minor=1_000) == (800, 200)


@pytest.mark.parametrize("monthly", [0, 1, 99, 10_000_000])
def test_no_debt_at_all_is_no_error(monthly: int) -> None:
    assert share([], monthly_minor=monthly) == ()


DEBTS = st.lists(
    st.builds(
        Debt,
        st.just("x"),
        st.integers(0, 10**9),
        st.none() | st.integers(1, 10**6),
        is_first=st.booleans(),
    ),
    max_size=8,
)


@pytest.mark.feature("D14")
@given(debts=DEBTS, monthly=st.integers(0, 10**8))
def test_shares_sum_to_what_is_paid_and_none_is_above_its_debt(debts: list[Debt], monthly: int) -> None:
    parts = share(debts, monthly_minor=monthly)
    assert sum(parts) == min(monthly, sum(debt.owed_minor for debt in debts))
    assert all(0 <= part <= debt.owed_minor for part, debt in zip(parts, debts, strict=True))


def test_the_last_payment_is_what_is_left_and_then_it_ends() -> None:
    found = payments(monthly_minor=40_000, owed_minor=100_000, first_on=date(2026, 12, 5), months=12)
    assert [due.amount_minor for due in found] == [40_000, 40_000, 20_000]
    assert found[-1].on == date(2027, 2, 5)


def test_where_nobody_knows_what_is_owed_every_month_is_the_same() -> None:
    found = payments(monthly_minor=40_000, owed_minor=None, first_on=date(2026, 12, 31), months=3)
    assert [due.amount_minor for due in found] == [40_000] * 3
    assert found[2].on == date(2027, 2, 28)


def test_a_months_interest_is_a_twelfth_of_the_years() -> None:
    assert monthly_interest(owed_minor=5_600_000, annual_rate=Fraction("0.144")) == 67_200
