"""What a card asks for: read however a bank sets it, held beside the budget, and left out where it is not clear."""

from collections.abc import Sequence
from datetime import date

import pytest
from tests.engine.statements.printed import csv, page, read

from hejie import budget, statements

ROW = ("2026-01-02", "2026-01-03", "面馆", "28.00", "1234")
CARD = ("交易日期", "记账日期", "交易摘要", "交易金额", "卡号末四位")


def asked(*above: Sequence[object]) -> tuple[int | None, int | None, str] | None:
    """Owed, least and day of a card's statement with these lines above its rows."""
    bill = read(page((*above, CARD, ROW))).bill
    return None if bill is None else (bill.owed_minor, bill.least_minor, str(bill.due_on))


WHOLE = (59449, 9050, "2026-01-19")


@pytest.mark.parametrize(
    "above",
    [
        (("到期还款日", "2026-01-19"), ("本期应还款额", "¥ 594.49", "$---"), ("最低还款额", "¥ 90.50", "$---")),
        (("到期还款日",), ("2026年01月19日",), ("本期还款总额",), ("¥ 594.49",), ("本期最低还款额",), ("¥ 90.50",)),
        (("本期应还款总额 New Balance RMB 594.49",), ("本期最低还款额 Minimum Payment RMB 90.50",), ("到期还款日 Payment Due Date 2026年1月19日",)),
        (("到期还款日", "账单日", "最低还款额"), ("本期应还款额",), ("New Balance",), ("欠款 RMB 594.49", "RMB 90.50"), ("2026-01-19", "2026-01-01")),
        (("卡号", "币种", "应还款额/溢缴款", "最低还款额", "到期还款日"), ("62270816****9490", "人民币(CNY)", "594.49", "90.50", "2026/01/19")),
    ],
)  # fmt: skip
def test_what_a_card_asks_for_is_read_however_it_is_set(above: tuple[tuple[str, ...], ...]) -> None:
    assert asked(*above) == WHOLE


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ((("最低还款额未还部分不超过200.00元的，按10.00元收取",),), None),
        ((("最低还款额",), ("1.00", "2.00", "3.00")), None),
        ((("本期应还款额", "90.50"), ("最低还款额", "594.49")), None),
        ((("本期应还款额", "存款 12.00"), ("最低还款额", "0.00")), (-1200, 0, "None")),
        ((("最低还款额", "待定", "90.50"),), None),
    ],
)
def test_what_is_not_clearly_asked_for_is_left_out(
    above: tuple[tuple[str, ...], ...], expected: tuple[int, int, str] | None
) -> None:
    assert asked(*above) == expected


def test_a_bill_names_the_lines_that_say_so_and_an_account_has_none() -> None:
    reading = read(page((("最低还款额", "90.50"), ("到期还款日", "2026-01-19"), CARD, ROW)))
    assert reading.bill is not None
    assert reading.bill.lines == (1, 2)
    assert [note.code for note in reading.notes] == ["statement_card_least"]
    account = page(
        (
            ("最低还款额", "90.50"),
            ("交易日期", "交易金额", "余额", "摘要"),
            ("2026-01-02", "-1.00", "9.00", "x"),
        )
    )
    assert read(account).bill is None


def card(day: str, least: str, owed: str = "900.00", number: str = "6222****1234") -> statements.Reading:
    above = (("卡号", number), ("本期应还款额", owed), ("最低还款额", least), ("到期还款日", day))
    return read(page((*above, CARD, ROW), above="招商银行信用卡"))


def test_the_bills_of_all_cards_stand_in_the_order_of_their_days_and_count_once() -> None:
    first, later = card("2026-01-19", "90.00"), card("2026-02-19", "95.00")
    other = card("2026-02-10", "10.00", number="6222****9999")
    bills = statements.joined([later, first, other, first]).bills
    assert [(one.card[-4:], one.bill.least_minor) for one in bills] == [
        ("1234", 9000),
        ("9999", 1000),
        ("1234", 9500),
    ]


def test_the_least_of_the_latest_bills_is_held_beside_what_is_left() -> None:
    bills = statements.joined([card("2026-01-19", "90.00"), card("2026-02-19", "95.00")]).bills
    made = budget.estimate((), bills=bills)
    (found,) = [one for one in made.findings if one.code == "budget_card_least"]
    assert dict(found.facts) == {"least_minor": 9500, "left_minor": 0}
    assert made.disposable_minor == budget.estimate(()).disposable_minor == 0
    answers = budget.Answers((budget.Answer("income_salary", 9500),))
    enough = budget.estimate((), bills=bills, answers=answers)
    assert "budget_card_least" not in {one.code for one in enough.findings}


@pytest.mark.parametrize(("paid", "is_told"), [("95.00", True), ("95.01", False)])
def test_paying_just_what_the_bills_ask_for_at_least_is_seen(paid: str, is_told: bool) -> None:
    lines = [f"2026-0{month}-15,-{paid},1.00,信用卡还款,招商银行信用卡" for month in (1, 2, 3)]
    rows = read(csv("交易日期,交易金额,余额,摘要,对方户名", *lines)).rows
    meanings = statements.understand(rows).meanings
    bills = tuple(
        statements.CardBill("cmb", "x", statements.Bill(90000, 9500, date(2026, month, 20)))
        for month in (1, 2, 3)
    )
    codes = {one.message.code for one in statements.signs(rows, meanings, bills=bills)}
    assert ("statement_sign_minimum_only" in codes) is is_told
    assert not statements.signs(rows, meanings)
