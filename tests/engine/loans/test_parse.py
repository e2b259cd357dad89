"""Terms from a file or a form: read as typed, or refused with every gap named."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.loans import strategies

from hejie import dates, loans, money, texts

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


@given(st.one_of(strategies.terms(), strategies.rich_terms()))
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
    lists = ("allocation", "season", "tranches", "rates")
    for name in (*TYPED, "count", "rounding_unit", "currency", "balloon", "rate_cap", "every", *lists):
        _, faults = loans.parse_terms({**TYPED, name: value})
        assert faults or (name in lists and value == [])


def test_tranches_rates_and_a_season_are_read_from_tables() -> None:
    terms, faults = loans.parse_terms(
        {
            **TYPED,
            "method": "seasonal",
            "season": [0, 0, 0, 0, 0, 1, 1, "2", 0, 0, 0, 0],
            "tranches": [{"day": "2026-03-01", "amount": "2万"}],
            "rates": [{"day": "2026-07-15", "annual_rate": "15%"}],
            "balloon": "1,000",
            "down_payment": "10%",
        }
    )
    assert faults == ()
    assert terms is not None
    assert terms.tranches == (loans.Tranche(date(2026, 3, 1), 2000000),)
    assert terms.rates == (loans.RateStep(date(2026, 7, 15), Fraction(15, 100)),)
    assert (terms.season[7], terms.balloon_minor, terms.down_payment) == (2, 100000, Fraction(1, 10))


def test_a_first_due_date_may_be_a_rule_and_instalments_may_follow_from_the_amount() -> None:
    given = {name: value for name, value in TYPED.items() if name != "instalments"}
    terms, _ = loans.parse_terms({**given, "first_due": "month_start", "instalment": "5,000"})
    assert terms is not None
    assert (terms.first_due, terms.instalments) == (date(2026, 2, 1), 11)
    assert codes({**given, "instalment": "5"}) == [("instalment", "loan_instalment_too_small")]


def test_a_bad_part_of_a_table_is_named_with_its_place() -> None:
    tables = {
        **TYPED,
        "tranches": [{"day": "2026-03-01", "amount": "x"}, {"amount": "1", "when": "now"}],
        "rates": ["15%"],
        "season": [1, "many"],
    }
    assert sorted(codes(tables)) == [
        ("rates", "loan_field_not_a_list"),
        ("season.1", "loan_number_not_whole"),
        ("tranches.0.amount", "money_not_a_number"),
        ("tranches.1.day", "loan_field_missing"),
        ("tranches.1.when", "loan_field_unknown"),
    ]


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ({"balloon": "60000"}, "balloon", "loan_part_out_of_range"),
        ({"deducted": "50000"}, "deducted", "loan_part_out_of_range"),
        ({"method": "interest_only", "balloon": "1"}, "balloon", "loan_not_for_method"),
        ({"step_rate": "5%"}, "step_rate", "loan_not_for_method"),
        ({"season": [1] * 12}, "season", "loan_not_for_method"),
        ({"method": "seasonal", "season": [1] * 11}, "season", "loan_season_unclear"),
        ({"method": "seasonal", "season": [0] * 12}, "season", "loan_season_unclear"),
        ({"tranches": [{"day": "2027-01-15", "amount": "1"}]}, "tranches.0", "loan_day_outside"),
        ({"rates": [{"day": "2026-01-14", "annual_rate": "1%"}]}, "rates.0", "loan_day_outside"),
        ({"interest_free": 12}, "interest_free", "loan_grace_too_long"),
        ({"rate_places": 19}, "rate_places", "loan_number_out_of_range"),
        ({"down_payment": "100%"}, "down_payment", "loan_rate_out_of_range"),
        ({"counted_on": "paper"}, "counted_on", "loan_choice_unknown"),
        ({"every": "61 months"}, "every", "loan_choice_unknown"),
    ],
)
def test_a_convention_that_cannot_be_meant_names_its_field(
    more: dict[str, object], field: str, code: str
) -> None:
    assert codes({**TYPED, **more}) == [(field, code)]


def test_a_number_without_end_is_a_fault() -> None:
    assert codes(TYPED | {"principal": 16**5000, "instalments": 16**5000}) == [
        ("principal", "money_not_a_number"),
        ("instalments", "loan_number_not_whole"),
    ]


def test_a_grace_and_a_tranche_go_with_instalments_that_follow_from_the_amount() -> None:
    given = {name: value for name, value in TYPED.items() if name != "instalments"} | {"instalment": "5000"}
    plain, _ = loans.parse_terms(given)
    graced, _ = loans.parse_terms(given | {"grace_principal": 3})
    drawn, _ = loans.parse_terms(given | {"tranches": [{"day": "2026-06-01", "amount": "20000"}]})
    assert plain is not None
    assert graced is not None
    assert drawn is not None
    assert graced.instalments == plain.instalments + 3 == 14
    amounts = loans.schedule(drawn).amounts
    assert sum(amounts) > 7000000
    assert set(amounts[:-1]) == {500000}
    assert 0 < amounts[-1] <= 500000


def test_an_instalment_too_small_names_one_that_repays() -> None:
    small: dict[str, object] = TYPED | {"principal": "1000000", "annual_rate": "1%", "instalment": "833.34"}
    del small["instalments"]
    _, faults = loans.parse_terms(small)
    assert [fault.code for fault in faults] == ["loan_instalment_too_small"]
    least = faults[0].facts["least_minor"]
    assert isinstance(least, int)
    found, _ = loans.parse_terms(small | {"instalment": money.decimal_text(least)})
    assert found is not None


def test_many_tranches_are_read_in_their_order_quickly() -> None:
    many = [{"day": "2026-06-01", "amount": "1"}] * 1000
    found, _ = loans.parse_terms(TYPED | {"tranches": many})
    assert found is not None
    assert found.lent_minor == 5000000 + 100000
    early = [{"day": "2026-06-01", "amount": "1"}, {"day": "2026-05-01", "amount": "1"}]
    assert codes(TYPED | {"tranches": early}) == [("tranches.1", "loan_day_outside")]


@pytest.mark.parametrize("count", [*dates.COUNTS])
def test_a_daily_rate_is_one_of_the_days_of_its_year(count: str) -> None:
    given = {name: value for name, value in TYPED.items() if name != "annual_rate"}
    found, _ = loans.parse_terms(given | {"daily_rate": "万5", "count": count})
    assert found is not None
    usual = dates.year_fraction(date(2026, 6, 1), date(2026, 6, 2), count=count)
    assert found.annual_rate * usual == Fraction(5, 10000)
