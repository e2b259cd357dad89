"""The ledger of one loan, walked forward day by day of interest; `account` asks it, nobody else does.

Three things happen while time passes: principal not yet due earns interest for its period; each missed instalment
earns penalty interest on its principal and, if agreed, compound interest on its interest; and on a due date the period
closes, its interest is rounded, and the instalment is posted. Accrued interest is kept exact and rounded only when
somebody asks; what has been paid or waived of it is kept beside it.

How money reaches the rows is told in `paying`; how what was agreed later changes them, in `changing`.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from hejie import dates, money
from hejie.loans.buckets import CHARGEABLE, PRINCIPAL, Buckets
from hejie.loans.conventions import RateStep, Tranche
from hejie.loans.replan import forecast
from hejie.loans.reterm import Retermed
from hejie.loans.rows import Accrual, Claim, Row, rows_of
from hejie.loans.terms import Terms


@dataclass(slots=True)
class Credit:
    """Money of payment number `payment` that waits for the next instalment."""

    payment: int
    minor: int
    surplus: str | None = None


@dataclass(slots=True)
class Replay:
    """One loan in motion. `today` only moves forward; rows before `k` are posted, row `k` is running."""

    terms: Terms
    holidays: dates.Holidays
    rows: list[Row]
    today: date
    pay: Callable[["Replay", Credit], None]
    k: int = 0
    period: Fraction = Fraction(0)
    pieces: dict[tuple[str, int], Fraction] = field(default_factory=dict)
    most: int | None = None
    off_plan: bool = False
    penalty: Accrual = field(default_factory=Accrual)
    compound: Accrual = field(default_factory=Accrual)
    postponed: int = 0
    shares: deque[int] = field(default_factory=deque)
    quiet: tuple[date, date] | None = None
    late_bears: bool = True
    undrawn: int = 0
    ahead: deque[Tranche | RateStep] = field(default_factory=deque)
    lent: int = 0
    capitalised: int = 0
    holder: str = ""
    credits: deque[Credit] = field(default_factory=deque)
    paid: dict[int, dict[str, int]] = field(default_factory=dict)
    waived: dict[str, int] = field(default_factory=dict)

    def move_to(self, day: date) -> None:
        """Pass the time to `day`, posting every instalment due until then."""
        while self.k < len(self.rows) and self.rows[self.k].due <= day:
            self._accrue_to(self.rows[self.k].due)
            self._post()
        self._accrue_to(day)

    # what there is

    @property
    def posted(self) -> list[Row]:
        return self.rows[: self.k]

    @property
    def coming(self) -> list[Row]:
        return self.rows[self.k :]

    @property
    def running(self) -> Row | None:
        return self.rows[self.k] if self.k < len(self.rows) else None

    @property
    def normal(self) -> int:
        """Principal drawn and not yet due."""
        return sum(row.left_principal for row in self.coming) - self.undrawn

    @property
    def late_principal(self) -> int:
        return sum(row.left_principal for row in self.posted)

    @property
    def fixed_interest(self) -> bool:
        """Whether each row's interest is what its plan says; flat interest is so by its nature."""
        return self.terms.interest_by == "schedule" or self.terms.method == "flat_rate"

    def at_hand(self) -> int | None:
        """The number of the row due today, else of the one running, else None."""
        n = self.k - 1
        if n >= 0 and self.rows[n].due == self.today and not self.rows[n].extra:
            return n
        return self.k if self.running is not None and not self.running.extra else None

    def later_rows(self) -> list[Row]:
        """The rows after the one at hand."""
        n = self.at_hand()
        return [row for row in self.rows[self.k if n is None else n + 1 :] if not row.extra]

    def drop_empty_rows(self) -> None:
        """Rows at the end that ask for nothing any more are gone."""
        kept = [row for row in self.coming if row.principal or row.claims or row.paid or row.waived]
        self.rows[self.k :] = kept or self.coming[:1]

    def take_postponed(self, minor: int) -> None:
        self.postponed -= minor

    def claims(self) -> Iterator[tuple[Row, Claim]]:
        return ((row, claim) for row in self.rows for claim in row.claims)

    # time

    def _accrue_to(self, day: date) -> None:
        while self.ahead and self.ahead[0].day <= day:
            change = self.ahead.popleft()
            self._pass_to(change.day)
            self._begin_change(change)
        self._pass_to(day)

    def _begin_change(self, change: Tranche | RateStep) -> None:
        """What the terms agreed for later: the plan knows it already, the ledger learns it on its day."""
        if isinstance(change, RateStep):
            self.terms = replace(self.terms, annual_rate=change.annual_rate, rates=())
            return
        down = self.terms.down_minor(change.minor)
        self.lent += change.minor
        self.undrawn -= change.minor - down
        self.add_at_once(Row(change.day, change.day, Fraction(0), down, 0, extra=True))

    def add_at_once(self, row: Row) -> None:
        """A row due today, after those already posted."""
        if row.principal or row.claims:
            self.rows.insert(self.k, row)
            self.k += 1

    def _pass_to(self, day: date) -> None:
        if self.quiet and self.quiet[0] < day and self.today < self.quiet[1]:
            since, until = self.quiet
            if self.today < since:
                self._pass_to(since)
            self.today = min(day, until)
        if day <= self.today:
            return
        row = self.running
        if row is not None:
            self._grow(row, day)
        if self.late_bears and self.terms.overdue_bears == "penalty":
            self._grow_late(day)
        self.today = day

    def _grow(self, row: Row, day: date) -> None:
        """What the running period earns from today to `day`, each balance in a piece of its own."""
        part = self.elapsed(row, day) - self.elapsed(row, self.today)
        if self.fixed_interest:
            self.period += row.interest * part / row.years if row.years and self.normal else 0
            return
        late = self.late_principal if self.terms.overdue_bears == "contract" and self.late_bears else 0
        if late:
            self.off_plan, self.most = True, None
        by_piece = self.terms.rounded == "part"
        for kind, balance in (("normal", self.normal), ("late", late)):
            grown = balance * self.terms.borne_rate * part
            self.period += grown
            if by_piece:
                self.pieces[kind, balance] = self.pieces.get((kind, balance), Fraction(0)) + grown

    def elapsed(self, row: Row, day: date) -> Fraction:
        """The part of a year from the start of a row's period to `day`; by days where the count is by periods."""
        if not row.years or day <= row.start:
            return Fraction(0)
        if row.day_count is not None:
            return dates.year_fraction(row.start, day, count=row.day_count)
        return row.years * Fraction((day - row.start).days, (row.due - row.start).days)

    def _grow_late(self, day: date) -> None:
        late = [row for row in self.posted if row.left]
        if self.terms.daily_count.startswith(
            "act/"
        ):  # each day weighs the same whenever an instalment fell due
            part = self._days(self.today, day)
            principal = sum(row.left_principal for row in late)
            self._add_late(principal, sum(row.left_interest for row in late), part)
            return
        for row in late:
            part = self._days(row.due, day) - self._days(row.due, self.today)
            self._add_late(row.left_principal, row.left_interest, part)

    def _add_late(self, principal: int, interest: int, part: Fraction) -> None:
        self.penalty.exact += principal * self.terms.overdue_rate * part
        self.compound.exact += interest * self.terms.compound_rate * part

    def _days(self, start: date, end: date) -> Fraction:
        return dates.year_fraction(start, end, count=self.terms.daily_count)

    def _post(self) -> None:
        row = self.rows[self.k]
        if not row.extra:
            fee = self.terms.fee_minor if self.normal else 0
            self._close_period(row)
            if fee:
                row.claims.append(Claim(self.terms.fee_bucket, row.due, fee))
        self.k += 1
        self.begin_period()
        self.use_credits()

    def _close_period(self, row: Row) -> None:
        """Ask for the interest of the period now ending, after what a grace postpones to later rows."""
        own = max(self._period_interest(row), row.gone_interest)
        if self.off_plan and self.terms.overdue_bears == "contract" and not self.fixed_interest:
            self._keep_amount(row, own)
        if row.waits:
            self.postponed += own - row.gone_interest
            row.interest = row.gone_interest
            return
        if self.postponed and not self.shares:
            self.shares = deque(self._shares())
        late = min(self.shares.popleft(), self.postponed) if self.shares else 0
        self.postponed -= late
        row.interest = own + late

    def _shares(self) -> tuple[int, ...]:
        rest = sum(1 for row in self.coming if not row.extra)
        terms = self.terms
        weights = (1,) * rest if terms.deferred == "spread" else (1,) + (0,) * (rest - 1)
        return money.split(self.postponed, weights)

    def _keep_amount(self, row: Row, interest: int) -> None:
        """The instalment stays what it was: more interest leaves less of it for principal, and the last takes the rest."""
        others = self.coming[1:]
        if not others:
            return
        asked = row.principal + row.interest
        principal = max(min(asked - interest, row.left_principal + sum(o.left_principal for o in others)), 0)
        others[-1].principal += row.principal - principal
        row.principal = principal
        forecast(others, self.terms, keep_amounts=True)

    def _period_interest(self, row: Row) -> int:
        """The plan's own figure as long as the principal is the plan's; else what has accrued, rounded."""
        if self.fixed_interest:
            return row.interest if self.normal else self.accrued()
        return row.interest if self._on_plan() else self.accrued()

    def _on_plan(self) -> bool:
        return not self.off_plan and all(row.gone_principal == 0 for row in self.coming)

    def accrued(self) -> int:
        """What has grown in the running period, never above what the plan asked for it when it began."""
        exact = self.pieces.values() or (self.period,)
        grown = sum(money.round_to(piece, self.terms.rounding) for piece in exact)
        return grown if self.most is None else min(grown, self.most)

    def begin_period(self) -> None:
        self.period, self.pieces, self.off_plan = Fraction(0), {}, False
        row = self.running
        self.most = row.interest if row is not None and self._on_plan() else None

    # what is owed now

    def owed(self) -> Buckets:
        late = [row for row in self.posted if row.due < self.today]
        current = [row for row in self.posted if row.due >= self.today]
        carried = dict.fromkeys((*CHARGEABLE, *_CARRIED), 0)
        for _, claim in self.claims():
            carried[claim.bucket] += claim.left
        return Buckets.of(
            {
                **carried,
                "normal_principal": self.normal + sum(row.left_principal for row in current),
                "overdue_principal": sum(row.left_principal for row in late),
                "normal_interest": carried["normal_interest"]
                + self.running_interest()
                + self.postponed
                + sum(row.left_interest for row in current),
                "overdue_interest": carried["overdue_interest"] + sum(row.left_interest for row in late),
                "penalty_interest": carried["penalty_interest"] + self.penalty.left(self.terms.rounding),
                "compound_interest": carried["compound_interest"] + self.compound.left(self.terms.rounding),
            },
            currency=self.terms.currency,
        )

    def running_interest(self) -> int:
        """What has grown in the running period and is not gone."""
        row = self.running
        return max(self.accrued() - row.gone_interest, 0) if row is not None else 0

    def late_since(self) -> date | None:
        """The oldest due date that is not fully paid, as the terms count lateness."""
        last = self.today if self.terms.overdue_from == "due_day" else self.today - timedelta(1)
        return min((row.due for row in self.posted if row.left and row.due <= last), default=None)

    def days_late(self) -> int:
        since = self.late_since()
        if since is None:
            return 0
        return (self.today - since).days + (self.terms.overdue_from == "due_day")

    # new terms for all of it

    def restart(self, history: list[Row], new: Retermed) -> None:
        """Go on under new terms, with nothing owed but what they say; `history` are the rows that stay as they are."""
        self.period, self.postponed, self.shares, self.quiet = Fraction(0), 0, deque(), None
        self.penalty, self.compound = Accrual(), Accrual()
        if new.terms is not None:
            self.terms = replace(new.terms, **{name: getattr(self.terms, name) for name in _STAYS})
            rows = rows_of(self.terms, self.holidays)
        else:
            rows = [Row(self.today, due, Fraction(0), 0, 0) for due in new.schedule.due]
        _put_arrears(rows, new)
        at_once = [_at_once(self.today, new.upfront.parts)] if new.upfront.parts.total else []
        self.rows, self.k = [*history, *at_once, *rows], len(history) + len(at_once)
        self.begin_period()

    # money that waits

    def use_credits(self) -> None:
        """Let what waits pay what has fallen due, as if it came today."""
        waiting, self.credits = self.credits, deque()
        for credit in waiting:
            self.pay(self, credit)


_CARRIED = ("normal_interest", "overdue_interest", "penalty_interest", "compound_interest")


def begin(terms: Terms, holidays: dates.Holidays, pay: Callable[[Replay, Credit], None]) -> Replay:
    """The loan on the day of drawing; `pay` says how money that waited reaches what has fallen due."""
    changes: list[Tranche | RateStep] = [*terms.tranches, *terms.rates]
    changes.sort(key=lambda change: change.day)
    undrawn = sum(part.minor - terms.down_minor(part.minor) for part in terms.tranches)
    replay = Replay(
        terms,
        holidays,
        rows_of(terms, holidays),
        terms.start,
        pay,
        ahead=deque(changes),
        undrawn=undrawn,
        lent=terms.first_minor,
    )
    down = terms.down_minor(terms.first_minor)
    replay.add_at_once(Row(terms.start, terms.start, Fraction(0), down, 0, extra=True))
    replay.begin_period()
    return replay


_STAYS = (
    "rate_cap",
    "allocation",
    "allocation_ahead",
    "across",
    "surplus",
    "overdue_bears",
    "overdue_from",
    "interest_by",
    "penalty_uplift",
    "penalty_rate",
    "compound_rate",
)
"""What a restructure does not speak of stays as it was agreed."""


def _put_arrears(rows: list[Row], new: Retermed) -> None:
    """The old interest and charges that each row carries along, the buckets in their order."""
    left = {name: minor for name, minor in new.carried.items() if minor}
    for row, arrears in zip(rows, new.schedule.arrears, strict=True):
        room = arrears
        for name in left:
            part = min(room, left[name])
            left[name] -= part
            room -= part
            if part:
                row.claims.append(Claim(name, row.due, part))


def _at_once(day: date, parts: Buckets) -> Row:
    """The row of what new terms ask for on the day itself."""
    row = Row(day, day, Fraction(0), parts.principal, 0, extra=True)
    row.claims += [Claim(name, day, part) for name, part in parts.items() if part and name not in PRINCIPAL]
    return row
