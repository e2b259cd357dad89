"""Files of known banks and wallets in the shapes in which others met them: older and newer columns, pages sent by mail,
days and amounts in every spelling. Every row here is our own; only names of columns and their order are a bank's."""

import io
from datetime import datetime, time

import pytest
from tests.engine.statements.printed import Table, csv, mail, page, read, workbook

from hejie import statements

JD = "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类"
CMBC = ("交易日", "记账日", "交易摘要", "交易金额", "卡号末四位")
SPDB = (
    "交易日期",
    "记账日期",
    "交易摘要",
    "卡号末四位",
    "卡片类型",
    "交易币种",
    "交易金额",
    "原始交易金额&币种",
)
CITIC = ("交易日期", "入账日期", "交易描述", "卡末四位", "交易币种", "结算币种", "交易金额", "结算金额")
PSBC = ("交易日", "记账日", "交易摘要", "人民币金额", "卡号末四位", "交易国别", "境内外交易标识")
ABC = ("交易日", "入账日", "卡号末四位", "交易摘要", "交易地点", "交易金额/币种", "入账金额/币种")
ICBC = ("卡号后四位", "交易日", "记账日", "交易类型", "商户名称/城市", "交易金额/币种", "记账金额/币种")
CCB = ("交易日", "银行记账日", "卡号后四位", "交易描述", "交易币/金额", "结算币/金额")
PINGAN = (
    "交易时间",
    "付款方姓名",
    "付款方账号",
    "收款方姓名",
    "收款方账号",
    "交易类型",
    "交易金额",
    "账户余额",
    "摘要",
)
MYBANK = ("交易时间", "交易金额", "余额", "对方户名", "对方账号", "对方机构名称", "交易流水号", "交易名称")

# file, source, and for each row in the order of time: its day, its way and its fen.
SHAPES: dict[str, tuple[bytes, str, str]] = {
    "jd_of_2021": (
        csv(
            "京东账号名：river",
            "起始时间：2021-01-01\t终止时间：2021-12-30",
            "共：3笔记录",
            "收入：1笔，1.00元",
            "支出：1笔，91.42元",
            "不计收支：1笔，500.00元",
            "交易时间,交易分类,商户名称,交易说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注",
            "2021-12-23 12:04:37\t,食品酒饮,京东平台商户,椰子水,支出,91.42,京东白条,交易成功,23\t,11\t,",
            "2021-12-24 08:22:00\t,网购,京东平台商户,退款-洗面奶,收入,1.00,京东白条,交易成功,8\t,10\t,",
            "2021-12-25 12:09:23\t,白条,京东金融,白条主动还款,不计收支,500.00,小金库,交易成功,20\t,7\t,",
        ),
        "jd",
        "2021-12-23 out 9142, 2021-12-24 in 100, 2021-12-25 neutral 50000",
    ),
    "jd_without_numbers": (
        csv("京东账号名：river", JD, "2025-09-01 01:23:45,某店,豆浆,3.50,银行卡,交易成功,支出,餐饮"),
        "jd",
        "2025-09-01 out 350",
    ),
    "meituan_saved_by_a_spreadsheet": (
        csv(
            "美团交易账单明细,,,,,,,,,,",
            "共：1笔记录,,,,,,,,,,",
            "交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注",
            "2026/1/5 9:05,2026/1/5 9:06,支付,粥,支出,美团月付,¥12.00,¥11.50,1,2,/",
        ),
        "meituan",
        "2026-01-05 out 1150",
    ),
    "mybank": (
        workbook(
            ("网商银行账户交易明细",),
            ("卡号：", "************7968"),
            (),
            MYBANK,
            ("2026-01-02 03:04:05", "+125.34", "5125.34", "某店", "1", "某银行", "90", "转账"),
            ("2026-01-03 06:07:08", "-20.00", "5105.34", "某店", "2", "某银行", "91", "消费"),
        ),
        "mybank",
        "2026-01-02 in 12534, 2026-01-03 out 2000",
    ),
    "citic_card_in_two_currencies": (
        workbook(
            ("本期账单明细(人民币)",),
            CITIC,
            ("2026-01-08", "2026-01-08", "支付宝还款", 8888, "人民币", "人民币", -500, -500),
            ("", "", "", "", "", "", "", ""),
            ("2026-01-20", "2026-01-21", "BOOKS", 8888, "美元", "人民币", 49.99, 362.5),
        ),
        "citic_card",
        "2026-01-08 in 50000, 2026-01-20 out 36250",
    ),
    "spdb_card_with_days_as_a_spreadsheet_counts_them": (
        workbook(
            SPDB,
            (45660, 45661, "面馆", "8888", "标准卡", "人民币", "28.00", "28.00(CNY)"),
            ("20250105", "20250106", "还款", "8888", "标准卡", "人民币", "-1,618.03", "-"),
            (datetime(2025, 2, 3), datetime(2025, 2, 4), "米", 321, "标准卡", "人民币", 73.19, "-"),
        ),
        "spdb_card",
        "2025-01-03 out 2800, 2025-01-05 in 161803, 2025-02-03 out 7319",
    ),
    "cmbc_card_by_mail_with_the_month_in_its_subject": (
        mail(
            page((CMBC, ("12/21", "12/21", "银联入账还款", "-182.17", "5515"), ("01/04", "01/04", "超市", "60.90", "5515"))),
            "民生信用卡2026年01月电子对账单",
        ),
        "cmbc_card",
        "2025-12-21 in 18217, 2026-01-04 out 6090",
    ),
    "cmbc_card_with_the_year_in_the_day_of_booking": (
        csv(
            "民生信用卡",
            "交易日,记账日,授权码,卡号末四位,交易金额,交易摘要",
            "1231,20260101,1,5515,8.00,豆浆",
            "0102,20260102,2,5515,-5.00,还款",
        ),
        "cmbc_card",
        "2025-12-31 out 800, 2026-01-02 in 500",
    ),
    "psbc_card": (
        mail(
            page((PSBC, ("20260703", "20260704", "面馆", "￥1,234.50", "0007", "", ""), ("20260710", "20260711", "还款", "￥-271.82", "0007", "", ""))),
            "邮储银行信用卡电子账单",
        ),
        "psbc_card",
        "2026-07-03 out 123450, 2026-07-10 in 27182",
    ),
    "abc_card_with_short_days": (
        mail(page((ABC, ("251103", "251103", "1234", "消费", "面馆", "45.00/CNY", "-45.00/CNY"), ("251120", "251120", "1234", "退款", "面馆", "5.00/CNY", "5.00/CNY")))),
        "abc_card",
        "2025-11-03 out 4500, 2025-11-20 in 500",
    ),
    "icbc_card_whose_amount_says_the_way": (
        mail(page((ICBC, ("1234", "2025-11-12", "2025-11-13", "消费", "面馆", "28.00/RMB", "28.00/RMB(支出)"), ("1234", "2025-11-20", "2025-11-20", "还款", "某行", "500.00/RMB", "500.00/RMB(存入)")))),
        "icbc_card",
        "2025-11-12 out 2800, 2025-11-20 in 50000",
    ),
    "ccb_card_whose_names_cover_two_columns": (
        mail(
            page(
                (
                    CCB,
                    ("[人民币账户] RMB Account", "上期账单余额(Previous Balance)", "14,052.90"),
                    ("2025-11-25", "2025-11-25", "0800", "面馆", "CNY", "3,874.90", "CNY", "3,874.90"),
                    ("2025-12-04", "2025-12-05", "0800", "还款", "CNY", "-12,252.90", "CNY", "-12,252.90"),
                )
            )
        ),
        "ccb_card",
        "2025-11-25 out 387490, 2025-12-04 in 1225290",
    ),
    "pingan_with_payer_and_payee": (
        workbook(
            ("账号:6230****6666",),
            PINGAN,
            ("2025-12-30 17:10:07", "王小示", "6230", "某店", "1", "转出", 30.0, 970.0, "消费"),
            ("2025-12-31 17:10:07", "某厂", "1", "王小示", "6230", "转入", 500.0, 1470.0, "工资"),
        ),
        "pingan_bank",
        "2025-12-30 out 3000, 2025-12-31 in 50000",
    ),
    "cib_card_by_mail_without_the_usual_header": (
        mail(
            page(
                (
                    ("交易日期 Trans Date", "记账日期 Post Date", "交易摘要 Trans Description", "记账币金额 Amount(RMB)"),
                    ("**** 本卡明细(卡号末四位 1983) ****",),
                    ("2025-12-18", "2025-12-18", "面馆", "15.84"),
                    ("2025-12-20 23:47", "2025-12-20", "还款", "-599.73"),
                )
            ),
            "兴业银行信用卡2026年01月电子账单",
        ).replace(b"MIME-Version: 1.0\n", b""),
        "cib_card",
        "2025-12-18 out 1584, 2025-12-20 in 59973",
    ),
    "boc_of_the_web_with_a_hard_space_in_its_moment": (
        csv(
            "交易时间,业务摘要,对方账户名称,对方账户账号,币种,钞/汇,收入金额,支出金额,余额,交易渠道/场所,附言",
            '2026/06/15\xa010:30:00,网上快捷支付,某店,X1**9N,人民币元,-,,"2,500.00","50,000.00",网关,--',
            "2026/06/20 23:30:00,结息,,,港币,现汇,0.88,,5.00,,",
        ),
        "boc",
        "2026-06-15 out 250000, 2026-06-20 in 88",
    ),
    "bocom_of_the_web": (
        workbook(
            ("交通银行银行卡交易明细查询表",),
            ("记账日期", "交易时间", "交易地点", "交易方式", "支出金额", "收入金额", "余额", "对方户名", "对方账户", "摘要"),
            ("2026-03-28", "2026-03-28 21:23:33", "柜台", "取现", "1,000.00", "--", "72.90", "", "", "取现"),
            ("2026-03-29", "2026-03-29 10:00:00", "批处理", "利息", "--", "0.04", "72.94", "", "", ""),
        ),
        "bocom",
        "2026-03-28 out 100000, 2026-03-29 in 4",
    ),
    "cmb_of_the_web_with_tabs_and_its_time_apart": (
        csv(
            "# 招商银行交易记录",
            "# 起始日期: [20230701]   终止日期: [20231231]",
            '"交易日期","交易时间","收入","支出","余额","交易类型","交易备注"',
            '"\t20231220","\t21:15:37","","30.00","970.00","快捷支付","某店"',
            '"\t20231221","\t21:15:38","500.00","","1,470.00","代发工资","某厂"',
            "# 收入合计: 1 笔，共 500.00 元",
        ),
        "bank_account",
        "2023-12-20 out 3000, 2023-12-21 in 50000",
    ),
    "a_bank_that_says_the_way_in_a_column_named_for_both": (
        page((("交易时间", "收入/支出", "交易金额（元）", "余额（元）", "对方账户名称"), ("2025-01-15 09:00:00", "收入", "100.00", "100.00", "某厂"), ("2025-01-16 09:00:00", "支出", "4.00", "96.00", "某店"))),
        "bank_account",
        "2025-01-15 in 10000, 2025-01-16 out 400",
    ),
    "money_out_below_zero_beside_a_signed_amount": (
        csv(
            "Date,Time,Type,Name,Amount,Currency,Money Out,Money In",
            "25/04/2026,10:00:00,Card payment,Shop,-10.00,GBP,-10.00,",
            "26/04/2026,11:00:00,Faster payment,Mill,500.00,GBP,,500.00",
        ),
        "bank_account",
        "2026-04-25 out 1000, 2026-04-26 in 50000",
    ),
    "months_by_name_and_an_amount_with_its_currency_in_the_name": (
        csv("Date,Counter Party,Reference,Amount (GBP),Balance (GBP)", "25 Apr 2026,Shop,x,-10.00,90.00", "3 May 2026,Mill,x,5.00,95.00"),
        "bank_account",
        "2026-04-25 out 1000, 2026-05-03 in 500",
    ),
    "days_that_begin_with_the_day": (
        csv("Date,Type,Sort Code,Description,Debit Amount,Credit Amount,Balance", "03/04/2026,DEB,'00-00-00,SHOP,10.00,,90.00", "25/04/2026,FPI,'00-00-00,WAGES,,5.00,95.00"),
        "bank_account",
        "2026-04-03 out 1000, 2026-04-25 in 500",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_that_others_met_is_read_with_its_days_ways_and_sums(name: str) -> None:
    data, source, expected = SHAPES[name]
    reading = read(data)
    assert (reading.source, reading.faults) == (source, ())
    rows = (f"{row.occurred_at:%Y-%m-%d} {row.direction} {row.amount_minor}" for row in reading.rows)
    assert ", ".join(rows) == expected


def test_what_a_wallet_says_of_itself_is_read_in_its_older_wording() -> None:
    reading = read(SHAPES["jd_of_2021"][0])
    assert reading.totals.stated_count == 3
    assert [total.amount_minor for total in reading.totals.stated] == [100, 9142, 50000]
    assert reading.notes == ()
    assert reading.period is not None
    assert f"{reading.period.first} {reading.period.last}" == "2021-01-01 2021-12-30"


def test_the_days_of_a_statement_may_stand_on_two_lines() -> None:
    text = csv(
        "起始日期,2026-01-01",
        "截止日期,2026-01-31",
        "交易时间,支出,收入,账户余额,摘要",
        "2026-01-02,1.00,,9.00,消费",
    )
    period = read(text).period
    assert period is not None
    assert f"{period.first} {period.last}" == "2026-01-01 2026-01-31"


def test_payer_and_payee_are_told_apart_by_the_way_of_the_money() -> None:
    rows = read(SHAPES["pingan_with_payer_and_payee"][0]).rows
    assert [(row.counterparty_name, row.counterparty_account) for row in rows] == [
        ("某店", "1"),
        ("某厂", "1"),
    ]


def test_a_day_that_could_be_two_days_is_refused_where_no_other_row_tells() -> None:
    text = csv(
        "Date,Description,Debit Amount,Credit Amount", "03/04/2026,SHOP,10.00,", "05/06/2026,SHOP,1.00,"
    )
    assert [fault.code for fault in read(text).faults] == ["statement_date_unreadable"] * 2


@pytest.mark.parametrize(
    ("lines", "is_read"),
    [
        (("2026-01-01,10.00,消费", "2026-01-02,20.00,工资"), False),
        (("2026-01-01,10.00,消费", "2026-01-02,-20.00,工资"), True),
    ],
)
def test_amounts_that_hide_their_way_are_asked_about_and_not_taken_for_income(
    lines: tuple[str, ...], is_read: bool
) -> None:
    reading = read(csv("交易日期,交易金额,摘要,对方户名", *(f"{line},店" for line in lines)))
    assert bool(reading.rows) is is_read
    if not is_read:
        assert [fault.code for fault in reading.faults] == ["statement_signs_unclear"]
        assert reading.unmapped is not None


def test_two_days_and_no_balance_speak_for_a_card_and_are_asked_about() -> None:
    lines = ("2026-01-01,2026-01-02,面馆,28.00", "2026-01-03,2026-01-04,还款,-100.00")
    reading = read(csv("交易日期,记账日期,交易摘要,交易金额", *lines))
    assert (reading.rows, [fault.code for fault in reading.faults]) == ((), ["statement_signs_unclear"])


@pytest.mark.parametrize(
    ("word", "amount", "said"), [("借", "5.00", "out"), ("?", "-5.00", "out"), ("?", "5.00", None)]
)
def test_an_unknown_word_for_the_way_is_no_income(word: str, amount: str, said: str | None) -> None:
    reading = read(csv("交易日期,借贷标志,交易金额,余额,摘要", f"2026-01-01,{word},{amount},1.00,x"))
    assert [row.direction for row in reading.rows] == ([said] if said else [])
    assert bool(reading.faults) is (said is None)


@pytest.mark.parametrize(("second", "is_read"), [("130.00", True), ("90.00", False)])
def test_a_balance_may_prove_that_all_of_it_came_in(second: str, is_read: bool) -> None:
    reading = read(
        csv("交易日期,交易金额,余额,摘要", "2026-01-01,10.00,110.00,x", f"2026-01-02,20.00,{second},x")
    )
    assert bool(reading.rows) is is_read


def test_a_card_is_not_taken_for_an_account_whatever_the_bank() -> None:
    text = csv("交易日期,记账日期,交易摘要,交易金额,卡号末四位", "2026-01-01,2026-01-02,面馆,28.00,1234")
    (row,) = read(text).rows
    assert (row.source, row.direction) == ("bank_card", "out")
    account = read(text.replace("卡号末四位".encode(), "余额".encode()))
    assert statements.kind_of_source(account.source) == "account"


BANK = ("交易日期", "摘要", "收入", "支出", "余额", "对方户名")
WAGE = ("2026-01-02", "工资", "8,000.00", "", "9,000.00", "某厂")
RICE = ("2026-01-03", "消费", "", "35.50", "8,964.50", "某店")
BOTH = ["2026-01-02 in 800000 900000", "2026-01-03 out 3550 896450"]


def said(data: bytes) -> list[str]:
    reading = read(data)
    assert reading.faults == ()
    return [
        f"{row.occurred_at:%Y-%m-%d} {row.direction} {row.amount_minor} {row.balance_after_minor}"
        for row in reading.rows
    ]


def html_row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td{cell}</td>" for cell in cells) + "</tr>"


def test_a_name_over_two_columns_is_told_apart_by_the_line_below_it() -> None:
    upper = html_row(
        " rowspan=2>交易日期",
        " rowspan=2>摘要",
        " colspan=2>发生额",
        " rowspan=2>余额",
        " rowspan=2>对方户名",
    )
    rows = "".join(html_row(*(f">{cell}" for cell in row)) for row in (("收入", "支出"), WAGE, RICE))
    assert said(f"<table>{upper}{rows}</table>".encode()) == BOTH
    first = ("交易日期", "摘要", "发生额", None, "余额", "对方户名")
    assert said(workbook(first, (None, None, "收入", "支出"), WAGE, RICE)) == BOTH


def test_a_label_above_the_names_does_not_swallow_them() -> None:
    assert said(workbook(("户名", "王小示"), BANK, WAGE, RICE)) == BOTH


def test_a_spreadsheet_in_letters_that_leaves_out_empty_cells_is_read() -> None:
    cells = [
        f"<Row>{''.join(f'<Cell><Data>{one}</Data></Cell>' for one in row)}</Row>" for row in (BANK, WAGE)
    ]
    sparse = '<Row><Cell><Data>2026-01-03</Data></Cell><Cell><Data>消费</Data></Cell><Cell ss:Index="4"><Data>35.50</Data></Cell><Cell><Data>8,964.50</Data></Cell></Row>'
    book = f'<?xml version="1.0"?><Workbook><Worksheet><Table>{"".join(cells)}{sparse}</Table></Worksheet></Workbook>'
    assert said(book.encode()) == BOTH


def sheets(*tables: Table) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for number, table in enumerate(tables):
        sheet = book.active if not number else book.create_sheet()
        for row in table:
            sheet.append(list(row))  # type: ignore[union-attr]  # a new workbook has a sheet
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_a_workbook_with_a_month_on_each_sheet_is_read_whole_and_a_copied_sheet_once() -> None:
    assert said(sheets([BANK, WAGE], [BANK, RICE])) == BOTH
    assert said(sheets([BANK, WAGE, RICE], [BANK, WAGE, RICE])) == BOTH
    lines = [row.line_no for row in read(sheets([BANK, WAGE], [BANK, RICE])).rows]
    assert lines == sorted(set(lines))


def test_a_time_of_day_in_a_column_of_its_own_is_kept_beside_a_spreadsheets_day() -> None:
    names = ("交易日期", "交易时间", "收入", "支出", "余额")
    (row,) = read(workbook(names, (datetime(2026, 1, 2), time(10, 5, 3), 8000, None, 9000))).rows
    assert f"{row.occurred_at:%Y-%m-%d %H:%M:%S}" == "2026-01-02 10:05:03"


SPELLED = (
    "２０２６－０１－０２,（３５．５０）", "2026年1月2日,-￥35.50", "2026/1/2,-35.50 元", "2026.1.2,35.50-",
    "20260102 093015,CNY -35.50", "02.01.2026,−35.5", "46024,-35.50", "2026-01-02T09:30:15+08:00,-35.500000000000001",
)  # fmt: skip


@pytest.mark.parametrize("printed", SPELLED)
def test_days_and_amounts_are_read_in_every_spelling(printed: str) -> None:
    (row,) = read(csv("交易日期,交易金额,余额,摘要,对方户名", f"{printed},964.50,消费,某店")).rows
    assert (f"{row.occurred_at:%Y-%m-%d}", row.direction, row.amount_minor) == ("2026-01-02", "out", 3550)
