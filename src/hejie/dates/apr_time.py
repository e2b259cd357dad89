"""Time as the EU and UK rules for the annual percentage rate of charge count it: whole periods, then days.

An interval is expressed in whole months, weeks or years and, where that does not come out even, in days besides. A
month is a twelfth of a year, a week a fifty-second; what a day is, the two rules say differently:

- "EU 2008/48": periods are counted back from the later date, and a day is one of the 365 or 366 days of the whole year
  that ends with the last of the days. Source: Directive 2008/48/EC, Annex I, part II, as amended by Directive 2011/90/EU.
- "UK secured": periods are counted on from the earlier date, "UK unsecured": back from the later one; a day is a day of
  its calendar year. Source: FCA Handbook, CONC App 1.1 and App 1.2.

From 31 December 2020 to 1 March 2021 are two months and a day of the 366 before 1 January 2021:

>>> apr_time(date(2020, 12, 31), date(2021, 3, 1))
AprTime(whole=2, per_year=12, days=((1, 366),))
>>> apr_time(date(2020, 12, 31), date(2021, 3, 1)).years
Fraction(31, 183)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from hejie import texts
from hejie.dates.counts import days_by_year
from hejie.dates.months import add_months


@dataclass(frozen=True, slots=True)
class AprTime:
    """`whole` periods, `per_year` to a year, and `days` as pairs (days, days of their year)."""

    whole: int
    per_year: int
    days: tuple[tuple[int, int], ...] = ()

    @property
    def years(self) -> Fraction:
        return Fraction(self.whole, self.per_year) + sum((Fraction(*pair) for pair in self.days), Fraction(0))


PER_YEAR: Mapping[str, int] = MappingProxyType({"month": 12, "week": 52, "year": 1})
RULES: Final = ("EU 2008/48", "UK secured", "UK unsecured")


def apr_time(start: date, end: date, *, unit: str = "month", rule: str = "EU 2008/48") -> AprTime:
    """The time from `start` to `end`; raises Faulty if the end comes first or a name is unknown."""
    faults = _faults(start, end, unit, rule)
    if faults:
        raise texts.Faulty(faults)
    whole, left_start, left_end = _COUNTED[rule](start, end, unit)
    days = _DAYS[rule](left_start, left_end) if left_start < left_end else ()
    return AprTime(whole, PER_YEAR[unit], days)


def _faults(start: date, end: date, unit: str, rule: str) -> tuple[texts.Fault, ...]:
    found = [
        texts.fault("date_rule_unknown", field, given=given, known=tuple(known))
        for field, given, known in (("unit", unit, tuple(PER_YEAR)), ("rule", rule, RULES))
        if given not in known
    ]
    if end < start:
        found.append(texts.fault("date_order", "end", start_on=start.isoformat(), end_on=end.isoformat()))
    return tuple(found)


def _moved(day: date, unit: str, n: int) -> date:
    """`n` units later, or earlier if negative."""
    return day + timedelta(weeks=n) if unit == "week" else add_months(day, n * (12 // PER_YEAR[unit]))


def _back(start: date, end: date, unit: str) -> tuple[int, date, date]:
    """Periods counted back from the end; from 31 January to 28 February is one month as well."""
    whole = _most(lambda n: _moved(end, unit, -n) >= start, start, end, unit)
    if _moved(start, unit, whole + 1) == end:
        return whole + 1, end, end
    return whole, start, _moved(end, unit, -whole)


def _on(start: date, end: date, unit: str) -> tuple[int, date, date]:
    """Periods counted on from the start; from 28 February to 31 March is one month as well."""
    whole = _most(lambda n: _moved(start, unit, n) <= end, start, end, unit)
    if _moved(end, unit, -whole) == start:
        return whole, end, end
    return whole, _moved(start, unit, whole), end


def _most(fits: Callable[[int], bool], start: date, end: date, unit: str) -> int:
    """The largest number of periods that fits: from the average length, then a step or two."""
    n = (end - start).days * PER_YEAR[unit] // 366
    while fits(n + 1):
        n += 1
    while n and not fits(n):
        n -= 1
    return n


def _of_the_year_before(start: date, end: date) -> tuple[tuple[int, int], ...]:
    return (((end - start).days, (end - add_months(end, -12)).days),)


_COUNTED: Mapping[str, Callable[[date, date, str], tuple[int, date, date]]] = MappingProxyType(
    {"EU 2008/48": _back, "UK secured": _on, "UK unsecured": _back}
)
_DAYS: Mapping[str, Callable[[date, date], tuple[tuple[int, int], ...]]] = MappingProxyType(
    {"EU 2008/48": _of_the_year_before, "UK secured": days_by_year, "UK unsecured": days_by_year}
)
