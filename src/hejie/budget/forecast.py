"""What a business expects to sell, as a layer of its own over the measured budget: shown beside it, never mixed in.

    layer = budget.forecast_layer(made, Forecast(months=((date(2026, 9, 1), 3000000),), evidence=("A7",)))
    layer.months[0].expected_minor, layer.months[0].measured_minor

A forecast without evidence is shown and marked; what can be paid stays that of the measured months.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hejie import money, texts
from hejie.budget.estimate import Budget

_INCOME = "income_business"


@dataclass(frozen=True, slots=True)
class Forecast:
    """Expected receipts of the business by month (first day, minor units), and the ids of what supports them."""

    months: tuple[tuple[date, int], ...]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LayerMonth:
    """One month: receipts as measured and as expected, and what would be left at the measured share of costs."""

    first: date
    measured_minor: int
    expected_minor: int
    disposable_minor: int


@dataclass(frozen=True, slots=True)
class Layer:
    """The forecast beside the budget; `label` is what every page prints over it."""

    label: str
    months: tuple[LayerMonth, ...]
    evidence: tuple[str, ...]
    findings: tuple[texts.Message, ...]


def forecast_layer(made: Budget, forecast: Forecast) -> Layer:
    """Each expected month with its costs in proportion to the measured ones. Raises Faulty for amounts that cannot be."""
    faults = tuple(_faults(forecast))
    if faults:
        raise texts.Faulty(faults)
    measured = sum(line.amount_minor for line in made.lines if line.code == _INCOME)
    share = Fraction(made.business_cost_minor, measured) if measured else Fraction(0)
    months = tuple(
        LayerMonth(first, measured, minor, made.disposable_minor + round((minor - measured) * (1 - share)))
        for first, minor in sorted(forecast.months)
    )
    return Layer("forecast", months, forecast.evidence, tuple(_findings(forecast, months, measured)))


def _faults(forecast: Forecast) -> Iterator[texts.Fault]:
    for _, minor in forecast.months:
        if minor < 0:
            yield texts.fault("budget_amount_negative", _INCOME, line=_INCOME)
        elif minor > money.MAX_MINOR:
            yield texts.fault("budget_amount_too_large", _INCOME, line=_INCOME, most_minor=money.MAX_MINOR)


def _findings(forecast: Forecast, months: tuple[LayerMonth, ...], measured: int) -> Iterator[texts.Message]:
    if not forecast.evidence:
        yield texts.message("budget_forecast_without_evidence", count=len(months))
    above = [month for month in months if month.expected_minor > 2 * measured]
    if above and measured:
        yield texts.message("budget_forecast_far_above", count=len(above), measured_minor=measured)
