"""Unit-periods: how US Regulation Z, Appendix J, counts the time between an advance and a payment.

The regulation does not measure parts of a year. It counts whole unit-periods (a month, a week, two months, ...) back
from the later date, and what is left over as a fraction of one, called odd days. From 10 January to 15 March are two
months and 5/30; from 10 January to 20 January, by weeks, one week and 3/7:

>>> unit_periods(date(2026, 1, 10), date(2026, 3, 15), unit=MONTH)
Elapsed(whole=2, odd=Fraction(1, 6))
>>> unit_periods(date(2026, 1, 10), date(2026, 1, 20), unit=Unit("week"))
Elapsed(whole=1, odd=Fraction(3, 7))

Source: 12 CFR part 1026, Appendix J, paragraph (b)(5).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from hejie import texts
from hejie.dates.months import add_months, is_month_end


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit-period: `every` times a kind. Raises Faulty for a kind or a number that Appendix J does not have."""

    kind: str
    every: int = 1

    def __post_init__(self) -> None:
        found = []
        if self.kind not in _COUNTED:
            found.append(
                texts.fault("date_rule_unknown", "kind", given=str(self.kind), known=tuple(_COUNTED))
            )
        most = _MOST.get(self.kind, 1)
        if not 1 <= self.every <= most:
            found.append(texts.fault("date_count_of_periods", "every", given=self.every, least=1, most=most))
        if found:
            raise texts.Faulty(tuple(found))

    @property
    def per_year(self) -> Fraction:
        """How many make a year: 12 months, 24 semimonths, 52 weeks, 365 days, each divided by `every`."""
        return Fraction(_PER_YEAR[self.kind], self.every)


@dataclass(frozen=True, slots=True)
class Elapsed:
    """`whole` unit-periods, and `odd`, the part of one that is left over (0 <= odd < 1)."""

    whole: int
    odd: Fraction


def unit_periods(start: date, end: date, *, unit: Unit) -> Elapsed:
    """The unit-periods from `start` to `end`; raises Faulty if the end comes first."""
    if end < start:
        order = texts.fault("date_order", "end", start_on=start.isoformat(), end_on=end.isoformat())
        raise texts.Faulty((order,))
    return _COUNTED[unit.kind](start, end, unit.every)


def _by_days(days_each: int) -> Callable[[date, date, int], Elapsed]:
    return lambda start, end, every: _divided((end - start).days, days_each * every)


def _by_months(start: date, end: date, every: int) -> Elapsed:
    """Months measured back from the later date count 30 days each, the days left over count as they are."""
    months, days = months_back(start, end)
    return _divided(30 * months + days, 30 * every)


def _by_semimonths(start: date, end: date, every: int) -> Elapsed:
    months, days = months_back(start, end)
    return _divided(30 * months + days, 15)


def _by_years(start: date, end: date, every: int) -> Elapsed:
    """Whole years back from the later date; then whole months of twelve, or if there are odd days, days of 365."""
    months, days = months_back(start, end)
    years, more = divmod(months, 12)
    if days == 0:
        return Elapsed(years, Fraction(more, 12))
    left = (add_months(end, -12 * years) - start).days
    return Elapsed(years, Fraction(left, 365))


def months_back(start: date, end: date) -> tuple[int, int]:
    """Full months measured back from `end`, and the days then left over.

    A month ends on the same day of the next one, or on its last day where it is shorter: so 31 January to
    28 February is a month, and 28 February to 31 March, both the last of their months, is one too.

    >>> months_back(date(2026, 1, 31), date(2026, 3, 1)), months_back(date(2026, 1, 31), date(2026, 2, 28))
    ((1, 1), (1, 0))
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, months) == end or (is_month_end(start) and is_month_end(end)):
        return months, 0
    if add_months(end, -months) < start:
        months -= 1
    return months, (add_months(end, -months) - start).days


def _divided(days: int, days_each: int) -> Elapsed:
    whole, left = divmod(days, days_each)
    return Elapsed(whole, Fraction(left, days_each))


_COUNTED: Mapping[str, Callable[[date, date, int], Elapsed]] = MappingProxyType(
    {
        "day": _by_days(1),
        "week": _by_days(7),
        "semimonth": _by_semimonths,
        "month": _by_months,
        "year": _by_years,
    }
)
_PER_YEAR: Mapping[str, int] = MappingProxyType(
    {"day": 365, "week": 52, "semimonth": 24, "month": 12, "year": 1}
)
_MOST: Mapping[str, int] = MappingProxyType({"day": 365, "week": 52, "month": 11})

MONTH: Final = Unit("month")
