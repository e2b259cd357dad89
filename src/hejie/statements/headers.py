"""Which line of an unknown table holds its column names: the one above a line with a day and an amount; and names that
stand on two lines."""

from collections.abc import Sequence
from datetime import UTC

from hejie.statements import cells
from hejie.statements.layouts import Names
from hejie.statements.limits import Limits
from hejie.statements.sheets import Sheet

_FEWEST_CELLS = 3
_FEWEST_BELOW = 2
_SEARCHED = 60
# A whole amount: no running number of a line, no number of an account or a payment.
_FEWEST_DIGITS, _MOST_DIGITS = 2, 7


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


def two_lines(upper: Sequence[str], below: Sequence[str], names: Names) -> list[str] | None:
    """One header of two lines: 发生额 over 收入 and 支出, each name over its column. None where the second line is none."""
    filled = [cell for cell in below if cells.text(cell)]
    if len(filled) < _FEWEST_BELOW or not all(names.know(cell) for cell in filled):
        return None
    width = max(len(upper), len(below))
    over, under = ([*some, *[""] * (width + 1 - len(some))] for some in (upper, below))
    covers = [bool(over[k] and under[k] and under[k + 1] and not over[k + 1]) for k in range(width)]
    plain = [name for name, is_cover in zip(over, covers, strict=False) if name and not is_cover]
    if not any(covers) or not plain or not all(names.know(name) for name in plain):
        return None
    return [under[k] if covers[k] else over[k] or under[k] for k in range(width)]


def _is_row(line: Sequence[str]) -> bool:
    bare = [cells.text(cell) for cell in line]
    days = [cell for cell in bare if cells.moment(cell, UTC)]
    return bool(days) and any(_is_money(cell) for cell in bare if cell not in days)


def _is_money(cell: str) -> bool:
    """With cents; or a whole amount, which a number that only counts lines or names an account is not."""
    looks_so = "." in cell or _FEWEST_DIGITS <= sum(map(str.isdigit, cell)) <= _MOST_DIGITS
    return looks_so and cells.amount(cell) is not None
