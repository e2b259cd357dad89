"""Supposing that one convention had been another: the account that the lender would then have computed.

A `Supposed` is the loan with what is supposed of it. Each function of `CAUSES` gives others in which one thing more is
supposed, with the words for it; whether any of them is what happened, the search decides by comparing every bucket.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

from hejie import dates, money, texts
from hejie.loans.account import account_at
from hejie.loans.buckets import CHARGEABLE, COSTS_INTEREST_PRINCIPAL, PRINCIPAL, Buckets
from hejie.loans.conventions import PERIODS
from hejie.loans.events import Charge, Event, Payment
from hejie.loans.reconciliation.values import Claim
from hejie.loans.schedule import schedule
from hejie.loans.terms import Terms

Found = Iterator[tuple["Supposed", texts.Message]]


class Spent(Exception):
    """No more accounts may be computed."""


@dataclass(slots=True)
class Ledger:
    """Accounts that were computed, and how many more may be."""

    holidays: dates.Holidays
    left: int
    known: dict[tuple["Supposed", date], Buckets] = field(default_factory=dict)

    def owed(self, of: "Supposed", day: date) -> Buckets:
        """Raises Spent."""
        key = (of, day)
        if key not in self.known:
            if self.left <= 0:
                raise Spent
            self.left -= 1
            self.known[key] = _owed(of, day, self)
        return self.known[key]


@dataclass(frozen=True, slots=True)
class Supposed:
    """A loan, what happened to it, and what is supposed beyond: that it was called in, that penalty interest bears too.

    `paid_until`: every instalment that falls due before it was paid on its day, whatever the terms make of it.
    """

    terms: Terms
    events: tuple[Event, ...]
    paid_until: date | None = None
    called_in: bool = False
    on_penalty: Fraction = Fraction(0)

    def happened(self, holidays: dates.Holidays) -> tuple[Event, ...]:
        if self.paid_until is None:
            return self.events
        return (*self.events, *paid_on_time(self.terms, before=self.paid_until, holidays=holidays))


def paid_on_time(
    terms: Terms, *, before: date, holidays: dates.Holidays = dates.WEEKENDS_ONLY
) -> tuple[Payment, ...]:
    """Every instalment that falls due before that day, paid on its day as the lender asked for it."""
    plan = schedule(terms, holidays=holidays)
    rows = zip(plan.due, plan.amounts, strict=True)
    return tuple(Payment(due, minor) for due, minor in rows if due < before and minor)


def _owed(of: Supposed, day: date, ledger: Ledger) -> Buckets:
    owed = account_at(of.terms, of.happened(ledger.holidays), day, holidays=ledger.holidays).buckets
    amounts = dict(owed.items())
    if of.called_in:
        amounts["overdue_principal"] += amounts["normal_principal"]
        amounts["normal_principal"] = 0
    if of.on_penalty:
        amounts["compound_interest"] += _on_penalty(of, day, ledger)
    return Buckets.of(amounts, currency=of.terms.currency)


def _on_penalty(of: Supposed, day: date, ledger: Ledger) -> int:
    """What penalty interest itself would bear: its amount at the end of each day, for the next one.

    Between two due dates or events it grows by the same every day, so that only these days need an account.
    """
    plain = replace(of, on_penalty=Fraction(0), called_in=False)
    events = of.happened(ledger.holidays)
    since = account_at(of.terms, events, day, holidays=ledger.holidays).overdue_since
    if since is None:
        return 0
    bends = {*schedule(of.terms, holidays=ledger.holidays).due, *(event.day for event in events)}
    bends |= {bend - _DAY for bend in bends}
    days = sorted({since, day, *(bend for bend in bends if since < bend < day)})
    borne = sum(
        (_borne(plain, start, end, ledger) for start, end in pairwise(days)),
        start=Fraction(0),
    )
    return money.round_to(borne * of.on_penalty, of.terms.rounding)


_DAY = timedelta(1)


def _borne(of: Supposed, start: date, end: date, ledger: Ledger) -> Fraction:
    """The sum of the penalty interest of each day from `start` to before `end`, times its part of a year."""
    first, last = (ledger.owed(of, day).penalty_interest for day in (start, end))
    number = (end - start).days
    days = number * first + Fraction((last - first) * (number - 1), 2)
    return days * dates.year_fraction(start, end, count=of.terms.daily_count) / number


# what may be supposed


def _called_in(of: Supposed, claim: Claim, ledger: Ledger) -> Found:
    """All principal is treated as overdue."""
    now = ledger.owed(of, claim.owed.day)
    if now.normal_principal and not claim.owed.buckets.normal_principal:
        yield (
            replace(of, called_in=True),
            texts.message("owed_cause_called_in", amount_minor=now.normal_principal),
        )


def _fees(of: Supposed, claim: Claim, ledger: Ledger) -> Found:
    """A charge that neither contract nor events know, from the first day on which the lender shows it."""
    now = ledger.owed(of, claim.owed.day)
    for bucket in CHARGEABLE:
        more = claim.owed.buckets[bucket] - now[bucket]
        if more > 0:
            shown = (told.day for told in claim.days if told.buckets[bucket] >= more)
            charge = Charge(min(shown, default=claim.owed.day), bucket, more)
            said = texts.message("owed_cause_fee", bucket=bucket, amount_minor=more)
            yield replace(of, events=(*of.events, charge)), said


def _payments(of: Supposed, claim: Claim, ledger: Ledger) -> Found:
    """A payment that was made and does not count with the lender, or counts on another day or with another amount."""
    if claim.booked is not None:
        yield from _booked(of, claim.booked)
        return
    for place, paid in enumerate(of.events):
        if isinstance(paid, Payment) and paid.minor:
            yield replace(of, events=(*of.events[:place], *of.events[place + 1 :])), _missing(paid)


def _booked(of: Supposed, booked: Sequence[Payment]) -> Found:
    """What the lender's own list of payments says otherwise: all of it at once, then one by one."""
    left = list(booked)
    ours = [event for event in of.events if isinstance(event, Payment)]
    unknown = [paid for paid in ours if not _taken(left, paid)]
    for paid in unknown:
        near = min(left, key=lambda other: abs((other.day - paid.day).days), default=None)
        kept = tuple(event for event in of.events if event is not paid)
        if near is None:
            yield replace(of, events=kept), _missing(paid)
            continue
        said = texts.message(
            "owed_cause_payment_booked",
            paid_on=paid.day.isoformat(),
            paid_minor=paid.minor,
            booked_on=near.day.isoformat(),
            booked_minor=near.minor,
        )
        yield replace(of, events=(*kept, near)), said
        yield replace(of, events=kept), _missing(paid)


def _taken(left: list[Payment], paid: Payment) -> bool:
    """Whether the lender's list has this payment too; each of its payments answers for one."""
    for place, other in enumerate(left):
        if (other.day, other.minor) == (paid.day, paid.minor):
            del left[place]
            return True
    return False


def _missing(paid: Payment) -> texts.Message:
    said = {"paid_on": paid.day.isoformat(), "paid_minor": paid.minor}
    return texts.message("owed_cause_payment_missing", **said)


def _principal_last(order: Sequence[str]) -> tuple[str, ...]:
    return (
        *(name for name in order if name not in PRINCIPAL),
        *(name for name in order if name in PRINCIPAL),
    )


def _principal_first(order: Sequence[str]) -> tuple[str, ...]:
    return (
        *(name for name in order if name in PRINCIPAL),
        *(name for name in order if name not in PRINCIPAL),
    )


def _allocations(of: Supposed, claim: Claim, ledger: Ledger) -> Found:
    """Payments that filled the buckets in another order than was agreed."""
    agreed = of.terms.allocation
    orders = dict.fromkeys((_principal_last(agreed), COSTS_INTEREST_PRINCIPAL, _principal_first(agreed)))
    for order in (order for order in orders if order != agreed):
        said = texts.message("owed_cause_allocation", first=tuple(order[:3]))
        yield replace(of, terms=replace(of.terms, allocation=order)), said


def _cap(of: Supposed, claim: Claim, ledger: Ledger) -> Found:
    """Interest beyond the cap that the law sets."""
    cap = of.terms.rate_cap
    if cap is not None:
        said = texts.message("owed_cause_cap", cap_rate=money.rate_text(cap))
        yield replace(of, terms=replace(of.terms, rate_cap=None)), said


def _day_counts(of: Supposed, claim: Claim, ledger: Ledger) -> Found:
    """Days counted otherwise: for whole periods, or, where a month is a month, for odd days alone."""
    terms = of.terms
    name = "odd_days" if terms.count == PERIODS else "count"
    for count in ("act/360", "act/365F", "30E/360", "act/act ISDA"):
        if count not in (getattr(terms, name), PERIODS):
            yield _with(of, terms.daily_count, count, **{name: count})
    if terms.count == PERIODS and terms.method != "flat_rate":
        for count in ("act/360", "act/365F"):
            yield _with(of, terms.count, count, count=count)


def _with(of: Supposed, contract: str, claimed: str, **changes: str) -> tuple[Supposed, texts.Message]:
    said = texts.message("owed_cause_day_count", contract=contract, claimed=claimed)
    return replace(of, terms=replace(of.terms, **changes)), said  # type: ignore[arg-type]  # a word field of Terms


def _roundings(of: Supposed, claim: Claim, ledger: Ledger) -> Found:
    """Figures rounded another way, or to a larger unit."""
    agreed = of.terms.rounding
    choices = [money.Rounding(mode, agreed.unit) for mode in ("up", "down", "half_even", "half_up")]
    choices += [money.Rounding("half_up", unit) for unit in (10, 100)]
    for choice in dict.fromkeys(choices):
        if choice != agreed:
            said = texts.message(
                "owed_cause_rounding", contract=agreed.mode, claimed=choice.mode, unit_minor=choice.unit
            )
            yield replace(of, terms=replace(of.terms, rounding=choice)), said


def _rate(of: Supposed, claim: Claim, ledger: Ledger) -> Found:
    """A yearly rate that gives exactly the interest that is claimed."""
    rates = _fitting(of, claim, ledger, "annual_rate", ("normal_interest", "overdue_interest"))
    yield from _said(of, "owed_cause_rate", "annual_rate", of.terms.borne_rate, rates)


def _penalty_rate(of: Supposed, claim: Claim, ledger: Ledger) -> Found:
    rates = _fitting(of, claim, ledger, "penalty_rate", ("penalty_interest",))
    yield from _said(of, "owed_cause_penalty_rate", "penalty_rate", of.terms.overdue_rate, rates)


def _compound(of: Supposed, claim: Claim, ledger: Ledger) -> Found:
    """Compound interest at another rate than was agreed, usually where none was."""
    rates = _fitting(of, claim, ledger, "compound_rate", ("compound_interest",))
    yield from _said(of, "owed_cause_compound", "compound_rate", of.terms.compound_rate, rates)


def _said(of: Supposed, code: str, name: str, contract: Fraction, rates: Iterator[Fraction]) -> Found:
    for rate in rates:
        if rate != contract:
            said = texts.message(
                code, contract_rate=money.rate_text(contract), claimed_rate=money.rate_text(rate)
            )
            yield replace(of, terms=_rated(of.terms, name, rate)), said


def _rated(terms: Terms, name: str, rate: Fraction) -> Terms:
    """A supposed rate is one that was taken, so no cap holds it."""
    return replace(terms, **{name: rate}, rate_cap=None)  # type: ignore[arg-type]  # a rate field of Terms


def _compound_on_penalty(of: Supposed, claim: Claim, ledger: Ledger) -> Found:
    """Penalty interest that bears interest itself, at the rate of penalties, of the contract, or of compound interest."""
    if claim.owed.buckets.compound_interest <= ledger.owed(of, claim.owed.day).compound_interest:
        return
    for rate in dict.fromkeys((of.terms.overdue_rate, of.terms.borne_rate, of.terms.compound_rate)):
        if rate:
            said = texts.message("owed_cause_compound_on_penalty", claimed_rate=money.rate_text(rate))
            yield replace(of, on_penalty=rate), said


GRIDS = (10_000, 1_000_000)
"""Rates are looked for in hundredths of a per cent, then in ten-thousandths."""
HIGHEST = 4
"""400 % a year."""


def _fitting(
    of: Supposed, claim: Claim, ledger: Ledger, name: str, buckets: Sequence[str]
) -> Iterator[Fraction]:
    """The roundest rate that makes these buckets together exactly what is claimed, if any does."""
    wanted = sum(claim.owed.buckets[bucket] for bucket in buckets)
    now = ledger.owed(of, claim.owed.day)
    if wanted == sum(now[bucket] for bucket in buckets):
        return

    def at(k: int, grid: int) -> int:
        owed = ledger.owed(replace(of, terms=_rated(of.terms, name, Fraction(k, grid))), claim.owed.day)
        return sum(owed[bucket] for bucket in buckets)

    low, high = 0, HIGHEST * GRIDS[0]
    for grid in GRIDS:
        first = _first(low, high, lambda k: at(k, grid) >= wanted)  # noqa: B023  # called before the loop goes on
        last = _first(first, high, lambda k: at(k, grid) > wanted)  # noqa: B023  # the same
        if first < last:
            yield Fraction(_roundest(first, last - 1), grid)
            return
        finer = GRIDS[-1] // grid
        low, high = max(first - 1, 0) * finer, first * finer


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The least whole number from `low` on for which it holds, by halving; `high` if for none below."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _roundest(first: int, last: int) -> int:
    """The number from `first` to `last` with the most zeros at its end."""
    for unit in (10**6, 10**5, 10**4, 10**3, 10**2, 10, 1):
        number = -(-first // unit) * unit
        if number <= last:
            return number
    return first


CAUSES: Mapping[str, Callable[[Supposed, Claim, Ledger], Found]] = MappingProxyType(
    {
        "called_in": _called_in,
        "fee": _fees,
        "payment": _payments,
        "allocation": _allocations,
        "cap": _cap,
        "day_count": _day_counts,
        "rounding": _roundings,
        "rate": _rate,
        "penalty_rate": _penalty_rate,
        "compound_on_penalty": _compound_on_penalty,
        "compound": _compound,
    }
)
"""The causes in the order in which they are tried and, where several act together, applied. What is plainly told comes
first, then what was agreed to be done one way and done another, last the rates that are looked for."""

SEVERAL = ("fee", "payment")
"""Causes that may act more than once in one claim."""
