"""Statements of banks in every container they come in: rows and sums added up by hand, PDF rows as others read them."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.engine.statements.printed import read

from hejie import statements
from hejie.statements import containers, layouts
from hejie.statements.limits import LIMITS

ReadingOf = Callable[[str], statements.Reading]

# source, account, count, and sums of money in and out in fen, added up by hand from the lines.
FILES = {
    "bank/deg_abc_debit.csv": ("abc", "", 5, 1000001, 1235589),
    "bank/deg_boc_credit.csv": ("boc_card", "", 14, 98984, 123181),
    "bank/deg_boc_debit.csv": ("boc", "", 17, 982100, 939430),
    "bank/deg_bocom_credit.csv": ("bocom_card", "", 8, 80527, 7358),
    "bank/deg_bocom_debit.csv": ("bocom", "", 6, 1125, 11400),
    "bank/deg_ccb_debit.xls": ("ccb", "xxxxx*********xxxx", 6, 0, 70326),
    "bank/deg_cgb_credit.csv": ("cgb_card", "", 4, 122788, 40332),
    "bank/deg_cmb_credit.csv": ("cmb_card", "", 6, 38080, 805678),
    "bank/deg_cmb_debit.csv": ("cmb", "", 5, 123400, 201314),
    "bank/deg_icbc_credit.csv": ("icbc_card", "1234****5678", 9, 462101, 36313),
    "bank/deg_icbc_debit-v1.csv": ("icbc", "1234****9876", 11, 284174, 424108),
    "bank/deg_spdb_debit.xls": ("spdb", "6200000000001230", 4, 1000, 1164),
}
PDFS = {"abc-debit": 81, "boc-credit": 14, "bocom-debit": 14, "cmb-credit": 39, "cmb-debit": 34}


@pytest.mark.parametrize("name", FILES)
def test_a_banks_file_yields_its_account_its_rows_and_their_sums(name: str, reading_of: ReadingOf) -> None:
    source, account, count, came, went = FILES[name]
    reading = reading_of(name)
    assert reading.faults == ()
    assert (reading.source, reading.account, len(reading.rows)) == (source, account, count)
    assert [total.amount_minor for total in reading.totals.read] == [came, went, 0]


@pytest.mark.parametrize("name", PDFS)
def test_each_row_of_a_banks_pdf_holds_the_cells_that_others_read_in_it(name: str, samples: Path) -> None:
    expected = [
        row
        for row in _csv(samples / f"bank_pdf_items/{name}/result.csv")
        if row[0][:1].isdigit() or not row[0]
    ]
    rows = [_bare(cells) for cells in _grid(samples / f"bank_pdf/{name}_reconstructed.pdf")]
    missing = [row for row in expected if _printed(row, name) not in rows]
    assert missing == []
    assert len(expected) == PDFS[name]


def _csv(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def _bare(cells: list[str]) -> list[str]:
    return [bare for bare in ("".join(cell.split()) for cell in cells) if bare]


def _printed(row: list[str], name: str) -> list[str]:
    """The result names a year and a currency that the page itself prints only elsewhere."""
    if name == "boc-credit":
        row = [row[0][-5:].replace("-", "/"), *row[1:-1]]
    return _bare(row)


def _grid(path: Path) -> list[list[str]]:
    names = layouts.names(layouts.known())
    (sheet,), faults = containers.open_sheets(path.read_bytes(), password=None, names=names, limits=LIMITS)
    assert faults == ()
    return [cells for _, cells in sheet.lines]


@pytest.mark.parametrize("name", PDFS)
def test_a_banks_pdf_is_read_row_by_row(name: str, reading_of: ReadingOf) -> None:
    reading = reading_of(f"bank_pdf/{name}_reconstructed.pdf")
    assert reading.faults == ()
    assert len(reading.rows) == PDFS[name]


def test_radicals_that_a_bank_prints_are_the_characters_that_it_means(reading_of: ReadingOf) -> None:
    reading = reading_of("bank_pdf/abc-debit_reconstructed.pdf")
    assert (reading.holder, reading.account) == ("老农", "9017872004171642880")
    assert any(row.counterparty_name == "北京住房公积金管理中心" for row in reading.rows)


def test_money_of_another_currency_keeps_its_name(reading_of: ReadingOf) -> None:
    for name in ("bank/deg_boc_credit.csv", "bank_pdf/boc-credit_reconstructed.pdf"):
        (dollars,) = [row for row in reading_of(name).rows if row.currency == "USD"]
        assert "MICROSOFT" in dollars.narration


def test_a_card_statement_by_mail_is_read_from_its_page(reading_of: ReadingOf) -> None:
    reading = reading_of("bank_pdf_items/bocom-credit/page.html.txt")
    assert (reading.source, len(reading.rows), reading.faults) == ("bocom_card", 142, ())
    first = min(reading.rows, key=lambda row: row.line_no)
    assert (first.direction, first.amount_minor, first.narration) == ("in", 21710, "退货 支付宝-滴滴顺风车")


def test_a_month_after_the_statement_is_of_the_year_before(reading_of: ReadingOf) -> None:
    days = [row.occurred_at.date() for row in reading_of("bank/deg_cmb_credit.csv").rows]
    assert days[:3] == [date(2023, 12, 29), date(2023, 12, 30), date(2024, 1, 1)]


def test_name_and_number_of_the_other_side_are_taken_apart(reading_of: ReadingOf) -> None:
    rows = reading_of("bank/deg_cmb_debit.csv").rows
    other = {(row.counterparty_name, row.counterparty_account) for row in rows}
    assert {("张三", "66666666666666"), ("国网电力有限公司", "99999999999999"), ("", "")} <= other


# --- formats of which no sample is at hand, from their description

JD = (
    "导出信息：,\n京东账号名：,shop_user\n日期区间：2026-01-01 至 2026-01-31,\n共：4笔记录,\n收入：0笔 0.00元,\n特别提示：,\n\n"
    "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注\n"
    "2026-01-05 10:00:00\t,京东平台商户,电饭煲,468.32(已全额退款),京东白条,交易成功,不计收支,家居用品,11\t,21\t,\n"
    "2026-01-05 11:00:00\t,京东平台商户,退款-电饭煲,468.32,京东白条,退款成功,不计收支,家居用品,11\t,21\t,\n"
    "2026-01-06 10:00:00\t,京东平台商户,米和油,131.77(已退款89.84),招商银行储蓄卡(0001),交易成功,支出,食品酒饮,12\t,22\t,\n"
    "2026-01-07 10:00:00\t,京东金融,白条主动还款,300.00,招商银行储蓄卡(0001),交易成功,不计收支,白条,13\t,23\t,\n"
)
MYBANK = (
    "网商银行账户交易明细\n卡号：************7968\n币种：人民币\n\n交易时间,交易金额,余额,对方户名,对方账号,对方机构名称,交易流水号,交易名称\n"
    "2026-03-01 09:00:00,+125.34,1125.34,某某商行,6222****1,某银行,A1,转账\n2026-03-02 09:00:00,-20.00,1105.34,某某,6222****2,某银行,A2,消费\n"
)
CMBC = (
    "中国民生银行个人账户对账单\n凭证类型,凭证号码,交易时间,摘要,交易金额,账户余额,现转标志,交易渠道,交易机构,对方户名/账号,对方行名\n"
    ',,2026/03/01 10:00:00,工资,"8,000.00","9,000.00",转,网银,总行,某某公司/622200001111,某行\n'
    ',,2026/03/02 10:00:00,消费,-35.50,"8,964.50",转,支付宝,总行,支付宝/208800001111,\n'
)
CITIC = (
    "交易日期,入账日期,交易描述,卡末四位,交易币种,结算币种,交易金额,结算金额\n"
    "2026-03-01,2026-03-02,财付通-某超市,6428,人民币,人民币,88.00,88.00\n2026-03-05,2026-03-05,还款,6428,人民币,人民币,-500.00,-500.00\n"
)
CGB = (
    "广发银行个人账户交易明细\n户名：示例  账号：6225****1234  币种：人民币\n交易日期,交易时间,收入,支出,账户余额,对方户名,对方账号,交易摘要,附言\n"
    '2026-03-01,10:00:00,"8,000.00",,"9,000.00",某某公司,622200001111,代发工资,三月\n'
    "2026-03-02,18:20:05,,35.50,8964.50,某某超市,/,快捷支付,\n"
    "2026-03-03,09:00:00,,1200.00,7764.50,某某消费金融有限公司,622200002222,贷款还款,\n"
    "2026-03-04,20:00:00,,64.50,7700.00,某某餐厅,/,快捷支付,\n"
    "合计,,8000.00,1300.00,,,,,\n"
)
ANY_BANK = (
    "某某农商银行活期账户交易明细\n户名：示例  账号：6230****5678\n交易时间,借贷标志,交易金额,账户余额,摘要,对方户名,对方账号\n"
    "2026-03-01 10:00:00,贷,8000.00,9000.00,工资,某某公司,1\n2026-03-02 10:00:00,借,35.50,8964.50,消费,某店,2\n合计,,8035.50,,,,\n"
)


def _short(text: str) -> tuple[str, list[tuple[str, int]]]:
    reading = read(text.encode())
    assert reading.faults == ()
    return reading.source, [(row.direction, row.amount_minor) for row in reading.rows]


def test_banks_and_shops_without_a_sample_are_read_as_they_are_described() -> None:
    assert _short(MYBANK) == ("mybank", [("in", 12534), ("out", 2000)])
    assert _short(CMBC) == ("cmbc", [("in", 800000), ("out", 3550)])
    assert _short(CITIC) == ("citic_card", [("out", 8800), ("in", 50000)])
    assert _short(ANY_BANK) == ("bank_account", [("in", 800000), ("out", 3550)])


def test_a_cgb_account_is_read_as_it_is_described() -> None:
    reading = read(CGB.encode("gb18030"))
    assert (reading.source, reading.faults) == ("cgb", ())
    assert [(row.direction, row.amount_minor, row.balance_after_minor) for row in reading.rows] == [
        ("in", 800000, 900000),
        ("out", 3550, 896450),
        ("out", 120000, 776450),
        ("out", 6450, 770000),
    ]
    names = [row.counterparty_name for row in reading.rows]
    assert names == ["某某公司", "某某超市", "某某消费金融有限公司", "某某餐厅"]
    assert [row.occurred_at.strftime("%m-%d %H:%M:%S") for row in reading.rows][1] == "03-02 18:20:05"
    assert not any("balance" in note.code for note in reading.notes)
    wrong = read(CGB.replace("8964.50", "8964.60").encode("gb18030"))
    assert any(note.code.startswith("statement_balance") for note in wrong.notes)


def test_a_refund_inside_the_amount_of_jd_is_taken_off_the_purchase() -> None:
    reading = read(JD.encode("utf-8-sig"))
    assert (reading.source, reading.account, reading.faults) == ("jd", "shop_user", ())
    assert [row.amount_minor for row in reading.rows] == [46832, 46832, 13177, 30000]
    meant = statements.understand(reading.rows).meanings
    assert [each.counted_minor for each in meant] == [0, 0, 13177 - 8984, 30000]
    assert [each.category for each in meant][3] == "debt_repayment"


# --- how programs print


@pytest.mark.parametrize("mark", ["\t", ";", "|"])
def test_cells_may_be_divided_by_other_marks(mark: str) -> None:
    text = ANY_BANK.replace(",", mark)
    assert _short(text) == ("bank_account", [("in", 800000), ("out", 3550)])


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_encoding_is_found_out(encoding: str) -> None:
    reading = read(ANY_BANK.encode(encoding))
    assert (reading.source, reading.account, len(reading.rows)) == ("bank_account", "6230****5678", 2)


@pytest.mark.parametrize(
    ("printed", "minor"),
    [
        ("１２３．４５", 12345),
        ("（1,234.50）", -123450),
        ("12.00-", -1200),
        ("CNY 1,000.00", 100000),
        ("1,000.00 CNY", 100000),
        ("¥-3.5", -350),
        ("+０.01", 1),
        ("--3", None),
        ("1.2.3", None),
        ("(-5.00)", None),
        ("壹佰", None),
    ],
)
def test_amounts_are_read_as_programs_print_them(printed: str, minor: int | None) -> None:
    assert statements.cells.amount(printed) == minor


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2026年3月1日", "2026-03-01"),
        ("２０２６-０３-０１", "2026-03-01"),
        ("20260301", "2026-03-01"),
        ("01.03.2026", "2026-03-01"),
        ("25/03/2026", "2026-03-25"),
        ("03/25/2026", "2026-03-25"),
        ("2026-03-01T09:05:00+08:00", "2026-03-01"),
        ("03/04/2026", None),
        ("2026-13-01", None),
    ],
)
def test_days_are_read_in_their_many_forms_and_never_guessed(printed: str, day: str | None) -> None:
    found = statements.cells.moment(printed, layouts.known()[0].zone)
    assert (found.date().isoformat() if found else None) == day


def test_columns_may_stand_in_any_order() -> None:
    lines = [line.split(",") for line in ANY_BANK.splitlines()[2:4]]
    turned = "\n".join(",".join(reversed(line)) for line in lines)
    assert _short(turned) == ("bank_account", [("in", 800000)])
