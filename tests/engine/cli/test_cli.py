"""The command line: each verb answers, and whatever is wrong is said in a sentence and never in a traceback."""

import json
import os
import string
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from hejie import loans, statements, steps, texts
from hejie.cli import VERBS, main, sentences
from hejie.statements import specimens

TERMS = """
method = "equal_instalment"
principal = "12,000"
annual_rate = "12%"
start = 2026-01-15
first_due = 2026-02-15
instalments = 12
"""


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    file = tmp_path / "terms.toml"
    file.write_text(TERMS, encoding="utf-8")
    return file


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    file = tmp_path / "bill.csv"
    file.write_bytes(specimens.alipay(specimens.EMPLOYEE, until=date(2026, 6, 30), months=6, seed=1))
    return file


def test_help_lists_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert all(f"  {verb}" in said for verb in VERBS)
    assert set(VERBS) == {
        *("schedule", "verify", "read-statement", "budget", "law", "check", "steps"),
        *("plan", "study", "portfolio"),
    }


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_first_page_names_every_verb(page: str) -> None:
    text = (Path(__file__).parents[3] / page).read_text(encoding="utf-8")
    assert [verb for verb in VERBS if f"`{verb}`" not in text] == []
    assert "`no-such-verb`" not in text


def test_the_language_and_the_form_of_an_answer_may_stand_behind_the_act(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = []
    for given in (
        ["law", "--json", "--language", "zh", "names"],
        ["law", "names", "--json", "--language", "zh"],
        ["law", "--json", "names", "--language", "zh"],
    ):
        assert main(given) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] == said[2]
    assert main(["law", "names"]) == 0
    assert capsys.readouterr().out != said[0], "a table without --json"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    assert "--json" in capsys.readouterr().out


def test_the_installed_command_runs_by_itself() -> None:
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "hejie.cli", "steps", "offer", "--language", "zh"],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "accept" in done.stdout


def test_schedule_prints_the_instalments_and_their_sum(
    terms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schedule", str(terms)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 14
    assert lines[1].split() == ["1", "2026-02-15", "1066.19", "946.19", "120.00", "0.00", "11053.81"]
    assert lines[-1].split() == ["total", "12794.23", "12000.00", "794.23", "0.00"]


def test_schedule_as_json_can_be_recomputed_by_a_stranger(
    terms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schedule", str(terms), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    again, faults = loans.parse_terms(said["terms"])
    assert faults == ()
    assert again is not None
    assert [row["total_minor"] for row in said["instalments"]] == list(loans.schedule(again).amounts)
    assert said["terms_sha256"] == texts.digest(said["terms"])
    assert said["total_minor"] == 1279423


RICH = """
method = "step_up"
step_rate = "5%"
step_every = 6
principal = "12,000"
deducted = "2,000"
annual_rate = "12%"
start = 2026-01-15
first_due = "month_start"
instalments = 12
balloon = "1,000"

[[tranches]]
day = 2026-03-10
amount = "3,000"

[[rates]]
day = 2026-07-01
annual_rate = "10%"
"""


def test_schedule_shows_what_was_kept_back_and_what_was_drawn_later(
    terms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terms.write_text(RICH, encoding="utf-8")
    assert main(["schedule", str(terms)]) == 0
    assert "* 10000.00 of 12000.00 was received" in capsys.readouterr().out
    assert main(["schedule", str(terms), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [row["drawn_minor"] for row in said["instalments"][:3]] == [1200000, 0, 300000]
    assert said["received_minor"] == 1000000
    assert sum(row["principal_minor"] for row in said["instalments"]) == 1500000
    again, _ = loans.parse_terms(said["terms"])
    assert again is not None
    assert [row["total_minor"] for row in said["instalments"]] == list(loans.schedule(again).amounts)


def test_faults_inside_a_table_are_said_with_their_place(
    terms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terms.write_text(RICH.replace("2026-03-10", "2027-03-10").replace('"10%"', '"ten"'), encoding="utf-8")
    assert main(["schedule", str(terms)]) == 1
    told = capsys.readouterr().err
    assert "rates.0.annual_rate: " in told
    terms.write_text(RICH.replace("2026-03-10", "2027-03-10"), encoding="utf-8")
    assert main(["schedule", str(terms)]) == 1
    assert "tranches.0: 2027-03-10 must be between" in capsys.readouterr().err


def test_terms_may_be_a_json_file_too(
    tmp_path: Path, terms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["schedule", str(terms), "--json"])
    first = capsys.readouterr().out
    file = tmp_path / "terms.json"
    file.write_text(json.dumps(json.loads(first)["terms"]), encoding="utf-8")
    assert main(["schedule", str(file), "--json"]) == 0
    assert capsys.readouterr().out == first


def test_a_roll_without_a_calendar_says_so(terms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terms.write_text(TERMS + 'roll = "following"\n', encoding="utf-8")
    assert main(["schedule", str(terms)]) == 0
    assert "holidays are not known" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "sentences_said"),
    [
        (TERMS.replace("12%", "12"), ["annual_rate: Is “12” per cent?"]),
        (TERMS.replace("2026-02-15", '"2026-02-30"'), ["first_due: The calendar has no"]),
        (
            TERMS.replace("12,000", "-5").replace("instalments", "instalmets"),
            [
                "principal: “-5” is below zero.",
                "instalmets: “instalmets” is not a term",
                "instalments: This is missing",
            ],
        ),
        (TERMS.replace("= 12\n", "= 0\n"), ["instalments: 0 is not between 1 and 1200."]),
        ("method = ", ["is not written as expected"]),
        ("", ["method: This is missing"]),
    ],
)
def test_bad_terms_are_said_field_by_field(
    terms: Path, content: str, sentences_said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    terms.write_text(content, encoding="utf-8")
    assert main(["schedule", str(terms)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    for sentence in sentences_said:
        assert sentence in said.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"x = " + b"[" * 5000, "more brackets within brackets"),
        (b"#" * 1_000_001, "larger than"),
    ],
)
def test_a_file_that_is_no_text_of_terms_is_refused(
    terms: Path, content: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    terms.write_bytes(content)
    assert main(["schedule", str(terms)]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"), [("[1]", "fields with names are needed"), ("{", "not written"), ("{}", "missing")]
)
def test_json_that_is_no_table_of_terms_is_refused(
    tmp_path: Path, content: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "terms.json"
    file.write_text(content, encoding="utf-8")
    assert main(["schedule", str(file)]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["schedule", "read-statement", "budget"])
@pytest.mark.parametrize(
    ("name", "said"), [("none.toml", "There is no file"), ("", "cannot be read"), ("a\0b", "cannot be read")]
)
def test_a_file_that_is_not_there_or_not_a_file_is_said(
    verb: str, name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([verb, str(tmp_path / name)]) == 1
    assert said in capsys.readouterr().err


def test_a_fault_is_said_in_chinese_where_asked(terms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terms.write_text(TERMS.replace("12,000", "-5"), encoding="utf-8")
    assert main(["schedule", str(terms), "--language", "zh"]) == 1
    assert "小于零" in capsys.readouterr().err


def test_a_statement_is_summed_up_and_printed_row_by_row(
    statement: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read-statement", str(statement), "--rows"]) == 0
    said = capsys.readouterr().out
    reading = statements.read(statement.read_bytes(), filename="x")
    assert "format: alipay_app" in said
    assert f"rows: {len(reading.rows)}" in said
    assert said.count(":") > len(reading.rows)


def test_a_statement_as_json_keeps_every_row(statement: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read-statement", str(statement), "--json"]) == 0
    (said,) = json.loads(capsys.readouterr().out)
    reading = statements.read(statement.read_bytes(), filename="x")
    assert [row["amount_minor"] for row in said["rows"]] == [row.amount_minor for row in reading.rows]
    assert said["sha256"] == reading.sha256


def test_a_locked_archive_asks_for_its_password(
    tmp_path: Path, statement: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bill.zip"
    file.write_bytes(specimens.locked(statement.read_bytes(), name="bill.csv", password="123456"))
    assert main(["read-statement", str(file)]) == 1
    assert "The archive is locked" in capsys.readouterr().err
    assert main(["read-statement", str(file), "--password", "654321"]) == 1
    assert "does not open" in capsys.readouterr().err
    assert main(["read-statement", str(file), "--password", "123456"]) == 0


def test_a_budget_shows_each_step_down_to_what_can_be_paid(
    statement: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["budget", str(statement), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["income_minor"] > 0
    assert sum(step["amount_minor"] for step in made["working"]) == made["disposable_minor"]
    assert main(["budget", str(statement), "--language", "zh"]) == 0
    said = capsys.readouterr().out
    assert "可用于还款" in said
    assert "工资收入" in said


def test_a_budget_of_a_file_without_rows_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "empty.csv"
    file.write_bytes(b"")
    assert main(["budget", str(file)]) == 1
    assert "The file is empty" in capsys.readouterr().err


def test_law_says_what_was_in_force_and_where_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "as-of", "2024-08-15", "lpr_1y"]) == 0
    said = capsys.readouterr().out
    assert "lpr_1y = 0.0335" in said
    assert "CN-LPR" in said
    assert main(["law", "--json", "show", "CN-LPR"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "CN-LPR"
    assert main(["law", "show", "CN-LPR"]) == 0
    capsys.readouterr()
    assert main(["law", "names"]) == 0
    assert "lpr_1y" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["as-of", "2024-02-30", "lpr_1y"], "The calendar has no"),
        (["as-of", "1999-01-01", "lpr_1y"], "unknown, not guessed"),
        (["as-of", "2024-08-15", "lpr_2y"], "lpr_1y"),
        (["show", "CN-LPX"], "CN-LPR"),
        (["--country", "../cn", "names"], "no rules"),
    ],
)
def test_law_that_is_not_known_is_not_guessed(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", *given]) == 1
    assert said in capsys.readouterr().err


def test_steps_prints_every_row_of_the_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["steps", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert {name: [step["name"] for step in rows] for name, rows in said.items()} == {
        name: list(machine.steps) for name, machine in steps.MACHINES.items()
    }
    assert main(["steps"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert all(name in printed for name in steps.MACHINES)


def test_a_machine_that_is_not_known_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["steps", "moon"]) == 1
    assert "negotiation" in capsys.readouterr().err


@pytest.mark.parametrize("argv", [[], ["moon"], ["schedule"], ["law"], ["schedule", "x", "--language", "fr"]])
def test_a_command_that_is_not_understood_shows_the_usage(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    assert "usage: hejie" in capsys.readouterr().err


# sentences

SPOKEN = ("money", "dates", "loans", "statements", "budget", "certificates", "plans", "cli")
CODES = [code for room in texts.ROOMS if room.__name__.split(".")[-1] in SPOKEN for code in room.CODES]


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_every_code_of_the_rooms_used_here_has_its_sentences(code: texts.Code) -> None:
    for said in sentences.known()[code.name]:
        places = {name for _, name, _, _ in string.Formatter().parse(said) if name}
        assert said
        assert places <= set(code.facts)


def test_no_sentence_is_left_without_its_code() -> None:
    codes = {
        name for name in sentences.known() if not name.startswith("word_")
    }  # words stand inside sentences
    assert codes <= set(texts.CODES)


def test_facts_are_shown_as_people_write_them() -> None:
    facts = {"given_rate": "1.005", "most_rate": "1/3"}
    assert (
        sentences.sentence("loan_rate_out_of_range", facts)
        == "The rate of 100.5 % is not between 0 and 100/3 %."
    )
    assert "12.34" in sentences.sentence("loan_amount_negative", {"given_minor": 1234})
    facts = {"given_minor": 5, "least_minor": 1, "most_minor": 1000, "currency": "KWD"}
    assert "0.005 is not between 0.001" in sentences.sentence("loan_principal_out_of_range", facts)


def test_a_code_without_a_sentence_hides_nothing() -> None:
    assert sentences.sentence("unsaid", {"given": "x"}) == "unsaid given=x"


# certificates


def test_a_certificate_that_was_just_made_is_equal(
    terms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "paper.json"
    assert main(["schedule", str(terms), "--certificate", str(paper)]) == 0
    assert main(["verify", str(paper)]) == 0
    assert "Equal" in capsys.readouterr().out


def test_a_certificate_with_one_figure_changed_is_not_and_the_figure_is_named(
    terms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "paper.json"
    main(["schedule", str(terms), "--certificate", str(paper)])
    told = json.loads(paper.read_bytes())
    told["result"]["interest"][3] += 1
    paper.write_text(json.dumps(told), encoding="utf-8")
    capsys.readouterr()
    assert main(["verify", str(paper), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert [one["path"] for one in said["differences"]] == ["result.interest.3"]
    assert not said["equal"]
    assert not said["hash_holds"]
    assert main(["verify", str(paper), "--language", "zh"]) == 1
    assert "result.interest.3" in capsys.readouterr().out


def test_a_file_that_is_no_certificate_gets_a_sentence(
    terms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(terms)]) == 1
    assert "not a JSON file" in capsys.readouterr().err
    assert main(["schedule", str(terms), "--certificate", str(tmp_path)]) == 1
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("terms.toml", f"principal = {'9' * 5000}"),
        ("terms.toml", f"principal = 0x{'f' * 5000}"),
        ("terms.json", f'{{"principal": {"9" * 5000}}}'),
    ],
)
def test_a_number_without_end_is_a_sentence(
    name: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_text(text)
    assert main(["schedule", str(file)]) == 1
    assert name in capsys.readouterr().err


def test_no_terminal_is_steered_by_what_a_file_says(terms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terms.write_text(terms.read_text().replace('"equal_instalment"', '"\\u001b[31m"'))
    assert main(["schedule", str(terms)]) == 1
    said = capsys.readouterr().err
    assert "?[31m" in said
    assert "\x1b" not in said


def test_a_pipe_with_a_name_is_not_waited_for_and_one_of_the_shell_is_read(
    tmp_path: Path, statement: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert main(["read-statement", str(tmp_path / "pipe")]) == 1
    assert "a pipe" in capsys.readouterr().err
    reading, writing = os.pipe()
    writer = threading.Thread(target=lambda: Path(f"/dev/fd/{writing}").write_bytes(statement.read_bytes()))
    writer.start()
    writer_is_done = threading.Thread(target=lambda: (writer.join(), os.close(writing)))
    writer_is_done.start()
    assert main(["read-statement", f"/dev/fd/{reading}"]) == 0
    writer_is_done.join()
    os.close(reading)
    assert "rows" in capsys.readouterr().out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_an_answer_that_cannot_be_written_is_a_sentence_and_no_traceback(statement: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hejie.cli", "read-statement", str(statement), "--rows"],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    said = done.stderr.decode()
    assert (done.returncode, said.count("\n")) == (1, 1)
    assert said.startswith("The answer could not be written:")
