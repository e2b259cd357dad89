"""Rates that others published, met within each source's own tolerance: official examples and tests of open projects.

The cases live in tests/conformance/facts/rates.json with their sources; where the full collection lies beside the
checkout, its cases of these kinds are judged as well.
"""

import json
from pathlib import Path

import pytest
from tests.conformance import adapt_cost
from tests.conformance.kinds import judge
from tests.conformance.outcome import AGREES, Case

ROOT = Path(__file__).resolve().parents[3]
KEPT = ROOT / "tests" / "conformance" / "facts" / "rates.json"
BESIDE = ROOT.parent / "shared" / "conformance"


def cases(path: Path) -> list[Case]:
    return [case for case in json.loads(path.read_text("utf-8")) if case["kind"] in adapt_cost.ADAPTERS]


@pytest.mark.parametrize("case", cases(KEPT), ids=lambda case: case["id"])
def test_a_published_rate_is_met(case: Case) -> None:
    assert judge(case) == AGREES


def test_every_rate_of_the_collection_beside_the_checkout_is_met() -> None:
    if not BESIDE.exists():
        pytest.skip("../shared/conformance is not here")
    judged = {case["id"]: judge(case) for path in BESIDE.glob("open_*.json") for case in cases(path)}
    assert len(judged) >= len(cases(KEPT))
    assert {name: outcome for name, outcome in judged.items() if outcome != AGREES} == {}


def of(kind: str) -> dict:
    return json.loads(json.dumps(next(case for case in cases(KEPT) if case["kind"] == kind)))


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
    case = next(case for case in cases(KEPT) if "payments_run_length" in case["inputs"])
    turned = json.loads(json.dumps(case))
    turned["inputs"]["payments_run_length"] = [row[::-1] for row in case["inputs"]["payments_run_length"]]
    turned["inputs"]["run_length_columns"] = case["inputs"]["run_length_columns"][::-1]
    assert judge(turned) == AGREES


def test_a_question_that_is_not_about_a_loan_is_not_applicable() -> None:
    case = of("tvm")
    case["inputs"]["function"] = "mirr"
    assert judge(case).verdict == "not_applicable"
