"""`hejie plan`: the same answer as the engine's, in a table or as JSON; a lender sees its own slice."""

import json
from pathlib import Path

import jsonschema_rs
import pytest

from hejie import rules
from hejie.cli import main, plan
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


def test_the_frontier_the_first_failure_and_the_months_are_printed(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", str(case), "--months"]) == 0
    said = capsys.readouterr().out
    assert main(["plan", str(case), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert f"The frontier: {len(told['frontier'])} plans" in said
    points = {(one["burden_minor"], one["total_minor"], one["completes"]) for one in told["frontier"]}
    for one in told["proposals"]:
        assert (one["burden_minor"], one["total_minor"], one["completes"]) in points, "to the fen"
    first = told["proposals"][0]
    assert (first["first_failure"]["cause"], "losing work" in said) == ("job_loss", True)
    assert 0 < first["expected_minor"] < first["total_minor"]
    assert said.count("2026-03") == 1
    assert all(f"[{name}]" in said for name in household.METHODS)


def test_every_lever_may_be_freed_and_why_not_is_answered(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", str(case), "--levers", "free", "--json"]) == 0
    free = json.loads(capsys.readouterr().out)
    assert {one["on_breach"] for one in free["proposals"][0]["creditors"]} == {""}
    assert main(["plan", str(case), "--why-not", "bank", "term=48", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["plan", str(case), "--why-not", "bank", "term=47"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("There is no such plan.")
    assert "42, 48, 54" in said
    assert main(["plan", str(case), "--why-not", "nobody", "term=47"]) == 1
    assert main(["plan", str(case), "--why-not", "bank", "colour=red", "term=x", "rate=-1"]) == 1
    said = capsys.readouterr().err
    assert all(word in said for word in ("colour", "term", "rate"))


def test_the_schema_takes_the_example_of_the_help_and_so_does_the_reader(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    example = json.loads((plan.__doc__ or "").partition("\n\n")[2])
    named = {one["policy"] for one in example["creditors"]}
    assert set(plan.policies(example, tmp_path)) == named, "as it is printed, with no file beside it"
    assert main(["plan", "--schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    validator = jsonschema_rs.validator_for(schema)
    for told in (example, CASE):
        assert validator.is_valid(told)
        policy, _ = rules.parse_policy(rules.example_policy("example_bank"))
        names = {one["policy"]: policy for one in told["creditors"]}
        assert household.case_from_json(told, policies=names)[1] == ()
    assert not validator.is_valid(example | {"creditors": []})
