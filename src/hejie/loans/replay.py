"""The ledger of one loan, walked forward day by day of interest; `account` asks it, nobody else does.

Three things happen while time passes: principal not yet due earns interest for its period; each missed instalment
earns penalty interest on its principal and, if agreed, compound interest on its interest; and on a due date the period
closes, its interest is rounded, and the instalment is posted. Accrued interest is kept exact and rounded only when
somebody asks; what has been paid or waived of it is kept beside it.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from hejie import dates, money
from hejie.loans.buckets import BUCKETS, CHARGEABLE, Buckets, allocate
from hejie.loans.periods import Periods, periods
from hejie.loans.schedule import deferred_shares, undeferred
from hejie.loans.terms import Terms


@dataclass(slots=True)
class Line:
    """A posted instalment: what is left of it."""

    due: date
    principal: int
    interest: int

    @property
    def left(self) -> int:
        return self.principal + self.interest


@dataclass(slots=True)
class Accrual:
    """Interest that has grown to an exact figure, less what was paid or waived of it in whole units."""

    exact: Fraction = Fraction(0)
    gone: int = 0

    def rounded(self, rounding: money.Rounding) -> int:
        return money.round_to(self.exact, rounding)

    def left(self, rounding: money.Rounding) -> int:
        return self.rounded(rounding) - self.gone


@dataclass(slots=True)
class Credit:
    """Money of payment number `payment` that waits for the next instalment."""

    payment: int
    minor: int


@dataclass(slots=True)
class Replay:
    """One loan in motion. `today` only moves forward."""

    terms: Terms
    spans: Periods
    plan_principal: tuple[int, ...]
    plan_interest: tuple[int, ...]
    today: date
    normal: int
    planned: list[int]
    k: int = 0
    period: Accrual = field(default_factory=Accrual)
    most: int | None = None
    penalty: Accrual = field(default_factory=Accrual)
    compound: Accrual = field(default_factory=Accrual)
    postponed: int = 0
    shares: tuple[int, ...] = ()
    lines: list[Line] = field(default_factory=list)
    charges: dict[str, int] = field(default_factory=dict)
    credits: deque[Credit] = field(default_factory=deque)
    paid: dict[int, dict[str, int]] = field(default_factory=dict)

    def move_to(self, day: date) -> None:
        """Pass the time to `day`, posting every instalment due until then."""
        while self.k < len(self.spans) and self.spans.ends[self.k] <= day:
            self._accrue_to(self.spans.ends[self.k])
            self._post()
        self._accrue_to(day)

    # time

    def _accrue_to(self, day: date) -> None:
        if day <= self.today:
            return
        if self.k < len(self.spans):
            part = self.spans.elapsed(self.k, day) - self.spans.elapsed(self.k, self.today)
            self.period.exact += self.normal * self.terms.annual_rate * part
        for line in self.lines:
            part = self._days(line.due, day) - self._days(line.due, self.today)
            self.penalty.exact += line.principal * self.terms.overdue_rate * part
            self.compound.exact += line.interest * self.terms.compound_rate * part
        self.today = day

    def _days(self, start: date, end: date) -> Fraction:
        return dates.year_fraction(start, end, count=self.terms.daily_count)

    def _post(self) -> None:
        interest = self._close_period()
        principal = self.planned[self.k]
        fee = self.terms.fee_minor if self.normal else 0
        self.normal -= principal
        if principal or interest:
            self.lines.append(Line(self.today, principal, interest))
        self.k += 1
        self.begin_period()
        self.charge(self.terms.fee_bucket, fee)

    def _close_period(self) -> int:
        """The interest of the period now ending, after what the grace postpones to later instalments."""
        own = max(self._period_interest() - self.period.gone, 0)
        free = min(self.terms.grace_interest, len(self.spans) - 1)
        if self.k < free:
            self.postponed += own
            return 0
        if self.k == free:
            self.shares = deferred_shares(self.terms, self.postponed, len(self.spans))
        late = min(self.shares[self.k - free], self.postponed)
        self.postponed -= late
        return own + late

    def _period_interest(self) -> int:
        """The schedule's own figure as long as the principal is the schedule's; else what has accrued, rounded."""
        return self.plan_interest[self.k] if self._on_plan() else self._accrued()

    def _on_plan(self) -> bool:
        return tuple(self.planned[self.k :]) == self.plan_principal[self.k :]

    def _accrued(self) -> int:
        """What has grown in the running period, never above what the schedule asked for it when it began."""
        grown = self.period.rounded(self.terms.rounding)
        return grown if self.most is None else min(grown, self.most)

    def begin_period(self) -> None:
        self.period = Accrual()
        self.most = self.plan_interest[self.k] if self.k < len(self.spans) and self._on_plan() else None

    # what is owed now

    def owed(self) -> Buckets:
        late = [line for line in self.lines if line.due < self.today]
        current = [line for line in self.lines if line.due == self.today]
        return Buckets.of(
            {
                "normal_principal": self.normal + sum(line.principal for line in current),
                "overdue_principal": sum(line.principal for line in late),
                "normal_interest": self._running_interest() + sum(line.interest for line in current),
                "overdue_interest": sum(line.interest for line in late),
                "penalty_interest": self.penalty.left(self.terms.rounding),
                "compound_interest": self.compound.left(self.terms.rounding),
                **{name: self.charges.get(name, 0) for name in CHARGEABLE},
            },
            currency=self.terms.currency,
        )

    def due(self) -> Buckets:
        """What should be paid today or should have been paid before."""
        waiting = Buckets(
            normal_principal=self.normal,
            normal_interest=self._running_interest(),
            currency=self.terms.currency,
        )
        return self.owed() - waiting

    def _running_interest(self) -> int:
        return self._accrued() - self.period.gone + self.postponed

    # what changes it

    def charge(self, bucket: str, minor: int) -> None:
        self.charges[bucket] = self.charges.get(bucket, 0) + minor
        self._use_credits()

    def pay(self, payment: int, minor: int) -> None:
        """First what is due, in the agreed order; the rest repays early if it may, or waits as a credit."""
        left = self._settle(payment, minor, self.due())
        if left and self.terms.prepays:
            left = self._settle(payment, left, self.owed())
        if left:
            self.credits.append(Credit(payment, left))

    def _settle(self, payment: int, minor: int, claim: Buckets) -> int:
        """Let the money reach the buckets of `claim`; returns what found nothing to pay."""
        result = allocate(claim, minor, self.terms.allocation)
        sums = self.paid.setdefault(payment, dict.fromkeys(BUCKETS, 0))
        for name, part in result.parts.items():
            sums[name] += part
            self.reduce(name, part)
        return result.left_minor

    def reduce(self, bucket: str, minor: int) -> None:
        """Take `minor` out of a bucket, whether paid or waived."""
        if minor:
            _REDUCE[bucket](self, minor)

    def _use_credits(self) -> None:
        waiting, self.credits = self.credits, deque()
        for credit in waiting:
            self.pay(credit.payment, credit.minor)

    def reduce_lines(self, part: str, *, late: bool, minor: int) -> int:
        """Take from the oldest instalments first; returns what they did not hold."""
        for line in self.lines:
            if (line.due < self.today) is late:
                taken = min(minor, getattr(line, part))
                setattr(line, part, getattr(line, part) - taken)
                minor -= taken
        self.lines = [line for line in self.lines if line.left]
        return minor

    def reduce_normal_principal(self, minor: int) -> None:
        """Today's instalment first, then principal not yet due, from the last instalment backwards."""
        minor = self.reduce_lines("principal", late=False, minor=minor)
        self.normal -= minor
        for k in range(len(self.planned) - 1, self.k - 1, -1):
            taken = min(minor, self.planned[k])
            self.planned[k] -= taken
            minor -= taken

    def reduce_normal_interest(self, minor: int) -> None:
        """Today's instalment first, then interest postponed by the grace, then that of the running period."""
        minor = self.reduce_lines("interest", late=False, minor=minor)
        taken = min(minor, self.postponed)
        self.postponed -= taken
        self.period.gone += minor - taken


def begin(terms: Terms, holidays: dates.Holidays) -> Replay:
    """The loan on the day of drawing."""
    spans = periods(terms, holidays)
    principal, interest = undeferred(terms, spans)
    replay = Replay(
        terms, spans, tuple(principal), tuple(interest), terms.start, terms.principal_minor, principal
    )
    replay.begin_period()
    return replay


def _reduce_late(part: str) -> Callable[[Replay, int], None]:
    def reduce(replay: Replay, minor: int) -> None:
        replay.reduce_lines(part, late=True, minor=minor)

    return reduce


def _reduce_charge(bucket: str) -> Callable[[Replay, int], None]:
    def reduce(replay: Replay, minor: int) -> None:
        replay.charges[bucket] -= minor

    return reduce


def _reduce_penalty(replay: Replay, minor: int) -> None:
    replay.penalty.gone += minor


def _reduce_compound(replay: Replay, minor: int) -> None:
    replay.compound.gone += minor


_REDUCE: Mapping[str, Callable[[Replay, int], None]] = MappingProxyType(
    {
        "normal_principal": Replay.reduce_normal_principal,
        "overdue_principal": _reduce_late("principal"),
        "normal_interest": Replay.reduce_normal_interest,
        "overdue_interest": _reduce_late("interest"),
        "penalty_interest": _reduce_penalty,
        "compound_interest": _reduce_compound,
        **{bucket: _reduce_charge(bucket) for bucket in CHARGEABLE},
    }
)
