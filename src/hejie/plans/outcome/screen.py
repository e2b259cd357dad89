"""Every plan of some levers at once, by closed forms: good for choosing, never for showing.

The claim is told by three sums: principal, charges (interest and fees) and what punishes lateness. Principal bears the
plan's rate, the rest is spread over the instalments; interest of a grace bears none and is spread, too. A payment at
once fills what punishes and charges first. The level instalment is rounded up, so that a plan that is chosen here asks
for no more when it is made exactly but for what rounding of parts may add (a unit for each instalment and part).

>>> from fractions import Fraction
>>> from hejie.plans.levers import Levers
>>> one = screen(Levers(terms=(12, 24), rates=(Fraction("0.06"),)), principal_minor=1_000_000, charges_minor=12_000)
>>> one.instalment_minor.tolist(), one.total_minor.tolist()
([87067, 44821], [1044804, 1075704])
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from hejie.plans.levers import Levers

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Choice:
    """One step of every lever: shares of penalties, charges and principal are waived, that of the rest paid at once."""

    term: int
    grace: int
    rate: Fraction
    penalties: Fraction
    charges: Fraction
    principal: Fraction
    upfront: Fraction


@dataclass(frozen=True, slots=True, eq=False)
class Screened:
    """The plans, one row each, in the order term, grace, rate, penalties, charges, principal, upfront (last fastest)."""

    levers: Levers
    term: Ints
    grace: Ints
    instalment_minor: Ints
    upfront_minor: Ints
    waived_minor: Ints

    def __len__(self) -> int:
        return len(self.term)

    @property
    def total_minor(self) -> Ints:
        """What is paid in all."""
        return np.asarray(self.upfront_minor + self.term * self.instalment_minor)

    def amounts_minor(self, months: int) -> Ints:
        """What each plan asks for in each month, [plans, months]."""
        step = np.arange(months)
        asks = (step >= self.grace[:, None]) & (step < (self.grace + self.term)[:, None])
        return np.asarray(asks * self.instalment_minor[:, None])

    def row(self, changes: Mapping[str, int | Fraction], *, like: int) -> int:
        """The row of the plan that differs from another in these fields of its choice; each must be a step."""
        told = {name: getattr(self.choice(like), name) for name in Choice.__slots__} | dict(changes)
        of = self.levers
        axes: tuple[tuple[int | Fraction, ...], ...] = (
            *(of.terms, of.graces, of.rates, of.penalties),
            *(of.charges, of.principal, of.upfronts),
        )
        places = [axis.index(told[name]) for axis, name in zip(axes, Choice.__slots__, strict=True)]
        return int(np.ravel_multi_index(places, tuple(map(len, axes))))

    def choice(self, row: int) -> "Choice":
        """The levers of one plan."""
        of = self.levers
        shape = (len(of.terms), len(of.graces), len(of.rates), *map(len, (of.penalties, of.charges)))
        places = [int(one) for one in np.unravel_index(row, (*shape, len(of.principal), len(of.upfronts)))]
        shares = (of.rates, of.penalties, of.charges, of.principal, of.upfronts)
        rate, penalties, charges, principal, upfront = (
            axis[place] for axis, place in zip(shares, places[2:], strict=True)
        )
        return Choice(of.terms[places[0]], of.graces[places[1]], rate, penalties, charges, principal, upfront)


def screen(
    levers: Levers,
    *,
    principal_minor: int,
    charges_minor: int = 0,
    penalties_minor: int = 0,
    carried_minor: int = 0,
) -> Screened:
    """All plans of the levers on one claim; `carried_minor` is what bears nothing and no lever waives."""
    term, grace, rate, penalty, charge, head, share = _columns(levers)
    punished = np.floor(penalties_minor * penalty)
    charged = np.floor(charges_minor * charge)
    given_up = np.floor(principal_minor * head)
    carried = carried_minor + penalties_minor + charges_minor - punished - charged
    owed = principal_minor - given_up
    upfront = np.floor((owed + carried) * share)
    financed = owed - np.maximum(upfront - carried, 0)
    carried = np.maximum(carried - upfront, 0)
    monthly = rate / 12
    safe = np.where(monthly > 0, monthly, 1.0)
    level = np.where(monthly > 0, safe / -np.expm1(-term * np.log1p(safe)), 1 / term)
    instalment = financed * (level + monthly * grace / term) + carried / term
    return Screened(
        levers=levers,
        term=term.astype(np.int64),
        grace=grace.astype(np.int64),
        instalment_minor=np.ceil(instalment - 1e-6).astype(np.int64),
        upfront_minor=upfront.astype(np.int64),
        waived_minor=(punished + charged + given_up).astype(np.int64),
    )


def _columns(levers: Levers) -> list[Floats]:
    axes = (
        *(levers.terms, levers.graces, levers.rates, levers.penalties, levers.charges),
        *(levers.principal, levers.upfronts),
    )
    tables = np.meshgrid(*(np.array([float(one) for one in axis]) for axis in axes), indexing="ij")
    return [table.ravel() for table in tables]
