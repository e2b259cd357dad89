"""Plans of other shapes: they grow, follow the season, end with a balloon or begin with small sums; parts always sum."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.engine.plans import shaped
from tests.engine.plans.conftest import START, policy_of

from hejie import loans, plans, rules, texts

LAW = rules.load_pack("cn")
CLAIM = loans.Buckets(overdue_principal=1_200_000, overdue_interest=24_000)
LEVEL = plans.Package(instalments=24, first_due=date(2026, 2, 15), annual_rate=Fraction("0.06"))
SEASON = (1, 1, 0, 0, 0, 0, 2, 2, 1, 1, 1, 1)
SHAPES: dict[str, dict[str, Any]] = {
    "step_up": {"method": "step_up", "step_rate": Fraction(1, 10)},
    "seasonal": {"method": "seasonal", "season": SEASON},
    "balloon": {"balloon_minor": 300_000},
    "token": {"grace_instalments": 3, "token_minor": 5_000},
}


def tried(**more: Any) -> plans.Evaluation:
    loan = plans.LoanFacts("bank", contract_on=date(2024, 8, 15))
    return plans.evaluate(
        replace(LEVEL, **more), CLAIM, start=START, under=[loan], pack=LAW, policy=policy_of("example_bank")
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_repays_to_the_unit_and_survives_its_journey(shape: str) -> None:
    found = tried(**SHAPES[shape])
    assert sum(found.schedule.principal) == 1_200_000
    assert sum(found.schedule.arrears) == 24_000
    assert found.total_minor == CLAIM.total + found.interest_minor
    assert found.is_lawful
    told = plans.package_to_json(found.package)
    assert plans.package_from_json(told) == (found.package, ())
    assert plans.package_hash(found.package) != plans.package_hash(LEVEL)


def test_each_shape_is_its_own() -> None:
    amounts = {name: tried(**shape).schedule.amounts for name, shape in SHAPES.items()}
    assert amounts["step_up"][12] > amounts["step_up"][11] == amounts["step_up"][0]
    assert amounts["seasonal"][1] < amounts["seasonal"][0], "nothing but interest is asked for in March"
    assert amounts["balloon"][-1] > 300_000 > amounts["balloon"][0]
    assert amounts["token"][:4][:3] == (5_000,) * 3
    assert max(amounts["balloon"][:-1]) < max(tried().schedule.amounts)


def test_a_level_plan_says_nothing_of_shapes_so_that_its_hash_stays() -> None:
    assert (
        set(plans.package_to_json(LEVEL)) & {"step_rate", "season", "balloon_minor", "token_minor"} == set()
    )


def test_small_sums_are_never_more_than_what_bears_nothing() -> None:
    assert tried(grace_instalments=3, token_minor=8_000).schedule.arrears[3:] == (0,) * 24
    with pytest.raises(texts.Faulty, match="plan_number_outside"):
        tried(grace_instalments=3, token_minor=8_001)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_that_a_policy_does_not_publish_is_outside_it(shape: str) -> None:
    assert {one.code for one in tried(**SHAPES[shape]).outside} & {
        "plan_lever_choice_outside",
        "plan_lever_number_outside",
    }
    assert tried().outside == ()


def test_a_pause_and_a_waiver_of_another_kind_than_published_are_outside_too() -> None:
    own = shaped.policy(graces=["holiday"], on_breach=["lost"])
    silent = shaped.policy(graces=["holiday"])
    waived: dict[str, Any] = {"waive": {"penalty_interest": 4_000}}

    def levers(policy: rules.PolicyPack, **more: Any) -> set[object]:
        outside = plans.outside(replace(LEVEL, **more), CLAIM, policy=policy)
        return {one.facts.get("lever") for one in outside} & {"grace_kind", "on_breach"}

    assert levers(own, grace_instalments=3, grace="principal") == {"grace_kind"}
    assert levers(own, grace="principal") == set(), "there is no pause"
    assert levers(own, **waived) == {"on_breach"}
    assert levers(own, on_breach="lost", **waived) == set()
    assert levers(own) == set(), "nothing is waived"
    said = silent.published.levers
    told = replace(said, shapes=replace(said.shapes, on_breach=()))
    open_to_both = replace(silent, published=replace(silent.published, levers=told))
    assert levers(open_to_both, **waived) == levers(open_to_both, on_breach="lost", **waived) == set()


@pytest.mark.parametrize(
    "wrong",
    [
        {"method": "seasonal"},
        {"season": SEASON},
        {"method": "seasonal", "season": (1, 2)},
        {"method": "seasonal", "season": (0,) * 12},
        {"method": "seasonal", "season": (-1, *(1,) * 11)},
        {"step_rate": Fraction(1, 10)},
        {"method": "step_up", "step_rate": Fraction(-1)},
        {"method": "step_up", "step_every": 0},
        {"token_minor": 100},
        {"token_minor": 100, "grace": "principal", "grace_instalments": 1},
        {"balloon_minor": -1},
    ],
)
def test_a_shape_that_cannot_be_meant_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(texts.Faulty):
        replace(LEVEL, **wrong)


def test_a_season_that_is_no_list_of_numbers_is_a_fault_with_its_place() -> None:
    told = plans.package_to_json(replace(LEVEL, method="seasonal", season=SEASON))
    for wrong in ("1,2", [1, "2"], [True] * 12):
        package, faults = plans.package_from_json(told | {"season": wrong})
        assert package is None
        assert {fault.field for fault in faults} == {"season"}
