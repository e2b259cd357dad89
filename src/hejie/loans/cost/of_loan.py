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

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hejie import dates, texts
from hejie.dates.due import roll_days
from hejie.loans.cost.apr import apr_eu_dated, apr_uk_dated, apr_us
from hejie.loans.cost.flows import Dated, Flow, raise_any
from hejie.loans.cost.irr import irr_at, xirr
from hejie.loans.cost.rates import Answer, effective, nominal, of_each
from hejie.loans.periods import nominal_ends
from hejie.loans.schedule import Schedule, schedule
from hejie.loans.terms import Terms

MONTHS, WEEKS, DAYS, WEEK = 12, 52, 365, 7
"""Of a year; and the days of a week."""


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
    """The cost of a loan kept as agreed, with what is drawn later and what is paid down at once.

    `received_minor` is what reached the borrower at the start, if it is not what the terms say. Raises Faulty if that
    is below 1 or more than the first drawing.
    """
    advances = _advances(terms, received_minor)
    return _cost(advances, schedule(terms, holidays=holidays), Clock.of(terms, holidays))


@dataclass(frozen=True, slots=True)
class LegalRates:
    """The annual percentage rates of one loan by three laws, each under its own label."""

    us: Answer
    eu: Answer
    uk: Answer


def legal_rates(
    terms: Terms, *, received_minor: int | None = None, holidays: dates.Holidays = dates.WEEKENDS_ONLY
) -> LegalRates:
    """What the laws of the US, the EU and the UK (unsecured) call the rate of this loan, by its dates.

    The unit of time is the step of the due dates. Raises Faulty as `of_terms` does.
    """
    advances = _advances(terms, received_minor)
    plan = schedule(terms, holidays=holidays)
    payments = [Dated(due, minor) for due, minor in zip(plan.due, plan.amounts, strict=True)]
    step = _step(terms)
    unit = "month" if step.months or step.days % WEEK else "week"
    return LegalRates(
        us=apr_us(advances, payments, unit=_unit(step)),
        eu=apr_eu_dated(advances, payments, unit=unit),
        uk=apr_uk_dated(advances, payments, unit=unit),
    )


def _unit(step: dates.Step) -> dates.Unit:
    """The unit-period of Regulation Z: the step of the due dates, and never more than a year."""
    if step.months:
        return dates.Unit("month", step.months) if step.months < MONTHS else dates.Unit("year")
    weeks, odd = divmod(step.days, WEEK)
    if odd:
        return dates.Unit("day", min(step.days, DAYS))
    return dates.Unit("week", min(weeks, WEEKS))


def _step(terms: Terms) -> dates.Step:
    step = dates.step_of(terms.every)
    assert step is not None, terms.every  # Terms are sound
    return step


def _advances(terms: Terms, received_minor: int | None) -> list[Dated]:
    received = terms.received_minor if received_minor is None else received_minor
    raise_any(_received_faults(received, terms.principal_minor, terms.currency))
    return [Dated(terms.start, received), *(Dated(part.day, part.minor) for part in terms.tranches)]


def of_schedule(plan: Schedule, *, start: date, received_minor: int, per_year: int = MONTHS) -> Cost:
    """The cost of `received_minor` on `start`, repaid by `plan`, whose instalments fall due after 1, 2, 3 ... periods,
    `per_year` of which make a year."""
    raise_any(_received_faults(received_minor, sum(plan.principal), plan.currency))
    clock = Clock(start, dict(zip(plan.due, map(Fraction, range(1, len(plan) + 1)), strict=True)), per_year)
    return _cost([Dated(start, received_minor)], plan, clock)


def _cost(advances: Sequence[Dated], plan: Schedule, clock: "Clock") -> Cost:
    paid = [Dated(due, -minor) for due, minor in zip(plan.due, plan.amounts, strict=True)]
    flows = [*advances, *paid]
    period = irr_at([Flow(clock.time(flow.day), flow.amount) for flow in flows], per_year=clock.per_year)
    return Cost(
        received_minor=int(sum(flow.amount for flow in advances)),
        paid_minor=plan.total,
        period=period,
        nominal=of_each(period, nominal),
        effective=of_each(period, effective),
        dated=xirr(flows),
    )


@dataclass(frozen=True, slots=True)
class Clock:
    """Time in periods from `start`: each due date is a whole period after the one before, whatever its days.

    A first period of odd length is as much of a period as its days; a day between two due dates likewise.
    """

    start: date
    due: Mapping[date, Fraction]
    per_year: int | Fraction

    @classmethod
    def of(cls, terms: Terms, holidays: dates.Holidays) -> "Clock":
        nominal_days = nominal_ends(terms)
        days = roll_days(nominal_days, roll=terms.roll, holidays=holidays, after=terms.start)
        step = _step(terms)
        first = _first(terms, nominal_days[0], step)
        return cls(terms.start, {day: first + k for k, day in enumerate(days)}, _per_year(step))

    def time(self, day: date) -> Fraction:
        """Raises IndexError after the last due date."""
        if day in self.due:
            return self.due[day]
        days = [self.start, *self.due]
        k = bisect_left(days, day)
        if k == 0:
            return Fraction(0)
        before = self.due.get(days[k - 1], Fraction(0))
        share = Fraction((day - days[k - 1]).days, (days[k] - days[k - 1]).days)
        return before + share * (self.due[days[k]] - before)


def _first(terms: Terms, first_due: date, step: dates.Step) -> Fraction:
    """The length of the first period: one, where the month-end rules say so; else its days of those of a whole one."""
    ahead = step(terms.start, 1)
    if first_due in (ahead, dates.MONTH_ENDS[terms.month_end](terms.start, ahead)):
        return Fraction(1)
    before = step(first_due, -1)
    return Fraction((first_due - terms.start).days, (first_due - before).days)


def _per_year(step: dates.Step) -> int | Fraction:
    if step.months:
        found = Fraction(MONTHS, step.months)
    else:
        weeks, odd = divmod(step.days, WEEK)
        found = Fraction(DAYS, step.days) if odd else Fraction(WEEKS, weeks)
    return int(found) if found.denominator == 1 else found


def _received_faults(received: int, most: int, currency: str) -> tuple[texts.Fault, ...]:
    if 1 <= received <= most:
        return ()
    return (
        texts.fault(
            "loan_principal_out_of_range",
            "received",
            given_minor=received,
            least_minor=1,
            most_minor=most,
            currency=currency,
        ),
    )
