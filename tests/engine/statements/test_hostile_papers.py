"""PDFs, workbooks and pages that are cut, broken, locked, huge or made to hurt: a code, soon, and never an exception."""

import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.statements import pdfs
from tests.engine.statements.printed import alipay_text, line, read

from hejie import papers, statements, texts
from hejie.statements import Limits

HEADER = ["交易日期", "交易金额", "余额", "摘要", "对方户名"]
ROWS = [[f"2026-03-{day:02d}", "-35.50", f"{964 - day}.50", "消费", "某店"] for day in range(1, 21)]
PDF = pdfs.table("某某银行账户明细", HEADER, ROWS)
PAGE = (
    "<html><body><table><tr>"
    + "".join(f"<td>{name}</td>" for name in HEADER)
    + "</tr>"
    + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    + "</table></body></html>"
).encode()
SOON = 10.0

READERS: dict[str, Callable[[bytes], object]] = {
    "statement": read,
    "credit_report": papers.credit_report,
    "lender_file": papers.lender_file,
    "contract": papers.contract,
}


def codes(data: bytes, **more: object) -> list[str]:
    return [fault.code for fault in read(data, **more).faults]


def told(result: object) -> bool:
    """Every fault is a declared code; the result is one of ours."""
    return all(isinstance(fault, texts.Fault) for fault in result.faults)  # type: ignore[attr-defined]  # every result has faults


def test_the_specimens_are_read_so_that_their_ruin_means_something() -> None:
    for data in (PDF, PAGE):
        reading = read(data)
        assert (reading.source, len(reading.rows), reading.faults) == ("bank_account", 20, ())


@pytest.mark.parametrize("reader", READERS)
@given(place=st.integers(0, len(PDF)))
@settings(max_examples=12, deadline=None)
def test_a_pdf_cut_anywhere_is_answered(reader: str, place: int) -> None:
    assert told(READERS[reader](PDF[:place]))


@pytest.mark.parametrize("data", [PDF, PAGE], ids=["pdf", "page"])
@given(changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=30))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_changed_bytes_are_answered_by_every_reader(data: bytes, changes: list[tuple[int, int]]) -> None:
    ruined = bytearray(data)
    for place, value in changes:
        ruined[place % len(ruined)] = value
    for reader in READERS.values():
        assert told(reader(bytes(ruined)))


MAGIC = [
    b"",
    b"%PDF-1.7\n",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"PK\x03\x04",
    b"<html><table>",
    b"\xff\xfe",
]


@given(magic=st.sampled_from(MAGIC), rest=st.binary(max_size=400))
@settings(max_examples=80, deadline=None)
def test_any_bytes_at_all_are_answered_by_every_reader(magic: bytes, rest: bytes) -> None:
    for reader in READERS.values():
        assert told(reader(magic + rest))


# --- old workbooks


@pytest.fixture(scope="session")
def workbook(samples: Path) -> bytes:
    return (samples / "bank/deg_ccb_debit.xls").read_bytes()


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_an_old_workbook_cut_anywhere_is_answered(share: float, workbook: bytes) -> None:
    assert told(read(workbook[: max(9, int(len(workbook) * share))]))


@pytest.mark.parametrize("seed", range(12))
def test_an_old_workbook_with_changed_bytes_is_answered(seed: int, workbook: bytes) -> None:
    ruined = bytearray(workbook)
    for k in range(40):
        ruined[(seed * 7919 + k * 104729) % len(ruined)] ^= 0xFF
    assert told(read(bytes(ruined)))


def test_a_workbook_locked_with_a_password_says_what_to_do(workbook: bytes) -> None:
    marked = workbook + "EncryptedPackage".encode("utf-16-le")
    assert codes(marked) == ["statement_workbook_locked"]


# --- PDFs made to hurt


def test_a_pdf_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = pdfs.packed(zlib.compress(b"BT (x) Tj ET\n" * 12_000_000, 9))
    assert len(bomb) < 1_000_000
    started = time.monotonic()
    assert codes(bomb) == ["statement_unpacks_too_large"]
    assert time.monotonic() - started < SOON


def test_a_bomb_in_a_bomb_is_refused() -> None:
    inner = zlib.compress(zlib.compress(b"\0" * 50_000_000, 9), 9)
    assert codes(pdfs.packed(inner, b"/Filter [/FlateDecode /FlateDecode]")) == [
        "statement_unpacks_too_large"
    ]


def test_a_pdf_of_too_many_pages_says_how_many() -> None:
    long = pdfs.set_page("#for k in range(12) [第 #k 页流水 #pagebreak()]")
    (fault,) = read(long, limits=Limits(pages=10)).faults
    assert (fault.code, fault.facts["most"]) == ("statement_pdf_too_long", 10)
    assert codes(long, limits=Limits(pages=20)) == ["statement_format_unknown"]


def test_a_pdf_of_pictures_says_that_it_has_no_text() -> None:
    assert codes(pdfs.set_page("#rect(width: 100pt, height: 100pt)")) == ["statement_pdf_without_text"]


def test_a_locked_pdf_asks_for_its_password_and_opens_with_it() -> None:
    locked = pdfs.locked(PDF, "482915")
    (fault,) = read(locked).faults
    assert (fault.code, fault.field) == ("statement_password_needed", "password")
    assert codes(locked, password="000000") == ["statement_password_wrong"]
    assert len(read(locked, password="482915").rows) == 20


def test_a_pdf_in_an_archive_and_a_page_called_xls_are_read() -> None:
    archive = statements.specimens.locked(PDF, name="流水.pdf", password="77")
    assert len(read(archive, password="77").rows) == 20
    assert len(statements.read(PAGE, filename="流水.xls").rows) == 20


# --- content made to hurt


@pytest.mark.parametrize("formula", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")'])
def test_a_formula_is_text_and_never_an_amount(formula: str) -> None:
    quoted = '"' + formula.replace('"', '""') + '"'
    text = f"交易日期,交易金额,余额,摘要,对方户名\n2026-03-01,-1.00,2.00,{quoted},店\n2026-03-02,{quoted},2.00,消费,店\n"
    reading = read(text.encode())
    assert [row.category_raw for row in reading.rows] == [formula]
    assert [fault.code for fault in reading.faults] == ["statement_amount_unreadable"]


def test_a_page_of_a_hundred_thousand_open_tags_is_answered_soon() -> None:
    started = time.monotonic()
    told(read(b"<table>" + b"<tr><td>" * 100_000))
    told(read(b"<table><tr>" + b"<td colspan=99999999999>" * 100_000))
    assert time.monotonic() - started < SOON


def test_a_contract_of_a_hundred_thousand_almost_clauses_is_answered_soon() -> None:
    started = time.monotonic()
    for word in ("借款金额", "提前还款", "年利率", "逾期每日", "放款时扣除"):
        told(papers.contract((word * 40_000).encode()))
    assert time.monotonic() - started < SOON


def test_a_report_of_ten_thousand_almost_entries_is_answered_soon() -> None:
    started = time.monotonic()
    text = "个人信用报告\n" + "2024年03月05日某银行为" * 20_000
    told(papers.credit_report(text.encode()))
    assert time.monotonic() - started < SOON


def test_a_long_statement_is_held_in_little_memory() -> None:
    """Traced bytes a row at the peak: the cells that repeat, and the line that a row keeps, are held once."""
    rows = 2_000
    data = alipay_text(
        *(line(amount=f"{place}.25", number=f"2026{place:010}\t") for place in range(1, rows + 1))
    )
    read(data)
    tracemalloc.start()
    found = read(data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.rows) == rows
    assert most / rows < 1_500
