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

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hejie import dates, texts
from hejie.loans.buckets import BUCKETS, Buckets
from hejie.loans.events import Charge, Event, Payment, Waiver, in_order
from hejie.loans.replay import Replay, begin
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
    `days_overdue` counts from the oldest due date that is not fully paid (due on 31 January, on 2 February it is 2).
    `unapplied_minor` is money that waits; `due_minor` is what should be paid today.
    """

    day: date
    buckets: Buckets
    days_overdue: int
    overdue_since: date | None
    received: tuple[Received, ...]
    unapplied_minor: int
    due_minor: int


@dataclass(frozen=True, slots=True)
class Payoff:
    """What closes the loan on `day`: `minor` = all buckets less the money that waits, never below zero."""

    day: date
    minor: int
    buckets: Buckets
    unapplied_minor: int


def account_at(
    terms: Terms,
    events: Sequence[Event],
    day: date,
    *,
    holidays: dates.Holidays = dates.WEEKENDS_ONLY,
) -> Account:
    """The account at the end of `day`, replayed from the drawing. Events after `day` have not happened yet.

    Raises Faulty, with all of them at once, for events before the drawing, or for a waiver larger than its bucket.
    """
    happened = tuple(event for event in events if event.day <= day)
    faults = _faults(terms, happened, day)
    if faults:
        raise texts.Faulty(faults)
    replay = begin(terms, holidays)
    for place, event in in_order(happened):
        replay.move_to(event.day)
        _apply(replay, place, event)
    replay.move_to(day)
    return _account(replay, happened)


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


def _faults(terms: Terms, events: Sequence[Event], day: date) -> tuple[texts.Fault, ...]:
    start = terms.start.isoformat()
    found = [
        texts.fault(
            "loan_event_before_start", f"events.{place}", given_on=event.day.isoformat(), start_on=start
        )
        for place, event in enumerate(events)
        if event.day < terms.start
    ]
    if day < terms.start:
        found.append(texts.fault("loan_day_before_start", "day", given_on=day.isoformat(), start_on=start))
    return tuple(found)


def _apply(replay: Replay, place: int, event: Event) -> None:
    match event:
        case Payment(_, minor):
            replay.pay(place, minor)
        case Charge(_, bucket, minor):
            replay.charge(bucket, minor)
        case Waiver(_, bucket, minor):
            replay.owed().waive(bucket, minor)  # raises Faulty if there is not so much
            replay.reduce(bucket, minor)


def _account(replay: Replay, events: tuple[Event, ...]) -> Account:
    since = min((line.due for line in replay.lines if line.due < replay.today), default=None)
    return Account(
        day=replay.today,
        buckets=replay.owed(),
        days_overdue=(replay.today - since).days if since else 0,
        overdue_since=since,
        received=tuple(
            _received(replay, place, event)
            for place, event in enumerate(events)
            if isinstance(event, Payment)
        ),
        unapplied_minor=sum(credit.minor for credit in replay.credits),
        due_minor=replay.due().total,
    )


def _received(replay: Replay, place: int, payment: Payment) -> Received:
    parts = replay.paid.get(place, dict.fromkeys(BUCKETS, 0))
    waiting = sum(credit.minor for credit in replay.credits if credit.payment == place)
    return Received(payment.day, payment.minor, Buckets.of(parts, currency=replay.terms.currency), waiting)
