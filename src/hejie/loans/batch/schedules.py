"""Schedules of many loans at once, equal to `loans.schedule` of each to the cent.

Loans are taken in blocks. In a block each period is a few operations on a column of balances, in whole numbers inside
float64 (see `division`). A loan whose figures would pass 2^53, or whose level instalment lies too near to a turning
point of rounding, is computed by `loans.schedule` itself, in Python's integers.

>>> from datetime import date
>>> from fractions import Fraction
>>> terms = Terms(method="equal_instalment", principal_minor=1, annual_rate=Fraction(0), instalments=12,
...     start=date(2026, 1, 15), first_due=date(2026, 2, 15))
>>> columns = Columns(principal_minor=np.array([1200000, 5000000]), rate=np.array([1200, 1800]))
>>> for block in schedules(terms, columns):
...     print(block.amounts[0], block.interest.sum(axis=0))
[106619 458400] [ 79423 500799]
"""

from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hejie import dates, texts
from hejie.loans.batch import calendars, flat, level
from hejie.loans.batch.block import Block, Minor
from hejie.loans.batch.calendars import Calendar
from hejie.loans.batch.columns import Columns
from hejie.loans.batch.division import Floats, division
from hejie.loans.batch.work import Work
from hejie.loans.schedule import Schedule, schedule
from hejie.loans.terms import Terms

METHODS: Final = (
    "equal_instalment",
    "equal_principal",
    "interest_only",
    "bullet",
    "daily_interest",
    "flat_rate",
)
"""The methods that are computed in columns."""

ANY: Final = frozenset(
    (
        *("principal_minor", "annual_rate", "start", "first_due", "instalments", "currency"),
        *("every", "count", "odd_days", "stub", "month_end", "roll"),
        *("rounding", "instalment_rounding", "grace_principal", "grace_interest", "deferred"),
        *("fee_minor", "fee_bucket", "penalty_uplift", "penalty_rate", "compound_rate"),
        *(
            "allocation",
            "allocation_ahead",
            "across",
            "surplus",
            "overdue_bears",
            "overdue_from",
            "interest_by",
        ),
    )
)
"""Fields of the terms that may have any value; every other one stands at its default, or at one of TAKEN."""

TAKEN: Mapping[str, tuple[object, ...]] = MappingProxyType({"method": METHODS})

OWN_DAYS: Mapping[str, tuple[object, ...]] = MappingProxyType(
    {
        "every": (*calendars.MONTHS, *calendars.WEEKS),
        "count": calendars.OWN_COUNTS,
        "odd_days": tuple(calendars.DAY_COUNTS),
        "month_end": calendars.MONTH_ENDS,
        "stub": ("days", "whole"),
        "roll": ("none",),
    }
)
"""What is taken besides where each loan has days of its own."""

BLOCK: Final = 16_384
"""Loans of a block: a column of them is 128 KB, and the few columns in work stay in the second cache."""


def schedules(
    terms: Terms,
    columns: Columns,
    *,
    block: int = BLOCK,
    holidays: dates.Holidays = dates.WEEKENDS_ONLY,
) -> Iterator[Block]:
    """The schedules of all loans, block by block, under the conventions of `terms`.

    What stands in `columns` replaces the value of the terms. Memory is that of one block at a time. Raises Faulty at
    once for conventions that are not computed in columns, and for a grace that leaves nothing of a loan's instalments.
    """
    found = (*_convention_faults(terms, columns), *_grace_faults(terms, columns))
    if block < 1:
        found += (texts.fault("loan_number_out_of_range", "block", given=block, least=1, most=2**31),)
    if found:
        raise texts.Faulty(found)
    return _blocks(terms, columns, block, holidays)


def _blocks(terms: Terms, columns: Columns, size: int, holidays: dates.Holidays) -> Iterator[Block]:
    if len(columns) == 0:
        return
    _, longest = columns.bounds(terms)
    common = (
        calendars.shared(terms, longest, holidays)
        if columns.start is None and terms.method != "bullet"
        else None
    )
    for first in range(0, len(columns), size):
        part = columns.part(slice(first, first + size))
        yield _block(terms, part, first, common or _calendar(terms, part, holidays), holidays)


def _calendar(terms: Terms, columns: Columns, holidays: dates.Holidays) -> Calendar:
    numbers = columns.periods(terms)
    if columns.start is None:
        return calendars.bullets(terms, numbers, holidays)
    return calendars.own(terms, columns, int(numbers.max()))


def _convention_faults(terms: Terms, columns: Columns) -> tuple[texts.Fault, ...]:
    """What is computed loan by loan only: said, and never computed otherwise."""
    own = OWN_DAYS if columns.start is not None else {}
    return tuple(
        texts.fault("loan_choice_unknown", field.name, given=str(given), known=tuple(map(str, known)))
        for field in fields(terms)
        if (field.name not in ANY or field.name in own)
        and (given := getattr(terms, field.name)) not in (known := own.get(field.name) or _taken(field))
    )


def _taken(field: Field[Any]) -> tuple[object, ...]:
    """The values of a field that are computed in columns: those of TAKEN, or only the default."""
    return TAKEN.get(field.name, (field.default,))


def _grace_faults(terms: Terms, columns: Columns) -> tuple[texts.Fault, ...]:
    shortest, _ = columns.bounds(terms)
    return tuple(
        texts.fault("loan_grace_too_long", name, given=given, instalments=shortest)
        for name in ("grace_principal", "grace_interest")
        if (given := getattr(terms, name)) and given >= shortest
    )


def _block(terms: Terms, columns: Columns, first: int, calendar: Calendar, holidays: dates.Holidays) -> Block:
    numbers = columns.periods(terms)
    counted = np.minimum(numbers, len(calendar.parts)) if terms.method == "bullet" else numbers
    calendar = _cut(calendar, int(counted.max()))
    work = Work(
        terms,
        columns.principal_minor.astype(np.float64),
        columns.rate.astype(np.float64),
        counted.astype(np.float64),
        calendar,
        division(columns.rate_whole * calendar.whole, terms.rounding),
    )
    hard = ~work.fits()
    if terms.method == "flat_rate":
        principal, interest = flat.repay(work)
    else:
        part, unsure = _parts(work)
        principal, interest = _repay(work, part)
        hard |= unsure
    _defer(work, interest)
    for row in np.flatnonzero(hard):
        _put(_alone(terms, columns, int(row), holidays), principal, interest, int(row))
    return Block(first, terms.currency, counted, calendar.due, principal, interest, terms.fee_minor)


def _cut(calendar: Calendar, rows: int) -> Calendar:
    return Calendar(calendar.due[:rows], calendar.parts[:rows], calendar.whole)


def _parts(work: Work) -> tuple[Floats, NDArray[np.bool_]]:
    """What each instalment repays (equal principal), or is (equal instalment); and for which loans that is unsure."""
    rounding = work.instalment_rounding
    left = work.periods - work.free
    sure = np.zeros(len(left), dtype=bool)
    if work.terms.method == "equal_principal":
        return level.shares(work.principal, left, rounding), sure
    if work.terms.method != "equal_instalment":
        return np.zeros(len(left)), sure
    amount, unsure = level.rounded(_level(work, left), rounding)
    if not work.rate.all():
        free = work.rate == 0
        amount[free] = level.shares(work.principal[free], left[free], rounding)
        unsure[free] = False
    return amount, unsure


def _level(work: Work, left: Floats) -> Floats:
    """The level instalment, estimated; one where nothing is charged for time."""
    charged = np.where(work.rate == 0, 1.0, work.rate) / (work.interest.divisor / work.interest.doubled)
    charged *= work.interest.unit
    parts = work.calendar.parts
    if work.is_even:
        return level.even(work.principal, charged * parts[0], left)
    rates = [charged * part for part in parts]
    return level.uneven(work.principal, rates, work.periods, work.free)


def _repay(work: Work, part: Floats) -> tuple[Minor, Minor]:
    """Period by period: interest on what is left, then the part repaid, never more than is left; the last takes all."""
    principal, interest = work.memory()
    balance, charge, repaid = work.principal.copy(), *np.empty((2, len(work.principal)))
    is_level, shortest = work.terms.method == "equal_instalment", int(work.periods.min())
    factors, covers = _Factors(work), False
    for k in range(work.rows):
        work.interest.into(charge, balance, factors[k])
        interest[k] = charge
        if k == 0 and factors.alike is not None:
            covers = bool((part >= charge).all())  # then it covers all the later, smaller interest too
        if k < work.terms.grace_principal:
            repaid[:] = 0
        elif is_level:
            np.subtract(part, charge, out=repaid)
            if not covers:
                np.maximum(repaid, 0, out=repaid)
            np.minimum(repaid, balance, out=repaid)
        else:
            np.minimum(part, balance, out=repaid)
        if k >= shortest - 1:
            np.copyto(repaid, balance, where=k >= work.periods - 1)
        principal[k] = repaid
        balance -= repaid
    return principal, interest


class _Factors:
    """The factor of each period, computed once where all periods are alike."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.alike = work.factor(0) if work.is_even else None

    def __getitem__(self, k: int) -> Floats:
        return self.work.factor(k) if self.alike is None else self.alike


def _defer(work: Work, interest: Minor) -> None:
    """Interest of the grace falls on the first instalment after it, or evenly on all of them, the first ones more."""
    grace = min(work.terms.grace_interest, work.rows - 1)
    if grace == 0:
        return
    postponed = interest[:grace].sum(axis=0, dtype=np.int64)
    interest[:grace] = 0
    if work.terms.deferred == "first":
        interest[grace] += postponed
        return
    left = (work.periods - grace).astype(np.int64)
    share, more = np.divmod(postponed, left)
    for k in range(grace, work.rows):
        interest[k] += np.where(k < work.periods, share + (k - grace < more), 0)


def _alone(terms: Terms, columns: Columns, row: int, holidays: dates.Holidays) -> Schedule:
    """The loan of one row, by itself."""
    return schedule(terms_of(terms, columns, row), holidays=holidays)


def terms_of(terms: Terms, columns: Columns, row: int) -> Terms:
    """The terms of the loan in one row."""
    numbers, start, first_due = columns.instalments, columns.start, columns.first_due
    return replace(
        terms,
        principal_minor=int(columns.principal_minor[row]),
        annual_rate=Fraction(int(columns.rate[row]), columns.rate_whole),
        instalments=terms.instalments if numbers is None else int(numbers[row]),
        start=terms.start if start is None else _day(start[row]),
        first_due=terms.first_due if first_due is None else _day(first_due[row]),
    )


def _day(day: np.datetime64) -> date:
    told = day.astype("datetime64[D]").item()
    assert isinstance(told, date)
    return told


def _put(plan: Schedule, principal: Minor, interest: Minor, row: int) -> None:
    principal[:, row] = 0
    interest[:, row] = 0
    principal[: len(plan), row] = plan.principal
    interest[: len(plan), row] = plan.interest


__all__ = ["BLOCK", "METHODS", "schedules", "terms_of"]
