"""The survival study: calibrated on its own seeds by its baseline alone, the same for the same seed, and it counts."""

import json

import numpy as np
import pytest

from hejie.cli import main
from hejie.plans.survival import wilson
from hejie.studies import survival
from hejie.studies.survival import comparing, judging, people


@pytest.fixture(scope="module")
def found() -> survival.Study:
    return survival.study((101, 102), households=60)


def test_more_balanced_plans_are_completed_and_creditors_lose_nothing(found: survival.Study) -> None:
    assert found.mean("balanced", "completion") > found.mean("baseline", "completion") + 0.2
    assert found.mean("balanced", "value") >= found.mean("baseline", "value")


@pytest.mark.feature("X03")
def test_the_margin_lies_outside_the_wilson_intervals_of_both(found: survival.Study) -> None:
    count = 60 * len(found.results)
    ours, theirs = (
        wilson(round(found.mean(method, "completion") * count), count) for method in ("balanced", "baseline")
    )
    assert theirs[1] < ours[0]


def test_the_baseline_completes_as_often_as_it_was_calibrated_to() -> None:
    """A seed that calibration never saw; households enough for the promised width."""
    baseline = survival.study((103,), methods=("baseline",)).results[0]["baseline"]
    assert abs(baseline.completion - 0.38) <= 0.01


def test_calibration_finds_what_is_stored_by_looking_at_the_baseline_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    only = {"baseline": survival.METHODS["baseline"]}
    monkeypatch.setattr("hejie.studies.survival.comparing.METHODS", only)
    stored = float(survival.world()["population"]["optimism"])
    assert abs(survival.calibrated(seeds=(900001,), households=300) - stored) < 0.06


def test_seeds_of_calibration_are_no_seeds_that_anybody_types() -> None:
    assert min(survival.world()["calibration"]["seeds"]) > 900_000


def test_the_same_seed_gives_the_same_study_and_another_another(found: survival.Study) -> None:
    again = survival.study((101,), households=60, methods=("balanced",))
    assert again.results[0]["balanced"] == found.results[0]["balanced"]
    assert found.results[0]["balanced"] != found.results[1]["balanced"]


def test_every_plan_repays_and_no_method_sees_the_truth() -> None:
    households = people.population(12, seed=7)
    assert any(one.true != one.told for one in households)
    shared = comparing.planned(7)
    for name, method in survival.METHODS.items():
        for person in households:
            plan = method(person, shared)
            claims = sum(debt.claim_minor for debt in person.debts)
            if plan.exists:
                assert plan.amounts.sum() > 0.5 * claims, name
                assert plan.amounts.shape[0] == len(person.debts)
            if name == "balanced":
                assert plan.amounts.sum(axis=0).max() <= max(person.told.disposable_minor, 0)


def test_the_judge_ends_a_plan_where_arrears_pass_its_patience_and_not_before() -> None:
    left = np.array([[[100.0]], [[-150.0]], [[250.0]], [[100.0]]])
    of = judging.Futures(left, np.array([[0.0]]), np.array([[500.0]]))
    caught_up = judging.judge(of, np.array([[100.0, 100.0, 0.0, 50.0]]), np.array([0.0]))
    assert caught_up.alive[:, 0, 0].tolist() == [True, False, False, False]
    patient = judging.judge(of, np.array([[100.0, 0.0, 100.0, 100.0]]), np.array([0.0]))
    assert not patient.alive[1, 0, 0]
    light = judging.judge(of, np.array([[200.0, 0.0, 0.0, 0.0]]), np.array([0.0]))
    assert not light.alive[0, 0, 0], "the last instalment must be paid in its month"


def test_the_command_says_that_it_simulates(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["study", "survival", "--seeds", "5", "--households", "10", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["simulation"] is True
    assert set(told["methods"]) == set(survival.METHODS)
    assert told["calibration"]["wanted_completion"] == "0.38"
    for one in told["methods"].values():
        low, high = one["completion_interval"]
        assert low <= one["mean"]["completion"] + 0.05
        assert high >= one["mean"]["completion"] - 0.05
    assert main(["study", "survival", "--seeds", "5", "--households", "10"]) == 0
    assert "simulation" in capsys.readouterr().out


@pytest.mark.parametrize("seeds", ["x", "1,,2", "-1", ""])
def test_seeds_that_are_no_numbers_show_the_usage(seeds: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["study", "survival", f"--seeds={seeds}"])
    assert ended.value.code == 2
    assert "usage: hejie" in capsys.readouterr().err
