"""Tables of a web page as sheets: many a bank's ".xls" is a page, and statements by mail are pages too.

    <tr><td>交易日期</td><td>金额</td></tr>   becomes the line ["交易日期", "金额"]

Rows of the XML spreadsheet of 2003 (Row, Cell) are read the same way. A table inside a cell is a table of its own, so
that pages laid out by tables give up their innermost, real ones. What stands outside of tables is a line of one cell: a
bank prints its name, the days and the least payment there. Scripts and styles are skipped; nothing is fetched.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from hejie.statements.limits import Limits
from hejie.statements.sheets import Line, Sheet

_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
_UNSEEN = frozenset({"script", "style", "template"})
_BREAKS = frozenset({"p", "div", "br", "title", "h1", "h2", "h3", "li", "table", "section"})
_DEEPEST = 64
_WIDEST = 16  # the widest honest cell covers few columns or rows


def sheet(text: str, *, limits: Limits) -> Sheet:
    """All rows of all tables of the page, in the order in which they close, as one grid; a row's number counts from the first one."""
    reader = _Reader(limits)
    reader.feed(text)
    reader.close()
    reader.end_of_text()
    return Sheet(tuple(reader.lines), is_grid=True)


@dataclass(slots=True)
class _Row:
    """A row that is open: its cells, the one that is written (of several columns the first), and which columns the cells
    of rows above, and its own, still cover below it."""

    cells: list[str]
    covered: dict[int, int]
    covers: dict[int, int]
    at: int = 0

    def left(self) -> dict[int, int]:
        return {place: count - 1 for place, count in self.covered.items() if count > 1} | self.covers


class _Reader(HTMLParser):
    """Keeps a stack of open rows, since a cell may hold a table."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self.lines: list[Line] = []
        self.rows: list[_Row] = []
        self.covered: list[dict[int, int]] = [{} for _ in range(_DEEPEST + 1)]
        self.filled = 0
        self.unseen = 0
        self.loose: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS or tag in _ROWS:
            self.end_of_text()
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag in _ROWS and len(self.rows) < _DEEPEST:
            self.rows.append(_Row([], self.covered[len(self.rows)], {}))
        elif tag in _CELLS and self.rows and len(self.rows[-1].cells) < self.limits.columns:
            self._open(self.rows[-1], dict(attrs))
        elif tag == "table":
            self.covered[len(self.rows)] = {}

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self.end_of_text()
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in _ROWS and self.rows:
            row = self.rows.pop()
            self.covered[len(self.rows)] = row.left()
            self._close(row.cells)

    def handle_data(self, data: str) -> None:
        words = "" if self.unseen else " ".join(data.split())
        if not words:
            return
        if not self.rows:
            self.loose.append(words)
        elif self.rows[-1].cells:
            row = self.rows[-1]
            row.cells[row.at] = f"{row.cells[row.at]} {words}".strip()[: self.limits.line_chars]

    def _open(self, row: _Row, attrs: Mapping[str, str | None]) -> None:
        """A new cell, beside those of rows above that reach down here, and where a spreadsheet's index puts it."""
        index = min(_number(attrs, "ss:index"), self.limits.columns)
        while row.covered.get(len(row.cells)) or len(row.cells) + 1 < index:
            row.cells.append("")
        row.at, down = len(row.cells), _number(attrs, "rowspan") - 1
        row.cells.extend("" for _ in range(min(_number(attrs, "colspan"), _WIDEST)))
        if down > 0:
            row.covers |= dict.fromkeys(range(row.at, len(row.cells)), min(down, _WIDEST))

    def end_of_text(self) -> None:
        """What was said outside of tables becomes a line."""
        if self.loose and not self.rows:
            self._close([" ".join(self.loose)[: self.limits.line_chars]])
            self.loose = []

    def _close(self, row: list[str]) -> None:
        while row and not row[-1]:
            row.pop()
        if row and self.filled < self.limits.cells:
            self.filled += len(row)
            self.lines.append((len(self.lines) + 1, tuple(row)))


def _number(attrs: Mapping[str, str | None], name: str) -> int:
    """How many columns or rows a cell covers, or where it stands: 1 for what is no small number."""
    given = attrs.get(name) or "1"
    return int(given) if given.isdecimal() and len(given) < 3 and int(given) else 1
