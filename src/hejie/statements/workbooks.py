"""Spreadsheets as sheets of text: XLSX through openpyxl, the old XLS through xlrd.

A number stays as the program printed it, a date becomes "2026-06-01 09:05:00", and of merged cells the first one
speaks. What the libraries raise on hostile bytes is no closed list, so every call into them may end as a fault.
"""

import importlib
import io
import math
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from hejie import texts
from hejie.statements.limits import Limits
from hejie.statements.sheets import Line, Sheet, Sheets, sharing

MEMBER = "xl/workbook.xml"
_ENCRYPTED_PARTS = (b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e",)


def library(name: str) -> Any:
    """The libraries come with the extra `evidence`; the engine imports without them."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def open_xlsx(data: bytes, entries: Sequence[zipfile.ZipInfo], limits: Limits) -> Sheets:
    """The library never unpacks more of an entry than its stated size, so the stated sizes do bound the work."""
    if sum(entry.file_size for entry in entries) > limits.workbook_bytes:
        return (), (texts.fault("statement_unpacks_too_large", "file", most_bytes=limits.workbook_bytes),)
    return _opened("openpyxl", _xlsx_sheets, data, limits)


def open_xls(data: bytes, limits: Limits) -> Sheets:
    """The old binary workbook; one that is locked with a password is only named, since no library opens it."""
    if any(mark in data for mark in _ENCRYPTED_PARTS):
        return (), (texts.fault("statement_workbook_locked", "file"),)
    return _opened("xlrd", _xls_sheets, data, limits)


def _opened(
    name: str, sheets: Callable[[Any, bytes, Limits], tuple[Sheet, ...]], data: bytes, limits: Limits
) -> Sheets:
    reader = library(name)
    if reader is None:
        return (), (texts.fault("statement_library_missing", "file", library=name),)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # remarks on styles and extensions that no reader needs
            return sheets(reader, data, limits), ()
    except Exception:  # hostile bytes: see the module's text
        return (), (texts.fault("statement_workbook_broken", "file"),)


def _xlsx_sheets(openpyxl: Any, data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        return tuple(_xlsx_grid(sheet, limits) for sheet in book.worksheets[: limits.sheets])
    finally:
        book.close()


def _xlsx_grid(sheet: Any, limits: Limits) -> Sheet:
    sheet.reset_dimensions()  # a stated size may be wrong, or a trap
    most = limits.rows + limits.preamble_lines + 1
    return _grid(sheet.iter_rows(max_row=most, max_col=limits.columns, values_only=True), limits)


def _xls_sheets(xlrd: Any, data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True)
    names = range(min(book.nsheets, limits.sheets))
    return tuple(_grid(_xls_rows(xlrd, book, book.sheet_by_index(k), limits), limits) for k in names)


def _xls_rows(xlrd: Any, book: Any, sheet: Any, limits: Limits) -> Iterator[list[object]]:
    for number in range(min(sheet.nrows, limits.rows + limits.preamble_lines + 1)):
        yield [_xls_value(xlrd, book, cell) for cell in sheet.row(number)[: limits.columns]]


def _xls_value(xlrd: Any, book: Any, cell: Any) -> object:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
    if cell.ctype in (xlrd.XL_CELL_ERROR, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_EMPTY):
        return None
    return cell.value


def _grid(rows: Iterable[Sequence[object]], limits: Limits) -> Sheet:
    lines: list[Line] = []
    filled = numbers = 0
    shared = sharing()
    for number, values in enumerate(rows, 1):
        cells = _cells(values, limits)
        if cells and filled < limits.cells:
            lines.append((number, shared(cells)))
            filled += len(cells)
            numbers += sum(isinstance(value, (int, float)) for value in values)
    return Sheet(tuple(lines), is_grid=True, numbers=numbers)


def _cells(values: Sequence[object], limits: Limits) -> list[str]:
    """As text, without the empty ones at the end."""
    cells = [_text(value)[: limits.line_chars] for value in values]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(value: object) -> str:
    """A whole number without ".0": a spreadsheet keeps 20250101 as a float."""
    if value is None:
        return ""
    if isinstance(value, float) and math.isfinite(value) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S") if value.year > 1900 else value.strftime("%H:%M:%S")
    return str(value)
