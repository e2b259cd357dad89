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
from hejie.plans.survival import Paths, alive, held_through

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


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

    @property
    def may(self) -> NDArray[np.bool_]:
        """The plans that can be carried out and that a rule leaves."""
        told = (one for one in (self.allowed, self.plans.possible) if one is not None)
        return np.asarray(np.logical_and.reduce([np.ones(len(self.plans), dtype=bool), *told]))


def horizon(creditors: Sequence[Creditor]) -> int:
    """Months from now until the last plan ends, whichever is chosen."""
    return max(one.plans.months for one in creditors)


def offers(
    of: Creditor,
    paths: Paths,
    *,
    debts_minor: int,
    months: int,
    every: int = 1,
    classes: NDArray[np.intp] | None = None,
) -> Offers:
    """The creditor's plans as columns, with their worth to it on its slice. `debts_minor`: all debts together; `every`:
    level plans are looked at only so often; `classes`: the phase of each month (`phases`)."""
    plans, share = of.plans, of.claim_minor / max(debts_minor, 1)
    amounts = plans.amounts_minor(months)
    worth = value(
        of.economics,
        claim_minor=of.claim_minor,
        amounts_minor=amounts,
        alive=_chances(plans, amounts, paths, share, every),
        upfront_minor=plans.upfront_minor,
        kept_minor=plans.kept_minor,
    )
    return Offers(of.name, of.claim_minor, phases(amounts, classes), plans.total_minor, worth)


def _chances(plans: Screened, amounts: Ints, paths: Paths, share: float, every: int) -> Floats:
    """The chance of every plan to hold to each month: level ones by sorted capacities, others path by path."""
    found = np.empty(amounts.shape)
    level, other = np.flatnonzero(plans.is_level), np.flatnonzero(~plans.is_level)
    if len(level):
        found[level] = alive(
            paths,
            instalment_minor=plans.instalment_minor[level],
            term=plans.term[level],
            grace=plans.grace[level] + plans.delay,
            upfront_minor=plans.upfront_minor[level],
            months=amounts.shape[1],
            share=share,
            every=every,
        )
    if len(other):
        asked, at_once = (
            np.ceil(one[other] / share - 1e-6).astype(np.int64) for one in (amounts, plans.upfront_minor)
        )
        found[other] = held_through(paths, amounts_minor=asked, upfront_minor=at_once) / paths.count
    return found
