"""What every package of a grid is worth to both sides, in one pass over arrays.

Most of the formula needs only some of the axes: what is owed depends on the waivers, the annuity on term and rate. Only
the hazard of a plan, which depends on its instalment, needs all six; two exponentials and one logarithm per package are
what it costs.

    lender      present value at its funding cost of what is paid while the plan lives, and of the court's share after
    household   1 less what it pays, discounted, with what overload, missing cash and every month in debt cost it

>>> from hejie.plans.bargain.stakes import COARSE, Stakes
>>> stakes = Stakes(principal_minor=3_000_000, interest_minor=300_000, penalty_minor=200_000, surplus_minor=150_000,
...     cash_minor=300_000, need_grace=2.0, household_rate=0.12, household_legal_minor=200_000, record_minor=500_000,
...     enforced=0.7, strain_minor=8_000, fairness=0.3, funding=0.045, hazard=0.005, steep=0.08, recovery=0.4,
...     legal_minor=150_000, delay=16.0, service_minor=900, writeoff=0.3)
>>> lender, household = worth(stakes, COARSE)
>>> round(float(lender[4000]), 6), round(float(household[4000]), 6)
(0.979612, -0.094857)
"""

from dataclasses import dataclass

import numpy as np

from hejie.plans.bargain.stakes import Floats, Grid, Stakes

COMFORT = 0.75
"""Above this share of the surplus the hazard grows with the square of the excess."""


@dataclass(frozen=True, slots=True)
class Packages:
    """What the packages ask for, in minor units as floats: [penalty, interest, upfront] and [all six axes]."""

    owed: Floats
    upfront: Floats
    instalment: Floats


def packages(stakes: Stakes, grid: Grid) -> Packages:
    """What is owed after waivers, what is paid at once, and the level instalment; interest runs through the grace."""
    term, rate, penalty, interest, grace, share = grid.axes
    owed = (
        stakes.principal_minor
        + stakes.interest_minor * (1 - interest / 100)
        + stakes.penalty_minor * (1 - penalty / 100)
    )
    upfront = owed * (share / 100)
    monthly = rate / 1200
    safe = np.where(monthly > 0, monthly, 1.0)
    level = np.where(monthly > 0, safe / -np.expm1(-term * np.log1p(safe)), 1 / term)
    return Packages(owed, upfront, (owed - upfront) * (level * (1 + monthly) ** grace))


def worth(stakes: Stakes, grid: Grid) -> tuple[Floats, Floats]:
    """The worth of every package to the lender and to the household, per unit of claim, in the order of the grid."""
    asked = packages(stakes, grid)
    size = len(grid)
    household = np.broadcast_to(_household(stakes, grid, asked), grid.shape).reshape(size)
    return np.broadcast_to(_lender(stakes, grid, asked), grid.shape).reshape(size), household


def _hazard(stakes: Stakes, grid: Grid, asked: Packages) -> Floats:
    """The monthly chance that the plan breaks."""
    grace = grid.axes[4]
    late = np.maximum(0.0, stakes.need_grace - grace) / 6
    idle = np.maximum(0.0, grace - stakes.need_grace)
    hazard = asked.instalment / stakes.surplus_minor
    hazard -= COMFORT
    np.maximum(hazard, 0.0, out=hazard)
    np.square(hazard, out=hazard)
    hazard *= stakes.steep
    hazard += stakes.hazard + 0.02 * late + 0.0015 * idle + 0.05 * _lost(stakes, asked)
    return np.minimum(hazard, 0.5, out=hazard)


def _lost(stakes: Stakes, asked: Packages) -> Floats:
    """Cash asked for at once that is not there, as a share of the claim."""
    return np.asarray(np.maximum(0.0, asked.upfront - stakes.cash_minor) / stakes.claim_minor)


def _lender(stakes: Stakes, grid: Grid, asked: Packages) -> Floats:
    term, _, _, interest, grace, _ = grid.axes
    months, growth = grace + term, 1 + stakes.funding / 12
    lasts = _hazard(stakes, grid, asked)
    np.subtract(1.0, lasts, out=lasts)  # the chance to last a month
    log = np.log(lasts)
    whole = np.exp(log * months)  # the chance to last to the end
    log *= grace + 1
    np.exp(log, out=log)
    present = log * growth ** -(grace + 1.0)
    present -= whole * lasts * growth ** -(months + 1.0)
    lasts /= -growth
    lasts += 1.0  # 1 - v
    present /= np.where(lasts > 1e-12, lasts, 1.0)
    if stakes.funding == 0:
        present = np.where(lasts > 1e-12, present, term)
    present *= asked.instalment
    kept = asked.upfront * (1 - np.minimum(0.5, 2 * _lost(stakes, asked)))
    court = stakes.recovery * 0.55 * (asked.owed - asked.upfront) * growth ** -(0.4 * months + stakes.delay)
    np.subtract(1.0, whole, out=whole)  # the chance to break
    whole *= court - 0.5 * stakes.legal_minor
    present += whole
    present += kept - stakes.writeoff * stakes.interest_minor * interest / 100 - stakes.service_minor * months
    present /= stakes.claim_minor
    return present


def _annuity(v: float, grace: Floats, term: Floats) -> Floats:
    """The sum of v**t over the months of paying."""
    if abs(1 - v) < 1e-12:
        return np.broadcast_to(term, np.broadcast_shapes(term.shape, grace.shape))
    return np.asarray(v ** (grace + 1) * (1 - v**term) / (1 - v))


def _household(stakes: Stakes, grid: Grid, asked: Packages) -> Floats:
    term, _, penalty, _, grace, _ = grid.axes
    annuity = _annuity(1 / (1 + stakes.household_rate / 12), grace, term)
    cost = asked.instalment - 0.9 * stakes.surplus_minor
    np.maximum(cost, 0.0, out=cost)
    cost *= 1.2 * annuity
    cost += asked.instalment * (annuity + 0.8 * np.maximum(0.0, stakes.need_grace - grace))
    cost += asked.upfront + 1.5 * np.maximum(0.0, asked.upfront - 0.8 * stakes.cash_minor)
    cost += stakes.strain_minor * (grace + term) - stakes.fairness * stakes.penalty_minor * penalty / 100
    cost /= -stakes.claim_minor
    cost += 1.0
    return cost
