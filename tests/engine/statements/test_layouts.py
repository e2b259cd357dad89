"""Adding a format is adding a file: its columns, its words and its sign are data."""

import tomllib
from typing import Any

import pytest

from hejie import budget, statements
from hejie.statements import layouts, wording

BANK = """
source = "river_bank"
currency = "CNY"
utc_offset_hours = 8
sign = "signed"
needs = ["occurred_at", "amount", "narration"]
comma_prone = ["narration"]
nothing = ["", "--"]
[columns]
occurred_at = ["记账日期"]
time = ["记账时间"]
amount = ["交易金额"]
balance_after = ["账户余额"]
narration = ["摘要"]
counterparty_name = ["对方户名"]
[about]
account = '账号:\\s*(\\S+)'
[about.totals]
"""
TWO_COLUMNS = BANK.replace('"signed"', '"two_columns"').replace(
    'amount = ["交易金额"]', 'amount_in = ["收入"]\namount_out = ["支出"]'
)


def bank(text: str = BANK, **changed: Any) -> layouts.Layout:
    return layouts.parse(tomllib.loads(text) | changed)


def read(text: str, layout: layouts.Layout) -> statements.Reading:
    return statements.read(text.encode(), filename="x", formats=[layout])


def test_a_new_bank_is_read_from_its_data_alone() -> None:
    reading = read(
        "账号：6222****1234\n记账日期,记账时间,摘要,交易金额,账户余额,对方户名\n"
        '20260601,09:30:15,工资,"+8,000.00","9,100.50",云水纺织\n2026/06/02,10:00,消费,-35.5,"9,065.00",--\n',
        bank(),
    )
    assert (reading.source, reading.account, reading.faults) == ("river_bank", "6222****1234", ())
    wage, meal = reading.rows
    assert (wage.direction, wage.amount_minor, wage.balance_after_minor) == ("in", 800000, 910050)
    assert (meal.direction, meal.amount_minor, meal.counterparty_name) == ("out", 3550, "")
    assert meal.occurred_at.isoformat() == "2026-06-02T10:00:00+08:00"


def test_a_bank_with_two_amount_columns_is_read() -> None:
    layout = bank(TWO_COLUMNS, needs=["occurred_at", "amount_in", "amount_out"])
    reading = read(
        "记账日期,摘要,收入,支出\n2026-06-01,工资,8000.00,\n2026-06-02,消费,0.00,35.50\n2026-06-03,?,1.00,1.00\n2026-06-04,?,x,\n",
        layout,
    )
    assert [(row.direction, row.amount_minor) for row in reading.rows] == [("in", 800000), ("out", 3550)]
    assert [fault.facts["line"] for fault in reading.faults] == [4, 5]


@pytest.mark.parametrize(
    "changed",
    [
        {"sign": "by_colour"},
        {"needs": ["occurred_at", "moon"]},
        {"columns": {"moon": ["月"]}},
        {"directions": {"支": "sideways"}},
    ],
)
def test_a_format_that_names_what_does_not_exist_is_refused(changed: dict[str, Any]) -> None:
    assert bank().source == "river_bank"
    with pytest.raises(ValueError, match=r"river_bank|sideways"):
        bank(**changed)


def test_every_format_file_parses_and_can_fill_what_it_needs() -> None:
    known = layouts.known()
    assert {layout.source for layout in known} >= {"alipay_app", "alipay_web", "wechat", "meituan"}
    for layout in known:
        fields = {field for field, _ in layout.field_of.values()}
        assert not layout.misses(dict.fromkeys(fields, 0))
        assert set(layout.comma_prone) <= fields


def test_no_wallet_header_fits_two_wallets_equally_well() -> None:
    wallets = [layout for layout in layouts.known() if layout.kind == "wallet"]
    for layout in wallets:
        header = list(layout.field_of)
        fits = [len(other.places(header)) for other in wallets if not other.misses(other.places(header))]
        assert max(fits) == len(layout.places(header))
        assert fits.count(max(fits)) == 1


def test_a_banks_own_names_are_names_that_it_reads_or_leaves_to_the_marks() -> None:
    """A signature that no column could ever match would make a format that is never chosen."""
    for layout in layouts.known():
        if layout.kind != "wallet" and not layout.is_general:
            own = (*layout.signature, *layout.hallmarks)
            assert own or layout.marks
            assert layout.marks or any(name in layout.field_of or name in layout.widened for name in own)


def test_every_wording_is_consistent() -> None:
    assert len({rule.id for rule in wording.rules()}) == len(wording.rules())
    codes = [creditor.code for creditor in wording.credit().creditors]
    assert len(set(codes)) == len(codes)
    assert set(wording.credit().buy_now) <= {creditor.kind for creditor in wording.credit().creditors}
    for direction in statements.DIRECTIONS:
        assert wording.wordless_rule(direction, "从未见过", False) < len(wording.rules())


def test_every_category_that_counts_has_a_line_of_the_budget() -> None:
    for category in statements.categories().values():
        assert bool(category.line) == (category.group != "not_counted")
        assert not category.line or category.line in budget.kinds()
