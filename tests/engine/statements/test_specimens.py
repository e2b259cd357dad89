"""Invented statements read back as what was put into them, in every format."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.engine.statements.printed import UNTIL, read

from hejie import statements
from hejie.statements import specimens

Printer = Callable[..., bytes]
FORMATS: list[tuple[str, Printer, str]] = [
    ("alipay", specimens.alipay, "alipay_app"),
    ("wechat", specimens.wechat_csv, "wechat"),
    ("wechat", specimens.wechat_xlsx, "wechat"),
]
HOUSEHOLDS = [specimens.SOLE_TRADER, specimens.EMPLOYEE]


@pytest.mark.parametrize("household", HOUSEHOLDS)
@pytest.mark.parametrize(("wallet", "printer", "source"), FORMATS)
def test_a_specimen_reads_back_as_its_movements(
    household: specimens.Household, wallet: str, printer: Printer, source: str
) -> None:
    reading = read(printer(household, until=UNTIL, months=6, seed=7))
    made = specimens.movements(household, wallet=wallet, months=6, until=UNTIL, seed=7)
    assert reading.source == source
    assert (reading.faults, reading.notes) == ((), ())  # the printed totals are true
    put = sorted(
        (each.at, each.number, each.way, each.amount_minor, each.state, each.method) for each in made
    )
    got = sorted(
        (
            row.occurred_at.replace(tzinfo=None),
            row.external_id,
            row.direction,
            row.amount_minor,
            row.status_raw,
            row.method_raw,
        )
        for row in reading.rows
    )
    assert got == put


@pytest.mark.parametrize("household", HOUSEHOLDS)
@pytest.mark.parametrize(("wallet", "printer", "source"), FORMATS)
def test_a_specimen_covers_whole_months_up_to_a_day(
    household: specimens.Household, wallet: str, printer: Printer, source: str
) -> None:
    period = read(printer(household, until=date(2026, 3, 14), months=3)).period
    assert period == statements.Period(date(2025, 12, 1), date(2026, 2, 28))


@pytest.mark.parametrize(("wallet", "printer", "source"), FORMATS)
def test_a_specimen_is_the_same_for_the_same_seed_and_another_for_another(
    wallet: str, printer: Printer, source: str
) -> None:
    first = printer(specimens.EMPLOYEE, until=UNTIL, seed=1)
    assert first == printer(specimens.EMPLOYEE, until=UNTIL, seed=1)
    assert first != printer(specimens.EMPLOYEE, until=UNTIL, seed=2)


def test_the_sole_trader_has_receipts_and_the_employee_a_salary() -> None:
    def categories(household: specimens.Household) -> set[str]:
        rows = read(specimens.alipay(household, until=UNTIL)).rows
        return {each.category for each in statements.understand(rows).meanings}

    both = {"housing", "groceries", "debt_repayment", "refund", "failed_repayment", "own_transfer"}
    trader, employee = categories(specimens.SOLE_TRADER), categories(specimens.EMPLOYEE)
    assert both <= trader & employee
    assert {"business_receipts", "business_cost", "loan_proceeds"} <= trader - employee
    assert "salary" in employee - trader


def test_the_trader_repays_huabei_and_the_business_loan() -> None:
    rows = read(specimens.alipay(specimens.SOLE_TRADER, until=UNTIL)).rows
    understood = statements.understand(rows)
    assert {each.creditor for each in understood.meanings if each.line == "debt_service"} == {
        "huabei",
        "jiebei",
        "mybank_loan",
    }
    assert {each.code for each in understood.findings} == {
        "statement_repayment_failed",
        "statement_new_borrowing",
        "statement_bought_on_credit",
    }


def test_a_household_of_half_the_scale_has_half_the_receipts() -> None:
    whole = specimens.Household("sole_trader", scale=100)
    half = specimens.Household("sole_trader", scale=50)

    def amounts(household: specimens.Household) -> list[int]:
        made = specimens.movements(household, wallet="alipay", months=1, until=UNTIL, seed=3)
        return [each.amount_minor for each in made if each.way == "in"]

    assert amounts(half) == [minor // 2 for minor in amounts(whole)]
