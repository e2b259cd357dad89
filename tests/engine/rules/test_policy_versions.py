"""A refusal that cites a version of a policy, and what a policy may not publish."""

import copy
from datetime import date, timedelta
from typing import Any

import pytest

from hejie import rules

CN = rules.load_pack("cn")
DAY = date(2026, 8, 20)


def policy(name: str = "example_bank", **changed: Any) -> rules.PolicyPack:
    """An example with fields changed, each named by its path with __ between the names."""
    mapping = copy.deepcopy(rules.example_policy(name))
    for path, value in changed.items():
        *places, last = path.split("__")
        table: Any = mapping
        for place in places:
            table = table[place]
        table[last] = value
    found, faults = rules.parse_policy(mapping)
    assert found, faults
    return found


@pytest.mark.feature("X02")
def test_a_refusal_cites_its_rule_and_version_with_the_cure() -> None:
    found, faults = rules.cite_refusal("able_to_pay", policy=policy(), day=DAY)
    assert faults == ()
    assert found == rules.Citation(
        policy="example_bank",
        version="1",
        digest=policy().digest,
        rule="refusals.able_to_pay",
        cure="show_changed_budget_or_ask_review",
        curable=True,
    )


@pytest.mark.feature("X02")
@pytest.mark.parametrize(
    ("code", "day", "codes"),
    [
        ("we_do_not_like_it", DAY, ["refusal_cites_no_rule"]),
        ("able_to_pay", date(2025, 12, 31), ["refusal_policy_not_in_force"]),
        (
            "we_do_not_like_it",
            date(2025, 12, 31),
            ["refusal_policy_not_in_force", "refusal_cites_no_rule"],
        ),
    ],
)
def test_a_refusal_that_cites_no_rule_in_force_is_rejected(code: str, day: date, codes: list[str]) -> None:
    found, faults = rules.cite_refusal(code, policy=policy(), day=day)
    assert found is None
    assert [fault.code for fault in faults] == codes


def test_a_version_is_in_force_from_its_first_to_its_last_day() -> None:
    ending = policy(policy__until=date(2026, 8, 20))
    one = timedelta(days=1)
    assert [rules.in_force(ending, day) for day in (ending.from_ - one, ending.from_)] == [False, True]
    assert [rules.in_force(ending, day) for day in (DAY, DAY + one)] == [True, False]


@pytest.mark.parametrize(("months", "codes"), [(12, []), (11, ["policy_below_rule"])])
def test_a_bank_watches_no_shorter_than_its_rule(months: int, codes: list[str]) -> None:
    found = rules.check_policy(policy(private__observation_months=months), pack=CN)
    assert [fault.code for fault in found] == codes
    other = policy("example_microloan", private__observation_months=months)
    assert rules.check_policy(other, pack=CN) == ()


@pytest.mark.parametrize(
    ("text", "codes"), [("困难帮扶专线", []), ("签约后消除征信", ["policy_words_forbidden"])]
)
def test_a_policy_promises_no_clean_record(text: str, codes: list[str]) -> None:
    found = rules.check_policy(policy(published__contact__address=text), pack=CN)
    assert [fault.code for fault in found] == codes
    assert [fault.field for fault in found] == ["published.contact.address"] * len(codes)
