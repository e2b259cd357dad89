"""The rate of one period of many level-payment loans: a fixed number of Newton steps over columns.

With q = principal / payment the rate solves 1 - (1 + i)^-n = q i. There is exactly one above -100 %, because money comes
once and goes at regular times; i = 0, which always solves it, is the answer only where q = n. Five steps from

    i = 2 (n - q) / (q (n + 1))

are enough for any loan that people take; a loan whose last step was not small yet is solved alone (`cost.tvm.rate`).
Near zero, where the equation loses its digits, a series takes its place.

>>> level_rates(principal_minor=np.array([1200000, 1200000]), payment_minor=np.array([106619, 100000]), periods=12).round(8)
array([0.01000067, 0.        ])
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie import texts
from hejie.dates.due import MOST_PERIODS
from hejie.loans.batch.columns import Ints
from hejie.loans.batch.division import Floats
from hejie.loans.cost import rates_of, tvm
from hejie.money import MAX_MINOR

STEPS: Final = 5
BLOCK: Final = 8_192
"""Loans of a block: the columns in work stay in the processor's cache."""

_LAST: Final = 1e-8  # a step so small is followed by one below 1e-15
_FLAT: Final = 1e-4  # n x i below which the series is better than the equation


def level_rates(
    *, principal_minor: Ints, payment_minor: Ints, periods: Ints | int, block: int = BLOCK
) -> Floats:
    """The rate of one period of each loan of `principal_minor` repaid by `periods` payments of `payment_minor`.

    A rate of kind "period": times the periods of a year it is nominal, compounded it is effective. Below zero where
    less is paid than was lent. Raises Faulty for columns of unequal length and for rows out of range.
    """
    numbers = np.broadcast_to(np.asarray(periods), np.shape(principal_minor))
    found = tuple(_faults(principal_minor, payment_minor, numbers))
    if found:
        raise texts.Faulty(found)
    rates = np.empty(len(principal_minor))
    for first in range(0, len(rates), block):
        rows = slice(first, first + block)
        rates[rows] = _block(principal_minor[rows], payment_minor[rows], numbers[rows])
    return rates


def _faults(principal: Ints, payment: Ints, numbers: NDArray[np.integer]) -> Iterator[texts.Fault]:
    if len(principal) != len(payment):
        yield texts.fault("loan_columns_uneven", "payment_minor", given=len(payment), wanted=len(principal))
        return
    for name, amounts in (("principal_minor", principal), ("payment_minor", payment)):
        for row in np.flatnonzero((amounts < 1) | (amounts > MAX_MINOR))[:20]:
            given = int(amounts[row])
            yield texts.fault(
                "loan_principal_out_of_range",
                f"{name}.{row}",
                given_minor=given,
                least_minor=1,
                most_minor=MAX_MINOR,
                currency="CNY",
            )
    for row in np.flatnonzero((numbers < 1) | (numbers > MOST_PERIODS))[:20]:
        given = int(numbers[row])
        yield texts.fault(
            "loan_number_out_of_range", f"periods.{row}", given=given, least=1, most=MOST_PERIODS
        )


def _block(principal: Ints, payment: Ints, numbers: NDArray[np.integer]) -> Floats:
    n = numbers.astype(np.float64)
    q = principal / payment
    with np.errstate(all="ignore"):  # rows that leave the numbers are found below, and solved alone
        rate, step = _newton(n, q)
        flat = np.abs(rate) * n < _FLAT
        if flat.any():
            rate[flat], step[flat] = _series(n[flat], q[flat]), 0.0
        settled = (np.abs(step) <= _LAST * (1 + np.abs(rate))) & (rate > -1)
    for row in np.flatnonzero(~settled):
        rate[row] = _alone(int(principal[row]), int(payment[row]), int(numbers[row]))
    return rate


def _newton(n: Floats, q: Floats) -> tuple[Floats, Floats]:
    """The rate after STEPS steps, and the last of them."""
    rate = 2 * (n - q) / (q * (n + 1))
    power, slope, step = np.empty_like(q), np.empty_like(q), np.empty_like(q)
    minus = -n
    for _ in range(STEPS):
        np.log1p(rate, out=power)
        power *= minus
        np.expm1(power, out=power)  # (1 + i)^-n - 1
        np.multiply(q, rate, out=step)
        step += power
        np.negative(step, out=step)  # 1 - (1 + i)^-n - q i
        power += 1
        power *= n
        np.add(rate, 1, out=slope)
        np.divide(power, slope, out=slope)
        slope -= q
        step /= slope
        rate -= step
    return rate, step


def _series(n: Floats, q: Floats) -> Floats:
    """The inverse of q = n (1 - (n+1)/2 i + (n+1)(n+2)/6 i^2 - ...) to the third order."""
    small = 2 * (n - q) / (n * (n + 1))
    second = (n + 2) / 3
    third = 2 * second * second - (n + 2) * (n + 3) / 12
    return np.asarray(small * (1 + small * (second + small * third)))


def _alone(principal: int, payment: int, periods: int) -> float:
    (rate,) = rates_of(tvm.rate(periods=periods, payment=-float(payment), present=float(principal)))
    return rate.value
