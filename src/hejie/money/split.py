"""Splitting a total so that the parts sum to it: the method of the largest remainder.

Each part first gets its exact share rounded down; the coins left over go, one each, to the parts that lost most, and
where two lost the same, to the one named first. 160.00 shared over debts of 4,550, 6,700 and 1,200:

>>> split(16000, (4550, 6700, 1200))
(5847, 8611, 1542)
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from hejie import texts


def split(total: int, weights: Sequence[int | Fraction]) -> tuple[int, ...]:
    """Parts of `total` minor units in proportion to `weights` (none negative); they sum to `total` exactly.

    Raises Faulty if a weight is negative, or if no weight is positive although there is something to share.
    A negative total is split as its mirror image.
    """
    whole_weights = _whole(weights)
    whole = sum(whole_weights)
    if any(weight < 0 for weight in whole_weights) or (whole == 0 and total != 0):
        raise texts.Faulty((texts.fault("money_split_weights", "weights"),))
    if total == 0:
        return (0,) * len(whole_weights)
    parts = _largest_remainder(abs(total), whole_weights, whole)
    return tuple(parts) if total >= 0 else tuple(-part for part in parts)


def _whole(weights: Sequence[int | Fraction]) -> list[int]:
    """The same proportions in whole numbers."""
    common = lcm(*(weight.denominator for weight in weights))
    return [weight.numerator * (common // weight.denominator) for weight in weights]


def _largest_remainder(total: int, weights: Sequence[int], whole: int) -> list[int]:
    parts = [total * weight // whole for weight in weights]
    by_loss = sorted(range(len(parts)), key=lambda index: -(total * weights[index] % whole))
    for index in by_loss[: total - sum(parts)]:
        parts[index] += 1
    return parts
