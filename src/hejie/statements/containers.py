"""From uploaded bytes to sheets: unlock and unpack an archive, open a workbook, decode a text.

Nothing here trusts a size that the file states: every step is bounded by `Limits`. What the archive and workbook
libraries raise on hostile bytes is not a closed list, so each call into them turns any exception into a fault.
"""

import importlib
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from hejie import texts
from hejie.statements import encodings, kinds
from hejie.statements.limits import Limits
from hejie.statements.sheets import Line, Sheet, from_text

_ENCRYPTED = 0x1
_WORKBOOK = "xl/workbook.xml"
_NOISE = ("__MACOSX/", ".DS_Store", "Thumbs.db")

Sheets = tuple[tuple[Sheet, ...], tuple[texts.Fault, ...]]


def open_sheets(data: bytes, *, password: str | None, limits: Limits) -> Sheets:
    """Every sheet in the file that could be a statement, or the reason why there is none."""
    if not data.strip(b"\x00\t\r\n "):
        return _refused("statement_empty_file")
    if len(data) > limits.file_bytes:
        return _refused("statement_too_large", size_bytes=len(data), most_bytes=limits.file_bytes)
    kind = kinds.kind_of(data)
    if kind == kinds.ARCHIVE:
        return _open_archive(data, password, limits)
    return _open_plain(data, kind, limits)


def _open_plain(data: bytes, kind: str, limits: Limits) -> Sheets:
    if kind != kinds.TEXT:
        return _refused("statement_wrong_kind", kind=kind)
    if len(data) > limits.text_bytes:
        return _refused("statement_unpacks_too_large", most_bytes=limits.text_bytes)
    decoded = encodings.decode(data)
    if decoded is None:
        return _refused("statement_encoding_broken")
    text, lost = decoded
    lines = tuple(_bounded(from_text(text, limits=limits), limits))
    return (Sheet(lines, lost_characters=lost),), ()


def _bounded(lines: Iterator[Line], limits: Limits) -> Iterator[Line]:
    """One line more than may be read, so that the caller can tell that there were too many."""
    most = limits.rows + limits.preamble_lines + 1
    for _, line in zip(range(most), lines, strict=False):
        yield line


def _refused(code: str, **facts: str | int) -> Sheets:
    return (), (texts.fault(code, "file", **facts),)


def _open_archive(data: bytes, password: str | None, limits: Limits) -> Sheets:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except Exception:  # hostile bytes: see the module's text
        return _refused("statement_archive_broken")
    if len(entries) > limits.archive_entries:
        return _refused("statement_archive_several", count=len(entries))
    if any(entry.filename == _WORKBOOK for entry in entries):
        return _open_workbook(data, entries, limits)
    return _open_member(data, [entry for entry in entries if _is_file(entry)], password, limits)


def _is_file(entry: zipfile.ZipInfo) -> bool:
    """`ZipInfo.is_dir` of Python 3.11 raises on an entry without a name, which a damaged archive may hold."""
    return not entry.filename.endswith("/") and not any(noise in entry.filename for noise in _NOISE)


def _open_member(data: bytes, files: list[zipfile.ZipInfo], password: str | None, limits: Limits) -> Sheets:
    if len(files) != 1:
        code = "statement_archive_several" if files else "statement_archive_empty"
        return _refused(code, **({"count": len(files)} if files else {}))
    if files[0].file_size > limits.workbook_bytes:
        return _refused("statement_unpacks_too_large", most_bytes=limits.workbook_bytes)
    locked = bool(files[0].flag_bits & _ENCRYPTED)
    if locked and not password:
        return (), (texts.fault("statement_password_needed", "password"),)
    member, fault = _unpacked(data, files[0], password if locked else None, limits)
    if fault:
        return (), (fault,)
    kind = kinds.kind_of(member)
    if kind == kinds.ARCHIVE:
        return _open_inner_workbook(member, limits)
    return _open_plain(member, kind, limits) if member.strip() else _refused("statement_empty_file")


def _open_inner_workbook(member: bytes, limits: Limits) -> Sheets:
    """A workbook inside an archive is expected; an archive inside an archive is not opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(member)) as archive:
            entries = archive.infolist()
    except Exception:  # hostile bytes: see the module's text
        return _refused("statement_archive_broken")
    if not any(entry.filename == _WORKBOOK for entry in entries):
        return _refused("statement_wrong_kind", kind="other_archive")
    return _open_workbook(member, entries, limits)


def _unpacked(
    data: bytes, entry: zipfile.ZipInfo, password: str | None, limits: Limits
) -> tuple[bytes, texts.Fault | None]:
    """Any failure of a locked entry counts as a wrong password: the old ZIP lock lets one wrong word in 256 pass
    its first check, and only the damaged content shows it."""
    pyzipper = _library("pyzipper")
    if pyzipper is None:
        return b"", texts.fault("statement_library_missing", "file", library="pyzipper")
    try:
        with (
            pyzipper.AESZipFile(io.BytesIO(data)) as archive,
            archive.open(_same(archive, entry), pwd=password.encode() if password else None) as member,
        ):
            return member.read(limits.workbook_bytes), None
    except Exception:  # hostile bytes: see the module's text
        locked = password is not None
        return b"", texts.fault(
            "statement_password_wrong" if locked else "statement_archive_broken",
            "password" if locked else "file",
        )


def _same(archive: Any, entry: zipfile.ZipInfo) -> Any:
    """By place and not by name: names in old archives are in an unknown encoding, and may repeat."""
    return next(each for each in archive.infolist() if each.header_offset == entry.header_offset)


def _open_workbook(data: bytes, entries: list[zipfile.ZipInfo], limits: Limits) -> Sheets:
    """The library never unpacks more of an entry than its stated size, so the stated sizes do bound the work."""
    if sum(entry.file_size for entry in entries) > limits.workbook_bytes:
        return _refused("statement_unpacks_too_large", most_bytes=limits.workbook_bytes)
    openpyxl = _library("openpyxl")
    if openpyxl is None:
        return _refused("statement_library_missing", library="openpyxl")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # remarks on styles and extensions that no reader needs
            return _workbook_sheets(openpyxl, data, limits), ()
    except Exception:  # hostile bytes: see the module's text
        return _refused("statement_workbook_broken")


def _workbook_sheets(openpyxl: Any, data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        return tuple(_grid(sheet, limits) for sheet in book.worksheets[: limits.sheets])
    finally:
        book.close()


def _grid(sheet: Any, limits: Limits) -> Sheet:
    sheet.reset_dimensions()  # a stated size may be wrong, or a trap
    most = limits.rows + limits.preamble_lines + 1
    lines: list[Line] = []
    filled = numbers = 0
    for number, values in enumerate(
        sheet.iter_rows(max_row=most, max_col=limits.columns, values_only=True), 1
    ):
        cells = _cells(values, limits)
        if cells and filled < limits.cells:
            lines.append((number, cells))
            filled += len(cells)
            numbers += sum(isinstance(value, (int, float)) for value in values)
    return Sheet(tuple(lines), is_grid=True, numbers=numbers)


def _cells(values: Sequence[object], limits: Limits) -> list[str]:
    """As text, without the empty ones at the end."""
    cells = ["" if value is None else str(value)[: limits.line_chars] for value in values]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _library(name: str) -> Any:
    """The libraries come with the extra `evidence`; the engine imports without them."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
