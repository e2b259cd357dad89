"""A lender's file of openings: every good row is read, every bad one is named by its line, field and cure."""

from datetime import date

import pytest

from hejie_platform.intake.facts import opening, opening_file

DAY = date(2026, 11, 23)
HEADER = "手机或邮箱,合同编号,未还金额"


def read(text: str, encoding: str = "utf-8") -> opening_file.Found:
    return opening_file.read(text.encode(encoding), today=DAY)


def codes(found: opening_file.Found) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.field, fault.code) for fault in found.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_itself_is_read_in_every_encoding(encoding: str, language: str) -> None:
    text = opening_file.template(language).decode("utf-8-sig")
    found = opening_file.read(text.encode(encoding), today=DAY)
    assert codes(found) == []
    (row,) = found.rows
    assert (row.line, row.opening.contact, row.opening.balance_minor) == (2, "+8613800138000", 5_600_000)
    assert row.opening.overdue_since == "2026-09-10"


def test_columns_are_known_by_name_in_any_order_and_others_left_alone() -> None:
    found = read("备注,BALANCE,Contract Number,Phone\nx,12.50,A-1,13800138000\n")
    assert found.rows[0].opening == opening.Opening(
        contact="+8613800138000", contract_number="A-1", balance_minor=1250
    )


def test_every_bad_row_is_named_by_line_and_field_and_the_others_are_taken() -> None:
    found = read(
        f"{HEADER},逾期起始日\n"
        "13800138000,A,100,\n"
        "not a phone,B,100,\n"
        "13800138001,,100,\n"
        "13800138002,C,much,\n"
        "13800138003,D,100,2027-01-01\n"
        "\n"
        "13800138004,=HYPERLINK(1),100,\n"
        "13800138005, a ,100,\n"
        "13800138006,E,1,,000,\n"
        "13800138007,F,100,\n"
    )
    assert [row.line for row in found.rows] == [2, 11]
    assert [(line, field) for line, field, _ in codes(found)] == [
        (3, "contact"),
        (4, "contract_number"),
        (5, "balance_minor"),
        (6, "overdue_since"),
        (8, "contract_number"),
        (9, "contract_number"),
        (10, "file"),
    ]
    assert found.faults[4].code == "opening_formula"
    assert (found.faults[5].code, found.faults[5].facts) == ("opening_twice", {"line": 2})
    assert found.bad_lines == 7


def test_a_cell_with_line_breaks_counts_the_lines_of_the_file() -> None:
    found = read(f'{HEADER},原因\n13800138000,A,1,"one\ntwo"\nwrong,B,1,x\n')
    assert [row.line for row in found.rows] == [2]
    assert codes(found) == [(4, "contact", "opening_contact_wrong")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "opening_no_rows"),
        (HEADER.encode(), "opening_no_rows"),
        (b"PK\x03\x04 a workbook", "opening_not_csv"),
        (b"a,b\0c\n", "opening_not_csv"),
        (b"\xff\xfea\x00", "opening_not_csv"),
        (b'a,"b\n', "opening_not_csv"),
        (b"x" * (opening_file.MOST_BYTES + 1), "opening_file_large"),
        (f"{HEADER}\n{'1,2,3' + chr(10)}".encode() * 1 + b"1,2,3\n" * 5000, "opening_too_many_rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(data: bytes, code: str) -> None:
    found = opening_file.read(data, today=DAY)
    assert found.rows == ()
    assert codes(found) == [(0, "file", code)]


def test_every_missing_column_is_named() -> None:
    found = read("姓名,产品\nA,B\n")
    assert [(one.line, one.field) for one in found.faults] == [
        (0, "contact"),
        (0, "contract_number"),
        (0, "balance_minor"),
    ]


def test_a_code_is_read_however_it_is_typed_and_has_no_letters_that_are_mistaken() -> None:
    from hejie_platform.core import ids

    code = opening.code_of(ids.uuid7())
    assert len(code) == 12
    assert not set("OILU") & set(code)
    assert opening.parse_code(f" {opening.grouped(code).lower()} ") == code
    assert opening.parse_code(code.replace("0", "o").replace("1", "l")) == code
    assert opening.parse_code(code[:-1]) is None
    assert opening.parse_code(code + "#") is None


def test_codes_of_neighbouring_rows_have_nothing_in_common() -> None:
    from hejie_platform.core import ids

    codes_ = {opening.code_of(ids.uuid7()) for _ in range(500)}
    assert len(codes_) == 500
    assert len({code[:4] for code in codes_}) > 480
