"""The credit centre's report: every creditor, balance, limit and word on arrears; the rest is listed, not guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import money, papers
from hejie.papers import ClaimedLoan, CreditReport

REPORT = """个人信用报告
报告编号：2026050100001234567890    报告时间：2026-05-01 10:20:30
姓名：王小示    证件类型：身份证    证件号码：330***********1234
信贷记录
从未逾期过的贷款
1.2024年03月05日浙江网商银行股份有限公司发放的50,000元（人民币）个人经营性贷款，2027年03月
05日到期。截至2026年04月，余额32,000。
第 1 页,共 2 页
2.2023年11月20日重庆蚂蚁消费金融有限公司为其他个人消费贷款授信，额度有效期至2028年11月20日，可循环使用。截至2026年04月，信用额度20,000元（人民币），余额为15,300，当前无逾期。
3.2021年06月01日某某消费金融有限公司发放的8,000元(人民币)其他个人消费贷款,2022年06月01日到期,2022年05月已结清。
发生过逾期的账户
1.2022年01月10日深圳前海微众银行股份有限公司为个人消费贷款授信，额度有效期至2027年01月10日，可循环使用。截至2026年04月，信用额度30,000元（人民币），余额为28,000，当前逾期金额3,200。最近5年内有4个月处于逾期状态，其中1个月逾期超过90天。
贷记卡
1.2019年08月08日招商银行股份有限公司发放的贷记卡（人民币账户，卡片尾号：1234）。截至2026年04月，信用额度40,000，已使用额度12,345。最近5年内有2个月处于逾期状态，没有发生过90天以上逾期。
2.2018年02月02日交通银行股份有限公司发放的贷记卡（美元账户）。截至2020年01月，2020年01月已销户。
3.2020年02月02日某某银行为本人办理了一项看不懂的业务，详情见附页。
查询记录
机构查询记录明细
1.2026年04月02日浙江网商银行股份有限公司贷后管理
"""


def report(text: str = REPORT, encoding: str = "utf-8") -> CreditReport:
    return papers.credit_report(text.encode(encoding))


def by_creditor(text: str = REPORT) -> dict[str, ClaimedLoan]:
    return {loan.creditor or loan.creditor_name: loan for loan in report(text).loans}


def test_the_head_names_the_report_and_its_person_and_keeps_no_identity_number() -> None:
    found = report()
    assert (found.number, found.name, found.made_on) == ("2026050100001234567890", "王小示", date(2026, 5, 1))
    assert "330" not in repr(found)


def test_an_instalment_loan_over_two_lines_and_a_page_number_is_one_entry() -> None:
    loan = by_creditor()["mybank_loan"]
    assert (loan.kind, loan.product, loan.state) == ("instalment", "个人经营性贷款", "open")
    assert (loan.amount_minor, loan.balance_minor) == (5000000, 3200000)
    assert (loan.opened_on, loan.due_on, loan.as_of) == (date(2024, 3, 5), date(2027, 3, 5), date(2026, 4, 1))


def test_a_revolving_credit_has_a_limit_and_a_balance() -> None:
    loan = by_creditor()["ant_consumer_finance"]
    assert (loan.kind, loan.limit_minor, loan.balance_minor) == ("revolving", 2000000, 1530000)
    assert (loan.arrears.overdue_now, loan.arrears.overdue_minor) == (False, None)


def test_arrears_are_read_with_their_months() -> None:
    late = by_creditor()["weilidai"].arrears
    assert (late.overdue_now, late.overdue_minor, late.late_months, late.late_over_90) == (True, 320000, 4, 1)
    card = by_creditor()["cmb"].arrears
    assert (card.late_months, card.late_over_90) == (2, 0)


def test_a_card_owes_what_is_used_of_it() -> None:
    card = by_creditor()["cmb"]
    assert (card.kind, card.limit_minor, card.balance_minor, card.tail) == ("card", 4000000, 1234500, "1234")
    closed = by_creditor()["bocom"]
    assert (closed.state, closed.currency, closed.balance_minor) == ("closed", "USD", 0)


def test_what_is_settled_owes_nothing_and_is_not_open() -> None:
    found = report()
    settled = next(loan for loan in found.loans if loan.state == "settled")
    assert (settled.balance_minor, settled.settled_on) == (0, date(2022, 5, 1))
    assert len(found.open_loans) == 4
    assert papers.total_owed(found.open_loans) == 3200000 + 1530000 + 2800000 + 1234500


def test_an_entry_that_is_not_understood_is_listed_with_its_words() -> None:
    found = report()
    assert len(found.loans) == 6
    assert [text[:11] for text in found.unread] == ["2020年02月02日"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_other_spellings_say_the_same(encoding: str) -> None:
    assert report(encoding=encoding).loans == report().loans
    half = REPORT.replace("（", "(").replace("）", ")").replace("，", ",").replace("：", ":")
    assert [loan.balance_minor for loan in report(half).loans] == [
        loan.balance_minor for loan in report().loans
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("某银行流水".encode(), "credit_report_not_one"),
        (b"", "statement_empty_file"),
        (b"%PDF-1.4 nonsense", "statement_pdf_broken"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "statement_wrong_kind"),
    ],
)
def test_another_paper_is_named(data: bytes, code: str) -> None:
    assert [fault.code for fault in papers.credit_report(data).faults] == [code]


@given(st.integers(0, len(REPORT)), st.text(max_size=40))
def test_a_report_with_anything_put_into_it_is_read_as_far_as_it_goes(place: int, junk: str) -> None:
    found = report(REPORT[:place] + junk + REPORT[place:], "utf-8-sig") if junk.isprintable() else report()
    assert all(loan.balance_minor is None or loan.balance_minor >= 0 for loan in found.loans)


def test_amounts_of_an_account_in_other_money_stand_in_yuan_where_the_report_says_so() -> None:
    card = "1.2019年02月02日某某银行股份有限公司发放的贷记卡（美元账户，卡片尾号：1234）。截至2026年04月，信用额度{}20,000，余额为0。"
    told = [report(f"个人信用报告\n贷记卡\n{card.format(words)}\n").loans[0] for words in ("折合人民币", "")]
    assert [(one.currency, one.limit_minor) for one in told] == [("CNY", 2_000_000), ("USD", 2_000_000)]


# --- bad input


def test_a_report_without_a_single_credit_is_read_and_empty() -> None:
    found = report(
        "个人信用报告\n报告编号：2026052012345678901234 报告时间：2026-05-20 10:00:00\n没有信贷记录。\n"
    )
    assert (found.loans, found.unread, found.faults) == ((), (), ())


@pytest.mark.parametrize("digits", ["9" * 20, "9" * 5000])
def test_an_amount_that_no_money_has_makes_its_entry_unread_and_no_other(digits: str) -> None:
    plain, absurd = report(), report(REPORT.replace("50,000", digits, 1))
    assert len(absurd.loans) == len(plain.loans) - 1
    assert len(absurd.unread) == len(plain.unread) + 1
    assert all((loan.amount_minor or 0) <= money.MAX_MINOR for loan in absurd.loans)


@pytest.mark.parametrize("digits", ["9" * 20, "9" * 5000])
def test_a_balance_that_no_money_has_makes_its_entry_unread(digits: str) -> None:
    assert len(report(REPORT.replace("32,000", digits, 1)).unread) == len(report().unread) + 1


OTHER_SENTENCES = """个人信用报告
信用卡
从未逾期过的贷记卡账户明细如下：
1.2025年03月03日云水银行发放的贷记卡（人民币账户，卡片尾号：4321）。截至2026年06月，信用额度30,000，已使用额度15,000，未出单大额专项分期余额5,000。
2.2013年10月31日云水银行发放的准贷记卡（人民币账户）。截至2017年11月，信用额度5,000，透支余额1,200。
3.2014年06月01日云水银行发放的贷记卡（人民币账户，卡片尾号：3333）。截至2026年06月已变成呆账，余额12,345。
贷款
从未发生过逾期的账户明细如下：
1.2023年02月03日河边银行发放的300,000元（人民币）个人经营性
贷款，2026年02月03日到期。截至2024年11月，余额200,000，从未发生过逾期。
资产处置信息
1.2021年05月06日山后资产管理公司接收河边银行债权，金额12,000。最近一次还款日期为2022年03月04日，余额8,000。
保证人代偿信息
1.2020年05月06日山前担保公司进行最近一次代偿，累计代偿金额9,000。最近一次还款日期为2021年03月04日，余额7,000。
相关还款责任信息
1.2022年04月01日，为李小示（证件类型：身份证，证件号码：330106199001011234）在云水银行申请的贷款承担相关还款责任，责任人类型为保证人，相关还款责任金额1,000,000。截至2024年10月，贷款余额800,000。
公共记录
"""


def test_sentences_of_every_part_of_the_report_are_read() -> None:
    found = report(OTHER_SENTENCES)
    assert found.unread == ()
    told = [(loan.kind, loan.state, loan.creditor_name, loan.balance_minor) for loan in found.loans]
    assert told == [
        ("card", "open", "云水银行", 2000000),  # with what is yet to be billed in instalments
        ("card", "open", "云水银行", 120000),
        ("card", "bad_debt", "云水银行", 1234500),
        ("instalment", "open", "河边银行", 20000000),
        ("instalment", "bad_debt", "山后资产管理公司", 800000),
        ("instalment", "bad_debt", "山前担保公司", 700000),
        ("guarantee", "open", "云水银行", 80000000),
    ]
    assert papers.total_owed(found.loans) == 2000000 + 120000 + 1234500 + 20000000 + 800000 + 700000


def test_a_heading_after_an_entry_says_nothing_of_it() -> None:
    loans = report(OTHER_SENTENCES).loans
    assert loans[2].arrears.overdue_now is None  # "从未发生过逾期的账户" is the next heading
    assert loans[3].arrears.overdue_now is False
    assert (loans[3].product, loans[1].product) == ("个人经营性贷款", "准贷记卡")


def test_the_number_of_somebody_for_whom_the_person_answers_is_not_kept() -> None:
    assert "330106" not in repr(report(OTHER_SENTENCES))
