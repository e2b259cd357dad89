"""The range of what can be paid: around the usual month, never below zero, wider where months stray more."""

from dataclasses import replace

import pytest

from hejie import budget
from hejie.budget import Answer, Household, check, estimate

MODEL = budget.income_model(())


def made(salary: int, rent: int) -> budget.Budget:
    answers, _ = check([Answer("income_salary", salary), Answer("essential_housing", rent)])
    assert answers is not None
    return estimate(answers=answers, household=Household())


def test_one_month_in_five_lies_below_the_low_end() -> None:
    found = budget.payable_range(made(900_000, 670_000), replace(MODEL, volatility=0.08))
    assert found == budget.Range(169_405, 230_000, 290_595, 5)  # 900,000 x 0.08 x 0.8416 = 60,595


@pytest.mark.parametrize(("salary", "rent"), [(0, 0), (100_000, 300_000), (300_000, 300_000)])
def test_nothing_left_gives_no_range_below_zero(salary: int, rent: int) -> None:
    found = budget.payable_range(made(salary, rent), replace(MODEL, volatility=0.2))
    assert 0 <= found.low_minor <= found.usual_minor <= found.high_minor


def test_months_that_stray_more_make_the_range_wider() -> None:
    calm, wild = (
        budget.payable_range(made(900_000, 400_000), replace(MODEL, volatility=v)) for v in (0.05, 0.3)
    )
    assert (
        wild.low_minor
        < calm.low_minor
        < calm.usual_minor
        == wild.usual_minor
        < calm.high_minor
        < wild.high_minor
    )
