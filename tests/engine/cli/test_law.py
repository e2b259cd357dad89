"""`hejie law`: every rule grouped by what it rests on, one rule with its values, and what was left out."""

import json
import string

import pytest

from hejie import rules, texts
from hejie.cli import main, sentences

CN = rules.load_pack("cn")


def _said(capsys: pytest.CaptureFixture[str], *given: str) -> str:
    assert main(["law", *given]) == 0
    return capsys.readouterr().out


def test_list_shows_every_rule_once_with_its_force_and_days(capsys: pytest.CaptureFixture[str]) -> None:
    lines = _said(capsys, "list").splitlines()
    for rule in CN.rules.values():
        (line,) = [line for line in lines if line.split(" ")[0] == rule.id]
        assert rule.force in line
        assert rule.from_.isoformat() in line
        assert (rule.until.isoformat() if rule.until else "today") in line


def test_list_groups_by_what_a_rule_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    said = json.loads(_said(capsys, "--json", "list"))
    assert said["pack"] == CN.name
    grouped = {rule["id"]: name for name, found in said["rules"].items() for rule in found}
    assert grouped == {rule.id: CN.standing[rule.force] for rule in CN.rules.values()}
    heads = [line for line in _said(capsys, "list").splitlines() if line.startswith("Our own rules")]
    assert heads == [f"Our own rules ({len(said['rules']['platform'])})"]


def test_list_counts_what_is_encoded_and_gives_the_reason_for_the_rest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    read = rules.coverage()
    said = _said(capsys, "list")
    assert f"Of {read.total} rules read in all countries, {len(read.encoded)} are encoded." in said
    for omitted in read.omitted.values():
        assert (omitted.why in said) == omitted.id.startswith("CN-")
    assert f"共读取{read.total}条规则" in _said(capsys, "--language", "zh", "list")


@pytest.mark.parametrize("given", [["--country", "uk", "list"], ["list", "--country", "uk"]])
def test_the_country_may_stand_before_or_behind_the_act(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    said = _said(capsys, *given)
    assert "UK-BSP-01" in said
    assert "CN-" not in said


def test_show_finds_a_rule_of_another_country_and_marks_what_is_from_memory(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = _said(capsys, "show", "UK-BSP-01").splitlines()
    by_name = {line.split()[0]: line for line in lines if " = " in line}
    assert "= 60 (days), 2021-05-04 - today" in by_name["breathing_space_days"]
    assert "from memory" not in by_name["breathing_space_days"]
    assert "from memory" in by_name["breathing_space_review_from_day"]


def test_show_says_what_a_lawyer_must_confirm(capsys: pytest.CaptureFixture[str]) -> None:
    question = CN.rules["CN-LIM-01"].lawyer_check
    assert question
    assert f"for a lawyer to confirm: {question}" in _said(capsys, "show", "CN-LIM-01")
    assert "for a lawyer" not in _said(capsys, "show", "CN-ESG-01")


def test_show_says_why_a_rule_is_not_encoded(capsys: pytest.CaptureFixture[str]) -> None:
    why = rules.coverage().omitted["CN-ID-01"]
    assert _said(capsys, "show", "CN-ID-01") == f"CN-ID-01: not encoded. {why.why}\n"
    assert _said(capsys, "--language", "zh", "show", "CN-ID-01") == f"CN-ID-01: 未编入. {why.why_zh}\n"
    assert json.loads(_said(capsys, "--json", "show", "CN-ID-01"))["why"] == why.why


def test_as_of_answers_for_the_country_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert "limitation_years = 6 (years)" in _said(
        capsys, "as-of", "--country", "uk", "2026-01-01", "limitation_years"
    )
    assert "limitation_years = 3 (years)" in _said(capsys, "as-of", "2026-01-01", "limitation_years")
    assert main(["law", "as-of", "2026-09-20", "lpr_1y"]) == 1
    assert "unknown, not guessed" in capsys.readouterr().err


def test_the_cap_of_a_loan_is_told_with_both_rates(capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(capsys, "cap", "--lender", "private", "--contract", "2024-08-15")
    assert "13.4 %" in said
    assert "14.254 %" in said
    assert "after_last" in _said(capsys, "cap", "--lender", "private", "--contract", "2026-09-20")
    (row,) = json.loads(_said(capsys, "--json", "cap", "--lender", "private", "--contract", "2024-08-15"))
    assert row["limit_rate"] == "0.134"


def test_a_time_limit_is_told_with_its_rule_and_whether_it_may_change(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _said(capsys, "clock", "confirmation", "2026-09-01") == "2026-10-08, CN-MED-04\n"
    assert "provisional" in _said(capsys, "clock", "complaint_extended", "2026-11-02")
    listed = _said(capsys, "clock")
    assert all(name in listed for name in CN.clocks)
    assert main(["law", "clock", "no_such", "2026-01-01"]) == 1
    assert "no_such" in capsys.readouterr().err


def test_ways_and_checks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(capsys, "ways", "--on", "2026-08-20", "--effective", "2026-08-01")
    assert "2026-08-31" in said
    assert "does not take cases of this kind" in said
    assert "Proof of identity" in said
    assert "双方的身份证明" in _said(capsys, "--language", "zh", "ways", "--on", "2026-08-20")
    assert json.loads(_said(capsys, "--json", "ways", "--on", "2026-08-20"))[0]["way"]["code"]
    listed = _said(capsys, "checks")
    assert all(name in listed for name in CN.checks)
    assert len(json.loads(_said(capsys, "--json", "checks"))) == len(CN.checks)


def test_a_day_that_is_none_is_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "cap", "--lender", "bank", "--contract", "soon"]) == 1
    assert "--contract" in capsys.readouterr().err


def test_every_finding_and_cure_of_the_law_has_a_sentence_in_both_languages() -> None:
    said = sentences.known()
    rooms = (*texts.rules.CODES, *texts.checks.CODES)
    assert {code.name for code in rooms} - set(said) == set()
    for code in rooms:
        for sentence in said[code.name]:
            asked = {field for _, field, _, _ in string.Formatter().parse(sentence) if field}
            assert asked <= set(code.facts), code.name
        assert any("\u4e00" <= letter <= "\u9fff" for letter in said[code.name][1])
