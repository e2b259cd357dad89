"""Effective cost: what a loan costs as a rate, by every definition that a law or a spreadsheet uses.

`irr`, `irr_at`, `xirr` and the three APRs solve for a rate; the answer is a `Rate` that carries its kind, `Several` of
them, or `NoRate` with its reason: all three are values. `of_terms` and `of_schedule` give amount and rates of a loan, `legal_rates` its rates by three laws;
`tvm` holds payment, rate, number of periods, present and future value.

>>> irr([1, -2, 3]), irr([-100, 230, -132]).rates[0].percent(places=6)
(NoRate(reason='no_root'), Decimal('10.000000'))
"""

from hejie.loans.cost import tvm
from hejie.loans.cost.apr import apr_eu, apr_eu_dated, apr_uk, apr_uk_dated, apr_us, apr_us_at
from hejie.loans.cost.flows import Dated, Flow
from hejie.loans.cost.irr import irr, irr_at, xirr
from hejie.loans.cost.of_loan import Cost, LegalRates, legal_rates, of_schedule, of_terms
from hejie.loans.cost.rates import (
    KINDS,
    Answer,
    NoRate,
    Rate,
    Several,
    effective,
    nominal,
    of_each,
    rates_of,
)

__all__ = [
    "KINDS",
    "Answer",
    "Cost",
    "Dated",
    "Flow",
    "LegalRates",
    "NoRate",
    "Rate",
    "Several",
    "apr_eu",
    "apr_eu_dated",
    "apr_uk",
    "apr_uk_dated",
    "apr_us",
    "apr_us_at",
    "effective",
    "irr",
    "irr_at",
    "legal_rates",
    "nominal",
    "of_each",
    "of_schedule",
    "of_terms",
    "rates_of",
    "tvm",
    "xirr",
]
