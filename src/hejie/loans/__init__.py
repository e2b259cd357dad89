"""Loans: terms as data, schedules as columns of integers, and what is owed at any day, bucket by bucket.

>>> from datetime import date
>>> from fractions import Fraction
>>> terms = Terms(method="equal_principal", principal_minor=1200000, annual_rate=Fraction(12, 100),
...     start=date(2026, 1, 15), first_due=date(2026, 2, 15), instalments=12)
>>> schedule(terms).amounts[:3], schedule(terms).total_interest
((112000, 111000, 110000), 78000)
>>> account_at(terms, (Payment(date(2026, 2, 15), 112000),), date(2026, 3, 1)).buckets.normal_principal
1100000

What a loan costs as a rate is `loans.cost`; many loans at once are `hejie.loans.batch`, which is opened by itself.
"""

from hejie.loans import cost
from hejie.loans.account import (
    Account,
    InstalmentState,
    Payoff,
    Received,
    account_at,
    instalments_at,
    payoff,
)
from hejie.loans.accrue import accrue
from hejie.loans.buckets import (
    BUCKETS,
    CHARGEABLE,
    COSTS_INTEREST_PRINCIPAL,
    PRINCIPAL,
    Allocation,
    Buckets,
    allocate,
)
from hejie.loans.conventions import METHODS, PER_YEAR, PERIODS, RateStep, Tranche
from hejie.loans.events import (
    CARRIED,
    Capitalise,
    Carry,
    Charge,
    Draw,
    DueDateChange,
    Event,
    Extension,
    Pause,
    Payment,
    RateChange,
    ReAge,
    ReAmortise,
    Restructure,
    ReTerm,
    Reversal,
    Settlement,
    Transfer,
    Waiver,
)
from hejie.loans.parse import parse_terms, plain_terms
from hejie.loans.periods import Periods, periods
from hejie.loans.restructure import OPERATIONS, Effect, effect_of, to_come
from hejie.loans.reterm import CARRIES, NewTerms, Retermed, reterm
from hejie.loans.schedule import Instalment, Schedule, schedule, unrounded, with_instalment
from hejie.loans.terms import Terms

__all__ = [
    "BUCKETS",
    "CARRIED",
    "CARRIES",
    "CHARGEABLE",
    "COSTS_INTEREST_PRINCIPAL",
    "METHODS",
    "OPERATIONS",
    "PERIODS",
    "PER_YEAR",
    "PRINCIPAL",
    "Account",
    "Allocation",
    "Buckets",
    "Capitalise",
    "Carry",
    "Charge",
    "Draw",
    "DueDateChange",
    "Effect",
    "Event",
    "Extension",
    "Instalment",
    "InstalmentState",
    "NewTerms",
    "Pause",
    "Payment",
    "Payoff",
    "Periods",
    "RateChange",
    "RateStep",
    "ReAge",
    "ReAmortise",
    "ReTerm",
    "Received",
    "Restructure",
    "Retermed",
    "Reversal",
    "Schedule",
    "Settlement",
    "Terms",
    "Tranche",
    "Transfer",
    "Waiver",
    "account_at",
    "accrue",
    "allocate",
    "cost",
    "effect_of",
    "instalments_at",
    "parse_terms",
    "payoff",
    "periods",
    "plain_terms",
    "reterm",
    "schedule",
    "to_come",
    "unrounded",
    "with_instalment",
]
