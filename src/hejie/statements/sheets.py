"""One shape for CSV and workbooks: a Sheet of lines, each with its number and its cells as text.

CSV is split line by line, not as one stream: an unpaired quotation mark in a shop's name must not swallow the rest
of the file. A quoted cell that really holds a line break is joined again, for at most a few lines.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hejie.statements.limits import Limits

_MOST_JOINED = 8

Line = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`numbers` counts numeric cells of a workbook: real exports have them, tables pasted by hand have text.

    In a grid the empty cells at the end of a line are left out, so a short line is whole; in a text it was cut.
    """

    lines: tuple[Line, ...]
    is_grid: bool = False
    numbers: int = 0
    lost_characters: int = 0


def from_text(text: str, *, limits: Limits) -> Iterator[Line]:
    """Numbered lines of a CSV text, blank ones left out. Longer lines than the limit are cut, never joined."""
    for number, line in _whole_lines(io.StringIO(text, newline=None), limits):
        cells = split(line)
        if any(cells):
            yield number, cells


def split(line: str) -> list[str]:
    """Cells of one line. With odd quoting the marks stay in the text as they are."""
    if '"' not in line:
        return line.split(",")
    try:
        return next(csv.reader((line,), strict=True), [])
    except csv.Error:
        return line.split(",")


def _whole_lines(lines: Iterable[str], limits: Limits) -> Iterator[tuple[int, str]]:
    waiting: list[str] = []
    first = 0
    for number, printed in enumerate(lines, start=1):
        line = printed.rstrip("\n")[: limits.line_chars]
        if not waiting:
            first = number
        waiting.append(line)
        if _is_open(waiting) and len(waiting) <= _MOST_JOINED:
            continue
        yield from _joined(first, waiting)
        waiting = []
    yield from _joined(first, waiting)


def _is_open(lines: list[str]) -> bool:
    return sum(line.count('"') for line in lines) % 2 == 1


def _joined(first: int, lines: list[str]) -> Iterator[tuple[int, str]]:
    """One cell over several lines if the quotes pair up in the end; otherwise the lines as they stand."""
    if lines and not _is_open(lines):
        yield first, "\n".join(lines)
    else:
        yield from enumerate(lines, start=first)
