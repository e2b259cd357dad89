"""The working days of the legal zone: statutory holidays and the weekends worked in their stead.

The State Council publishes one year at a time, late in the year before. The library lists the weekends that are
worked, which exist only for published years: the last of them says how far the calendar is known. Days beyond it are
counted with weekends alone and marked provisional.
"""

from datetime import date
from functools import lru_cache

import holidays

from hejie.dates import Holidays

FIRST_YEAR = 2015
YEARS_AHEAD = 12


@lru_cache(maxsize=4)
def china(year: int) -> Holidays:
    """The calendar as it is known in `year`."""
    published = holidays.country_holidays("CN", years=range(FIRST_YEAR, year + YEARS_AHEAD))
    worked = frozenset(getattr(published, "weekend_workdays", ()))
    known_until = date(max(day.year for day in worked), 12, 31)
    return Holidays(
        off=frozenset(day for day in published if day <= known_until),
        working=frozenset(day for day in worked if day.year >= FIRST_YEAR),
        known_until=known_until,
    )
