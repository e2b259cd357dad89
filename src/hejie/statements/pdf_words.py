"""The words of a PDF with their places on the page, from its text layer, through pdfium.

A word is a run of characters on one line without a wide gap; columns of a statement are wide gaps. Places are in
points from the top left corner of the page. Some banks print radicals (⼾ ⺠) where they mean characters; these are
put back by a table. A page of 3,000 characters takes some 20 ms. No picture is read here (see the extra `ocr`).
"""

import ctypes
import functools
import re
import tomllib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

from hejie import texts
from hejie.statements import workbooks
from hejie.statements.limits import Limits

# In heights of a character: what divides words, without and with a printed space between.
_GAP: Final = 0.45
_SPACED_GAP: Final = 1.0
_SPACES: Final = frozenset({0x20, 0xA0, 0x3000})
_BREAKS: Final = frozenset({0, 9, 10, 13, 0xFFFE, 0xFFFF})
_FEWEST_CHARS: Final = 8
_STREAM: Final = re.compile(rb"stream\r?\n")
_DOUBLE_PACKED: Final = re.compile(rb"/Filter\s*\[[^\]]{0,200}(?:Flate|LZW)[^\]]{0,200}(?:Flate|LZW)")
_LOCKED: Final = re.compile(rb"/Encrypt(?![A-Za-z])")


@dataclass(slots=True)
class Word:
    """A run of text and its box; `page` counts from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in points and its words, in the order in which the file has them."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]


Pages = tuple[tuple[Page, ...], tuple[texts.Fault, ...]]


def pages(data: bytes, *, password: str | None, limits: Limits) -> Pages:
    """Every page of the file, or the reason why there is none: locked, damaged, too large, or only a picture."""
    pdfium = workbooks.library("pypdfium2")
    if pdfium is None:
        return _refused("statement_library_missing", library="pypdfium2")
    if _is_bomb(data, limits):
        return _refused("statement_unpacks_too_large", most_bytes=limits.workbook_bytes)
    try:
        book = pdfium.PdfDocument(data, password=password or None)
    except Exception:  # hostile bytes: what the library raises is no closed list
        return _unopened(data, password)
    try:
        return _read(pdfium.raw, book, limits)
    except Exception:  # the same
        return _refused("statement_pdf_broken")
    finally:
        book.close()


def _refused(code: str, field: str = "file", **facts: str | int) -> Pages:
    return (), (texts.fault(code, field, **facts),)


def _unopened(data: bytes, password: str | None) -> Pages:
    if not _LOCKED.search(data):
        return _refused("statement_pdf_broken")
    return _refused("statement_password_wrong" if password else "statement_password_needed", "password")


def _is_bomb(data: bytes, limits: Limits) -> bool:
    """Whether the packed streams together unpack to more than may be, measured without keeping them."""
    if _DOUBLE_PACKED.search(data):
        return True
    left = limits.workbook_bytes
    for match in _STREAM.finditer(data):
        left -= _unpacked_size(data, match.end(), left)
        if left <= 0:
            return True
    return False


def _unpacked_size(data: bytes, start: int, most: int) -> int:
    """Of a stream that is packed by Flate; 0 for any other."""
    if data[start : start + 1] not in (b"x", b"h", b"X", b"H"):
        return 0
    unpacker, size, place = zlib.decompressobj(), 0, start
    waiting = data[place : place + 65536]
    try:
        while waiting and size < most and not unpacker.eof:
            size += len(unpacker.decompress(waiting, 1 << 20))
            waiting = unpacker.unconsumed_tail
            if not waiting:
                place += 65536
                waiting = data[place : place + 65536]
    except zlib.error:
        return size
    return size


def _read(raw: Any, book: Any, limits: Limits) -> Pages:
    if len(book) > limits.pages:
        return _refused("statement_pdf_too_long", count=len(book), most=limits.pages)
    found = []
    left = limits.pdf_chars
    for number in range(len(book)):
        page = book[number]
        text = page.get_textpage()
        left -= text.count_chars()
        if left < 0:
            return _refused("statement_unpacks_too_large", most_bytes=limits.workbook_bytes)
        width, height = page.get_size()
        words = tuple(_words(raw, text, number + 1, height))
        found.append(Page(number + 1, width, height, words))
    if sum(len(word.text) for page in found for word in page.words) < _FEWEST_CHARS:
        return _refused("statement_pdf_without_text")
    return tuple(found), ()


def _words(raw: Any, text: Any, page: int, height: float) -> Iterator[Word]:
    """Characters in the order of the file, run together while each follows the last on its line."""
    box = raw.FS_RECTF()
    at = ctypes.byref(box)
    word: Word | None = None
    spaced = False
    for place in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, place)
        if code in _SPACES:
            spaced = spaced or not raw.FPDFText_IsGenerated(text, place)
            continue
        if code in _BREAKS or not raw.FPDFText_GetLooseCharBox(text, place, at):
            continue
        char = radicals().get(code) or chr(code)
        top, bottom = height - box.top, height - box.bottom
        if word is not None and _follows(word, box.left, top, bottom, spaced):
            word.text += f" {char}" if spaced else char
            word.right = max(word.right, box.right)
        else:
            if word is not None:
                yield word
            word = Word(page, box.left, top, box.right, bottom, char)
        spaced = False
    if word is not None:
        yield word


def _follows(word: Word, left: float, top: float, bottom: float, spaced: bool) -> bool:
    tall = max(word.height, 1.0)
    gap = left - word.right
    on_line = abs((top + bottom) / 2 - word.middle) < tall / 2
    return on_line and -tall / 2 < gap < tall * (_SPACED_GAP if spaced else _GAP)


@functools.cache
def radicals() -> dict[int, str]:
    """Code points of radicals to the characters they stand for."""
    file = resources.files("hejie.statements") / "wording" / "radicals.toml"
    pairs: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))
    return {ord(radical): meant for radical, meant in pairs.items()}


def lines(words: Iterable[Word]) -> list[list[Word]]:
    """Words of one page by printed line, top to bottom, each from left to right."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda each: each.middle):
        if found and word.middle - found[-1][0].middle < min(word.height, found[-1][0].height) / 2:
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(line, key=lambda each: each.left) for line in found]
