"""Tables of a web page as sheets: many a bank's ".xls" is a page, and statements by mail are pages too.

    <tr><td>交易日期</td><td>金额</td></tr>   becomes the line ["交易日期", "金额"]

Rows of the XML spreadsheet of 2003 (Row, Cell) are read the same way. A table inside a cell is a table of its own, so
that pages laid out by tables give up their innermost, real ones. What stands outside of tables is a line of one cell: a
bank prints its name, the days and the least payment there. Scripts and styles are skipped; nothing is fetched.
"""

from html.parser import HTMLParser

from hejie.statements.limits import Limits
from hejie.statements.sheets import Line, Sheet

_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
_UNSEEN = frozenset({"script", "style", "template"})
_BREAKS = frozenset({"p", "div", "br", "title", "h1", "h2", "h3", "li", "table", "section"})
_DEEPEST = 64


def sheet(text: str, *, limits: Limits) -> Sheet:
    """All rows of all tables of the page, in the order in which they close, as one grid; a row's number counts from the first one."""
    reader = _Reader(limits)
    reader.feed(text)
    reader.close()
    reader.end_of_text()
    return Sheet(tuple(reader.lines), is_grid=True)


class _Reader(HTMLParser):
    """Keeps a stack of open rows, since a cell may hold a table."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self.lines: list[Line] = []
        self.rows: list[list[str]] = []
        self.filled = 0
        self.unseen = 0
        self.loose: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS or tag in _ROWS:
            self.end_of_text()
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag in _ROWS and len(self.rows) < _DEEPEST:
            self.rows.append([])
        elif tag in _CELLS and self.rows and len(self.rows[-1]) < self.limits.columns:
            self.rows[-1].append("")
            self.rows[-1].extend("" for _ in range(_span(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self.end_of_text()
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in _ROWS and self.rows:
            self._close(self.rows.pop())

    def handle_data(self, data: str) -> None:
        words = "" if self.unseen else " ".join(data.split())
        if not words:
            return
        if not self.rows:
            self.loose.append(words)
        elif self.rows[-1]:
            row = self.rows[-1]
            row[-1] = f"{row[-1]} {words}".strip()[: self.limits.line_chars]

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


def _span(attrs: list[tuple[str, str | None]]) -> int:
    """Further columns that the cell covers; the widest honest table has few."""
    given = dict(attrs).get("colspan") or "1"
    return min(int(given) - 1, 16) if given.isdecimal() and len(given) < 3 and int(given) else 0
