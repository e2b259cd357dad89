"""Bytes to a Reading: open, recognise, read every line, and say in codes what could not be read.

    reading = statements.read(upload, filename="bill.zip", password="123456")
    reading.rows, reading.faults

Never raises for any bytes. A line that cannot be read is a fault with its number, and the other lines are kept.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hejie import texts
from hejie.statements import bills, containers, currencies, integrity, layouts, making, mapping, tables
from hejie.statements.currencies import Told
from hejie.statements.layouts import Layout
from hejie.statements.limits import LIMITS, Limits
from hejie.statements.mapping import ColumnMap
from hejie.statements.rows import Bill, Direction, Period, Reading, Row, Total, Totals, add_up, order
from hejie.statements.sheets import Line
from hejie.statements.tables import Table


def read(
    data: bytes,
    *,
    filename: str,
    password: str | None = None,
    today: date | None = None,
    limits: Limits = LIMITS,
    formats: Sequence[Layout] | None = None,
    maps: Sequence[ColumnMap] = (),
    currency: str = "",
) -> Reading:
    """Read one uploaded file.

    The format is told by content; `filename` never decides anything (it is taken so that callers need not wonder).
    `password` opens a locked ZIP and is not kept. With `today`, later days are absurd (a day of grace for zones).
    Rows come in the order of time, whatever the order in the file. `maps` are answers that people gave for tables of
    this shape before; where none fits and no format does, `Reading.unmapped` offers the columns to be told.
    `currency` is the household's money, taken for a file that names none; without it such a file is asked.
    """
    blank = Reading(sha256=hashlib.sha256(data).hexdigest())
    known = (*mapping.layouts_of(maps), *(layouts.known() if formats is None else formats))
    sheets, faults = containers.open_sheets(
        data, password=password, names=layouts.names(known), limits=limits
    )
    if faults:
        return replace(blank, faults=faults)
    table = mapping.find(sheets, maps, limits) or tables.find(sheets, known, limits)
    if isinstance(table, texts.Fault):
        return replace(blank, faults=(table,), unmapped=mapping.offered(sheets, limits))
    if len(table.lines) > limits.rows:
        return replace(blank, faults=(texts.fault("statement_too_many_rows", "file", most=limits.rows),))
    money = currencies.find(table, usual=currency)
    reading = _reading(blank, table, limits if today is None else _until(limits, today), money)
    if unclear := _unclear(table, reading):
        return replace(blank, faults=unclear, unmapped=mapping.offered(sheets, limits))
    return replace(reading, notes=(*reading.notes, *integrity.observations(reading, data)))


def _unclear(table: Table, reading: Reading) -> tuple[texts.Fault, ...]:
    """What rows that could be read leave open, so that a person is asked instead."""
    open_codes = (
        ("statement_signs_unclear", _hides_its_signs(table, reading.rows)),
        ("statement_currency_unclear", bool(reading.rows) and reading.currency in ("", currencies.UNCLEAR)),
    )
    return tuple(texts.fault(code, "file") for code, is_open in open_codes if is_open)


def _hides_its_signs(table: Table, rows: Sequence[Row]) -> bool:
    """Whether a table of no known bank prints amounts and nothing that says which way they went: no word, no second
    column, no minus, and no balance that would prove that all of it came in. Taking it for income would be a guess; so
    would a minus be where two days and no balance speak for a card, on which it is what came back."""
    places = set(table.places)
    if {"direction", "amount_in"} & places or table.layout.kind == "card" or not table.layout.is_general:
        return False
    if {"occurred_at", "posted_on"} <= places and "balance_after" not in places:
        return True
    if any(row.direction == "out" for row in rows):
        return False
    return len(rows) > 1 and integrity.ways_are_proved(rows) is not True


def _until(limits: Limits, today: date) -> Limits:
    return replace(limits, latest=min(limits.latest, today + timedelta(days=1)))


def _reading(blank: Reading, table: Table, limits: Limits, money: Told) -> Reading:
    before = tables.surroundings(table, ())
    maker = making.maker(
        table,
        limits=limits,
        sha256=blank.sha256,
        account=before.account,
        currency=money.code,
        month=before.month,
    )
    parts = _sorted_out(table, maker)
    around = tables.surroundings(table, parts.footer)
    rows = tuple(sorted(parts.rows, key=order))
    stated = around.totals if table.sheets == 1 else Totals()  # each sheet states its own
    totals = replace(stated, read=add_up(rows))
    reading = replace(
        blank,
        source=table.layout.source,
        account=around.account,
        holder=around.holder,
        period=_believable(around.period, limits),
        exported_at=around.exported_at,
        columns=table.columns,
        rows=rows,
        totals=totals,
        bill=bills.bill(table.preamble) if table.layout.kind == "card" else None,
        faults=_faults(parts, table.layout, limits),
        currency=money.code,
        currency_by=money.by,
    )
    return replace(reading, notes=_notes(reading, table.sheet.lost_characters))


def _believable(period: Period | None, limits: Limits) -> Period | None:
    """A span of days in which transactions may lie; "from 0001 to 9999" says nothing. The end may be yet to come."""
    if period and limits.earliest <= period.first and period.last <= LIMITS.latest:
        return period
    return None


@dataclass(frozen=True, slots=True)
class _Parts:
    rows: tuple[Row, ...]
    faults: tuple[texts.Fault, ...]
    footer: tuple[Line, ...]


def _sorted_out(table: Table, maker: making.Maker) -> _Parts:
    rows: list[Row] = []
    faults: list[texts.Fault] = []
    footer: list[Line] = []
    last = table.lines[-1][0] if table.lines else 0
    for line in table.lines:
        made = making.row(maker, line, is_last=line[0] == last)
        if isinstance(made, Row):
            rows.append(made)
        elif made is None:
            footer.append(line)
            maker = making.in_section(maker, line)
        else:
            faults.append(made)
    return _Parts(tuple(rows), tuple(faults), tuple(footer))


def _faults(parts: _Parts, layout: Layout, limits: Limits) -> tuple[texts.Fault, ...]:
    shown = parts.faults[: limits.faults]
    hidden = len(parts.faults) - len(shown)
    if hidden:
        return (*shown, texts.fault("statement_more_rows_unread", "file", count=hidden))
    if not parts.rows and not shown:
        return (texts.fault("statement_no_rows", "file", source=layout.source),)
    return shown


def _notes(reading: Reading, lost: int) -> tuple[texts.Message, ...]:
    return (
        *_counted("statement_characters_lost", lost),
        *_count_note(reading.totals, len(reading.rows)),
        *_total_notes(reading.totals),
        *_counted("statement_rows_outside_period", _outside(reading)),
        *_counted("statement_numbers_repeated", _repeated(reading.rows)),
        *_bill_notes(reading.bill),
    )


def _bill_notes(bill: Bill | None) -> Iterator[texts.Message]:
    if bill is not None and bill.least_minor is not None and bill.due_on is not None:
        yield texts.message(
            "statement_card_least", least_minor=bill.least_minor, due_on=bill.due_on.isoformat()
        )


def _counted(code: str, count: int) -> tuple[texts.Message, ...]:
    return (texts.message(code, count=count),) if count else ()


def _count_note(totals: Totals, read_count: int) -> tuple[texts.Message, ...]:
    if totals.stated_count in (None, read_count):
        return ()
    return (texts.message("statement_count_differs", stated=totals.stated_count, read=read_count),)


def _total_notes(totals: Totals) -> Iterator[texts.Message]:
    by_direction: Mapping[Direction, Total] = {total.direction: total for total in totals.read}
    for stated in totals.stated:
        found = by_direction[stated.direction]
        if stated.amount_minor != found.amount_minor:
            yield texts.message(
                "statement_total_differs",
                direction=stated.direction,
                stated_minor=stated.amount_minor,
                read_minor=found.amount_minor,
            )


def _outside(reading: Reading) -> int:
    period = reading.period
    if period is None:
        return 0
    return sum(not period.first <= row.occurred_at.date() <= period.last for row in reading.rows)


def _repeated(rows: Sequence[Row]) -> int:
    """Lines that repeat another's number and every money fact: perhaps pasted twice, perhaps just masked numbers."""
    numbers = Counter(row.external_id for row in rows if row.external_id)
    keys = Counter(
        (row.external_id, row.occurred_at, row.direction, row.amount_minor)
        for row in rows
        if numbers[row.external_id] > 1
    )
    return sum(count - 1 for count in keys.values())
