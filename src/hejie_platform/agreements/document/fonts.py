"""Which characters the font of our documents has, read from its own table; a rare character of a name may be missing.

Characters that draw nothing but turn what stands around them (the overrides of writing direction), and those that mean
nothing outside a machine (control codes, private ones), count as missing too: what is signed reads as it was written.

The table `cmap` of an OpenType file lists ranges of code points (format 12: groups of first, last, glyph).
"""

import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn as fonts

SERIF = "Noto Serif SC"
UNICODE_FULL = {(0, 4), (0, 6), (3, 10)}  # platform and encoding of tables that hold every plane


NOT_TEXT = frozenset({"Cc", "Cn", "Co", "Cs"})  # control, unassigned, private, half of a pair
LINES = frozenset("\t\n\r\x85")
TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


def folder() -> Path:
    """Where the font files lie: nothing of the system is used."""
    return Path(fonts.serif_path()).parent


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of `text` that the font cannot draw, each once, in order."""
    ranges = _ranges()
    return tuple(
        letter
        for letter in dict.fromkeys(text)
        if _is_no_text(letter) or (letter.isprintable() and not _is_within(ord(letter), ranges))
    )


def _is_within(code: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """`ranges` are in order and do not overlap."""
    place = bisect_right(ranges, code, key=lambda one: one[0]) - 1
    return place >= 0 and code <= ranges[place][1]


def _is_no_text(letter: str) -> bool:
    return letter in TURNING or (letter not in LINES and unicodedata.category(letter) in NOT_TEXT)


@lru_cache(maxsize=1)
def _ranges() -> tuple[tuple[int, int], ...]:
    data = Path(fonts.serif_path()).read_bytes()
    table = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", table, 2)
    for place in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", table, 4 + 8 * place)
        if (platform, encoding) in UNICODE_FULL and struct.unpack_from(">H", table, offset)[0] == 12:
            return tuple(sorted(_groups(table, offset)))
    raise ValueError("the font has no table of all code points")


def _table(data: bytes, tag: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", data, 4)
    for place in range(count):
        name, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * place)
        if name == tag:
            return data[offset : offset + length]
    raise ValueError(f"the font has no table {tag!r}")


def _groups(table: bytes, offset: int) -> tuple[tuple[int, int], ...]:
    (count,) = struct.unpack_from(">L", table, offset + 12)
    return tuple(struct.unpack_from(">LL", table, offset + 16 + 12 * place) for place in range(count))
