"""Which line of an unknown table holds its column names: the one above a line with a day and an amount."""

from collections.abc import Sequence
from datetime import UTC

from hejie.statements import cells
from hejie.statements.limits import Limits
from hejie.statements.sheets import Sheet

_FEWEST_CELLS = 3
_SEARCHED = 60


def likeliest(found: Sequence[Sheet], limits: Limits) -> Sequence[str]:
    """The line that is most likely the column names, else the widest of the first lines."""
    for sheet in found:
        at = place(sheet)
        if at is not None:
            return sheet.lines[at][1]
    lines = [line for sheet in found for _, line in sheet.lines[: limits.preamble_lines]]
    return max(lines, key=len, default=())


def place(sheet: Sheet) -> int | None:
    """The first line of several names that is soon followed by a line with a day and an amount, and has neither."""
    for at, (_, line) in enumerate(sheet.lines[:_SEARCHED]):
        following = sheet.lines[at + 1 : at + 4]
        names = [cell for cell in line if cells.text(cell)]
        if len(names) >= _FEWEST_CELLS and not _is_row(line) and any(_is_row(each) for _, each in following):
            return at
    return None


def _is_row(line: Sequence[str]) -> bool:
    bare = [cells.text(cell) for cell in line]
    has_day = any(cells.moment(cell, UTC) for cell in bare)
    return has_day and any("." in cell and cells.amount(cell) is not None for cell in bare)
