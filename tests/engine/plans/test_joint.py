"""All creditors at one table: the merges are exact, nothing beats what they find, and nobody learns of another."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie import texts
from hejie.plans import joint, outcome, survival
from hejie.plans.joint import level, phased
from hejie.plans.levers import Levers

LEVERS = Levers(
    terms=(12, 24, 36, 48, 60),
    graces=(0, 3),
    rates=(Fraction("0.06"), Fraction("0.12")),
    penalties=(Fraction(0), Fraction(1)),
)
HOUSEHOLD = survival.Household(income_minor=800_000, living_minor=600_000, buffer_minor=300_000)
FUTURES = survival.simulate(HOUSEHOLD, survival.IncomeModel(), months=64, paths=200, seed=1)


def creditor(name: str, owed: int, levers: Levers = LEVERS, **more: object) -> joint.Creditor:
    plans = outcome.screen(levers, principal_minor=owed * 9 // 10, penalties_minor=owed - owed * 9 // 10)
    economics = outcome.Economics(recovery=0.3, legal_minor=owed // 50)
    return joint.Creditor(name=name, claim_minor=owed, plans=plans, economics=economics, **more)


TABLE = (creditor("bank", 3_000_000), creditor("shop", 900_000), creditor("app", 500_000))


def found(*creditors: joint.Creditor, most: int = 200_000) -> tuple[joint.JointPlan, ...]:
    return joint.frontier(creditors or TABLE, FUTURES, most_minor=most)


menus = st.lists(
    st.lists(st.tuples(st.integers(0, 90), st.integers(-20, 60)), min_size=1, max_size=5),
    min_size=1,
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(menus=menus, most=st.integers(-5, 300), step=st.sampled_from((1, 7, 10)))
def test_the_level_merge_is_the_frontier_of_all_combinations(
    menus: list[list[tuple[int, int]]], most: int, step: int
) -> None:
    columns = [(np.array([b for b, _ in one]), np.array([v for _, v in one])) for one in menus]
    got = level.merge(columns, most=most, step=step)
    sums = {
        (sum(-(-b // step) for b, _ in chosen) * step, sum(v for _, v in chosen))
        for chosen in product(*menus)
    }
    sums = {one for one in sums if one[0] <= most // step * step} if most >= 0 else set()
    expected = {a for a in sums if not any(b != a and b[0] <= a[0] and b[1] >= a[1] for b in sums)}
    assert set(zip(got.burden.tolist(), got.value.tolist(), strict=True)) == expected
    for row, choice in enumerate(got.choice):
        assert sum(int(columns[k][1][one]) for k, one in enumerate(choice)) == got.value[row]


phased_menus = st.lists(
    st.lists(st.tuples(st.tuples(*[st.integers(0, 40)] * 3), st.integers(0, 60)), min_size=1, max_size=5),
    min_size=1,
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(menus=phased_menus, most=st.tuples(*[st.integers(0, 100)] * 3))
def test_the_phased_merge_is_the_frontier_of_all_combinations(
    menus: list[list[tuple[tuple[int, ...], int]]], most: tuple[int, int, int]
) -> None:
    columns = [(np.array([b for b, _ in one]), np.array([v for _, v in one])) for one in menus]
    got = phased.merge(columns, most=most, step=5)
    sums = set()
    for chosen in product(*menus):
        burden = tuple(sum(-(-b[k] // 5) for b, _ in chosen) * 5 for k in range(3))
        if all(own <= limit // 5 * 5 for own, limit in zip(burden, most, strict=True)):
            sums.add((*burden, -sum(v for _, v in chosen)))
    expected = {a for a in sums if not any(b != a and all(map(int.__le__, b, a)) for b in sums)}
    assert {(*b, -v) for b, v in zip(got.burden.tolist(), got.value.tolist(), strict=True)} == expected


def test_too_many_sums_double_the_grid_and_stay_within_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    columns = [(rng.integers(0, 900, (40, 3)), rng.integers(0, 10**6, 40)) for _ in range(4)]
    fine = phased.merge(columns, most=(2_000,) * 3, step=10)
    monkeypatch.setattr(phased, "MOST_SUMS", 500)
    coarse = phased.merge(columns, most=(2_000,) * 3, step=10)
    assert coarse.step > fine.step == 10
    assert 0 < len(coarse) < len(fine)
    for row, choice in enumerate(coarse.choice):
        true = sum(columns[k][0][one] for k, one in enumerate(choice))
        assert (true <= coarse.burden[row]).all()
        assert (coarse.burden[row] <= 2_000).all()


def test_no_joint_plan_asks_for_more_than_the_household_can_spare() -> None:
    for most in (200_000, 140_000, 105_000):
        plans = found(most=most)
        assert plans
        assert all(one.burden_minor <= most for one in plans)
    assert found(most=20_000) == ()
    assert found(most=0) == found(most=-1) == ()


def test_nothing_on_the_frontier_is_beaten_by_another_joint_plan() -> None:
    plans = found()
    measures = [(p.burden_minor, p.total_minor, -p.value_minor, -p.completes) for p in plans]
    for a in measures:
        assert not any(b != a and all(x <= y for x, y in zip(b, a, strict=True)) for b in measures)
    assert len({p.choice for p in plans}) == len(plans)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_creditors_changes_nothing(order: tuple[int, ...]) -> None:
    plans = found(*(TABLE[k] for k in order))
    back = [order.index(k) for k in range(3)]
    assert [tuple(one.choice[k] for k in back) for one in plans] == [one.choice for one in found()]


def test_what_a_creditor_is_owed_and_gets_stays_with_it() -> None:
    plan = found()[0]
    assert plan.claims_minor == tuple(one.claim_minor for one in TABLE)
    parts = [one.plans.total_minor[row] for one, row in zip(TABLE, plan.choice, strict=True)]
    assert sum(parts) == plan.total_minor
    assert plan.value_minor == sum(plan.values_minor)


def test_creditors_fare_alike_within_the_band() -> None:
    strict = joint.frontier(TABLE, FUTURES, most_minor=200_000, band=0.02)
    assert all(one.unfairness <= 0.02 for one in strict)


def test_a_floor_leaves_out_what_is_worth_less_to_its_creditor() -> None:
    low = found(replace(TABLE[0], floor_minor=0), *TABLE[1:])
    worth = joint.offers(TABLE[0], FUTURES, debts_minor=4_400_000, months=64).value_minor
    floor = int(np.quantile(worth, 0.8))
    high = found(replace(TABLE[0], floor_minor=floor), *TABLE[1:])
    assert any(worth[one.choice[0]] < floor for one in low)
    assert all(worth[one.choice[0]] >= floor for one in high)
    assert found(replace(TABLE[0], floor_minor=10**9), *TABLE[1:]) == ()


def test_proposals_are_three_plans_of_which_one_is_recommended() -> None:
    named = joint.proposals(found())
    assert [one.name for one in named] == ["balanced", "affordable", "cheapest"]
    assert [one.is_recommended for one in named] == [True, False, False]
    assert {one.rule for one in named} == {"named-1"}
    assert len({one.plan.choice for one in named}) == 3
    by_name = {one.name: one.plan for one in named}
    assert by_name["affordable"].burden_minor <= by_name["balanced"].burden_minor
    assert joint.proposals(()) == ()


@settings(max_examples=60, deadline=None)
@given(menus=menus, most=st.integers(0, 300), extra=st.tuples(st.integers(0, 90), st.integers(-20, 60)))
def test_another_option_never_worsens_the_best(
    menus: list[list[tuple[int, int]]], most: int, extra: tuple[int, int]
) -> None:
    def best(told: list[list[tuple[int, int]]]) -> int:
        columns = [(np.array([b for b, _ in one]), np.array([v for _, v in one])) for one in told]
        return int(level.merge(columns, most=most, step=1).value.max(initial=-(10**9)))

    assert best([[*menus[0], extra], *menus[1:]]) >= best(menus)


def test_the_pareto_filter_keeps_what_any_best_sum_needs() -> None:
    told = [joint.offers(one, FUTURES, debts_minor=4_400_000, months=64) for one in TABLE]
    kept = [one.part(joint.pareto(one)) for one in told]
    assert sum(map(len, kept)) < sum(map(len, told))
    whole, part = (
        level.merge([(one.peak_minor, one.value_minor) for one in some], most=400_000)
        for some in (told, kept)
    )
    assert whole.burden.tolist() == part.burden.tolist()
    assert whole.value.tolist() == part.value.tolist()


def test_nobody_and_nothing_to_choose_from_are_faults() -> None:
    with pytest.raises(texts.Faulty, match="plan_nobody_owed"):
        joint.frontier((), FUTURES, most_minor=1)
    with pytest.raises(texts.Faulty, match="plan_lever_empty"):
        LEVERS.bounded("terms", least=61, most=99)


def test_a_household_without_a_single_fen_is_answered() -> None:
    nothing = survival.Household(income_minor=0, living_minor=0)
    paths = survival.simulate(nothing, survival.IncomeModel(), months=64, paths=10, seed=1)
    assert joint.frontier(TABLE, paths, most_minor=1) == ()


def test_debts_of_any_size_are_merged_on_a_grid_that_fits_into_memory() -> None:
    huge = np.array([10**14, 4 * 10**13]), np.array([5, 3])
    found = level.merge([huge, huge], most=10**15)
    assert len(found)
    assert all(
        int(huge[0][list(one)].sum()) <= burden
        for one, burden in zip(found.choice, found.burden, strict=True)
    )
    stepped = phased.merge([(np.stack([huge[0]] * 3, axis=1), huge[1])] * 2, most=(10**15,) * 3)
    assert stepped.value.max() == found.value.max() == 10
    small = np.array([100, 60]), np.array([5, 3])
    assert level.merge([small], most=10**18, step=1).burden.tolist() == [60, 100]
