"""What people type: understood, or asked about; never repaired in silence."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import money


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("1,234.56", 123456),
        ("１２３４", 123400),
        ("１，２３４．５", 123450),
        ("￥1 234.5", 123450),
        ("¥1\u00a0234.50", 123450),
        ("1.2万", 1200000),
        ("3 万 元", 3000000),
        ("0.01万", 10000),
        ("2千", 200000),
        ("1亿", 10000000000),
        ("3,000元", 300000),
        ("500块", 50000),
        ("人民币 5 元整", 500),
        ("CNY 5", 500),
        ("5.", 500),
        (".5", 50),
        ("1,2345", 1234500),
        ("1'000'000", 100000000),
        ("+7", 700),
        ("1.500", 150),
        ("0", 0),
        ("-0", 0),
    ],
)
def test_an_amount_as_people_type_it(typed: str, minor: int) -> None:
    assert money.parse(typed) == (money.Money(minor), ())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "money_missing"),
        (" \u3000 ", "money_missing"),
        ("abc", "money_not_a_number"),
        ("1e5", "money_not_a_number"),
        ("0x10", "money_not_a_number"),
        ("NaN", "money_not_a_number"),
        ("-", "money_not_a_number"),
        ("5²", "money_not_a_number"),
        ("½", "money_not_a_number"),
        ("1_000", "money_not_a_number"),
        ("9" * 500, "money_not_a_number"),
        ("12,34", "money_separator_unclear"),
        ("1.234.567", "money_separator_unclear"),
        ("1 23", "money_separator_unclear"),
        ("1234,567", "money_separator_unclear"),
        ("-5", "money_negative"),
        ("−5", "money_negative"),
        ("(5)", "money_negative"),
        ("¥-5", "money_negative"),
        ("1.005", "money_too_many_decimals"),
        ("0.0000001万", "money_too_many_decimals"),
        ("99999999999999999", "money_too_large"),
        ("$5", "money_currency_other"),
        ("5 JPY", "money_currency_other"),
        ("XYZ 5", "money_currency_unknown"),
    ],
)
def test_an_amount_that_cannot_be_meant_is_asked_about(typed: str, code: str) -> None:
    value, faults = money.parse(typed, field="income")
    assert value is None
    assert [(fault.code, fault.field) for fault in faults] == [(code, "income")]


def test_every_gap_is_named_at_once() -> None:
    _, faults = money.parse("$-1.005")
    assert [fault.code for fault in faults] == [
        "money_currency_other",
        "money_negative",
        "money_too_many_decimals",
    ]


def test_the_digits_and_marks_of_the_currency_count() -> None:
    assert money.parse("¥500", currency="JPY") == (money.Money(500, "JPY"), ())
    assert money.parse("1.234", currency="KWD") == (money.Money(1234, "KWD"), ())
    assert [fault.code for fault in money.parse("500.5", currency="JPY")[1]] == ["money_too_many_decimals"]
    assert money.parse("$5", currency="HKD") == (money.Money(500, "HKD"), ())


def test_bounds_are_the_callers() -> None:
    assert money.parse("-5", least_minor=-1000)[0] == money.Money(-500)
    assert [fault.code for fault in money.parse("-50", least_minor=-1000)[1]] == ["money_too_small"]
    assert [fault.code for fault in money.parse("0.99", least_minor=100)[1]] == ["money_too_small"]
    assert [fault.code for fault in money.parse("11", most_minor=1000)[1]] == ["money_too_large"]


@given(st.text(max_size=80))
def test_whatever_is_typed_gets_an_answer(typed: str) -> None:
    for value, faults in (money.parse(typed), money.parse_rate(typed)):
        assert (value is None) == bool(faults)


@pytest.mark.parametrize(
    ("typed", "rate"),
    [
        ("18%", Fraction(9, 50)),
        ("１８％", Fraction(9, 50)),
        ("0.18", Fraction(9, 50)),
        ("15.4 %", Fraction(154, 1000)),
        ("万分之五", Fraction(1, 2000)),
        ("万5", Fraction(1, 2000)),
        ("百分之3.5", Fraction(35, 1000)),
        ("0.05%", Fraction(1, 2000)),
        ("1.5‰", Fraction(15, 10000)),
        ("5bp", Fraction(1, 2000)),
        ("67/732", Fraction(67, 732)),
        ("150%", Fraction(3, 2)),
        ("3/2", Fraction(3, 2)),
        ("0", Fraction(0)),
    ],
)
def test_a_rate_is_exact(typed: str, rate: Fraction) -> None:
    assert money.rate(typed) == rate


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "rate_missing"),
        ("high", "rate_not_a_number"),
        ("1/0", "rate_not_a_number"),
        ("18", "rate_percent_sign_missing"),
        ("-3%", "rate_negative"),
        ("20000%", "rate_too_large"),
    ],
)
def test_a_rate_that_cannot_be_meant_is_asked_about(typed: str, code: str) -> None:
    value, faults = money.parse_rate(typed)
    assert (value, [fault.code for fault in faults]) == (None, [code])


@given(st.fractions(0, Fraction(99, 100), max_denominator=10**6))
def test_a_rate_is_read_back_as_written(rate: Fraction) -> None:
    assert money.rate(money.rate_text(rate)) == rate
