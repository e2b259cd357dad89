"""Whatever is uploaded, the answer is a code with its facts, soon, and never an exception."""

import io
import sys
import zipfile
import zlib
from datetime import date

import pytest
import pyzipper
from openpyxl import Workbook
from tests.engine.statements.printed import HEADER, UNTIL, alipay_text, line, read

from hejie import budget, statements
from hejie.statements import Limits, specimens

GOOD = specimens.alipay(specimens.SOLE_TRADER, until=UNTIL, months=1)


def zipped(*members: tuple[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return archive.getvalue()


def locked_the_old_way(content: bytes, password: bytes) -> bytes:
    """A ZIP locked with ZipCrypto, which the libraries can read but not write: the cipher in twelve lines."""
    table = [_crc_of(byte) for byte in range(256)]
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte: int) -> None:
        keys[0] = (keys[0] >> 8) ^ table[(keys[0] ^ byte) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ table[(keys[2] ^ (keys[1] >> 24)) & 0xFF]

    for byte in password:
        update(byte)
    crc = zlib.crc32(content)
    plain = bytes(11) + bytes([crc >> 24]) + content
    cipher = bytearray()
    for byte in plain:
        temp = (keys[2] | 2) & 0xFFFF
        cipher.append(byte ^ (((temp * (temp ^ 1)) >> 8) & 0xFF))
        update(byte)
    return _stored("bill.csv", bytes(cipher), crc, len(content))


def _crc_of(byte: int) -> int:
    for _ in range(8):
        byte = (byte >> 1) ^ (0xEDB88320 if byte & 1 else 0)
    return byte


def _stored(name: str, cipher: bytes, crc: int, size: int) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(name, cipher)
    data = bytearray(archive.getvalue())
    for signature, flags, sums in ((b"PK\x03\x04", 6, 14), (b"PK\x01\x02", 8, 16)):
        start = data.index(signature)
        data[start + flags] |= 1
        data[start + sums : start + sums + 4] = crc.to_bytes(4, "little")
        data[start + sums + 8 : start + sums + 12] = size.to_bytes(4, "little")
    return bytes(data)


def codes(data: bytes, **more: object) -> list[str]:
    return [fault.code for fault in read(data, **more).faults]


# --- locked archives


def test_a_locked_archive_asks_for_its_password_and_opens_with_it() -> None:
    locked = specimens.locked(GOOD, name="bill.csv", password="482915")
    (fault,) = read(locked).faults
    assert (fault.code, fault.field) == ("statement_password_needed", "password")
    assert codes(locked, password="") == ["statement_password_needed"]
    assert codes(locked, password="000000") == ["statement_password_wrong"]
    assert _money(read(locked, password="482915")) == _money(read(GOOD))


def test_the_older_lock_opens_too_and_every_wrong_password_is_told() -> None:
    locked = locked_the_old_way(GOOD, b"482915")
    assert codes(locked) == ["statement_password_needed"]
    assert _money(read(locked, password="482915")) == _money(read(GOOD))
    # One wrong password in 256 passes the first check of this lock; all of these must be told all the same.
    assert {code for guess in range(300) for code in codes(locked, password=f"{guess:06d}")} == {
        "statement_password_wrong"
    }


def test_a_locked_workbook_inside_an_archive_is_read() -> None:
    book = specimens.wechat_xlsx(specimens.EMPLOYEE, until=UNTIL, months=1)
    reading = read(specimens.locked(book, name="微信支付账单.xlsx", password="1"), password="1")
    assert reading.source == "wechat"
    assert _money(reading) == _money(read(book))


def test_a_password_for_a_file_that_is_not_locked_changes_nothing() -> None:
    assert read(GOOD, password="1").rows == read(GOOD).rows
    assert _money(read(zipped(("bill.csv", GOOD)), password="1")) == _money(read(GOOD))


def _money(reading: statements.Reading) -> list[tuple[object, ...]]:
    return [(row.occurred_at, row.direction, row.amount_minor, row.external_id) for row in reading.rows]


# --- archives that are no statement


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped(), "statement_archive_empty"),
        (zipped(("__MACOSX/._bill.csv", b"x")), "statement_archive_empty"),
        (zipped(("a.csv", GOOD), ("b.csv", GOOD)), "statement_archive_several"),
        (zipped(("inner.zip", zipped(("bill.csv", GOOD)))), "statement_wrong_kind"),
        (zipped(("bill.csv", b"")), "statement_empty_file"),
        (zipped(("bill.csv", GOOD))[:200], "statement_archive_broken"),
        (b"PK\x03\x04" + bytes(200), "statement_archive_broken"),
        (zipped(*((f"{number}.csv", b"x") for number in range(100))), "statement_archive_several"),
    ],
)
def test_an_archive_without_one_statement_says_why(data: bytes, code: str) -> None:
    assert codes(data) == [code]


def test_an_entry_without_a_name_is_no_reason_to_stop() -> None:
    nameless = zipped(("bill.csv", GOOD)).replace(b"bill.csv", b"\0ill.csv")
    assert len(read(nameless).rows) == len(read(GOOD).rows)


def test_an_archive_with_one_statement_and_a_folder_is_read() -> None:
    assert len(read(zipped(("bills/", b""), ("bills/bill.csv", GOOD))).rows) == len(read(GOOD).rows)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped(("bill.csv", bytes(200 * 2**20)))
    assert len(bomb) < 2**20
    assert codes(bomb) == ["statement_unpacks_too_large"]


def test_a_bomb_that_lies_about_its_size_is_still_bounded() -> None:
    bomb = bytearray(zipped(("bill.csv", b"a" * 5_000_000)))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = bomb.index(signature)
        bomb[start + at : start + at + 4] = (1000).to_bytes(4, "little")
    assert codes(bytes(bomb)) == ["statement_archive_broken"]


def test_a_workbook_that_unpacks_without_end_is_refused() -> None:
    bomb = zipped(("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", bytes(150 * 2**20)))
    assert codes(bomb) == ["statement_unpacks_too_large"]


def test_a_workbook_whose_entities_explode_is_broken() -> None:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><workbook>&a9;</workbook>'
    assert codes(zipped(("[Content_Types].xml", xml.encode()), ("xl/workbook.xml", xml.encode()))) == [
        "statement_workbook_broken"
    ]


def test_a_workbook_with_one_far_away_cell_is_read_within_its_limits() -> None:
    book = Workbook()
    assert book.active is not None
    book.active["XFD1048576"] = "x"
    file = io.BytesIO()
    book.save(file)
    assert codes(file.getvalue()) == ["statement_format_unknown"]


# --- files of another kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "image"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image"),
        (b"Rar!\x1a\x07\x00", "other_archive"),
        (b"\x1f\x8b\x08\x00", "other_archive"),
        (b"\x01\x02\x03\x00\x04" * 20, "binary"),
    ],
)
def test_a_file_of_another_kind_is_named_whatever_it_is_called(data: bytes, kind: str) -> None:
    (fault,) = statements.read(data, filename="支付宝交易明细.csv").faults
    assert (fault.code, fault.facts["kind"]) == ("statement_wrong_kind", kind)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n%abc", "statement_pdf_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "statement_workbook_broken"),
        (b"<!DOCTYPE html><html><body>no</body></html>", "statement_format_unknown"),
        (b"<table>" * 5000 + b"<tr><td>1</td></tr>", "statement_format_unknown"),
    ],
)
def test_a_broken_paper_of_a_kind_that_is_read_says_what_it_is(data: bytes, code: str) -> None:
    assert codes(data) == [code]


@pytest.mark.parametrize("data", [b"", b"   \n\t ", b"\x00" * 10])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    assert codes(data) == ["statement_empty_file"]


def test_a_file_of_200_megabytes_is_refused_by_its_size() -> None:
    (fault,) = read(bytes(1) + b"a" * (200 * 2**20)).faults
    assert fault.code == "statement_too_large"
    assert fault.facts["size_bytes"] == 200 * 2**20 + 1


def test_a_statement_without_any_transaction_says_so() -> None:
    (fault,) = read(alipay_text()).faults
    assert (fault.code, fault.facts["source"]) == ("statement_no_rows", "alipay_app")


def test_a_table_of_nearly_known_columns_names_what_is_missing() -> None:
    (fault,) = read("交易时间,交易分类,交易对方,商品说明,收/支,交易状态\n".encode()).faults
    assert (fault.code, fault.facts["columns"]) == ("statement_columns_missing", ("amount",))


@pytest.mark.parametrize("data", [b"hello", b"a,b,c,d,e\n1,2,3,4,5\n"])
def test_a_text_that_is_no_statement_is_an_unknown_format(data: bytes) -> None:
    assert codes(data) == ["statement_format_unknown"]


def test_more_lines_than_allowed_are_refused_and_not_half_read() -> None:
    data = alipay_text(*[line()] * 11)
    few = Limits(rows=10)
    assert codes(data, limits=few) == ["statement_too_many_rows"]
    assert read(data, limits=few).rows == ()
    assert len(read(data, limits=Limits(rows=11)).rows) == 11


# --- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_every_encoding_in_use_gives_the_same_rows(encoding: str) -> None:
    assert _money(read(GOOD.decode("gb18030").encode(encoding))) == _money(read(GOOD))


def test_line_ends_of_every_system_give_the_same_rows() -> None:
    assert _money(read(GOOD.replace(b"\n", b"\r\n"))) == _money(read(GOOD))


def test_a_few_damaged_bytes_cost_no_rows_and_are_counted() -> None:
    damaged = GOOD.decode("gb18030").encode().replace("邻里超市".encode(), b"\xe9\x82\xffab", 1)
    reading = read(damaged)
    assert reading.faults == ()
    assert len(reading.rows) == len(read(GOOD).rows)
    assert [note.code for note in reading.notes] == ["statement_characters_lost"]


def test_a_file_damaged_throughout_is_called_broken() -> None:
    assert codes(b"\xff " * 500) == ["statement_encoding_broken"]


# --- lines


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (line(at="1900-01-01 00:00:00"), "statement_date_absurd"),
        (line(at="2999-12-31 00:00:00"), "statement_date_absurd"),
        (line(at="2026-02-30 00:00:00"), "statement_date_unreadable"),
        (line(at="昨天"), "statement_date_unreadable"),
        (line(amount="-12.50"), "statement_amount_negative"),
        (line(amount="12.345"), "statement_amount_unreadable"),
        (line(amount="=1+1"), "statement_amount_unreadable"),
        (line(amount=""), "statement_amount_unreadable"),
        (line(amount="999999999999999"), "statement_amount_absurd"),
        (line(way="转来"), "statement_direction_unknown"),
        ("2026-06-01 10:00:00,日用百货,邻里超市,/,", "statement_row_cut"),
    ],
)
def test_a_line_that_makes_no_sense_is_named_and_the_others_are_kept(broken: str, code: str) -> None:
    reading = read(alipay_text(line(), broken, line(amount="3.00")))
    assert [(fault.code, fault.facts["line"]) for fault in reading.faults] == [(code, 4)]
    assert sorted(row.amount_minor for row in reading.rows) == [300, 1250]


def test_many_bad_lines_are_shown_in_part_and_counted() -> None:
    faults = read(alipay_text(*[line(amount="?")] * 50)).faults
    assert len(faults) == 21
    assert (faults[-1].code, faults[-1].facts["count"]) == ("statement_more_rows_unread", 30)


def test_a_day_in_the_future_is_absurd_once_today_is_known() -> None:
    data = alipay_text(line(at="2026-06-03 10:00:00"))
    assert codes(data) == []
    assert codes(data, today=date(2026, 6, 2)) == []  # a day of grace for time zones
    assert codes(data, today=date(2026, 6, 1)) == ["statement_date_absurd"]


@pytest.mark.parametrize(
    ("first", "last", "believed"),
    [
        ("2026-06-01", "2026-06-30", True),
        ("2026-06-01", "2026-07-31", True),
        ("0001-01-01", "9999-12-31", False),
        ("2026-06-01", "9999-12-31", False),
        ("1900-01-01", "2026-06-30", False),
    ],
)
def test_a_period_that_cannot_be_is_not_believed_and_stops_no_budget(
    first: str, last: str, believed: bool
) -> None:
    said = f"起始时间：[{first} 00:00:00]    终止时间：[{last} 23:59:59]"
    reading = read("\n".join([said, HEADER, line(), ""]).encode(), today=UNTIL)
    assert (reading.period is not None) is believed
    made = budget.estimate(reading.rows, period=reading.period)
    assert 0 < len(made.months) <= 2


def test_a_header_printed_again_on_each_page_is_no_row() -> None:
    reading = read(alipay_text(line(), HEADER, line()))
    assert (len(reading.rows), reading.faults) == (2, ())


def test_a_file_cut_inside_its_last_line_loses_that_line_only() -> None:
    data = alipay_text(line(), line(amount="3.00"))
    reading = read(data[: data.rindex(b"M1") + 1])
    assert [fault.code for fault in reading.faults] == ["statement_row_cut"]
    assert [row.amount_minor for row in reading.rows] == [1250]


@pytest.mark.parametrize(
    "text",
    ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "<script>alert(1)</script>"],
)
def test_a_formula_in_a_name_is_only_text(text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    (row,) = read(alipay_text(line(who=quoted))).rows
    assert row.counterparty_name == text


def test_an_unpaired_quotation_mark_swallows_nothing() -> None:
    reading = read(alipay_text(line(goods='19" 显示器'), line(), line(goods='"半句'), line()))
    assert len(reading.rows) == 4
    assert {row.narration for row in reading.rows} == {'19" 显示器', "食品日用", '"半句'}


def test_a_quoted_line_break_inside_a_cell_is_one_row() -> None:
    reading = read(alipay_text(line(goods='"两\n行"'), line()))
    assert [row.narration for row in reading.rows] == ["两\n行", "食品日用"]
    assert reading.faults == ()


def test_a_library_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyzipper", None)
    (fault,) = read(zipped(("bill.csv", GOOD))).faults
    assert (fault.code, fault.facts["library"]) == ("statement_library_missing", "pyzipper")


def test_pyzipper_writes_what_this_module_calls_locked() -> None:
    locked = specimens.locked(GOOD, name="bill.csv", password="1")
    with pyzipper.AESZipFile(io.BytesIO(locked)) as archive:
        assert archive.infolist()[0].flag_bits & 1
