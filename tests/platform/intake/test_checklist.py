"""The checklist names each missing thing once, says where it is filled in, and blocks for four things alone."""

from dataclasses import replace

import pytest

from hejie import papers, texts
from hejie_platform.intake.facts import checklist
from hejie_platform.intake.facts.checklist import LoanTold, Named, Told
from hejie_platform.intake.facts.lists import LISTS, TRACKS
from hejie_platform.notices.queries import say

FULL = Told(
    identity="proven",
    cause="illness",
    answered=frozenset({"since_on", "recovery_on", "words"}),
    loans=(LoanTold("L1", "网商贷", True, True),),
    papers=frozenset({"bank_statement", "medical_bill"}),
    has_budget=True,
    has_wish=True,
)


def codes(told: Told) -> list[str]:
    return [one.code for one in checklist.missing(told)]


def test_nothing_is_missing_in_a_full_application() -> None:
    assert codes(FULL) == []


GAPS = [
    ({"identity": ""}, "missing_identity", True),
    ({"cause": "", "papers": frozenset()}, "missing_cause", True),
    ({"answered": frozenset({"recovery_on", "words"})}, "missing_since", False),
    ({"answered": frozenset({"since_on", "words"})}, "missing_recovery", False),
    ({"answered": frozenset({"since_on", "recovery_on"})}, "missing_words", False),
    ({"loans": ()}, "missing_loan", True),
    ({"loans": (LoanTold("L1", "网商贷", False, True),)}, "missing_creditor", False),
    ({"loans": (LoanTold("L1", "网商贷", True, False),)}, "missing_balance", False),
    ({"papers": frozenset({"bank_statement"})}, "missing_paper_medical_record", False),
    ({"papers": frozenset({"medical_bill"})}, "missing_paper_wallet_statement", False),
    ({"locked": (Named("P1", "bill.zip"),)}, "missing_password", False),
    ({"has_budget": False}, "missing_budget", False),
    ({"has_wish": False}, "missing_wish", False),
    ({"without_consent": (Named("B1", "江畔银行"),)}, "missing_consent", True),
]


@pytest.mark.parametrize(("gap", "code", "blocks"), GAPS)
def test_one_gap_is_one_line(gap: dict[str, object], code: str, blocks: bool) -> None:
    found = checklist.missing(replace(FULL, **gap))
    assert [(one.code, one.blocks) for one in found] == [(code, blocks)]


def test_all_gaps_together_are_as_many_lines_as_gaps() -> None:
    empty = Told(identity="", cause="", without_consent=(Named("B1", "a"), Named("B2", "b")))
    assert len(codes(empty)) == len({one.key for one in checklist.missing(empty)}) == 10


def test_papers_depend_on_the_cause() -> None:
    def papers(cause: str) -> list[str]:
        return [code for code in codes(replace(FULL, cause=cause, papers=frozenset())) if "paper" in code]

    assert papers("job_lost") == ["missing_paper_wallet_statement", "missing_paper_dismissal_or_registration"]
    assert papers("wrong_amount") == ["missing_paper_contract", "missing_paper_repayment_record"]


def test_what_a_lender_asks_for_is_added_once() -> None:
    asked = replace(FULL, asked=("medical_record", "income_statement", "income_statement", "no_such_kind"))
    assert codes(asked) == ["missing_paper_income_statement"]


def test_every_line_and_every_list_entry_is_a_declared_code() -> None:
    lines = {f"missing_paper_{kind}" for kind in LISTS.papers} | {code for _, code, _ in GAPS}
    reasons = {*LISTS.declines, *(route for one in LISTS.declines.values() for route in one.routes)}
    assert lines | reasons <= texts.CODES.keys()


def test_causes_name_papers_and_tracks_that_exist() -> None:
    for cause in LISTS.causes.values():
        assert cause.track in TRACKS
        assert {kind for kinds in cause.papers for kind in kinds} <= LISTS.papers.keys()


def test_what_the_reviewer_asked_for_is_needed_itself() -> None:
    """A medical bill would do for an illness; the reviewer who asks for the record wants the record."""
    asked = replace(FULL, asked_by_desk=("medical_record", "contract"))
    assert codes(asked) == ["missing_paper_medical_record", "missing_paper_contract"]
    given = replace(asked, papers=FULL.papers | {"medical_record", "contract"})
    assert codes(given) == []


@pytest.mark.parametrize("cause", LISTS.causes)
def test_intake_asks_for_what_the_one_checklist_says_and_tells_how_to_get_it(cause: str) -> None:
    wanted = papers.checklist(cause)
    assert LISTS.causes[cause].papers == tuple(need.any_of for need in wanted)
    assert wanted
    for need in wanted:
        assert set(need.any_of) <= set(LISTS.papers)
        assert [way.paper for way in need.ways] == sorted(
            need.any_of, key=lambda kind: (papers.way(kind).days, not papers.way(kind).is_free)
        )
        for way in need.ways:
            assert say(way.how.code, way.how.facts) != way.how.code


def test_the_kinds_of_papers_of_intake_and_of_the_checklists_are_the_same() -> None:
    assert set(papers.causes()) == set(LISTS.causes)
    with pytest.raises(KeyError):
        papers.way("no_such_paper")
    assert {papers.way(kind).paper for kind in LISTS.papers} == set(LISTS.papers)
