"""In which currency a file is: said by the file, else by whose file it is, else asked; never taken for yuan in silence."""

import pytest
from tests.engine.statements.printed import csv, read

from hejie import statements

HEAD = "Date,Description,Money Out,Money In,Balance"
ROWS = ("2026-03-01,Wages,,8000.00,9000.00", "2026-03-02,Shop,35.50,,8964.50")
BRITISH = csv(HEAD, *ROWS)


@pytest.mark.parametrize(
    ("data", "code", "by"),
    [
        (csv("Date,Description,Paid out (£),Paid in (£),Balance (£)", *ROWS), "GBP", "column"),
        (csv("Date,Description,Amount (€),Balance", "2026-03-01,Shop,-1.00,2.00"), "EUR", "column"),
        (csv(f"{HEAD},Currency", f"{ROWS[0]},GBP", f"{ROWS[1]},GBP"), "GBP", "column"),
        (BRITISH.replace(b"35.50", "£35.50".encode()), "GBP", "amount"),
        (csv("Date,Description,Amount,Balance", "2026-03-01,Shop,-HK$5.00,HK$2.00"), "HKD", "amount"),
        (csv("Account currency: USD", HEAD, *ROWS), "USD", "above"),
        (csv("Sort code 00-00-00", HEAD, *ROWS), "GBP", "above"),
        (csv("币种:美元", "交易日期,摘要,支出,收入,余额", *ROWS), "USD", "above"),
        (csv("交易日期,摘要,支出(元),收入(元),余额", *ROWS), "CNY", "column"),
        (csv("交易日期,摘要,支出,收入,余额", *ROWS), "CNY", "words"),
        (csv("交易日期,记账日期,交易金额,摘要,卡号末四位", "2026-03-01,2026-03-02,1.00,店,1234"), "CNY", "words"),
    ],
)  # fmt: skip
def test_a_file_says_its_currency_in_many_ways(data: bytes, code: str, by: str) -> None:
    reading = read(data)
    assert (reading.currency, reading.currency_by, reading.faults) == (code, by, ())
    assert {row.currency for row in reading.rows} == {code}
    assert read(data, currency="SEK").currency == code  # what the file says stands over whose it is


@pytest.mark.parametrize(
    ("data", "household", "code"),
    [
        (BRITISH, "", ""),
        (BRITISH, "GBP", "GBP"),
        (BRITISH.replace(b"35.50", b"$35.50"), "GBP", ""),  # dollars of some country, and no pounds
        (BRITISH.replace(b"35.50", b"$35.50"), "AUD", "AUD"),
    ],
)
def test_a_file_that_does_not_say_is_the_households_or_is_asked(
    data: bytes, household: str, code: str
) -> None:
    reading = read(data, currency=household)
    assert {row.currency for row in reading.rows} == ({code} if code else set())
    if not code:
        assert [fault.code for fault in reading.faults] == ["statement_currency_unclear"]
        assert reading.unmapped is not None


def test_who_names_the_columns_names_the_currency_and_a_mark_in_a_row_stands_over_it() -> None:
    offer = read(BRITISH).unmapped
    assert offer is not None
    fields = {"Date": "occurred_at", "Money Out": "amount_out", "Money In": "amount_in"}
    told, faults = statements.column_map(offer, fields, sign="two_columns", currency="GBP")
    assert told is not None, faults
    reading = read(BRITISH, maps=[told])
    assert ({row.currency for row in reading.rows}, reading.currency_by) == ({"GBP"}, "person")
    mixed = read(BRITISH.replace(b"35.50", "€35.50".encode()), maps=[told])
    assert [row.currency for row in mixed.rows] == ["GBP", "EUR"]
    _, faults = statements.column_map(offer, fields, sign="two_columns", currency="PIECES")
    assert [(one.field, one.code) for one in faults] == [("currency", "statement_map_currency_unknown")]


def test_only_the_households_money_counts_and_the_rest_is_said() -> None:
    rows = read(BRITISH, currency="GBP").rows
    at_home = statements.understand(rows, currency="GBP")
    assert [each.counted_minor for each in at_home.meanings] == [800_000, 3_550]
    assert at_home.meanings[0].category == "salary"
    abroad = statements.understand(rows, currency="CNY")
    assert [each.counted_minor for each in abroad.meanings] == [0, 0]
    assert [(one.code, one.facts["count"]) for one in abroad.findings] == [("statement_other_currency", 2)]
