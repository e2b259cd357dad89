"""Day counts: how much of a year lies between two dates, as an exact fraction.

The first day is not counted, the last one is. The same two dates give different fractions under different, equally
lawful conventions, so a loan carries the name of its own:

| name | rule | source |
|---|---|---|
| act/360 | days / 360 | ISDA 2006 definitions, 4.16(e) |
| act/364 | days / 364 | fifty-two weeks of seven days |
| act/365F | days / 365, leap years too | ISDA 2006, 4.16(d) |
| NL/365 | days / 365, the 29th of February never counted | year of 365 days without leap days, usual in Japan |
| act/act ISDA | days in leap years / 366 + other days / 365, each day of the year in which it begins | ISDA 2006, 4.16(b) |
| act/act end | the same, each day of the year in which it ends: the night to New Year's Day belongs to the new year | ledgers that book a day's interest on the next day |
| 30E/360 | months of 30 days; a 31st is a 30th | ISDA 2006, 4.16(g) |
| 30/360 US | as above, but the end's 31st only if the start is on the 30th or 31st | ISDA 2006, 4.16(f), bond basis |
| 30E/365 | months of 30 days, as 30E/360, over 365 | monthly ledgers with a yearly rate of 365 days |
| 30U/360 | a 31st is a 30th, and the end of February stands for the 30th, or for the other date's day where it cuts that short | financial calculators |

Every count gives whole parts over one denominator of its own, so that a column of periods needs no fractions.
"""

from calendar import isleap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType

from hejie import texts
from hejie.dates.months import is_month_end


@dataclass(frozen=True, slots=True)
class Count:
    """A day count: `parts(start, end) / whole` of a year. Called, it gives the fraction."""

    parts: Callable[[date, date], int]
    whole: int

    def __call__(self, start: date, end: date) -> Fraction:
        return Fraction(self.parts(start, end), self.whole)


def year_fraction(start: date, end: date, *, count: str) -> Fraction:
    """The part of a year from `start` to `end`; raises Faulty if the end comes first or `count` has no such name."""
    faults = _faults(start, end, count)
    if faults:
        raise texts.Faulty(faults)
    return COUNTS[count](start, end)


def _faults(start: date, end: date, count: str) -> tuple[texts.Fault, ...]:
    found = []
    if count not in COUNTS:
        found.append(texts.fault("date_rule_unknown", "count", given=count, known=tuple(COUNTS)))
    if end < start:
        found.append(texts.fault("date_order", "end", start_on=start.isoformat(), end_on=end.isoformat()))
    return tuple(found)


def _days(start: date, end: date) -> int:
    return (end - start).days


def _days_without_leap(start: date, end: date) -> int:
    leap = [date(year, 2, 29) for year in range(start.year, end.year + 1) if isleap(year)]
    return (end - start).days - sum(start < day <= end for day in leap)


COMMON, LEAP = 365, 366


def days_by_year(start: date, end: date) -> tuple[tuple[int, int], ...]:
    """The days of each calendar year and the length of that year; a day belongs to the year in which it begins.

    >>> days_by_year(date(2023, 12, 30), date(2024, 1, 4))
    ((2, 365), (3, 366))
    """
    years = range(start.year, end.year + 1)
    turns = [start, *(date(year, 1, 1) for year in years[1:]), end]
    pairs = [
        ((turns[k + 1] - turns[k]).days, LEAP if isleap(year) else COMMON) for k, year in enumerate(years)
    ]
    return tuple(pair for pair in pairs if pair[0])


def _actual_actual(start: date, end: date) -> int:
    """Parts of COMMON x LEAP: a day of a leap year weighs COMMON of them, another day LEAP."""
    if start.year == end.year:
        return (end - start).days * (COMMON if isleap(start.year) else LEAP)
    return sum(days * (COMMON * LEAP // length) for days, length in days_by_year(start, end))


_DAY = timedelta(days=1)


def _actual_actual_end(start: date, end: date) -> int:
    return _actual_actual(start + _DAY, end + _DAY)


def _thirty(start: date, start_day: int, end: date, end_day: int) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months * 30 + end_day - start_day


def _thirty_european(start: date, end: date) -> int:
    return _thirty(start, min(start.day, 30), end, min(end.day, 30))


def _thirty_us(start: date, end: date) -> int:
    first = min(start.day, 30)
    return _thirty(start, first, end, min(end.day, 30) if first == 30 else end.day)


def _thirty_us_february(start: date, end: date) -> int:
    first, last = min(start.day, 30), min(end.day, 30)
    closing = _ends_february(start), _ends_february(end)
    if all(closing):
        return _thirty(start, 30, end, 30)
    return _thirty(start, _stands_for(first, last, closing[0]), end, _stands_for(last, first, closing[1]))


def _stands_for(own: int, other: int, ends_february: bool) -> int:
    """February's last day stands for the other date's day where it cuts that short (28 for 29), else for the 30th."""
    if not ends_february:
        return own
    return other if own <= other else 30


def _ends_february(day: date) -> bool:
    return day.month == 2 and is_month_end(day)


COUNTS: Mapping[str, Count] = MappingProxyType(
    {
        "act/360": Count(_days, 360),
        "act/364": Count(_days, 364),
        "act/365F": Count(_days, 365),
        "NL/365": Count(_days_without_leap, 365),
        "act/act ISDA": Count(_actual_actual, COMMON * LEAP),
        "act/act end": Count(_actual_actual_end, COMMON * LEAP),
        "30E/360": Count(_thirty_european, 360),
        "30E/365": Count(_thirty_european, 365),
        "30/360 US": Count(_thirty_us, 360),
        "30U/360": Count(_thirty_us_february, 360),
    }
)
