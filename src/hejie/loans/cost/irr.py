"""The internal rate of return: of regular periods, or of dates.

5,000 fen lent and repaid by twelve payments of 460 cost 1.56 % a month:

>>> monthly = irr([5000, *[-460] * 12], per_year=12)
>>> monthly.percent(places=4), rates.nominal(monthly).percent(places=2), rates.effective(monthly).percent(places=2)
(Decimal('1.5560'), Decimal('18.67'), Decimal('20.36'))

pyxirr finds the rate where there can be only one; every rate is proven by a change of sign before it is given, so that
no answer depends on where a search began.
"""

import math
import operator
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from hejie import dates, texts
from hejie.loans.cost import rates, roots
from hejie.loans.cost.flows import Dated, Flow, Number, amount_faults, raise_any, time_faults
from hejie.loans.cost.rates import Answer, NoRate, Rate, Several


def irr(amounts: Sequence[Number], *, per_year: int | Fraction = 12) -> Answer:
    """The rate of one period at which `amounts`, one for each period from now on, are worth nothing together.

    A rate of kind "period". Raises Faulty for what is not a finite number.
    """
    plain = _plain(amounts)
    only = _only(plain)
    if only is not None:
        return Rate("period", only, per_year)
    terms = [roots.Term(k, amount) for k, amount in enumerate(plain)]
    return answer(terms, kind="period", per_year=per_year)


def irr_at(flows: Sequence[Flow], *, per_year: int | Fraction = 12) -> Answer:
    """As `irr`, for amounts at any times, counted in periods: a first period of odd length, a payment left out."""
    raise_any(flow_faults(flows))
    return answer(terms_at(flows), kind="period", per_year=per_year)


def xirr(flows: Sequence[Dated], *, count: str = "act/365F") -> Answer:
    """The effective annual rate of dated amounts, time counted from the first date by a day count of `hejie.dates`.

    A rate of kind "xirr". Raises Faulty for what is not a finite number and for an unknown day count.
    """
    raise_any(amount_faults([flow.amount for flow in flows], field="flows"))
    if not flows:
        return NoRate("no_sign_change")
    flows = sorted(flows, key=lambda flow: (flow.day, float(flow.amount)))
    first = flows[0].day
    years = {day: dates.year_fraction(first, day, count=count) for day in {flow.day for flow in flows}}
    terms = [roots.Term(float(years[flow.day]), float(flow.amount)) for flow in flows]
    return answer(terms, kind="xirr", guess=_dated_guess(flows, terms) if count == "act/365F" else None)


def answer(
    terms: Sequence[roots.Term],
    *,
    kind: rates.Kind,
    per_year: int | Fraction = 1,
    times: float = 1,
    guess: float | None = None,
) -> Answer:
    """The roots as an answer: (e^x - 1) x `times`, labelled `kind`."""
    if roots.sign_changes(roots.merged(terms)) == 0:
        return NoRate("no_sign_change")
    found = tuple(Rate(kind, math.expm1(x) * times, per_year) for x in roots.roots(terms, guess=guess))
    if not found:
        return NoRate("no_root")
    return found[0] if len(found) == 1 else Several(found)


def flow_faults(flows: Sequence[Flow], *, field: str = "flows") -> tuple[texts.Fault, ...]:
    return (
        *amount_faults([flow.amount for flow in flows], field=field),
        *time_faults([flow.time for flow in flows], field=field),
    )


def terms_at(flows: Iterable[Flow]) -> list[roots.Term]:
    """Terms at the very same times fall together: a time is reduced as a fraction before it becomes a float."""
    return [roots.Term(float(Fraction(flow.time)), float(flow.amount)) for flow in flows]


_PLAIN: Final = frozenset((int, float))
_NEAR: Final = 1e-12


def _plain(amounts: Sequence[Number]) -> list[float]:
    """The amounts as floats; plain numbers are looked at all together."""
    if set(map(type, amounts)) <= _PLAIN:
        try:
            plain = list(map(float, amounts))
        except OverflowError:
            plain = [math.inf]
        if all(map(math.isfinite, plain)):
            return plain
    raise_any(amount_faults(amounts, field="amounts"))
    return [float(amount) for amount in amounts]


def _only(amounts: Sequence[float]) -> float | None:
    """The one rate of amounts whose sign changes once, found by pyxirr and proven; None if it cannot be proven."""
    signs = [amount > 0 for amount in amounts if amount]
    if sum(map(operator.ne, signs, signs[1:])) != 1:
        return None
    import pyxirr  # opened when a rate is solved for: the room itself stays light

    rate = pyxirr.irr(amounts, silent=True)
    if rate is None or not math.isfinite(rate) or rate <= -1:
        return None
    near = _NEAR * (1 + rate)
    later = signs[-1]  # at lower rates what comes last weighs more, and gives the sum its sign
    proven = (_worth(amounts, rate - near) > 0) == later and (_worth(amounts, rate + near) > 0) != later
    return float(rate) if proven else None


def _worth(amounts: Sequence[float], rate: float) -> float:
    factor, total = 1 / (1 + rate), 0.0
    for amount in reversed(amounts):
        total = total * factor + amount
    return total


def _dated_guess(flows: Sequence[Dated], terms: Sequence[roots.Term]) -> float | None:
    if roots.sign_changes(roots.merged(terms)) != 1:
        return None
    import pyxirr  # opened when a rate is solved for, as above

    days: list[date] = [flow.day for flow in flows]
    return _log(pyxirr.xirr(days, [float(flow.amount) for flow in flows], silent=True))


def _log(rate: float | None) -> float | None:
    usable = rate is not None and math.isfinite(rate) and rate > -1
    return math.log1p(rate) if rate is not None and usable else None
