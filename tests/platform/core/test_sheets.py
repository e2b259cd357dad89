"""Tables in files: every encoding and separator that spreadsheets write, and every hostile file refused by line and column."""

import pytest

from hejie_platform.core import sheets

COLUMNS = ("agreement", "amount")
NAMES = {"agreement": ("协议编号",), "amount": ("金额",)}


def read(data: bytes, **more: object):
    return sheets.read(data, columns=COLUMNS, also=("note",), names=NAMES, **more)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_what_spreadsheets_write_is_read(encoding: str, mark: str) -> None:
    text = f"协议编号{mark}备注{mark}金额\r\nA1{mark}张三{mark}12.30\r\n\r\nB2{mark}{mark}4\r\n"
    lines, faults = read(text.encode(encoding))
    assert not faults
    assert [(one.line, dict(one.cells)) for one in lines] == [
        (2, {"agreement": "A1", "amount": "12.30"}),
        (4, {"agreement": "B2", "amount": "4"}),
    ]


def test_a_cell_in_quotation_marks_keeps_its_comma_and_its_formula_is_text() -> None:
    lines, _ = read(b'Agreement,Amount\n"A,1","=1+1"\n')
    assert dict(lines[0].cells) == {"agreement": "A,1", "amount": "=1+1"}


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "sheet_empty", 0),
        (b"\n\n", "sheet_empty", 0),
        (b"agreement,amount\n", "sheet_empty", 0),
        (b"agreement\nA1\n", "sheet_column_missing", 1),
        (b"PK\x03\x04\x00\x00\x00", "sheet_not_text", 0),
        (b"\xff\xff\xff", "sheet_not_text", 0),
        (b'agreement,amount\n"A1,3\n', "sheet_not_csv", 0),
        (b"a" * (sheets.MOST_BYTES + 1), "sheet_too_large", 0),
        (b"agreement,amount\n" + b"A,1\n" * (sheets.MOST_LINES + 1), "sheet_too_long", 0),
    ],
)
def test_a_file_that_is_no_table_is_refused_as_a_whole(data: bytes, code: str, line: int) -> None:
    lines, faults = read(data)
    assert not lines
    assert [(one.code, one.line) for one in faults] == [(code, line)]


def test_a_bad_line_is_named_and_its_neighbours_are_read() -> None:
    lines, faults = read(b"agreement,amount\nA,1\nB\nC,3,x\nD," + b"9" * 501 + b"\nE,5\n")
    assert [one.line for one in lines] == [2, 6]
    assert [(one.line, one.code) for one in faults] == [
        (3, "sheet_line_width"),
        (4, "sheet_line_width"),
        (5, "sheet_cell_long"),
    ]
