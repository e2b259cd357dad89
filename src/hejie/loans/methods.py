"""How a principal is repaid: one function per method, from balances and period factors to two columns.

A factor is the interest on one unit for one period: annual rate x part of a year. All factors of a loan share one
denominator, so that interest is a product of integers divided once, and rounding sees the exact figure.

Every method keeps three promises: no part is negative, the principal parts sum to the principal, and the last
instalment takes what rounding left over. The same functions run unrounded where the contract rounds running totals:
then they see fractions, and `running` turns a column of them into whole units whose every partial sum is right.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from math import lcm
from types import MappingProxyType

from hejie.money import Rounding, round_ratio, round_to

Amount = int | Fraction
Columns = tuple[list[Amount], list[Amount]]


@dataclass(frozen=True, slots=True)
class Factors:
    """Period factors `numerators[k] / denominator`; interest and instalments are rounded so, or not at all (None)."""

    numerators: tuple[int, ...]
    denominator: int
    rounding: Rounding | None
    instalment_rounding: Rounding | None

    def __len__(self) -> int:
        return len(self.numerators)

    def interest(self, balance: Amount, k: int) -> Amount:
        return _rounded(balance * self.numerators[k], self.denominator, self.rounding)

    def instalment(self, numerator: int, denominator: int) -> Amount:
        return _rounded(numerator, denominator, self.instalment_rounding)

    def from_period(self, k: int) -> "Factors":
        return Factors(self.numerators[k:], self.denominator, self.rounding, self.instalment_rounding)


def _rounded(numerator: Amount, denominator: int, rounding: Rounding | None) -> Amount:
    if rounding is None:
        return Fraction(numerator) / denominator
    return round_ratio(numerator.numerator, numerator.denominator * denominator, rounding)


def factors(
    annual_rate: Fraction,
    years: Sequence[Fraction],
    rounding: Rounding | None,
    instalment_rounding: Rounding | None,
) -> Factors:
    """The factors of periods that last `years` each."""
    rate, n = annual_rate.numerator, annual_rate.denominator
    common = lcm(*{part.denominator for part in years}) * n
    numerators = tuple(rate * part.numerator * (common // (n * part.denominator)) for part in years)
    return Factors(numerators, common, rounding, instalment_rounding)


def running(column: Sequence[Amount], rounding: Rounding) -> list[int]:
    """Whole units whose partial sums are the rounded partial sums of `column`; whole columns stay as they are."""
    if all(isinstance(amount, int) for amount in column):
        return [int(amount) for amount in column]
    totals = [0, *(round_to(total, rounding) for total in accumulate(column))]
    return [later - earlier for earlier, later in pairwise(totals)]


def level_instalment(principal: int, of: Factors) -> Amount:
    """The instalment that repays `principal` in equal amounts.

    With factors r1..rn it is P x prod(1 + r) / sum over k of prod after k (1 + r); with equal factors the annuity
    P r (1 + r)^n / ((1 + r)^n - 1). Both are divided once, in whole numbers.
    """
    grown, spread, unit = 1, 0, 1
    for numerator in of.numerators:
        grow = of.denominator + numerator
        unit *= of.denominator
        spread = spread * grow + unit
        grown *= grow
    return of.instalment(principal * grown, spread)


def equal_instalment(principal: int, of: Factors) -> Columns:
    """等额本息: the same amount each time; interest first, the rest of the instalment repays."""
    level = level_instalment(principal, of)
    return _repay(principal, of, lambda interest: max(level - interest, 0))


def equal_principal(principal: int, of: Factors) -> Columns:
    """等额本金: the same principal each time, so that instalments fall."""
    part = of.instalment(principal, len(of))
    return _repay(principal, of, lambda interest: part)


def interest_only(principal: int, of: Factors) -> Columns:
    """先息后本: interest each time, the whole principal at the end."""
    return _repay(principal, of, lambda interest: 0)


def _repay(principal: int, of: Factors, part: Callable[[Amount], Amount]) -> Columns:
    """Each period: interest on what is left, then the part repaid, never more than is left; the last takes the rest."""
    balance: Amount = principal
    parts, interests = [], []
    last = len(of) - 1
    for k in range(len(of)):
        interest = of.interest(balance, k)
        repaid = balance if k == last else min(part(interest), balance)
        interests.append(interest)
        parts.append(repaid)
        balance -= repaid
    return parts, interests


# A bullet loan is interest-only over one long period; daily interest is interest-only by the day, repayable any day.
COLUMNS: Mapping[str, Callable[[int, Factors], Columns]] = MappingProxyType(
    {
        "equal_instalment": equal_instalment,
        "equal_principal": equal_principal,
        "interest_only": interest_only,
        "bullet": interest_only,
        "daily_interest": interest_only,
    }
)
