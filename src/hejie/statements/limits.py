"""How much work one file may ask for. The numbers bound time and memory; none of them has a legal meaning.

A statement of 100,000 lines is about 20 MB as text and 70 MB as the XML of a workbook, so the limits leave honest
files room and stop bombs early.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes as uploaded, as text and as an unpacked workbook; pages and characters of a PDF; days outside `earliest`..`latest` are absurd."""

    file_bytes: int = 32 * 2**20
    text_bytes: int = 48 * 2**20
    workbook_bytes: int = 128 * 2**20
    archive_entries: int = 64
    sheets: int = 8
    columns: int = 64
    cells: int = 3_000_000
    rows: int = 200_000
    preamble_lines: int = 120
    line_chars: int = 20_000
    pages: int = 200
    pdf_chars: int = 2_000_000
    faults: int = 20
    amount_minor: int = 10**13
    earliest: date = date(2003, 1, 1)
    latest: date = date(2099, 12, 31)


LIMITS = Limits()
