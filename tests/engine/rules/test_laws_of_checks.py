"""What holds for every check at once: memory never blocks, a new rule never frees, a higher rate is never kinder."""

import random
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.rules.test_batch import some_plan

from hejie import rules

CN = rules.load_pack("cn")
SEEDS = st.integers(0, 10**6)


def blocks(plan: rules.PlanFacts, pack: rules.LawPack) -> set[tuple[str, str]]:
    return {(one.check, one.code) for one in rules.check_plan(plan, pack=pack) if one.verdict == "block"}


def from_memory(pack: rules.LawPack) -> rules.LawPack:
    rows = {name: tuple(replace(row, recalled=True) for row in found) for name, found in pack.rows.items()}
    return replace(pack, rows=rows)


# Checks that compare no number of a law: sums, dates and what was received.
WITHOUT_NUMBERS = {
    "schedule_differs",
    "schedule_dates_disorder",
    "schedule_part_negative",
    "head_cut_found",
    "extension_too_late",
    "extension_of_overdue_loan",
}


@given(seed=SEEDS)
def test_numbers_from_memory_alone_never_block(seed: int) -> None:
    plan = some_plan(random.Random(seed))
    assert {code for _, code in blocks(plan, from_memory(CN))} <= WITHOUT_NUMBERS


@given(seed=SEEDS)
def test_columns_forget_nothing_about_memory(seed: int) -> None:
    plan, pack = some_plan(random.Random(seed)), from_memory(CN)
    found = rules.check_plans(rules.columns([plan]), pack=pack)
    assert {code for _, code in blocks(plan, pack)} <= WITHOUT_NUMBERS
    worst: dict[str, int] = {}
    for one in rules.check_plan(plan, pack=pack):
        worst[one.check] = max(worst.get(one.check, 0), rules.SCALE.index(one.verdict))
    assert {name: int(verdicts[0]) for name, verdicts in found.items() if verdicts[0]} == worst


@given(seed=SEEDS, gone=st.sampled_from(sorted(CN.checks)), row=st.integers(0, len(CN.caps) - 1))
def test_adding_a_check_or_a_cap_never_turns_a_block_into_a_pass(seed: int, gone: str, row: int) -> None:
    plan = some_plan(random.Random(seed))
    fewer = replace(
        CN,
        checks={name: under for name, under in CN.checks.items() if name != gone},
        caps=tuple(cap for number, cap in enumerate(CN.caps) if number != row),
    )
    assert blocks(plan, fewer) <= blocks(plan, CN)


@given(seed=SEEDS, more=st.fractions(0, Fraction(1, 2), max_denominator=10_000))
def test_a_higher_rate_is_never_judged_more_kindly(seed: int, more: Fraction) -> None:
    plan = replace(some_plan(random.Random(seed)), annual_rate=Fraction(1, 10))
    dearer = replace(plan, annual_rate=Fraction(1, 10) + more)

    def worst(of: rules.PlanFacts) -> int:
        found = [one for one in rules.check_plan(of, pack=CN) if one.check.startswith("CAP")]
        return max((rules.SCALE.index(one.verdict) for one in found), default=0)

    assert worst(plan) <= worst(dearer)


@given(seed=SEEDS, longer=st.integers(1, 40))
def test_a_longer_extension_is_never_judged_more_kindly(seed: int, longer: int) -> None:
    plan = replace(some_plan(random.Random(seed)), kind="extension", extension_months=6, original_months=24)

    def stops(of: rules.PlanFacts) -> bool:
        return any(
            one.stops_signing for one in rules.check_plan(of, pack=CN) if one.check == "EXTENSION_VALID"
        )

    assert stops(plan) <= stops(replace(plan, extension_months=6 + longer))


@given(name=st.sampled_from(CN.names), day=st.dates(date(2010, 1, 1), date(2028, 1, 1)))
def test_today_is_as_yesterday_unless_a_row_starts_or_ends(name: str, day: date) -> None:
    today, yesterday = CN.as_of(name, day), CN.as_of(name, day - timedelta(days=1))
    if isinstance(today, rules.Row) and isinstance(yesterday, rules.Row):
        assert today.value == yesterday.value or today.from_ == day
    elif isinstance(today, rules.Row):
        assert today.from_ == day
    elif isinstance(yesterday, rules.Row):
        assert yesterday.until == day - timedelta(days=1)


@given(seed=SEEDS)
def test_every_finding_says_on_what_it_rests_and_what_to_do(seed: int) -> None:
    for one in rules.check_plan(some_plan(random.Random(seed)), pack=CN):
        assert one.rule_ids
        assert set(one.rule_ids) <= set(CN.rules)
        assert one.rests_on in ("law", "guidance", "standard", "platform")
        assert bool(one.cure) is (one.verdict not in ("pass", "info"))


@pytest.mark.parametrize("country", rules.countries())
def test_a_country_answers_with_its_own_rules_alone(country: str) -> None:
    pack = rules.load_pack(country)
    for seed in range(30):
        for one in rules.check_plan(some_plan(random.Random(seed)), pack=pack):
            assert one.check in pack.checks
            assert set(one.rule_ids) <= set(pack.rules)
