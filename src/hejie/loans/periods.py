"""The periods of a loan: where each begins and ends, and which part of a year it is, as an exact fraction.

Under "periods" a month is 1/12 whatever its days, but a first period of odd length (drawn on the 15th, first due on
the 1st) is measured in days, so that nobody pays a month's interest for two weeks. Any other count measures every
period in days.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hejie import dates
from hejie.dates.due import roll_days
from hejie.loans.terms import PER_YEAR, PERIODS, Terms


@dataclass(frozen=True, slots=True)
class Periods:
    """Column k: from starts[k] to ends[k] (the due date) lies `years[k]` of a year."""

    starts: tuple[date, ...]
    ends: tuple[date, ...]
    years: tuple[Fraction, ...]
    day_count: str | None

    def __len__(self) -> int:
        return len(self.ends)

    def elapsed(self, k: int, day: date) -> Fraction:
        """The part of a year from the start of period k to `day` within it; by days where the count is by periods."""
        if self.day_count is not None:
            return dates.year_fraction(self.starts[k], day, count=self.day_count)
        whole = (self.ends[k] - self.starts[k]).days
        return self.years[k] * Fraction((day - self.starts[k]).days, whole)


def periods(terms: Terms, holidays: dates.Holidays = dates.WEEKENDS_ONLY) -> Periods:
    """The periods that interest is charged for; a bullet loan has one, from drawing to maturity."""
    nominal = dates.period_ends(
        terms.first_due, terms.instalments, every=terms.every, month_end=terms.month_end
    )
    ends = roll_days(nominal, roll=terms.roll, holidays=holidays, after=terms.start)
    starts = (terms.start, *ends[:-1])
    if terms.count != PERIODS:
        years = _by_days(starts, ends, terms.count)
    else:
        whole = Fraction(1, PER_YEAR[terms.every])
        years = (_first(terms, nominal[0], whole),) + (whole,) * (len(ends) - 1)
    day_count = None if terms.count == PERIODS else terms.count
    return (
        _as_one(terms, ends, years, day_count)
        if terms.method == "bullet"
        else Periods(starts, ends, years, day_count)
    )


def _by_days(starts: tuple[date, ...], ends: tuple[date, ...], count: str) -> tuple[Fraction, ...]:
    measure = dates.COUNTS[count]
    return tuple(measure(start, end) for start, end in zip(starts, ends, strict=True))


def _first(terms: Terms, first_due: date, whole: Fraction) -> Fraction:
    if terms.stub == "whole" or _is_regular(terms, first_due):
        return whole
    return dates.year_fraction(terms.start, first_due, count=terms.odd_days)


def _is_regular(terms: Terms, first_due: date) -> bool:
    """Whether the first due date is one step after the start, or the start one step before it (31 Jan, 28 Feb)."""
    step = dates.EVERY[terms.every]
    ahead = step(terms.start, 1)
    month_end = dates.MONTH_ENDS[terms.month_end]
    return first_due in (ahead, month_end(terms.start, ahead)) or step(first_due, -1) == terms.start


def _as_one(
    terms: Terms, ends: tuple[date, ...], years: tuple[Fraction, ...], day_count: str | None
) -> Periods:
    span = (
        dates.year_fraction(terms.start, ends[-1], count=day_count) if day_count else sum(years, Fraction(0))
    )
    return Periods((terms.start,), ends[-1:], (span,), day_count)
