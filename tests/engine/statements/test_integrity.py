"""What a file shows of its own soundness: observations, each beside a file that shows nothing."""

from datetime import date

import pytest
from tests.engine.statements import pdfs
from tests.engine.statements.printed import alipay_text, line, read

from hejie import statements
from hejie.statements import Period, Reading

HEADER = "交易日期,交易金额,余额,摘要,对方户名"
ROWS = [
    "2026-03-01,1000.00,1000.00,工资,厂",
    "2026-03-02,-35.50,964.50,消费,店",
    "2026-03-03,-64.50,900.00,消费,店",
    "2026-03-04,100.00,1000.00,转存,友",
    "2026-03-05,-1.00,999.00,消费,店",
]


def account(rows: list[str]) -> Reading:
    return read("\n".join([HEADER, *rows, ""]).encode())


def notes(reading: Reading) -> set[str]:
    return {note.code for note in reading.notes}


def test_a_running_balance_that_holds_is_found_in_either_direction() -> None:
    for rows in (ROWS, ROWS[::-1]):
        assert notes(account(rows)) == set()
        found = statements.balance(account(rows).rows)
        assert found is not None
        assert (found.checked, found.broken_lines) == (4, ())


def test_a_missing_row_breaks_the_balance_at_its_place() -> None:
    (note,) = account([*ROWS[:2], *ROWS[3:]]).notes
    assert (note.code, note.facts["count"], note.facts["line"]) == ("statement_balance_breaks", 1, 4)
    (note,) = account(list(reversed([*ROWS[:2], *ROWS[3:]]))).notes
    assert (note.code, note.facts["count"]) == ("statement_balance_breaks", 1)


def test_a_balance_that_never_holds_is_only_for_show() -> None:
    shown = [row.replace(row.split(",")[2], f"{7 * k}.00") for k, row in enumerate(ROWS)]
    assert notes(account(shown)) == {"statement_balance_unproved"}
    masked = [row.replace(row.split(",")[2], "x,xxx.xx") for row in ROWS]
    assert notes(account(masked)) == set()


def test_a_long_time_without_rows_is_named_with_its_days() -> None:
    (note,) = read(
        alipay_text(line(at="2026-01-01 10:00:00"), line(at="2026-03-01 10:00:00", number="2"))
    ).notes
    assert note.code == "statement_days_without_rows"
    assert (note.facts["from_on"], note.facts["until_on"], note.facts["count"]) == (
        "2026-01-02",
        "2026-02-28",
        58,
    )
    assert (
        read(alipay_text(line(at="2026-01-01 10:00:00"), line(at="2026-02-01 10:00:00", number="2"))).notes
        == ()
    )


def test_days_that_no_file_covers_are_listed() -> None:
    def spanning(first: date, last: date) -> Reading:
        return Reading(sha256=f"{first}", period=Period(first, last))

    files = [spanning(date(2026, 1, 1), date(2026, 1, 31)), spanning(date(2026, 3, 1), date(2026, 3, 31))]
    assert statements.uncovered(files) == (Period(date(2026, 2, 1), date(2026, 2, 28)),)
    assert statements.uncovered([*files, spanning(date(2026, 1, 20), date(2026, 3, 5))]) == ()
    assert statements.uncovered([]) == ()


STATEMENT = pdfs.table("某某银行账户明细", HEADER.split(","), [row.split(",") for row in ROWS])


def test_a_pdf_as_the_bank_made_it_shows_nothing() -> None:
    reading = read(STATEMENT)
    assert (reading.source, len(reading.rows), reading.faults, reading.notes) == ("bank_account", 5, (), ())


def test_a_pdf_that_was_added_to_says_so() -> None:
    at = STATEMENT.rindex(b"startxref")
    added = STATEMENT + b"\n" + STATEMENT[at:]
    assert notes(read(added)) >= {"statement_pdf_added_to"}


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (b"/Producer (WPS PDF)", True),
        (b"/Creator <FEFF7F8E56FE0020005000530049004C004F00560045005000440046>", True),
        (b"/Producer (\xfe\xff" + "Adobe Acrobat Pro".encode("utf-16-be") + b")", True),
        (b"/Producer (iText 2.1.7 by 1T3XT)", False),
    ],
)
def test_a_pdf_from_a_program_that_edits_is_an_observation(entry: bytes, told: bool) -> None:
    marked = STATEMENT.replace(b"%%EOF", b"% " + entry + b"\n%%EOF")
    assert ("statement_pdf_from_editor" in notes(read(marked))) is told


def test_the_same_file_is_recognised_by_a_keyed_mark_and_the_same_rows_too() -> None:
    one, two = account(ROWS), account(ROWS[::-1])
    assert one.sha256 != two.sha256
    assert statements.mark_of_file(one.sha256, key=b"k") != statements.mark_of_file(two.sha256, key=b"k")
    assert statements.mark_of_rows(one.rows, key=b"k") == statements.mark_of_rows(two.rows, key=b"k")
    assert statements.mark_of_rows(one.rows, key=b"k") != statements.mark_of_rows(one.rows, key=b"other")
    assert statements.mark_of_rows(one.rows[:4], key=b"k") != statements.mark_of_rows(one.rows, key=b"k")
    assert statements.mark_of_rows((), key=b"k") == ""
