"""The periods of a loan: where each begins and ends, and which part of a year it is, exactly.

Under "periods" a month is 1/12 whatever its days, but a first period of odd length (drawn on the 15th, first due on
the 1st) is measured in days, so that nobody pays a month's interest for two weeks. Any other count measures every
period in days. All periods of a loan are whole `parts` of one `whole`, so that a schedule is a matter of integers.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm

from hejie import dates
from hejie.dates.due import roll_days
from hejie.loans.conventions import PERIODS
from hejie.loans.terms import Terms

MONTHS, WEEKS, WEEK_DAYS = 12, 52, 7


@dataclass(frozen=True, slots=True)
class Periods:
    """Column k: from starts[k] to ends[k] (the due date) lie `parts[k] / whole` of a year in which interest runs.

    Before `free_until` it does not run: those periods have no parts.
    """

    starts: tuple[date, ...]
    ends: tuple[date, ...]
    parts: tuple[int, ...]
    whole: int
    day_count: str | None
    free_until: date | None = None

    def __len__(self) -> int:
        return len(self.ends)

    @property
    def years(self) -> tuple[Fraction, ...]:
        return tuple(Fraction(part, self.whole) for part in self.parts)

    def elapsed(self, k: int, day: date) -> Fraction:
        """The part of a year from the start of period k to `day` within it; by days where the count is by periods."""
        start = max(self.starts[k], self.free_until or self.starts[k])
        if day <= start:
            return Fraction(0)
        if self.day_count is not None:
            return dates.year_fraction(start, day, count=self.day_count)
        return Fraction(self.parts[k] * (day - start).days, self.whole * (self.ends[k] - start).days)


def periods(terms: Terms, holidays: dates.Holidays = dates.WEEKENDS_ONLY) -> Periods:
    """The periods that interest is charged for; a bullet loan has one, from drawing to maturity."""
    nominal = nominal_ends(terms)
    ends = roll_days(nominal, roll=terms.roll, holidays=holidays, after=terms.start)
    starts = (terms.start, *ends[:-1])
    by_day = _count_of_days(terms)
    if by_day is None:
        parts, whole = _by_periods(terms, nominal)
    else:
        measure = dates.COUNTS[by_day]
        parts, whole = tuple(map(measure.parts, starts, ends)), measure.whole
    spans = Periods(starts, ends, parts, whole, by_day)
    if terms.interest_free:
        spans = _without_interest(spans, terms.interest_free)
    return _as_one(spans) if terms.method == "bullet" else spans


def nominal_ends(terms: Terms) -> tuple[date, ...]:
    """The ends of the periods as the calendar has them, before any is rolled to a working day."""
    return dates.period_ends(terms.first_due, terms.instalments, every=terms.every, month_end=terms.month_end)


def _count_of_days(terms: Terms) -> str | None:
    """The day count that measures every period; None where a month is a twelfth and a week a fifty-second."""
    step = _step(terms)
    by_period = terms.count == PERIODS and (step.months or step.days % WEEK_DAYS == 0)
    return None if by_period else terms.daily_count


def _step(terms: Terms) -> dates.Step:
    step = dates.step_of(terms.every)
    assert step is not None, terms.every  # Terms are sound
    return step


def _by_periods(terms: Terms, nominal: tuple[date, ...]) -> tuple[tuple[int, ...], int]:
    step, n = _step(terms), len(nominal)
    part, whole = (step.months, MONTHS) if step.months else (step.days // WEEK_DAYS, WEEKS)
    if terms.stub == "whole" or _is_regular(terms, nominal[0], step):
        return (part,) * n, whole
    first = _STUBS[terms.stub](terms, nominal[0], step, Fraction(part, whole))
    common = lcm(whole, first.denominator)
    scale = common // whole
    return (first.numerator * (common // first.denominator),) + (part * scale,) * (n - 1), common


def _is_regular(terms: Terms, first_due: date, step: dates.Step) -> bool:
    """Whether the first due date is one step after the start, or the start one step before it (31 Jan, 28 Feb)."""
    ahead = step(terms.start, 1)
    if first_due == ahead or step(first_due, -1) == terms.start:
        return True
    return dates.MONTH_ENDS[terms.month_end](terms.start, ahead) == first_due


def _stub_by_days(terms: Terms, first_due: date, step: dates.Step, whole: Fraction) -> Fraction:
    return dates.year_fraction(terms.start, first_due, count=terms.odd_days)


def _stub_by_share(terms: Terms, first_due: date, step: dates.Step, whole: Fraction) -> Fraction:
    return whole * Fraction((first_due - terms.start).days, (first_due - step(first_due, -1)).days)


_STUBS = {"days": _stub_by_days, "share": _stub_by_share}


def _without_interest(spans: Periods, free: int) -> Periods:
    parts = (0,) * free + spans.parts[free:]
    return Periods(spans.starts, spans.ends, parts, spans.whole, spans.day_count, spans.ends[free - 1])


def _as_one(spans: Periods) -> Periods:
    start = spans.free_until or spans.starts[0]
    if spans.day_count is None:
        parts = sum(spans.parts)
    else:
        parts = dates.COUNTS[spans.day_count].parts(start, spans.ends[-1])
    return Periods(
        spans.starts[:1], spans.ends[-1:], (parts,), spans.whole, spans.day_count, spans.free_until
    )
