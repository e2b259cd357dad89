"""A household and all that it owes: what is proposed is exact, lawful and leaves the floor; walls stand between lenders."""

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import jsonschema_rs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.plans.conftest import policy_of

from hejie import plans, rules, texts
from hejie.plans import household, joint, survival
from hejie.plans.household import table

LAW = rules.load_pack("cn")
POLICIES = {name: policy_of(name) for name in rules.EXAMPLES}
TOLD: dict[str, Any] = {
    "format": 1,
    "start": "2026-01-15",
    "household": {"income_minor": 800_000, "living_minor": 600_000, "buffer_minor": 300_000},
    "creditors": [
        {
            "name": "bank",
            "policy": "example_bank",
            "claim": {
                "overdue_principal": 4_000_000,
                "overdue_interest": 200_000,
                "penalty_interest": 90_000,
            },
            "contract_on": "2024-08-15",
        },
        {
            "name": "loans",
            "policy": "example_microloan",
            "claim": {"overdue_principal": 900_000, "penalty_interest": 50_000},
            "contract_on": "2024-08-15",
        },
    ],
    "futures": {"paths": 200, "seed": 7},
}


def read(told: Any = TOLD) -> household.Case:
    case, faults = household.case_from_json(told, policies=POLICIES)
    assert case is not None, faults
    return case


CASE = read()
FOUND = household.propose(CASE, pack=LAW)


def spare(minor: int, **more: int) -> household.Case:
    own = survival.Household(income_minor=600_000 + minor, living_minor=600_000, **more)
    return replace(CASE, household=own)


def test_three_joint_plans_are_proposed_exactly_and_one_is_recommended() -> None:
    assert [one.is_recommended for one in FOUND.proposals] == [True, False, False]
    assert len({one.plan.choice for one in FOUND.proposals}) == 3
    for one in FOUND.proposals:
        parts = one.exact.parts
        assert sum(part.total_minor for part in parts) == one.exact.total_minor == sum(one.exact.months_minor)
        assert one.exact.burden_minor == max(one.exact.months_minor)
        assert {reason.code for reason in one.reasons} >= {"plan_fits_budget", "plan_survives"}
        assert any(reason.code.startswith("plan_breaks") for reason in one.reasons)


SEATS = tuple(table.seat(one, CASE, LAW) for one in CASE.creditors)


def made(choice: tuple[int, ...]) -> list[plans.Evaluation]:
    """The plans of a joint choice, one by one."""
    return [
        plans.evaluate(
            table.package(owed, CASE, LAW, seat.plans.choice(row)),
            owed.claim,
            start=CASE.start,
            under=owed.under,
            pack=LAW,
            policy=owed.policy,
        )
        for owed, seat, row in zip(CASE.creditors, SEATS, choice, strict=True)
    ]


def test_whatever_is_shown_is_exact_to_the_fen_also_what_bears_no_name() -> None:
    shown = [*FOUND.frontier, *(plan for _, plan in FOUND.baselines)]
    assert len(shown) > 40
    for one in shown:
        parts = made(one.choice)
        assert one.total_minor == sum(part.total_minor for part in parts)
        assert one.burden_minor == max(household.months_of(CASE, parts))
        assert one.months == len(household.months_of(CASE, parts))
    assert {one.plan for one in FOUND.proposals} <= set(FOUND.frontier)


def test_what_a_lender_sees_is_exact_too() -> None:
    for place, owed in enumerate(CASE.creditors):
        view = household.lender_view(CASE, owed.name, pack=LAW)
        assert view.proposals
        for one in view.proposals:
            choice = (0,) * place + one.plan.choice + (0,) * (len(SEATS) - place - 1)
            alone = made(choice)[place]
            assert one.plan.total_minor == alone.total_minor
            assert one.plan.burden_minor == max(household.months_of(CASE, [alone]))


def test_nothing_on_the_exact_frontier_is_beaten_there() -> None:
    assert joint.unbeaten(FOUND.frontier, joint.BAND) == FOUND.frontier


def test_what_is_screened_is_what_is_made_but_for_rounding() -> None:
    choices = np.array([one.choice for one in FOUND.frontier])
    paths = household.futures(CASE, joint.horizon(SEATS))
    found = joint.try_choices(SEATS, paths, choices, most_minor=2**62)
    assert any(one.total_minor != exact.total_minor for one, exact in zip(found, FOUND.frontier, strict=True))
    for screened, exact in zip(found, FOUND.frontier, strict=True):
        assert abs(screened.total_minor - exact.total_minor) <= 3 * exact.months * 2
        assert abs(screened.completes - exact.completes) <= 2


@settings(max_examples=8, deadline=None)
@given(minor=st.integers(60_000, 400_000), waived=st.booleans())
def test_no_proposal_breaks_a_rule_a_limit_or_the_protected_floor(minor: int, waived: bool) -> None:
    case = spare(minor, buffer_minor=100_000)
    for one in household.propose(case, pack=LAW).proposals:
        assert one.exact.burden_minor <= minor
        for owed, part in zip(case.creditors, one.exact.parts, strict=True):
            assert part.is_lawful
            assert part.is_inside_policy
            assert not plans.below_floor(owed.claim, part.waived_minor, policy=owed.policy)


@pytest.mark.parametrize("minor", [110_000, 150_000, 250_000])
def test_no_other_method_beats_the_frontier(minor: int) -> None:
    found = household.propose(spare(minor, buffer_minor=200_000), pack=LAW)
    assert {name for name, _ in found.baselines} == set(household.METHODS)
    for _, other in found.baselines:
        for own in found.frontier:
            no_worse = (
                other.burden_minor <= own.burden_minor,
                other.total_minor <= own.total_minor,
                other.value_minor >= own.value_minor,
                other.completes >= own.completes,
                other.unfairness <= own.unfairness,
            )
            better = other.burden_minor < own.burden_minor or other.total_minor < own.total_minor
            better = better or other.value_minor > own.value_minor or other.completes > own.completes
            assert not (all(no_worse) and better)


@pytest.mark.parametrize("minor", [0, 1, -50_000, 90_000])
def test_a_household_that_can_carry_no_plan_gets_reasons_changes_and_roads(minor: int) -> None:
    found = household.propose(spare(minor), pack=LAW)
    codes = [one.code for one in found.answers]
    assert found.proposals == found.frontier == ()
    why = (
        "budget_is_short"
        if minor < 0
        else "budget_leaves_nothing"
        if minor == 0
        else "budget_below_least_plan"
    )
    assert codes[:2] == [why, "plan_needs_more_a_month"]
    assert "road_debt_adviser" in codes
    assert ("plan_needs_longer_term" in codes) is (minor > 10_000)


def test_the_smallest_change_is_enough_and_one_less_is_not() -> None:
    case = spare(90_000)
    said = {one.code: one.facts for one in household.propose(case, pack=LAW).answers}
    more = int(str(said["plan_needs_more_a_month"]["more_minor"]))
    least = survival.Household(income_minor=690_000 + more, living_minor=600_000)
    assert household.propose(replace(case, household=least), pack=LAW).proposals
    short = survival.Household(income_minor=690_000 + more - 1, living_minor=600_000)
    assert not household.propose(replace(case, household=short), pack=LAW).proposals


def test_the_same_case_gives_the_same_answer_and_order_does_not_matter() -> None:
    assert household.propose(CASE, pack=LAW) == FOUND
    turned = household.propose(replace(CASE, creditors=CASE.creditors[::-1]), pack=LAW)
    assert [one.plan.choice for one in turned.proposals] == [one.plan.choice[::-1] for one in FOUND.proposals]


def test_what_a_lender_sees_does_not_change_with_another_lenders_limits_or_figures() -> None:
    """Two runs: the other lender's policy, economics, loan and claim by bucket are others; its total is the same."""
    other = CASE.creditors[1]
    changed = replace(
        other,
        policy=POLICIES["example_bank"],
        economics=replace(other.economics, recovery=0.9, funding=0.2),
        loan=replace(other.loan, contract_on=None),
        claim=type(other.claim)(normal_principal=other.claim.total),
        name="another name",
    )
    before = household.lender_view(CASE, "bank", pack=LAW)
    after = household.lender_view(replace(CASE, creditors=(CASE.creditors[0], changed)), "bank", pack=LAW)
    assert texts.canonical_json(texts.plain(before.terms)) == texts.canonical_json(texts.plain(after.terms))
    assert before == after
    assert before.others_minor == other.claim.total
    own = replace(CASE.creditors[0], economics=replace(CASE.creditors[0].economics, recovery=0.9))
    assert household.lender_view(replace(CASE, creditors=(own, other)), "bank", pack=LAW) != before


def test_a_frozen_total_stays_when_another_debt_is_paid() -> None:
    paid = replace(CASE, creditors=CASE.creditors[:1])
    frozen = household.lender_view(CASE, "bank", pack=LAW).others_minor
    assert household.lender_view(paid, "bank", pack=LAW, others_minor=frozen) == household.lender_view(
        CASE, "bank", pack=LAW
    )
    with pytest.raises(LookupError):
        household.lender_view(CASE, "nobody", pack=LAW)


def test_what_if_tells_the_effect_of_a_lever_and_of_the_budget() -> None:
    first = FOUND.proposals[0].exact
    same = {one.name: part.package for one, part in zip(CASE.creditors, first.parts, strict=True)}
    unchanged = household.what_if(CASE, same, pack=LAW, before=first)
    assert (unchanged.more_minor, unchanged.more_completes) == (0, 0)
    assert unchanged.objections == ((), ())
    dearer = same | {"bank": replace(same["bank"], instalments=12, annual_rate=Fraction("0.5"))}
    found = household.what_if(CASE, dearer, pack=LAW, before=first)
    assert found.more_completes is not None
    assert found.more_completes < 0
    codes = {one.code for one in found.objections[0]}
    assert {"plan_lever_rate_outside", "plan_unlawful", "plan_over_budget"} <= codes
    richer = replace(CASE.household, income_minor=900_000)
    better = household.what_if(CASE, same, pack=LAW, household=richer, before=first)
    assert better.more_completes is not None
    assert better.more_completes > 0


def test_why_not_48_months_has_an_answer() -> None:
    owed = CASE.creditors[1]
    terms = replace(FOUND.proposals[0].exact.parts[1].package, instalments=48)
    (reason,) = household.why_not(owed, CASE, LAW, terms)
    assert (reason.code, reason.facts["lever"]) == ("plan_lever_number_outside", "instalments")
    generous = replace(terms, instalments=36, waive={"overdue_principal": 890_000})
    assert "plan_below_floor" not in {one.code for one in household.why_not(owed, CASE, LAW, generous)}
    seen = household.why_not(owed, CASE, LAW, generous, for_lender=True)
    assert "plan_below_floor" in {one.code for one in seen}


def test_the_schema_takes_what_the_reader_takes() -> None:
    validator = jsonschema_rs.validator_for(household.schema())
    assert validator.is_valid(TOLD)
    assert set(household.schema()["properties"]) == {*TOLD, "first_due"}


WRONG: list[tuple[str, Any, str]] = [
    ("format", 2, "plan_field_wrong"),
    ("household", [], "plan_field_wrong"),
    ("household", {"income_minor": -1, "living_minor": 1}, "plan_number_outside"),
    ("creditors", [], "plan_nobody_owed"),
    ("creditors", [{"name": "a", "policy": "example_bank", "claim": {"gold": 1}}], "plan_choice_unknown"),
    ("creditors", [{"name": "a", "policy": "example_bank"}], "plan_field_missing"),
    ("futures", {"paths": 0}, "plan_number_outside"),
    ("more", 1, "plan_field_unknown"),
]


@pytest.mark.parametrize(("name", "value", "code"), WRONG)
def test_what_the_schema_refuses_the_reader_refuses_with_its_place(name: str, value: Any, code: str) -> None:
    told = TOLD | {name: value}
    assert not jsonschema_rs.validator_for(household.schema()).is_valid(told)
    case, faults = household.case_from_json(told, policies=POLICIES)
    assert case is None
    assert code in {fault.code for fault in faults}
    assert all(fault.field.startswith(name) for fault in faults)


def test_every_fault_is_found_at_once_and_two_creditors_need_two_names() -> None:
    told = json.loads(json.dumps(TOLD))
    told["creditors"][1]["name"] = "bank"
    told["creditors"][0]["policy"] = "nobody's"
    told["creditors"][0]["economics"] = {"recovery": "1.5"}
    told["start"] = "2026-02-30"
    _, faults = household.case_from_json(told, policies=POLICIES)
    assert {(one.code, one.field) for one in faults} >= {
        ("plan_lender_twice", "creditors.1.name"),
        ("plan_choice_unknown", "creditors.0.policy"),
        ("plan_field_wrong", "start"),
    }


@pytest.mark.parametrize("told", [None, [], "x", {}, {"creditors": {}}, {"household": 3, "creditors": [1]}])
def test_anything_at_all_is_answered_with_faults(told: Any) -> None:
    case, faults = household.case_from_json(told, policies=POLICIES)
    assert case is None
    assert faults


def test_a_name_says_of_which_plans_it_is_the_least() -> None:
    """A plan that is finished less often may be cheaper or lighter: the reason counts only those it was chosen from."""
    said = {one.name: one.reasons[0] for one in FOUND.proposals}
    by_name = {one.name: one.plan for one in FOUND.proposals}
    for name, code, near, measure in (
        ("affordable", "plan_named_lightest_of_safe", joint.as_safe_as_any, "burden_minor"),
        ("cheapest", "plan_named_cheapest_of_safe", joint.still_safe, "total_minor"),
    ):
        among = near(FOUND.frontier)
        assert (said[name].code, said[name].facts["count"]) == (code, len(among))
        assert getattr(by_name[name], measure) == min(getattr(one, measure) for one in among)
    assert min(one.total_minor for one in FOUND.frontier) < by_name["cheapest"].total_minor
