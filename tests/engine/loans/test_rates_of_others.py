"""The adapter of published rates can say no: a figure moved, a rate where there is none, a question of another kind."""

import json
from pathlib import Path

import pytest
from tests.conformance import adapt_cost
from tests.conformance.kinds import judge
from tests.conformance.outcome import AGREES, Case

FACTS = Path(__file__).resolve().parents[2] / "conformance" / "facts"
CASES: list[Case] = [
    case
    for path in sorted(FACTS.glob("*.json"))
    for case in json.loads(path.read_text("utf-8"))
    if case["kind"] in adapt_cost.ADAPTERS
]


def of(kind: str) -> dict:
    return json.loads(json.dumps(next(case for case in CASES if case["kind"] == kind)))


@pytest.mark.parametrize("kind", sorted(adapt_cost.ADAPTERS))
def test_a_figure_that_is_moved_beyond_its_tolerance_differs(kind: str) -> None:
    case = of(kind)
    case["expected"] = {name: (value or 0) + 0.2 for name, value in case["expected"].items()}
    assert judge(case).verdict == "differs"


def test_a_rate_where_the_source_has_none_differs() -> None:
    case = of("xirr")
    case["expected"] = {"xirr": None}
    assert judge(case).verdict == "differs"


def test_the_order_of_the_columns_is_the_cases() -> None:
    case = next(case for case in CASES if "payments_run_length" in case["inputs"])
    turned = json.loads(json.dumps(case))
    turned["inputs"]["payments_run_length"] = [row[::-1] for row in case["inputs"]["payments_run_length"]]
    turned["inputs"]["run_length_columns"] = case["inputs"]["run_length_columns"][::-1]
    assert judge(turned) == AGREES


def test_a_question_that_is_not_about_a_loan_is_not_applicable() -> None:
    case = of("tvm")
    case["inputs"]["function"] = "mirr"
    assert judge(case).verdict == "not_applicable"
