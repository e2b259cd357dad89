"""Annual percentage rates as three laws define them; the same payments have three figures, each with its own label.

| kind | law | equation | the rate shown |
|---|---|---|---|
| apr_us | Regulation Z (12 CFR 1026), Appendix J, actuarial method | advances and payments at t unit-periods and f of one, each over (1 + f i)(1 + i)^t | i x unit-periods a year: nominal |
| apr_eu | directive 2008/48/EC, annex I (as 98/7/EC before) | amounts at t years, each over (1 + X)^t | X: effective |
| apr_uk | FCA CONC App 1 | the same | X: effective |

1,000 advanced, 1,200 repaid after 546 days of 365 (directive 98/7/EC, first example):

>>> from fractions import Fraction
>>> apr_eu([Flow(0, 1000)], [Flow(Fraction(546, 365), 1200)]).percent(places=2)
Decimal('12.96')
"""

from collections.abc import Sequence
from datetime import date

from hejie import dates, texts
from hejie.loans.cost import roots
from hejie.loans.cost.flows import Dated, Flow, amount_faults, raise_any
from hejie.loans.cost.irr import answer, flow_faults, terms_at
from hejie.loans.cost.rates import Answer, Kind


def apr_eu(advances: Sequence[Flow], payments: Sequence[Flow]) -> Answer:
    """The annual percentage rate of charge; times in years, amounts above zero. Shown to one decimal by the annex."""
    return _effective(advances, payments, "apr_eu")


def apr_uk(advances: Sequence[Flow], payments: Sequence[Flow]) -> Answer:
    """The APR of CONC App 1; times in years (days are parts of 365, or of 365.25 where the lender counts so)."""
    return _effective(advances, payments, "apr_uk")


def apr_eu_dated(advances: Sequence[Dated], payments: Sequence[Dated], *, unit: str = "month") -> Answer:
    """As `apr_eu`, for dates: time in whole months, weeks or years (`unit`) and days, as the annex counts it."""
    return apr_eu(*_in_years(advances, payments, unit, "EU 2008/48"))


def apr_uk_dated(
    advances: Sequence[Dated], payments: Sequence[Dated], *, unit: str = "month", secured: bool = False
) -> Answer:
    """As `apr_uk`, for dates: time as CONC App 1.2 counts it, or App 1.1 for loans secured on land."""
    return apr_uk(*_in_years(advances, payments, unit, "UK secured" if secured else "UK unsecured"))


def _in_years(
    advances: Sequence[Dated], payments: Sequence[Dated], unit: str, rule: str
) -> tuple[list[Flow], list[Flow]]:
    """Both sides with their time from the first advance. Raises Faulty as `apr_us` does, and for an unknown unit."""
    raise_any(_dated_faults(advances, payments))
    first = min((flow.day for flow in advances), default=date.max)

    def timed(flows: Sequence[Dated]) -> list[Flow]:
        return [
            Flow(dates.apr_time(first, flow.day, unit=unit, rule=rule).years, flow.amount) for flow in flows
        ]

    return timed(advances), timed(payments) if advances else []


def _effective(advances: Sequence[Flow], payments: Sequence[Flow], kind: Kind) -> Answer:
    raise_any(_two_sides(advances, payments))
    given = [Flow(flow.time, -flow.amount) for flow in payments]
    return answer(terms_at([*advances, *given]), kind=kind)


def _two_sides(advances: Sequence[Flow], payments: Sequence[Flow]) -> tuple[texts.Fault, ...]:
    return flow_faults(advances, field="advances") + flow_faults(payments, field="payments")


def apr_us(advances: Sequence[Dated], payments: Sequence[Dated], *, unit: dates.Unit = dates.MONTH) -> Answer:
    """The annual percentage rate of dated advances and payments, `unit` being the unit-period of the transaction.

    Time runs from the first advance. Raises Faulty for a day before it and for what is not a finite number.
    """
    raise_any(_dated_faults(advances, payments))
    first = min((flow.day for flow in advances), default=date.max)
    signed = [*advances, *(Dated(flow.day, -flow.amount) for flow in payments)]
    return _actuarial([_term(first, flow, unit) for flow in signed], unit)


def apr_us_at(
    advances: Sequence[Flow], payments: Sequence[Flow], *, unit: dates.Unit = dates.MONTH
) -> Answer:
    """As `apr_us`, for times already counted in unit-periods: the whole ones, and the part of one as odd days."""
    raise_any(_two_sides(advances, payments))
    signed = [*advances, *(Flow(flow.time, -flow.amount) for flow in payments)]
    return _actuarial([_split(flow) for flow in signed], unit)


def _actuarial(terms: Sequence[roots.Term], unit: dates.Unit) -> Answer:
    return answer(terms, kind="apr_us", times=float(unit.per_year))


def _term(first: date, flow: Dated, unit: dates.Unit) -> roots.Term:
    elapsed = dates.unit_periods(first, flow.day, unit=unit)
    return roots.Term(elapsed.whole, float(flow.amount), float(elapsed.odd))


def _split(flow: Flow) -> roots.Term:
    whole = int(flow.time)
    return roots.Term(whole, float(flow.amount), float(flow.time - whole))


def _dated_faults(advances: Sequence[Dated], payments: Sequence[Dated]) -> tuple[texts.Fault, ...]:
    first = min((flow.day for flow in advances), default=None)
    early = tuple(
        texts.fault(
            "date_order", f"payments.{place}", start_on=first.isoformat(), end_on=flow.day.isoformat()
        )
        for place, flow in enumerate(payments)
        if first and flow.day < first
    )
    amounts = {"advances": advances, "payments": payments}
    return early + tuple(
        fault
        for field, flows in amounts.items()
        for fault in amount_faults([flow.amount for flow in flows], field=field)
    )
