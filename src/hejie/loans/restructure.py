"""What a change of an agreement does to what is still to be paid: before and after, bucket by bucket.

A restructure is one event or several, told to the account like everything else, so that the paid part stays untouched
and a `Reversal` restores the state exactly. What it costs is the difference of two futures: everything that is still to
be paid if what is due is paid on the day and the rest on its due dates.

12,000.00 over a year at 12 %, extended by six months on 1 March: each month costs less, all together more:

>>> from fractions import Fraction
>>> from hejie.loans.events import Payment
>>> terms = Terms(method="equal_principal", principal_minor=1200000, annual_rate=Fraction(12, 100),
...     start=date(2026, 1, 15), first_due=date(2026, 2, 15), instalments=12)
>>> paid = (Payment(date(2026, 2, 15), 112000),)
>>> found = effect_of(terms, paid, (Extension(date(2026, 3, 1), 6),))
>>> found.before.total, found.after.total, found.change_minor
(1166000, 1199000, 33000)
>>> found.by_bucket, found.last_due
({'normal_interest': 33000}, (datetime.date(2027, 1, 15), datetime.date(2027, 7, 15)))
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from hejie import dates, texts
from hejie.loans.account import Account, account_at, instalments_at
from hejie.loans.buckets import BUCKETS, Buckets
from hejie.loans.events import (
    Capitalise,
    Carry,
    DueDateChange,
    Event,
    Extension,
    Pause,
    RateChange,
    ReAge,
    ReAmortise,
    Restructure,
    ReTerm,
    Settlement,
    Waiver,
)
from hejie.loans.terms import Terms

OPERATIONS: Mapping[str, type[Event]] = MappingProxyType(
    {
        "capitalise": Capitalise,
        "carry": Carry,
        "waive": Waiver,
        "extend": Extension,
        "re_term": ReTerm,
        "re_rate": RateChange,
        "re_date": DueDateChange,
        "moratorium": Pause,
        "settle": Settlement,
        "re_age": ReAge,
        "re_amortise": ReAmortise,
        "restructure": Restructure,
    }
)
"""What can be agreed about a running loan, each by the event that tells it."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What is still to be paid from the day on, without the change and with it.

    `paid` is what the change itself pays at once (a settlement), `waived` what it gives up; `last_due` and
    `instalments` stand for the end and the number of what is still to come, before and after.
    """

    day: date
    before: Buckets
    after: Buckets
    paid: Buckets
    waived: Buckets
    last_due: tuple[date | None, date | None]
    instalments: tuple[int, int]

    @property
    def change_minor(self) -> int:
        """How much more (or, below zero, less) is paid in all because of the change."""
        return self.after.total + self.paid.total - self.before.total

    @property
    def by_bucket(self) -> dict[str, int]:
        """The same for each bucket that changes."""
        changes = {name: self.after[name] + self.paid[name] - self.before[name] for name in BUCKETS}
        return {name: change for name, change in changes.items() if change}


def effect_of(
    terms: Terms,
    events: Sequence[Event],
    changes: Sequence[Event],
    *,
    holidays: dates.Holidays = dates.WEEKENDS_ONLY,
) -> Effect:
    """What `changes`, all of one day, do to an account that lived through `events`. Raises Faulty as `account_at` does.

    Money that waits in the account is not counted: it belongs to what it will pay.
    """
    day = _day_of(changes)
    told = (*events, *changes)
    before, after = (account_at(terms, life, day, holidays=holidays) for life in (events, told))
    left = to_come(terms, events, day, holidays=holidays)
    right = to_come(terms, told, day, holidays=holidays)
    ends = [_ends(terms, life, day, holidays) for life in (events, told)]
    return Effect(
        day=day,
        before=left,
        after=right,
        paid=_paid(after) - _paid(before),
        waived=after.waived - before.waived,
        last_due=(max(ends[0], default=None), max(ends[1], default=None)),
        instalments=(len(ends[0]), len(ends[1])),
    )


def to_come(
    terms: Terms,
    events: Sequence[Event],
    day: date,
    *,
    holidays: dates.Holidays = dates.WEEKENDS_ONLY,
) -> Buckets:
    """Everything still to be paid from `day` on: what is due now, the rest on its due dates, future interest included."""
    owed = account_at(terms, events, day, holidays=holidays).buckets
    sums = dict.fromkeys(BUCKETS, 0)
    for row in instalments_at(terms, events, day, holidays=holidays):
        when = "overdue" if row.due < day else "normal"
        sums[f"{when}_principal"] += row.left_principal
        sums[f"{when}_interest"] += row.left_interest
        for name, minor in row.left_charges.items():
            sums[name] += minor
    late = {name: owed[name] for name in ("penalty_interest", "compound_interest")}
    return Buckets.of({**sums, **late}, currency=terms.currency)


def _day_of(changes: Sequence[Event]) -> date:
    days = sorted({change.day for change in changes})
    if len(days) != 1:
        said = tuple(day.isoformat() for day in days)
        raise texts.Faulty((texts.fault("loan_changes_of_several_days", "changes", given=said),))
    return days[0]


def _paid(account: Account) -> Buckets:
    sums = dict.fromkeys(BUCKETS, 0)
    for received in account.received:
        for name, minor in received.parts.items():
            sums[name] += minor
    return Buckets.of(sums, currency=account.buckets.currency)


def _ends(terms: Terms, events: Sequence[Event], day: date, holidays: dates.Holidays) -> list[date]:
    rows = instalments_at(terms, events, day, holidays=holidays)
    return [row.due for row in rows if row.due > day and row.left]
