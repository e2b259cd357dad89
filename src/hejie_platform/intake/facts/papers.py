"""What an uploaded file is, told by its bytes and never by its name, and whether it can be taken.

    papers.look_at(data, reads=False, most_bytes=20_000_000).media_type    "image/png"

PDF, JPEG and PNG are looked at by a person; a statement may also be text, a workbook, a page, a mail or a ZIP. A picture
is measured from its own header before anything opens it: a small file may claim a billion pixels. A PDF that runs
programs is not taken, and a locked one only as a statement, with the cure said. Nothing here decodes anything.
"""

import re
import struct
from dataclasses import dataclass
from typing import Final

from hejie import texts
from hejie.statements import kinds
from hejie_platform.intake.facts.lists import LISTS

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
ZIP: Final = "application/zip"
TEXT: Final = "text/plain"
XLS: Final = "application/vnd.ms-excel"
# What a statement may be besides; a page or a mail is kept as the text that it is, so that no browser runs it.
_STATEMENTS: Final = {
    kinds.TEXT: TEXT,
    kinds.WEB_PAGE: TEXT,
    kinds.MAIL: TEXT,
    kinds.ARCHIVE: ZIP,
    kinds.OLD_WORKBOOK: XLS,
}
SEEN_BY_EYE: Final = frozenset({PDF, JPEG, PNG})

_PNG_MAGIC: Final = b"\x89PNG\r\n\x1a\n"
_PNG_END: Final = b"IEND"
# A script is a text, in brackets or hexadecimal, or another object. "/JS" alone stands by chance in one big scan of three.
_SCRIPT: Final = rb"/JS\s*(?:\((?:\xfe\xff|[\s\x20-\x7e]{4})|<[\s0-9A-Fa-f]{4}|\d+\s+\d+\s+R)"
_ACTIVE: Final = re.compile(rb"/(?:JavaScript|Launch|RichMedia)(?![A-Za-z])|" + _SCRIPT)
_LOCKED: Final = re.compile(rb"/Encrypt(?![A-Za-z])")
# Frame headers of JPEG carry the size; these four codes of the same range mean something else.
_NO_FRAME: Final = frozenset({0xC4, 0xC8, 0xCC})
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is; with faults it is not taken."""

    media_type: str
    faults: tuple[texts.Fault, ...] = ()


def look_at(data: bytes, *, reads: bool, most_bytes: int) -> Look:
    """Recognise `data`. `reads`: it was given as a statement, so text and archives are welcome too."""
    if not data:
        return _no("paper_empty")
    if len(data) > most_bytes:
        return _no("paper_too_large", most_mb=most_bytes // 2**20)
    if data.startswith(_PNG_MAGIC):
        return _picture(PNG, _png_size(data), is_whole=_PNG_END in data[-16:])
    if data.startswith(b"\xff\xd8\xff"):
        return _picture(JPEG, _jpeg_size(data), is_whole=b"\xff\xd9" in data[-4096:])
    if data.startswith(b"%PDF-"):
        return _pdf(data, reads=reads)
    return _of_statement(kinds.kind_of(data), reads)


def _no(code: str, **facts: object) -> Look:
    return Look("", (texts.fault(code, "file", **facts),))


def _of_statement(kind: str, reads: bool) -> Look:
    if reads and kind in _STATEMENTS:
        return Look(_STATEMENTS[kind])
    return _no("paper_statement_kind" if reads else "paper_wrong_kind", kind=kind)


def _picture(media_type: str, size: tuple[int, int] | None, *, is_whole: bool) -> Look:
    if size is None or not is_whole or 0 in size:
        return _no("paper_picture_broken")
    if size[0] * size[1] > LISTS.limits.pixels:
        return _no("paper_picture_too_large", most_megapixels=LISTS.limits.pixels // 1_000_000)
    return Look(media_type)


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Walk from marker to marker until a frame header; None when there is none."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        if marker == 0xFF:
            place += 1
        elif marker in _ALONE:
            place += 2
        else:
            place += 2 + max(2, struct.unpack(">H", data[place + 2 : place + 4])[0])
    return None


def _pdf(data: bytes, *, reads: bool) -> Look:
    """A locked one is welcome where it will be read: its password is asked for then."""
    if b"%%EOF" not in data[-4096:]:
        return _no("paper_pdf_broken")
    if _LOCKED.search(data):
        return Look(PDF) if reads else _no("paper_pdf_locked")
    if _ACTIVE.search(data):
        return _no("paper_pdf_active")
    return Look(PDF)
