"""Printed statements of banks in the shapes in which others met them: cells that wrap, names on two lines, two languages."""

from collections.abc import Sequence

import pytest
from tests.engine.statements import pdfs
from tests.engine.statements.printed import read

ROWS = "2025-01-03 out 3550 96450, 2025-01-05 in 800000 896450, 2025-01-06 out 6450 890000"


def printed(title: str, names: Sequence[str], at: Sequence[float], rows: Sequence[Sequence[str]]) -> bytes:
    """Names and cells at their places; a line break within one begins a line below it."""
    placed = [(150.0, 0.0, title)]
    for number, row in enumerate((names, *rows)):
        top = 44 + 26.0 * number + (4 if number else 0)
        for left, cell in zip(at, row, strict=False):
            placed += [(left, top + 8 * k, part) for k, part in enumerate(cell.split("\n")) if part]
    return pdfs.placed(placed, size=6)


CMBC = printed(
    "中国民生银行个人账户对账单",
    ("凭证类型", "凭证号码", "交易时间", "摘要", "交易金额", "账户余额", "现转标志", "交易渠道", "交易机构", "对方户名/账号", "对方行名"),
    (22, 56, 97, 160, 220, 270, 310, 345, 385, 425, 500),
    (
        ("借记卡", "1234", "2025/01/03", "快捷支付", "-35.50", "964.50", "转", "网银", "0001", "支付宝/2155001", "支付宝"),
        ("", "", "2025/01/05", "代发工资", "8,000.00", "8,964.50"),
        ("借记卡", "1235", "2025/01/06", "消费", "-64.50", "8,900.00", "转", "网银", "0001", "某商贸有限\n公司/62250001", "某行"),
    ),
)  # fmt: skip
CITIC = printed(
    "中信银行账户交易明细",
    ("交易日期", "交易时间", "摘要", "收入金额", "支出金额", "账户余额", "对方账户名称", "对方账号"),
    (22, 80, 130, 190, 250, 310, 370, 450),
    (
        ("2025-01-03", "10:00:01", "消费", "", "35.50", "964.50", "某店", "1001"),
        ("2025-01-05", "11:00:00", "工资", "8,000.00", "", "8,964.50", "某厂", "1002"),
        ("2025-01-06", "12:00:00", "消费", "", "64.50", "8,900.00", "某店", "1001"),
    ),
)
MYBANK = printed(
    "网商银行账户交易明细",
    ("交易时间", "交易名称", "交易金额", "余额", "对方户名", "对方账号", "对方机构名称", "交易流水号"),
    (22, 90, 150, 210, 270, 330, 400, 480),
    (
        ("2025-01-03\n10:00:01", "消费", "-35.50", "964.50", "某店", "1001", "某行", "900000000\n0001"),
        ("2025-01-05\n11:00:00", "转账", "+8,000.00", "8,964.50", "某厂", "1002", "某行", "9000000000002"),
        ("2025-01-06\n12:00:00", "消费", "-64.50", "8,900.00", "某店", "1001", "某行", "9000000000003"),
    ),
)
ENGLISH = printed(
    "Bank of China Transaction Statement",
    (
        "Booking Date",
        "Booking Time",
        "Currency",
        "Amount",
        "Balance",
        "Transaction Type",
        "Memo",
        "Counterparty Name",
    ),
    (22, 85, 140, 190, 245, 300, 375, 440),
    (
        ("2025-01-03", "10:00:01", "CNY", "-35.50", "964.50", "Payment", "lunch", "SHOP"),
        ("2025-01-05", "10:00:02", "CNY", "8,000.00", "8,964.50", "Salary", "", "MILL"),
        ("2025-01-06", "10:00:03", "CNY", "-64.50", "8,900.00", "Payment", "", "SHOP"),
    ),
)
TWO_LANGUAGES = printed(
    "微众银行账户交易明细",
    ("记账日期\nBooking Date", "对方户名\nCounterparty", "摘要\nSummary", "币种\nCurrency", "金额\nAmount", "余额\nBalance"),
    (22, 100, 180, 260, 340, 420),
    (
        ("2025-01-03", "某店", "消费", "CNY", "-35.50", "964.50"),
        ("2025-01-05", "某厂", "代发", "CNY", "8,000.00", "8,964.50"),
        ("2025-01-06", "某店", "消费", "CNY", "-64.50", "8,900.00"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "source", "first"),
    [
        (CMBC, "cmbc", "支付宝"),
        (CITIC, "citic", "某店"),
        (MYBANK, "mybank", "某店"),
        (ENGLISH, "bank_account", "SHOP"),
        (TWO_LANGUAGES, "bank_account", "某店"),
    ],
    ids=["cmbc", "citic", "mybank", "english", "two languages"],
)
def test_a_printed_statement_is_read_with_days_ways_sums_and_the_other_side(
    data: bytes, source: str, first: str
) -> None:
    reading = read(data)
    assert (reading.source, reading.faults) == (source, ())
    told = (
        f"{row.occurred_at:%Y-%m-%d} {row.direction} {row.amount_minor} {row.balance_after_minor}"
        for row in reading.rows
    )
    assert ", ".join(told) == ROWS
    assert reading.rows[0].counterparty_name == first


def test_a_cell_that_wraps_is_one_and_its_number_is_told_from_its_name() -> None:
    rows = read(CMBC).rows
    assert (rows[2].counterparty_name, rows[2].counterparty_account) == ("某商贸有限公司", "62250001")
    assert read(MYBANK).rows[0].external_id == "9000000000001"
