"""Interest on one amount between two days: the smallest sum in lending, and the one most often disputed.

5,000.00 overdue for 30 days at 3.9 % a year of 360 days:

>>> from fractions import Fraction
>>> accrue(500000, Fraction(39, 1000), start=date(2026, 1, 1), end=date(2026, 1, 31), count="act/360")
1625
"""

from datetime import date
from fractions import Fraction

from hejie import dates, money


def accrue(
    minor: int,
    annual_rate: Fraction,
    *,
    start: date,
    end: date,
    count: str = "act/360",
    rounding: money.Rounding = money.HALF_UP,
) -> int:
    """Simple interest in minor units; the first day is not counted, the last one is. Raises Faulty if end < start."""
    return money.round_to(minor * annual_rate * dates.year_fraction(start, end, count=count), rounding)
