"""One instalment in motion: what it asks, what of that is gone, and how early or late it was paid; and late interest.

A row is *asked* principal, interest and charges, and remembers what is *gone* of each, paid or waived. What is left is
asked less gone; nothing is ever subtracted from what was asked, so that a row shows its history.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from hejie import dates, money
from hejie.loans.periods import periods
from hejie.loans.schedule import undeferred
from hejie.loans.terms import Terms


@dataclass(slots=True)
class Accrual:
    """Interest that has grown to an exact figure, less what was paid or waived of it in whole units."""

    exact: Fraction = Fraction(0)
    gone: int = 0

    def rounded(self, rounding: money.Rounding) -> int:
        return money.round_to(self.exact, rounding)

    def left(self, rounding: money.Rounding) -> int:
        return self.rounded(rounding) - self.gone

    def take(self, minor: int) -> None:
        self.gone += minor


@dataclass(slots=True, eq=False)
class Claim:
    """An amount of `bucket` payable by `due` that bears nothing: a charge, or old interest carried along."""

    bucket: str
    due: date
    asked: int
    gone: int = 0

    @property
    def left(self) -> int:
        return self.asked - self.gone

    def take(self, minor: int) -> None:
        self.gone += minor

    def cut(self, minor: int) -> None:
        self.asked -= minor


@dataclass(slots=True, eq=False)
class Row:
    """An instalment from `start` to `due`, which is `years` of a year; `extra` rows bear no period of their own.

    `interest` is a forecast until the row is posted. A row that `waits` asks for no interest: it is postponed.
    """

    start: date
    due: date
    years: Fraction
    principal: int
    interest: int
    day_count: str | None = None
    waits: bool = False
    extra: bool = False
    gone_principal: int = 0
    gone_interest: int = 0
    paid: int = 0
    early: int = 0
    late: int = 0
    waived: int = 0
    claims: list[Claim] = field(default_factory=list)

    @property
    def left_principal(self) -> int:
        return self.principal - self.gone_principal

    @property
    def left_interest(self) -> int:
        return self.interest - self.gone_interest

    @property
    def left(self) -> int:
        """What is left of principal and interest; claims are counted apart."""
        return self.left_principal + self.left_interest

    def take_principal(self, minor: int) -> None:
        self.gone_principal += minor

    def take_interest(self, minor: int) -> None:
        self.gone_interest += minor

    def cut_principal(self, minor: int) -> None:
        self.principal -= minor

    def cut_interest(self, minor: int) -> None:
        self.interest -= minor

    def note_paid(self, minor: int, today: date) -> None:
        self.paid += minor
        self.early += minor if today < self.due else 0
        self.late += minor if today > self.due else 0


def rows_of(terms: Terms, holidays: dates.Holidays) -> list[Row]:
    """The rows of the terms' own plan; the first ones wait where the terms postpone interest."""
    spans = periods(terms, holidays)
    free = min(terms.grace_interest, len(spans) - 1)
    starts = (
        max(start, spans.free_until or start) if part else start
        for start, part in zip(spans.starts, spans.parts, strict=True)
    )
    columns = zip(starts, spans.ends, spans.years, *undeferred(terms, spans), strict=True)
    return [Row(*row, day_count=spans.day_count, waits=k < free) for k, row in enumerate(columns)]


def put_dates(rows: Sequence[Row], days: Sequence[date], terms: Terms) -> None:
    """Give the rows these due dates, each beginning where the one before ends; the first keeps its start."""
    start = rows[0].start if rows else None
    for row, due in zip(rows, days, strict=True):
        row.start, row.due = start or row.start, due
        row.years, row.day_count = part_of_year(terms, row.start, due)
        start = due


def part_of_year(terms: Terms, start: date, due: date) -> tuple[Fraction, str | None]:
    """What part of a year a period is under the conventions of the terms, and the day count that measures it."""
    one = Terms(
        method="interest_only",
        principal_minor=1,
        annual_rate=Fraction(0),
        start=start,
        first_due=due,
        instalments=1,
        every=terms.every,
        count=terms.count,
        odd_days=terms.odd_days,
        stub=terms.stub,
        month_end=terms.month_end,
    )
    spans = periods(one)
    return spans.years[0], spans.day_count
