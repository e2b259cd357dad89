"""What can be paid a month as a range: the usual month, and the weaker and better one of five.

    payable_range(made, model)      # Range(low_minor=169405, usual_minor=230000, high_minor=290595, one_in=5)

Income of 9,000.00 that strays by 8 % has a fifth of its months below 9,000.00 x (1 - 0.8416 x 0.08), 605.95 less. A plan that
takes no more than the low end is kept in four months of five without touching what living costs. Nothing here is below zero.
"""

from dataclasses import dataclass

from hejie.budget import lines
from hejie.budget.estimate import Budget
from hejie.budget.model import IncomeModel


@dataclass(frozen=True, slots=True)
class Range:
    """Minor units a month; one month in `one_in` leaves less than `low_minor`, and one more than `high_minor`."""

    low_minor: int
    usual_minor: int
    high_minor: int
    one_in: int


def payable_range(made: Budget, model: IncomeModel) -> Range:
    """The range around what is left in the usual month, by how far this household's months stray."""
    told = lines.spread()
    strays = round(told.deviations * model.volatility * max(0, made.income_minor - made.business_cost_minor))
    low, usual, high = (max(0, made.disposable_minor + step) for step in (-strays, 0, strays))
    return Range(low, usual, high, told.one_in)
