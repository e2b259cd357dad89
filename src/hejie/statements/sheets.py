"""One shape for CSV and workbooks: a Sheet of lines, each with its number and its cells as text.

CSV is split line by line, not as one stream: an unpaired quotation mark in a shop's name must not swallow the rest
of the file. A quoted cell that really holds a line break is joined again, for at most a few lines.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from hejie import texts
from hejie.statements import cells
from hejie.statements.limits import Limits

_MOST_JOINED = 8
_QUOTED = re.compile(r'"(?:[^"]|"")*+"(?!")')
_ROW_BEGINS = re.compile(r'\s*"?[0-9]{4}[-/.年]?[0-9]{1,2}')

_DELIMITERS = (",", "\t", ";", "|")
_LINES_TRIED = 200
_FEWEST_CELLS = 4
# Longer texts are numbers of transactions, which do not repeat; moments do not either, so the memory is short.
_SHARED_CHARS = 24
_REMEMBERED = 16_384

Line = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`numbers` counts numeric cells of a workbook: real exports have them, tables pasted by hand have text.

    In a grid the empty cells at the end of a line are left out, so a short line is whole; in a text it was cut.
    """

    lines: tuple[Line, ...]
    is_grid: bool = False
    numbers: int = 0
    lost_characters: int = 0


Sheets = tuple[tuple[Sheet, ...], tuple[texts.Fault, ...]]
"""What a file holds, or the faults that say why it cannot be opened."""


def delimiter(text: str, names: frozenset[str]) -> str:
    """What divides the cells: the mark under which some line holds most known column names, else most lines divide."""
    head = text[: _LINES_TRIED * 400].splitlines()[:_LINES_TRIED]
    return max(_DELIMITERS, key=lambda mark: _divides(head, mark, names))


def _divides(head: list[str], mark: str, names: frozenset[str]) -> tuple[int, int]:
    divided = [line.split(mark) for line in head if line.count(mark) >= _FEWEST_CELLS - 1]
    known = (sum(cells.heading(cell.strip('" \t')) in names for cell in line) for line in divided)
    return max(known, default=0), len(divided)


def from_text(text: str, *, limits: Limits, delimiter: str = ",") -> Iterator[Line]:
    """Numbered lines of a CSV text, blank ones left out. Longer lines than the limit are cut, never joined."""
    shared = sharing()
    for number, line in _whole_lines(_lines(text), limits, delimiter):
        parts = split(line, delimiter)
        if any(parts):
            yield number, shared(parts)


def numbered(printed: Iterable[Iterable[str]]) -> tuple[Line, ...]:
    """Lines that carry no number of their own, counted from 1."""
    return tuple((number, tuple(cells_of)) for number, cells_of in enumerate(printed, 1))


def sharing() -> Callable[[Iterable[str]], tuple[str, ...]]:
    """Makes the cells of a line, of which equal short texts are one object: half the memory of a long statement."""
    seen: dict[str, str] = {}
    share = seen.setdefault

    def shared(printed: Iterable[str]) -> tuple[str, ...]:
        if len(seen) > _REMEMBERED:
            seen.clear()
        return tuple([share(cell, cell) if len(cell) < _SHARED_CHARS else cell for cell in printed])

    return shared


def _lines(text: str) -> Iterator[str]:
    """Lines as they end in files of every system; other marks, such as a form feed, are part of a cell."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    start = 0
    while (end := plain.find("\n", start)) >= 0:
        yield plain[start:end]
        start = end + 1
    if start < len(plain):
        yield plain[start:]


def split(line: str, delimiter: str = ",") -> list[str]:
    """Cells of one line. Unpaired quotation marks are part of the text."""
    if '"' not in line or _is_open(line, delimiter):
        return line.split(delimiter)
    try:
        return next(csv.reader((line,), delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def _whole_lines(lines: Iterable[str], limits: Limits, delimiter: str) -> Iterator[tuple[int, str]]:
    waiting: list[str] = []
    first = 0
    for number, printed in enumerate(lines, start=1):
        line = printed[: limits.line_chars]
        if waiting and _ROW_BEGINS.match(line):  # the cell was never closed
            yield from enumerate(waiting, start=first)
            waiting = []
        if not waiting and not _is_open(line, delimiter):
            yield number, line
            continue
        first = first if waiting else number
        waiting.append(line)
        if len(waiting) > _MOST_JOINED or not _is_open("\n".join(waiting), delimiter):
            yield from _joined(first, waiting, delimiter)
            waiting = []
    yield from enumerate(waiting, start=first)


def _joined(first: int, lines: list[str], delimiter: str) -> Iterator[tuple[int, str]]:
    """One cell over several lines if the quotes pair up in the end; otherwise the lines as they stand."""
    whole = "\n".join(lines)
    if _is_open(whole, delimiter):
        yield from enumerate(lines, start=first)
    else:
        yield first, whole


def _is_open(line: str, delimiter: str) -> bool:
    """Whether a cell that begins with a quotation mark is still open at the end; one inside a name opens nothing."""
    place = 0 if '"' in line else len(line)
    while 0 <= place < len(line):
        if line[place] == '"':
            closed = _QUOTED.match(line, place)
            if closed is None:
                return True
            place = closed.end()
        comma = line.find(delimiter, place)
        place = comma + 1 if comma >= 0 else len(line)
    return False
