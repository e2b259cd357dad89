"""Simulated futures of a household, and in how many of them a plan is completed: a simulation, never a promise.

>>> import numpy as np
>>> household = Household(income_minor=800_000, living_minor=600_000, buffer_minor=200_000)
>>> futures = simulate(household, IncomeModel(), months=36, paths=2000, seed=1)
>>> held(futures, instalment_minor=np.array([90_000, 150_000]), term=np.array([36, 24])).tolist()
[1733, 1555]
>>> found = survival(futures, amounts_minor=[90_000] * 36)
>>> found.completes, [round(end, 3) for end in found.interval], found.causes[0][0]
(1733, [0.851, 0.881], 'job_loss')
"""

from hejie.plans.survival.alive import alive
from hejie.plans.survival.capacity import capacities_by_term, held
from hejie.plans.survival.completion import CAUSES, Survival, carried, held_through, survival
from hejie.plans.survival.income import (
    ILL,
    JOBLESS,
    MOST_MONTHS,
    WORKING,
    IncomeModel,
    Shocks,
    assumptions,
    fitted,
    shocks,
)
from hejie.plans.survival.interval import wilson
from hejie.plans.survival.paths import Household, Paths, lived, simulate

__all__ = [
    "CAUSES",
    "ILL",
    "JOBLESS",
    "MOST_MONTHS",
    "WORKING",
    "Household",
    "IncomeModel",
    "Paths",
    "Shocks",
    "Survival",
    "alive",
    "assumptions",
    "capacities_by_term",
    "carried",
    "fitted",
    "held",
    "held_through",
    "lived",
    "shocks",
    "simulate",
    "survival",
    "wilson",
]
