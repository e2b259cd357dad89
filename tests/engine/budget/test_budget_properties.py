"""Whatever the numbers, a budget adds up, and neither order nor size of the input bends it."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie import budget, statements
from hejie.budget import Answer, Budget, Household
from hejie.statements import specimens

LINES = [code for code, kind in budget.kinds().items() if kind.group not in ("debt", "savings")]
MINOR = st.one_of(st.sampled_from([0, 1, 2]), st.integers(0, 10**12))
ANSWERS = st.dictionaries(st.sampled_from(LINES), MINOR)
DEBTS = st.dictionaries(st.sampled_from(["huabei", "jiebei", "mybank_loan", "cmb"]), MINOR)
HOUSEHOLDS = st.builds(Household, MINOR, MINOR, st.one_of(st.none(), MINOR))
READING = statements.read(
    specimens.alipay(specimens.SOLE_TRADER, until=date(2026, 6, 30), months=3), filename="x"
)


def made_of(lines: dict[str, int], debts: dict[str, int], household: Household) -> Budget:
    given_lines = [Answer(code, minor) for code, minor in lines.items()]
    given_debts = [Answer("debt_service", minor, creditor) for creditor, minor in debts.items()]
    answers, faults = budget.check([*given_lines, *given_debts])
    assert answers is not None, faults
    return budget.estimate(answers=answers, household=household)


def group_sum(made: Budget, group: str) -> int:
    return sum(line.amount_minor for line in made.lines if budget.kinds()[line.code].group == group)


@pytest.mark.feature("C01", "C04")
@given(ANSWERS, DEBTS, HOUSEHOLDS)
def test_totals_are_the_sums_of_their_lines_and_the_working_ends_at_the_result(
    lines: dict[str, int], debts: dict[str, int], household: Household
) -> None:
    made = made_of(lines, debts, household)
    assert made.income_minor == group_sum(made, "income")
    assert made.business_cost_minor == group_sum(made, "business")
    assert made.essentials_minor == group_sum(made, "essential")
    assert made.debt_service_minor == group_sum(made, "debt") == sum(debts.values())
    assert sum(step.amount_minor for step in made.working) == made.disposable_minor
    rest = made.income_minor - made.business_cost_minor - made.living_minor - made.savings_minor
    assert made.disposable_minor == rest


@given(ANSWERS, DEBTS, HOUSEHOLDS)
def test_the_outcome_is_the_sign_and_the_household_keeps_its_minimum(
    lines: dict[str, int], debts: dict[str, int], household: Household
) -> None:
    made = made_of(lines, debts, household)
    sign = (made.disposable_minor > 0) - (made.disposable_minor < 0)
    assert made.outcome == {1: "can_pay", 0: "zero", -1: "negative"}[sign]
    assert made.living_minor >= household.protected_minor
    assert 0 <= made.savings_minor <= household.savings_minor
    if made.savings_minor:
        assert made.disposable_minor >= 0


@given(ANSWERS, DEBTS, HOUSEHOLDS, st.sets(st.sampled_from(["huabei", "jiebei", "mybank_loan", "cmb"])))
def test_what_some_creditors_share_is_never_more_than_what_all_share(
    lines: dict[str, int], debts: dict[str, int], household: Household, some: set[str]
) -> None:
    made = made_of(lines, debts, household)
    assert 0 <= made.payable_minor(some) <= made.payable_minor(set(debts)) == max(0, made.disposable_minor)


@given(ANSWERS, DEBTS, HOUSEHOLDS, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(
    lines: dict[str, int], debts: dict[str, int], household: Household, order: random.Random
) -> None:
    moved = list(lines.items())
    order.shuffle(moved)
    assert made_of(dict(moved), debts, household) == made_of(lines, debts, household)


@given(ANSWERS, HOUSEHOLDS, MINOR)
def test_more_income_never_leaves_less_to_pay(lines: dict[str, int], household: Household, more: int) -> None:
    richer = dict(lines, income_other=lines.get("income_other", 0) + more)
    assert made_of(richer, {}, household).disposable_minor >= made_of(lines, {}, household).disposable_minor


@given(st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_the_order_of_rows_changes_no_amount(order: random.Random) -> None:
    rows = list(READING.rows)
    order.shuffle(rows)
    straight, moved = (budget.estimate(each, period=READING.period) for each in (READING.rows, rows))
    assert [(line.code, line.creditor, line.amount_minor) for line in straight.lines] == [
        (line.code, line.creditor, line.amount_minor) for line in moved.lines
    ]
    assert straight.disposable_minor == moved.disposable_minor
    assert {READING.rows[place] for line in straight.lines for place in line.rows} == {
        rows[place] for line in moved.lines for place in line.rows
    }


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=24), st.randoms(use_true_random=False))
def test_the_middle_month_lies_between_the_months_whatever_their_order(
    months: list[int], order: random.Random
) -> None:
    moved = list(months)
    order.shuffle(moved)
    assert budget.median(moved) == budget.median(months)
    assert min(months) <= budget.median(months) <= max(months)
    assert sum(months) <= budget.mean(months) * len(months) + len(months) // 2
    assert abs(budget.mean(months) * len(months) - sum(months)) * 2 <= len(months)
