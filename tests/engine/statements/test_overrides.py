"""A person may know better: each change beside the one that is refused."""

from tests.engine.statements.printed import alipay_text, line, read

from hejie import budget, statements
from hejie.statements import Meaning, Override, Row

WAGES = line(type="转账红包", way="收入", who="李师傅", goods="转账", amount="3000.00", number="1\t")
LOAN = line(
    type="信用借还",
    way="不计收支",
    who="借呗",
    goods="借呗放款至银行卡",
    state="放款成功",
    amount="5000.00",
    number="2\t",
)
READING = read(alipay_text(WAGES, LOAN))
MEANT = statements.understand(READING.rows).meanings


def at(category: str) -> tuple[Row, Meaning]:
    return next((READING.rows[each.row], each) for each in MEANT if each.category == category)


def changed(*changes: Override) -> tuple[tuple[Meaning, ...], list[str]]:
    meanings, faults = statements.override(MEANT, READING.rows, changes)
    return meanings, [fault.code for fault in faults]


def test_the_borrower_says_that_a_transfer_was_wages_and_the_budget_follows() -> None:
    row, before = at("personal_transfer_in")
    meanings, faults = changed(Override(statements.row_key(row), "salary", "borrower", "日结工资"))
    after = meanings[MEANT.index(before)]
    assert faults == []
    assert (before.counted_minor, after.counted_minor, after.line) == (0, 300000, "income_salary")
    assert (after.rule, after.confidence) == ("override_borrower", 100)
    assert budget.estimate(READING.rows, meanings=meanings).income_minor == 300000
    assert budget.estimate(READING.rows, meanings=MEANT).income_minor == 0


def test_borrowed_money_becomes_income_by_no_word_of_the_borrower() -> None:
    row, before = at("loan_proceeds")
    key = statements.row_key(row)
    meanings, faults = changed(Override(key, "salary", "borrower", "工资"))
    assert (faults, meanings) == (["statement_override_needs_reviewer"], MEANT)
    meanings, faults = changed(Override(key, "salary", "reviewer", "单位误标，见工资条"))
    assert faults == []
    assert meanings[MEANT.index(before)].rule == "override_reviewer"


def test_every_fault_of_a_change_is_told_and_nothing_is_changed() -> None:
    row, _ = at("personal_transfer_in")
    meanings, faults = changed(
        Override("nowhere", "moon", "borrower", " "),
        Override(statements.row_key(row), "salary", "borrower", ""),
    )
    assert meanings == MEANT
    assert faults == [
        "statement_override_row_unknown",
        "statement_override_category_unknown",
        "statement_override_reason_missing",
        "statement_override_reason_missing",
    ]


def test_the_last_word_counts_and_money_out_is_no_income() -> None:
    row, before = at("personal_transfer_in")
    key = statements.row_key(row)
    first, last = Override(key, "salary", "borrower", "a"), Override(key, "own_transfer", "borrower", "b")
    assert changed(first, last)[0][MEANT.index(before)].category == "own_transfer"
    assert changed(Override(key, "groceries", "borrower", "c"))[0][MEANT.index(before)].counted_minor == 0


def test_a_row_keeps_its_key_in_any_order_and_two_equal_lines_have_two() -> None:
    turned = read(alipay_text(LOAN, WAGES))
    assert {statements.row_key(row) for row in turned.rows} == {
        statements.row_key(row) for row in READING.rows
    }
    twice = read(alipay_text(line(number=""), line(number=""))).rows
    assert len({statements.row_key(row) for row in twice}) == 2


def test_every_meaning_can_show_the_words_that_decided() -> None:
    row, meaning = at("loan_proceeds")
    assert statements.because(row, meaning) == "放款"
    (shop,) = statements.understand(read(alipay_text(line(who="西门菜市场"))).rows).meanings
    assert statements.because(read(alipay_text(line(who="西门菜市场"))).rows[0], shop) == "菜市场"
