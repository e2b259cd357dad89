"""A creditor at the joint table: what it is owed, the plans inside its own limits, and its own figures.

What a plan is worth to a creditor is computed on its *slice* of the household: its share of all debts, as if everybody
were paid in proportion. The only thing about the others that enters is the sum of their debts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hejie.plans.joint.offers import Offers, phases
from hejie.plans.outcome import Economics, Screened, value
from hejie.plans.survival import Paths, alive

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Creditor:
    """One creditor. `name` tells it from the others; `plans` lie inside its limits; `economics` are its own.

    `floor_minor`: what a plan must be worth to it on its slice, or it is none of its plans; `allowed`: which plans a rule
    leaves (none told: all).
    """

    name: str
    claim_minor: int
    plans: Screened
    economics: Economics
    floor_minor: int = 0
    allowed: NDArray[np.bool_] | None = None


def horizon(creditors: Sequence[Creditor]) -> int:
    """Months from now until the last plan ends, whichever is chosen."""
    return max(int((one.plans.grace + one.plans.term).max()) for one in creditors)


def offers(of: Creditor, paths: Paths, *, debts_minor: int, months: int, every: int = 1) -> Offers:
    """The creditor's plans as columns, with their worth to it on its slice. `debts_minor`: all debts together."""
    plans, share = of.plans, of.claim_minor / max(debts_minor, 1)
    chances = alive(
        paths,
        instalment_minor=plans.instalment_minor,
        term=plans.term,
        grace=plans.grace,
        upfront_minor=plans.upfront_minor,
        months=months,
        share=share,
        every=every,
    )
    amounts = plans.amounts_minor(months)
    worth = value(
        of.economics,
        claim_minor=of.claim_minor,
        amounts_minor=amounts,
        alive=chances,
        upfront_minor=plans.upfront_minor,
    )
    return Offers(of.name, of.claim_minor, phases(amounts), plans.total_minor, worth)
