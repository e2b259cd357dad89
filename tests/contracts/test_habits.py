"""What the house does to its tests does happen: closed network, forbidden skips, one record of outcomes."""

import json
import socket
import urllib.request
from pathlib import Path

import pytest
from tests.journeys import chromium
from tests.plugins import network, required

import suites

pytest_plugins = ["pytester"]


def test_a_connection_beyond_this_machine_is_refused() -> None:
    with socket.socket() as outside, pytest.raises(network.NetworkRefused):
        outside.connect(("192.0.2.1", 80))  # an address reserved for documentation


def test_looking_up_a_name_is_refused() -> None:
    with pytest.raises(network.NetworkRefused):
        urllib.request.urlopen("http://example.org/")


def test_loopback_stays_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


@pytest.mark.parametrize(
    ("host", "said"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("10.0.0.1", False), ("example.org", False)],
)
def test_what_counts_as_local(host: str, said: bool) -> None:
    assert network.is_local(host) is said


def test_a_skip_for_missing_papers_is_a_failure_where_they_are_promised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reason = "../shared/evidence is not here"
    monkeypatch.delenv("HEJIE_REQUIRE_SHARED", raising=False)
    assert required.forbidden_by(reason) is None
    monkeypatch.setenv("HEJIE_REQUIRE_SHARED", "1")
    assert required.forbidden_by(reason) == "HEJIE_REQUIRE_SHARED"
    assert required.forbidden_by("only on Windows") is None


def test_a_missing_browser_is_a_failure_where_one_is_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    reason = f"no browser: {chromium.HOW_TO_GET_ONE}"
    monkeypatch.delenv("CI_REQUIRE_BROWSER", raising=False)
    assert required.forbidden_by(reason) is None
    monkeypatch.setenv("CI_REQUIRE_BROWSER", "1")
    assert required.forbidden_by(reason) == "CI_REQUIRE_BROWSER"


SAMPLE = """
import pytest

@pytest.mark.feature("A01")
def test_good(): pass

@pytest.mark.feature("A01", "A02")
def test_bad(): assert False

def test_papers(): pytest.skip("../shared/law is not here")

@pytest.fixture
def broken():
    yield
    raise RuntimeError

def test_bad_ending(broken): pass
"""


@pytest.fixture
def recorded(pytester: pytest.Pytester, root: Path, monkeypatch: pytest.MonkeyPatch):
    """Run SAMPLE in a process of its own, under our plugins, and give the record."""

    def run(*more: str) -> dict:
        pytester.makepyfile(SAMPLE)
        pytester.makeini("[pytest]\nmarkers = feature(*ids): x\n")
        monkeypatch.setenv("PYTHONPATH", str(root))
        plugins = ["-p", "no:django", "-p", "tests.plugins.record", "-p", "tests.plugins.required"]
        pytester.runpytest_subprocess(*plugins, "--record", "out.json", "--suite", "sample", *more)
        return json.loads((pytester.path / "out.json").read_text())

    return run


@pytest.mark.parametrize("more", [(), ("-n", "1")])
def test_a_record_has_one_outcome_per_test_also_from_other_processes(recorded, monkeypatch, more) -> None:
    monkeypatch.delenv("HEJIE_REQUIRE_SHARED", raising=False)
    told = recorded(*more)
    assert (told["suite"], told["passed"], told["failed"], told["skipped"]) == ("sample", 1, 2, 1)
    assert sorted(told["features"]["A01"].values()) == ["failed", "passed"]
    assert list(told["features"]["A02"].values()) == ["failed"]
    assert told["skips"] == ["../shared/law is not here"]


def test_a_promised_paper_that_is_missing_fails_the_run(recorded, monkeypatch) -> None:
    monkeypatch.setenv("HEJIE_REQUIRE_SHARED", "1")
    told = recorded()
    assert (told["passed"], told["failed"], told["skipped"]) == (1, 3, 0)


def record(**told: object) -> dict:
    return suites.empty("engine", exit=0, note="") | told


def test_the_closing_line_counts_every_suite() -> None:
    *_, last = suites.closing_lines([record(passed=3, skipped=1), record(passed=2, failed=1, exit=1)], 5)
    assert last == "5 passed, 1 failed, 1 skipped"


def test_a_suite_that_broke_off_counts_as_a_failure() -> None:
    *_, last = suites.closing_lines([record(passed=3), record(exit=4)], 5)
    assert last == "3 passed, 1 failed, 0 skipped"
    assert suites.is_red(record(exit=4))
    assert not suites.is_red(record(exit=suites.NO_TESTS))


def test_every_reason_for_a_skip_is_said_aloud() -> None:
    assert any(
        "SKIPPED: no browser" in line for line in suites.closing_lines([record(skips=["no browser"])], 0)
    )


def test_a_suite_sees_no_settings_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEJIE_DATABASE_URL", "postgresql://elsewhere/real")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "other")
    monkeypatch.setenv("HEJIE_REQUIRE_SHARED", "1")
    with suites.environment(suites.SUITES["platform"]) as told:
        assert "HEJIE_DATABASE_URL" not in told
        assert "DJANGO_SETTINGS_MODULE" not in told
        assert told["HEJIE_REQUIRE_SHARED"] == "1"


def test_a_missing_reader_of_pictures_is_a_failure_where_it_is_promised(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = "the extra `ocr` is not installed here"
    assert reason in (root / "tests/platform/intake/test_eyes.py").read_text(encoding="utf-8")
    monkeypatch.delenv("HEJIE_REQUIRE_OCR", raising=False)
    assert required.forbidden_by(reason) is None
    monkeypatch.setenv("HEJIE_REQUIRE_OCR", "1")
    assert required.forbidden_by(reason) == "HEJIE_REQUIRE_OCR"


@pytest.mark.parametrize(("exit", "is_red"), [(suites.NO_TESTS, True), (0, False)])
def test_a_whole_suite_in_which_nothing_was_run_is_a_failure(tmp_path: Path, exit: int, is_red: bool) -> None:
    told = suites._none_is_red(record(exit=exit), tmp_path / "engine.json")
    assert suites.is_red(told) is is_red
    assert (tmp_path / "engine.json").exists() is is_red
