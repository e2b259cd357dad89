"""Terms from a file or a form: read as typed, or refused with every gap named."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from tests.engine.loans import strategies

from hejie import loans, money, texts

TYPED: dict[str, object] = {
    "method": "equal_instalment",
    "principal": "５万",
    "annual_rate": "18%",
    "start": "2026年1月15日",
    "first_due": date(2026, 2, 15),
    "instalments": 12,
}


def codes(given: dict[str, object]) -> list[tuple[str, str]]:
    terms, faults = loans.parse_terms(given)
    assert terms is None
    return [(fault.field, fault.code) for fault in faults]


def test_terms_as_people_type_them() -> None:
    terms, faults = loans.parse_terms(TYPED)
    assert faults == ()
    assert terms == loans.Terms(
        method="equal_instalment",
        principal_minor=5000000,
        annual_rate=Fraction(18, 100),
        start=date(2026, 1, 15),
        first_due=date(2026, 2, 15),
        instalments=12,
    )


@pytest.mark.parametrize(
    ("name", "typed", "more", "yearly"),
    [
        ("monthly_rate", "1.5%", {}, Fraction(18, 100)),
        ("daily_rate", "万分之五", {}, Fraction(18, 100)),
        ("daily_rate", "0.05%", {"count": "act/365F"}, Fraction(1825, 10000)),
    ],
)
def test_a_rate_of_a_month_or_a_day_becomes_one_of_a_year(
    name: str, typed: str, more: dict[str, object], yearly: Fraction
) -> None:
    given = {key: value for key, value in TYPED.items() if key != "annual_rate"} | {name: typed} | more
    terms, _ = loans.parse_terms(given)
    assert terms is not None
    assert terms.annual_rate == yearly


@given(strategies.terms())
def test_terms_written_down_are_read_back_the_same(terms: loans.Terms) -> None:
    plain = loans.plain_terms(terms)
    assert loans.parse_terms(plain) == (terms, ())
    assert texts.canonical_json(plain) == texts.canonical_json(loans.plain_terms(terms))


def test_terms_with_every_field_are_read_back_the_same() -> None:
    terms = loans.Terms(
        method="interest_only",
        principal_minor=12345,
        annual_rate=Fraction(1, 3),
        start=date(2026, 1, 31),
        first_due=date(2026, 2, 28),
        instalments=4,
        currency="KWD",
        rounding=money.Rounding("half_even", 5),
        instalment_rounding=money.Rounding("up", 100),
        penalty_rate=Fraction(3, 2),
        allocation=tuple(reversed(loans.COSTS_INTEREST_PRINCIPAL)),
        fee_minor=7,
        fee_bucket="guarantee_fees",
    )
    assert loans.parse_terms(loans.plain_terms(terms)) == (terms, ())


def test_an_empty_file_lacks_everything_it_must_say() -> None:
    assert codes({}) == [
        (name, "loan_field_missing")
        for name in ("method", "principal", "start", "first_due", "instalments", "annual_rate")
    ]


def test_every_bad_value_is_named_at_once() -> None:
    bad = {
        **TYPED,
        "principal": "-5",
        "annual_rate": "18",
        "start": "2026-02-30",
        "instalments": "twelve",
        "rounding": "sometimes",
        "rounding_unit": 0,
        "allocation": "principal first",
        "count": True,
        "anual_rate": "1%",
    }
    assert sorted(codes(bad)) == [
        ("allocation", "loan_field_not_a_list"),
        ("annual_rate", "rate_percent_sign_missing"),
        ("anual_rate", "loan_field_unknown"),
        ("count", "loan_field_not_text_or_number"),
        ("instalments", "loan_number_not_whole"),
        ("principal", "money_negative"),
        ("rounding", "loan_choice_unknown"),
        ("rounding_unit", "money_rounding_unknown"),
        ("start", "date_not_in_calendar"),
    ]


def test_faults_of_the_terms_themselves_come_back_as_values() -> None:
    assert codes({**TYPED, "method": "magic", "instalments": 0}) == [
        ("method", "loan_choice_unknown"),
        ("instalments", "loan_number_out_of_range"),
    ]


def test_two_rates_are_one_too_many() -> None:
    assert codes({**TYPED, "daily_rate": "0.05%"}) == [("annual_rate", "loan_rate_given_twice")]


def test_an_unknown_currency_is_a_fault() -> None:
    assert codes({**TYPED, "currency": "XXY"}) == [("currency", "loan_choice_unknown")]


@pytest.mark.parametrize("value", [None, [], {}, b"x", 1e400, float("nan"), "--5"])
def test_a_value_of_no_use_is_a_fault_and_never_an_error(value: object) -> None:
    for name in (*TYPED, "count", "rounding_unit", "allocation", "currency"):
        _, faults = loans.parse_terms({**TYPED, name: value})
        assert faults or (name, value) == ("allocation", [])
