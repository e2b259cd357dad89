"""Many plans as columns: one array for each fact, so that a whole portfolio is checked at once.

Rates are whole hundred-millionths of one (18 % a year is 18 000 000), money is minor units, days are days since 1970, a
fact that was not told is NONE. Payments stand in a table: row by plan, column by month after the money was received.
Plans with facts that have no column (accrued stretches, guarantors, a card plan, interest turned into principal) are for
the check of one plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hejie.rules.checks.card_checks import CARD
from hejie.rules.checks.facts import CHANNELS, LENDER_TYPES, PlanFacts

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

RATE_UNIT: Final = 10**8
NONE: Final = -1
MONTHS_A_YEAR: Final = 12
KINDS: Final = ("restructure", "extension", "settlement")
PRODUCTS: Final = ("consumption", "business", "other")
EPOCH: Final = date(1970, 1, 1)
WITHOUT_COLUMN: Final = ("segments", "guarantors", "card_fields", "is_oral", "capitalised_interest_minor")


@dataclass(frozen=True, slots=True)
class PlanColumns:
    """The facts of many plans. Words are places in LENDER_TYPES, CHANNELS, KINDS and PRODUCTS; one of no list is NONE.

    `payments[plan, month]` and how many there are (`flows`); sums of principal parts and whether one is negative.
    """

    kind: Whole
    lender_type: Whole
    channel: Whole
    product: Whole
    plan_on: Whole
    contract_on: Whole
    last_due_on: Whole
    annual_rate: Whole
    overdue_rate: Whole
    contract_rate: Whole
    is_misuse: Whole
    compound_on_penalty: Whole
    platform_fee_minor: Whole
    received_minor: Whole
    principal_base_minor: Whole
    agreed_principal_minor: Whole
    parts_sum: Whole
    parts: Whole
    negative_parts: Whole
    disordered: Whole
    total_before_minor: Whole
    total_after_minor: Whole
    requested_on: Whole
    maturity_on: Whole
    original_months: Whole
    extension_months: Whole
    is_overdue: Whole
    has_cost_table: Whole
    adds_instalments: Whole
    financed_minor: Whole
    flows: Whole
    payments: Floats

    def __len__(self) -> int:
        return len(self.kind)


def columns(plans: Sequence[PlanFacts]) -> PlanColumns:
    """The plans as columns. ValueError for a plan with a fact that has none, or payments that are not monthly."""
    rows = [_row(number, plan) for number, plan in enumerate(plans)]
    names = [field.name for field in fields(PlanColumns) if field.name != "payments"]
    whole: dict[str, Any] = {name: np.array([row[name] for row in rows], dtype=np.int64) for name in names}
    return PlanColumns(**whole, payments=_payments(plans))


def _payments(plans: Sequence[PlanFacts]) -> Floats:
    months = [[_month(flow.years) for flow in plan.flows] for plan in plans]
    table = np.zeros((len(plans), max((max(row, default=0) for row in months), default=0)))
    for number, (plan, row) in enumerate(zip(plans, months, strict=True)):
        for flow, month in zip(plan.flows, row, strict=True):
            table[number, month - 1] += flow.minor
    return table


def _month(years: Fraction) -> int:
    months = years * MONTHS_A_YEAR
    if months.denominator != 1 or months < 1:
        raise ValueError(f"a payment after {years} years is not monthly")
    return int(months)


def _row(number: int, plan: PlanFacts) -> dict[str, int]:
    if strange := [name for name in WITHOUT_COLUMN if getattr(plan, name)]:
        raise ValueError(f"plan {number}: {', '.join(strange)} has no column")
    if plan.product == CARD:
        raise ValueError(f"plan {number}: a card plan has no column")
    if plan.contract_on is None or (plan.flows and plan.financed_minor is None):
        raise ValueError(f"plan {number}: the day of the contract and what is financed are needed")
    return {
        "kind": _place(plan.kind, KINDS),
        "lender_type": _place(plan.lender_type, LENDER_TYPES),
        "channel": _place(plan.channel, CHANNELS),
        "product": _place(plan.product, PRODUCTS),
        "parts_sum": sum(plan.principal_parts),
        "parts": len(plan.principal_parts),
        "negative_parts": sum(part < 0 for part in plan.principal_parts),
        "disordered": sum(b <= a for a, b in zip(plan.due_on, plan.due_on[1:], strict=False)),
        "last_due_on": _days(plan.due_on[-1] if plan.due_on else None),
        "flows": len(plan.flows),
        **{
            name: _days(getattr(plan, name))
            for name in ("plan_on", "contract_on", "requested_on", "maturity_on")
        },
        **{name: _rate(getattr(plan, name)) for name in ("annual_rate", "overdue_rate", "contract_rate")},
        **{name: _whole(getattr(plan, name)) for name in _PLAIN},
    }


_PLAIN: Final = (
    "is_misuse",
    "compound_on_penalty",
    "platform_fee_minor",
    "received_minor",
    "principal_base_minor",
    "agreed_principal_minor",
    "total_before_minor",
    "total_after_minor",
    "original_months",
    "extension_months",
    "is_overdue",
    "has_cost_table",
    "adds_instalments",
    "financed_minor",
)


def _place(word: str, known: tuple[str, ...]) -> int:
    return known.index(word) if word in known else NONE


def _days(day: date | None) -> int:
    return NONE if day is None else (day - EPOCH).days


def _rate(rate: Fraction | None) -> int:
    if rate is None:
        return NONE
    whole = rate * RATE_UNIT
    if whole.denominator != 1:
        raise ValueError(f"a rate of {rate} has more decimals than a column")
    return int(whole)


def _whole(value: int | bool | None) -> int:
    return NONE if value is None else int(value)
