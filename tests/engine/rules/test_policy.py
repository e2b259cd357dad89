"""A lender's policy is whole, says what it promises, and stays inside the law."""

import copy
import json
import tomllib
from datetime import UTC, date, datetime
from fractions import Fraction
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import loans, rules

CN = rules.load_pack("cn")


def _mapping(name: str) -> dict[str, Any]:
    return rules.example_policy(name)


def _parsed(mapping: dict[str, Any]) -> rules.PolicyPack:
    policy, faults = rules.parse_policy(mapping)
    assert not faults
    assert policy is not None
    return policy


def _with(path: str, value: object, name: str = "example_bank") -> dict[str, Any]:
    mapping = copy.deepcopy(_mapping(name))
    *places, last = path.split(".")
    table: Any = mapping
    for place in places:
        table = table[place]
    table[last] = value
    return mapping


def _without(path: str) -> dict[str, Any]:
    mapping = _with(path, None)
    *places, last = path.split(".")
    table: Any = mapping
    for place in places:
        table = table[place]
    del table[last]
    return mapping


@pytest.mark.parametrize("name", rules.EXAMPLES)
def test_the_example_policies_are_whole_and_lawful(name: str) -> None:
    policy = _parsed(_mapping(name))
    assert rules.check_policy(policy, pack=CN) == ()
    assert set(policy.published.evidence) == set(policy.published.causes)
    assert all(refusal.cure for refusal in policy.published.refusals)
    assert set(policy.published.levers.waive) <= set(loans.BUCKETS)


@pytest.mark.parametrize(
    ("mapping", "code", "field"),
    [
        (_without("published.causes"), "policy_field_missing", "published.causes"),
        (_without("published.evidence.illness"), "policy_field_missing", "published.evidence.illness"),
        (_without("private.authority"), "policy_field_missing", "private.authority"),
        (_without("policy"), "policy_field_missing", "policy"),
        (_with("published.extra", 1), "policy_field_unknown", "published.extra"),
        (
            _with("published.response_working_days", -1),
            "policy_field_wrong",
            "published.response_working_days",
        ),
        (
            _with("published.response_working_days", True),
            "policy_field_wrong",
            "published.response_working_days",
        ),
        (_with("published.levers.every", ["day"]), "policy_code_unlisted", "published.levers.every"),
        (
            _with("published.levers.annual_rate.most", 0.18),
            "policy_field_wrong",
            "published.levers.annual_rate.most",
        ),
        (
            _with("published.levers.annual_rate.least", "0.2"),
            "policy_bounds_reversed",
            "published.levers.annual_rate",
        ),
        (
            _with("published.levers.instalments.step", 0),
            "policy_field_wrong",
            "published.levers.instalments.step",
        ),
        (
            _with("published.levers.waive.goodwill", {}),
            "policy_code_unlisted",
            "published.levers.waive.goodwill",
        ),
        (
            _with("published.refusals", [{"code": "no", "curable": True}]),
            "policy_field_missing",
            "published.refusals.1.cure",
        ),
        (_with("published.causes", ["illness", "illness"]), "policy_code_twice", "published.causes"),
    ],
)
def test_each_gap_of_a_policy_is_named_with_its_place(mapping: dict[str, Any], code: str, field: str) -> None:
    policy, faults = rules.parse_policy(mapping)
    assert policy is None
    assert (code, field) in [(fault.code, fault.field) for fault in faults]


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("policy.extra", 0.5, "policy.extra"),
        ("policy.from", datetime(2026, 1, 1), "policy.from"),
        ("policy.from", datetime(2026, 1, 1, tzinfo=UTC), "policy.from"),
        ("policy.until", "2025-12-31", "policy.until"),
        ("policy.lender_type", "banana", "policy.lender_type"),
        ("policy.channel", "air", "policy.channel"),
        ("policy.currency", "BTC", "policy.currency"),
        ("published.levers.annual_rate.most", "1e99999999", "published.levers.annual_rate.most"),
        ("published.levers.annual_rate.most", "1e-99999999", "published.levers.annual_rate.most"),
        ("published.levers.annual_rate.step", "0.0000001", "published.levers"),
        (
            "published.levers.instalments",
            {"least": 1, "most": 10**8, "step": 1},
            "published.levers.instalments.most",
        ),
        ("published.levers.overdue_uplift", "1000", "published.levers.overdue_uplift"),
        ("published.levers.waive", {1: 2}, "published.levers.waive.1"),
        ("published.agreement.grace_days", 10**12, "published.agreement.grace_days"),
        ("published.causes", [["illness"], {}], "published.causes"),
        ("published.refusals", [1, None], "published.refusals.2"),
    ],
)
def test_no_policy_makes_its_reading_raise_or_slow(path: str, value: object, field: str) -> None:
    policy, faults = rules.parse_policy(_with(path, value))
    assert policy is None
    assert field in [fault.field for fault in faults]


def test_a_grid_as_fine_as_it_may_be_is_read_and_one_step_finer_is_not() -> None:
    policy = _parsed(_mapping("example_bank"))
    levers = policy.published.levers
    assert levers.most_plans == 10 * 3 * 3 * 3**2
    assert [len(lever.steps()) for lever in (levers.instalments, levers.annual_rate)] == [10, 3]
    finest = {"least": 1, "most": 246, "step": 1}
    assert rules.parse_policy(_with("published.levers.instalments", finest))[0] is not None
    finer = {"least": 1, "most": 247, "step": 1}
    assert rules.parse_policy(_with("published.levers.instalments", finer))[0] is None


def test_all_gaps_are_named_at_once() -> None:
    mapping = _with("policy.code", 7)
    mapping["published"]["levers"]["upfront"]["most"] = "2"
    del mapping["private"]["discount_rate"]
    _, faults = rules.parse_policy(mapping)
    assert {fault.field for fault in faults} == {
        "policy.code",
        "published.levers.upfront.most",
        "private.discount_rate",
    }


@pytest.mark.parametrize(
    ("path", "value", "broken"),
    [
        (
            "published.levers.annual_rate.most",
            "0.1847",
            [("published.levers.overdue_uplift", "CAP_LICENSED")],
        ),
        ("published.levers.annual_rate.most", "0.1800", []),
        (
            "published.levers.overdue_uplift",
            "0.51",
            [
                ("published.levers.overdue_uplift", "CAP_LICENSED"),
                ("published.levers.overdue_uplift", "PENALTY_UPLIFT"),
            ],
        ),
        (
            "published.levers.annual_rate.most",
            "0.25",
            [
                ("published.levers.annual_rate", "CAP_LICENSED"),
                ("published.levers.overdue_uplift", "CAP_LICENSED"),
            ],
        ),
    ],
)
def test_a_policy_may_not_publish_what_would_block(
    path: str, value: str, broken: list[tuple[str, str]]
) -> None:
    faults = rules.check_policy(_parsed(_with(path, value)), pack=CN)
    assert [(fault.field, fault.facts["check"]) for fault in faults] == broken
    assert {fault.code for fault in faults} <= {"policy_breaks_rule"}


def test_a_policy_whose_limit_is_not_known_is_not_lawful_yet() -> None:
    policy = _parsed(_with("policy.lender_type", "private"))
    codes = [fault.code for fault in rules.check_policy(policy, pack=CN, day=date(2027, 6, 1))]
    assert codes == ["policy_rule_undated"]


def test_the_grid_of_a_lever_reaches_both_ends() -> None:
    assert rules.Whole(6, 20, 6).steps() == (6, 12, 18, 20)
    assert rules.Share(Fraction(0), Fraction("0.3"), Fraction("0.2")).steps() == (
        Fraction(0),
        Fraction("0.2"),
        Fraction("0.3"),
    )


@given(least=st.integers(0, 50), width=st.integers(0, 60), step=st.integers(1, 20))
def test_a_grid_stays_inside_its_bounds_in_rising_order(least: int, width: int, step: int) -> None:
    grid = rules.Whole(least, least + width, step).steps()
    assert (grid[0], grid[-1]) == (least, least + width)
    assert list(grid) == sorted(set(grid))


def test_an_officer_grants_half_and_the_rest_is_the_checkers() -> None:
    policy = _parsed(_mapping("example_bank"))
    claimed = {"normal_principal": 5_000_000, "penalty_interest": 1000, "overdue_interest": 1000}

    def may(level: str, **waive: int) -> bool:
        return policy.may_grant(level, claimed=claimed, waive=waive)

    assert may("officer", penalty_interest=500)
    assert not may("officer", penalty_interest=501)
    assert may("checker", penalty_interest=1000, overdue_interest=300)
    assert not may("checker", overdue_interest=301)
    assert not may("stranger", penalty_interest=0)


def test_an_officer_does_not_decide_on_a_large_claim_alone() -> None:
    policy = _parsed(_mapping("example_bank"))
    assert policy.may_grant("officer", claimed={"normal_principal": 10_000_000}, waive={})
    assert not policy.may_grant("officer", claimed={"normal_principal": 10_000_001}, waive={})


def test_a_policy_reads_the_same_from_toml_and_from_json() -> None:
    file = resources.files("hejie") / "lawbook" / "policies" / "example_bank.toml"
    from_toml = _parsed(tomllib.loads(file.read_text(encoding="utf-8")))
    assert from_toml == _parsed(json.loads(json.dumps(_mapping("example_bank"))))
    assert _faults_at(_with("policy.from", "next spring")) == ["policy.from"]


def _faults_at(mapping: dict[str, Any]) -> list[str]:
    return [fault.field for fault in rules.parse_policy(mapping)[1]]


def test_a_missing_example_is_named() -> None:
    with pytest.raises(LookupError, match="no_bank"):
        rules.example_policy("no_bank")


def test_one_changed_word_changes_the_digest() -> None:
    one, other = _parsed(_mapping("example_bank")), _parsed(_with("policy.version", "2"))
    assert one.digest != other.digest
    assert len(one.digest) == 64
