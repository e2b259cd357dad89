"""The level instalment of many loans: estimated in floats, and known to be right to the cent or handed back.

An estimate with a relative error below 2e-13 rounds like the exact value unless that lies within the error of a point
where rounding turns. Those few loans are marked, and computed in whole numbers instead.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie.loans.batch.division import Floats
from hejie.money import Rounding

ERROR: Final = 2e-13
"""A bound on the relative error of the estimates; products of 1,200 factors stay below it."""

Bools = NDArray[np.bool_]


def even(principal: Floats, rate: Floats, periods: Floats) -> Floats:
    """P i / (1 - (1 + i)^-n) for equal periods at rates `rate` above zero."""
    growth = np.log1p(rate)
    growth *= -periods
    np.expm1(growth, out=growth)
    np.divide(rate, growth, out=growth)
    growth *= -principal
    return growth


def uneven(principal: Floats, rates: Sequence[Floats], periods: Floats, free: Floats) -> Floats:
    """P prod(1 + r) / sum of prod after k (1 + r), over the periods from `free` to `periods` of each loan."""
    grown, spread = np.ones_like(principal), np.zeros_like(principal)
    for k, rate in enumerate(rates):
        active = (k >= free) & (k < periods)
        factor = np.where(active, 1 + rate, 1.0)
        spread *= factor
        spread += active
        grown *= factor
    return principal * grown / spread


def rounded(estimate: Floats, rounding: Rounding) -> tuple[Floats, Bools]:
    """The estimates rounded, and which of them lie too near to a turning point to be sure."""
    steps = estimate / rounding.unit
    turns = 0.5 if rounding.mode.startswith("half") else 0.0
    whole = np.floor(steps + turns)
    above = steps + turns - whole
    near = ERROR * steps + ERROR
    unsure = (above <= near) | (above >= 1 - near)
    if rounding.mode == "up":
        whole += 1
    return whole * rounding.unit, unsure


def shares(principal: Floats, parts: Floats, rounding: Rounding) -> Floats:
    """Principal / number of instalments, rounded: the part of equal principal, or the level one without interest.

    Exact: the divisor is small, and the two whole neighbours of a quotient are told apart in whole numbers.
    """
    step = parts * rounding.unit
    quotient = np.floor(principal / step)
    rest = principal - quotient * step
    twice = 2 * rest
    match rounding.mode:
        case "half_up":
            more = twice >= step
        case "half_even":
            more = (twice > step) | ((twice == step) & (np.fmod(quotient, 2) == 1))
        case "up":
            more = rest > 0
        case "down":
            more = np.zeros_like(rest, dtype=bool)
    return (quotient + more) * rounding.unit
