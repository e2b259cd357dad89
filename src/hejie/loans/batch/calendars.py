"""When the instalments of many loans fall due, and which part of a year each period is, in whole parts of one number.

Either all loans share the days of the terms, or each has its own drawing and first due date. In the first case the
days are those of `loans.periods`; in the second the same rules are counted in columns of days.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import lcm
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie import dates
from hejie.loans.batch.columns import Columns, Days, Ints
from hejie.loans.conventions import PER_YEAR, PERIODS
from hejie.loans.periods import Periods, periods
from hejie.loans.terms import Terms

MONTHS: Mapping[str, int] = MappingProxyType(
    {"month": 1, "two months": 2, "quarter": 3, "half-year": 6, "year": 12}
)
WEEKS: Mapping[str, int] = MappingProxyType({"week": 7, "fortnight": 14})


@dataclass(frozen=True, slots=True)
class Calendar:
    """`due`: [periods] shared by all loans, or [periods, loans]; `parts / whole` of a year is each period, likewise."""

    due: Days
    parts: NDArray[np.float64]
    whole: int


def shared(terms: Terms, longest: int, holidays: dates.Holidays) -> Calendar:
    """The calendar of the terms, as long as the longest loan."""
    return _of(periods(replace(terms, instalments=longest, grace_principal=0, grace_interest=0), holidays))


def _of(spans: Periods) -> Calendar:
    whole = lcm(*(years.denominator for years in spans.years))
    parts = [years.numerator * (whole // years.denominator) for years in spans.years]
    return Calendar(np.array(spans.ends, dtype="datetime64[D]"), np.array(parts, dtype=np.float64), whole)


def bullets(terms: Terms, numbers: Ints, holidays: dates.Holidays) -> Calendar:
    """One period for each loan, from the shared drawing to its own maturity."""
    ends = {int(n): periods(replace(terms, instalments=int(n)), holidays) for n in np.unique(numbers)}
    whole = lcm(*(spans.years[0].denominator for spans in ends.values()))
    parts = {n: spans.years[0].numerator * (whole // spans.years[0].denominator) for n, spans in ends.items()}
    return Calendar(
        np.array([[ends[int(n)].ends[0] for n in numbers]], dtype="datetime64[D]"),
        np.array([[parts[int(n)] for n in numbers]], dtype=np.float64),
        whole,
    )


# Day counts that are told from columns of days.
def _actual(start: Days, end: Days) -> NDArray[np.int64]:
    return (end - start).astype(np.int64)


def _thirty(start: Days, end: Days) -> NDArray[np.int64]:
    first, last = np.minimum(day_of(start), 30), np.minimum(day_of(end), 30)
    return (month_of(end) - month_of(start)) * 30 + last - first


DAY_COUNTS: Mapping[str, tuple[Callable[[Days, Days], NDArray[np.int64]], int]] = MappingProxyType(
    {
        "act/360": (_actual, 360),
        "act/364": (_actual, 364),
        "act/365F": (_actual, 365),
        "30E/360": (_thirty, 360),
    }
)
OWN_COUNTS: Final = (PERIODS, *DAY_COUNTS)
MONTH_ENDS: Final = ("same_day", "last_day")


def own(terms: Terms, columns: Columns, longest: int) -> Calendar:
    """Each loan by its own days. Where every month is a twelfth, only a first period of odd length is counted."""
    assert columns.start is not None
    assert columns.first_due is not None
    starts = columns.start.astype("datetime64[D]")
    first = columns.first_due.astype("datetime64[D]")
    due = np.stack([step(first, k, terms) for k in range(longest)])
    if terms.method == "bullet":
        return _own_bullet(terms, columns.periods(terms), starts, due)
    if terms.count != PERIODS:
        measure, whole = DAY_COUNTS[terms.count]
        begins = np.concatenate([starts[None], due[:-1]])
        return Calendar(due, measure(begins, due).astype(np.float64), whole)
    parts, whole = _periods(terms, starts, due)
    return Calendar(due, parts, whole)


def _periods(terms: Terms, starts: Days, due: Days) -> tuple[NDArray[np.float64], int]:
    measure, days = DAY_COUNTS[terms.odd_days]
    per_year = PER_YEAR[terms.every]
    whole = lcm(per_year, days)
    parts = np.full(due.shape, whole // per_year, dtype=np.float64)
    if terms.stub != "whole":
        odd = ~regular(terms, starts, due[0])
        parts[0, odd] = measure(starts, due[0])[odd] * (whole // days)
    return parts, whole


def _own_bullet(terms: Terms, numbers: Ints, starts: Days, due: Days) -> Calendar:
    maturity = due[numbers - 1, np.arange(len(numbers))][None]
    if terms.count != PERIODS:
        measure, whole = DAY_COUNTS[terms.count]
        return Calendar(maturity, measure(starts[None], maturity).astype(np.float64), whole)
    parts, whole = _periods(terms, starts, due)
    return Calendar(maturity, (parts[0] + (numbers - 1) * (whole // PER_YEAR[terms.every]))[None], whole)


def regular(terms: Terms, starts: Days, first: Days) -> NDArray[np.bool_]:
    """Whether the first due date is one step after the start, or the start one step before it (31 Jan, 28 Feb)."""
    plain = replace(terms, month_end="same_day")
    told: NDArray[np.bool_] = (
        (step(starts, 1, plain) == first)
        | (step(starts, 1, terms) == first)
        | (step(first, -1, plain) == starts)
    )
    return told


def step(first: Days, k: int, terms: Terms) -> Days:
    """`k` steps after each first date, under the rule for ends of months."""
    if terms.every in WEEKS:
        return first + k * WEEKS[terms.every]
    months = first.astype("datetime64[M]") + k * MONTHS[terms.every]
    last = _last(months)
    stepped = np.minimum(months.astype("datetime64[D]") + (day_of(first) - 1), last)
    if terms.month_end == "same_day":
        return stepped
    ends = first == _last(first.astype("datetime64[M]"))
    return np.where(ends, last, stepped)


def _last(months: Days) -> Days:
    """The last day of each month."""
    last: Days = (months + 1).astype("datetime64[D]") - 1
    return last


def day_of(days: Days) -> NDArray[np.int64]:
    """The day of the month, from 1."""
    before: NDArray[np.int64] = (days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
    return before + 1


def month_of(days: Days) -> NDArray[np.int64]:
    """Months since 1970."""
    counted: NDArray[np.int64] = days.astype("datetime64[M]").astype(np.int64)
    return counted
