"""One menu for all cases: each option's instalment is a sum of the claim's parts, each times a factor of the option.

    instalment = principal x a + charges x b + penalties x c

so that three hundred options of a case are three multiplications. What the closed forms choose is then made exactly.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie import loans
from hejie.plans import claim as claims
from hejie.plans.levers import LEVEL, Levers
from hejie.plans.outcome import Choice, Economics, screen
from hejie.plans.package import Package

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

START: Final = date(2026, 1, 1)
FIRST_DUE: Final = date(2026, 2, 1)
"""Whole months, so that no amount depends on the day."""
MOST_OPTIONS: Final = 300


@dataclass(frozen=True, slots=True, eq=False)
class Menu:
    """The options of some levers: factors [parts, options], and how much of the waivable each waives."""

    levers: Levers
    term: Ints
    grace: Ints
    factors: Floats
    waived: Floats
    choices: tuple[Choice, ...]

    def __len__(self) -> int:
        return len(self.term)

    @property
    def months(self) -> int:
        """The months that the longest option takes."""
        return int((self.term + self.grace).max())

    def instalments(self, parts: Ints) -> Ints:
        """The instalment of every option for every case, from its parts [cases, 3], rounded up."""
        share = [parts[:, k, None] * self.factors[k] for k in range(parts.shape[1])]
        return np.asarray(np.ceil(sum(share) - 1e-6), dtype=np.int64)

    def waives(self, parts: Ints) -> Ints:
        """What every option waives of the parts [cases, 3]; broken units stay owed."""
        shares = parts[:, :, None] * self.waived[None]
        return np.asarray(np.floor(shares + 1e-6).sum(axis=1), dtype=np.int64)


def menu_of(levers: Levers) -> Menu:
    """The menu of these levers: even monthly instalments, nothing at once."""
    own = levers.fixed("upfronts", levers.upfronts[0] * 0).fixed("shapes", LEVEL).fixed("on_breach", "lost")
    table = screen(own, principal_minor=1)
    choices = tuple(table.choice(row) for row in range(len(table)))
    rate = np.array([float(one.rate) for one in choices]) / 12
    term, grace = table.term.astype(np.float64), table.grace.astype(np.float64)
    safe = np.where(rate > 0, rate, 1.0)
    level = np.where(rate > 0, safe / -np.expm1(-term * np.log1p(safe)), 1 / term) + rate * grace / term
    waived = np.array([[float(one.principal), float(one.charges), float(one.penalties)] for one in choices]).T
    factors = np.stack([(1 - waived[0]) * level, (1 - waived[1]) / term, (1 - waived[2]) / term])
    return Menu(own, table.term, table.grace, factors, waived, choices)


def thinned(levers: Levers, *, most: int = MOST_OPTIONS) -> Levers:
    """The same levers with fewer steps, the ends of each kept, until no more than `most` options are left: the longest
    axis loses every second of its inner steps first."""
    return levers.thinned(most)


def exact(choice: Choice, parts: tuple[int, int, int]) -> tuple[int, ...]:
    """What the option asks for in each month, to the unit, from principal, charges and penalties."""
    principal, charges, penalties = parts
    owed = loans.Buckets(overdue_principal=principal, overdue_interest=charges, penalty_interest=penalties)
    package = Package(
        instalments=choice.term,
        first_due=FIRST_DUE,
        annual_rate=choice.rate,
        grace_instalments=choice.grace,
        waive={
            "overdue_principal": int(principal * choice.principal),
            "overdue_interest": int(charges * choice.charges),
            "penalty_interest": int(penalties * choice.penalties),
        },
    )
    new = claims.restate(package, owed)
    base = claims.base_schedule(package, financed_minor=new.financed_minor, start=START, currency="CNY")
    return claims.with_arrears(base, new, package).amounts


def discounts(menu: Menu, economics: Economics, ends: Ints) -> tuple[Floats, Floats]:
    """Per option and stretch between `ends` (numbers of paid instalments): the present value of a unit in each of its
    months, and what a unit at the end of the stretch is worth."""
    starts = np.concatenate([[0], ends[:-1]])
    months = np.arange(1, int(ends[-1]) + 1)
    present = economics.monthly ** (menu.grace[:, None] + months[None])
    present = np.where(months[None] <= menu.term[:, None], present, 0.0)
    sums = np.concatenate([np.zeros((len(menu), 1)), np.cumsum(present, axis=1)], axis=1)
    at_end = economics.monthly ** (menu.grace[:, None] + ends[None])
    return np.asarray(sums[:, ends] - sums[:, starts]), np.asarray(at_end, dtype=np.float64)
