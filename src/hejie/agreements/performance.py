"""How an agreement stands on a day: what was paid, what is outstanding, what is late, and whether it is a breach.

Payments fill the instalments by a named rule. At every day and for every instalment, paid + outstanding = scheduled;
what is beyond the last instalment is surplus. A late instalment is a breach only after the days of grace; if by then a
part as large as agreed was paid, the rest waits for the next due date (the last instalment has none and does not wait).

    due 15 Feb, 5 days of grace, 15 of cure: late from 16 Feb, breach from 21 Feb, to be cured by 8 March
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from hejie import texts
from hejie.agreements.values import ObligationSpec


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received; `number` is the instalment that the payer named, if any."""

    on: date
    minor: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class BreachRule:
    """When lateness becomes a breach, and how long it can be cured."""

    grace_days: int
    cure_days: int
    least_partial_share: Fraction


@dataclass(frozen=True, slots=True)
class Line:
    """One instalment on the day: scheduled = paid + outstanding, in minor units. `state` is paid, open, due (today or
    within grace), overdue, or excused (a change was asked for and is being talked about)."""

    number: int
    due_on: date
    scheduled_minor: int
    paid_minor: int
    paid_off_on: date | None
    days_overdue: int
    state: str

    @property
    def outstanding_minor(self) -> int:
        """What is left of it."""
        return self.scheduled_minor - self.paid_minor


@dataclass(frozen=True, slots=True)
class Performance:
    """The whole agreement on the day. `breach_on` and `cure_until` speak of the oldest breach that is not cured."""

    lines: tuple[Line, ...]
    surplus_minor: int
    next_due_on: date | None
    next_minor: int
    breach_on: date | None
    cure_until: date | None
    is_cure_over: bool

    @property
    def paid_minor(self) -> int:
        """All that filled instalments."""
        return sum(line.paid_minor for line in self.lines)

    @property
    def outstanding_minor(self) -> int:
        """All that is still to be paid, due or not."""
        return sum(line.outstanding_minor for line in self.lines)

    @property
    def overdue_minor(self) -> int:
        """What should have been paid before the day and was not; excused instalments apart."""
        return sum(
            line.outstanding_minor for line in self.lines if line.days_overdue and line.state != "excused"
        )

    @property
    def days_overdue(self) -> int:
        """Days since the oldest late instalment fell due."""
        return max((line.days_overdue for line in self.lines if line.state != "excused"), default=0)

    @property
    def is_in_breach(self) -> bool:
        """Whether a breach is open on the day."""
        return self.breach_on is not None

    @property
    def is_complete(self) -> bool:
        """Whether everything is paid."""
        return self.outstanding_minor == 0


def performance_at(
    specs: Sequence[ObligationSpec],
    payments: Iterable[Payment],
    day: date,
    *,
    rule: BreachRule,
    allocation: str = "oldest_first",
    excused: Collection[int] = (),
) -> Performance:
    """How the money duties stand at the end of `day`; later payments are not looked at.

    `excused` are instalments that an open request for change covers: they may be late, never a breach. Raises Faulty
    for a negative payment; LookupError for an allocation that is not of ALLOCATIONS.
    """
    due = tuple(sorted((one for one in specs if one.amount_minor), key=lambda one: (one.due_on, one.number)))
    known = sorted((one for one in payments if one.on <= day), key=lambda one: one.on)
    received, surplus = _fill(due, known, ALLOCATIONS[allocation])
    lines = tuple(_line(one, received[one.number], day, rule, one.number in excused) for one in due)
    ahead = next((line for line in lines if line.outstanding_minor and line.due_on >= day), None)
    breach = _breach(due, received, day, rule, excused)
    until = breach + timedelta(days=rule.cure_days) if breach else None
    return Performance(
        lines=lines,
        surplus_minor=surplus,
        next_due_on=ahead.due_on if ahead else None,
        next_minor=ahead.outstanding_minor if ahead else 0,
        breach_on=breach,
        cure_until=until,
        is_cure_over=until is not None and day > until,
    )


Received = Mapping[int, Sequence[tuple[date, int]]]
Order = Callable[[Payment, Sequence[ObligationSpec]], Sequence[ObligationSpec]]

ALLOCATIONS: Final[Mapping[str, Order]] = {
    "oldest_first": lambda payment, due: due,
    "named_first": lambda payment, due: sorted(due, key=lambda one: one.number != payment.number),
}
"""Which instalment a payment fills first. named_first: the one that the payer named, then the oldest."""


def _fill(due: Sequence[ObligationSpec], payments: Iterable[Payment], order: Order) -> tuple[Received, int]:
    received: dict[int, list[tuple[date, int]]] = defaultdict(list)
    left = {one.number: one.amount_minor for one in due}
    surplus = 0
    for payment in payments:
        if payment.minor < 0:
            raise texts.Faulty((texts.fault("payment_negative", "payment", given_minor=payment.minor),))
        rest = payment.minor
        for one in order(payment, due):
            part = min(rest, left[one.number])
            if part:
                received[one.number].append((payment.on, part))
                left[one.number] -= part
                rest -= part
        surplus += rest
    return received, surplus


def _line(
    one: ObligationSpec, parts: Sequence[tuple[date, int]], day: date, rule: BreachRule, is_excused: bool
) -> Line:
    paid = sum(minor for _, minor in parts)
    is_paid = paid == one.amount_minor
    late = 0 if is_paid else max((day - one.due_on).days, 0)
    return Line(
        number=one.number,
        due_on=one.due_on,
        scheduled_minor=one.amount_minor,
        paid_minor=paid,
        paid_off_on=parts[-1][0] if is_paid else None,
        days_overdue=late,
        state=_state(is_paid, is_excused, (day - one.due_on).days, rule.grace_days),
    )


def _state(is_paid: bool, is_excused: bool, days: int, grace_days: int) -> str:
    if is_paid:
        return "paid"
    if days < 0:
        return "open"
    if is_excused:
        return "excused"
    return "due" if days <= grace_days else "overdue"


def _breach(
    due: Sequence[ObligationSpec],
    received: Received,
    day: date,
    rule: BreachRule,
    excused: Collection[int],
) -> date | None:
    """The first day of the oldest breach that is open on `day`."""
    for place, one in enumerate(due):
        parts = received.get(one.number, ())
        if one.number in excused or sum(minor for _, minor in parts) == one.amount_minor:
            continue
        later = due[place + 1].due_on if place + 1 < len(due) else None
        first = _breach_day(one, parts, rule, later)
        if first <= day:
            return first
    return None


def _breach_day(
    one: ObligationSpec, parts: Sequence[tuple[date, int]], rule: BreachRule, later: date | None
) -> date:
    grace_ends = one.due_on + timedelta(days=rule.grace_days)
    in_time = sum(minor for on, minor in parts if on <= grace_ends)
    if later is not None and in_time and in_time >= rule.least_partial_share * one.amount_minor:
        grace_ends = max(grace_ends, later + timedelta(days=rule.grace_days))
    return grace_ends + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty that is not money, on the day."""

    spec: ObligationSpec
    done_on: date | None
    days_overdue: int


def duties_at(specs: Iterable[ObligationSpec], done: Mapping[str, date], day: date) -> tuple[DutyLine, ...]:
    """The lender's duties on the day; `done` says on which day a duty of that code was done. A duty done after the day
    counts as not done yet, and one that was done is never overdue."""
    lines = []
    for one in specs:
        if one.kind != "duty":
            continue
        on = done.get(one.code)
        is_done = on is not None and on <= day
        late = 0 if is_done else max((day - one.due_on).days, 0)
        lines.append(DutyLine(one, on if is_done else None, late))
    return tuple(lines)
