"""A forecast of sales <-> JSON, the months that are asked for, and what they bring the household."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hejie import budget
from hejie.plans.household import Ahead

MONTHS = 6


def to_json(months: Sequence[budget.ForecastMonth]) -> list[list[str | int]]:
    """First day, low, expected, high."""
    return [[one.first.isoformat(), one.low_minor, one.expected_minor, one.high_minor] for one in months]


def from_json(stored: Sequence[Sequence[str | int]], papers: Sequence[str]) -> budget.Forecast:
    """The engine's forecast, with the papers as its evidence."""
    months = tuple(
        budget.ForecastMonth(date.fromisoformat(str(first)), int(low), int(expected), int(high))
        for first, low, expected, high in stored
    )
    return budget.Forecast(months, tuple(papers))


def asked(day: date) -> list[date]:
    """The first days of the months that are asked for: this month and those after it."""
    found = [day.replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] + timedelta(days=32)).replace(day=1))
    return found


def ahead(made: budget.Budget, told: budget.Forecast, case: budget.ForecastCase) -> Ahead:
    """Receipts of the forecast -> what the household has of them: the usual income, and what the month leaves more or less
    than the usual one at the measured share of costs."""
    usual = max(made.income_minor - made.business_cost_minor, 0)
    months = budget.forecast_layer(made, told, case=case).months
    brings = [max(usual + one.disposable_minor - made.disposable_minor, 0) for one in months]
    even = tuple(
        budget.ForecastMonth(one.first, minor, minor, minor)
        for one, minor in zip(months, brings, strict=True)
    )
    return replace(
        Ahead.of(budget.Forecast(even, told.evidence), usual_minor=lambda _month: usual), case=case
    )
