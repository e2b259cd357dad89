"""Amounts at times, given and taken: what every rate is solved from.

A flow is what the borrower receives (above zero) or pays (below zero); which way round does not change a rate. Times
are whole periods, years, or dates, as the function that takes them says.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hejie import texts

Number = int | float | Fraction | Decimal


@dataclass(frozen=True, slots=True)
class Flow:
    """`amount` at `time`, a number of periods or years from the first advance (no time before it)."""

    time: Number
    amount: Number


@dataclass(frozen=True, slots=True)
class Dated:
    """`amount` on `day`."""

    day: date
    amount: Number


def amount_faults(amounts: Sequence[Number], *, field: str) -> tuple[texts.Fault, ...]:
    """A fault for every amount that is no finite number."""
    return tuple(
        texts.fault("loan_not_a_number", f"{field}.{place}", given=str(amount)[:40])
        for place, amount in enumerate(amounts)
        if not is_finite(amount)
    )


def time_faults(times: Sequence[Number], *, field: str) -> tuple[texts.Fault, ...]:
    """A fault for every time that is no finite number or lies before the beginning."""
    return tuple(
        texts.fault("loan_time_out_of_range", f"{field}.{place}", given=str(time)[:40])
        for place, time in enumerate(times)
        if not is_finite(time) or time < 0
    )


def is_finite(number: Number) -> bool:
    """Whether it is a number that a float can hold; a truth value is none."""
    if isinstance(number, bool) or not isinstance(number, (int, float, Fraction, Decimal)):
        return False
    try:
        return math.isfinite(float(number))
    except (OverflowError, ValueError):
        return False


def raise_any(faults: tuple[texts.Fault, ...]) -> None:
    """Raises Faulty with all of them, if there is one."""
    if faults:
        raise texts.Faulty(faults)
