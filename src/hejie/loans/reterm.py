"""New terms for what is left of a claim: some paid at once, the principal in instalments, the rest carried along.

Interest, penalties and charges that were not waived are carried into the new instalments without interest, so that a
restructure never turns interest into principal. 9,000.00 of principal and 300.00 of old interest, free of interest
over three months after 300.00 at once:

>>> claim = Buckets(overdue_principal=900000, overdue_interest=30000)
>>> new = reterm(claim, NewTerms(start=date(2026, 3, 1), first_due=date(2026, 4, 1), instalments=3,
...     annual_rate=Fraction(0), upfront_minor=30000))
>>> new.schedule.amounts, new.total_minor, new.cost_minor
((300000, 300000, 300000), 930000, 0)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from hejie import dates, money, texts
from hejie.loans.buckets import (
    COSTS_INTEREST_PRINCIPAL,
    PRINCIPAL,
    Allocation,
    Buckets,
    allocate,
    order_faults,
)
from hejie.loans.conventions import PERIODS
from hejie.loans.schedule import Schedule, schedule
from hejie.loans.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTerms:
    """What is agreed for the claim that is left (after waivers); conventions as in `Terms`.

    `upfront_minor`, paid on `start`, covers buckets in `order`. `instalments` counts those of the grace: the first
    `grace_instalments` ask for nothing, and the interest of that time is spread over the later ones without bearing
    interest itself. `carry` says where old interest and charges fall: "spread" over the instalments after the grace,
    on the "first" of them, or on the "last".
    """

    start: date
    first_due: date
    instalments: int
    annual_rate: Fraction
    method: str = "equal_instalment"
    every: str = "month"
    grace_instalments: int = 0
    upfront_minor: int = 0
    carry: str = "spread"
    order: tuple[str, ...] = COSTS_INTEREST_PRINCIPAL
    count: str = PERIODS
    stub: str = "days"
    rounding: money.Rounding = money.HALF_UP
    month_end: str = "same_day"
    roll: str = "none"

    def terms(self, principal_minor: int, *, currency: str) -> Terms:
        """The terms under which the principal is repaid; raises Faulty with everything wrong in them."""
        return Terms(
            method=self.method,
            principal_minor=principal_minor,
            annual_rate=self.annual_rate,
            start=self.start,
            first_due=self.first_due,
            instalments=self.instalments,
            every=self.every,
            count=self.count,
            stub=self.stub,
            month_end=self.month_end,
            roll=self.roll,
            rounding=self.rounding,
            currency=currency,
            grace_principal=self.grace_instalments,
            grace_interest=self.grace_instalments,
            deferred="spread",
        )


@dataclass(frozen=True, slots=True)
class Retermed:
    """A claim under new terms. `terms` is None where no principal is left after the upfront payment.

    `upfront` is what the money paid at the start covers; `carried` are the old amounts that the `arrears` column of
    the schedule collects without interest.
    """

    claim: Buckets
    upfront: Allocation
    carried: Buckets
    terms: Terms | None
    schedule: Schedule

    @property
    def total_minor(self) -> int:
        """Everything that will be paid, at once and in instalments."""
        return self.upfront.parts.total + self.schedule.total

    @property
    def cost_minor(self) -> int:
        """What is paid beyond the claim: the new interest."""
        return self.total_minor - self.claim.total


def reterm(claim: Buckets, new: NewTerms, *, holidays: dates.Holidays = dates.WEEKENDS_ONLY) -> Retermed:
    """The schedule of `claim` under `new`; raises Faulty with every fault of the terms."""
    faults = _faults(claim, new)
    if faults:
        raise texts.Faulty(faults)
    upfront = allocate(claim, new.upfront_minor, new.order)
    rest = upfront.rest
    carried = rest.waive_all({name: rest[name] for name in PRINCIPAL})
    terms = new.terms(max(rest.principal, 1), currency=claim.currency)
    plan = _with_arrears(schedule(terms, holidays=holidays), carried.total, new)
    if rest.principal:
        return Retermed(claim, upfront, carried, terms, plan)
    return Retermed(claim, upfront, carried, None, _without_principal(plan, rest.total))


def _faults(claim: Buckets, new: NewTerms) -> tuple[texts.Fault, ...]:
    found = list(order_faults(new.order, "order"))
    if new.carry not in CARRIES:
        found.append(texts.fault("loan_choice_unknown", "carry", given=new.carry, known=tuple(CARRIES)))
    if claim.total == 0:
        found.append(texts.fault("loan_nothing_owed", "claim"))
    if new.upfront_minor < 0:
        found.append(texts.fault("loan_amount_negative", "upfront", given_minor=new.upfront_minor))
    if new.upfront_minor > claim.total:
        found.append(
            texts.fault(
                "loan_upfront_too_large", "upfront", given_minor=new.upfront_minor, most_minor=claim.total
            )
        )
    return tuple(found)


CARRIES: Mapping[str, Callable[[int], tuple[int, ...]]] = MappingProxyType(
    {
        "spread": lambda n: (1,) * n,
        "first": lambda n: (1,) + (0,) * (n - 1),
        "last": lambda n: (0,) * (n - 1) + (1,),
    }
)


def _with_arrears(plan: Schedule, arrears: int, new: NewTerms) -> Schedule:
    free = min(new.grace_instalments, len(plan) - 1)
    shares = money.split(arrears, CARRIES[new.carry](len(plan) - free))
    return replace(plan, arrears=(0,) * free + shares)


def _without_principal(plan: Schedule, left: int) -> Schedule:
    """The same due dates with the arrears alone; no row at all where nothing is left."""
    zeros = (0,) * len(plan)
    bare = replace(plan, principal=zeros, interest=zeros, fee=zeros)
    return bare if left else replace(bare, due=(), principal=(), interest=(), fee=(), arrears=())
