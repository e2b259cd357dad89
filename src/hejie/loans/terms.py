"""The terms of a loan, as data: every convention that could change a cent is a field here and an `if` nowhere.

A thousand yuan over three months at 12 %, level instalments:

>>> from fractions import Fraction
>>> terms = Terms(method="equal_instalment", principal_minor=100000, annual_rate=Fraction(12, 100),
...     start=date(2026, 1, 15), first_due=date(2026, 2, 15), instalments=3)
>>> terms.overdue_rate
Fraction(3, 25)

Terms that cannot be meant raise Faulty with every fault at once, each with its field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from hejie import dates, texts
from hejie.dates.due import MOST_PERIODS
from hejie.dates.parse import bound_faults
from hejie.loans.buckets import CHARGEABLE, COSTS_INTEREST_PRINCIPAL, order_faults
from hejie.money import DIGITS, HALF_UP, MAX_MINOR, MAX_RATE, Rounding, rate_text

METHODS: Final = ("equal_instalment", "equal_principal", "interest_only", "bullet", "daily_interest")
"""等额本息, 等额本金, 先息后本, 到期一次还本付息, 随借随还."""

PERIODS: Final = "periods"
"""The count of loans whose month is a twelfth of a year whatever its days."""

STUBS: Final = ("days", "whole")
DEFERRED: Final = ("first", "spread")
ROUNDED: Final = ("instalment", "running_total")
SURPLUSES: Final = ("by_method", "advance", "next", "even", "principal", "shorter", "smaller")
"""What money beyond what is due does; see `Terms` and docs/algorithms/replay.md."""

ACROSS: Final = ("bucket", "instalment")
OVERDUE_BEARS: Final = ("penalty", "contract")
OVERDUE_FROM: Final = ("day_after", "due_day")
INTEREST_BY: Final = ("balance", "schedule")

PER_YEAR: Mapping[str, int] = MappingProxyType(
    {"week": 52, "fortnight": 26, "month": 12, "two months": 6, "quarter": 4, "half-year": 2, "year": 1}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was agreed. Amounts are minor units of `currency`, rates exact fractions a year.

    - `start`: the day of drawing, from which interest runs; `first_due`: the first due date; `every`: the step of the
      following ones; `month_end` and `roll`: their rules (see `hejie.dates`). A roll moves the interest with the day.
    - `count`: "periods", or a day count of `dates.COUNTS`. `odd_days` is the day count used beside "periods", for a
      first period of odd length (`stub` "days"; "whole" takes it for a whole one) and for overdue days.
    - `rounding`: of each interest amount and instalment; `instalment_rounding`: of the level instalment or principal
      part, if another. `rounded` "instalment" rounds each figure before the next is taken from it; "running_total"
      computes unrounded and rounds the sums, as spreadsheets and mortgage calculators do.
    - `grace_principal`, `grace_interest`: how many first instalments ask for none of it; postponed interest bears no
      interest and is `deferred` to the "first" instalment after the grace, or "spread" over all of them.
    - `fee_minor`: a fee in each instalment, owed in `fee_bucket`.
    - `penalty_uplift`: overdue principal bears annual_rate x (1 + uplift), unless `penalty_rate` names the rate itself;
      `compound_rate`: what overdue interest bears (0: nothing).
    - `allocation`: the order in which a payment fills the buckets; `across` "bucket" pays one bucket of every
      instalment before the next bucket, "instalment" the oldest instalment whole before the next one.
    - `surplus`: money beyond what is due waits for the next instalment ("advance"), or repays at once: the "next"
      instalments, all of them "even"ly, the last ones first ("principal"), or so that the loan becomes "shorter" at the
      same instalment (缩短期限) or its instalments "smaller" over the same time (减少月供).
    - `overdue_bears`: overdue principal bears "penalty" interest in its own bucket, or goes on at the "contract" rate
      inside the next instalments. `overdue_from`: the first day late is the "day_after" or the "due_day" itself.
    - `interest_by`: interest follows the "balance" from day to day, or each instalment's is the "schedule"'s, whenever
      its principal is paid.
    """

    method: str
    principal_minor: int
    annual_rate: Fraction
    start: date
    first_due: date
    instalments: int
    every: str = "month"
    count: str = PERIODS
    odd_days: str = "act/360"
    stub: str = "days"
    month_end: str = "same_day"
    roll: str = "none"
    rounding: Rounding = HALF_UP
    instalment_rounding: Rounding | None = None
    rounded: str = "instalment"
    currency: str = "CNY"
    grace_principal: int = 0
    grace_interest: int = 0
    deferred: str = "first"
    fee_minor: int = 0
    fee_bucket: str = "service_fees"
    penalty_uplift: Fraction = Fraction(0)
    penalty_rate: Fraction | None = None
    compound_rate: Fraction = Fraction(0)
    allocation: tuple[str, ...] = COSTS_INTEREST_PRINCIPAL
    across: str = "bucket"
    surplus: str = "by_method"
    overdue_bears: str = "penalty"
    overdue_from: str = "day_after"
    interest_by: str = "balance"

    def __post_init__(self) -> None:
        faults = _faults(self)
        if faults:
            raise texts.Faulty(faults)

    @property
    def daily_count(self) -> str:
        """The day count for any number of days that is not a whole period."""
        return self.odd_days if self.count == PERIODS else self.count

    @property
    def overdue_rate(self) -> Fraction:
        """What overdue principal bears a year."""
        return (
            self.annual_rate * (1 + self.penalty_uplift) if self.penalty_rate is None else self.penalty_rate
        )

    @property
    def prepays(self) -> bool:
        """Whether money beyond what is due repays principal at once."""
        return self.early != "advance"

    @property
    def early(self) -> str:
        """What money beyond what is due does, the method's own answer filled in."""
        if self.surplus != "by_method":
            return self.surplus
        return "principal" if self.method == "daily_interest" else "advance"


def _faults(terms: Terms) -> tuple[texts.Fault, ...]:
    return (
        *_choice_faults(terms),
        *_number_faults(terms),
        *_rate_faults(terms),
        *_date_faults(terms),
        *_daily_faults(terms),
        *order_faults(terms.allocation),
    )


def _choice_faults(terms: Terms) -> list[texts.Fault]:
    day_counts = tuple(dates.COUNTS)
    choices = {
        "method": METHODS,
        "every": tuple(dates.EVERY),
        "count": (PERIODS, *day_counts),
        "odd_days": day_counts,
        "stub": STUBS,
        "month_end": tuple(dates.MONTH_ENDS),
        "roll": tuple(dates.ROLLS),
        "rounded": ROUNDED,
        "deferred": DEFERRED,
        "surplus": SURPLUSES,
        "across": ACROSS,
        "overdue_bears": OVERDUE_BEARS,
        "overdue_from": OVERDUE_FROM,
        "interest_by": INTEREST_BY,
        "fee_bucket": CHARGEABLE,
        "currency": tuple(DIGITS),
    }
    return [
        texts.fault("loan_choice_unknown", field, given=str(given), known=known)
        for field, known in choices.items()
        if (given := getattr(terms, field)) not in known
    ]


def _number_faults(terms: Terms) -> list[texts.Fault]:
    found = []
    if not 1 <= terms.principal_minor <= MAX_MINOR:
        found.append(
            texts.fault(
                "loan_principal_out_of_range",
                "principal",
                given_minor=terms.principal_minor,
                least_minor=1,
                most_minor=MAX_MINOR,
                currency=terms.currency if terms.currency in DIGITS else "CNY",
            )
        )
    if not 1 <= terms.instalments <= MOST_PERIODS:
        found.append(
            texts.fault(
                "loan_number_out_of_range", "instalments", given=terms.instalments, least=1, most=MOST_PERIODS
            )
        )
    if terms.fee_minor < 0:
        found.append(texts.fault("loan_amount_negative", "fee", given_minor=terms.fee_minor))
    return found + _grace_faults(terms)


def _grace_faults(terms: Terms) -> list[texts.Fault]:
    return [
        texts.fault("loan_grace_too_long", field, given=given, instalments=terms.instalments)
        for field in ("grace_principal", "grace_interest")
        if (given := getattr(terms, field)) and not 0 <= given < terms.instalments
    ]


def _rate_faults(terms: Terms) -> list[texts.Fault]:
    rates = {
        "annual_rate": terms.annual_rate,
        "penalty_uplift": terms.penalty_uplift,
        "penalty_rate": terms.penalty_rate or 0,
        "compound_rate": terms.compound_rate,
    }
    inexact = [field for field, given in rates.items() if not isinstance(given, (Fraction, int))]
    if inexact:
        raise TypeError(f"{', '.join(inexact)}: a rate is a Fraction")
    return [
        texts.fault(
            "loan_rate_out_of_range",
            field,
            given_rate=rate_text(Fraction(given)),
            most_rate=rate_text(MAX_RATE),
        )
        for field, given in rates.items()
        if not 0 <= given <= MAX_RATE
    ]


def _date_faults(terms: Terms) -> tuple[texts.Fault, ...]:
    bounds = bound_faults(terms.start, field="start") + bound_faults(terms.first_due, field="first_due")
    if terms.first_due > terms.start:
        return bounds
    start, first_due = terms.start.isoformat(), terms.first_due.isoformat()
    late = texts.fault("loan_first_due_not_after_start", "first_due", start_on=start, first_due_on=first_due)
    return (*bounds, late)


def _daily_faults(terms: Terms) -> list[texts.Fault]:
    """A loan repaid on any day bears interest by the day: no month of a twelfth, and no waiting for the due date."""
    if terms.method != "daily_interest":
        return []
    found = []
    if terms.count == PERIODS:
        found.append(
            texts.fault("loan_daily_needs_day_count", "count", given=terms.count, known=tuple(dates.COUNTS))
        )
    if terms.surplus == "advance":
        found.append(texts.fault("loan_daily_needs_early_repayment", "surplus"))
    return found
