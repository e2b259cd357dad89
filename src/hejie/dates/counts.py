"""Day counts: how much of a year lies between two dates, as an exact fraction.

The first day is not counted, the last one is. The same two dates give different fractions under different, equally
lawful conventions, so a loan carries the name of its own:

| name | rule | source |
|---|---|---|
| act/360 | days / 360 | ISDA 2006 definitions, 4.16(e) |
| act/364 | days / 364 | fifty-two weeks of seven days |
| act/365F | days / 365, leap years too | ISDA 2006, 4.16(d) |
| act/act ISDA | days in leap years / 366 + other days / 365 | ISDA 2006, 4.16(b) |
| 30E/360 | months of 30 days; a 31st is a 30th | ISDA 2006, 4.16(g) |
| 30/360 US | as above, but the end's 31st only if the start is on the 30th or 31st | ISDA 2006, 4.16(f), bond basis |
| 30U/360 | a 31st is a 30th, and the end of February stands for the 30th, or for the other date's day where it cuts that short | financial calculators |
"""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from hejie import texts
from hejie.dates.months import is_month_end

Count = Callable[[date, date], Fraction]


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


def _actual(year_days: int) -> Count:
    return lambda start, end: Fraction((end - start).days, year_days)


def _actual_actual(start: date, end: date) -> Fraction:
    return sum(
        (
            Fraction(_days_within(start, end, year), _year_days(year))
            for year in range(start.year, end.year + 1)
        ),
        Fraction(0),
    )


def _days_within(start: date, end: date, year: int) -> int:
    """Days of the period that fall into `year`; a day belongs to the year in which it begins."""
    first = max(start, date(year, 1, 1))
    last = end if end.year == year else date(year, 12, 31)
    return (last - first).days + (end.year != year)


def _year_days(year: int) -> int:
    return 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365


def _thirty(start: date, start_day: int, end: date, end_day: int) -> Fraction:
    months = (end.year - start.year) * 12 + end.month - start.month
    return Fraction(months * 30 + end_day - start_day, 360)


def _thirty_european(start: date, end: date) -> Fraction:
    return _thirty(start, min(start.day, 30), end, min(end.day, 30))


def _thirty_us(start: date, end: date) -> Fraction:
    first = min(start.day, 30)
    return _thirty(start, first, end, min(end.day, 30) if first == 30 else end.day)


def _thirty_us_february(start: date, end: date) -> Fraction:
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
        "act/360": _actual(360),
        "act/364": _actual(364),
        "act/365F": _actual(365),
        "act/act ISDA": _actual_actual,
        "30E/360": _thirty_european,
        "30/360 US": _thirty_us,
        "30U/360": _thirty_us_february,
    }
)
