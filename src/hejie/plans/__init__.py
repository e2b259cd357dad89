"""Repayment plans: packages of terms, what they mean, and menus of those that law, lender and household allow.

>>> from datetime import date
>>> from fractions import Fraction
>>> from hejie import loans, rules
>>> claim = loans.Buckets(overdue_principal=1_000_000, overdue_interest=20_000, penalty_interest=15_000)
>>> package = Package(instalments=12, first_due=date(2026, 2, 15), annual_rate=Fraction("0.06"),
...                   waive={"penalty_interest": 15_000})
>>> tried = evaluate(package, claim, start=date(2026, 1, 15), under=[LoanFacts("bank")], pack=rules.load_pack("cn"))
>>> tried.schedule.amounts[0], tried.total_minor, tried.extra_minor, tried.is_lawful
(87733, 1052796, 17796, True)
"""

from hejie.plans.assessing import Assessed, assess, why_not
from hejie.plans.bounds import below_floor, outside
from hejie.plans.claim import NewClaim, Treatment, restate
from hejie.plans.evaluation import Evaluation, LoanFacts, Means, evaluate, month_burden
from hejie.plans.grid import Menu, Option, Rejected
from hejie.plans.levers import EVEN_YEAR, first_shape
from hejie.plans.menus import menu
from hejie.plans.package import (
    EVERY,
    GRACE,
    METHODS,
    ON_BREACH,
    TREATMENTS,
    USUAL,
    Package,
    package_from_json,
    package_hash,
    package_to_json,
)
from hejie.plans.standing import Standing, Told, ToldLoan, stand
from hejie.plans.told import parse_told
from hejie.plans.trial import Asked, Trial, claim_of, rule_ids, try_policy

__all__ = [
    "EVEN_YEAR",
    "EVERY",
    "GRACE",
    "METHODS",
    "ON_BREACH",
    "TREATMENTS",
    "USUAL",
    "Asked",
    "Assessed",
    "Evaluation",
    "LoanFacts",
    "Means",
    "Menu",
    "NewClaim",
    "Option",
    "Package",
    "Rejected",
    "Standing",
    "Told",
    "ToldLoan",
    "Treatment",
    "Trial",
    "assess",
    "below_floor",
    "claim_of",
    "evaluate",
    "first_shape",
    "menu",
    "month_burden",
    "outside",
    "package_from_json",
    "package_hash",
    "package_to_json",
    "parse_told",
    "restate",
    "rule_ids",
    "stand",
    "try_policy",
    "why_not",
]
