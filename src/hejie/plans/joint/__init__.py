"""All creditors of one household at one table: the joint plans that nothing beats, and three of them by name.

>>> from fractions import Fraction
>>> from hejie.plans import outcome, survival
>>> from hejie.plans.levers import Levers
>>> levers = Levers(terms=(12, 24, 36, 48, 60), rates=(Fraction("0.06"), Fraction("0.12")))
>>> table = [
...     Creditor(name=name, claim_minor=owed, plans=outcome.screen(levers, principal_minor=owed),
...              economics=outcome.Economics())
...     for name, owed in (("bank", 4_000_000), ("shop", 1_000_000))]
>>> household = survival.Household(income_minor=800_000, living_minor=600_000, buffer_minor=300_000)
>>> futures = survival.simulate(household, survival.IncomeModel(), months=60, paths=500, seed=1)
>>> found = frontier(table, futures, most_minor=household.disposable_minor)
>>> for one in proposals(found):
...     print(one.name, one.plan.burden_minor, one.plan.total_minor, one.plan.completes)
balanced 117427 5636496 417
affordable 96665 5799900 426
cheapest 166009 5444472 360
"""

from hejie.plans.joint.creditors import Creditor, horizon, offers
from hejie.plans.joint.naming import RULE, Proposal, as_safe_as_any, proposals, still_safe
from hejie.plans.joint.offers import Offers, pareto, phases
from hejie.plans.joint.plan import JointPlan
from hejie.plans.joint.room import Room
from hejie.plans.joint.search import BAND, Places, frontier, try_choices, unbeaten

__all__ = [
    "BAND",
    "RULE",
    "Creditor",
    "JointPlan",
    "Offers",
    "Places",
    "Proposal",
    "Room",
    "as_safe_as_any",
    "frontier",
    "horizon",
    "offers",
    "pareto",
    "phases",
    "proposals",
    "still_safe",
    "try_choices",
    "unbeaten",
]
