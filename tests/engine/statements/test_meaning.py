"""What a row means for a household: each rule beside its failing neighbour."""

import time

import pytest
from tests.engine.statements.printed import alipay_text, line, read

from hejie import statements
from hejie.statements import Meaning, refunds


def meanings(*lines: str) -> list[Meaning]:
    """In the order of the lines given."""
    rows = read(alipay_text(*lines)).rows
    by_line = {rows[each.row].line_no: each for each in statements.understand(rows).meanings}
    return [by_line[number] for number in sorted(by_line)]


def findings(*lines: str) -> list[tuple[str, dict[str, object]]]:
    found = statements.understand(read(alipay_text(*lines)).rows).findings
    return [(each.code, dict(each.facts)) for each in found]


DEBT = {"type": "信用借还", "way": "不计收支", "account": "/"}


def test_a_refund_paired_by_its_number_leaves_nothing_of_the_purchase() -> None:
    bought, back = meanings(
        line(state="交易关闭", amount="120.00", number="A1\t"),
        line(
            type="退款",
            goods="退款-衬衫",
            way="不计收支",
            state="退款成功",
            amount="120.00",
            number="A1_R7\t",
        ),
    )
    assert (bought.counted_minor, back.counted_minor, back.category) == (0, 0, "refund")
    assert back.pair == bought.row


def test_a_part_refund_takes_off_only_its_part_and_two_parts_add_up() -> None:
    bought, *_ = meanings(
        line(amount="100.00", number="A1\t", merchant="M9\t"),
        line(
            type="退款",
            way="不计收支",
            state="退款成功",
            amount="30.00",
            number="A1*REFUND_1\t",
            at="2026-06-02 10:00:00",
        ),
        line(
            type="退款",
            way="不计收支",
            state="退款成功",
            amount="25.50",
            number="A1*REFUND_2\t",
            at="2026-06-03 10:00:00",
        ),
    )
    assert bought.counted_minor == 4450


def test_a_refund_without_its_purchase_is_reported_and_is_no_income() -> None:
    lines = [
        line(number="B1\t", merchant="M2\t"),
        line(
            type="退款",
            way="收入",
            state="退款成功",
            amount="80.00",
            number="Z9\t",
            merchant="\t",
            who="别家店",
        ),
    ]
    bought, back = meanings(*lines)
    assert (bought.counted_minor, back.counted_minor, back.flags) == (1250, 0, ("refund_unmatched",))
    assert findings(*lines) == [("statement_refund_unmatched", {"count": 1, "amount_minor": 8000})]


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": "120.01"},  # more came back than was paid
        {"at": "2026-05-20 10:00:00"},  # came back before it was paid
        {"number": "A2_R7\t", "merchant": "\t", "who": "别家店"},  # nothing links the two
    ],
)
def test_a_refund_that_does_not_fit_a_purchase_is_not_paired(changed: dict[str, str]) -> None:
    refund = {"type": "退款", "way": "不计收支", "state": "退款成功", "amount": "120.00", "number": "A1_R7\t"}
    _, back = meanings(line(amount="120.00", number="A1\t"), line(**(refund | changed)))
    assert back.pair is None


def test_two_refunds_choose_the_same_purchases_whatever_order_they_are_told_in() -> None:
    rows = read(
        alipay_text(
            line(at="2026-06-01 10:00:00", amount="100.00", number="1", merchant="M"),
            line(at="2026-06-02 10:00:00", amount="100.00", number="2", merchant="M"),
            line(
                at="2026-06-03 10:00:00",
                amount="60.00",
                number="3",
                merchant="M",
                type="退款",
                way="不计收支",
            ),
            line(
                at="2026-06-04 10:00:00",
                amount="100.00",
                number="4",
                merchant="M",
                type="退款",
                way="不计收支",
            ),
        )
    ).rows
    for told in (rows, rows[::-1], (rows[3], rows[0], rows[2], rows[1])):
        understood = statements.understand(told).meanings
        assert {told[each.row].external_id: each.counted_minor for each in understood} == {
            "1": 0,
            "2": 4000,
            "3": 0,
            "4": 0,
        }


def test_ten_thousand_equal_refunds_are_paired_in_seconds() -> None:
    (bought,) = read(alipay_text(line(merchant=""))).rows
    (back,) = read(alipay_text(line(merchant="", number="9", type="退款", way="不计收支"))).rows
    many = 10_000
    started = time.monotonic()
    understood = statements.understand([bought] * many + [back] * many)
    assert sorted(each.pair for each in understood.meanings if each.pair is not None) == list(range(many))
    assert time.monotonic() - started < 6


@pytest.mark.parametrize("between", [refunds.MOST_TRIED - 1, refunds.MOST_TRIED])
def test_a_refund_looks_for_its_purchase_so_far_back_and_no_further(between: int) -> None:
    table = (
        "某某银行\n户名：王小示,账号：6222****8705\n交易时间,借贷标志,交易金额,账户余额,摘要,对方户名\n"
        + "\n".join(
            [
                "2026-03-01 10:00:00,借,9.00,100.00,消费,某店",
                "2026-03-02 10:00:00,借,1.00,99.00,消费,某店",
                "2026-03-03 10:00:00,贷,5.00,104.00,退款,某店",
            ]
        )
    )
    first, small, back = statements.read(table.encode(), filename="x").rows
    meant = statements.understand([first, *[small] * between, back]).meanings
    assert meant[-1].category == "refund"
    assert meant[-1].pair == (0 if between < refunds.MOST_TRIED else None)


def test_closed_before_it_was_paid_is_not_the_same_as_paid_and_sent_back() -> None:
    never, sent_back, paid = meanings(
        line(way="不计收支", state="交易关闭", method=""), line(state="交易关闭"), line(state="交易成功")
    )
    assert (never.category, sent_back.category) == ("never_paid", "groceries")
    assert [each.counted_minor for each in (never, sent_back, paid)] == [0, 0, 1250]


def test_money_from_a_lender_is_never_income_whatever_the_wallet_prints() -> None:
    for way in ("收入", "不计收支"):
        (lent,) = meanings(
            line(
                **DEBT | {"way": way},
                who="借呗",
                goods="借呗放款至银行卡",
                state="放款成功",
                amount="10000.00",
            )
        )
        assert (lent.category, lent.line, lent.counted_minor) == ("loan_proceeds", "", 0)
        assert lent.flags == ("new_borrowing",)


@pytest.mark.parametrize(
    ("who", "goods", "creditor"),
    [
        ("花呗", "花呗主动还款-2026年06月账单", "huabei"),
        ("花呗|信用购", "自动还款-花呗|信用购2026年06月账单", "huabei"),
        ("借呗", "借呗还款", "jiebei"),
        ("网商贷", "网商贷-还款", "mybank_loan"),
        ("浙江网商银行股份有限公司", "贷款还款", "mybank_loan"),
        ("抖音月付", "抖音月付还款", "douyin_monthly"),
        ("某某小贷公司", "还款", "unknown"),
    ],
)
def test_a_repayment_is_debt_service_of_its_creditor(who: str, goods: str, creditor: str) -> None:
    (repaid,) = meanings(line(**DEBT, who=who, goods=goods, state="还款成功", amount="500.00"))
    assert (repaid.line, repaid.creditor, repaid.counted_minor) == ("debt_service", creditor, 50000)


def test_a_failed_repayment_moves_no_money_and_is_flagged() -> None:
    failed_line = line(**DEBT, who="花呗", goods="花呗自动还款", state="还款失败", method="", amount="500.00")
    (failed,) = meanings(failed_line)
    assert (failed.category, failed.counted_minor, failed.flags) == (
        "failed_repayment",
        0,
        ("failed_repayment",),
    )
    assert findings(failed_line) == [
        (
            "statement_repayment_failed",
            {"creditor": "huabei", "count": 1, "amount_minor": 50000, "last_on": "2026-06-01"},
        )
    ]


def test_what_is_bought_now_and_paid_later_counts_once_when_it_is_repaid() -> None:
    bought, repaid = meanings(
        line(method="花呗&红包", amount="200.00"),
        line(**DEBT, who="花呗", goods="花呗主动还款", state="还款成功", amount="200.00"),
    )
    assert (bought.counted_minor, bought.flags, bought.category) == (0, ("on_credit",), "groceries")
    assert repaid.counted_minor == 20000


@pytest.mark.parametrize("method", ["余额宝", "余额", "招商银行储蓄卡(1230)", "红包&花呗", ""])
def test_what_is_paid_with_own_money_counts_when_it_is_paid(method: str) -> None:
    (bought,) = meanings(line(method=method))
    assert (bought.counted_minor, bought.flags) == (1250, ())


def test_a_purchase_by_card_counts_unless_the_rows_show_that_card_repaid() -> None:
    bought = line(method="招商银行信用卡(7449)", amount="300.00")
    repayment = line(**DEBT, who="招商银行", goods="信用卡还款-招商银行", state="还款成功", amount="300.00")
    other = line(**DEBT, who="中信银行", goods="信用卡还款-中信银行", state="还款成功", amount="300.00")
    assert [each.counted_minor for each in meanings(bought)] == [30000]
    assert [each.counted_minor for each in meanings(bought, other)] == [30000, 30000]
    assert [each.counted_minor for each in meanings(bought, repayment)] == [0, 30000]


@pytest.mark.parametrize(
    "goods",
    [
        "余额宝-自动转入",
        "余额宝-单次转入",
        "转账收款到余额宝",
        "提现-实时提现",
        "转出到网商银行",
        "余利宝-转入",
    ],
)
def test_money_between_own_pockets_is_neither_spent_nor_earned(goods: str) -> None:
    (moved,) = meanings(line(type="投资理财", goods=goods, way="不计收支", who="余额宝"))
    assert (moved.category, moved.counted_minor) == ("own_transfer", 0)


@pytest.mark.parametrize(
    ("cells", "category"),
    [
        ({"type": "收入", "who": "云水纺织有限公司", "goods": "工资-6月"}, "salary"),
        ({"type": "收入", "who": "云水商贸", "goods": "货款结算"}, "business_receipts"),
        ({"type": "收入", "who": "社保中心", "goods": "养老金发放"}, "benefits_pension"),
        ({"type": "收入", "who": "某公司", "goods": "其他"}, "other_regular"),
        ({"type": "转账红包", "who": "王小二", "goods": "转账"}, "personal_transfer_in"),
        ({"type": "其他", "who": "李四", "goods": "收款"}, "personal_transfer_in"),
        ({"type": "其他", "who": "住房公积金中心", "goods": "公积金提取"}, "provident_fund_withdrawal"),
        ({"type": "其他", "who": "abc", "goods": "?"}, "unknown_in"),
    ],
)
def test_money_in_is_income_only_where_the_row_says_so(cells: dict[str, str], category: str) -> None:
    (came,) = meanings(line(**cells, way="收入"))
    assert came.category == category
    is_income = statements.categories()[category].group == "income"
    assert came.counted_minor == (1250 if is_income else 0)


def test_an_unknown_row_is_said_to_be_unsure() -> None:
    sure, unsure = meanings(
        line(who="云水供电局", goods="电费", type="充值缴费"), line(type="其他", who="zz", goods="yy")
    )
    assert sure.confidence >= 85
    assert (unsure.category, unsure.confidence) == ("unknown_out", 30)
    assert sure.rule == "utility_words"


def test_a_latin_word_inside_another_means_nothing() -> None:
    etc, fetch = meanings(
        line(goods="ETC通行扣费", type="其他"), line(goods="fetch shirt", type="服饰装扮", who="fetchidea")
    )
    assert (etc.category, fetch.category) == ("transport", "shopping")


def test_a_shop_whose_name_holds_a_lender_is_no_debt() -> None:
    (paid,) = meanings(line(who="中国建设银行ETC", goods="通行费", type="交通出行"))
    assert (paid.line, paid.creditor) == ("essential_transport", "")


def test_lottery_words_are_a_flag_for_a_person_to_look_and_nothing_else() -> None:
    lines = [line(who="体彩站点", goods="彩票", amount="20.00")]
    (played,) = meanings(*lines)
    assert (played.counted_minor, played.flags) == (2000, ("lottery",))
    assert findings(*lines) == [("statement_gambling_words", {"count": 1, "amount_minor": 2000})]


@pytest.mark.parametrize(
    ("kind", "category"),
    [
        ("食品酒饮", "groceries"),
        ("清洁纸品", "groceries"),
        ("手机通讯", "shopping"),
        ("医疗保健", "medical"),
        ("线下消费", "unknown_out"),
    ],
)
def test_the_kinds_of_a_shops_own_wallet_are_categories_of_a_household(kind: str, category: str) -> None:
    head = "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类"
    row = f"2025-01-08 14:00:00,京东平台商户,一件商品,91.42,银行卡,交易成功,支出,{kind}"
    (meaning,) = statements.understand(
        read("\n".join(("京东账号名：river", head, row)).encode()).rows
    ).meanings
    assert meaning.category == category
