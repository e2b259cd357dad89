"""The same formats as other versions, programs and people print them: what is read may not depend on any of it."""

import io
from datetime import date, datetime
from email.message import EmailMessage

import pytest
from openpyxl import Workbook
from tests.engine.statements import pdfs
from tests.engine.statements.printed import read

from hejie import statements

Told = list[tuple[str, str, int]]


def told(data: bytes, **more: object) -> tuple[str, Told]:
    reading = read(data, **more)
    assert reading.faults == ()
    return reading.source, [
        (f"{row.occurred_at:%m-%d}", row.direction, row.amount_minor) for row in reading.rows
    ]


def sheet(*rows: list[object]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ICBC_V2 = (
    '明细查询文件下载\n\n卡号: 1234****9876,"卡别名: "\n\n交易日期,摘要,交易详情,交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),'
    "交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名,对方账户\n"
    '2026-03-01 ,"工资 ","","","CHN ",钞,-,-,-,"8,000.00 \t"," ",人民币,"9,000.00 \t",某厂,6222\n'
    '2026-03-02 ,"消费 ","","某店","CHN ",钞,-,-,-,"","35.50 \t",人民币,"8,964.50 \t",,\n\n人民币合计,,,,,,,,,"8,000.00","35.50",,\n'
)
CCB_CSV = (
    "中国建设银行个人活期账户全部交易明细\n卡号/账号:6217****1111  客户名称:示例  起始日期:20260301 结束日期:20260331\n"
    "序号,摘要,币别,钞汇,交易日期,交易金额,账户余额,交易地点/附言,对方账号与户名\n"
    "1,工资,人民币元,钞,20260301,8000.00,9000.00,代发,4367****2222/某厂\n2,消费,人民币元,钞,20260302,-35.50,8964.50,财付通-某店,243300133/财付通\n"
)
ALIPAY_12 = (
    "支付宝交易记录明细查询\n账号:[demo@example.com]\n起始日期:[2024-01-01 00:00:00]    终止日期:[2024-01-31 00:00:00]\n---交易记录明细列表---\n"
    "交易号,商家订单号,交易创建时间,付款时间,最近修改时间,类型,交易对方,商品名称,金额（元）,收/支,交易状态,备注,\n"
    "20240101\t,M1\t,2024-01-05 10:00:00,2024-01-05 10:00:01,,即时到账交易,某店,饼干,58.30   ,支出,交易成功,,\n"
)
WECHAT_COMPACT = (
    "微信支付账单明细,,,\n微信昵称：[示例],,,\n交易时间,交易类型,交易对方,商品,收/支,金额(元),当前状态,交易单号,商户单号,备注\n"
    "2026-03-01 10:00:00,商户消费,某店,面,支出,￥12.00,支付成功,1\t,2\t,/\n2026-03-02 10:00:00,零钱提现,某行,/,/,¥100.00,提现已到账,3\t,4\t,服务费¥0.10\n"
)
ALIPAY_NEW = (
    "-----\n导出信息：\n姓名：示例\n支付宝账户：demo@example.com\n---支付宝支付科技有限公司  电子客户回单---\n"
    "交易时间,交易分类,交易对方,对方账号,商品说明,金额,收/支,收/付款方式,交易状态,交易订单号,商家订单号,备注\n"
    "2026-03-01 10:00:00,餐饮美食,面馆,/,午餐,15.00,支出,余额宝,交易成功,1\t,,\n"
)


@pytest.mark.parametrize(
    ("text", "encoding", "source", "rows"),
    [
        (ICBC_V2, "gbk", "icbc", [("03-01", "in", 800000), ("03-02", "out", 3550)]),
        (ICBC_V2, "utf-8-sig", "icbc", [("03-01", "in", 800000), ("03-02", "out", 3550)]),
        (CCB_CSV, "gb18030", "ccb", [("03-01", "in", 800000), ("03-02", "out", 3550)]),
        (ALIPAY_12, "gbk", "alipay_web", [("01-05", "out", 5830)]),
        (WECHAT_COMPACT, "utf-8", "wechat", [("03-01", "out", 1200), ("03-02", "neutral", 10000)]),
        (ALIPAY_NEW, "gb18030", "alipay_app", [("03-01", "out", 1500)]),
        (ALIPAY_NEW.replace("\n", "\r\n"), "gb18030", "alipay_app", [("03-01", "out", 1500)]),
        (ALIPAY_NEW.replace("\n", "\r"), "gb18030", "alipay_app", [("03-01", "out", 1500)]),
    ],
)
def test_other_versions_of_a_format_are_read(text: str, encoding: str, source: str, rows: Told) -> None:
    assert told(text.encode(encoding)) == (source, rows)


def test_number_and_name_in_one_cell_are_taken_apart_in_either_order() -> None:
    (wage, shop) = read(CCB_CSV.encode()).rows
    assert (wage.counterparty_account, wage.counterparty_name) == ("4367****2222", "某厂")
    assert (shop.counterparty_account, shop.counterparty_name) == ("243300133", "财付通")


# --- workbooks as programs save them


def test_a_workbook_of_real_dates_and_numbers_with_a_merged_title_is_read() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["网商银行账户交易明细"])
    page.merge_cells("A1:H1")
    page.append(["卡号：************7968"])
    for _ in range(4):
        page.append([])
    page.append(["币种", "人民币"])
    page.append(
        ["交易时间", "交易金额", "余额", "对方户名", "对方账号", "对方机构名称", "交易流水号", "交易名称"]
    )
    page.append([datetime(2026, 3, 1, 9), 125.34, 1125.34, "某行", "6222****1", "某银行", "A1", "转账"])
    page.append(["2026-03-02 09:00:00", "-20.00", "1105.34", "某", "6222****2", "某银行", "A2", "消费"])
    out = io.BytesIO()
    book.save(out)
    reading = read(out.getvalue())
    assert (reading.source, reading.account, reading.faults) == ("mybank", "************7968", ())
    assert [(row.direction, row.amount_minor) for row in reading.rows] == [("in", 12534), ("out", 2000)]


def test_names_with_units_line_breaks_and_spaces_are_the_same_names() -> None:
    data = sheet(
        ["交易\n日期", " 借方发生额（元） ", "贷方发生额(人民币元)", "账户 余额", "摘 要", "对方户名"],
        [date(2026, 3, 1), None, 8000, 9000, "工资", "某厂"],
        [date(2026, 3, 2), 35.5, None, 8964.5, "消费", "某店"],
    )
    assert told(data) == ("bank_account", [("03-01", "in", 800000), ("03-02", "out", 3550)])


def test_the_names_may_stand_in_english() -> None:
    text = "Account Statement\nDate,Description,Debit,Credit,Balance\n2026-03-01,Salary,,8000.00,9000.00\n2026-03-02,Shop,35.50,,8964.50\n"
    shown = told(text.encode(), currency="GBP")
    assert shown == ("bank_account", [("03-01", "in", 800000), ("03-02", "out", 3550)])


HEAD = "交易日期,摘要,支出,收入,余额"
WAGES, SHOP = "2026-03-01,工资,,8000.00,9000.00", "2026-03-02,消费,35.50,,8964.50"
ONE = "交易日期,摘要,交易金额,余额"
SAME = {
    "byte_order_mark": "\ufeff" + "\n".join((HEAD, WAGES, SHOP)),
    "tabs": "\n".join((HEAD, WAGES, SHOP)).replace(",", "\t"),
    "semicolons": "\n".join((HEAD, WAGES, SHOP)).replace(",", ";"),
    "carriage_returns": "\r".join((HEAD, WAGES, SHOP)),
    "header_below_sixty_lines": "\n".join((*(f"说明{k}" for k in range(60)), HEAD, WAGES, SHOP)),
    "footers": "\n".join((HEAD, WAGES, SHOP, "", "合计,,35.50,8000.00,", "本明细仅供参考")),
    "full_width_digits": f"{HEAD}\n２０２６－０３－０１,工资,,８０００．００,９０００\n{SHOP}",
    "less_in_brackets": f"{ONE}\n2026-03-01,工资,8000.00,9000.00\n2026-03-02,消费,(35.50),8964.50",
    "credit_and_debit_in_a_column": "交易日期,摘要,借贷,交易金额,余额\n2026-03-01,工资,CR,8000.00,9000.00\n2026-03-02,消费,DR,35.50,8964.50",
    "credit_and_debit_after_the_amount": f"{ONE}\n2026-03-01,工资,8000.00CR,9000.00CR\n2026-03-02,消费,35.50 Dr,8964.50CR",
    "debit_and_credit_columns": "\n".join((HEAD.replace("支出,收入", "借方金额,贷方金额"), WAGES, SHOP)),
    "money_out_below_zero": "\n".join((HEAD, WAGES, SHOP.replace("35.50", "-35.50"))),
    "twelve_hours": f"{HEAD}\n2026-03-01 下午 3:05:00,工资,,8000.00,9000.00\n2026/3/2 9:05 AM,消费,35.50,,8964.50",
    "days_in_words": f"{HEAD}\n2026年3月1日 15时05分,工资,,8000.00,9000.00\n2026-03-02（周一）,消费,35.50,,8964.50",
    "amounts_with_their_unit": f'{HEAD}\n2026-03-01,工资,,"¥8,000.00",9000元\n2026-03-02,消费,35.50元,,￥8964.50',
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_the_same_two_lines_are_read_however_a_bank_prints_them(name: str) -> None:
    encoding = "gb18030" if name == "footers" else "utf-8"
    read_as = told(SAME[name].encode(encoding))
    assert read_as == ("bank_account", [("03-01", "in", 800000), ("03-02", "out", 3550)])


def test_a_clock_of_twelve_hours_is_told_by_its_word_and_midnight_and_noon_are_kept_apart() -> None:
    times = ("上午 9:05", "下午 3:05", "中午 12:30", "凌晨 12:30", "晚上 11:59")
    lines = "\n".join(f"2026-03-01 {time},消费,1.00,,9" for time in times)
    rows = read(f"{HEAD}\n{lines}\n2026-03-01 12:05 PM,消费,1.00,,9".encode()).rows
    assert [f"{row.occurred_at:%H:%M}" for row in rows] == [
        "00:30",
        "09:05",
        "12:05",
        "12:30",
        "15:05",
        "23:59",
    ]


def test_one_amount_below_zero_among_those_of_money_out_takes_back() -> None:
    """Where all of them are, it is how the bank writes them; where one is, money came back. On a card CR came back."""
    lines = (HEAD, SHOP, "2026-03-03,消费,-5.00,,8969.50")
    assert [row.direction for row in read("\n".join(lines).encode()).rows] == ["out", "in"]
    card = "交易日期,记账日期,交易摘要,交易金额,卡号末四位\n2026-01-01,2026-01-02,面馆,28.00,1234\n2026-01-03,2026-01-03,还款,100.00CR,1234"
    assert [row.direction for row in read(card.encode()).rows] == ["out", "in"]


@pytest.mark.parametrize("printed", ["26-03-01", "0.8万", "8000.00XX", "25时61分", "2026-03-01 晚上 12:30"])
def test_what_can_be_meant_in_two_ways_is_named_and_not_guessed(printed: str) -> None:
    line = (
        f"{printed},工资,,1.00,2.00"
        if "-" in printed or "时" in printed
        else f"2026-03-01,工资,,{printed},2.00"
    )
    (fault,) = read(f"{HEAD}\n{line}".encode()).faults
    assert fault.code in ("statement_date_unreadable", "statement_amount_unreadable")
    assert fault.facts["given"].strip() == printed


def test_a_serial_number_first_and_remarks_below_disturb_nothing() -> None:
    data = sheet(
        ["某某银行对账单"],
        ["序号", "记账日", "交易摘要", "支出", "收入", "余额"],
        [1, 20260301, "工资", 0.0, 8000.0, 9000.0],
        [2, 20260302, "消费", 35.5, 0.0, 8964.5],
        ["合计", None, None, 35.5, 8000.0, None],
        ["以上数据仅供参考，具体内容请以柜台为准。"],
    )
    assert told(data) == ("bank_account", [("03-01", "in", 800000), ("03-02", "out", 3550)])


# --- PDFs


ICBC_PDF = [
    "交易日期",
    "帐号",
    "储种",
    "序号",
    "币种",
    "钞汇",
    "摘要",
    "地区",
    "收入/支出金额",
    "余额",
    "对方户名",
    "对方帐号",
    "渠道",
]


def test_a_bank_pdf_of_thirteen_narrow_columns_is_read() -> None:
    row = [
        "2026-03-01",
        "12345678",
        "活期",
        "00000",
        "人民币",
        "钞",
        "工资",
        "1602",
        "+8,000.00",
        "9,000.00",
        "某厂",
        "622222",
        "批量",
    ]
    other = [
        "2026-03-02",
        "12345678",
        "活期",
        "00000",
        "人民币",
        "钞",
        "消费",
        "1602",
        "-35.50",
        "8,964.50",
        "",
        "",
        "快捷",
    ]
    reading = read(
        pdfs.table("中国工商银行借记账户历史明细(电子版)", ICBC_PDF, [row, other], step=41, size=5)
    )
    assert (reading.source, reading.faults) == ("icbc", ())
    assert [(row.direction, row.amount_minor, row.counterparty_name) for row in reading.rows] == [
        ("in", 800000, "某厂"),
        ("out", 3550, ""),
    ]


def test_a_time_below_its_date_belongs_to_it() -> None:
    lines = [
        (0.0, 0.0, "某某银行"),
        *((70.0 * k, 30.0, name) for k, name in enumerate(["交易日期", "交易金额", "余额", "摘要"])),
    ]
    for number, (day, minor) in enumerate([("2026-03-01", "8000.00"), ("2026-03-02", "-35.50")]):
        y = 60.0 + 30 * number
        lines += [
            (0.0, y, day),
            (0.0, y + 10, "10:20:30"),
            (70.0, y, minor),
            (140.0, y, "1.00"),
            (210.0, y, "工资代发"),
        ]
    rows = read(pdfs.placed(lines)).rows
    assert [f"{row.occurred_at:%d %H:%M:%S}" for row in rows] == ["01 10:20:30", "02 10:20:30"]


def test_a_cell_of_several_lines_is_one_whether_it_begins_or_stands_at_the_date() -> None:
    for begin in (0.0, -12.0):  # from the date down, and in the middle of it
        lines = [
            (100.0 * k, 30.0, name)
            for k, name in enumerate(["交易日期", "交易金额", "余额", "摘要", "对方户名"])
        ]
        for number in range(3):
            y = 70.0 + 48 * number
            lines += [
                (0.0, y, f"2026-03-0{number + 1}"),
                (100.0, y, "-1.00"),
                (200.0, y, "1.00"),
                (300.0, y, "消费"),
            ]
            lines += [
                (400.0, y + begin + 12 * k, part) for k, part in enumerate(["很长的商户", "名称分成", "三行"])
            ]
        rows = read(pdfs.placed(lines)).rows
        assert [row.counterparty_name for row in rows] == ["很长的商户名称分成三行"] * 3


def test_a_table_that_goes_on_over_pages_is_one_and_its_names_may_not_be_repeated() -> None:
    names = ["交易日期", "交易金额", "余额", "摘要"]
    head = "".join(f"#place(dx: {90 * k}pt, dy: 40pt)[{name}]\n" for k, name in enumerate(names))
    body = "".join(
        f'#place(dx: {90 * k}pt, dy: {(60 if page == 0 else 10) + 20 * row}pt)[#text("{cell}")]\n'
        + ("#pagebreak()\n" if page == 0 and row == 4 and k == 3 else "")
        for page in range(2)
        for row in range(5)
        for k, cell in enumerate([f"2026-03-{page * 5 + row + 1:02d}", "-1.00", "1.00", "消费"])
    )
    reading = read(pdfs.set_page("某某银行流水\n" + head + body))
    assert (len(reading.rows), reading.faults) == (10, ())


def test_a_statement_with_a_stated_period_account_and_holder_says_so() -> None:
    text = (
        "某某银行账户交易明细\n户名：王小示,账号：6230 5810 **** 5678\n起止日期：2026-03-01 至 2026-03-31\n"
        "交易日期,交易金额,余额,摘要\n2026-03-05,-1.00,2.00,消费\n"
    )
    reading = read(text.encode())
    assert (reading.holder, reading.account) == ("王小示", "6230 5810 **** 5678")
    assert reading.period == statements.Period(date(2026, 3, 1), date(2026, 3, 31))


def test_the_proof_that_a_wallet_issues_as_a_pdf_is_read() -> None:
    names = ["交易单号", "交易时间", "交易类型", "收/支/其他", "交易方式", "金额(元)", "交易对方", "商户单号"]
    rows = [["1000", "2026-03-01 10:00:00", "商户消费", "支出", "零钱", "12.00", "巷口面馆", "2"]]
    rows += [["1001", "2026-03-02 10:00:00", "零钱提现", "其他", "某银行", "100.00", "/", "3"]]
    proof = pdfs.table("微信支付交易明细证明", names, rows, size=6)
    assert told(proof) == ("wechat_proof", [("03-01", "out", 1200), ("03-02", "neutral", 10000)])
    names = ["收/支", "交易对方", "商品说明", "收/付款方式", "金额", "交易订单号", "商家订单号", "交易时间"]
    rows = [["支出", "巷口面馆", "午餐", "余额宝", "15.00", "2026", "M1", "2026-03-01 10:00:00"]]
    proof = pdfs.table("交易流水证明", names, rows, size=6)
    assert told(proof) == ("alipay_proof", [("03-01", "out", 1500)])


# --- mail


def mail(*parts: tuple[str, str, bytes]) -> bytes:
    """A message with parts of these names and types."""
    message = EmailMessage()
    message["From"] = "card@bank.example"
    message["Subject"] = "信用卡电子账单"
    message.set_content("您的账单见附件。")
    for name, kind, content in parts:
        main, _, sub = kind.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


CARD_PAGE = (
    "<html><body><table><tr><td>交易日期</td><td>记账日期</td><td>交易说明</td><td>交易币种/金额</td><td>入账币种/金额</td></tr>"
    "<tr><td>2026-01-02</td><td>2026-01-02</td><td>消费 美团</td><td>CNY 12.00</td><td>CNY 12.00</td></tr></table></body></html>"
)


def test_a_statement_by_mail_is_read_from_its_page_or_its_attachment() -> None:
    message = EmailMessage()
    message["From"] = "card@bank.example"
    message.set_content("请用支持网页的邮箱查看。")
    message.add_alternative(CARD_PAGE, subtype="html")
    assert told(message.as_bytes()) == ("bocom_card", [("01-02", "out", 1200)])
    attached = mail(("bill.csv", "text/csv", ICBC_V2.encode("gbk")))
    assert told(attached)[0] == "icbc"


def test_a_locked_attachment_asks_for_its_password() -> None:
    locked = statements.specimens.locked(ICBC_V2.encode(), name="bill.csv", password="12")
    data = mail(("bill.zip", "application/zip", locked))
    assert [fault.code for fault in read(data).faults] == ["statement_password_needed"]
    assert len(read(data, password="12").rows) == 2


def test_a_mail_without_a_statement_is_called_a_mail() -> None:
    (fault,) = read(mail()).faults
    assert (fault.code, fault.facts["kind"]) == ("statement_wrong_kind", "mail")
