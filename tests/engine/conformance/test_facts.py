"""The engine beside 300 figures of official documents and open projects, each with its source (facts/*.json).

Kept are facts only: what goes in, what comes out, how exactly the source states it, and where it is written. Four cases
that contradict themselves in their collection stand here in the reading that their own figures support, marked
"-corrected".
"""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from tests.conformance.kinds import adapters, judge
from tests.conformance.outcome import Case

FOLDER = Path(__file__).parents[2] / "conformance" / "facts"
CASES: list[Case] = [
    case for path in sorted(FOLDER.glob("*.json")) for case in json.loads(path.read_text(encoding="utf-8"))
]

NOT_OURS = {
    "fineract-e2e-Loan-L5598": "a peer's quirk: a pay-off bears interest up to its next rest date",
    "fineract-e2e-LoanRepayment-L1081": "a peer's quirk: money counts from its next rest date",
    "fineract-e2e-LoanRepayment-L582": "a peer's quirk: late interest is compounded at its rest dates",
}
"""Kept so that nobody wonders whether they were overlooked."""


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["id"] not in NOT_OURS], ids=lambda case: case["id"]
)
def test_the_figures_of_a_third_party_are_met(case: Case) -> None:
    outcome = judge(case)
    assert (outcome.verdict, outcome.reason) == ("agrees", "")


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["id"] in NOT_OURS], ids=lambda case: case["id"]
)
def test_a_case_that_is_not_ours_says_why(case: Case) -> None:
    outcome = judge(case)
    assert outcome.verdict == "not_applicable"
    assert outcome.reason


def test_every_fact_has_an_adapter_and_a_source() -> None:
    assert {case["kind"] for case in CASES} <= set(adapters())
    assert len(CASES) > 300
    assert [case["id"] for case in CASES if not case["source"]] == []
    assert len({case["id"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("kind", ["schedule_zh", "schedule_full", "schedule_emi", "day_count", "pro_rata"])
def test_a_figure_moved_by_more_than_its_tolerance_is_seen(kind: str) -> None:
    """An adapter that agrees with everything would prove nothing."""
    for case in (case for case in CASES if case["kind"] == kind and case["id"] not in NOT_OURS):
        assert judge({**case, "expected": moved(case["expected"])}).verdict == "differs", case["id"]


def moved(value: object) -> object:
    """The same shape with every number moved by 2."""
    if isinstance(value, dict):
        return {name: item if name in KEPT else moved(item) for name, item in value.items()}
    if isinstance(value, list):
        return [moved(item) for item in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value + 2
    if isinstance(value, str) and FIGURE.fullmatch(value):
        return str(Fraction(value) + 2)
    return value


FIGURE = re.compile(r"[0-9.]+(/[0-9]+)?")
KEPT = (
    "after_steps",
    "after_events",
    "what",
    "schedule_columns",
    "transaction_columns",
    "columns",
    "index",
    "n",
)
