"""Is this cost within that yearly rate? Answered in minor units, without solving for a rate.

Money received grows by simple interest at the capped rate on the principal actually outstanding; each payment goes to
that interest first, then to principal. If the payments leave something unpaid, the cost is within the cap; if they
overpay, the overpayment is the excess. A payment is rounded, so one minor unit per instalment is forgiven:

    10,000.00 repaid by 12 x 945.60 against 24 % a year: over by 5 fen, forgiven up to 12 fen -> within
"""

from collections.abc import Sequence
from fractions import Fraction

from hejie.rules.checks.facts import Flow

_STEPS = 60


def overpaid_minor(received_minor: int, flows: Sequence[Flow], yearly: Fraction) -> Fraction:
    """What the payments give beyond `received_minor` at `yearly` simple interest, valued at the last payment.

    Zero or less means that the cost is within the rate. Exact; flows are taken in order of time.
    """
    principal, interest, last = Fraction(received_minor), Fraction(0), Fraction(0)
    for flow in sorted(flows, key=lambda flow: flow.years):
        interest += principal * yearly * (flow.years - last)
        to_interest = min(Fraction(flow.minor), interest)
        interest -= to_interest
        principal -= flow.minor - to_interest
        last = flow.years
    return -(principal + interest)


def nominal_rate(received_minor: int, flows: Sequence[Flow]) -> float | None:
    """The yearly rate at which the payments exactly repay what was received; None if they never do or no rate is
    needed to explain them. For display: twelve significant digits, not for comparing."""
    if received_minor <= 0 or sum(flow.minor for flow in flows) < received_minor:
        return None
    pairs = [(float(flow.years), float(flow.minor)) for flow in sorted(flows, key=lambda flow: flow.years)]
    low, high = 0.0, 1.0
    while _overpaid(received_minor, pairs, high) > 0 and high < 1e6:
        high *= 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _overpaid(received_minor, pairs, middle) > 0 else (low, middle)
    return (low + high) / 2


def _overpaid(received: float, pairs: Sequence[tuple[float, float]], yearly: float) -> float:
    principal, interest, last = received, 0.0, 0.0
    for years, paid in pairs:
        interest += principal * yearly * (years - last)
        to_interest = min(paid, interest)
        interest -= to_interest
        principal -= paid - to_interest
        last = years
    return -(principal + interest)


def effective_rate(nominal: float, *, periods: int = 12) -> float:
    """The nominal rate compounded: (1 + i)^periods - 1 with i = nominal / periods."""
    return float((1 + nominal / periods) ** periods - 1)


def rate_fact(value: float | Fraction) -> str:
    """A rate for a finding, to five decimals of one (three of a per cent)."""
    return f"{float(value):.5f}"
