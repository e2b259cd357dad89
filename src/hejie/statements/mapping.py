"""A table that no format knows: offered with its columns, told once by a person, and known from then on.

    reading = statements.read(data, filename="x.csv")
    reading.unmapped                      # Unmapped(shape="5b2f...", columns=("日子", "钱", ...), samples=...)
    told, faults = statements.column_map(reading.unmapped, {"日子": "occurred_at", "钱": "amount"}, sign="signed")
    statements.read(data, filename="x.csv", maps=(told,))

The shape is a hash of the column names in their order, so that the answer serves for every file of that shape and for
no other. It holds nothing of the file but those names.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hejie import money, texts
from hejie.statements import cells, headers, layouts
from hejie.statements.layouts import Layout
from hejie.statements.limits import Limits
from hejie.statements.rows import Unmapped
from hejie.statements.sheets import Sheet
from hejie.statements.tables import Table

SIGNS = ("signed", "owed", "two_columns", "by_direction")
SOURCE = "mapped"
_SAMPLES = 5
_SHOWN_CHARS = 40
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "signed": ("amount",),
    "owed": ("amount",),
    "by_direction": ("amount", "direction"),
    "two_columns": ("amount_in", "amount_out"),
}


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The answer for one shape: column name to field. Plain, so that it can be stored as it is. `currency` is "" where
    nobody said it, and the file is asked."""

    shape: str
    fields: Mapping[str, str]
    sign: str
    currency: str


def column_map(
    unmapped: Unmapped, fields: Mapping[str, str], *, sign: str = "signed", currency: str = ""
) -> tuple[ColumnMap | None, tuple[texts.Fault, ...]]:
    """The answer, checked: every fault at once. `fields` leaves out columns that mean nothing."""
    faults = (
        *_column_faults(unmapped, fields),
        *_field_faults(fields, sign),
        *_currency_faults(currency),
    )
    return (None, faults) if faults else (ColumnMap(unmapped.shape, dict(fields), sign, currency), ())


def _column_faults(unmapped: Unmapped, fields: Mapping[str, str]) -> Iterable[texts.Fault]:
    for column in fields:
        if column not in unmapped.columns:
            yield texts.fault("statement_map_column_unknown", column, given=column[:_SHOWN_CHARS])


def _field_faults(fields: Mapping[str, str], sign: str) -> Iterable[texts.Fault]:
    given = list(fields.values())
    if sign not in SIGNS:
        yield texts.fault("statement_map_sign_unknown", "sign", given=sign[:_SHOWN_CHARS])
    for field in sorted(set(given)):
        if field not in layouts.FIELDS:
            yield texts.fault("statement_map_field_unknown", field, given=field[:_SHOWN_CHARS])
        elif given.count(field) > 1:
            yield texts.fault("statement_map_field_twice", field, given=field)
    for field in ("occurred_at", *_NEEDED.get(sign, ())):
        if field not in given:
            yield texts.fault("statement_map_field_missing", field, given=field)


def _currency_faults(currency: str) -> Iterable[texts.Fault]:
    if currency and currency not in money.DIGITS:
        yield texts.fault("statement_map_currency_unknown", "currency", given=currency[:_SHOWN_CHARS])


def shape_of(columns: Sequence[str]) -> str:
    """The name of a shape: 16 hex digits over the column names in their order."""
    return hashlib.sha256("\x1f".join(cells.heading(name) for name in columns).encode()).hexdigest()[:16]


def layouts_of(maps: Sequence[ColumnMap]) -> tuple[Layout, ...]:
    return tuple(layout_of(told) for told in maps)


def layout_of(told: ColumnMap) -> Layout:
    """A format of its own for the shape."""
    columns: dict[str, list[str]] = {}
    for column, field in told.fields.items():
        columns.setdefault(field, []).append(column)
    return layouts.parse(
        {
            "source": SOURCE,
            "is_told": True,
            "kind": "card" if told.sign == "owed" else "account",
            "currency": told.currency,
            "utc_offset_hours": 8,
            "sign": told.sign,
            "bank_words": True,
            "needs": ["occurred_at", *_NEEDED[told.sign]],
            "nothing": ["", "/", "-", "--"],
            "columns": columns,
        }
    )


def find(found: Sequence[Sheet], maps: Sequence[ColumnMap], limits: Limits) -> Table | None:
    """The table whose shape somebody told, if there is one."""
    by_shape = {told.shape: told for told in maps}
    for sheet in found if maps else ():
        for index, (_, header) in enumerate(sheet.lines[: limits.preamble_lines]):
            columns = tuple(cells.text(cell) for cell in header[: limits.columns])
            told = by_shape.get(shape_of(columns))
            if told is not None:
                layout = layout_of(told)
                return Table(sheet, layout, columns, layout.places(header), index + 1)
    return None


def offered(found: Sequence[Sheet], limits: Limits) -> Unmapped | None:
    """The likeliest table of the file, to be told by a person; None where nothing looks like one."""
    for sheet in found:
        place = headers.place(sheet)
        if place is not None:
            columns = tuple(cells.text(cell) for cell in sheet.lines[place][1][: limits.columns])
            shown = sheet.lines[place + 1 : place + 1 + _SAMPLES]
            samples = tuple(tuple(cells.text(cell)[:_SHOWN_CHARS] for cell in line) for _, line in shown)
            return Unmapped(shape_of(columns), columns, samples)
    return None
