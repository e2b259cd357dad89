"""The runner of third-party cases: what it prints, what it answers to cases and files it cannot use."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from tests.conformance import kinds
from tests.conformance.figures import differences, minor
from tests.conformance.outcome import AGREES, Case, Outcome, differs, judged, not_applicable

import conform


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(case: Case) -> Outcome:
        return AGREES if case["inputs"]["figure"] else differs("0, expected 1")

    monkeypatch.setattr(
        kinds,
        "adapters",
        lambda: {"sum": broken, "never": lambda case: not_applicable("the source adds days")},
    )


def cases_in(folder: Path, cases: object) -> str:
    path = folder / "cases.json"
    path.write_text(json.dumps(cases), encoding="utf-8")
    return str(path)


CASES = [
    {"kind": "sum", "id": "a", "inputs": {"figure": 1}},
    {"kind": "sum", "id": "b", "inputs": {"figure": 0}},
    {"kind": "sum", "id": "c"},
    {"kind": "never", "id": "d"},
    {"kind": "moon", "id": "e"},
]


@pytest.mark.usefixtures("table")
def test_each_kind_is_counted_and_each_case_that_does_not_agree_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert conform.main([cases_in(tmp_path, CASES)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "moon: 0 agree, 0 differ, 1 not applicable",
        "  not applicable: e: no adapter for this kind",
        "never: 0 agree, 0 differ, 1 not applicable",
        "  not applicable: d: the source adds days",
        "sum: 1 agree, 2 differ, 0 not applicable",
        "  differs: b: 0, expected 1",
        "  differs: c: the adapter failed: KeyError: 'inputs'",
        "total: 1 agree, 2 differ, 2 not applicable",
    ]


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(("chosen", "code"), [(CASES, 1), (CASES[:1], 0)])
def test_a_difference_fails_the_run_only_where_that_is_asked_for(
    tmp_path: Path, chosen: Sequence[Case], code: int
) -> None:
    path = cases_in(tmp_path, chosen)
    assert (conform.main([path]), conform.main([path, "--strict"])) == (0, code)


@pytest.mark.parametrize("written", ['{"kind": "sum"}', "[1]", "[", "\udcff"])
def test_a_file_that_is_no_list_of_cases_is_named_and_the_others_are_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    path = tmp_path / "odd.json"
    path.write_bytes(written.encode("utf-8", "surrogateescape"))
    assert conform.main([str(path), str(tmp_path / "none.json"), cases_in(tmp_path, CASES[-1:])]) == 2
    told = capsys.readouterr()
    assert told.out.endswith("total: 0 agree, 0 differ, 1 not applicable\n")
    assert [line.split(": ")[:2] for line in told.err.splitlines()] == [
        ["unreadable", str(path)],
        ["unreadable", str(tmp_path / "none.json")],
    ]


def test_a_figure_beyond_the_tolerance_is_seen_and_one_within_it_is_not() -> None:
    got = {"payment": Decimal("866.19"), "rows": [[1, 2], [3, 4]]}
    assert differences(got, {"payment": 866.195}, Decimal("0.005")) == []
    assert differences(got, {"payment": 866.2}, Decimal("0.005")) == ["payment: 866.19, expected 866.2"]
    assert differences(got, {"rows": [[1, 2], [3, 5]]}, Decimal(0)) == ["rows/1/1: 4, expected 5"]
    assert differences(got, {"total": 1}, Decimal(0)) == ["total: not computed"]
    assert differences(got, {"rows": [[1, 2], [3, 4], [5, 6]]}, Decimal(9)) == ["rows/2: missing"]


def test_a_difference_is_not_hidden_by_a_long_list_of_them() -> None:
    assert judged(["a", "b", "c", "d"]) == differs("a; b (and 2 more)")


def test_an_amount_with_too_many_places_is_no_amount() -> None:
    assert minor(15.42) == 1542
    with pytest.raises(ValueError, match="minor units"):
        minor("15.421")
