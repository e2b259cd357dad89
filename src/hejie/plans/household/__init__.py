"""A household and all that it owes: three joint plans made exactly, what if, and what each lender sees."""

from hejie.plans.household.ahead import CASES, Ahead, choice_faults
from hejie.plans.household.baselines import METHODS
from hejie.plans.household.case import Case, Owed, case_from_json, schema, season_of
from hejie.plans.household.making import Exact, futures, months_of
from hejie.plans.household.menus import LenderMenu, lender_menu
from hejie.plans.household.moving import terms_from
from hejie.plans.household.proposing import Planned, Proposed, propose
from hejie.plans.household.shares import Debts
from hejie.plans.household.table import why_not
from hejie.plans.household.views import LenderView, lender_view
from hejie.plans.household.whatif import WhatIf, what_if

__all__ = [
    "CASES",
    "METHODS",
    "Ahead",
    "Case",
    "Debts",
    "Exact",
    "LenderMenu",
    "LenderView",
    "Owed",
    "Planned",
    "Proposed",
    "WhatIf",
    "case_from_json",
    "choice_faults",
    "futures",
    "lender_menu",
    "lender_view",
    "months_of",
    "propose",
    "schema",
    "season_of",
    "terms_from",
    "what_if",
    "why_not",
]
