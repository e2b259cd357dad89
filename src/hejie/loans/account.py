"""An account at a day: what is owed in each bucket, for how long it has been late, and what every payment did.

The borrower of the schedule's example misses February and pays 400.00 on 1 March. By then 330.02 of principal and
10.00 of interest are 14 days late; penalty interest at the contract rate is 330.02 x 12 % x 14 / 360 = 1.54:

>>> from fractions import Fraction
>>> terms = Terms(method="equal_instalment", principal_minor=100000, annual_rate=Fraction(12, 100),
...     start=date(2026, 1, 15), first_due=date(2026, 2, 15), instalments=3)
>>> before = account_at(terms, (), date(2026, 3, 1))
>>> before.days_overdue, before.buckets.overdue_principal, before.buckets.penalty_interest
(14, 33002, 154)
>>> after = account_at(terms, (Payment(date(2026, 3, 1), 40000),), date(2026, 3, 1))
>>> after.days_overdue, after.received[0].parts.total, after.unapplied_minor
(0, 34156, 5844)
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hejie import dates, texts
from hejie.loans import changing, paying
from hejie.loans.buckets import BUCKETS, Buckets
from hejie.loans.events import Event, Payment, Settlement, Standing, standing
from hejie.loans.replay import Replay, begin
from hejie.loans.rows import Row
from hejie.loans.terms import Terms


@dataclass(frozen=True, slots=True)
class Received:
    """One payment: the parts it paid, and what of it still waits for the next instalment."""

    day: date
    minor: int
    parts: Buckets
    unapplied_minor: int


@dataclass(frozen=True, slots=True)
class Account:
    """The loan at the end of `day`.

    `normal_interest` includes interest accrued to the day; `normal_principal` what is not yet due or due today.
    `days_overdue` counts from the oldest due date that is not fully paid (due on 31 January, on 2 February it is 2; one
    more where the terms count the due day). `unapplied_minor` is money that waits; `due_minor` is what should be paid
    today. `waived` is what was given up; `holder` to whom the claim passed last ("" if it never did); `undone` the
    events that were reversed; `notes` what is odd and yet no fault, such as money that came after the loan was closed.
    """

    day: date
    buckets: Buckets
    days_overdue: int
    overdue_since: date | None
    received: tuple[Received, ...]
    unapplied_minor: int
    due_minor: int
    waived: Buckets = field(default_factory=Buckets)
    lent_minor: int = 0
    capitalised_minor: int = 0
    holder: str = ""
    undone: tuple[Event, ...] = ()
    notes: tuple[texts.Fault, ...] = ()

    @property
    def principal_repaid_minor(self) -> int:
        """Principal that payments have repaid: what was lent or made principal, less what is owed and what was waived."""
        return sum(received.parts.principal for received in self.received)


@dataclass(frozen=True, slots=True)
class Payoff:
    """What closes the loan on `day`: `minor` = all buckets less the money that waits, never below zero."""

    day: date
    minor: int
    buckets: Buckets
    unapplied_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentState:
    """One instalment at a day: what it asks, what was paid of it, how much of that before or after its due date.

    It covers the time from `start` to `due`; a down payment, due at once, none.
    `interest` of an instalment not yet due is what it will be if everything due is paid today and the rest on its day.
    `charges` are fees, damages and old interest carried along; what is left of each, it still asks.
    """

    start: date
    due: date
    principal: int
    interest: int
    charges: Buckets
    paid: int
    early: int
    late: int
    waived: int
    left_principal: int
    left_interest: int
    left_charges: Buckets

    @property
    def left(self) -> int:
        return self.left_principal + self.left_interest + self.left_charges.total

    @property
    def asked(self) -> int:
        return self.principal + self.interest + self.charges.total


def account_at(
    terms: Terms,
    events: Sequence[Event],
    day: date,
    *,
    holidays: dates.Holidays = dates.WEEKENDS_ONLY,
) -> Account:
    """The account at the end of `day`, replayed from the drawing. Events after `day` have not happened yet.

    Raises Faulty, with all of them at once, for events that cannot have happened as they are told: before the drawing,
    a waiver larger than its bucket, an extension after maturity, a reversal of an unknown event, and the like.
    """
    replay, heard, notes = _replayed(terms, events, day, holidays)
    since = replay.late_since()
    return Account(
        day=replay.today,
        buckets=replay.owed(),
        days_overdue=replay.days_late(),
        overdue_since=since,
        received=tuple(
            _received(replay, place, event) for place, event in sorted(_payments(heard), key=_place)
        ),
        unapplied_minor=sum(credit.minor for credit in replay.credits),
        due_minor=sum(place.left for place in paying.due_places(replay)),
        waived=Buckets.of(replay.waived, currency=terms.currency),
        lent_minor=replay.lent,
        capitalised_minor=replay.capitalised,
        holder=replay.holder,
        undone=tuple(event for _, event in heard.undone),
        notes=notes,
    )


def payoff(
    terms: Terms,
    events: Sequence[Event],
    day: date,
    *,
    holidays: dates.Holidays = dates.WEEKENDS_ONLY,
) -> Payoff:
    """The amount that settles the loan if paid on `day`, interest to that day included."""
    account = account_at(terms, events, day, holidays=holidays)
    minor = max(account.buckets.total - account.unapplied_minor, 0)
    return Payoff(day, minor, account.buckets, account.unapplied_minor)


def instalments_at(
    terms: Terms,
    events: Sequence[Event],
    day: date,
    *,
    holidays: dates.Holidays = dates.WEEKENDS_ONLY,
) -> tuple[InstalmentState, ...]:
    """Every instalment as it stands at the end of `day`, past ones and coming ones; raises as `account_at` does."""
    replay, _, _ = _replayed(terms, events, day, holidays)
    whole = _to_the_end(replay)
    pairs = zip(replay.rows, whole.rows, strict=True)
    return tuple(_state(now, then, terms.currency) for now, then in pairs)


def _state(now: Row, then: Row, currency: str) -> InstalmentState:
    """A row as it is `now`, with what it will ask `then`, when it has fallen due."""
    return InstalmentState(
        start=then.start,
        due=then.due,
        principal=then.principal,
        interest=then.interest,
        charges=_by_bucket(((claim.bucket, claim.asked) for claim in then.claims), currency),
        paid=now.paid,
        early=now.early,
        late=now.late,
        waived=now.waived,
        left_principal=then.left_principal,
        left_interest=then.left_interest,
        left_charges=_by_bucket(((claim.bucket, claim.left) for claim in then.claims), currency),
    )


def _by_bucket(amounts: Iterable[tuple[str, int]], currency: str) -> Buckets:
    sums: dict[str, int] = {}
    for bucket, minor in amounts:
        sums[bucket] = sums.get(bucket, 0) + minor
    return Buckets.of(sums, currency=currency)


def _to_the_end(replay: Replay) -> Replay:
    """A copy of the ledger in which time has passed the last due date, and nothing that is late now bears any more."""
    copy = replace(
        replay,
        rows=[replace(row, claims=[replace(claim) for claim in row.claims]) for row in replay.rows],
        pieces=dict(replay.pieces),
        shares=deque(replay.shares),
        ahead=deque(replay.ahead),
        penalty=replace(replay.penalty),
        compound=replace(replay.compound),
        credits=deque(),
        late_bears=False,
    )
    copy.move_to(max(replay.today, *(row.due for row in replay.rows)))
    return copy


def _replayed(
    terms: Terms, events: Sequence[Event], day: date, holidays: dates.Holidays
) -> tuple[Replay, Standing, tuple[texts.Fault, ...]]:
    """The ledger at the end of `day`, the events that counted, and what is odd about them; raises Faulty with all faults."""
    happened = [(place, event) for place, event in enumerate(events) if event.day <= day]
    faults = _day_faults(terms, happened, day)
    heard = standing(happened)
    faults += heard.faults
    if faults:
        raise texts.Faulty(faults)
    replay = begin(terms, holidays, paying.use)
    notes: list[texts.Fault] = []
    for place, event in heard.counts:
        replay.move_to(event.day)
        notes += _note(replay, place, event)
        try:
            changing.apply(replay, place, event)
        except texts.Faulty as faulty:
            faults += tuple(_at(place, fault) for fault in faulty.faults)
    if faults:
        raise texts.Faulty(faults)
    replay.move_to(day)
    return replay, heard, tuple(notes)


def _at(place: int, fault: texts.Fault) -> texts.Fault:
    return replace(fault, field=f"events.{place}.{fault.field}")


def _note(replay: Replay, place: int, event: Event) -> list[texts.Fault]:
    if isinstance(event, Payment) and event.minor and not replay.owed().total:
        said = {"given_on": event.day.isoformat(), "given_minor": event.minor}
        return [texts.fault("loan_payment_after_close", f"events.{place}", **said)]
    return []


def _day_faults(terms: Terms, events: Sequence[tuple[int, Event]], day: date) -> tuple[texts.Fault, ...]:
    start = terms.start.isoformat()
    found = [
        texts.fault(
            "loan_event_before_start", f"events.{place}", given_on=event.day.isoformat(), start_on=start
        )
        for place, event in events
        if event.day < terms.start
    ]
    if day < terms.start:
        found.append(texts.fault("loan_day_before_start", "day", given_on=day.isoformat(), start_on=start))
    return tuple(found)


def _place(item: tuple[int, Event]) -> int:
    return item[0]


def _payments(heard: Standing) -> list[tuple[int, Payment | Settlement]]:
    return [(place, event) for place, event in heard.counts if isinstance(event, Payment | Settlement)]


def _received(replay: Replay, place: int, payment: Payment | Settlement) -> Received:
    parts = replay.paid.get(place, dict.fromkeys(BUCKETS, 0))
    waiting = sum(credit.minor for credit in replay.credits if credit.payment == place)
    return Received(payment.day, payment.minor, Buckets.of(parts, currency=replay.terms.currency), waiting)
