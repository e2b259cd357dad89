"""Rows by calendar month, and which months are whole.

A statement of 10 March to 9 September holds five full months; the ten days at each end would make income and
spending look small, so only full months are measured.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from hejie.statements import Meaning, Period, Row, understand

# Without stated days: a first row by the 3rd, or a last row from the 28th on, makes that month whole.
_LATE_START = 3
_EARLY_END = 28

Key = tuple[str, str]
"""Line and creditor; the creditor is "" for all lines but debt_service."""


@dataclass(frozen=True, slots=True)
class Sum:
    """One line in one month, with the places of its rows."""

    amount_minor: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month, named by its first day; `sums` holds only lines that occur."""

    first: date
    is_full: bool
    sums: Mapping[Key, Sum]


def months(
    rows: Sequence[Row], *, meanings: Sequence[Meaning] | None = None, period: Period | None = None
) -> tuple[Month, ...]:
    """Every month from the first row to the last, and of the period, in order. A month without rows is a month of
    zeros. `meanings` are worked out if not given."""
    meant = understand(rows).meanings if meanings is None else meanings
    whole = _full_months(rows, period)
    seen = {_first(row.occurred_at.date()) for row in rows} | whole
    if not seen:
        return ()
    by_month = _by_month(rows, meant)
    counted = {meaning.row: meaning.counted_minor for meaning in meant}
    return tuple(
        Month(first, first in whole, _sums(by_month.get(first, {}), counted))
        for first in _every(min(seen), max(seen))
    )


def _by_month(rows: Sequence[Row], meanings: Sequence[Meaning]) -> Mapping[date, Mapping[Key, list[int]]]:
    """Places of the rows that count, by month and line."""
    by_month: dict[date, dict[Key, list[int]]] = defaultdict(lambda: defaultdict(list))
    for meaning in meanings:
        if meaning.line and meaning.counted_minor:
            first = _first(rows[meaning.row].occurred_at.date())
            by_month[first][meaning.line, _creditor(meaning)].append(meaning.row)
    return by_month


def _creditor(meaning: Meaning) -> str:
    return meaning.creditor if meaning.line == "debt_service" else ""


def _sums(places: Mapping[Key, list[int]], counted: Mapping[int, int]) -> Mapping[Key, Sum]:
    return MappingProxyType(
        {
            key: Sum(sum(counted[place] for place in found), tuple(sorted(found)))
            for key, found in places.items()
        }
    )


def _full_months(rows: Sequence[Row], period: Period | None) -> frozenset[date]:
    """By the stated period; by the rows where none is stated or no month of it is whole."""
    stated = _whole(period.first, period.last) if period else frozenset()
    if stated or not rows:
        return stated
    days = [row.occurred_at.date() for row in rows]
    first, last = min(days), max(days)
    if first.day <= _LATE_START:
        first = _first(first)
    if last.day >= _EARLY_END:
        last = _next(_first(last)) - timedelta(days=1)
    return _whole(first, last)


def _whole(first: date, last: date) -> frozenset[date]:
    inside = _every(_first(first), _first(last))
    return frozenset(month for month in inside if month >= first and _next(month) - timedelta(days=1) <= last)


def _every(first: date, last: date) -> Iterable[date]:
    month = first
    while month <= last:
        yield month
        month = _next(month)


def _first(day: date) -> date:
    return day.replace(day=1)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
