"""A package is one value with one spelling and one hash."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import loans, plans, texts

BASE = plans.Package(instalments=12, first_due=date(2026, 2, 15), annual_rate=Fraction("0.06"))

packages = st.builds(
    plans.Package,
    instalments=st.integers(1, 120),
    first_due=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    annual_rate=st.fractions(0, Fraction(99, 100), max_denominator=1000),
    every=st.sampled_from(plans.EVERY),
    grace_instalments=st.integers(0, 12),
    grace=st.sampled_from(plans.GRACE),
    waive=st.dictionaries(st.sampled_from(loans.BUCKETS), st.integers(0, 10**9)),
    treat=st.dictionaries(st.sampled_from(loans.BUCKETS), st.sampled_from(plans.TREATMENTS)),
    upfront_minor=st.integers(0, 10**9),
    method=st.sampled_from(("equal_instalment", "equal_principal", "step_up")),
    overdue_uplift=st.fractions(0, Fraction(99, 100), max_denominator=100),
    on_breach=st.sampled_from(plans.ON_BREACH),
)


@given(packages)
def test_a_package_reads_back_the_same_through_text(package: plans.Package) -> None:
    text = json.dumps(plans.package_to_json(package))
    assert plans.package_from_json(json.loads(text)) == (package, ())


@pytest.mark.parametrize("high", ["1", "1.5", "4/3", "100"])
def test_a_rate_of_a_whole_or_more_reads_back_too(high: str) -> None:
    """Misuse may double the rate: an agreement that says so must be readable years later."""
    package = replace(BASE, annual_rate=Fraction(high), overdue_uplift=Fraction(high))
    assert plans.package_from_json(plans.package_to_json(package)) == (package, ())


@given(packages, packages)
def test_two_packages_share_a_hash_only_if_they_say_the_same(one: plans.Package, two: plans.Package) -> None:
    assert (plans.package_hash(one) == plans.package_hash(two)) is (one == two)


def test_what_becomes_of_a_waiver_is_part_of_the_hash_where_something_is_waived() -> None:
    waived = replace(BASE, waive={"penalty_interest": 5000})
    assert plans.package_hash(replace(waived, on_breach="lost")) != plans.package_hash(waived)
    assert replace(BASE, on_breach="lost") == BASE
    assert "on_breach" not in plans.package_to_json(waived)
    with pytest.raises(texts.Faulty, match="plan_choice_unknown"):
        replace(waived, on_breach="forgotten")


def test_a_waiver_of_nothing_and_a_usual_treatment_are_not_said() -> None:
    said = plans.Package(
        instalments=12,
        first_due=date(2026, 2, 15),
        annual_rate=Fraction("0.06"),
        waive={"penalty_interest": 0},
        treat={"normal_principal": "finance"},
    )
    assert plans.package_hash(said) == plans.package_hash(BASE)


def _json(**over: object) -> dict[str, Any]:
    return plans.package_to_json(BASE) | over


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        (
            [],
            {
                "",
                "format",
                "instalments",
                "every",
                "first_due",
                "grace_instalments",
                "grace",
                "annual_rate",
                "waive",
                "treat",
                "upfront_minor",
                "method",
                "overdue_uplift",
            },
        ),
        (_json(instalments=True), {"instalments"}),
        (_json(instalments=0), {"instalments"}),
        (_json(first_due="31.1.2026", annual_rate="-1%", extra=1), {"first_due", "annual_rate", "extra"}),
        (_json(waive={"goodwill": 1, "penalty_interest": -1}), {"waive", "waive.penalty_interest"}),
        (_json(waive={"penalty_interest": "much"}), {"waive.penalty_interest"}),
        (_json(treat={"penalty_interest": "forget"}, grace="long"), {"treat.penalty_interest", "grace"}),
        (_json(upfront_minor=-1, every="day", method="bullet"), {"upfront_minor", "every", "method"}),
        (_json(format=2), {"format"}),
        (_json(first_due="9999-12-31", grace_instalments=2), {"first_due"}),
        (_json(annual_rate="1e9", overdue_uplift="1/0"), {"annual_rate", "overdue_uplift"}),
    ],
)
def test_what_is_wrong_is_named_all_at_once(data: object, fields: set[str]) -> None:
    package, faults = plans.package_from_json(data)
    assert package is None
    assert {fault.field for fault in faults} == fields


def test_a_package_that_cannot_be_meant_cannot_be_made() -> None:
    with pytest.raises(texts.Faulty) as refused:
        plans.Package(instalments=0, first_due=date(2026, 1, 1), annual_rate=Fraction(-1), upfront_minor=-1)
    assert {fault.field for fault in refused.value.faults} == {"instalments", "annual_rate", "upfront_minor"}


@pytest.mark.parametrize(
    ("grace", "first"), [("holiday", date(2026, 4, 15)), ("principal", date(2026, 2, 15))]
)
def test_the_first_payment_waits_only_in_a_holiday(grace: str, first: date) -> None:
    package = plans.Package(
        instalments=12,
        first_due=date(2026, 2, 15),
        annual_rate=Fraction("0.06"),
        grace_instalments=2,
        grace=grace,
    )
    assert package.first_payment_on == first
