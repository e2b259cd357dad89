"""A rate that says what it is: 1.5 % a month, 18 % nominal and 19.56 % effective are one loan and three labels.

Two figures of different kinds are never compared or shown under one label: a rate carries its kind, and is turned into
another kind only by the function of that name.

>>> monthly = Rate("period", 0.015, per_year=12)
>>> nominal(monthly), effective(monthly).percent(places=2)
(Rate(kind='nominal', value=0.18, per_year=12), Decimal('19.56'))

Solving for a rate has three answers, and all three are values: one rate, several, or none with its reason.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final, Literal

Kind = Literal["period", "nominal", "effective", "apr_us", "apr_eu", "apr_uk", "xirr"]

KINDS: Final[tuple[Kind, ...]] = ("period", "nominal", "effective", "apr_us", "apr_eu", "apr_uk", "xirr")
"""Of one period · that times the periods of a year · compounded over a year · the annual percentage rate of US
Regulation Z (nominal), of EU directive 2008/48 and of UK CONC (both effective) · effective from dated flows."""

Reason = Literal["no_sign_change", "no_root"]


@dataclass(frozen=True, slots=True)
class Rate:
    """`value` is a number of one (0.18 is 18 %), found by solving: for people to compare, never owed by anybody.

    `per_year` says how many periods make a year; it is 1 for kinds that are annual by themselves.
    """

    kind: Kind
    value: float
    per_year: int | Fraction = 1

    def percent(self, *, places: int) -> Decimal:
        """The percentage, rounded half away from zero to `places`."""
        return _rounded(Decimal(self.value).scaleb(2), places)

    def exact(self, *, places: int) -> Fraction:
        """The rate as an exact fraction of `places` decimals: the only way from here to an amount."""
        return Fraction(_rounded(Decimal(self.value), places))


@dataclass(frozen=True, slots=True)
class Several:
    """More than one rate explains the payments; none of them is the cost. Ascending, at least two."""

    rates: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class NoRate:
    """No rate explains the payments: nothing changes hands the other way ("no_sign_change"), or no rate above -100 %
    makes both sides worth the same ("no_root")."""

    reason: Reason


Answer = Rate | Several | NoRate


def nominal(rate: Rate) -> Rate:
    """The rate of one period times the periods of a year. Raises ValueError for a rate that is not of one period."""
    return Rate("nominal", _of_period(rate) * float(rate.per_year), rate.per_year)


def effective(rate: Rate) -> Rate:
    """The rate of one period compounded over a year. Raises ValueError for a rate that is not of one period."""
    return Rate("effective", math.expm1(float(rate.per_year) * math.log1p(_of_period(rate))), rate.per_year)


def of_each(answer: Answer, change: Callable[[Rate], Rate]) -> Answer:
    """`change` applied to every rate of the answer; that there is none stays so."""
    match answer:
        case Rate():
            return change(answer)
        case Several(rates):
            return Several(tuple(map(change, rates)))
        case NoRate():
            return answer


def rates_of(answer: Answer) -> tuple[Rate, ...]:
    """Every rate that answers: none, one or several."""
    match answer:
        case Rate():
            return (answer,)
        case Several(rates):
            return rates
        case NoRate():
            return ()


def _of_period(rate: Rate) -> float:
    if rate.kind != "period":
        raise ValueError(f"a rate of one period is wanted, not {rate.kind}")
    return rate.value


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
