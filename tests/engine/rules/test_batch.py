"""Many plans at once are judged as each one alone, at the edges too, and fast."""

import random
import time
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie import rules

CN = rules.load_pack("cn")
NEVER = date(2019, 8, 20)


def alone(plan: rules.PlanFacts, pack: rules.LawPack = CN) -> dict[str, str]:
    """The worst verdict of each check of one plan."""
    found: dict[str, str] = {}
    for one in rules.check_plan(plan, pack=pack):
        found[one.check] = max(found.get(one.check, ""), one.verdict, key=rules.SCALE.index)
    return found


def together(plans: list[rules.PlanFacts], pack: rules.LawPack = CN) -> list[dict[str, str]]:
    found = rules.check_plans(rules.columns(plans), pack=pack)
    return [
        {name: rules.SCALE[verdicts[row]] for name, verdicts in found.items() if verdicts[row]}
        for row in range(len(plans))
    ]


def monthly(payment: int, count: int) -> tuple[rules.Flow, ...]:
    return tuple(rules.Flow(Fraction(number, 12), payment) for number in range(1, count + 1))


def some_plan(dice: random.Random) -> rules.PlanFacts:
    """A plan that may be wrong in every way that a column can tell."""

    def perhaps(value: Any) -> Any:
        return value if dice.random() < 0.8 else None

    def rate(most: int = 4000) -> Fraction:
        return Fraction(dice.randrange(most), 10_000)

    plan_on = NEVER + timedelta(days=dice.randrange(3000))
    received, count = dice.randrange(100_000, 10_000_000), dice.randrange(1, 37)
    parts = tuple(dice.randrange(-1, 1000) for _ in range(dice.randrange(4)))
    payment = int(received * (1 + float(rate(6000)) * count / 24) / count)
    return rules.PlanFacts(
        kind=dice.choice(["restructure", "extension", "settlement"]),
        lender_type=dice.choice([*rules.LENDER_TYPES, "nobody"]),
        channel=dice.choice(rules.CHANNELS),
        product=dice.choice(["consumption", "business", "mortgage"]),
        plan_on=plan_on,
        contract_on=plan_on - timedelta(days=dice.randrange(1500)),
        annual_rate=perhaps(rate()),
        overdue_rate=perhaps(rate()),
        contract_rate=perhaps(rate()),
        is_misuse=dice.random() < 0.3,
        compound_on_penalty=dice.random() < 0.2,
        flows=monthly(payment, count) if dice.random() < 0.7 else (),
        financed_minor=received,
        platform_fee_minor=dice.choice([0, 0, 1]),
        received_minor=perhaps(1000),
        principal_base_minor=perhaps(dice.choice([999, 1000, 1001])),
        agreed_principal_minor=perhaps(sum(parts) + dice.choice([0, 0, 1])),
        principal_parts=parts,
        due_on=tuple(plan_on + timedelta(days=dice.randrange(4000)) for _ in range(dice.randrange(3))),
        total_before_minor=perhaps(100),
        total_after_minor=perhaps(dice.choice([99, 100, 101])),
        requested_on=perhaps(plan_on),
        maturity_on=perhaps(plan_on + timedelta(days=dice.choice([-1, 0, 1]))),
        original_months=perhaps(dice.randrange(1, 90)),
        extension_months=perhaps(dice.randrange(0, 45)),
        is_overdue=dice.random() < 0.3,
        has_cost_table=dice.choice([None, True, False]),
        adds_instalments=dice.random() < 0.8,
    )


@pytest.mark.parametrize("seed", range(3))
def test_random_plans_have_the_verdicts_that_each_has_alone(seed: int) -> None:
    dice = random.Random(seed)
    plans = [some_plan(dice) for _ in range(700)]
    for plan, found in zip(plans, together(plans), strict=True):
        assert found == alone(plan), plan


@given(
    lender=st.sampled_from(["bank", "private", "microloan", "consumer_finance"]),
    received=st.integers(10_000, 10**12),
    count=st.integers(1, 36),
    over=st.integers(-3, 3),
)
@settings(max_examples=60)
def test_a_cost_on_the_edge_is_judged_to_the_last_fen(
    lender: str, received: int, count: int, over: int
) -> None:
    """The level payment at exactly 24 % (or 12 %), a few fen more or less: where a float could err."""
    for yearly in (Fraction(24, 100), Fraction(12, 100)):
        growth = (1 + yearly / 12) ** count
        payment = int(received * (yearly / 12) * growth / (growth - 1)) + over
        plan = rules.PlanFacts(
            kind="restructure",
            lender_type=lender,
            channel="own",
            plan_on=date(2026, 1, 5),
            contract_on=date(2025, 12, 30),
            flows=monthly(payment, count),
            financed_minor=received,
        )
        assert together([plan]) == [alone(plan)]


@pytest.mark.parametrize(("payment", "verdict"), [(94_559, "warn"), (94_560, "warn"), (94_561, "block")])
def test_the_worked_cost_of_the_law_reference_comes_out_in_columns(payment: int, verdict: str) -> None:
    plan = rules.PlanFacts(
        kind="restructure",
        lender_type="bank",
        channel="own",
        plan_on=date(2026, 8, 20),
        contract_on=date(2024, 8, 15),
        flows=monthly(payment, 12),
        financed_minor=1_000_000,
    )
    assert together([plan])[0]["CAP_LICENSED"] == verdict


def test_a_number_from_memory_warns_in_columns_too() -> None:
    rows = {**CN.rows, "overdue_uplift_max": (replace(CN.rows["overdue_uplift_max"][0], recalled=True),)}
    pack = replace(CN, rows=rows)
    plan = rules.PlanFacts(
        "restructure",
        "bank",
        "own",
        date(2026, 1, 5),
        date(2025, 1, 1),
        overdue_rate=Fraction("0.2"),
        contract_rate=Fraction("0.1"),
    )
    assert together([plan], pack) == [alone(plan, pack)]
    assert together([plan], pack)[0]["PENALTY_UPLIFT"] == "warn"


def test_a_country_has_its_own_checks_in_columns_too() -> None:
    uk = rules.load_pack("uk")
    plan = some_plan(random.Random(1))
    assert set(together([plan], uk)[0]) <= set(uk.checks)
    assert together([plan], uk) == [alone(plan, uk)]


@pytest.mark.parametrize(
    "over",
    [
        {"segments": (rules.Segment(Fraction(1), 1, 1),)},
        {"guarantors": (rules.Guarantor(None),)},
        {"product": "credit_card"},
        {"contract_on": None},
        {"capitalised_interest_minor": 1},
        {"annual_rate": Fraction(1, 3)},
        {"flows": (rules.Flow(Fraction(1, 5), 1),), "financed_minor": 1},
    ],
)
def test_a_plan_that_has_no_columns_is_refused_and_not_judged_by_half(over: dict[str, Any]) -> None:
    plan = rules.PlanFacts("restructure", "bank", "own", date(2026, 1, 5), date(2025, 1, 1))
    assert len(rules.columns([plan])) == 1
    with pytest.raises(ValueError, match=r"column|monthly|needed"):
        rules.columns([replace(plan, **over)])


def test_the_worst_of_all_checks_is_one_array() -> None:
    dice = random.Random(5)
    plans = [some_plan(dice) for _ in range(50)]
    whole = rules.worst(rules.check_plans(rules.columns(plans), pack=CN))
    expected = [max(map(rules.SCALE.index, found.values())) for found in map(alone, plans)]
    assert np.array_equal(whole, expected)


def test_a_portfolio_is_checked_in_far_less_than_its_single_plans_take() -> None:
    """The figure itself is that of `make bench`; here only that columns are another order of size."""
    dice = random.Random(9)
    plans = [some_plan(dice) for _ in range(200)]
    table = rules.columns(plans * 20)
    started = time.process_time()
    rules.check_plans(table, pack=CN)
    columns = (time.process_time() - started) / len(table)
    started = time.process_time()
    for plan in plans[:50]:
        alone(plan)
    assert columns * 5 < (time.process_time() - started) / 50
