"""The time value of money: payment, rate, number of periods, present and future value, each from the other four.

Signs are those of spreadsheets: what one receives is above zero, what one pays below. Together they satisfy

    present x (1 + r)^n + payment x (1 + r)^(0 or 1) x ((1 + r)^n - 1) / r + future = 0

with the power 1 where payments fall at the beginning of a period (`due` "start"), and n for the fraction if r is zero.
These are unrounded figures for comparing; what somebody owes is `loans.schedule`.

>>> round(payment(rate=0.08 / 12, periods=60, present=15000), 4), round(periods(rate=0.075, payment=-2000, future=100000), 4)
(-304.1459, 21.5449)
>>> rate(periods=10, present=-3500, future=10000).percent(places=4)
Decimal('11.0691')

Where no number answers, the answer is None (or NoRate for a rate), never an exception.
"""

import math
from collections.abc import Sequence
from typing import Final, Literal

from hejie import texts
from hejie.loans.cost.flows import Flow, amount_faults, is_finite, raise_any
from hejie.loans.cost.irr import irr_at
from hejie.loans.cost.rates import Answer

Due = Literal["end", "start"]
DUES: Final[tuple[Due, ...]] = ("end", "start")

MOST_PERIODS: Final = 100_000
_LARGEST: Final = 700.0  # e to this power still is a number


def payment(
    *, rate: float, periods: float, present: float, future: float = 0.0, due: Due = "end"
) -> float | None:
    """The level payment of each period."""
    _check(due, rate=rate, periods=periods, present=present, future=future)
    discount, annuity = _today(rate, periods, due)
    return _number(-(present + future * discount), annuity)


def future_value(
    *, rate: float, periods: float, payment: float = 0.0, present: float = 0.0, due: Due = "end"
) -> float | None:
    """What stands there after the last period."""
    _check(due, rate=rate, periods=periods, payment=payment, present=present)
    grown, annuity = _at_the_end(rate, periods, due)
    return _number(-(present * grown + payment * annuity), 1.0)


def present_value(
    *, rate: float, periods: float, payment: float = 0.0, future: float = 0.0, due: Due = "end"
) -> float | None:
    """What all of it is worth before the first period."""
    _check(due, rate=rate, periods=periods, payment=payment, future=future)
    discount, annuity = _today(rate, periods, due)
    return _number(-(payment * annuity + future * discount), 1.0)


def periods(
    *, rate: float, payment: float, present: float = 0.0, future: float = 0.0, due: Due = "end"
) -> float | None:
    """How many periods it takes; None if it never ends, or would have had to begin earlier."""
    _check(due, rate=rate, payment=payment, present=present, future=future)
    if rate <= -1:
        return None
    if rate == 0:
        return _not_before(_number(-(present + future), payment))
    level = payment * (1 + rate if due == "start" else 1)
    before, after = level + present * rate, level - future * rate
    if before == 0 or after / before <= 0:
        return None
    return _not_before(math.log(after / before) / math.log1p(rate))


def rate(
    *, periods: int, payment: float = 0.0, present: float = 0.0, future: float = 0.0, due: Due = "end"
) -> Answer:
    """The rate of one period: one, several, or none. Raises Faulty unless `periods` is a whole number of at least 1."""
    _check(due, payment=payment, present=present, future=future)
    if not 1 <= periods <= MOST_PERIODS or periods != int(periods):
        raise_any((_out_of_range(periods),))
    first = 0 if due == "start" else 1
    paid = [Flow(k + first, payment) for k in range(int(periods))]
    return irr_at([Flow(0, present), *paid, Flow(int(periods), future)])


def interest_part(
    *, rate: float, period: int, periods: int, present: float, future: float = 0.0, due: Due = "end"
) -> float | None:
    """The interest in payment number `period`, counted from 1; None outside the term."""
    level = payment(rate=rate, periods=periods, present=present, future=future, due=due)
    if level is None or not 1 <= period <= periods:
        return None
    if due == "start" and period == 1:
        return 0.0
    owed = _owed(rate, period, periods, level, present, future, due)
    if owed is None:
        return None
    return -owed * rate / (1 + rate if due == "start" else 1)


def _owed(
    rate: float, period: int, periods: int, level: float, present: float, future: float, due: Due
) -> float | None:
    """What is open before payment `period`: the worth of what is still to come, or where money shrinks with time,
    what is left of what has been; each of them keeps its digits."""
    if rate >= 0:
        return present_value(rate=rate, periods=periods - period + 1, payment=level, future=future, due=due)
    before = future_value(rate=rate, periods=period - 1, payment=level, present=present, due=due)
    return None if before is None else -before


def principal_part(
    *, rate: float, period: int, periods: int, present: float, future: float = 0.0, due: Due = "end"
) -> float | None:
    """The principal in payment number `period`: the payment less its interest."""
    level = payment(rate=rate, periods=periods, present=present, future=future, due=due)
    interest = interest_part(
        rate=rate, period=period, periods=periods, present=present, future=future, due=due
    )
    return None if level is None or interest is None else level - interest


def net_present_value(*, rate: float, amounts: Sequence[float], first: int = 0) -> float | None:
    """What `amounts`, one for each period, are worth today; the first falls after `first` periods."""
    raise_any(amount_faults(amounts, field="amounts"))
    _check("end", rate=rate)
    if rate <= -1:
        return None
    growth = math.log1p(rate)
    if -growth * (len(amounts) + first) > _LARGEST:
        return None
    return _number(
        math.fsum(amount * math.exp(-growth * k) for k, amount in enumerate(amounts, start=first)), 1.0
    )


def _at_the_end(rate: float, periods: float, due: Due) -> tuple[float, float]:
    """(1 + r)^n, and what payments of one grow to; not a number where the rate is -100 % or less."""
    return _grown(rate, periods, rate, due)


def _today(rate: float, periods: float, due: Due) -> tuple[float, float]:
    """(1 + r)^-n, and what payments of one are worth today."""
    return _grown(rate, -periods, -rate, due)


def _grown(rate: float, periods: float, divisor: float, due: Due) -> tuple[float, float]:
    if rate <= -1:
        return math.nan, math.nan
    if rate == 0:
        return 1.0, abs(periods)
    power = periods * math.log1p(rate)
    if power > _LARGEST:
        return math.inf, math.inf
    return math.exp(power), math.expm1(power) / divisor * (1 + rate if due == "start" else 1)


def _number(numerator: float, denominator: float) -> float | None:
    found = numerator / denominator if denominator else math.nan
    return found if math.isfinite(found) else None


def _not_before(found: float | None) -> float | None:
    return None if found is None or found < 0 else found


def _check(due: str, **given: float) -> None:
    """Raises Faulty with every argument that is no finite number, and for an unknown `due`."""
    wrong = tuple(
        texts.fault("loan_not_a_number", name, given=str(number)[:40])
        for name, number in given.items()
        if not is_finite(number)
    )
    unknown = () if due in DUES else (texts.fault("loan_choice_unknown", "due", given=str(due), known=DUES),)
    raise_any(wrong + unknown)


def _out_of_range(given: float) -> texts.Fault:
    whole = int(given) if is_finite(given) else -1
    return texts.fault("loan_number_out_of_range", "periods", given=whole, least=1, most=MOST_PERIODS)
