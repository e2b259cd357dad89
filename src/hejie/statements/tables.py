"""Where the table of a statement begins, which format it has, and what is printed around it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hejie import texts
from hejie.statements import cells
from hejie.statements.layouts import Layout
from hejie.statements.limits import Limits
from hejie.statements.rows import Period, Total, Totals
from hejie.statements.sheets import Line, Sheet

_FEWEST_NAMES = 4
_SHOWN_COLUMNS = 20
_SHOWN_CHARS = 40
_ABOUT_CHARS = 400


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised table: its format, the column of each field, and where in the sheet its rows begin."""

    sheet: Sheet
    layout: Layout
    columns: tuple[str, ...]
    places: Mapping[str, int]
    begins: int

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.sheet.lines[self.begins :]

    @property
    def preamble(self) -> tuple[Line, ...]:
        return self.sheet.lines[: self.begins - 1]


def find(sheets: Sequence[Sheet], layouts: Sequence[Layout], limits: Limits) -> Table | texts.Fault:
    """The table to read. Of several, the one with most numeric cells: a hand-made copy beside it holds text."""
    found = [table for sheet in sheets for table in _first_table(sheet, layouts, limits)]
    if not found:
        return _not_found(sheets, layouts, limits)
    return max(found, key=lambda table: table.sheet.numbers)


def _first_table(sheet: Sheet, layouts: Sequence[Layout], limits: Limits) -> Iterable[Table]:
    for index, (_, header) in enumerate(sheet.lines[: limits.preamble_lines]):
        best = _best_layout(header, layouts)
        if best is not None:
            layout, places = best
            columns = tuple(cells.text(cell) for cell in header[: limits.columns])
            return (Table(sheet, layout, columns, places, index + 1),)
    return ()


def _best_layout(header: Sequence[str], layouts: Sequence[Layout]) -> tuple[Layout, dict[str, int]] | None:
    if len(header) < _FEWEST_NAMES:
        return None
    fits = [(layout, layout.places(header)) for layout in layouts]
    whole = [(layout, places) for layout, places in fits if not layout.misses(places)]
    return max(whole, key=lambda fit: len(fit[1]), default=None)


def _not_found(sheets: Sequence[Sheet], layouts: Sequence[Layout], limits: Limits) -> texts.Fault:
    """Names what is missing when a line is nearly a known header, else shows the widest line as it was read."""
    headers = [line for sheet in sheets for _, line in sheet.lines[: limits.preamble_lines]]
    near = [
        (layout, layout.misses(layout.places(line)))
        for line in headers
        for layout in layouts
        if len(layout.places(line)) >= _FEWEST_NAMES
    ]
    if near:
        layout, missing = min(near, key=lambda each: len(each[1]))
        return texts.fault("statement_columns_missing", "file", source=layout.source, columns=missing)
    widest = max(headers, key=len, default=[])
    shown = tuple(cells.text(cell)[:_SHOWN_CHARS] for cell in widest[:_SHOWN_COLUMNS])
    return texts.fault("statement_format_unknown", "file", columns=shown if len(shown) > 1 else ())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the statement says of itself."""

    account: str
    holder: str
    period: Period | None
    exported_at: datetime | None
    totals: Totals


def surroundings(table: Table, footer: Iterable[Line]) -> Surroundings:
    """Read from the lines above the table and from those below it that are no transactions."""
    printed = [_half_width(line) for line in (*table.preamble, *footer)]
    about = table.layout.about
    return Surroundings(
        account=_first(about.account, printed),
        holder=_first(about.holder, printed),
        period=_period(about.period, printed, table.layout),
        exported_at=cells.moment(_first(about.exported_at, printed), table.layout.zone),
        totals=_stated(table.layout, printed),
    )


def _half_width(line: Line) -> str:
    joined = ",".join(line[1])[:_ABOUT_CHARS]
    return unicodedata.normalize("NFKC", joined).strip(", \t\ufeff")


def _first(pattern: re.Pattern[str] | None, printed: Sequence[str]) -> str:
    matches = (pattern.search(line) for line in printed) if pattern else ()
    return next((match[1].strip() for match in matches if match), "")


def _period(pattern: re.Pattern[str] | None, printed: Sequence[str], layout: Layout) -> Period | None:
    matches = (pattern.search(line) for line in printed) if pattern else ()
    match = next((match for match in matches if match), None)
    if match is None:
        return None
    ends = [cells.moment(cells.text(part), layout.zone) for part in match.groups()]
    first, last = (end.date() if end else None for end in ends)
    return Period(first, last) if first and last and first <= last else None


def _stated(layout: Layout, printed: Sequence[str]) -> Totals:
    counts = (layout.about.count.match(line) for line in printed) if layout.about.count else ()
    count = next((int(match[1]) for match in counts if match), None)
    totals = []
    for direction, pattern in layout.about.totals:
        match = next((match for match in map(pattern.match, printed) if match), None)
        amount = cells.amount(match[2]) if match else None
        if match and amount is not None:
            totals.append(Total(direction, int(match[1]), amount))
    return Totals(stated_count=count, stated=tuple(totals))
