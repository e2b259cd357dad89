"""Real statements, checked by hand: each line's amount and direction, what it means, and what a budget may count."""

import csv
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hejie import statements

ReadingOf = Callable[[str], statements.Reading]
Checked = dict[str, dict[int, dict[str, str]]]


def _checked() -> Checked:
    """File, line number, and what a person read there."""
    by_file: Checked = defaultdict(dict)
    with (Path(__file__).parent / "data" / "hand_checked.csv").open(encoding="utf-8") as file:
        for each in csv.DictReader(file):
            by_file[each["file"]][int(each["line"])] = each
    return dict(by_file)


CHECKED = _checked()

# source, account, period, count, and sums of money in, out and neither, added up by hand from the lines.
FILES = {
    "alipay/deg_alipay_app_2023_gbk.csv": ("alipay_app", "xx@gmail.com", 10, 22222850, 21164, 24737),
    "alipay/daoru_alipay_app_2023_gbk.csv": ("alipay_app", "xx@gmail.com", 11, 22222850, 21164, 31394),
    "alipay/beancount_trans_alipay_app_2023_gbk_short.csv": ("alipay_app", "137****6428", 2, 0, 1900, 0),
    "alipay/beancount_trans_alipay_app_2025_utf8.csv": (
        "alipay_app",
        "138****0000",
        80,
        600000 + 850000 + 1200000,
        27937083,
        5000 + 20000,
    ),
    "synthetic/alipay_web_16col_gbk.csv": (
        "alipay_web",
        "demo@example.com",
        6,
        29900 + 31,
        5830 + 29900,
        120000 + 8800,
    ),
    "synthetic/alipay_app_debt_rows_gb18030.csv": (
        "alipay_app",
        "demo@example.com",
        11,
        1280000,
        15550,
        1365240,
    ),
    "wechat/deg_wechat.csv": ("wechat", "测试", 27, 35 + 2300 + 7 + 7 + 500, 290453, 2610089),
    "wechat/deg_wechat.xlsx": ("wechat", "测试", 27, 35 + 2300 + 7 + 7 + 500, 290453, 2610089),
    "wechat/beancount_trans_wechat_refunds.csv": ("wechat", "测试用户名称", 37, 97891, 376939, 1284108),
    "synthetic/wechat_new.xlsx": ("wechat", "示例", 8, 300000 + 3993 + 4010, 1200 + 10000 + 4010, 600000),
    "other/deg_meituan.csv": ("meituan", "SJTxxxxxxxxx", 29, 20973, 122380, 0),
}


@pytest.mark.parametrize("name", FILES)
def test_a_real_statement_yields_its_account_its_rows_and_their_sums(
    name: str, reading_of: ReadingOf
) -> None:
    source, account, count, came, went, neither = FILES[name]
    reading = reading_of(name)
    assert reading.faults == ()
    assert (reading.source, reading.account, len(reading.rows)) == (source, account, count)
    assert [total.amount_minor for total in reading.totals.read] == [came, went, neither]


@pytest.mark.parametrize("name", CHECKED)
def test_each_line_of_a_real_statement_reads_as_a_person_reads_it(name: str, reading_of: ReadingOf) -> None:
    read = {row.line_no: (row.direction, str(row.amount_minor)) for row in reading_of(name).rows}
    by_hand = {number: (each["direction"], each["amount_minor"]) for number, each in CHECKED[name].items()}
    assert read == by_hand


@pytest.mark.parametrize("name", CHECKED)
def test_each_line_counts_in_a_budget_what_a_person_would_count(name: str, reading_of: ReadingOf) -> None:
    rows = reading_of(name).rows
    counted = {
        rows[each.row].line_no: str(each.counted_minor) for each in statements.understand(rows).meanings
    }
    assert counted == {number: each["counted_minor"] for number, each in CHECKED[name].items()}


def test_nine_of_ten_categories_agree_with_a_person_and_none_mistakes_a_debt(reading_of: ReadingOf) -> None:
    agreed = total = 0
    for name, by_hand in CHECKED.items():
        rows = reading_of(name).rows
        for meaning in statements.understand(rows).meanings:
            expected = by_hand[rows[meaning.row].line_no]["category"]
            total += 1
            agreed += meaning.category == expected
            group = statements.categories()
            assert group[meaning.category].group == group[expected].group
    assert total == 343
    assert agreed * 100 >= total * 90


def test_no_borrowed_money_and_no_refund_is_counted(reading_of: ReadingOf) -> None:
    for name in CHECKED:
        for meaning in statements.understand(reading_of(name).rows).meanings:
            if meaning.category in ("loan_proceeds", "refund", "failed_repayment", "own_transfer"):
                assert (meaning.counted_minor, meaning.line) == (0, "")


def test_the_sheet_of_the_export_is_read_and_not_the_table_copied_beside_it(reading_of: ReadingOf) -> None:
    reading = reading_of("wechat/deg_wechat.xlsx")
    assert reading.totals.stated_count == 10  # the copy says 43
    assert reading.rows[3].raw[5] == "28.16"  # the copy has "¥28.16"


def test_one_file_as_csv_and_as_workbook_means_the_same(reading_of: ReadingOf) -> None:
    as_csv, as_workbook = reading_of("wechat/deg_wechat.csv"), reading_of("wechat/deg_wechat.xlsx")
    for left, right in zip(as_csv.rows, as_workbook.rows, strict=True):
        assert (left.occurred_at, left.amount_minor, left.direction) == (
            right.occurred_at,
            right.amount_minor,
            right.direction,
        )
        assert (left.counterparty_name, left.external_id) == (right.counterparty_name, right.external_id)


def test_commas_that_were_not_quoted_stay_in_the_name_of_the_goods(reading_of: ReadingOf) -> None:
    row = reading_of("synthetic/alipay_web_16col_gbk.csv").rows[0]
    assert (row.narration, row.amount_minor, row.counterparty_name) == ("饼干,薯片,饮料", 5830, "示例超市")
    assert row.posted_on == date(2024, 1, 5)


def test_a_fee_and_a_refund_inside_other_words_are_found(reading_of: ReadingOf) -> None:
    fees = {row.line_no: row.fee_minor for row in reading_of("wechat/deg_wechat.csv").rows if row.fee_minor}
    assert fees == {24: 10, 25: 10, 26: 100}
    back = [row.refunded_minor for row in reading_of("synthetic/wechat_new.xlsx").rows if row.refunded_minor]
    assert back == [3993]


def test_a_statement_that_does_not_add_up_is_noted_and_not_refused(reading_of: ReadingOf) -> None:
    partial = reading_of("alipay/deg_alipay_app_2023_gbk.csv")
    assert partial.faults == ()
    assert {note.code for note in partial.notes} >= {"statement_count_differs", "statement_total_differs"}
    whole = reading_of("synthetic/alipay_app_debt_rows_gb18030.csv")
    assert whole.notes == ()
