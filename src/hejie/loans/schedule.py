"""A schedule: what falls due when, as columns of whole minor units that sum to what was lent.

>>> from fractions import Fraction
>>> terms = Terms(method="equal_instalment", principal_minor=100000, annual_rate=Fraction(12, 100),
...     start=date(2026, 1, 15), first_due=date(2026, 2, 15), instalments=3)
>>> plan = schedule(terms)
>>> plan.principal, plan.interest, plan.total
((33002, 33332, 33666), (1000, 670, 337), 102007)
>>> plan.instalment(3)
Instalment(number=3, due=datetime.date(2026, 4, 15), principal=33666, interest=337, fee=0, arrears=0, balance=0)
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import accumulate, repeat
from operator import sub

from hejie import dates, money, texts
from hejie.dates.due import MOST_PERIODS
from hejie.loans.periods import Periods, periods
from hejie.loans.stretches import columns, exact_columns, financed
from hejie.loans.terms import Terms


@dataclass(frozen=True, slots=True)
class Instalment:
    """One row: `balance` is the principal still owed after it; amounts in minor units."""

    number: int
    due: date
    principal: int
    interest: int
    fee: int
    arrears: int
    balance: int

    @property
    def total(self) -> int:
        return self.principal + self.interest + self.fee + self.arrears


@dataclass(frozen=True, slots=True)
class Schedule:
    """Columns of one length, in minor units of `currency`; `arrears` are old interest and charges paid along.

    `drawn` is what was lent up to each due date since the one before; empty where all was lent before the first.
    """

    currency: str
    due: tuple[date, ...]
    principal: tuple[int, ...]
    interest: tuple[int, ...]
    fee: tuple[int, ...]
    arrears: tuple[int, ...]
    drawn: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.due)

    @property
    def asked(self) -> tuple[tuple[int, ...], ...]:
        """The columns that are to be paid."""
        return self.principal, self.interest, self.fee, self.arrears

    @property
    def amounts(self) -> tuple[int, ...]:
        """What is to be paid at each due date."""
        return tuple(map(sum, zip(*self.asked, strict=True)))

    @property
    def balances(self) -> tuple[int, ...]:
        """The principal still owed after each instalment."""
        if self.drawn:
            return tuple(accumulate(map(sub, self.drawn, self.principal)))
        whole = sum(self.principal)
        return tuple([whole - paid for paid in accumulate(self.principal)])

    @property
    def total(self) -> int:
        return sum(self.amounts)

    @property
    def total_interest(self) -> int:
        return sum(self.interest)

    def instalment(self, number: int) -> Instalment:
        """Row `number`, counted from 1 as people count; raises IndexError outside the schedule."""
        if not 1 <= number <= len(self):
            raise IndexError(f"instalment {number} of {len(self)}")
        k = number - 1
        return Instalment(
            number,
            self.due[k],
            self.principal[k],
            self.interest[k],
            self.fee[k],
            self.arrears[k],
            self.balances[k],
        )

    def rows(self) -> Iterator[Instalment]:
        columns = zip(
            self.due, self.principal, self.interest, self.fee, self.arrears, self.balances, strict=True
        )
        return (Instalment(number, *row) for number, row in enumerate(columns, start=1))


def schedule(terms: Terms, *, holidays: dates.Holidays = dates.WEEKENDS_ONLY) -> Schedule:
    """The instalments of `terms`. Due dates beyond the calendar's `known_until` are provisional, never refused."""
    spans = periods(terms, holidays)
    principal, interest = undeferred(terms, spans)
    nothing = (0,) * len(spans)
    plan = Schedule(
        terms.currency,
        spans.ends,
        tuple(principal),
        tuple(_defer(terms, interest)),
        _fees(terms, spans, principal) if terms.fee_minor else nothing,
        nothing,
        _drawn(terms, spans) if terms.tranches else (),
    )
    return _with_down_payments(terms, plan) if terms.down_payment else plan


def with_instalment(terms: Terms, *, holidays: dates.Holidays = dates.WEEKENDS_ONLY) -> Terms:
    """The terms with as many instalments as their agreed one takes; raises Faulty if it never repays the loan.

    280,000 at 8.4 % in instalments of 14,000 take 22 months:

    >>> from hejie.loans.terms import Terms
    >>> with_instalment(Terms(method="equal_instalment", principal_minor=28000000, annual_rate=Fraction(84, 1000),
    ...     start=date(2026, 1, 15), first_due=date(2026, 2, 15), instalments=1, instalment_minor=1400000)).instalments
    22
    """
    longest = replace(terms, instalments=MOST_PERIODS)
    principal, interest = columns(longest, periods(longest, holidays))
    level, before_last = terms.instalment_minor, sum(principal[:-1])
    if not level or (principal[-1] + interest[-1] > level and before_last < sum(principal)):
        least = _least_instalment(longest)
        raise texts.Faulty(
            (texts.fault("loan_instalment_too_small", "instalment", given_minor=level, least_minor=least),)
        )
    left = list(accumulate(principal, sub, initial=sum(principal)))[1:]
    return replace(terms, instalments=left.index(0) + 1)


def _least_instalment(longest: Terms) -> int:
    """One that repays the loan within the longest time there is: the level one, and a unit for its rounding."""
    level = replace(longest, instalment_minor=0)
    amounts = [sum(row) for row in zip(*columns(level, periods(level)), strict=True)]
    return max(amounts[:-1]) + 1


def undeferred(terms: Terms, spans: Periods) -> tuple[list[int], list[int]]:
    """Principal and interest of each period, before the grace postpones any interest."""
    return columns(terms, spans)


def unrounded(
    terms: Terms, *, holidays: dates.Holidays = dates.WEEKENDS_ONLY
) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """Principal and interest as a spreadsheet that never rounds has them: for comparison, not for payment."""
    principal, interest = exact_columns(terms, periods(terms, holidays), None)
    return tuple(map(Fraction, principal)), tuple(map(Fraction, interest))


def _drawn(terms: Terms, spans: Periods) -> tuple[int, ...]:
    """What was drawn up to each due date since the one before, less its down payment."""
    drawn = [0] * len(spans)
    drawn[0] = financed(terms, terms.first_minor)
    for tranche in terms.tranches:
        period = sum(end <= tranche.day for end in spans.ends)
        drawn[min(period, len(spans) - 1)] += financed(terms, tranche.minor)
    return tuple(drawn)


def _fees(terms: Terms, spans: Periods, principal: list[int]) -> tuple[int, ...]:
    """The fee of each instalment, as long as principal is owed when its period begins."""
    lent = accumulate(_drawn(terms, spans)) if terms.tranches else repeat(terms.first_minor)
    paid = accumulate([0, *principal[:-1]])
    return tuple(terms.fee_minor if own > gone else 0 for own, gone in zip(lent, paid, strict=False))


def _with_down_payments(terms: Terms, plan: Schedule) -> Schedule:
    """The same with what is due on the days of drawing: rows of their own, or part of the instalment of that day."""
    drawings = ((terms.start, terms.first_minor), *((part.day, part.minor) for part in terms.tranches))
    due = {day: [*row, 0] for day, *row in zip(plan.due, *plan.asked, strict=True)}
    for day, minor in drawings:
        row = due.setdefault(day, [0] * (len(plan.asked) + 1))
        row[0] += terms.down_minor(minor)
        row[-1] += minor
    days = sorted(due)
    return Schedule(plan.currency, tuple(days), *zip(*(due[day] for day in days), strict=True))


def _defer(terms: Terms, interest: list[int]) -> list[int]:
    free = min(terms.grace_interest, len(interest) - 1)
    if free == 0:
        return interest
    shares = deferred_shares(terms, sum(interest[:free]), len(interest))
    late = [own + share for own, share in zip(interest[free:], shares, strict=True)]
    return [0] * free + late


def deferred_shares(terms: Terms, postponed: int, n: int) -> tuple[int, ...]:
    """How interest postponed by the grace falls on the instalments after it; they sum to `postponed`."""
    left = n - min(terms.grace_interest, n - 1)
    weights = (1,) * left if terms.deferred == "spread" else (1,) + (0,) * (left - 1)
    return money.split(postponed, weights)
