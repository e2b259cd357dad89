"""A published policy run on a few answers: likely, needs, not possible, each with the rules it rests on."""

from datetime import date

import pytest

from hejie import plans, rules, texts

DAY = date(2026, 11, 23)
PACK = rules.load_pack("cn")


def policy(name: str = "example_bank") -> rules.PolicyPack:
    found, faults = rules.parse_policy(rules.example_policy(name))
    assert found
    assert not faults
    return found


def asked(**given: object) -> plans.Asked:
    usual = {"cause": "job_lost", "balance_minor": 2_000_000, "monthly_minor": 150_000, "days_overdue": 40}
    return plans.Asked(**(usual | given))  # type: ignore[arg-type]  # built from a mapping of a test


def tried(name: str = "example_bank", **given: object) -> plans.Trial:
    return plans.try_policy(asked(**given), policy=policy(name), pack=PACK, day=DAY)


@pytest.mark.feature("X02")
def test_a_covered_cause_with_a_plan_in_reach_is_likely() -> None:
    found = tried()
    assert (found.verdict, found.reasons) == ("likely", ())
    assert found.least_minor is not None
    assert found.most_minor is not None
    assert found.least_minor <= found.most_minor <= 150_000
    assert "causes.job_lost" in found.rules
    assert found.evidence == ("dismissal_or_registration", "income_statement")
    assert found.response_working_days == 10


@pytest.mark.feature("X02", "E08")
def test_the_range_is_that_of_the_menu_of_a_real_case() -> None:
    found = tried()

    class Means:
        disposable_minor = 150_000

    menu = plans.menu(plans.claim_of(asked()), policy=policy(), pack=PACK, start=DAY, budget=Means())
    assert found.plans == len(menu.options)
    assert found.least_minor == min(option.burden_minor for option in menu.options)


@pytest.mark.parametrize(
    ("given", "verdict", "reason"),
    [
        ({"cause": "over_borrowed"}, "needs", "cause_not_covered"),
        ({"monthly_minor": 10_000}, "needs", "plan_beyond_levers"),
        ({"instalment_minor": 150_000}, "needs", "able_to_pay"),
        ({"court_decided": True}, "not_possible", "court_decided"),
    ],
)
def test_what_stands_against_it_is_a_published_reason_with_its_cure(
    given: dict[str, object], verdict: str, reason: str
) -> None:
    found = tried(**given)
    assert found.verdict == verdict
    assert [one.code for one in found.reasons] == [reason]
    assert found.reasons[0].cure
    assert f"refusals.{reason}" in found.rules


def test_one_yuan_less_than_the_instalment_is_no_reason() -> None:
    assert tried(instalment_minor=150_001).verdict == "likely"


def test_another_lender_answers_by_its_own_policy() -> None:
    assert tried("example_microloan", cause="care_duty").verdict == "needs"
    assert tried("example_bank", cause="care_duty").verdict == "likely"


def test_nothing_owed_is_a_fault() -> None:
    with pytest.raises(texts.Faulty):
        tried(balance_minor=0)


def test_nothing_private_shows() -> None:
    mapping = rules.example_policy("example_bank")
    mapping["private"]["least_recovery_share"] = "1"
    mapping["private"]["authority"] = mapping["private"]["authority"][:1]
    other, _ = rules.parse_policy(mapping)
    assert other
    assert plans.try_policy(asked(), policy=other, pack=PACK, day=DAY) == tried()


@pytest.mark.feature("X02")
def test_every_cited_rule_is_a_rule_of_the_published_part() -> None:
    known = set(plans.rule_ids(policy().published))
    for given in ({}, {"cause": "over_borrowed"}, {"court_decided": True}, {"monthly_minor": 0}):
        assert set(tried(**given).rules) <= known  # type: ignore[arg-type]  # as above
