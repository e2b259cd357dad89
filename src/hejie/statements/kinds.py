"""What a file is, told by its first bytes and never by its name: a picture called bill.csv is a picture."""

import re
from typing import Final

ARCHIVE: Final = "archive"
TEXT: Final = "text"
PDF: Final = "pdf"
WEB_PAGE: Final = "web_page"
OLD_WORKBOOK: Final = "old_office"
MAIL: Final = "mail"

# (offset, bytes, kind). The kinds are facts of the code statement_wrong_kind, and worded there.
_MAGIC: Final = (
    (0, b"PK\x03\x04", ARCHIVE),
    (0, b"PK\x05\x06", ARCHIVE),
    (0, b"%PDF", PDF),
    (0, b"\x89PNG", "image"),
    (0, b"\xff\xd8\xff", "image"),
    (0, b"GIF8", "image"),
    (0, b"BM", "image"),
    (0, b"II*\x00", "image"),
    (0, b"MM\x00*", "image"),
    (8, b"WEBP", "image"),
    (4, b"ftyphei", "image"),
    (4, b"ftypmif", "image"),
    (4, b"ftyp", "video"),
    (0, b"\xd0\xcf\x11\xe0", OLD_WORKBOOK),  # .xls, .doc, and workbooks locked with a password
    (0, b"Rar!", "other_archive"),
    (0, b"7z\xbc\xaf", "other_archive"),
    (0, b"\x1f\x8b", "other_archive"),
    (0, b"{\\rtf", "document"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LOOK = 4096
_FEWEST_LETTERS = 8
_MAIL_HEADERS: Final = (b"\nMIME-Version:", b"\nContent-Type:", b"\nContent-Transfer-Encoding:")
_MAIL: Final = re.compile(
    rb"(?:Received|Return-Path|Delivered-To|From|Date|X-[A-Za-z-]{1,40}|MIME-Version|Message-ID|Subject):",
    re.I,
)


def kind_of(data: bytes) -> str:
    """`ARCHIVE` (a ZIP, workbooks included), `TEXT`, or the name of something that is no statement."""
    for offset, magic, kind in _MAGIC:
        if data.startswith(magic, offset) and not (magic == b"BM" and _looks_like_text(data)):
            return kind
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        return WEB_PAGE
    if _MAIL.match(data) and any(header in data[:_LOOK] for header in _MAIL_HEADERS):
        return MAIL
    return TEXT if _looks_like_text(data) else "binary"


def _looks_like_text(data: bytes) -> bool:
    """No text file of a wallet or bank holds NUL bytes, unless it is UTF-16."""
    return data.startswith(_UTF16) or b"\x00" not in data[:_LOOK] or utf16(data) is not None


def utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: its ASCII puts a NUL at every second place, beside a printed letter."""
    halves = data[0:_LOOK:2], data[1:_LOOK:2]
    for order, (empty, full) in (("utf-16-be", halves), ("utf-16-le", halves[::-1])):
        letters = [letter for nul, letter in zip(empty, full, strict=False) if not nul]
        if len(letters) > max(_FEWEST_LETTERS, len(empty) // 4) and all(map(_is_printed, letters)):
            return order
    return None


def _is_printed(letter: int) -> bool:
    return 0x20 <= letter < 0x7F or letter in b"\t\r\n"
