"""Statement of account (对账): what the lender claims beside what contract and payments give, and why they differ.

A cause counts only when computing the whole account with that one thing changed gives, in every bucket that it changes,
exactly what is claimed. 10,000.00 at 12 % with two instalments unpaid; the lender counts late days with 18 % more:

>>> from dataclasses import replace
>>> from datetime import date
>>> from fractions import Fraction
>>> from hejie import loans
>>> terms = loans.Terms(method="equal_principal", principal_minor=1000000, annual_rate=Fraction(12, 100),
...     start=date(2026, 1, 15), first_due=date(2026, 2, 15), instalments=10)
>>> ours = loans.account_at(terms, (), date(2026, 4, 10)).buckets
>>> theirs = loans.account_at(replace(terms, penalty_rate=Fraction(30, 100)), (), date(2026, 4, 10)).buckets
>>> found = reconcile(Claim(owed=Told(date(2026, 4, 10), theirs)), terms, ())
>>> [(cause.message.code, cause.message.facts["claimed_rate"], dict(cause.amounts)) for cause in found.causes]
[('owed_cause_penalty_rate', '0.3', {'penalty_interest': 4000})]
>>> found.is_explained
True
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import combinations

from hejie import dates, texts
from hejie.loans.events import Event
from hejie.loans.reconciliation.supposing import (
    CAUSES,
    SEVERAL,
    Ledger,
    Spent,
    Supposed,
    paid_on_time,
)
from hejie.loans.reconciliation.values import Cause, Claim, Day, Line, Statement, Told, between
from hejie.loans.terms import Terms

__all__ = [
    "CAUSES",
    "REPLAYS",
    "Cause",
    "Claim",
    "Day",
    "Line",
    "Statement",
    "Told",
    "paid_on_time",
    "reconcile",
]

Step = tuple[Supposed, texts.Message]
Way = tuple[Step, ...]

REPLAYS = 600
"""Accounts that one reconciliation computes at most; what is not found by then stays unexplained."""


def reconcile(
    claim: Claim,
    terms: Terms,
    events: Sequence[Event],
    *,
    paid_until: date | None = None,
    holidays: dates.Holidays = dates.WEEKENDS_ONLY,
    replays: int = REPLAYS,
) -> Statement:
    """Both accounts, and the causes of every difference that can be found by computing.

    `paid_until`: instead of payments, it is known that every instalment due before that day was paid on its day, as the
    lender asked for it. Single causes are tried first, in the order of `CAUSES`; then two together; then one more at a
    time, as long as each settles a bucket. Raises Faulty as `account_at` does.
    """
    ledger = Ledger(holidays, replays)
    start = Supposed(terms, tuple(events), paid_until)
    computed = ledger.owed(start, claim.owed.day)
    way: list[Step] = []
    with suppress(Spent):
        _explain(way, start, claim, ledger)
    ledger.left = sys.maxsize  # the days that the lender tells are looked at, every one
    return Statement(
        day=claim.owed.day,
        claimed=claim.owed.buckets,
        computed=computed,
        causes=_causes(start, way, claim.owed.day, ledger),
        days=tuple(_day(told, start, way, ledger) for told in claim.days),
    )


def _explain(way: list[Step], start: Supposed, claim: Claim, ledger: Ledger) -> None:
    """Adds what explains, one after the other, until all is explained or nothing more is found."""
    of = start
    used: list[str] = []
    while between(claim.owed.buckets, ledger.owed(of, claim.owed.day)):
        found = next(_settling(of, claim, ledger, used), None)
        if found is None:
            return
        names, steps = found
        used += [name for name in names if name not in SEVERAL]
        way += steps
        of = steps[-1][0]


def _settling(
    of: Supposed, claim: Claim, ledger: Ledger, used: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], Way]]:
    """Single causes, then pairs, that settle every bucket they change."""
    names = [name for name in CAUSES if name not in used]
    for count in (1, 2):
        for chosen in combinations(names, count):
            for steps in _ways(of, chosen, claim, ledger):
                if _settles(of, steps[-1][0], claim, ledger):
                    yield chosen, steps


def _ways(of: Supposed, chosen: Sequence[str], claim: Claim, ledger: Ledger) -> Iterator[Way]:
    if not chosen:
        yield ()
        return
    for step in _meant(CAUSES[chosen[0]](of, claim, ledger)):
        if _is_meant(step[0], claim, ledger):
            for rest in _ways(step[0], chosen[1:], claim, ledger):
                yield (step, *rest)


def _meant(steps: Iterator[Step]) -> Iterator[Step]:
    """The suppositions up to the first that no loan can have; another rate, say, that its instalment never repays."""
    with suppress(texts.Faulty):
        yield from steps


def _is_meant(of: Supposed, claim: Claim, ledger: Ledger) -> bool:
    """Whether the loan can be computed so at all: a waiver, say, may find nothing to waive."""
    try:
        ledger.owed(of, claim.owed.day)
    except texts.Faulty:
        return False
    return True


def _settles(before: Supposed, after: Supposed, claim: Claim, ledger: Ledger) -> bool:
    """Every bucket that changed is now exactly what is claimed, and at least one did change."""
    old, new = ledger.owed(before, claim.owed.day), ledger.owed(after, claim.owed.day)
    changed = between(new, old)
    return bool(changed) and all(new[name] == claim.owed.buckets[name] for name in changed)


def _causes(start: Supposed, way: Sequence[Step], day: date, ledger: Ledger) -> tuple[Cause, ...]:
    """Each cause with what it adds to the account before it."""
    accounts = [ledger.owed(of, day) for of in (start, *(of for of, _ in way))]
    pairs = zip(way, accounts, accounts[1:], strict=False)
    return tuple(Cause(message, between(after, before)) for (_, message), before, after in pairs)


def _day(told: Told, start: Supposed, way: Sequence[Step], ledger: Ledger) -> Day:
    ours = ledger.owed(start, told.day)
    theirs = ledger.owed(way[-1][0] if way else start, told.day)
    return Day(
        told.day,
        told.buckets.total,
        ours.total,
        between(told.buckets, ours),
        between(told.buckets, theirs),
    )
