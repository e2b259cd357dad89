"""How plans of any shape run, month by month, many at once: what `loans.schedule` makes exactly, in floats.

All plans of one call have one shape and one number of pauses; they differ in term, rate and sums. Their instalments are
placed into months after the start, so that four or five weeks count together:

>>> from datetime import date
>>> from hejie.plans.levers import LEVEL, Shape
>>> column = lambda *told: np.array(told, dtype=np.float64)
>>> grows = Shape(method="step_up", step_rate=Fraction(1, 10))
>>> asked = monthly(grows, grace=0, term=np.array([24]), rate=column(0), financed=column(252_000), carried=column(0),
...                 start=date(2026, 1, 15), first_due=date(2026, 2, 15))
>>> asked[0, :1].round().tolist(), asked[0, 12:13].round().tolist(), round(float(asked.sum()))
([10000.0], [11000.0], 252000)
"""

from datetime import date
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from hejie import dates, loans
from hejie.loans.periods import periods
from hejie.plans.claim import COUNT
from hejie.plans.levers import LEVEL, Shape

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def monthly(
    shape: Shape,
    *,
    grace: int,
    term: Ints,
    rate: Floats,
    financed: Floats,
    carried: Floats,
    start: date,
    first_due: date,
) -> Floats:
    """What each plan asks for in each month after the start, [plans, months], unrounded. `financed` bears `rate` a year,
    `carried` bears nothing. Raises Faulty for impossible dates."""
    count = grace + int(term.max())
    years, due = _calendar(shape, count, start, first_due)
    weights = _weights(shape, due)
    amounts = _paused(shape, grace, rate, financed, years, count)
    own = _repaid(shape, grace, term, rate, financed, years, weights)
    later = carried - shape.token_minor * grace
    if shape.grace == "holiday":
        later = later + financed * rate * years[:grace].sum()
    step = np.arange(count)
    paying = (step >= grace) & (step < grace + term[:, None])
    amounts += own + paying * (later / term)[:, None]
    return _by_month(amounts, due, start)


def _calendar(shape: Shape, count: int, start: date, first_due: date) -> tuple[Floats, tuple[date, ...]]:
    """The part of a year and the due date of each period."""
    terms = loans.Terms(
        method="equal_instalment",
        principal_minor=1,
        annual_rate=Fraction(0),
        start=start,
        first_due=first_due,
        instalments=count,
        every=shape.every,
        odd_days=COUNT,
    )
    spans = periods(terms)
    return np.array([float(part) for part in spans.years]), spans.ends


def first_year(start: date, first_due: date) -> float:
    """The part of a year until the first date of a monthly grid: a twelfth, or by days where that is no whole month."""
    years, _ = _calendar(LEVEL, 1, start, first_due)
    return float(years[0])


def _weights(shape: Shape, due: tuple[date, ...]) -> Floats:
    """How instalments, or their principal, compare with each other."""
    if shape.method == "seasonal":
        return np.array([float(shape.season[day.month - 1]) for day in due])
    return np.float64(1 + float(shape.step_rate)) ** (np.arange(len(due)) // shape.step_every)


def _paused(shape: Shape, grace: int, rate: Floats, financed: Floats, years: Floats, count: int) -> Floats:
    """What the pause itself asks for: nothing, a small sum, or interest."""
    found = np.zeros((len(rate), count))
    found[:, :grace] = shape.token_minor
    if shape.grace == "principal":
        found[:, :grace] += (financed * rate)[:, None] * years[:grace]
    return found


def _repaid(
    shape: Shape, grace: int, term: Ints, rate: Floats, financed: Floats, years: Floats, weights: Floats
) -> Floats:
    """Principal and interest of the paid instalments; the last takes what is left."""
    last, kept = grace + term - 1, np.floor(financed * float(shape.balloon))
    growth = 1 + rate[:, None] * years[grace:]
    worth = np.cumprod(1 / growth, axis=1)
    within = np.arange(grace, len(years)) <= last[:, None]
    spread = (within * weights[grace:] * worth).sum(axis=1)
    base = (financed - kept * worth[np.arange(len(term)), term - 1]) / np.maximum(spread, 1e-300)
    whole = np.maximum((within * weights[grace:]).sum(axis=1), 1e-300)
    found, left = np.zeros((len(term), len(years))), financed.copy()
    for k in range(grace, len(years)):
        interest = left * rate * years[k]
        if shape.method == "equal_principal":
            part = (financed - kept) / term
        elif shape.method == "seasonal":
            part = (financed - kept) * weights[k] / whole
        else:
            part = base * weights[k] - interest
        part = np.where(k >= last, left, np.clip(part, 0, left))
        found[:, k] = part + interest
        left = left - part
    return found


def _by_month(amounts: Floats, due: tuple[date, ...], start: date) -> Floats:
    places = np.array([max(dates.months_begun(start, day) - 1, 0) for day in due])
    found = np.zeros((len(amounts), int(places[-1]) + 1))
    np.add.at(found.T, places, amounts.T)
    return found
