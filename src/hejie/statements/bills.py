"""What a card's statement asks for: all that is owed, the least that may be paid, and the day.

    最低还款额    RMB 90.50           on one line, in one cell or two
    本期最低还款额                     or on a line of its own, with
    ¥ 10.00                           the amount on the next
    本期应还款额   最低还款额           or several names in a row,
    RMB 594.49    RMB 90.50           and their values in another

A bank prints these beside and below each other in every way, so each word is looked for with the nearest value that is of
its kind. Where two amounts stand below and nothing tells which is which, the smaller is the least: it is never more than
the whole. What cannot be told apart is left out, and a least above the whole is believed in neither.
"""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from importlib import resources

from hejie.statements import cells
from hejie.statements.rows import Bill
from hejie.statements.sheets import Line

_LINES_BELOW = 7
_CHARS = 200
_AMOUNT = re.compile(
    r"(?P<credit>存款|溢缴款)?(?:欠款)?\s*(?P<mark>¥|RMB|CNY|人民币)?\s*(?P<amount>-?[0-9][0-9,]{0,14}(?:\.[0-9]{1,2})?)(?![0-9,.%])"
)
_DAY = re.compile(r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?")

Read = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class _Words:
    of: dict[str, re.Pattern[str]]
    money: tuple[str, ...]
    days: tuple[str, ...]


@functools.cache
def _words() -> _Words:
    table = tomllib.loads(
        (resources.files("hejie.statements") / "wording" / "bills.toml").read_text(encoding="utf-8")
    )
    of = {
        name: re.compile(
            table["before"]
            + f"(?:{'|'.join(map(re.escape, sorted(some, key=len, reverse=True)))})"
            + table["between"]
        )
        for kind in ("money", "day")
        for name, some in table[kind].items()
    }
    return _Words(of, tuple(table["money"]), tuple(table["day"]))


def bill(lines: Sequence[Line]) -> Bill | None:
    """What the lines above the rows of a card ask for; None where they say neither the least nor the whole."""
    printed = [(number, [_half_width(cell) for cell in cells_of]) for number, cells_of in lines]
    owed, owed_line = _find("owed", printed, _minor, _words().money, pick=max)
    least, least_line = _find("least", printed, _minor, _words().money, pick=min)
    due, due_line = _find("due_on", printed, _ordinal, _words().days, pick=None)
    if owed is not None and least is not None and least > max(owed, 0):
        owed = least = None
    if owed is None and least is None:
        return None
    told = {line for line in (owed_line, least_line, due_line) if line is not None}
    return Bill(
        owed_minor=owed,
        least_minor=least,
        due_on=date.fromordinal(due) if due else None,
        lines=tuple(sorted(told)),
    )


def _half_width(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell[:_CHARS]).strip(cells.PADDING)


def _minor(text: str) -> int | None:
    """An amount at the beginning of the text, with a currency mark or with its cents; below zero where the bank owes."""
    match = _AMOUNT.match(text)
    if match is None or not (match["mark"] or "." in match["amount"]):
        return None
    minor = cells.amount(match["amount"])
    return -abs(minor) if minor is not None and match["credit"] else minor


def _ordinal(text: str) -> int | None:
    match = _DAY.match(text)
    found = cells.moment(match[0], UTC) if match else None
    return found.date().toordinal() if found else None


def _find(
    name: str,
    printed: Sequence[tuple[int, list[str]]],
    read: Read,
    kinds: Sequence[str],
    *,
    pick: Callable[[Sequence[int]], int] | None,
) -> tuple[int | None, int | None]:
    """The value of the first word of this name that has one, and the number of the line that it stands on."""
    for at, (number, cells_of) in enumerate(printed):
        for place, cell in enumerate(cells_of):
            match = _words().of[name].match(cell)
            if match is None:
                continue
            beside = _beside(cell[match.end() :], cells_of[place + 1 :], read)
            if beside is not None:
                return beside, number
            below = _below(printed[at : at + _LINES_BELOW], place, read, kinds, pick)
            if below[0] is not None:
                return below
    return None, None


def _beside(rest: str, following: Sequence[str], read: Read) -> int | None:
    """In the same cell, else in the next that is filled, unless that is another word."""
    if rest:
        return read(rest)
    return next((read(cell) for cell in following if cell), None)


def _below(
    block: Sequence[tuple[int, list[str]]],
    place: int,
    read: Read,
    kinds: Sequence[str],
    pick: Callable[[Sequence[int]], int] | None,
) -> tuple[int | None, int | None]:
    """On the next line with values of the kind: in the same column of a table, the only one, or by `pick` of two; for
    days by the order of the words."""
    named = [k for k, cell in enumerate(block[0][1]) if any(_words().of[kind].match(cell) for kind in kinds)]
    for number, cells_of in block[1:]:
        values = [read(cell) for cell in cells_of]
        found = [value for value in values if value is not None]
        if not found:
            continue
        if len(cells_of) == len(block[0][1]) and values[place] is not None:
            return values[place], number
        if len(found) == 1 or len(found) == len(named):
            return found[named.index(place) if len(found) > 1 else 0], number
        return (pick(found) if pick and len(found) == 2 else None), number
    return None, None
