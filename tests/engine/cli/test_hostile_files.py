"""Files that nobody would write, and places where nothing can be written: a sentence each, and nothing lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.engine.cli.test_plan import CASE

from hejie.cli import main

WHOLE = json.dumps(CASE | {"creditors": CASE["creditors"][:1]})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            WHOLE.replace("800000", "NaN"),
            "household.income_minor: This part of the plan should be a whole number",
        ),
        (
            WHOLE.replace("800000", "1e400"),
            "household.income_minor: This part of the plan should be a whole number",
        ),
        (WHOLE.replace("800000", "9" * 5_000), "a number of thousands of digits"),
        ("[" * 100_000, "more brackets within brackets"),
        ("[1]", "fields with names are needed"),
        ("null", "fields with names are needed"),
        (WHOLE[:-9], "is not written as expected"),
        (WHOLE.replace('"living_minor"', '"income_minor"'), "names the field “income_minor” twice"),
        (WHOLE.replace('"bank"', '""'), "creditors.0.name: A name has 1 to 100 characters"),
        (WHOLE.replace('"bank"', '"\\u001b[31mbank"'), "creditors.0.name: A name has 1 to 100 characters"),
        (WHOLE.replace('"bank"', json.dumps("x" * 101)), "creditors.0.name: A name has 1 to 100 characters"),
        (
            WHOLE.replace('"example_bank"', '"other.json"'),
            "other.json: policy: This field of the policy is missing",
        ),
    ],
)
def test_a_case_that_cannot_be_meant_is_answered_with_its_place_in_plain_words(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "case.json"
    file.write_text(text, encoding="utf-8")
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    assert main(["plan", str(file)]) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""
    assert "int" not in told.err.split()
    assert len(told.err) < 3_000
    file.write_text(WHOLE, encoding="utf-8")
    assert main(["plan", str(file)]) == 0, "the case itself is answered"


def test_too_many_creditors_or_months_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told: dict[str, Any] = json.loads(WHOLE)
    told["creditors"] = [told["creditors"][0] | {"name": str(k)} for k in range(21)]
    told["household"]["months_minor"] = [1] * 601
    file = tmp_path / "case.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    assert main(["plan", str(file)]) == 1
    said = capsys.readouterr().err
    assert "creditors: 21 is outside what is possible. Please enter 1 to 20." in said
    assert "household.months_minor: 601 is outside what is possible. Please enter 0 to 600." in said


def test_a_seed_that_is_named_twice_would_count_twice(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["study", "survival", "--seeds", "7,7"])
    assert ended.value.code == 2
    assert "named twice" in capsys.readouterr().err
