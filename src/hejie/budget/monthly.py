"""Rows by calendar month, and which months are whole.

A statement of 10 March to 9 September holds five full months; the ten days at each end would make income and
spending look small, so only full months are measured. A statement of another time, with half a year in between of which
no file shows a line, must not fill that half year with months of nothing: what follows such a gap is measured alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType

from hejie.statements import Meaning, Period, Row, understand

# Without stated days: a first row by the 3rd, or a last row from the 28th on, makes that month whole.
_LATE_START = 3
_EARLY_END = 28
# So long without a line in any account parts one time from another.
_APART = timedelta(days=183)

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
    zeros, but for those in half a year without any. `meanings` are worked out if not given."""
    meant = understand(rows).meanings if meanings is None else meanings
    runs = _runs(rows)
    whole = _full_months(runs, period)
    seen = whole.union(*(_every(_first(first), _first(last)) for first, last in runs))
    by_month = _by_month(rows, meant)
    counted = {meaning.row: meaning.counted_minor for meaning in meant}
    return tuple(
        Month(first, first in whole, _sums(by_month.get(first, {}), counted)) for first in sorted(seen)
    )


def apart(rows: Sequence[Row], measured: Sequence[Month]) -> int:
    """How many rows lie half a year or more away from the months that were measured."""
    if not measured:
        return 0
    first, end = measured[0].first - _APART, _next(measured[-1].first) + _APART
    return sum(not first < row.occurred_at.date() < end for row in rows)


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


def _runs(rows: Sequence[Row]) -> list[tuple[date, date]]:
    """First and last day of each stretch of rows without a gap of half a year, in order."""
    days = sorted({row.occurred_at.date() for row in rows})
    parts = [(left, right) for left, right in pairwise(days) if right - left > _APART]
    starts = [*days[:1], *(right for _left, right in parts)]
    return list(zip(starts, [*(left for left, _right in parts), *days[-1:]], strict=True))


def _full_months(runs: Sequence[tuple[date, date]], period: Period | None) -> frozenset[date]:
    """By the stated period; by the latest rows that fill a month where none is stated or no month of it is whole."""
    stated = _whole(period.first, period.last) if period else frozenset()
    seen = (_seen_whole(first, last) for first, last in reversed(runs))
    return stated or next(filter(None, seen), frozenset())


def _seen_whole(first: date, last: date) -> frozenset[date]:
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
