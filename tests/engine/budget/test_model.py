"""The months of a household as a distribution: measured where there are months, assumed where there are none."""

from datetime import date
from types import MappingProxyType

import pytest

from hejie import budget
from hejie.budget import Month, Sum

SALARY = ("income_salary", "")
SALES = ("income_business", "")
STOCK = ("cost_business", "")
RENT = ("essential_housing", "")


def month(number: int, *, first_row: int = 0, whole: bool = True, **minor: int) -> Month:
    """The month so many months after January 2025."""
    keys = {"salary": SALARY, "sales": SALES, "stock": STOCK, "rent": RENT}
    sums = {keys[name]: Sum(each, (first_row + k,)) for k, (name, each) in enumerate(minor.items())}
    return Month(date(2025 + number // 12, number % 12 + 1, 1), whole, MappingProxyType(sums))


def test_a_steady_wage_has_its_level_no_season_and_hardly_any_noise() -> None:
    model = budget.income_model([month(k, salary=800000, rent=300000) for k in range(12)])
    assert (model.level_minor, model.living_minor, model.disposable_minor) == (800000, 300000, 500000)
    assert model.season == (1.0,) * 12
    assert model.volatility < 0.05
    assert [shock.seen for shock in model.shocks] == [(), ()]


def test_a_shop_is_measured_by_what_is_left_of_its_sales() -> None:
    model = budget.income_model([month(k, sales=2000000, stock=1400000) for k in range(6)])
    assert model.level_minor == 600000


def test_a_season_needs_a_year_and_one_year_is_believed_by_half() -> None:
    year = [month(k, salary=400000 if k == 1 else 1000000) for k in range(12)]
    assert budget.income_model(year[:11]).season == (1.0,) * 12
    (february, march) = budget.income_model(year).season[1:3]
    assert february == pytest.approx(0.7 / (11.7 / 12), abs=0.001)
    assert march == pytest.approx(1 / (11.7 / 12), abs=0.001)
    again = [month(k, salary=400000 if k % 12 == 1 else 1000000) for k in range(24)]
    assert budget.income_model(again).season[1] < february


def test_a_season_that_the_household_tells_stands_until_the_rows_show_one() -> None:
    told = (0.5, *(1.0,) * 10, 1.5)
    assert budget.income_model([month(0, salary=100)], season=told).season[0] == pytest.approx(0.5)
    for nonsense in ((), (1.0,) * 11, (-1.0,) * 12, (0.0,) * 12):
        assert budget.income_model([month(0, salary=100)], season=nonsense).season == (1.0,) * 12


def test_a_month_without_income_is_a_shock_that_was_seen_and_the_level_stays() -> None:
    months = [month(k, salary=0 if k == 3 else 800000) for k in range(8)]
    model = budget.income_model(months)
    collapse = model.shocks[0]
    assert model.level_minor == 800000
    assert (collapse.kind, collapse.seen, collapse.share) == ("income_collapse", (date(2025, 4, 1),), 1.0)
    assert collapse.rate > budget.income_model(months[4:]).shocks[0].rate > 0


def test_a_month_of_dear_living_is_a_shock_too() -> None:
    model = budget.income_model(
        [month(k, salary=800000, rent=900000 if k == 2 else 300000) for k in range(6)]
    )
    assert model.shocks[1].seen == (date(2025, 3, 1),)
    assert model.shocks[1].share == pytest.approx(2.0)


def test_income_that_swings_has_more_noise_and_long_swings_persist() -> None:
    calm = budget.income_model([month(k, salary=1000000 + (k % 2)) for k in range(12)])
    wild = budget.income_model([month(k, salary=1000000 + 300000 * (-1) ** k) for k in range(11)])
    waves = budget.income_model([month(k, salary=700000 if k < 5 else 1300000) for k in range(11)])
    assert wild.volatility > calm.volatility + 0.1
    assert waves.persistence > wild.persistence


def test_few_months_lean_on_what_is_assumed_and_say_so() -> None:
    none, two, many = (
        budget.income_model([month(k, salary=5) for k in range(count)]) for count in (0, 2, 24)
    )
    assert (none.own_weight, none.level_minor, none.season) == (0, 0, (1.0,) * 12)
    assert none.own_weight < two.own_weight < many.own_weight
    assert none.volatility > many.volatility


def test_every_month_names_the_rows_it_was_made_from() -> None:
    model = budget.income_model([month(k, first_row=10 * k, salary=5, rent=3) for k in range(3)])
    assert [each.rows for each in model.months] == [(0, 1), (10, 11), (20, 21)]
    assert [(each.income_minor, each.living_minor) for each in model.months] == [(5, 3)] * 3


def test_only_whole_months_are_measured_where_there_are_any() -> None:
    months = [month(0, salary=100, whole=False), month(1, salary=800000)]
    assert budget.income_model(months).level_minor == 800000
    assert budget.income_model(months[:1]).level_minor == 100
