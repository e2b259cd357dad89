"""A table that somebody exported as CSV -> its rows by column name, with every fault by line and field.

    sheet, faults = sheets.read(data, columns=("agreement", "paid_on", "amount"), also=("reference",))
    sheet[0].line, sheet[0].cells["amount"], sheet[0].text

Spreadsheets here write UTF-8 (with or without a mark) or GB18030, with commas, semicolons or tabs. The head names
the columns, in any order and by any of the names that `names` gives; columns that nobody asked for are left alone. What is
wrong with the whole file is said with line 0 or 1 and nothing is read; a line that is longer or shorter than the head is a
fault of that line alone. Nothing in a cell is ever computed: a formula is text.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ENCODINGS = ("utf-8-sig", "gb18030")
MOST_BYTES = 2_000_000
MOST_LINES = 5_000
MOST_CELL = 500  # characters
SEPARATORS = ",;\t，；"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line (0: the whole file) in one column ("" for the line as such)."""

    line: int
    column: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line under the head: its number in the file (the head is 1), its cells by column, and its text."""

    line: int
    cells: Mapping[str, str]
    text: str


def read(
    data: bytes,
    *,
    columns: Sequence[str],
    also: Sequence[str] = (),
    names: Mapping[str, Sequence[str]] | None = None,
) -> tuple[tuple[Line, ...], tuple[Fault, ...]]:
    """The lines that can be read, and every fault. `columns` must be there, those of `also` may be."""
    if len(data) > MOST_BYTES:
        return (), (Fault(0, "", "sheet_too_large", {"most_mb": MOST_BYTES // 1_000_000}),)
    text = _decoded(data)
    if text is None:
        return (), (Fault(0, "", "sheet_not_text"),)
    rows = _rows(text)
    if rows is None:
        return (), (Fault(0, "", "sheet_not_csv"),)
    if not rows:
        return (), (Fault(0, "", "sheet_empty"),)
    (_, head), *under = rows
    return _under(_places(head, (*columns, *also), names or {}), len(head), columns, under)


def _under(
    places: Mapping[str, int],
    width: int,
    columns: Sequence[str],
    under: Sequence[tuple[int, list[str]]],
) -> tuple[tuple[Line, ...], tuple[Fault, ...]]:
    missing = tuple(Fault(1, name, "sheet_column_missing") for name in columns if name not in places)
    if missing:
        return (), missing
    if not under:
        return (), (Fault(0, "", "sheet_empty"),)
    if len(under) > MOST_LINES:
        return (), (Fault(0, "", "sheet_too_long", {"most": MOST_LINES}),)
    faults = tuple(fault for number, cells in under for fault in _line_faults(number, cells, width))
    bad = {fault.line for fault in faults}
    return tuple(_line(number, cells, places) for number, cells in under if number not in bad), faults


def _decoded(data: bytes) -> str | None:
    """The text; None for what is no text at all."""
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _rows(text: str) -> list[tuple[int, list[str]]] | None:
    """Every line that is not empty, with its number; None where quotation marks never end."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count) if any(mark in first for mark in SEPARATORS) else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error:
        return None
    return rows


def _places(head: Sequence[str], wanted: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Which column stands where; of two of one name the first."""
    given = [_plain(name) for name in head]
    places = {}
    for name in wanted:
        known = {_plain(one) for one in (name, *names.get(name, ()))}
        found = next((place for place, one in enumerate(given) if one in known), None)
        if found is not None:
            places[name] = found
    return places


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().replace(" ", "").replace("_", "")


def _line_faults(number: int, cells: Sequence[str], width: int) -> Iterator[Fault]:
    if len(cells) != width:
        yield Fault(number, "", "sheet_line_width", {"given": len(cells), "wanted": width})
    elif any(len(cell) > MOST_CELL for cell in cells):
        yield Fault(number, "", "sheet_cell_long", {"most": MOST_CELL})


def _line(number: int, cells: Sequence[str], places: Mapping[str, int]) -> Line:
    return Line(number, {name: cells[place] for name, place in places.items()}, " | ".join(cells))
