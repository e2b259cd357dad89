"""What a reader of pictures saw is read like a text layer, tilted lines too, and no surer than its letters."""

from dataclasses import replace

from tests.engine.papers.test_contract import TEXT, suggested
from tests.engine.papers.test_credit_report import REPORT

from hejie import papers
from hejie.papers import Seen, Sheet, sheets

HIGH = 12.0


def seen(text: str, *, tilt: float = 0.0, score: float = 0.97) -> Sheet:
    """Each line of a text in two runs, on a page that was photographed with this tilt, the runs in no order."""
    runs = []
    for number, line in enumerate(line.strip() for line in text.splitlines() if line.strip()):
        half = len(line) // 2
        for left, part in ((40.0, line[:half]), (300.0, line[half:])):
            right = left + 250
            top = 40 + 22 * number + tilt * (left + right) / 2
            runs.append(Seen(left, top, right, top + HIGH, part, score, tilt))
    return Sheet(1, 595, 842, tuple(sorted(runs, key=lambda run: run.text)))


def test_a_contract_in_a_tilted_photograph_gives_the_values_of_its_text() -> None:
    straight = papers.contract(TEXT.encode())
    tilted = papers.contract_of([seen(TEXT, tilt=0.06)])
    assert suggested(tilted) == suggested(straight)
    assert {clause.code for clause in tilted.clauses} == {clause.code for clause in straight.clauses}


def test_the_same_lines_read_as_if_they_were_straight_are_mixed_up() -> None:
    tilted = seen(TEXT, tilt=0.06)
    flat = Sheet(1, 595, 842, tuple(replace(run, tilt=0.0) for run in tilted.seen))
    assert len(sheets.lines(tilted)) == len([line for line in TEXT.splitlines() if line.strip()])
    assert sheets.lines(flat) != sheets.lines(tilted)


def test_a_suggestion_is_no_surer_than_the_letters_it_stands_on() -> None:
    clear = papers.contract_of([seen(TEXT, score=1.0)]).best("annual_rate")
    faint = papers.contract_of([seen(TEXT, score=0.6)]).best("annual_rate")
    assert clear is not None
    assert faint is not None
    assert (clear.value, clear.score) == (faint.value, 90)
    assert faint.score == 54
    assert papers.contract_of([seen(TEXT, score=0.6)]).clarity == 0.6


def test_a_credit_report_in_pictures_is_read_by_the_same_sentences() -> None:
    text = papers.credit_report(REPORT.encode())
    pictured = papers.credit_report_of([seen(REPORT)])
    assert [loan.sentence for loan in pictured.loans] == [loan.sentence for loan in text.loans]
    assert pictured.number == text.number


def test_a_page_on_which_nothing_was_seen_gives_nothing() -> None:
    empty = papers.contract_of([Sheet(1, 595, 842, ())])
    assert (empty.suggestions, empty.clauses, empty.pages, empty.clarity) == ((), (), 1, 0.0)
    assert papers.credit_report_of([Sheet(1, 595, 842, ())]).faults
