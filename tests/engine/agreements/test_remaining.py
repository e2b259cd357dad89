"""What is left of an agreement follows from its signed terms and what was paid, to the fen."""

import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.agreements.conftest import DEAL, LAW, OPTIONS, PACKAGE, START, tried_on

from hejie import agreements, loans, texts

RULE = agreements.BreachRule(grace_days=5, cure_days=15, least_partial_share=Fraction(1, 2))
PLAIN = replace(PACKAGE, grace_instalments=0, upfront_minor=0)


def drawn(package: Any = PLAIN) -> tuple[dict[str, Any], tuple[agreements.ObligationSpec, ...]]:
    terms, faults = agreements.draw_up(tried_on(package), deal=DEAL, options=OPTIONS, pack=LAW)
    assert terms is not None, faults
    return json.loads(texts.canonical_json(terms.terms_json)), terms.obligations


def left(
    paid: list[tuple[date, int]], day: date, package: Any = PLAIN
) -> tuple[loans.Buckets, dict[str, Any]]:
    terms, specs = drawn(package)
    payments = [agreements.Payment(on, minor) for on, minor in paid]
    kept = agreements.performance_at(specs, payments, day, rule=RULE)
    facts = next(one["facts"] for one in terms["clauses"] if one["code"] == "clause_schedule")
    return agreements.owed_under(terms, kept.lines, start=START, day=day), facts


def test_on_the_first_day_everything_is_left_and_no_interest_is_earned() -> None:
    owed, schedule = left([], START)
    assert owed.normal_principal == sum(schedule["principal"])
    assert owed.normal_interest == 0
    assert owed.total == sum(schedule["principal"]) + sum(schedule["carried"])


def test_a_paid_instalment_is_gone_with_its_principal_and_what_bears_no_interest() -> None:
    due = PLAIN.first_due
    _, schedule = left([], START)
    owed, _ = left([(due, schedule["amounts"][0])], due)
    assert owed.normal_principal == sum(schedule["principal"][1:])
    assert (owed.overdue_principal, owed.normal_interest) == (0, 0)
    assert owed.total == sum(schedule["principal"][1:]) + sum(schedule["carried"][1:])


def test_of_a_part_payment_interest_counts_as_paid_first() -> None:
    due = PLAIN.first_due
    _, schedule = left([], START)
    interest, carried = schedule["interest"][0], schedule["carried"][0]
    owed, _ = left([(due, interest + carried + 100)], due)
    assert owed.overdue_principal == schedule["principal"][0] - 100
    nothing, _ = left([(due, interest - 1)], due)
    assert nothing.overdue_principal == schedule["principal"][0]


def test_interest_of_the_running_period_counts_by_its_days() -> None:
    _, schedule = left([], START)
    day = START + timedelta(days=10)
    owed, _ = left([], day)
    days = (PLAIN.first_due - START).days
    assert owed.normal_interest == round(schedule["interest"][0] * 10 / days)


def test_a_payment_at_once_stands_before_the_instalments() -> None:
    with_upfront = replace(PLAIN, upfront_minor=100_000)
    owed, schedule = left([(START, 100_000)], START, with_upfront)
    assert owed.total == sum(schedule["principal"]) + sum(schedule["carried"])


@pytest.mark.parametrize("months", [0, 5, 23])
@given(minor=st.integers(min_value=0, max_value=3_000_000))
def test_what_is_left_never_exceeds_what_is_outstanding(months: int, minor: int) -> None:
    day = START + timedelta(days=30 * months)
    owed, schedule = left([(START, minor)], day)
    assert 0 <= owed.total <= sum(schedule["amounts"]) - min(minor, sum(schedule["amounts"]))
