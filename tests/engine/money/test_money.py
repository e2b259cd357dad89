"""Amounts, rounding and splits: nothing is lost and nothing is invented."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import money, texts

BY_DECIMAL = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "up": ROUND_UP, "down": ROUND_DOWN}


def test_two_currencies_never_meet_in_a_sum() -> None:
    assert money.Money(150) + money.Money(50) == money.Money(200)
    assert money.Money(150) - money.Money(200) == -money.Money(50)
    assert money.Money(1) < money.Money(2) <= money.Money(2) * 1
    with pytest.raises(money.MixedCurrencies):
        money.Money(1) + money.Money(1, "USD")
    with pytest.raises(money.MixedCurrencies):
        assert money.Money(1) < money.Money(1, "USD")


def test_minor_units_are_whole() -> None:
    with pytest.raises(TypeError):
        money.Money(1.5)  # type: ignore[arg-type]  # the mistake under test


def test_an_unknown_currency_is_a_fault_and_not_two_digits() -> None:
    with pytest.raises(texts.Faulty) as caught:
        money.Money(1, "XXY")
    assert [fault.code for fault in caught.value.faults] == ["money_currency_unknown"]


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (123456, "CNY", "1234.56"),
        (5, "CNY", "0.05"),
        (-5, "CNY", "-0.05"),
        (1234, "JPY", "1234"),
        (1234, "KWD", "1.234"),
        (0, "CNY", "0.00"),
    ],
)
def test_an_amount_is_written_with_the_digits_of_its_currency(minor: int, currency: str, text: str) -> None:
    assert money.Money(minor, currency).text == text


@given(st.integers(-(10**17), 10**17), st.sampled_from(["CNY", "JPY", "KWD"]))
def test_what_is_written_is_read_back(minor: int, currency: str) -> None:
    bound = 10**17
    text = money.decimal_text(minor, currency)
    assert money.parse(text, currency=currency, least_minor=-bound, most_minor=bound) == (
        money.Money(minor, currency),
        (),
    )


@given(
    st.integers(-(10**9), 10**9),
    st.sampled_from([1, 2, 4, 5, 8, 10, 1000]),
    st.sampled_from(money.MODES),
    st.sampled_from([1, 10, 100]),
)
def test_rounding_is_that_of_the_decimal_standard(
    numerator: int, denominator: int, mode: money.rounding.Mode, unit: int
) -> None:
    exact = Decimal(numerator) / Decimal(denominator) / unit
    expected = int(exact.quantize(Decimal(1), rounding=BY_DECIMAL[mode])) * unit
    assert money.round_to(Fraction(numerator, denominator), money.Rounding(mode, unit)) == expected


@pytest.mark.parametrize(("mode", "unit"), [("nearest", 1), ("half_up", 0), ("half_up", -1)])
def test_a_rounding_nobody_knows_is_a_fault(mode: str, unit: int) -> None:
    with pytest.raises(texts.Faulty):
        money.Rounding(mode, unit)  # type: ignore[arg-type]  # the mistake under test


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=40))
def test_parts_sum_to_the_whole_and_none_strays_a_coin(total: int, weights: list[int]) -> None:
    whole = sum(weights)
    if whole == 0:
        weights, whole = [*weights, 1], 1
    parts = money.split(total, weights)
    assert sum(parts) == total
    assert all(
        abs(part - Fraction(total * weight, whole)) < 1 for part, weight in zip(parts, weights, strict=True)
    )


@given(st.integers(0, 10**9), st.lists(st.integers(1, 10**6), min_size=2, max_size=10))
def test_a_heavier_weight_never_gets_less(total: int, weights: list[int]) -> None:
    parts = money.split(total, sorted(weights, reverse=True))
    assert list(parts) == sorted(parts, reverse=True)


def test_of_two_equal_losers_the_first_named_gets_the_coin() -> None:
    assert money.split(100, (1, 1, 1)) == (34, 33, 33)
    assert money.split(-100, (1, 1, 1)) == (-34, -33, -33)
    assert money.split(0, (0, 0)) == (0, 0)


@pytest.mark.parametrize("weights", [(0, 0), (), (1, -1, 1)])
def test_nothing_to_share_by_is_a_fault(weights: tuple[int, ...]) -> None:
    with pytest.raises(texts.Faulty):
        money.split(100, weights)
