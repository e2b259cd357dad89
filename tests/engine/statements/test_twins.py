"""One payment printed twice counts once; money between own accounts counts nowhere; and an amount alone ties nothing."""

from tests.engine.statements.printed import alipay_text, line, read

from hejie import budget, statements
from hejie.statements import Meaning, Row

BANK = "中国银行交易流水明细\n卡号：6222****8705,户名：王小示\n记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,对方卡号/账号,对方开户行\n"


def bank(*lines: str, card: str = "8705") -> statements.Reading:
    return read((BANK.replace("8705", card) + "\n".join(lines) + "\n").encode())


def booked(
    amount: str, *, name: str, kind: str = "网上快捷支付", day: str = "2026-06-02", said: str = ""
) -> str:
    return f"{day},10:00:00,人民币,{amount},1.00,{kind},银企对接,--,{said},{name},1,--"


def meant(*readings: statements.Reading) -> list[tuple[Row, Meaning]]:
    household = statements.joined(readings)
    found = statements.understand(household.rows, own_names=household.holders).meanings
    return [(household.rows[each.row], each) for each in found]


def counted(*readings: statements.Reading) -> dict[str, list[int]]:
    by_source: dict[str, list[int]] = {}
    for row, each in meant(*readings):
        by_source.setdefault(row.source, []).append(each.counted_minor)
    return by_source


NOODLES = line(
    amount="28.00", method="中国银行储蓄卡(8705)", at="2026-06-01 20:00:00", who="巷口面馆", type="餐饮美食"
)


def test_a_payment_by_wallet_from_a_bank_card_counts_once_with_the_wallets_shop() -> None:
    wallet, account = read(alipay_text(NOODLES)), bank(booked("-28.00", name="支付宝-某店"))
    assert counted(wallet, account) == {"alipay_app": [2800], "boc": [0]}
    ((_, shop), (_, copy)) = meant(wallet, account)
    assert (shop.category, copy.category, copy.rule) == ("dining", "wallet_copy", "wallet_copy")
    assert copy.pair == shop.row


def test_without_the_wallets_file_the_bank_row_counts_itself() -> None:
    assert counted(bank(booked("-28.00", name="支付宝-某店"))) == {"boc": [2800]}


def test_another_card_another_amount_another_week_or_another_payee_is_no_copy() -> None:
    wallet = read(alipay_text(NOODLES))
    others = (
        bank(booked("-28.00", name="支付宝-某店"), card="1111"),
        bank(booked("-28.01", name="支付宝-某店")),
        bank(booked("-28.00", name="支付宝-某店", day="2026-06-05")),
        bank(booked("-28.00", name="街角五金店")),
    )
    for account in others:
        assert counted(wallet, account)["boc"][0] > 0


def test_two_equal_payments_have_two_copies_and_a_third_bank_row_stands_alone() -> None:
    wallet = read(alipay_text(NOODLES, NOODLES.replace("20:00", "21:00")))
    account = bank(*[booked("-28.00", name="支付宝-某店", day=f"2026-06-0{day}") for day in (1, 2, 3)])
    assert sorted(counted(wallet, account)["boc"]) == [0, 0, 2800]


def test_a_repayment_by_wallet_from_a_bank_card_is_debt_service_once() -> None:
    wallet = read(
        alipay_text(
            line(
                type="信用借还",
                way="不计收支",
                who="花呗",
                goods="花呗主动还款-2026年05月账单",
                state="还款成功",
                amount="500.00",
                method="中国银行储蓄卡(8705)",
            )
        )
    )
    account = bank(booked("-500.00", name="重庆蚂蚁消费金融有限公司", said="支付宝还款", day="2026-06-01"))
    assert counted(wallet, account) == {"alipay_app": [50000], "boc": [0]}


def test_money_between_own_accounts_counts_nowhere() -> None:
    from_here = bank(booked("-1000.00", name="王小示", kind="跨行转账"))
    to_there = read(
        "交易日期,交易金额,余额,摘要,对方户名\n2026-06-03,1000.00,5000.00,转存,王小示\n2026-06-03,8000.00,13000.00,工资,某厂\n".encode()
    )
    both = {row.source + row.category_raw: each.rule for row, each in meant(from_here, to_there)}
    assert both == {
        "boc跨行转账": "own_ends",
        "bank_account转存": "own_ends",
        "bank_account工资": "salary_words",
    }


def test_the_same_amount_between_strangers_is_not_taken_for_an_own_transfer() -> None:
    from_here = bank(booked("-1000.00", name="李房东", kind="跨行转账", said="房租"))
    to_there = read("交易日期,交易金额,余额,摘要,对方户名\n2026-06-03,1000.00,5000.00,工资,某厂\n".encode())
    assert counted(from_here, to_there) == {"boc": [100000], "bank_account": [100000]}


def test_what_the_bank_books_as_a_purchase_beside_the_holders_name_is_a_purchase() -> None:
    (shop,) = meant(bank(booked("-20.00", name="王小示", kind="消费")))
    (moved,) = meant(bank(booked("-20.00", name="王小示", kind="银联消费", said="转账")))
    assert (shop[1].counted_minor, moved[1].category) == (2000, "own_transfer")


def test_money_from_one_who_only_lends_is_never_income() -> None:
    (lent,) = meant(bank(booked("5000.00", name="重庆蚂蚁消费金融有限公司", kind="汇入")))
    (paid,) = meant(bank(booked("5000.00", name="某某制衣厂", kind="工资")))
    assert (lent[1].category, lent[1].counted_minor) == ("loan_proceeds", 0)
    assert (paid[1].category, paid[1].counted_minor) == ("salary", 500000)


def test_dollars_are_not_added_to_yuan() -> None:
    text = "\n".join(
        [
            booked("-20.00", name="某店"),
            booked("-20.00", name="某店"),
            booked("-3.72", name="XBOX").replace("人民币", "美元"),
        ]
    )
    assert sorted(each.counted_minor for _, each in meant(bank(text))) == [0, 2000, 2000]


def test_a_household_of_wallet_and_bank_has_one_budget_whatever_the_order_of_its_files() -> None:
    wallet, account = (
        read(alipay_text(NOODLES)),
        bank(booked("-28.00", name="支付宝-某店"), booked("5000.00", name="某厂", kind="工资")),
    )
    made = []
    for files in ((wallet, account), (account, wallet)):
        household = statements.joined(files)
        made.append(budget.estimate(household.rows, period=household.period, own_names=household.holders))
    assert made[0] == made[1]
    assert (made[0].income_minor, made[0].discretionary_minor) == (500000, 2800)


PROOF = "支付宝账户：x\n收/支,交易对方,商品说明,收/付款方式,金额,交易订单号,商家订单号,交易时间\n"


def proof(*lines: str) -> statements.Reading:
    reading = read((PROOF + "\n".join(lines) + "\n").encode())
    assert (reading.source, len(reading.rows)) == ("alipay_proof", len(lines))
    return reading


def proved(amount: str, *, number: str, at: str = "2026-06-01 20:00:00", way: str = "支出") -> str:
    return f"{way},巷口面馆,午餐,余额,{amount},{number},M1,{at}"


def test_the_proof_of_a_wallet_repeats_the_bill_of_its_app_and_counts_nothing_beside_it() -> None:
    """Tied by the number of the payment, and where that is masked by the minute with the same other side."""
    bill = read(
        alipay_text(line(amount="28.00", at="2026-06-01 20:00:00", who="巷口面馆", number="20260601000111"))
    )
    number = bill.rows[0].external_id
    for told in (number, f"{number[:6]}****"):
        repeated = proof(proved("28.00", number=told))
        assert counted(bill, repeated) == {"alipay_app": [2800], "alipay_proof": [0]}
        ((_, first), (row, copy)) = meant(bill, repeated)
        assert (copy.category, copy.rule, copy.pair) == ("wallet_copy", "same_wallet", first.row)
        assert row.source == "alipay_proof"


def test_another_number_amount_or_way_is_another_payment_and_a_proof_alone_counts() -> None:
    bill = read(
        alipay_text(line(amount="28.00", at="2026-06-01 20:00:00", who="巷口面馆", number="20260601000111"))
    )
    number = bill.rows[0].external_id
    assert counted(proof(proved("28.00", number=number))) == {"alipay_proof": [2800]}
    for other in (proved("28.00", number="999"), proved("28.01", number=number)):
        assert counted(bill, proof(other))["alipay_proof"][0] > 0
    paid_back = proof(proved("28.00", number=number, way="收入"))
    assert {each.rule for row, each in meant(bill, paid_back)} & {"same_wallet"} == set()
    twice = proof(proved("28.00", number=number), proved("28.00", number=number))
    assert counted(bill, twice)["alipay_proof"] == [0, 2800]  # each row is the copy of one


def test_what_a_proof_repeats_disturbs_no_pair_of_the_rows_beside_it() -> None:
    wallet = read(alipay_text(NOODLES))
    repeated = proof(proved("28.00", number=wallet.rows[0].external_id))
    assert counted(wallet, repeated, bank(booked("-28.00", name="支付宝-某店"))) == {
        "alipay_app": [2800],
        "alipay_proof": [0],
        "boc": [0],
    }
