"""A forecast of sales <-> JSON, and the months that are asked for."""

from collections.abc import Sequence
from datetime import date, timedelta

from hejie import budget

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
