"""The words in which the terms of a loan are said: the choices of each convention, and the parts drawn or rated later.

What each choice means stands beside its field in `Terms`; which of them go together, `sound` says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

METHODS: Final = (
    "equal_instalment",
    "equal_principal",
    "interest_only",
    "bullet",
    "daily_interest",
    "flat_rate",
    "step_up",
    "seasonal",
)
"""等额本息, 等额本金, 先息后本, 到期一次还本付息, 随借随还, 等本等息, 逐段递增, 按季节还本."""

PERIODS: Final = "periods"
"""The count of loans whose month is a twelfth of a year whatever its days."""

STUBS: Final = ("days", "share", "whole")
DEFERRED: Final = ("first", "spread")
ROUNDED: Final = ("instalment", "part", "running_total")
LASTS: Final = ("rest", "near")
COUNTED_ON: Final = ("face", "received")
SURPLUSES: Final = ("by_method", "advance", "next", "even", "last", "principal", "shorter", "smaller")
"""What money beyond what is due does; see `Terms` and docs/algorithms/replay.md."""

ACROSS: Final = ("bucket", "instalment")
OVERDUE_BEARS: Final = ("penalty", "contract")
OVERDUE_FROM: Final = ("day_after", "due_day")
INTEREST_BY: Final = ("balance", "schedule")

PER_YEAR: Mapping[str, int] = MappingProxyType(
    {"week": 52, "fortnight": 26, "month": 12, "two months": 6, "quarter": 4, "half-year": 2, "year": 1}
)


@dataclass(frozen=True, slots=True)
class Tranche:
    """A part of the loan drawn later, on `day`."""

    day: date
    minor: int


@dataclass(frozen=True, slots=True)
class RateStep:
    """A yearly rate that was agreed to hold from `day` on."""

    day: date
    annual_rate: Fraction
