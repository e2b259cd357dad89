"""A lender's CSV of loans to open cases for -> rows that can be taken, and for every other row its line, field and cure.

    found = read(data, today=day)
    found.rows       (Row(line=2, opening=Opening(contact="+8613800138000", ...)), ...)
    found.faults     (RowFault(line=3, field="contact", code="opening_contact_wrong", facts={}), ...)

Columns are known by their names, Chinese or English, in any order; what has no name here is left alone. UTF-8 with or
without a mark, and GB18030. A cell that a spreadsheet would run as a formula is not taken. Nothing here knows a database.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from hejie import dates, money, texts
from hejie_platform.core import law
from hejie_platform.intake.facts.opening import Opening, contact_of

MOST_BYTES: Final = 2 * 2**20
MOST_ROWS: Final = 5000
_LONGEST: Final = 400
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_BINARY: Final = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")

# field -> the names of its column, the first of each language stands in the template
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "contact": ("手机或邮箱", "contact", "手机", "手机号", "邮箱", "phone", "email", "mobile"),
        "name": ("姓名", "name", "借款人", "借款人姓名", "borrower"),
        "app_name": ("产品", "product", "产品名称", "app", "应用"),
        "contract_number": ("合同编号", "contract number", "合同号", "借据号", "contract", "contract_number"),
        "principal_minor": ("借款本金", "principal", "本金", "放款金额"),
        "balance_minor": ("未还金额", "balance", "余额", "剩余金额", "欠款"),
        "overdue_since": ("逾期起始日", "overdue since", "逾期日", "overdue_since"),
        "words": ("邀请原因", "reason", "原因", "说明"),
    }
)
NEEDED: Final = ("contact", "contract_number", "balance_minor")
MOST: Final[Mapping[str, int]] = MappingProxyType(
    {"name": 60, "app_name": 60, "contract_number": 60, "words": _LONGEST}
)


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row (line 0: the whole file) cannot be taken, beside the field it concerns."""

    line: int
    field: str
    code: str
    facts: Mapping[str, Any] = made(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that can be taken, by the line of the file on which it stands."""

    line: int
    opening: Opening


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that a file says."""

    rows: tuple[Row, ...] = ()
    faults: tuple[RowFault, ...] = ()

    @property
    def bad_lines(self) -> int:
        """How many rows cannot be taken."""
        return len({fault.line for fault in self.faults if fault.line})


def template(language: str) -> bytes:
    """The empty file with its columns named, which spreadsheet programs open with the right letters."""
    place = 0 if language.startswith("zh") else 1
    example = ("13800138000", "", "", "HT-2026-0001", "60000.00", "56000.00", "2026-09-10", "")
    written = io.StringIO()
    csv.writer(written).writerows([[names[place] for names in COLUMNS.values()], example])
    return written.getvalue().encode("utf-8-sig")


def read(data: bytes, *, today: date) -> Found:
    """What the file says. Never raises: what is wrong with the whole of it is a fault of line 0."""
    if len(data) > MOST_BYTES:
        return _no("opening_file_large", most_mb=MOST_BYTES // 2**20)
    text = _text(data)
    if text is None:
        return _no("opening_not_csv")
    try:
        lines = list(_lines(text))
    except csv.Error:
        return _no("opening_not_csv")
    return _table(lines, today) if lines else _no("opening_no_rows")


def _no(code: str, **facts: Any) -> Found:
    return Found((), (RowFault(0, "file", code, facts),))


def _text(data: bytes) -> str | None:
    if b"\0" in data or data.startswith(_BINARY):
        return None
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that say something, each with the line on which it begins."""
    head = text[:4096].partition("\n")[0]
    marks = max((",", ";", "\t"), key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=marks, strict=True)
    before = 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield before + 1, [cell.strip() for cell in cells]
        before = reader.line_num


def _table(lines: list[tuple[int, list[str]]], today: date) -> Found:
    places = _places(lines[0][1])
    if lacking := [name for name in NEEDED if name not in places]:
        return Found((), tuple(RowFault(0, name, "opening_column_missing") for name in lacking))
    if len(lines) - 1 > MOST_ROWS:
        return _no("opening_too_many_rows", most=MOST_ROWS)
    if len(lines) == 1:
        return _no("opening_no_rows")
    return _rows(lines[1:], places, len(lines[0][1]), today)


def _places(header: list[str]) -> dict[str, int]:
    """Which column holds which field; the first of two with one meaning counts."""
    known = {name.casefold(): one for one, names in COLUMNS.items() for name in names}
    found: dict[str, int] = {}
    for place, cell in enumerate(header):
        if one := known.get(" ".join(cell.casefold().split())):
            found.setdefault(one, place)
    return found


def _rows(lines: list[tuple[int, list[str]]], places: dict[str, int], width: int, today: date) -> Found:
    rows, faults, seen = [], [], dict[str, int]()
    for line, cells in lines:
        said = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
        values, wrong = _row(said, today)
        if len(cells) > width and any(cells[width:]):
            wrong.append(("file", "opening_cells_shifted", {}))
        key = "".join(said["contract_number"].split()).upper()
        if not wrong and key in seen:
            wrong.append(("contract_number", "opening_twice", {"line": seen[key]}))
        faults += [RowFault(line, *one) for one in wrong]
        if not wrong:
            seen[key] = line
            rows.append(Row(line, Opening(**values)))
    return Found(tuple(rows), tuple(faults))


Wrong = tuple[str, str, Mapping[str, Any]]


def _row(said: Mapping[str, str], today: date) -> tuple[dict[str, Any], list[Wrong]]:
    values: dict[str, Any] = {}
    wrong: list[Wrong] = []
    for name, text in said.items():
        value, faults = READERS[name](name, text, today)
        wrong += [(name, code, facts) for code, facts in faults]
        values[name] = value
    return values, wrong


def check(said: Mapping[str, str], *, today: date) -> tuple[Opening | None, tuple[texts.Fault, ...]]:
    """One row typed by hand, judged like a row of a file."""
    values, wrong = _row({name: said.get(name, "") for name in COLUMNS}, today)
    faults = tuple(texts.fault(code, name, **facts) for name, code, facts in wrong)
    return (None, faults) if faults else (Opening(**values), ())


Judged = tuple[Any, list[tuple[str, Mapping[str, Any]]]]


def _contact(name: str, text: str, today: date) -> Judged:
    found = contact_of(text)
    return (found.address, []) if found else ("", [("opening_contact_wrong", {})])


def _plain(name: str, text: str, today: date) -> Judged:
    if not text and name in NEEDED:
        return "", [("opening_contract_missing", {})]
    if text.startswith(_FORMULA):
        return "", [("opening_formula", {})]
    if len(text) > MOST[name]:
        return "", [("opening_text_long", {"most": MOST[name]})]
    return text, []


def _amount(name: str, text: str, today: date) -> Judged:
    if not text and name not in NEEDED:
        return None, []
    found, faults = money.parse(text, currency=law.currency(), field=name, least_minor=1)
    return (found.minor if found else None), [(fault.code, fault.facts) for fault in faults]


def _day(name: str, text: str, today: date) -> Judged:
    if not text:
        return "", []
    day, faults = dates.parse(text, field=name, latest=today)
    return (day.isoformat() if day else ""), [(fault.code, fault.facts) for fault in faults]


READERS: Final[Mapping[str, Callable[[str, str, date], Judged]]] = MappingProxyType(
    {
        "contact": _contact,
        "name": _plain,
        "app_name": _plain,
        "contract_number": _plain,
        "principal_minor": _amount,
        "balance_minor": _amount,
        "overdue_since": _day,
        "words": _plain,
    }
)
