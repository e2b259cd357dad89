"""Several files of one household as one list of rows.

People export January to March, then March to June. A row in both files is one payment: it is kept once. Within one
file nothing is dropped, since a file may truly hold two equal lines (two coffees, one masked number).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hejie import texts
from hejie.statements import wording
from hejie.statements.rows import Bill, Period, Reading, Row, order

_DAY = timedelta(days=1)

Key = tuple[str, str, str, datetime, str, int, str, str]


@dataclass(frozen=True, slots=True)
class CardBill:
    """A bill of one card: `creditor` is a code of our list, or "unknown"; `card` tells the cards of one bank apart."""

    creditor: str
    card: str
    bill: Bill


@dataclass(frozen=True, slots=True)
class Joined:
    """All rows in the order of time, the span of days that the files say they cover, notes, whose accounts they are, and
    what cards ask for, in the order of their days."""

    rows: tuple[Row, ...]
    period: Period | None
    notes: tuple[texts.Message, ...]
    holders: tuple[str, ...] = ()
    bills: tuple[CardBill, ...] = ()


def joined(readings: Iterable[Reading]) -> Joined:
    """Rows of all readings; the order of the readings does not matter.

    `period` runs from the latest first day to the earliest last day of the accounts, so that within it every account
    is visible, and no day lies in a gap between its files; None when a file does not say or they do not overlap.
    """
    files = sorted(readings, key=lambda reading: reading.sha256)
    kept: Counter[Key] = Counter()
    rows: list[Row] = []
    dropped = 0
    for reading in _distinct(files):
        here: Counter[Key] = Counter()
        for row in reading.rows:
            key = _key(row)
            here[key] += 1
            if here[key] > kept[key]:
                rows.append(row)
            else:
                dropped += 1
        kept |= here
    notes = (texts.message("statement_rows_overlap", count=dropped),) if dropped else ()
    holders = tuple(sorted({reading.holder for reading in files if reading.holder}))
    return Joined(tuple(sorted(rows, key=order)), _common(files), notes, holders, _bills(files))


def _bills(files: Sequence[Reading]) -> tuple[CardBill, ...]:
    """One bill of each card and day, however many files hold it."""
    found = {
        (reading.source, reading.account, reading.bill.due_on): reading.bill
        for reading in files
        if reading.bill is not None
    }
    made = (
        CardBill(wording.bank_of(source) or wording.UNKNOWN_CREDITOR, f"{source} {account}".strip(), bill)
        for (source, account, _), bill in found.items()
    )
    return tuple(sorted(made, key=lambda one: (one.bill.due_on or date.min, one.card)))


def _distinct(files: Sequence[Reading]) -> list[Reading]:
    return list({reading.sha256: reading for reading in files}.values())


def _key(row: Row) -> Key:
    return (
        row.source,
        row.account_id,
        row.external_id,
        row.occurred_at,
        row.direction,
        row.amount_minor,
        row.currency,
        row.counterparty_name,
    )


def _common(files: Sequence[Reading]) -> Period | None:
    """Per account the files are put together; across accounts only days seen by all count."""
    stated: dict[tuple[str, str], list[Period]] = defaultdict(list)
    for reading in files:
        if reading.period is None:
            return None
        stated[reading.source, reading.account].append(reading.period)
    runs = [_latest_run(periods) for periods in stated.values()]
    if not runs:
        return None
    first, last = max(run.first for run in runs), min(run.last for run in runs)
    return Period(first, last) if first <= last else None


def _latest_run(periods: Sequence[Period]) -> Period:
    """The last days without a gap between the files: months that no file covers would look like months of nothing."""
    ordered = sorted(periods, key=lambda period: period.first)
    run = ordered[0]
    for period in ordered[1:]:
        touches = period.first <= run.last + _DAY
        run = Period(run.first, max(run.last, period.last)) if touches else period
    return run
