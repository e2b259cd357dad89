"""A contract X-ray: what the loan costs a year beside what the contract says, the caps it meets, what to ask about.

    seen = papers.xray(Asked(principal_minor=1000000, annual_rate=Fraction(12, 100), months=12, upfront_fee_minor=50000, ...))
    seen.stated_rate, seen.true_rate_nominal       # 12 % said, 21.86 % meant

The values are those that a person confirmed. Fees taken at payout lessen what was received, monthly fees are paid with
each instalment: both are a price of the money, whatever they are called. Whether a cap is broken is asked of the dated
rules; where lender or day is unknown the answer is unknown and never "fine".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from hejie import dates, loans, rules, texts
from hejie.loans import Terms
from hejie.loans.cost import Cost, Rate, of_terms

_YEAR: Final = 12
_DAYS: Final = (
    360  # of a banker's year: the People's Bank derives the daily rate as a 360th of the yearly one
)
_FAR: Final = Fraction(1, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the contract says, as confirmed: minor units, exact shares a year. `lender_type` and `channel` are words of
    `hejie.rules`, "" if unknown."""

    principal_minor: int
    annual_rate: Fraction
    months: int
    start: date
    method: str = "equal_instalment"
    upfront_fee_minor: int = 0
    monthly_fee_minor: int = 0
    penalty_uplift: Fraction = Fraction(0)
    contract_on: date | None = None
    lender_type: str = ""
    channel: str = "own"


@dataclass(frozen=True, slots=True)
class XRay:
    """Shares a year as decimals of one; None where no rate explains the payments. Money in minor units."""

    stated_rate: Fraction
    true_rate_nominal: float | None
    true_rate_effective: float | None
    received_minor: int
    paid_minor: int
    cost_minor: int
    interest_minor: int
    fees_minor: int
    findings: tuple[rules.Finding, ...]
    questions: tuple[texts.Message, ...]


def yearly(*, monthly: Fraction | None = None, daily: Fraction | None = None) -> Fraction | None:
    """The yearly rate that a contract means when it names one for a month or a day; None where it names neither.

    >>> yearly(daily=Fraction(5, 10_000)), yearly(monthly=Fraction(15, 1000))
    (Fraction(9, 50), Fraction(9, 50))
    """
    if monthly is not None:
        return monthly * _YEAR
    return None if daily is None else daily * _DAYS


def xray(asked: Asked, *, pack: rules.LawPack | None = None, on: date | None = None) -> XRay:
    """Raises Faulty for terms that cannot be, naming every reason. `pack` and `on` are needed for the caps."""
    terms = _terms(asked)
    received = asked.principal_minor - asked.upfront_fee_minor
    cost = of_terms(terms, received_minor=received)
    plan = loans.schedule(terms)
    nominal, effective = (
        rate.value if isinstance(rate, Rate) else None for rate in (cost.nominal, cost.effective)
    )
    return XRay(
        stated_rate=asked.annual_rate,
        true_rate_nominal=nominal,
        true_rate_effective=effective,
        received_minor=received,
        paid_minor=cost.paid_minor,
        cost_minor=cost.cost_minor,
        interest_minor=plan.total_interest,
        fees_minor=asked.upfront_fee_minor + asked.monthly_fee_minor * terms.instalments,
        findings=_caps(asked, plan, received, pack, on),
        questions=tuple(_questions(asked, cost, nominal)),
    )


def _terms(asked: Asked) -> Terms:
    """Monthly from the start on, at the day of the month on which it began."""
    once = asked.method == "bullet"
    months = asked.months if once else 1
    first = dates.add_months(asked.start, months)
    return Terms(
        method=asked.method,
        principal_minor=asked.principal_minor,
        annual_rate=asked.annual_rate,
        start=asked.start,
        first_due=first,
        instalments=1 if once else asked.months,
        every=f"{asked.months} months" if once else "month",
        fee_minor=asked.monthly_fee_minor,
        penalty_uplift=asked.penalty_uplift,
    )


def _caps(
    asked: Asked, plan: loans.Schedule, received: int, pack: rules.LawPack | None, on: date | None
) -> tuple[rules.Finding, ...]:
    if pack is None or on is None or asked.lender_type not in rules.LENDER_TYPES:
        return ()
    step = Fraction(asked.months if asked.method == "bullet" else 1, _YEAR)
    flows = tuple(rules.Flow(step * (place + 1), minor) for place, minor in enumerate(plan.amounts))
    facts = rules.PlanFacts(
        kind="restructure",
        lender_type=asked.lender_type,
        channel=asked.channel,
        plan_on=on,
        contract_on=asked.contract_on or asked.start,
        annual_rate=asked.annual_rate,
        overdue_rate=asked.annual_rate * (1 + asked.penalty_uplift) if asked.penalty_uplift else None,
        flows=flows,
        financed_minor=received,
    )
    return rules.check_caps(facts, pack=pack)


def _questions(asked: Asked, cost: Cost, nominal: float | None) -> Iterator[texts.Message]:
    if nominal is not None and Fraction(nominal) - asked.annual_rate > _FAR:
        yield texts.message(
            "contract_costs_more_than_stated",
            stated_rate=rules.rate_fact(float(asked.annual_rate)),
            actual_rate=rules.rate_fact(nominal),
            cost_minor=cost.cost_minor,
        )
    if asked.upfront_fee_minor:
        yield texts.message("contract_paid_out_less", fee_minor=asked.upfront_fee_minor)
    if not asked.lender_type:
        yield texts.message("contract_lender_unknown")
