"""From uploaded bytes to sheets: unlock and unpack an archive, then open what it is: text, workbook, page or PDF.

Nothing here trusts a size that the file states: every step is bounded by `Limits`. What the archive library raises on
hostile bytes is not a closed list, so each call into it turns any exception into a fault.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hejie import texts
from hejie.statements import encodings, kinds, mails, pdf_tables, pdf_words, webpages, workbooks
from hejie.statements.layouts import Names
from hejie.statements.limits import Limits
from hejie.statements.sheets import Line, Sheet, Sheets, delimiter, from_text

_ENCRYPTED = 0x1
_NOISE = ("__MACOSX/", ".DS_Store", "Thumbs.db")


def open_sheets(data: bytes, *, password: str | None, names: Names, limits: Limits) -> Sheets:
    """Every sheet in the file that could be a statement, or the reason why there is none. `names` are the known
    column names, which tell how a text is divided and where a printed table begins."""
    if not data.strip(b"\x00\t\r\n "):
        return _refused("statement_empty_file")
    if len(data) > limits.file_bytes:
        return _refused("statement_too_large", size_bytes=len(data), most_bytes=limits.file_bytes)
    kind = kinds.kind_of(data)
    if kind == kinds.ARCHIVE:
        return _open_archive(data, password, names, limits)
    if kind == kinds.MAIL:
        return _open_mail(data, password, names, limits)
    return _open_content(data, password, names, limits)


def _open_mail(data: bytes, password: str | None, names: Names, limits: Limits) -> Sheets:
    """The sheets of every part that opens, below the subject of the message; if none does, why the first one does not."""
    try:
        parts = list(mails.parts(data, limits=limits))
    except Exception:  # a hostile message: what the library raises is no closed list
        return _refused("statement_wrong_kind", kind=kinds.MAIL)
    opened = [_open_part(part, password, names, limits) for part in parts]
    heading = (0, (mails.subject(data),))
    sheets = tuple(replace(sheet, lines=(heading, *sheet.lines)) for found, _ in opened for sheet in found)
    if sheets:
        return sheets, ()
    return (), next(
        (faults for _, faults in opened if faults), _refused("statement_wrong_kind", kind=kinds.MAIL)[1]
    )


def _open_part(part: bytes, password: str | None, names: Names, limits: Limits) -> Sheets:
    if kinds.kind_of(part) == kinds.ARCHIVE:
        return _open_archive(part, password, names, limits)
    return _open_content(part, password, names, limits)


def _open_content(data: bytes, password: str | None, names: Names, limits: Limits) -> Sheets:
    """One file that is no archive."""
    kind = kinds.kind_of(data)
    if kind == kinds.OLD_WORKBOOK:
        return workbooks.open_xls(data, limits)
    if kind == kinds.PDF:
        return _open_pdf(data, password, names, limits)
    if kind not in (kinds.TEXT, kinds.WEB_PAGE):
        return _refused("statement_wrong_kind", kind=kind)
    if len(data) > limits.text_bytes:
        return _refused("statement_unpacks_too_large", most_bytes=limits.text_bytes)
    decoded = encodings.decode(data)
    if decoded is None:
        return _refused("statement_encoding_broken")
    return _open_text(*decoded, kind, names, limits)


def _open_text(text: str, lost: int, kind: str, names: Names, limits: Limits) -> Sheets:
    if kind == kinds.WEB_PAGE:
        return (webpages.sheet(text, limits=limits),), ()
    mark = delimiter(text, names.all)
    lines = tuple(_bounded(from_text(text, limits=limits, delimiter=mark), limits))
    return (Sheet(lines, lost_characters=lost),), ()


def _open_pdf(data: bytes, password: str | None, names: Names, limits: Limits) -> Sheets:
    pages, faults = pdf_words.pages(data, password=password, limits=limits)
    return ((), faults) if faults else ((pdf_tables.sheet(pages, names=names),), ())


def _bounded(lines: Iterator[Line], limits: Limits) -> Iterator[Line]:
    """One line more than may be read, so that the caller can tell that there were too many."""
    most = limits.rows + limits.preamble_lines + 1
    for _, line in zip(range(most), lines, strict=False):
        yield line


def _refused(code: str, **facts: str | int) -> Sheets:
    return (), (texts.fault(code, "file", **facts),)


def _open_archive(data: bytes, password: str | None, names: Names, limits: Limits) -> Sheets:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except Exception:  # hostile bytes: see the module's text
        return _refused("statement_archive_broken")
    if len(entries) > limits.archive_entries:
        return _refused("statement_archive_several", count=len(entries))
    if any(entry.filename == workbooks.MEMBER for entry in entries):
        return workbooks.open_xlsx(data, entries, limits)
    return _open_member(data, [entry for entry in entries if _is_file(entry)], password, names, limits)


def _is_file(entry: zipfile.ZipInfo) -> bool:
    """`ZipInfo.is_dir` of Python 3.11 raises on an entry without a name, which a damaged archive may hold."""
    return not entry.filename.endswith("/") and not any(noise in entry.filename for noise in _NOISE)


def _open_member(
    data: bytes, files: list[zipfile.ZipInfo], password: str | None, names: Names, limits: Limits
) -> Sheets:
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
    if kinds.kind_of(member) == kinds.ARCHIVE:
        return _open_inner_workbook(member, limits)
    return (
        _open_content(member, password, names, limits) if member.strip() else _refused("statement_empty_file")
    )


def _open_inner_workbook(member: bytes, limits: Limits) -> Sheets:
    """A workbook inside an archive is expected; an archive inside an archive is not opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(member)) as archive:
            entries = archive.infolist()
    except Exception:  # hostile bytes: see the module's text
        return _refused("statement_archive_broken")
    if not any(entry.filename == workbooks.MEMBER for entry in entries):
        return _refused("statement_wrong_kind", kind="other_archive")
    return workbooks.open_xlsx(member, entries, limits)


def _unpacked(
    data: bytes, entry: zipfile.ZipInfo, password: str | None, limits: Limits
) -> tuple[bytes, texts.Fault | None]:
    """Any failure of a locked entry counts as a wrong password: the old ZIP lock lets one wrong word in 256 pass
    its first check, and only the damaged content shows it."""
    pyzipper = workbooks.library("pyzipper")
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
