"""Bytes to text. UTF-8 strictly, else GB18030 strictly: right for every known sample, where guessers are not.

A file cut in the middle of a character still decodes; a few damaged bytes are replaced and counted, so that one bad
byte does not cost a borrower six months of rows; a file damaged throughout is refused.
"""

import codecs
from typing import Final

from hejie.statements import kinds

_TRIED: Final = ("utf-8-sig", "gb18030")
_LOST = "\ufffd"
_MOST_LOST_PER_THOUSAND: Final = 5


def decode(data: bytes) -> tuple[str, int] | None:
    """The text and how many characters were lost; None when too many were."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _bearable(_decoded(data, "utf-16", "replace"))
    order = kinds.utf16(data) if b"\x00" in data else None
    if order is not None:
        return _bearable(_decoded(data, order, "replace"))
    for encoding in _TRIED:
        try:
            return _decoded(data, encoding, "strict"), 0
        except UnicodeDecodeError:
            continue
    return _bearable(min((_decoded(data, each, "replace") for each in _TRIED), key=_lost))


def _decoded(data: bytes, encoding: str, errors: str) -> str:
    """Not final: an unfinished character at the very end is left out, not an error."""
    return codecs.getincrementaldecoder(encoding)(errors).decode(data)


def _lost(text: str) -> int:
    return text.count(_LOST)


def _bearable(text: str) -> tuple[str, int] | None:
    lost = _lost(text)
    return (text, lost) if lost * 1000 <= len(text) * _MOST_LOST_PER_THOUSAND else None
