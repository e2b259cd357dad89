"""A lender's files become the events and buckets of an account, one to one, and differences are told bucket by bucket."""

import io
from datetime import date
from fractions import Fraction

import pytest
from openpyxl import Workbook

from hejie import loans, papers
from hejie.loans import Buckets, Terms, reconciliation

PLAN = (
    "还款计划\n借据号,期次号,分期开始日期,分期结束日期,本金,初始利息匡算\n"
    "J1,2,2026-02-15,2026-03-15,333.33,6.67\nJ1,1,2026-01-15,2026-02-15,333.33,10.00\nJ1,3,2026-03-15,2026-04-15,333.34,3.33\n合计,,,,1000.00,20.00\n"
)
NAMES = ["正常本金", "逾期本金", "正常利息", "逾期利息", "逾期本金罚息", "逾期利息罚息"]
HEADER = ",".join(
    [
        "还款流水号",
        "还款日期",
        "总金额",
        *(f"应还{name}" for name in NAMES),
        *(f"实还{name}" for name in NAMES),
        *("还款类型", "五级分类", "应计状态", "核销标识", "还款账户类型", "还款账户编号"),
    ]
)


def detail(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows, ""]).encode("gb18030")


def row(number: str, day: str, total: str, before: str, paid: str) -> str:
    return f"{number},{day},{total},{before},{paid},正常还款,正常,应计,否,银行卡,6222000011112222"


GOOD = row(
    "F1", "2026-03-01", "346.00", "666.67,333.33,3.33,10.00,1.56,0.00", "0.00,333.33,0.00,10.00,1.56,0.00"
).replace("346.00", "344.89")


def test_a_plan_is_read_in_its_order_whatever_the_order_of_its_lines() -> None:
    file = papers.lender_file(PLAN.encode())
    assert file.faults == ()
    assert [(each.term_no, each.end, each.principal_minor, each.interest_minor) for each in file.plan] == [
        (1, date(2026, 2, 15), 33333, 1000),
        (2, date(2026, 3, 15), 33333, 667),
        (3, date(2026, 4, 15), 33334, 333),
    ]


def test_a_repayment_keeps_what_was_owed_and_what_was_paid_in_each_bucket() -> None:
    (each,) = papers.lender_file(detail(GOOD)).repayments
    assert each.before == Buckets(
        normal_principal=66667,
        overdue_principal=33333,
        normal_interest=333,
        overdue_interest=1000,
        penalty_interest=156,
    )
    assert each.paid == Buckets(overdue_principal=33333, overdue_interest=1000, penalty_interest=156)
    assert (each.flow_no, each.grade, each.account_tail) == ("F1", "正常", "2222")


def test_repayments_are_payments_of_an_account() -> None:
    file = papers.lender_file(detail(GOOD))
    (payment,) = file.payments
    assert (payment.day, payment.minor, payment.id) == (date(2026, 3, 1), 34489, "F1")


def test_the_account_replayed_from_the_contract_is_set_beside_the_lenders_buckets() -> None:
    terms = Terms(
        method="equal_principal",
        principal_minor=100000,
        annual_rate=Fraction(12, 100),
        start=date(2026, 1, 15),
        first_due=date(2026, 2, 15),
        instalments=3,
    )
    account = loans.account_at(terms, (), date(2026, 3, 1)).buckets
    whole = ",".join(
        f"{getattr(account, name) / 100:.2f}"
        for name in (
            "normal_principal",
            "overdue_principal",
            "normal_interest",
            "overdue_interest",
            "penalty_interest",
            "compound_interest",
        )
    )
    nothing = ",".join(["0.00"] * 6)
    same = papers.lender_file(detail(row("F1", "2026-03-01", "0.00", whole, nothing)))
    assert papers.replayed(same, terms) == ()
    dearer = papers.lender_file(
        detail(
            row(
                "F1",
                "2026-03-01",
                "0.00",
                whole.replace(f"{account.penalty_interest / 100:.2f}", "9.99"),
                nothing,
            )
        )
    )
    (difference,) = papers.replayed(dearer, terms)
    assert (difference.bucket, difference.stated_minor, difference.replayed_minor) == (
        "penalty_interest",
        999,
        account.penalty_interest,
    )


def test_a_workbook_may_hold_plan_and_detail() -> None:
    book = Workbook()
    assert book.active is not None
    for line in PLAN.splitlines()[1:4]:
        book.active.append(line.split(","))
    other = book.create_sheet()
    for line in (HEADER, GOOD):
        other.append(line.split(","))
    data = io.BytesIO()
    book.save(data)
    file = papers.lender_file(data.getvalue())
    assert (len(file.plan), len(file.repayments), file.faults) == (2, 1, ())


def test_parts_that_are_not_the_total_and_payments_beyond_what_was_owed_are_told() -> None:
    wrong = row("F9", "2026-03-02", "1.00", "0.00,0.00,0.00,0.00,0.00,0.00", "2.00,0.00,0.00,0.00,0.00,0.00")
    file = papers.lender_file(detail(GOOD, wrong))
    assert [(each.code, each.facts["given"]) for each in file.findings] == [
        ("lender_file_parts_not_total", "F9"),
        ("lender_file_paid_more_than_owed", "F9"),
    ]
    assert papers.lender_file(detail(GOOD)).findings == ()


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"a,b,c,d\n1,2,3,4\n", ["lender_file_not_one"]),
        (b"", ["statement_empty_file"]),
        (detail(GOOD.replace("344.89", "viel")), ["lender_file_line_unreadable"]),
        (detail(GOOD.replace("333.33", "=1+1")), ["lender_file_line_unreadable"]),
        (PLAN.replace("333.34", "-1").encode(), ["lender_file_line_unreadable"]),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, codes: list[str]) -> None:
    assert [fault.code for fault in papers.lender_file(data).faults] == codes


@pytest.mark.parametrize(
    ("data", "field", "line", "column", "given"),
    [
        (detail(GOOD, GOOD.replace("344.89", "viel")), "total", 3, "总金额", "viel"),
        (detail(GOOD.replace("333.33", "=1+1")), "before.overdue_principal", 2, "应还逾期本金", "=1+1"),
        (PLAN.replace("333.34", "-1").encode(), "principal", 5, "本金", "-1"),
        (PLAN.replace("6.67", "?").encode(), "interest", 3, "初始利息匡算", "?"),
    ],
)
def test_a_bad_row_is_told_by_its_line_and_its_field(
    data: bytes, field: str, line: int, column: str, given: str
) -> None:
    (fault,) = papers.lender_file(data).faults
    assert fault.field == field
    assert (fault.facts["line"], fault.facts["column"], fault.facts["given"]) == (line, column, given)


def test_of_a_file_of_several_loans_nothing_is_left_but_those_that_are_asked_for() -> None:
    other = PLAN.replace("J1", "J2").replace("333.33", "-333.33", 1)
    file = papers.lender_file((PLAN + other.partition("\n")[2].partition("\n")[2]).encode())
    assert {one.loan_ref for one in file.plan} == {"J1", "J2"}
    assert file.faults
    alone = papers.of_loans(file, {"J1"})
    assert [one.loan_ref for one in alone.plan] == ["J1"] * 3
    assert (alone.repayments, alone.faults) == ((), ())  # an unread line may tell of anybody's loan
    assert papers.of_loans(file, set()) == papers.LenderFile()


def test_what_was_paid_before_the_file_begins_is_part_of_the_replay() -> None:
    terms = Terms(
        method="equal_principal", principal_minor=100_000, annual_rate=Fraction(12, 100),
        start=date(2026, 1, 15), first_due=date(2026, 2, 15), instalments=3,
    )  # fmt: skip
    earlier = reconciliation.paid_on_time(terms, before=date(2026, 3, 1))
    owed = loans.account_at(terms, earlier, date(2026, 3, 1)).buckets
    names = (
        "normal_principal",
        "overdue_principal",
        "normal_interest",
        "overdue_interest",
        "penalty_interest",
        "compound_interest",
    )
    before = ",".join(f"{owed[name] / 100:.2f}" for name in names)
    file = papers.lender_file(detail(row("F1", "2026-03-01", "0.00", before, ",".join(["0.00"] * 6))))
    assert papers.replayed(file, terms, earlier=earlier) == ()
    assert papers.replayed(file, terms)
