"""Exact rounding in float64: whole numbers below 2^53 divided so that no cent is lost.

A float64 holds every integer below 2^53, and the quotient of two such integers, rounded to the nearest float, never
crosses the integer above it. So the floor of the quotient is the true floor, and each mode of rounding is a floor of a
shifted quotient:

    half up   floor((2N + M) / 2M)         down   floor(N / M)
    half even the same, one less where (2N + M) / 2M is whole and odd
    up        floor((N + M - 1) / M)

The plain `floor(N / M + 0.5)` is wrong in about 155 of a million loans: N / M has already been rounded once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie.money import Rounding

Floats = NDArray[np.float64]

EXACT: Final = 2**53
"""Whole numbers below this are exact in a float64."""


@dataclass(frozen=True, slots=True)
class Division:
    """Rounds `numerator x factor / whole` to multiples of a unit, in place. `largest` bounds what is exact."""

    doubled: int
    shift: float
    divisor: float
    unit: int
    mend: Callable[[Floats, Floats, float], None] | None

    def into(self, out: Floats, numerator: Floats, factor: Floats | float) -> None:
        """out = the rounded numerator x factor / whole; `factor` comes from `scaled`."""
        np.multiply(numerator, factor, out=out)
        out += self.shift
        if self.mend is None:
            out /= self.divisor
            np.floor(out, out=out)
        else:
            self.mend(out, np.floor(out / self.divisor), self.divisor)
        if self.unit > 1:
            out *= self.unit

    def scaled(self, factor: Floats) -> Floats:
        """The factor as `into` wants it: doubled where halves are told."""
        return factor * self.doubled

    def is_exact(self, numerator: Floats) -> NDArray[np.bool_]:
        """For which products numerator x factor no step passes 2^53."""
        return np.asarray(numerator * self.doubled + self.shift + self.divisor < EXACT)


def _to_even(out: Floats, quotient: Floats, divisor: float) -> None:
    """Of two whole neighbours equally near, the even one."""
    tie = (quotient * divisor == out) & (np.fmod(quotient, 2) == 1)
    np.subtract(quotient, tie, out=out)


# mode: how often the numerator is taken, and what is added, in parts of the divisor and in ones
_MODES: Mapping[str, tuple[int, int, int, Callable[[Floats, Floats, float], None] | None]] = MappingProxyType(
    {
        "half_up": (2, 1, 0, None),
        "half_even": (2, 1, 0, _to_even),
        "up": (1, 1, -1, None),
        "down": (1, 0, 0, None),
    }
)


def division(whole: int, rounding: Rounding) -> Division:
    """How to divide by `whole` under `rounding`."""
    doubled, times, ones, mend = _MODES[rounding.mode]
    step = whole * rounding.unit
    return Division(doubled, float(times * step + ones), float(doubled * step), rounding.unit, mend)
