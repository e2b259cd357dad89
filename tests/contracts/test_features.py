"""The project's own list of features: well-formed, and nothing claimed that no test even tries to prove.

Whether the proofs pass is told by `make features`, which runs them; here the marks are read from the text.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import features


def marks(text: str) -> Iterator[str]:
    """The ids in `@pytest.mark.feature(...)` and in `pytestmark = pytest.mark.feature(...)`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.feature":
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant))


@pytest.fixture(scope="module")
def marked(root: Path) -> Mapping[str, set[str]]:
    """Feature id -> the test files that carry it."""
    told: dict[str, set[str]] = {}
    for path in sorted((root / "tests").rglob("test_*.py")):
        for feature in marks(path.read_text(encoding="utf-8")):
            told.setdefault(feature, set()).add(path.relative_to(root).as_posix())
    return told


@pytest.fixture(scope="module")
def listed(root: Path) -> list[features.Row]:
    return features.rows((root / "FEATURES.md").read_text(encoding="utf-8"))


def test_every_row_of_the_list_is_read(root: Path, listed: list[features.Row]) -> None:
    lines = (root / "FEATURES.md").read_text(encoding="utf-8").splitlines()
    assert len(listed) == sum(line.startswith("| ") and not line.startswith("| ID") for line in lines)
    assert len({row.id for row in listed}) == len(listed)


def test_every_mark_names_a_row(listed: list[features.Row], marked: Mapping[str, set[str]]) -> None:
    assert marked.keys() - {row.id for row in listed} == set()


def test_every_claim_has_a_test_that_tries_to_prove_it(
    listed: list[features.Row], marked: Mapping[str, set[str]]
) -> None:
    assert {row.id for row in listed if row.is_claimed} - marked.keys() == set()


TOLD = [
    {
        "suite": "engine",
        "features": {"A01": {"t::a": "passed"}, "A02": {"t::b": "failed"}, "A03": {"t::c": "skipped"}},
    },
    {"suite": "platform", "features": {"A02": {"t::b": "passed"}}},
]
LIST = """
| A01 | One | done | yes |
| A02 | Two | done | yes |
| A03 | Three | done | |
| A04 | Four | done | yes |
"""


def test_claims_that_fail_and_claims_without_test_are_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = features.report(features.rows(LIST), features.outcomes(TOLD))
    assert sorted(wrong) == [
        "A02: claimed without a passing test",
        "A02: failed: engine: t::b",
        "A04: claimed without a passing test",
    ]
    assert "A01  proved" in capsys.readouterr().out


def test_a_skipped_proof_proves_nothing() -> None:
    assert not features.is_proved({"t::c": "skipped"})
    assert features.is_proved({"t::c": "passed", "t::d": "skipped"})


def test_a_mark_without_a_row_is_wrong() -> None:
    assert features.report([], {"Z99": {"t": "passed"}}) == [
        "Z99: marked in a test, but no row of FEATURES.md"
    ]
