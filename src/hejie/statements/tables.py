"""Where the table of a statement begins, which format it has, and what is printed around it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from hejie import texts
from hejie.statements import cells, headers
from hejie.statements.layouts import Layout, Names
from hejie.statements.layouts import names as names_of
from hejie.statements.limits import Limits
from hejie.statements.rows import Period, Total, Totals
from hejie.statements.sheets import Line, Sheet

_FEWEST_NAMES = 4
_FEWEST_FIELDS = 3
_LAST_LINES = 6
_SHOWN_COLUMNS = 20
_SHOWN_CHARS = 40
_ABOUT_CHARS = 400
_MONTHS = 12
_WHOLE_DATE = re.compile(r"[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}")


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised table: its format, the column of each field, and where in the sheet its rows begin. `sheets` is more
    than 1 where a workbook divides it, one month on each."""

    sheet: Sheet
    layout: Layout
    columns: tuple[str, ...]
    places: Mapping[str, int]
    begins: int
    sheets: int = 1

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.sheet.lines[self.begins :]

    @property
    def preamble(self) -> tuple[Line, ...]:
        return self.sheet.lines[: self.begins - 1]


def find(sheets: Sequence[Sheet], layouts: Sequence[Layout], limits: Limits) -> Table | texts.Fault:
    """The table to read. Of several, the one with most numeric cells, since a hand-made copy beside it holds text; with
    it those of the same columns on other sheets, of which lines that it holds already are left out."""
    names = names_of(layouts)
    found = [table for sheet in sheets for table in _first_table(sheet, layouts, names, limits)]
    if not found:
        return _not_found(sheets, layouts, limits)
    best = max(found, key=lambda table: table.sheet.numbers)
    return _together([table for table in found if _is_alike(table, best)])


def _is_alike(table: Table, best: Table) -> bool:
    same = table.layout.source == best.layout.source and table.columns == best.columns
    return same and bool(table.sheet.numbers) == bool(best.sheet.numbers)


def _together(tables: Sequence[Table]) -> Table:
    """As if the sheets stood below each other."""
    first, *others = tables
    lines = list(first.sheet.lines)
    held = {line for _, line in first.lines}
    for table in others:
        last = lines[-1][0]
        lines += [(last + number, line) for number, line in table.lines if line not in held]
        held.update(line for _, line in table.lines)
    if not others:
        return first
    return replace(first, sheet=replace(first.sheet, lines=tuple(lines)), sheets=len(tables))


def _first_table(sheet: Sheet, layouts: Sequence[Layout], names: Names, limits: Limits) -> Iterable[Table]:
    for index, (_, printed) in enumerate(sheet.lines[: limits.preamble_lines]):
        below = sheet.lines[index + 1][1] if index + 1 < len(sheet.lines) else ()
        header = headers.two_lines(printed, below, names)
        best = _best_layout(header or printed, layouts, _printed(sheet, index))
        if best is not None:
            layout, places = best
            spread = layout.spread(header or printed)
            columns = tuple(cells.text(cell) for cell in spread[: limits.columns])
            return (Table(sheet, layout, columns, places, index + (2 if header else 1)),)
    return ()


def _printed(sheet: Sheet, index: int) -> str:
    """What stands above the table and at the end of the sheet, where a bank prints its name."""
    lines = (*sheet.lines[:index], *sheet.lines[-_LAST_LINES:])
    return "\n".join("".join(cells_of)[:_ABOUT_CHARS] for _, cells_of in lines)


def _best_layout(
    header: Sequence[str], layouts: Sequence[Layout], printed: str
) -> tuple[Layout, dict[str, int]] | None:
    """Of the formats that find what they need, a bank's own before a general one, a card before an account, which would
    take what was spent for what came in, then the one that knows most."""
    if len(header) < _FEWEST_NAMES:
        return None
    fits = [(layout, layout.places(layout.spread(header))) for layout in layouts]
    whole = [
        (layout, places)
        for layout, places in fits
        if len(places) >= _FEWEST_FIELDS and not layout.misses(places) and layout.is_named(header, printed)
    ]
    return max(whole, key=_preference, default=None)


def _preference(fit: tuple[Layout, Mapping[str, int]]) -> tuple[bool, bool, int]:
    layout, places = fit
    return not layout.is_general, layout.is_general and layout.kind == "card", len(places)


def _not_found(sheets: Sequence[Sheet], layouts: Sequence[Layout], limits: Limits) -> texts.Fault:
    """Names what is missing when a line is nearly a wallet's header, else shows the likeliest header as it was read."""
    lines = [line for sheet in sheets for _, line in sheet.lines[: limits.preamble_lines]]
    near = [
        (layout, layout.misses(layout.places(line)))
        for line in lines
        for layout in layouts
        if layout.kind == "wallet" and len(layout.places(line)) >= _FEWEST_NAMES
    ]
    if near:
        layout, missing = min(near, key=lambda each: len(each[1]))
        return texts.fault("statement_columns_missing", "file", source=layout.source, columns=missing)
    header = headers.likeliest(sheets, limits)
    shown = tuple(cells.text(cell)[:_SHOWN_CHARS] for cell in header[:_SHOWN_COLUMNS])
    return texts.fault("statement_format_unknown", "file", columns=shown if len(shown) > 1 else ())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the statement says of itself."""

    account: str
    holder: str
    month: tuple[int, int] | None
    period: Period | None
    exported_at: datetime | None
    totals: Totals


def surroundings(table: Table, footer: Iterable[Line]) -> Surroundings:
    """Read from the lines above the table and from those below it that are no transactions."""
    printed = [_half_width(line) for line in (*table.preamble, *footer)]
    about = table.layout.about
    return Surroundings(
        account=_first(about.account, printed),
        month=_month(table, printed),
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


def _month(table: Table, printed: Sequence[str]) -> tuple[int, int] | None:
    """Year and month of a statement whose days are printed without a year: as it says, else of the latest whole date
    above its table."""
    if table.layout.about.month is None:
        return None
    said = (match for line in printed for match in table.layout.about.month.finditer(line))
    stated = next(((int(m[1]), int(m[2])) for m in said if 1 <= int(m[2]) <= _MONTHS), None)
    dates = (cells.moment(m[0], table.layout.zone) for line in printed for m in _WHOLE_DATE.finditer(line))
    latest = max((date for date in dates if date), default=None)
    return stated or ((latest.year, latest.month) if latest else None)


def _period(pattern: re.Pattern[str] | None, printed: Sequence[str], layout: Layout) -> Period | None:
    """From one line, else from a line and the one below it, where a bank prints the first and the last day apart."""
    pairs = (f"{upper},{lower}" for upper, lower in pairwise(printed))
    matches = (pattern.search(line) for line in (*printed, *pairs)) if pattern else ()
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
            totals.append(Total(direction, int(match[1]) if match[1] else None, abs(amount)))
    return Totals(stated_count=count, stated=tuple(totals))
