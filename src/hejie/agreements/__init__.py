"""Agreements: a plan that both sides accepted becomes clauses, duties of both sides, and one hash to sign; later, how
it stands on a day.

A payment due on 15 February, with 5 days of grace, not made is a breach from the 21st:

>>> from datetime import date
>>> from fractions import Fraction
>>> duty = ObligationSpec("upfront", "borrower", "duty_pay_at_once", date(2026, 2, 15), 1, amount_minor=50000)
>>> rule = BreachRule(grace_days=5, cure_days=15, least_partial_share=Fraction(1, 2))
>>> [performance_at([duty], [], date(2026, 2, day), rule=rule).is_in_breach for day in (20, 21)]
[False, True]
"""

from hejie.agreements.drawing import NEVER_FORGOTTEN, draw_up, package_of
from hejie.agreements.duties import dated, obligations
from hejie.agreements.early import Part, Payoff, payoff_on
from hejie.agreements.equal import pays_more, share_paid
from hejie.agreements.pausing import Moved, paused
from hejie.agreements.performance import (
    ALLOCATIONS,
    BreachRule,
    DutyLine,
    Line,
    Payment,
    Performance,
    duties_at,
    performance_at,
)
from hejie.agreements.remaining import owed_under
from hejie.agreements.values import (
    Before,
    Clause,
    Condition,
    Deal,
    NamedLoan,
    ObligationSpec,
    Options,
    Party,
    Risk,
    Span,
    Terms,
    spans,
)

__all__ = [
    "ALLOCATIONS",
    "NEVER_FORGOTTEN",
    "Before",
    "BreachRule",
    "Clause",
    "Condition",
    "Deal",
    "DutyLine",
    "Line",
    "Moved",
    "NamedLoan",
    "ObligationSpec",
    "Options",
    "Part",
    "Party",
    "Payment",
    "Payoff",
    "Performance",
    "Risk",
    "Span",
    "Terms",
    "dated",
    "draw_up",
    "duties_at",
    "obligations",
    "owed_under",
    "package_of",
    "paused",
    "payoff_on",
    "pays_more",
    "performance_at",
    "share_paid",
    "spans",
]
