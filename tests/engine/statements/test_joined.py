"""Several files of one household are one list, in which no payment stands twice."""

import dataclasses
from datetime import date
from itertools import permutations

from tests.engine.statements.printed import UNTIL, alipay_text, line, read

from hejie import statements
from hejie.statements import Period, specimens

SIX = read(specimens.alipay(specimens.SOLE_TRADER, until=UNTIL, months=6))
THREE = read(specimens.alipay(specimens.SOLE_TRADER, until=UNTIL, months=3))
WECHAT = read(specimens.wechat_csv(specimens.SOLE_TRADER, until=UNTIL, months=4))


def test_a_month_in_two_exports_is_counted_once() -> None:
    early = read(specimens.alipay(specimens.EMPLOYEE, until=date(2026, 4, 30), months=1))
    joined = statements.joined([early, early])
    assert len(joined.rows) == len(early.rows)
    again = statements.joined([_from(SIX, 4), SIX])
    assert len(again.rows) == len(SIX.rows)
    assert [note.code for note in again.notes] == ["statement_rows_overlap"]


def _from(reading: statements.Reading, month: int) -> statements.Reading:
    """A later export of the same account, holding only the rows from a month on."""
    rows = tuple(row for row in reading.rows if row.occurred_at.month >= month)
    return dataclasses.replace(reading, sha256="later", rows=rows)


def test_two_equal_lines_of_one_file_are_two_payments() -> None:
    twice = read(alipay_text(line(), line()))
    assert len(statements.joined([twice]).rows) == 2
    assert [note.code for note in twice.notes] == ["statement_numbers_repeated"]


def test_the_order_of_the_files_does_not_matter() -> None:
    results = [statements.joined(order) for order in permutations([SIX, THREE, WECHAT])]
    assert all(result == results[0] for result in results)


def test_the_common_days_are_those_that_every_account_shows() -> None:
    assert statements.joined([SIX]).period == Period(date(2026, 1, 1), date(2026, 6, 30))
    assert statements.joined([SIX, WECHAT]).period == Period(date(2026, 3, 1), date(2026, 6, 30))
    assert statements.joined([SIX, read(alipay_text(line()))]).period is None
    assert statements.joined([]).period is None


def _covering(name: str, first: date, last: date) -> statements.Reading:
    return dataclasses.replace(SIX, sha256=name, period=Period(first, last))


def test_months_that_no_file_covers_are_not_months_of_nothing() -> None:
    winter = _covering("winter", date(2026, 1, 1), date(2026, 2, 28))
    spring = _covering("spring", date(2026, 3, 1), date(2026, 4, 30))
    summer = _covering("summer", date(2026, 5, 2), date(2026, 6, 30))
    assert statements.joined([spring, winter]).period == Period(date(2026, 1, 1), date(2026, 4, 30))
    assert statements.joined([summer, winter, spring]).period == Period(date(2026, 5, 2), date(2026, 6, 30))
    assert (
        statements.joined([_covering("all", date(2026, 1, 1), date(2026, 6, 30)), winter]).period
        == SIX.period
    )
