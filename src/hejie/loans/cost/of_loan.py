"""What a loan costs: amount and rates together, from what the borrower receives and what falls due.

10,000.00 at 12 % over a year, of which 500.00 is kept back when it is paid out (砍头息): the contract says 12 %, the
money says 21.86 %.

>>> from hejie import loans
>>> terms = loans.Terms(method="equal_instalment", principal_minor=1000000, annual_rate=Fraction(12, 100),
...     start=date(2026, 1, 15), first_due=date(2026, 2, 15), instalments=12)
>>> said, meant = of_terms(terms), of_terms(terms, received_minor=950000)
>>> said.nominal.percent(places=2), meant.nominal.percent(places=2), meant.effective.percent(places=2)
(Decimal('12.00'), Decimal('21.86'), Decimal('24.18'))
>>> meant.cost_minor
116186
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate

from hejie import dates, texts
from hejie.loans.cost.flows import Dated, Flow, raise_any
from hejie.loans.cost.irr import irr_at, xirr
from hejie.loans.cost.rates import Answer, effective, nominal, of_each
from hejie.loans.periods import periods
from hejie.loans.schedule import Schedule, schedule
from hejie.loans.terms import PER_YEAR, Terms


@dataclass(frozen=True, slots=True)
class Cost:
    """Minor units and rates of one loan. `period` is the rate of one regular period, `nominal` that times the periods
    of a year, `effective` that compounded, `dated` the effective rate by the days themselves (xirr)."""

    received_minor: int
    paid_minor: int
    period: Answer
    nominal: Answer
    effective: Answer
    dated: Answer

    @property
    def cost_minor(self) -> int:
        """What is paid beyond what was received."""
        return self.paid_minor - self.received_minor


def of_terms(
    terms: Terms, *, received_minor: int | None = None, holidays: dates.Holidays = dates.WEEKENDS_ONLY
) -> Cost:
    """The cost of a loan kept as agreed. `received_minor` is what reached the borrower, if not the whole principal.

    Raises Faulty if that is below 1 or more than the principal.
    """
    received = terms.principal_minor if received_minor is None else received_minor
    years = accumulate(periods(terms, holidays).years)
    return of_schedule(
        schedule(terms, holidays=holidays),
        start=terms.start,
        received_minor=received,
        times=[part * PER_YEAR[terms.every] for part in years],
        per_year=PER_YEAR[terms.every],
    )


def of_schedule(
    plan: Schedule,
    *,
    start: date,
    received_minor: int,
    times: Sequence[Fraction] | None = None,
    per_year: int = 12,
) -> Cost:
    """The cost of `received_minor` on `start`, repaid by `plan`.

    `times`: when each instalment falls due, in periods of which `per_year` make a year; without it they are 1, 2, 3 ...
    """
    raise_any(_faults(plan, received_minor, times))
    when = [Fraction(k) for k in range(1, len(plan) + 1)] if times is None else times
    paid = [Flow(time, -minor) for time, minor in zip(when, plan.amounts, strict=True)]
    period = irr_at([Flow(0, received_minor), *paid], per_year=per_year)
    dated = [Dated(due, -minor) for due, minor in zip(plan.due, plan.amounts, strict=True)]
    return Cost(
        received_minor=received_minor,
        paid_minor=plan.total,
        period=period,
        nominal=of_each(period, nominal),
        effective=of_each(period, effective),
        dated=xirr([Dated(start, received_minor), *dated]),
    )


def _faults(plan: Schedule, received_minor: int, times: Sequence[Fraction] | None) -> tuple[texts.Fault, ...]:
    found = []
    most = sum(plan.principal)
    if not 1 <= received_minor <= most:
        found.append(
            texts.fault(
                "loan_principal_out_of_range",
                "received",
                given_minor=received_minor,
                least_minor=1,
                most_minor=most,
                currency=plan.currency,
            )
        )
    if times is not None and len(times) != len(plan):
        found.append(texts.fault("loan_columns_uneven", "times", given=len(times), wanted=len(plan)))
    return tuple(found)
