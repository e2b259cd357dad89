"""A whole portfolio at once: for every case of one lender the plan that fits, exactly, or why none does.

>>> import numpy as np
>>> from fractions import Fraction
>>> from hejie.plans import outcome, survival
>>> from hejie.plans.levers import Levers
>>> levers = Levers(terms=(12, 24, 36, 48, 60), graces=(0, 3), rates=(Fraction("0.06"), Fraction("0.12")))
>>> of = Setting(menu_of(levers), survival.shocks(survival.IncomeModel(), months=63, paths=200, seed=1), outcome.Economics())
>>> column = lambda *minor: np.array(minor, dtype=np.int64)
>>> found = answers(Cases(column(3_000_000, 3_000_000), column(60_000, 0), column(20_000, 0), column(800_000, 600_000),
...                       column(600_000, 590_000), column(100_000, 0)), of)
>>> found.outcome.tolist(), [REASONS[one] for one in found.reason], found.burden_minor.tolist(), found.completes.tolist()
([0, 1], ['', 'plan_over_budget'], [138171, 0], [178, 0])
"""

from hejie.plans.portfolio.cases import COLUMNS, OUTCOMES, REASONS, Answers, Cases, of_columns
from hejie.plans.portfolio.draft import FEW, Effect, Range, like, tried
from hejie.plans.portfolio.menu import Menu, exact, menu_of, thinned
from hejie.plans.portfolio.search import Setting, answers

__all__ = [
    "COLUMNS",
    "FEW",
    "OUTCOMES",
    "REASONS",
    "Answers",
    "Cases",
    "Effect",
    "Menu",
    "Range",
    "Setting",
    "answers",
    "exact",
    "like",
    "menu_of",
    "of_columns",
    "thinned",
    "tried",
]
