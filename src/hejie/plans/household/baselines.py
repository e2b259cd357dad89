"""Three other ways to choose among the same plans, computed beside ours; none of them ever beats the frontier.

    pro_rata   what the month leaves, shared out in proportion to the claims: each creditor's shortest plan within it
    longest    the longest term at the highest rate, nothing waived
    waterfall  the rate down step by step, then the term up, then waivers up, until each creditor's instalment is its
               part of the target share of income (the order of the US Home Affordable Modification Program); a step that
               leaves the creditor less than a court ends it

>>> sorted(METHODS)
['longest', 'pro_rata', 'waterfall']
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie.plans.joint import Creditor
from hejie.plans.outcome import AXES, Screened
from hejie.plans.survival import Household

Places = NDArray[np.intp]

TARGET: Final = 0.31
"""Of income, for all instalments together: the target of the scheme of 2009."""


def _plain(plans: Screened) -> Places:
    """The plans that concede nothing but time: the highest rate, no grace, nothing waived or paid at once, run by the
    first shape."""
    wanted = {name: min(getattr(plans.levers, axis)) for name, axis in AXES.items() if name in LEAST}
    wanted |= {"rate": max(plans.levers.rates)}
    bare = (plans.places("shape") == 0) & (plans.places("on_breach") == 0)
    for name, step in wanted.items():
        bare &= plans.places(name) == getattr(plans.levers, AXES[name]).index(step)
    return np.flatnonzero(bare)


LEAST: Final = ("grace", "penalties", "charges", "principal", "upfront")


def pro_rata(of: Creditor, household: Household, debts_minor: int) -> int:
    """The shortest plain plan within the creditor's part of the month; the longest where none is."""
    rows = _plain(of.plans)
    part = max(household.disposable_minor, 0) * of.claim_minor // max(debts_minor, 1)
    fits = rows[of.plans.instalment_minor[rows] <= part]
    return int(fits[of.plans.term[fits].argmin()]) if len(fits) else longest(of, household, debts_minor)


def longest(of: Creditor, household: Household, debts_minor: int) -> int:
    """The longest plain plan."""
    rows = _plain(of.plans)
    return int(rows[of.plans.term[rows].argmax()])


def waterfall(of: Creditor, household: Household, debts_minor: int) -> int:
    """The first step that reaches the creditor's part of the target."""
    target = TARGET * household.income_minor * of.claim_minor / max(debts_minor, 1)
    worth, kept = of.economics.outside(of.claim_minor).court_minor, -1
    for row in _steps(of.plans):
        (amounts,) = of.plans.amounts_of(np.array([row]), of.plans.months)
        if kept >= 0 and amounts @ of.economics.present(len(amounts)) < worth:
            break
        kept = row
        if of.plans.instalment_minor[row] <= target:
            break
    return kept


def _steps(plans: Screened) -> list[int]:
    """Rows of the menu in the order of the waterfall."""
    start = int(_plain(plans)[plans.term[_plain(plans)].argmin()])
    levers, at = plans.levers, plans.choice(start)
    steps = [(at.term, rate, at.penalties, at.charges) for rate in sorted(levers.rates, reverse=True)]
    steps += [(term, *steps[-1][1:]) for term in sorted(levers.terms) if term > at.term]
    steps += [(*steps[-1][:2], share, at.charges) for share in sorted(levers.penalties)[1:]]
    steps += [(*steps[-1][:3], share) for share in sorted(levers.charges)[1:]]
    parts = ("term", "rate", "penalties", "charges")
    rows = (plans.row(dict(zip(parts, step, strict=True)), like=start) for step in steps)
    return [row for row in rows if row is not None]


METHODS: Final[Mapping[str, Callable[[Creditor, Household, int], int]]] = MappingProxyType(
    {"pro_rata": pro_rata, "longest": longest, "waterfall": waterfall}
)
