"""What a business expects to sell, as a layer of its own over the measured budget: shown beside it, never mixed in.

    forecast = Forecast((ForecastMonth(date(2026, 9, 1), 1800000, 2500000, 3000000),), evidence=("A7",))
    layer = budget.forecast_layer(made, forecast)
    layer.months[0].taken_minor, layer.months[0].measured_minor      # the low case, beside what was measured

The low case is taken unless somebody picks another. A forecast without evidence is shown and marked; what can be paid
stays that of the measured months. Plans take it month by month (`plans.household.ahead`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from hejie import money, texts
from hejie.budget.estimate import Budget

ForecastCase = Literal["low", "expected", "high"]
_INCOME = "income_business"


@dataclass(frozen=True, slots=True)
class ForecastMonth:
    """Receipts of the business in the month of `first`, minor units: at least, most likely, at best."""

    first: date
    low_minor: int
    expected_minor: int
    high_minor: int

    def of(self, case: ForecastCase) -> int:
        """The figure of one of the three cases."""
        return {"low": self.low_minor, "expected": self.expected_minor, "high": self.high_minor}[case]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Months, and the ids of what supports them."""

    months: tuple[ForecastMonth, ...]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LayerMonth:
    """One month: receipts as measured and as taken, and what would be left at the measured share of costs."""

    first: date
    measured_minor: int
    taken_minor: int
    disposable_minor: int


@dataclass(frozen=True, slots=True)
class Layer:
    """The forecast beside the budget; `label` is what every page prints over it, `case` which of three was taken."""

    label: str
    case: ForecastCase
    months: tuple[LayerMonth, ...]
    evidence: tuple[str, ...]
    findings: tuple[texts.Message, ...]


def forecast_layer(made: Budget, forecast: Forecast, *, case: ForecastCase = "low") -> Layer:
    """Each month with its costs in proportion to the measured ones. Raises Faulty for amounts that cannot be."""
    faults = forecast_faults(forecast)
    if faults:
        raise texts.Faulty(faults)
    measured = sum(line.amount_minor for line in made.lines if line.code == _INCOME)
    share = Fraction(made.business_cost_minor, measured) if measured else Fraction(0)
    months = tuple(
        LayerMonth(
            month.first, measured, minor, made.disposable_minor + round((minor - measured) * (1 - share))
        )
        for month in sorted(forecast.months, key=lambda each: each.first)
        for minor in (month.of(case),)
    )
    return Layer("forecast", case, months, forecast.evidence, tuple(_findings(forecast, months, measured)))


def forecast_faults(forecast: Forecast) -> tuple[texts.Fault, ...]:
    """Everything that cannot be in a forecast."""
    return tuple(_faults(forecast))


def _faults(forecast: Forecast) -> Iterator[texts.Fault]:
    for month in forecast.months:
        if month.low_minor < 0:
            yield texts.fault("budget_amount_negative", _INCOME, line=_INCOME)
        if month.high_minor > money.MAX_MINOR:
            yield texts.fault("budget_amount_too_large", _INCOME, line=_INCOME, most_minor=money.MAX_MINOR)
        if not month.low_minor <= month.expected_minor <= month.high_minor:
            yield texts.fault("budget_forecast_out_of_order", _INCOME)


def _findings(forecast: Forecast, months: tuple[LayerMonth, ...], measured: int) -> Iterator[texts.Message]:
    if not forecast.evidence:
        yield texts.message("budget_forecast_without_evidence", count=len(months))
    above = [month for month in months if month.taken_minor > 2 * measured]
    if above and measured:
        yield texts.message("budget_forecast_far_above", count=len(above), measured_minor=measured)
