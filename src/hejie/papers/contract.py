"""A contract, read for what a person would look for first: every value as a suggestion with its place and a score.

    contract = papers.contract(data)
    contract.best("principal")     # Suggestion(value="50000.00", score=95, boxes=(Box(page=1, ...),), quote=...)

Nothing here is taken silently: a page shows the suggestion beside the place it was read from, and a person says yes.
A principal whose figures and capital words (伍万元整) agree is surer than either; two different values of one thing
are both shown, and neither is sure. What a reader of pictures saw (`contract_of`) is read by the same words, and each
suggestion is only as sure as the letters it stands on.
"""

import functools
import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any, Final

from hejie import texts
from hejie.papers import sheets, values
from hejie.papers.sheets import Sheet
from hejie.statements import LIMITS, Limits, encodings, kinds, pdf_words

_AGREE: Final = 8
_DIFFER: Final = 25
_MOST: Final = 97
_QUOTE_CHARS: Final = 120
_MOST_CHARS: Final = 400_000


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in points from its top left corner; all zero where the paper was plain text."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One value as it could stand in a form: decimals for money, an ISO day, an exact share for a rate ("0.18")."""

    field: str
    value: str
    score: int
    quote: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that deserves a question; `code` says which."""

    code: str
    quote: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """What was found; `pages` is how many there are, `clarity` how sure the letters are over all, from 0 to 1."""

    suggestions: tuple[Suggestion, ...] = ()
    clauses: tuple[Clause, ...] = ()
    pages: int = 0
    clarity: float = 1.0
    faults: tuple[texts.Fault, ...] = ()

    def best(self, field: str) -> Suggestion | None:
        """The surest suggestion for a field, the first of equals."""
        found = [each for each in self.suggestions if each.field == field]
        return max(found, key=lambda each: each.score, default=None)


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    read_as: str
    score: int
    pattern: re.Pattern[str]


@functools.cache
def _table() -> Mapping[str, Any]:
    file = resources.files("hejie.papers") / "words" / "contract.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@functools.cache
def _fields() -> tuple[_Field, ...]:
    return tuple(
        _Field(each["name"], each["as"], each["score"], re.compile(each["pattern"]))
        for each in _table()["field"]
    )


@functools.cache
def _clauses() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((each["code"], re.compile(each["pattern"])) for each in _table()["clause"])


def methods() -> Mapping[str, str]:
    """Words of repayment methods, and the method of `hejie.loans` that they mean."""
    found: Mapping[str, str] = _table()["methods"]
    return found


def contract(data: bytes, *, password: str | None = None, limits: Limits = LIMITS) -> Contract:
    """Read a contract from a PDF with a text layer, or from plain text. Never raises for any bytes."""
    if len(data) > limits.file_bytes:
        fault = texts.fault("statement_too_large", "file", size_bytes=len(data), most_bytes=limits.file_bytes)
        return Contract(faults=(fault,))
    kind = kinds.kind_of(data)
    if kind == kinds.PDF:
        pages, faults = pdf_words.pages(data, password=password, limits=limits)
        return Contract(faults=faults) if faults else contract_of(sheets.of_pdf(pages))
    decoded = encodings.decode(data) if kind == kinds.TEXT else None
    if decoded is None or not decoded[0].strip():
        return Contract(faults=(texts.fault("statement_wrong_kind", "file", kind=kind),))
    return _read(_Text(_spelled(decoded[0])[:_MOST_CHARS], (0,), (Box(1, 0, 0, 0, 0),), (1.0,)), 1, 1.0)


def contract_of(pages: Sequence[Sheet]) -> Contract:
    """Read a contract from pages that somebody else has seen: a text layer, or letters found in pictures."""
    return _read(_of_pages(pages), len(pages), sheets.clarity(pages))


@dataclass(frozen=True, slots=True)
class _Text:
    """All words as one run, with the place at which each word begins, its box, and how sure its letters are."""

    text: str
    starts: tuple[int, ...]
    boxes: tuple[Box, ...]
    sure: tuple[float, ...]

    def around(self, start: int, end: int) -> tuple[Box, ...]:
        """The boxes of the words between two places."""
        return self.boxes[self._words(start, end)]

    def surety(self, start: int, end: int) -> float:
        """How sure the least sure word between two places is."""
        return min(self.sure[self._words(start, end)], default=1.0)

    def _words(self, start: int, end: int) -> slice:
        return slice(
            max(0, bisect_right(self.starts, start) - 1), bisect_right(self.starts, max(start, end - 1))
        )

    def quote(self, start: int, end: int) -> str:
        """The sentence around two places, or as much of it as is worth showing."""
        left = max(self.text.rfind(mark, 0, start) for mark in "。;") + 1
        return self.text[max(left, start - _QUOTE_CHARS // 2) : end + _QUOTE_CHARS // 2].partition("。")[0]


def _of_pages(pages: Sequence[Sheet]) -> _Text:
    run: list[str] = []
    starts: list[int] = []
    boxes: list[Box] = []
    sure: list[float] = []
    length = 0
    for page in pages:
        for line in sheets.lines(page):
            for word in line:
                text = _spelled(word.text)
                if text and length < _MOST_CHARS:
                    starts.append(length)
                    boxes.append(Box(page.number, word.left, word.top, word.right, word.bottom))
                    sure.append(word.score)
                    run.append(text)
                    length += len(text)
    return _Text("".join(run), tuple(starts), tuple(boxes), tuple(sure))


def _spelled(text: str) -> str:
    """Half width, without any space: a sentence that runs over lines is one."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _read(paper: _Text, pages: int, clarity: float) -> Contract:
    found = list(_distinct(_suggestions(paper)))
    return Contract(tuple(_weighed(found)), tuple(_asked(paper)), pages, clarity)


def _suggestions(paper: _Text) -> Iterator[Suggestion]:
    for field in _fields():
        for match in field.pattern.finditer(paper.text):
            value = values.read(field.read_as, match.groups(), methods=methods())
            if value is not None:
                place = match.span()
                score = round(field.score * paper.surety(*place))
                yield Suggestion(field.name, value, score, paper.quote(*place), paper.around(*place))


def _distinct(found: Iterator[Suggestion]) -> Iterator[Suggestion]:
    """The first place of each value from each wording."""
    seen: set[tuple[str, str, int]] = set()
    for each in found:
        if (key := (each.field, each.value, each.score)) not in seen:
            seen.add(key)
            yield each


def _weighed(found: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """Two wordings that agree are surer; values that differ are less sure, all of them."""
    by_field: dict[str, list[Suggestion]] = defaultdict(list)
    for each in found:
        by_field[each.field].append(each)
    for same_field in by_field.values():
        by_value: dict[str, list[Suggestion]] = defaultdict(list)
        for each in same_field:
            by_value[each.value].append(each)
        for agreeing in by_value.values():
            surest = max(agreeing, key=lambda each: each.score)
            score = surest.score + _AGREE * (len(agreeing) > 1) - _DIFFER * (len(by_value) > 1)
            yield replace(surest, score=max(5, min(_MOST, score)))


def _asked(paper: _Text) -> Iterator[Clause]:
    """Each kind of clause once, at its first place."""
    for code, pattern in _clauses():
        match = pattern.search(paper.text)
        if match:
            yield Clause(code, paper.quote(*match.span())[:_QUOTE_CHARS], paper.around(*match.span()))
