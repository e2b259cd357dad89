"""`hejie plan`: the same answer as the engine's, in a table or as JSON; a lender sees its own slice."""

import json
from pathlib import Path

import pytest

from hejie import rules
from hejie.cli import main
from hejie.plans import household

CASE = {
    "format": 1,
    "start": "2026-01-15",
    "household": {"income_minor": 800_000, "living_minor": 600_000, "buffer_minor": 300_000},
    "creditors": [
        {"name": "bank", "policy": "example_bank", "claim": {"overdue_principal": 3_000_000}},
        {"name": "shop", "policy": "shop.json", "claim": {"overdue_principal": 500_000}},
    ],
    "futures": {"paths": 100},
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "shop.json").write_text(json.dumps(rules.example_policy("example_bank")), encoding="utf-8")
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE), encoding="utf-8")
    return file


def test_a_case_is_answered_with_three_plans_and_the_other_methods(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", str(case), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["simulation"] is True
    assert [one["is_recommended"] for one in told["proposals"]] == [True, False, False]
    assert set(told["baselines"]) == set(household.METHODS)
    assert [one["name"] for one in told["proposals"][0]["creditors"]] == ["bank", "shop"]
    assert main(["plan", str(case), "--language", "zh"]) == 0
    said = capsys.readouterr().out
    assert "模拟" in said
    assert "（推荐）" in said


def test_a_lender_is_shown_its_own_slice_and_one_total(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", str(case), "--as-lender", "bank", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["lender"], told["others_minor"]) == ("bank", 500_000)
    assert "shop" not in json.dumps(told)
    assert main(["plan", str(case), "--as-lender", "bank"]) == 0
    assert "5000.00" in capsys.readouterr().out
    assert main(["plan", str(case), "--as-lender", "nobody"]) == 1


def test_a_household_without_a_plan_is_told_what_would_help(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    poor = CASE | {"household": {"income_minor": 610_000, "living_minor": 600_000}}
    case.write_text(json.dumps(poor), encoding="utf-8")
    assert main(["plan", str(case)]) == 0
    assert "a plan would fit" in capsys.readouterr().out


def test_the_schema_is_printed_and_no_case_is_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out) == household.schema()
    assert main(["plan"]) == 1


def test_a_faulty_case_names_every_place(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case.write_text(json.dumps(CASE | {"start": "soon", "format": 3}), encoding="utf-8")
    assert main(["plan", str(case)]) == 1
    said = capsys.readouterr().err
    assert ": start: " in said
    assert ": format: " in said
    case.write_text(
        json.dumps(CASE | {"creditors": [{**CASE["creditors"][0], "policy": "../x.toml"}]}), encoding="utf-8"
    )
    assert main(["plan", str(case)]) == 1
    assert main(["plan", str(case), "--country", "atlantis"]) == 1
