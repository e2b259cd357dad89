"""Money: whole minor units, exact rates, rounding by name, and splits that always sum.

An amount is a count of the smallest coin (fen, cent): 1,234.56 yuan is 123456. A rate is an exact fraction: 18 % is
9/50. Nothing is rounded until a caller says how, and a total that is split comes back whole:

>>> split(10000, (1, 1, 1))
(3334, 3333, 3333)
>>> round_to(rate("18%") / 12 * 123456, Rounding("half_up"))
1852
"""

from hejie.money.amount import MAX_MINOR, MixedCurrencies, Money, check_whole, decimal_text
from hejie.money.currencies import DIGITS, digits
from hejie.money.parse import parse
from hejie.money.rates import MAX_RATE, exact_rate, parse_rate, rate, rate_text
from hejie.money.rounding import HALF_EVEN, HALF_UP, MODES, Rounding, round_ratio, round_to, rounder
from hejie.money.split import split

__all__ = [
    "DIGITS",
    "HALF_EVEN",
    "HALF_UP",
    "MAX_MINOR",
    "MAX_RATE",
    "MODES",
    "MixedCurrencies",
    "Money",
    "Rounding",
    "check_whole",
    "decimal_text",
    "digits",
    "exact_rate",
    "parse",
    "parse_rate",
    "rate",
    "rate_text",
    "round_ratio",
    "round_to",
    "rounder",
    "split",
]
