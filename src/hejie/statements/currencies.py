"""In which currency a table is, and by what one knows: never a guess.

A bank with a format of its own has its currency there. A table of the usual columns may say it in the name of a column
("Paid out (£)", "金额(元)"), in its amounts ("£12.50"), above them ("Currency: GBP", a sort code), or by its words: a table
whose columns have Chinese names and that says nothing else is in yuan. Else it is taken for the household's own, and says
so; and where nobody knows that either, or an amount bears a mark of several currencies ("$"), it is asked.

| `Told.by` | what says it |
|---|---|
| bank | the format of this bank |
| person | who said what the columns of this shape mean |
| column | a column of the table, or its name |
| amount | a mark beside the amounts |
| above | a line around the table |
| words | Chinese names of columns |
| household | nothing in the file: the money of the household's country |
"""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Final

from hejie.statements.sheets import Line
from hejie.statements.tables import Table

_LINES_TRIED: Final = 200
_AROUND: Final = 6
_CODE_CHARS: Final = 3
_AMOUNTS: Final = ("amount", "amount_in", "amount_out", "balance_after", "fee")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_MARK: Final = re.compile(r"(?:US|HK|AU?|CA?|SG?|NZ)?\$|[£€¥]|元")
_BARE: Final = re.compile(r"[-+0-9.,\s]*")
_CODE: Final = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_SAID: Final = re.compile(
    r"(?:币种|币别|货币|(?:account )?currency)[:/\s,]*([\u4e00-\u9fff]{1,6}|[A-Z]{3}(?![A-Za-z]))", re.I
)
UNCLEAR: Final = "?"


@dataclass(frozen=True, slots=True)
class Told:
    """A code of three letters and what says it; code "" where nothing does, "?" where what does may mean several."""

    code: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    names: Mapping[str, str]
    marks: Mapping[str, str]
    signs: Mapping[str, str]
    several: Mapping[str, tuple[str, ...]]


@functools.cache
def _words() -> _Words:
    file = resources.files("hejie.statements") / "wording" / "currencies.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    several = {mark: tuple(codes) for mark, codes in table["several"].items()}
    names, marks, signs = (MappingProxyType(table[part]) for part in ("names", "marks", "signs"))
    return _Words(names, marks, signs, MappingProxyType(several))


def named(word: str) -> str:
    """The code of a currency as a cell prints it: "人民币", "gbp"; "" for anything else.

    >>> named("英镑"), named("gbp"), named("£"), named("pounds")
    ('GBP', 'GBP', 'GBP', '')
    """
    known = _words().names.get(word) or _words().marks.get(word)
    is_code = len(word) == _CODE_CHARS and word.isascii() and word.isalpha()
    return known or (word.upper() if is_code else "")


def of_section(heading: str) -> str | None:
    """The currency of an account that a heading names: "美元账户交易明细/USD Transaction Detailed List"."""
    found = [word for word in _words().names if f"{word}账户" in heading]
    return _words().names[max(found, key=len)] if found else None


def marked(cell: str) -> str:
    """The currency whose mark an amount bears, "" without one, "?" for a mark of several.

    >>> marked("-£12.50"), marked("HK$5"), marked("12.50 USD"), marked("$5"), marked("5.00")
    ('GBP', 'HKD', 'USD', '?', '')
    """
    return "" if _BARE.fullmatch(cell) else _mark(cell, "")


def _mark(text: str, usual: str) -> str:
    """A mark or a code in a text; a mark of several currencies is the household's own where that is one of them."""
    plain = unicodedata.normalize("NFKC", text)
    mark = _MARK.search(plain)
    if mark is None:
        codes = [code for code in _CODE.findall(plain) if code in _known()]
        return _words().names.get(codes[0], codes[0]) if codes else ""
    several = _words().several.get(mark[0])
    if several is None:
        return _words().marks[mark[0]]
    return usual if usual in several else UNCLEAR


def common() -> tuple[str, ...]:
    """The currencies that statements are seen in, by code, to choose from."""
    return tuple(sorted(code for code in _known() if len(code) == _CODE_CHARS and code not in _words().names))


@functools.cache
def _known() -> frozenset[str]:
    words = _words()
    codes = {*words.names.values(), *words.marks.values(), *words.signs.values()}
    return frozenset(codes | {name for name in words.names if name.isascii()})


def find(table: Table, *, usual: str = "") -> Told:
    """The currency of a table; `usual` is the household's, "" where nobody knows it."""
    if table.layout.currency:
        return Told(table.layout.currency, "person" if table.layout.is_told else "bank")
    tried = (
        Told(_in_column(table) or _in_names(table, usual), "column"),
        Told(_in_amounts(table, usual), "amount"),
        Told(_around(table), "above"),
        Told("CNY" if _speaks_chinese(table) else "", "words"),
        Told(usual, "household"),
    )
    return next((told for told in tried if told.code), Told())


def _in_column(table: Table) -> str:
    place = table.places.get("currency")
    if place is None:
        return ""
    cells = (line[place].strip() for _, line in table.lines[:_LINES_TRIED] if place < len(line))
    return next((code for cell in cells if (code := named(cell))), "")


def _in_names(table: Table, usual: str) -> str:
    names = (table.columns[place] for field, place in table.places.items() if field in _AMOUNTS)
    return next((found for name in names if (found := _mark(name, usual))), "")


def _in_amounts(table: Table, usual: str) -> str:
    """The one mark of the amounts. Of several, no row speaks for the rows without a mark: nothing is said here."""
    places = [place for field, place in table.places.items() if field in _AMOUNTS]
    cells = {line[place] for _, line in table.lines[:_LINES_TRIED] for place in places if place < len(line)}
    found = {_mark(cell, usual) for cell in cells} - {""}
    return found.pop() if len(found) == 1 else ""


def _around(table: Table) -> str:
    return next(_said_around((*table.preamble, (0, table.columns), *table.lines[-_AROUND:])), "")


def _said_around(lines: tuple[Line, ...]) -> Iterator[str]:
    for _, cells in lines:
        text = unicodedata.normalize("NFKC", ",".join(cells))
        match = _SAID.search(text)
        if match is not None and (code := named(match[1])):
            yield code
        low = text.lower()
        yield from (code for sign, code in _words().signs.items() if sign in low)


def _speaks_chinese(table: Table) -> bool:
    return any(_CHINESE.search(table.columns[place]) for place in table.places.values())
