"""Two versions of a policy: every difference by its path, and none that is not there."""

from copy import deepcopy
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hejie import rules


def bank(**levers: Any) -> dict[str, Any]:
    mapping = rules.example_policy("example_bank")
    mapping["published"]["levers"] |= levers
    return mapping


def test_a_policy_beside_itself_has_no_differences() -> None:
    assert rules.policy_changes(bank(), bank()) == ()


def test_each_changed_field_is_told_by_its_path_with_both_values() -> None:
    new = bank(overdue_uplift="0.2")
    new["published"]["levers"]["instalments"]["most"] = 72
    new["private"]["authority"][0]["waive"]["penalty_interest"] = "0.4"
    assert set(rules.policy_changes(bank(), new)) == {
        rules.Changed("published.levers.overdue_uplift", "0.3", "0.2"),
        rules.Changed("published.levers.instalments.most", 60, 72),
        rules.Changed("private.authority.officer.waive.penalty_interest", "0.5", "0.4"),
    }


def test_a_refusal_that_moves_in_its_list_is_no_change_and_one_that_goes_is() -> None:
    moved, shorter = bank(), bank()
    moved["published"]["refusals"].reverse()
    assert rules.policy_changes(bank(), moved) == ()

    gone = shorter["published"]["refusals"].pop()["code"]
    told = {one.path: (one.old, one.new) for one in rules.policy_changes(bank(), shorter)}
    assert told == {
        f"published.refusals.{gone}.cure": ("ask_enforcement_settlement", None),
        f"published.refusals.{gone}.curable": (False, None),
    }


def test_codes_in_another_order_are_the_same_codes_and_one_more_is_not() -> None:
    turned, more = bank(), bank()
    turned["published"]["causes"].reverse()
    more["published"]["causes"].append("over_borrowed")
    assert rules.policy_changes(bank(), turned) == ()
    (one,) = rules.policy_changes(bank(), more)
    assert (one.path, one.new) == ("published.causes", tuple(more["published"]["causes"]))


def test_a_day_as_toml_has_it_equals_its_spelling_and_true_is_not_one() -> None:
    day, flag = bank(), bank()
    day["policy"]["from"] = date(2026, 1, 1)
    assert rules.policy_changes(bank(), day) == ()
    flag["published"]["agreement"]["grace_days"] = True
    assert [one.path for one in rules.policy_changes(bank(), flag)] == ["published.agreement.grace_days"]


@given(st.sampled_from(sorted(rules.policy_fields(bank()))), st.sampled_from(sorted(rules.EXAMPLES)))
def test_going_back_exchanges_both_sides(path: str, other: str) -> None:
    old, new = bank(), deepcopy(rules.example_policy(other))
    there = {one.path: (one.old, one.new) for one in rules.policy_changes(old, new)}
    back = {one.path: (one.new, one.old) for one in rules.policy_changes(new, old)}
    assert there == back
    assert (path in there) == (
        _sorted(rules.policy_fields(old)[path]) != _sorted(rules.policy_fields(new).get(path))
    )


def _sorted(leaf: Any) -> Any:
    return sorted(leaf) if isinstance(leaf, tuple) else leaf
