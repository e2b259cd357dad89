"""Several files of one household as one list of rows.

People export January to March, then March to June. A row in both files is one payment: it is kept once. Within one
file nothing is dropped, since a file may truly hold two equal lines (two coffees, one masked number).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hejie import texts
from hejie.statements.rows import Period, Reading, Row, order

Key = tuple[str, str, str, datetime, str, int, str]


@dataclass(frozen=True, slots=True)
class Joined:
    """All rows in the order of time, the span of days that the files say they cover, and notes."""

    rows: tuple[Row, ...]
    period: Period | None
    notes: tuple[texts.Message, ...]


def joined(readings: Iterable[Reading]) -> Joined:
    """Rows of all readings; the order of the readings does not matter.

    `period` runs from the latest first day to the earliest last day of the accounts, so that within it every account
    is visible; None when a file does not say or they do not overlap.
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
    return Joined(tuple(sorted(rows, key=order)), _common(files), notes)


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
        row.counterparty_name,
    )


def _common(files: Sequence[Reading]) -> Period | None:
    """Per account the files are put together; across accounts only days seen by all count."""
    spans: dict[tuple[str, str], tuple[date, date]] = {}
    for reading in files:
        if reading.period is None:
            return None
        first, last = spans.get(
            (reading.source, reading.account), (reading.period.first, reading.period.last)
        )
        spans[reading.source, reading.account] = (
            min(first, reading.period.first),
            max(last, reading.period.last),
        )
    if not spans:
        return None
    first = max(span[0] for span in spans.values())
    last = min(span[1] for span in spans.values())
    return Period(first, last) if first <= last else None
