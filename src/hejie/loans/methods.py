"""How a principal is repaid: one function per method, from balances and period factors to two columns.

A factor is the interest on one unit for one period: annual rate x part of a year. All factors of a loan share one
denominator, so that interest is a product of integers divided once, and rounding sees the exact figure.

Every method keeps three promises: no part is negative, the principal parts sum to the principal, and the last
instalment takes what rounding left over. The same functions run unrounded where the contract rounds running totals:
then they see fractions, and `running` turns a column of them into whole units whose every partial sum is right.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, pairwise
from math import lcm
from types import MappingProxyType
from typing import Final

from hejie.money import Rounding, round_ratio, round_to, rounder

Amount = int | Fraction
Columns = tuple[list[Amount], list[Amount]]
Round = Callable[[Amount], Amount]


@dataclass(frozen=True, slots=True)
class Factors:
    """Period factors `numerators[k] / denominator`; interest and instalments are rounded so, or not at all (None).

    - `weights`: how the instalments (or their principal) of the periods compare; none: all alike.
    - `balloon`: the principal left for the last instalment. `level`: the instalment, where it is agreed and not computed.
    - `lent`: what flat interest is charged on; 0: the principal to be repaid.
    - `pieces`: the first period in pieces, where money was drawn within it: the factor of each, and how much of the
      principal was not drawn yet. `by_piece`: the interest of each piece is rounded.
    - `near`: the level instalment is moved so that the last one comes near it.
    """

    numerators: tuple[int, ...]
    denominator: int
    rounding: Rounding | None
    instalment_rounding: Rounding | None
    weights: tuple[int, ...] = ()
    balloon: int = 0
    level: int = 0
    lent: int = 0
    pieces: tuple[tuple[int, int], ...] = ()
    by_piece: bool = False
    near: bool = False

    def __len__(self) -> int:
        return len(self.numerators)

    def rounder(self) -> Round:
        """Rounds a numerator over the denominator, once, by the rounding of interest."""
        denominator = self.denominator
        if self.rounding is None:
            return lambda numerator: Fraction(numerator) / denominator
        return rounder(denominator, self.rounding)  # type: ignore[return-value]  # rounded figures are whole

    def interest(self, balance: Amount, k: int) -> Amount:
        """Interest of period k on `balance`, of which some may be drawn within it."""
        return self._interest(balance, k, self.rounder())

    def _interest(self, balance: Amount, k: int, rounded: Round) -> Amount:
        if k or not self.pieces:
            return rounded(balance * self.numerators[k])
        parts = [(balance - undrawn) * numerator for numerator, undrawn in self.pieces]
        return sum(map(rounded, parts)) if self.by_piece else rounded(sum(parts))

    def grown(self, balance: Amount) -> Amount:
        """Balance and interest at the end of the first period, times the denominator."""
        if not self.pieces:
            return balance * (self.denominator + self.numerators[0])
        interest = sum((balance - undrawn) * numerator for numerator, undrawn in self.pieces)
        return balance * self.denominator + interest

    def instalment(self, numerator: Amount, denominator: int) -> Amount:
        if self.instalment_rounding is None:
            return Fraction(numerator) / denominator
        return round_ratio(int(numerator), denominator, self.instalment_rounding)

    def from_period(self, k: int) -> "Factors":
        if k == 0:
            return self
        return replace(self, numerators=self.numerators[k:], weights=self.weights[k:], pieces=())


def factors(
    annual_rate: Fraction,
    years: Sequence[Fraction],
    rounding: Rounding | None,
    instalment_rounding: Rounding | None,
) -> Factors:
    """The factors of periods that last `years` each."""
    whole = lcm(*(part.denominator for part in years))
    parts = [part.numerator * (whole // part.denominator) for part in years]
    rate, n = annual_rate.numerator, annual_rate.denominator
    return Factors(tuple(rate * part for part in parts), n * whole, rounding, instalment_rounding)


def running(column: Sequence[Amount], rounding: Rounding) -> list[int]:
    """Whole units whose partial sums are the rounded partial sums of `column`."""
    totals = [0, *(round_to(total, rounding) for total in accumulate(column))]
    return [later - earlier for earlier, later in pairwise(totals)]


def level_instalment(principal: Amount, of: Factors) -> Amount:
    """The instalment that repays `principal` in equal amounts, but for a balloon at the end."""
    if of.level:
        return of.level
    return of.instalment(*_level_ratio(principal, of))


def _level_ratio(principal: Amount, of: Factors) -> tuple[Amount, int]:
    """The level instalment as a fraction not yet divided.

    With factors r1..rn it is P x prod(1 + r) / sum over k of prod after k (1 + r), with equal factors the annuity
    P r (1 + r)^n / ((1 + r)^n - 1); a balloon B takes B off the upper part. Whole numbers throughout: every product of n
    factors is scaled by denominator^n.
    """
    unit = of.denominator
    later, spread = _growth(of.numerators[1:], unit)
    whole = unit ** len(of) if of.balloon else 0
    return of.grown(principal) * later - of.balloon * whole, spread


def _growth(numerators: tuple[int, ...], unit: int) -> tuple[int, int]:
    """prod(1 + r) of the later periods x unit^(n-1), and the sum over all n periods of prod after k x unit^n."""
    m = len(numerators)
    if len(set(numerators)) <= 1:
        return _even_growth(sum(numerators[:1]), m, unit)
    later, spread, scale = 1, unit, unit
    for numerator in numerators:
        grow = unit + numerator
        scale *= unit
        later *= grow
        spread = spread * grow + scale
    return later, spread


def _even_growth(numerator: int, m: int, unit: int) -> tuple[int, int]:
    """The same in closed form, where all m later factors are one."""
    if numerator == 0:
        scale = unit**m
        return scale, (m + 1) * scale * unit
    later = (unit + numerator) ** m
    return later, unit * (later * (unit + numerator) - unit ** (m + 1)) // numerator


def equal_instalment(principal: int, of: Factors) -> Columns:
    """等额本息: the same amount each time; interest first, the rest of the instalment repays."""
    level = level_instalment(principal, of)
    if of.near and of.rounding and not of.level:
        return _brought_near(principal, of, level)
    return _level(principal, of, level)


def _level(principal: int, of: Factors, level: Amount) -> Columns:
    return _repay(principal, of, lambda interest, k: level - interest)


MOST_TRIES: Final = 3


def _brought_near(principal: int, of: Factors, level: Amount) -> Columns:
    """The level moved by an even share of what the last instalment differs from it, while that brings the last nearer.

    A gap of no more minor units than half the instalments is left alone: no even share of it is a whole unit.
    """
    n, columns = len(of), _level(principal, of, level)
    gap = _gap(columns, level + of.balloon)
    for _ in range(MOST_TRIES):
        moved = of.instalment(level * n + gap, n)
        if abs(gap) <= n // 2 or moved == level:
            break
        tried = _level(principal, of, moved)
        left = _gap(tried, moved + of.balloon)
        if abs(left) >= abs(gap):
            break
        level, gap, columns = moved, left, tried
    return columns


def _gap(columns: Columns, wanted: Amount) -> int:
    principal, interest = columns
    return int(principal[-1] + interest[-1] - wanted)


def step_up(principal: int, of: Factors) -> Columns:
    """逐段递增: level within each step, growing from step to step by the weights."""
    upper, _ = _level_ratio(principal, of)
    weights = of.weights or (1,) * len(of)
    spread, scale = 0, 1
    for numerator, weight in zip(of.numerators, weights, strict=True):
        spread = spread * (of.denominator + numerator) + weight * scale * of.denominator
        scale *= of.denominator
    return _repay(principal, of, lambda interest, k: of.instalment(upper * weights[k], spread) - interest)


def equal_principal(principal: int, of: Factors) -> Columns:
    """等额本金: the same principal each time, so that instalments fall."""
    part = of.instalment(principal - of.balloon, len(of))
    return _repay(principal, of, lambda interest, k: part)


def seasonal(principal: int, of: Factors) -> Columns:
    """按季节还本: principal in proportion to the weights; a season of weight 0 asks for interest alone."""
    weights = of.weights or (1,) * len(of)
    whole = sum(weights) or 1
    parts = [of.instalment((principal - of.balloon) * weight, whole) for weight in weights]
    return _repay(principal, of, lambda interest, k: parts[k])


def interest_only(principal: int, of: Factors) -> Columns:
    """先息后本: interest each time, the whole principal at the end."""
    return _repay(principal, of, lambda interest, k: 0)


def flat_rate(principal: int, of: Factors) -> Columns:
    """等本等息: interest on what was lent, however much of it is repaid; the last instalment takes the difference.

    The interest of all periods is rounded once, each period's for itself, and the last one is what the others left; so
    too the instalments, an equal share of principal and interest each.
    """
    lent, rounded, last = of.lent or principal, of.rounder(), len(of) - 1
    interests = [of._interest(lent, k, rounded) for k in range(last)]
    pieces = sum(undrawn * numerator for numerator, undrawn in of.pieces)
    total = rounded(lent * sum(of.numerators) - pieces)
    interests.append(max(total - sum(interests), 0))
    level = of.level or of.instalment(principal - of.balloon + sum(interests), len(of))
    given = iter(interests)
    return _repay(principal, of, lambda interest, k: level - interest, lambda balance, k: next(given))


def _repay(
    principal: int,
    of: Factors,
    part: Callable[[Amount, int], Amount],
    interest_of: Callable[[Amount, int], Amount] | None = None,
) -> Columns:
    """Each period: interest on what is left, then the part repaid, never more than is left; the last takes the rest."""
    balance: Amount = principal
    rounded = of.rounder()
    parts: list[Amount] = []
    interests: list[Amount] = []
    for k, numerator in enumerate(of.numerators):
        if interest_of is not None:
            interest = interest_of(balance, k)
        elif k or not of.pieces:
            interest = rounded(balance * numerator)
        else:
            interest = of._interest(balance, k, rounded)
        repaid = part(interest, k)
        if repaid < 0:
            repaid = 0
        elif repaid > balance:
            repaid = balance
        interests.append(interest)
        parts.append(repaid)
        balance -= repaid
    parts[-1] += balance
    return parts, interests


# A bullet loan is interest-only over one long period; daily interest is interest-only by the day, repayable any day.
COLUMNS: Mapping[str, Callable[[int, Factors], Columns]] = MappingProxyType(
    {
        "equal_instalment": equal_instalment,
        "equal_principal": equal_principal,
        "interest_only": interest_only,
        "bullet": interest_only,
        "daily_interest": interest_only,
        "flat_rate": flat_rate,
        "step_up": step_up,
        "seasonal": seasonal,
    }
)
