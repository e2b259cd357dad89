"""What `make bench` says can be relied on: a missed ratio is said, a missing peer is said, equality is looked at."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from bench import answering, law, papers, plans, portfolio, single
from bench.rows import Judged, Measured, Said, seconds
from bench.timing import Timing, timing, together

from hejie import rules
from hejie.loans import batch


@pytest.mark.parametrize(
    ("got", "sense", "said"),
    [(3.0, "at least", True), (2.9, "at least", False), (0.2, "at most", True), (0.3, "at most", False)],
)
def test_a_ratio_is_kept_or_missed_and_its_line_says_so(got, sense, said) -> None:
    row = Judged("x", got, sense, 3.0 if sense == "at least" else 0.25)
    assert row.kept is said
    assert row.line().startswith("kept" if said else "MISSED")


def test_everything_is_measured_in_turns_and_as_often() -> None:
    called = []
    found = together({"a": lambda: called.append("a"), "b": lambda: called.append("b")}, repeats=2)
    assert set(found) == {"a", "b"}
    assert all(timing.median > 0 for timing in found.values())
    assert {"a", "b"} == set(called)


def test_a_timing_is_a_median_with_the_middle_half() -> None:
    told = timing([5.0, 1.0, 3.0, 2.0, 4.0])
    assert (told.median, told.lower, told.upper) == (3.0, 1.5, 4.5)
    assert told.spread == 1.0


def test_seconds_are_shown_in_a_unit_that_reads() -> None:
    assert [seconds(value) for value in (2.0, 0.0123, 15e-6, 162e-9)] == [
        "2.0 s",
        "12.3 ms",
        "15.0 µs",
        "162.0 ns",
    ]


def test_a_peer_that_is_not_installed_is_said_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single, "find_spec", lambda name: None)
    monkeypatch.setattr(single, "together", lambda work: {name: Timing(1.0, 1.0, 1.0) for name in work})
    told = list(single.schedules())
    assert [line.what for line in told if isinstance(line, Said)] == [
        "numpy_financial is not installed: its row is left out",
        "QuantLib is not installed: its row is left out",
    ]
    assert any(isinstance(line, Measured) for line in told)
    assert not any(isinstance(line, Judged) for line in told)


def test_a_schedule_that_differs_by_a_cent_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    told = portfolio.columns(40)
    assert portfolio.differing(told) == 0
    right = batch.schedules

    def wrong(terms, told):
        for block in right(terms, told):
            interest = block.interest.copy()
            interest[3, 7] += 1
            yield replace(block, interest=interest)

    monkeypatch.setattr(batch, "schedules", wrong)
    assert portfolio.differing(told) == 1


def test_the_inexact_form_that_is_measured_beside_is_nearly_the_same_work() -> None:
    assert portfolio.inexact(portfolio.columns(500)) == 500
    assert np.all(portfolio.columns(500).principal_minor >= 100_000)


def test_plans_that_are_measured_have_the_verdicts_that_each_has_alone() -> None:
    assert law.differing(60) == 0


def test_a_full_case_is_really_checked() -> None:
    found = rules.check_all(law.case(), pack=law.PACK, day=law.DAY)
    assert {one.check for one in found} >= {
        "CAP_LICENSED",
        "LIMITATION_NOTICE",
        "SIGNATURE_EFFECT",
        "ALLOCATION_ORDER",
    }


def test_peers_of_plan_search_that_are_missing_are_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(plans, "ROOT", tmp_path)
    monkeypatch.setattr(plans, "find_spec", lambda name: None)
    assert [line.what for line in plans._negmas()] == ["NegMAS is not installed: its row is left out"]
    assert [line.what for line in plans._highs(Timing(1.0, 1.0, 1.0))] == [
        "highspy is not installed: its row is left out"
    ]


def test_the_brute_force_that_is_measured_counts_what_we_count() -> None:
    paths, told = plans.futures(), plans.columns()
    rows = np.arange(0, len(told["term"]), 2_500)
    found = plans.survival.held(paths, **{name: column[rows] for name, column in told.items()})
    assert plans.brute(paths, told, rows) == found.tolist()
    assert 0 < found.mean() < paths.count


def test_a_childs_memory_is_its_own_and_not_that_of_the_process_that_started_it() -> None:
    held = bytearray(300 * 2**20)
    _, megabytes, rows = papers.alone("budget", papers.wallet(500))
    assert rows == 500
    assert 5 < megabytes < len(held) / 2**20 / 2


def test_the_slowest_twentieth_of_posted_what_ifs_is_left_out_and_a_platform_that_does_not_run_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = json.dumps(
        {"lenders": 2, "requests": [0.02] * 189 + [0.09] + [3.0] * 10, "calibration": [0.01] * 9}
    )
    done = subprocess.CompletedProcess((), 0, f"made\n{found}\n", "")
    monkeypatch.setattr(answering.subprocess, "run", lambda *_, **__: done)
    judged = [line for line in answering.what_if() if isinstance(line, Judged)]
    assert [(line.got, line.kept) for line in judged] == [(3000.0, False)]
    done.stdout = found.replace("3.0", "0.02")
    assert all(line.kept for line in answering.what_if() if isinstance(line, Judged))
    done.returncode, done.stderr = 1, "no module\n"
    assert [type(line) for line in answering.what_if()] == [Said]
