"""What a statement becomes, whoever printed it: canonical rows, and a Reading around them.

A row keeps what the file printed (`*_raw`, `raw`) beside what was derived, so that a reviewer can always see why.
Amounts are whole minor units and never negative; `direction` says which way the money went *as printed*, which is
not yet what it means for a household (see `hejie.statements.meaning`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from hejie import texts

Direction = Literal["in", "out", "neutral"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("in", "out", "neutral")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a statement.

    `occurred_at` carries the zone of the format. `raw` holds the cells exactly as printed, in the order of
    `Reading.columns`. `fee_minor` and `refunded_minor` are 0 and `balance_after_minor` None where a format is silent.
    """

    source: str
    account_id: str
    occurred_at: datetime
    posted_on: date | None
    direction: Direction
    amount_minor: int
    currency: str
    balance_after_minor: int | None
    counterparty_name: str
    counterparty_account: str
    narration: str
    category_raw: str
    method_raw: str
    status_raw: str
    external_id: str
    merchant_id: str
    note: str
    fee_minor: int
    refunded_minor: int
    file_sha256: str
    line_no: int
    raw: tuple[str, ...]


def order(row: Row) -> tuple[datetime, str, str, str, int, str, str]:
    """Sorts rows the same way however the file, or a set of files, had them."""
    return (
        row.occurred_at,
        row.source,
        row.external_id,
        row.direction,
        row.amount_minor,
        row.status_raw,
        row.counterparty_name + row.narration,
    )


@dataclass(frozen=True, slots=True)
class Period:
    """The days a statement says it covers, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Total:
    """Count and sum of one direction; `count` None where the statement gives only a sum."""

    direction: Direction
    count: int | None
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What the statement says of itself beside what was read. Wallets' own totals are known not to add exactly."""

    stated_count: int | None = None
    stated: tuple[Total, ...] = ()
    read: tuple[Total, ...] = ()


@dataclass(frozen=True, slots=True)
class Bill:
    """What a card's statement asks for, None where it does not say: all that is owed (below zero where the bank owes), the
    least that may be paid, and by when. `lines` are the numbers of the lines that say so."""

    owed_minor: int | None
    least_minor: int | None
    due_on: date | None
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A table that no format knows, offered for mapping by hand: `shape` names it, `samples` are its first lines."""

    shape: str
    columns: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading one file. Rows and faults may both be present: a bad line does not hide the good ones.

    `currency` is that of a row without its own, and `currency_by` what says so (`hejie.statements.currencies`)."""

    sha256: str
    source: str = ""
    account: str = ""
    holder: str = ""
    period: Period | None = None
    exported_at: datetime | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    totals: Totals = Totals()
    bill: Bill | None = None
    notes: tuple[texts.Message, ...] = ()
    faults: tuple[texts.Fault, ...] = ()
    unmapped: Unmapped | None = None
    currency: str = ""
    currency_by: str = ""


def add_up(rows: Sequence[Row]) -> tuple[Total, ...]:
    """Count and sum per direction, in the order of DIRECTIONS."""
    return tuple(_total(rows, direction) for direction in DIRECTIONS)


def _total(rows: Sequence[Row], direction: Direction) -> Total:
    amounts = [row.amount_minor for row in rows if row.direction == direction]
    return Total(direction, len(amounts), sum(amounts))
