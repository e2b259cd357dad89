"""What settles everything on a day, if the borrower pays all of it at once.

Paying early costs nothing extra: the principal that is left, what is carried without interest, and the interest that has
grown by that day, each instalment's interest growing evenly over its own period. Interest of later periods is not owed, and
what was paid ahead counts in full.

    100.00 of principal and 3.10 of interest, due 31 days after the start; on day 10 it takes 100.00 + 1.00
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hejie import money


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment: its period (`begins` to `ends`), what it consists of and what of it was paid, in minor units."""

    begins: date
    ends: date
    principal: int
    interest: int
    carried: int
    paid: int


@dataclass(frozen=True, slots=True)
class Payoff:
    """What settles everything on `on`, and what of the plan need not be paid then. Minor units."""

    on: date
    principal: int
    interest: int
    carried: int
    paid: int
    spared: int

    @property
    def total(self) -> int:
        """What is to be paid on that day; never below zero."""
        return max(self.principal + self.interest + self.carried - self.paid, 0)


def payoff_on(parts: Iterable[Part], day: date) -> Payoff:
    """The figure for one day. Parts that are paid may be among them."""
    rows = tuple(parts)
    grown = sum(_grown(row, day) for row in rows)
    return Payoff(
        on=day,
        principal=sum(row.principal for row in rows),
        interest=grown,
        carried=sum(row.carried for row in rows),
        paid=sum(row.paid for row in rows),
        spared=sum(row.interest for row in rows) - grown,
    )


def _grown(row: Part, day: date) -> int:
    """The interest of one period by the day: none before it begins, all once it ended or was paid for."""
    whole = (row.ends - row.begins).days
    days = min(max((day - row.begins).days, 0), whole)
    return money.round_to(Fraction(row.interest * days, whole) if whole else Fraction(row.interest))
