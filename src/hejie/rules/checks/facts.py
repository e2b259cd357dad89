"""What the checks look at. A fact that is None was not told: a check that needs it answers `unknown`.

Money is in minor units, rates are exact yearly fractions (a Fraction of 18/100 is 18 % a year), dates are legal days
in the country's own zone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

LENDER_TYPES: Final = (
    "private",
    "bank",
    "consumer_finance",
    "trust",
    "auto_finance",
    "microloan",
    "guarantee_company",
    "factoring",
    "leasing",
    "pawn",
    "local_amc",
)
CHANNELS: Final = ("own", "platform")


@dataclass(frozen=True, slots=True)
class Flow:
    """A payment by the borrower, `years` (an exact fraction of a year) after the money was received."""

    years: Fraction
    minor: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch in which charges accrued on an unchanged principal; `years` is its exact length."""

    years: Fraction
    outstanding_minor: int
    charges_minor: int


@dataclass(frozen=True, slots=True)
class Guarantor:
    """A guarantor, and the day of the written consent to the change (None: none given)."""

    consented_on: date | None


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A repayment plan and the loan under it, as the plan checks need them.

    `kind` is extension, restructure or settlement; `lender_type` one of LENDER_TYPES, `channel` one of CHANNELS.
    `contract_rate` is the rate that the penalty is measured by, `rate_before` the loan's rate before the plan.
    `payable_minor` is everything paid and to be paid on a loan since `borrowed_on`, from `initial_principal_minor` on.
    `card_fields` are the fields that a card plan states.
    """

    kind: str
    lender_type: str
    channel: str
    plan_on: date
    contract_on: date | None = None
    product: str = "consumption"
    # price
    annual_rate: Fraction | None = None
    overdue_rate: Fraction | None = None
    contract_rate: Fraction | None = None
    rate_before: Fraction | None = None
    is_misuse: bool = False
    compound_on_penalty: bool = False
    flows: tuple[Flow, ...] = ()
    financed_minor: int | None = None
    segments: tuple[Segment, ...] = ()
    platform_fee_minor: int = 0
    capitalised_interest_minor: int = 0
    # principal
    received_minor: int | None = None
    principal_base_minor: int | None = None
    # schedule
    agreed_principal_minor: int | None = None
    principal_parts: tuple[int, ...] = ()
    due_on: tuple[date, ...] = ()
    total_before_minor: int | None = None
    total_after_minor: int | None = None
    # extension
    requested_on: date | None = None
    maturity_on: date | None = None
    original_months: int | None = None
    extension_months: int | None = None
    is_overdue: bool = False
    guarantors: tuple[Guarantor, ...] = ()
    effective_on: date | None = None
    # interest turned into principal, of a private loan
    initial_principal_minor: int | None = None
    borrowed_on: date | None = None
    payable_minor: int | None = None
    # a card holder's own plan
    card_fields: tuple[str, ...] | None = None
    is_oral: bool = False
    is_recorded: bool = False
    # disclosure
    has_cost_table: bool | None = None
    adds_instalments: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """One term that an agreement changes; empty strings are gaps."""

    term: str
    old: str
    new: str
    effective_on: date | None


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """An agreement's words: each changed term, each required term, and its free texts.

    `is_whole`: it is the agreement as a whole, so that every term that an agreement always says must be there.
    """

    changes: tuple[Change, ...]
    required: Mapping[str, str]
    texts: tuple[str, ...] = ()
    product: str = "consumption"
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class ConfirmationFacts:
    """An agreement on `day` and what a court would look at. `defects` are reasons for which it refuses to confirm."""

    effective_on: date
    day: date
    has_lawful_body: bool
    both_apply: bool | None = None
    defects: tuple[str, ...] = ()
    last_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class LimitationFacts:
    """When the claim last fell due or was last acted on, and what is about to be done."""

    acting_on: date
    last_event_on: date | None
    writes_promise: bool = True
