"""`hejie check`: where somebody stands, as text in two languages and as JSON."""

import json
from pathlib import Path

import pytest

from hejie import rules
from hejie.cli import main

FACTS = """
cause = "job_lost"
on = 2026-08-20

[[loan]]
lender = "example_bank"
balance = "20,000"
monthly = "1,500"
days_overdue = 40
annual_rate = "25%"

[[loan]]
lender = "example_microloan"
balance = "20,000"
monthly = "150"
days_overdue = 40
"""


@pytest.fixture
def facts(tmp_path: Path) -> str:
    path = tmp_path / "facts.toml"
    path.write_text(FACTS, encoding="utf-8")
    return str(path)


def test_each_lender_is_answered_with_reasons_cures_papers_and_versions(
    facts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", facts]) == 0
    said = capsys.readouterr().out
    for part in (
        "example_bank 1, cn 2026.11",
        "likely",
        "Dismissal letter",
        "within 10 working days",
        "refusals.plan_beyond_levers",
        "The agreed rate is 25 %",
        "CN-RATE-09",
        "Agree on a lower rate",
        "CN-CRD-01",
    ):
        assert part in said
    assert main(["check", "--language", "zh", facts]) == 0
    chinese = capsys.readouterr().out
    assert "离职证明" in chinese
    assert "请准备" in chinese


def test_json_carries_the_same_answer(facts: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", facts]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["verdict"] for one in found] == ["likely", "needs"]
    assert found[0]["policy_digest"]
    assert [one["trial"]["reasons"] for one in found][1][0]["code"] == "plan_beyond_levers"


def test_a_lenders_own_file_is_asked_and_a_faulty_one_refused(
    facts: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = rules.example_policy("example_bank")
    own["policy"]["version"] = "7"
    path = tmp_path / "own.json"
    path.write_text(json.dumps(own), encoding="utf-8")
    assert main(["check", facts, "--policy", str(path)]) == 0
    assert "example_bank 7" in capsys.readouterr().out
    path.write_text("{}", encoding="utf-8")
    assert main(["check", facts, "--policy", str(path)]) == 1
    assert "policy" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "said"),
    [(["--on", "someday"], "on"), (["--country", "atlantis"], "atlantis")],
)
def test_what_cannot_be_read_is_a_fault(
    facts: str, more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", facts, *more]) == 1
    assert said in capsys.readouterr().err


def test_every_slip_of_the_facts_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "facts.toml"
    path.write_text('cause = "job_lost"\non = 2026-08-20\n[[loan]]\nlender = "x"\nbalance = "?"\n')
    assert main(["check", str(path)]) == 1
    told = capsys.readouterr().err
    assert all(field in told for field in ("loan.1.balance", "loan.1.monthly", "loan.1.days_overdue"))
