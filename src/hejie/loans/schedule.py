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
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate

from hejie import dates, money
from hejie.loans.methods import COLUMNS, Columns, Factors, factors, running
from hejie.loans.periods import Periods, periods
from hejie.loans.terms import Terms
from hejie.money import Rounding


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
    """Columns of one length, in minor units of `currency`; `arrears` are old interest and charges paid along."""

    currency: str
    due: tuple[date, ...]
    principal: tuple[int, ...]
    interest: tuple[int, ...]
    fee: tuple[int, ...]
    arrears: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.due)

    @property
    def amounts(self) -> tuple[int, ...]:
        """What is to be paid at each due date."""
        return tuple(map(sum, zip(self.principal, self.interest, self.fee, self.arrears, strict=True)))

    @property
    def balances(self) -> tuple[int, ...]:
        """The principal still owed after each instalment."""
        whole = sum(self.principal)
        return tuple(whole - paid for paid in accumulate(self.principal))

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
    fees = _fees(terms, principal)
    return Schedule(
        terms.currency, spans.ends, tuple(principal), tuple(_defer(terms, interest)), fees, (0,) * len(spans)
    )


def undeferred(terms: Terms, spans: Periods) -> tuple[list[int], list[int]]:
    """Principal and interest of each period, before the grace postpones any interest."""
    rounding = None if terms.rounded == "running_total" else terms.rounding
    level_rounding = rounding and (terms.instalment_rounding or rounding)
    of = factors(terms.annual_rate, spans.years, rounding, level_rounding)
    principal, interest = _after_grace(terms, of)
    return running(principal, Rounding(terms.rounding.mode)), running(interest, terms.rounding)


def unrounded(
    terms: Terms, *, holidays: dates.Holidays = dates.WEEKENDS_ONLY
) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """Principal and interest as a spreadsheet that never rounds has them: for comparison, not for payment."""
    spans = periods(terms, holidays)
    principal, interest = _after_grace(terms, factors(terms.annual_rate, spans.years, None, None))
    return tuple(map(Fraction, principal)), tuple(map(Fraction, interest))


def _after_grace(terms: Terms, of: Factors) -> Columns:
    """The columns of the method, begun after the grace on principal; until then interest on the whole."""
    free = min(terms.grace_principal, len(of) - 1)
    principal, interest = COLUMNS[terms.method](terms.principal_minor, of.from_period(free))
    waiting = [of.interest(terms.principal_minor, k) for k in range(free)]
    return [0] * free + principal, waiting + interest


def _fees(terms: Terms, principal: list[int]) -> tuple[int, ...]:
    """The fee of each instalment, as long as principal is owed when its period begins."""
    owed = (terms.principal_minor - paid for paid in accumulate([0, *principal[:-1]]))
    return tuple(terms.fee_minor if balance else 0 for balance in owed)


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
