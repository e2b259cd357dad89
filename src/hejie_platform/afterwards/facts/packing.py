"""A pack as plain data: what goes in, each with who filed it, when, and its hash; and how it is bundled.

The rule is a list of what may go in, never of what may not: nothing that was said or put in the talks is ever read here.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Final

# A ZIP has no time zone and no year before 1980: every entry carries the same moment, so that equal packs are equal bytes.
STILL: Final = (1980, 1, 1, 0, 0, 0)
ENDINGS: Final = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "application/zip": "zip",
    "application/vnd.ms-excel": "xls",
    "text/plain": "txt",
}
# A spreadsheet is a ZIP and a table is a text by content; such a paper keeps the ending that its owner gave it.
KEPT_ENDINGS: Final = {"application/zip": ("xlsx",), "text/plain": ("csv",)}
DOCUMENT: Final = "00-pack.pdf"
INDEX: Final = "index.csv"


@dataclass(frozen=True, slots=True)
class Listed:
    """One paper of a pack. `source`: evidence, receipt or proof; `row`: the id of its row; times are ISO, in UTC."""

    number: int
    source: str
    row: str
    kind: str
    name: str
    filed_by: str
    filed_at: str
    sha256: str
    file: str


def listed(rows: Iterable[Any]) -> tuple[Listed, ...]:
    """Number the papers: dictionaries without `number` and `file`, but with their `media_type`."""
    found = []
    for number, row in enumerate(rows, start=1):
        ending = _ending(row["media_type"], row["name"])
        kept = {name: value for name, value in row.items() if name != "media_type"}
        found.append(Listed(number=number, file=f"papers/{number:02}-{row['kind']}.{ending}", **kept))
    return tuple(found)


def _ending(media_type: str, name: str) -> str:
    own = name.rpartition(".")[2].lower()
    return own if own in KEPT_ENDINGS.get(media_type, ()) else ENDINGS.get(media_type, "bin")


def as_json(rows: Sequence[Listed]) -> list[dict[str, Any]]:
    """Plain data for the pack's index."""
    return [asdict(row) for row in rows]


def from_json(stored: Iterable[dict[str, Any]]) -> tuple[Listed, ...]:
    """What `as_json` wrote."""
    return tuple(Listed(**row) for row in stored)


def moment(value: datetime) -> str:
    return value.isoformat(timespec="seconds")


def bundle(document: bytes, index: Sequence[Listed], papers: Sequence[bytes]) -> bytes:
    """The ZIP: the document, the index as a table, and each paper under the name that the index gives it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in ((DOCUMENT, document), (INDEX, _table(index))):
            made.writestr(zipfile.ZipInfo(name, STILL), data)
        for row, data in zip(index, papers, strict=True):
            made.writestr(zipfile.ZipInfo(row.file, STILL), data)
    return out.getvalue()


def _table(index: Sequence[Listed]) -> bytes:
    """A table that programs for tables open in Chinese too: UTF-8 with its mark. No cell begins a formula."""
    shown = [field.name for field in fields(Listed) if field.name not in ("row", "source")]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(shown)
    for row in index:
        writer.writerow([_harmless(str(getattr(row, name))) for name in shown])
    return ("\ufeff" + text.getvalue()).encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in "=+-@\t\r" else cell
