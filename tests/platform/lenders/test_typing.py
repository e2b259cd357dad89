"""A policy as it is typed, and back: nothing is lost, nothing is corrected, what is wrong is named at its place."""

import tomllib
from typing import Any

import pytest

from hejie import rules
from hejie_platform.lenders import facts


@pytest.mark.parametrize("name", rules.EXAMPLES)
def test_a_policy_that_is_opened_in_the_form_and_not_changed_is_the_same_policy(name: str) -> None:
    mapping = rules.example_policy(name)
    assert rules.policy_changes(mapping, facts.mapping_from(facts.typed_from(mapping))) == ()


@pytest.mark.parametrize("name", rules.EXAMPLES)
def test_its_file_reads_back_to_the_same_policy(name: str) -> None:
    mapping = rules.example_policy(name)
    mapping["published"]["contact"]["address"] = 'a "quoted" place\\ 中山路\x7f1号'
    assert tomllib.loads(facts.toml_of(mapping)) == mapping


SHAPES = {
    "step_rates": ["0.03", "0.05"],
    "balloons": ["0.1"],
    "tokens_minor": ["5000", "10000"],
    "graces": ["holiday", "principal"],
    "on_breach": ["kept", "lost"],
}


def test_other_shapes_are_typed_in_percent_and_money_and_read_back() -> None:
    mapping = rules.example_policy("example_bank")
    mapping["published"]["levers"]["methods"] = ["equal_instalment", "step_up", "seasonal"]
    mapping["published"]["levers"]["shapes"] = SHAPES
    given = facts.typed_from(mapping)
    assert given["published.levers.shapes.step_rates"] == "3; 5"
    assert given["published.levers.shapes.tokens_minor"] == "50.00; 100.00"
    assert rules.policy_changes(mapping, facts.mapping_from(given)) == ()
    wrong = given | {
        "published.levers.shapes.step_rates": "3; many",
        "published.levers.shapes.tokens_minor": "-5",
    }
    assert {path for path, _code in faults(wrong)} == {
        "published.levers.shapes.step_rates",
        "published.levers.shapes.tokens_minor",
    }
    rising = given | {"published.levers.shapes.step_rates": ""}
    assert {path for path, _code in faults(rising)} == {"published.levers.shapes.step_rates"}


def typed(**changes: Any) -> facts.Typed:
    return facts.typed_from(rules.example_policy("example_bank")) | changes


def faults(given: facts.Typed) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in facts.faults_in(given)]


@pytest.mark.parametrize(
    ("path", "given", "code"),
    [
        ("published.levers.annual_rate.most", "many", "policy_field_wrong"),
        ("published.levers.annual_rate.most", "", "policy_field_missing"),
        ("published.levers.annual_rate.most", "40", "policy_breaks_rule"),
        ("published.levers.instalments.most", "-3", "policy_field_wrong"),
        ("published.levers.waive.service_fees.most", "20", "policy_field_missing"),
        ("published.response_working_days", "ten", "policy_field_wrong"),
        ("published.causes", [], "policy_field_missing"),
        ("published.evidence.illness", [], "policy_field_missing"),
        ("published.refusals.able_to_pay.cure", "", "policy_field_missing"),
        ("private.authority.checker.most_claim_minor", "a lot", "policy_field_wrong"),
        ("private.authority.officer.waive.penalty_interest", "5 of 7", "policy_field_wrong"),
        ("policy.from", "tomorrow", "policy_field_wrong"),
        ("policy.country", "xx", "policy_code_unlisted"),
    ],
)
def test_what_is_typed_wrong_is_named_at_its_field(path: str, given: Any, code: str) -> None:
    assert not faults(typed())
    found = faults(typed() | {path: given})
    assert any(place.startswith(path.rpartition(".")[0]) and said == code for place, said in found), found


def test_all_faults_come_at_once() -> None:
    wrong = {"policy.from": "", "published.levers.upfront.step": "x", "private.discount_rate": ""}
    assert {path for path, _ in faults(typed() | wrong)} == set(wrong)
    assert len(faults(typed() | wrong)) == len(wrong)


def test_a_percentage_is_typed_as_people_write_it() -> None:
    for given in ("12", "12%", " 12 ％", "12.0"):
        mapping = facts.mapping_from(typed() | {"published.levers.annual_rate.most": given})
        assert mapping["published"]["levers"]["annual_rate"]["most"] == "0.12"


def test_what_is_not_used_stays_typed_and_out_of_the_policy() -> None:
    given = typed() | {"published.refusals.able_to_pay.used": "", "published.causes": ["illness"]}
    mapping = facts.mapping_from(given)
    assert "able_to_pay" not in [one["code"] for one in mapping["published"]["refusals"]]
    assert list(mapping["published"]["evidence"]) == ["illness"]
    assert given["published.refusals.able_to_pay.cure"]
    assert given["published.evidence.job_lost"]
