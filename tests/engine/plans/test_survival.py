"""Simulated futures: what is found by sorting is what is found path by path, and every number says how sure it is."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie import texts
from hejie.plans import survival

MODEL = survival.IncomeModel()


def futures(
    income: int = 800_000, living: int = 650_000, buffer: int = 200_000, *, seed: int = 1, months: int = 66
) -> survival.Paths:
    household = survival.Household(income_minor=income, living_minor=living, buffer_minor=buffer)
    return survival.simulate(household, MODEL, months=months, paths=200, seed=seed)


def brute(paths: survival.Paths, instalment: int, term: int, grace: int, upfront: int) -> int:
    """Path by path and month by month, in whole numbers."""
    held = 0
    for path in range(paths.count):
        spare = [int(left) + paths.buffer_minor for left in paths.left_minor[:, path]]
        asked = [(t, upfront + instalment * (t - grace)) for t in range(grace + 1, grace + term + 1)]
        held += upfront <= paths.buffer_minor and all(
            minor <= spare[t - 1] for t, minor in asked if t <= paths.months
        )
    return held


plan = st.tuples(
    st.integers(0, 400_000),
    st.integers(1, 60),
    st.sampled_from((0, 1, 3, 6)),
    st.sampled_from((0, 50_000, 200_001)),
)


@settings(max_examples=25, deadline=None)
@given(
    plans=st.lists(plan, min_size=1, max_size=6),
    income=st.integers(0, 1_500_000),
    living=st.integers(0, 1_500_000),
    buffer=st.integers(0, 300_000),
)
def test_sorted_capacities_count_what_brute_force_counts(
    plans: list[tuple[int, int, int, int]], income: int, living: int, buffer: int
) -> None:
    paths = futures(income, living, buffer)
    columns = [np.array(one) for one in zip(*plans, strict=True)]
    found = survival.held(
        paths, instalment_minor=columns[0], term=columns[1], grace=columns[2], upfront_minor=columns[3]
    )
    assert found.tolist() == [brute(paths, *one) for one in plans]


@pytest.mark.parametrize("seed", range(4))
def test_many_plans_that_are_looked_up_together_are_counted_like_each_of_them_alone(seed: int) -> None:
    """More payments at once than are looked at together, terms that not all of them ask for, figures for parts and for
    floats, and asks that no path, some and every path carries."""
    rng = np.random.default_rng(seed)
    paths = futures(buffer=3_000_000)
    upfront = rng.choice(rng.integers(0, 3_100_000, 40), 600)
    term, grace = rng.choice((3, 6, 7, 24, 36, 60), 600), rng.choice((0, 3), 600)
    asked = rng.integers(1, rng.choice((1_000, 200_000, 3_000_000), 600))
    found = survival.held(paths, instalment_minor=asked, term=term, grace=grace, upfront_minor=upfront)
    amounts = asked[:, None] * ((np.arange(72) >= grace[:, None]) & (np.arange(72) < (grace + term)[:, None]))
    assert len(set(upfront.tolist())) > 2 * 16
    tried = survival.held_through(paths, amounts_minor=amounts[:, : paths.months], upfront_minor=upfront)
    assert found.tolist() == tried[:, -1].tolist()
    assert 0 < np.count_nonzero(found == 0) < 600
    assert np.count_nonzero((found > 0) & (found < paths.count)) > 0


def test_a_capacity_that_is_met_to_the_unit_holds_and_a_unit_more_does_not() -> None:
    paths = futures()
    for term in (1, 7, 36, 60):
        (capacities,) = survival.capacities_by_term(paths, [term])
        exact = int(capacities[100])
        asked = np.array([exact, exact + 1])
        held, more = survival.held(paths, instalment_minor=asked, term=np.array([term] * 2)).tolist()
        assert held == brute(paths, exact, term, 0, 0)
        assert more == brute(paths, exact + 1, term, 0, 0) < held


def test_plans_of_any_shape_are_tried_month_by_month() -> None:
    paths = futures()
    level = np.zeros((2, 40), dtype=np.int64)
    level[0, 3:27], level[1, :36] = 90_000, 120_000
    found = survival.held_through(paths, amounts_minor=level, upfront_minor=np.array([10_000, 0]))
    assert found[0, -1] == brute(paths, 90_000, 24, 3, 10_000)
    assert found[1, 35] == brute(paths, 120_000, 36, 0, 0)
    assert (np.diff(found, axis=1) <= 0).all()


def test_the_curve_of_a_plan_ends_where_its_completion_stands() -> None:
    paths = futures()
    amounts = [0, 0, *[110_000] * 30]
    found = survival.survival(paths, amounts_minor=amounts)
    table = survival.held_through(paths, amounts_minor=np.array([amounts]))
    assert found.curve == tuple(table[0].tolist())
    assert found.curve[-1] == found.completes
    assert sum(count for _, count in found.causes) == paths.count - found.completes
    assert found.first_month is not None
    assert found.first_month > 2


def test_more_than_there_is_cannot_be_paid_at_once() -> None:
    found = survival.survival(futures(), amounts_minor=[1] * 6, upfront_minor=200_001)
    assert (found.completes, found.causes) == (0, (("start", 200),))
    assert survival.survival(futures(), amounts_minor=[1] * 6, upfront_minor=200_000).completes > 0


def test_chances_of_a_slice_are_those_of_the_whole_household() -> None:
    """Half the debts and half the instalment are the same chance as all of both; looking rarely is never too good."""
    paths = futures()
    term, grace = np.array([36, 36, 12]), np.array([0, 3, 6])
    asked = np.array([60_000, 60_000, 90_000])
    whole = survival.alive(paths, instalment_minor=2 * asked, term=term, grace=grace, months=40)
    half = survival.alive(paths, instalment_minor=asked, term=term, grace=grace, months=40, share=0.5)
    rarely = survival.alive(paths, instalment_minor=2 * asked, term=term, grace=grace, months=40, every=3)
    assert (whole == half).all()
    assert (rarely <= whole).all()
    level = np.zeros((3, 40), dtype=np.int64)
    for row in range(3):
        level[row, grace[row] : grace[row] + term[row]] = 2 * asked[row]
    direct = survival.held_through(paths, amounts_minor=level) / paths.count
    assert np.array_equal(whole, direct)


@settings(max_examples=20, deadline=None)
@given(
    income=st.integers(0, 1_200_000),
    more=st.integers(0, 500_000),
    instalment=st.integers(1, 300_000),
    term=st.integers(1, 60),
)
def test_more_income_never_lowers_completion(income: int, more: int, instalment: int, term: int) -> None:
    counts = [
        survival.held(futures(one), instalment_minor=np.array([instalment]), term=np.array([term]))[0]
        for one in (income, income + more)
    ]
    assert counts[0] <= counts[1]


def test_the_same_seed_gives_the_same_futures_and_another_gives_others() -> None:
    one, same, other = futures(seed=1), futures(seed=1), futures(seed=2)
    assert one.left_minor.tobytes() == same.left_minor.tobytes()
    assert one.left_minor.tobytes() != other.left_minor.tobytes()


def test_a_future_begins_the_same_however_far_it_is_looked_at() -> None:
    assert (futures(months=12).left_minor == futures(months=66).left_minor[:12]).all()


@pytest.mark.parametrize("income", [0, 1, 650_000])
def test_households_with_nothing_to_spare_are_answered(income: int) -> None:
    paths = futures(income, buffer=0)
    held = survival.held(paths, instalment_minor=np.array([0, 1, 100_000]), term=np.array([12, 12, 12]))
    assert held[1] <= held[0] <= paths.count
    assert held[2] == 0


def test_the_noise_of_a_household_is_its_own_where_it_is_known() -> None:
    few = survival.fitted([500_000, 500_000])
    uneven = survival.fitted([200_000, 900_000, 400_000, 800_000, 300_000, 700_000])
    assert few.noise == MODEL.noise < uneven.noise
    seasonal = survival.fitted([100_000] * 6 + [300_000] * 6 + [100_000] * 6 + [300_000] * 6)
    assert seasonal.season[0] == 0.75
    assert seasonal.season[11] == 1.25
    assert survival.fitted([]).noise == MODEL.noise


def test_a_season_is_one_that_both_years_agree_about_and_is_no_noise() -> None:
    half = [100_000] * 6 + [300_000] * 6
    agreed, apart = survival.fitted(half * 2), survival.fitted(half + half[::-1])
    assert agreed.season
    assert agreed.noise < survival.fitted(half).noise
    assert apart.season == ()
    assert apart.noise == survival.fitted(half).noise
    assert survival.fitted([98_000, 102_000] * 12).season == ()
    later = survival.fitted(half * 2, first_month=7)
    assert later.season == agreed.season[6:] + agreed.season[:6]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("job_loss", 1.01), ("noise", -0.1), ("season", (1.0,)), ("first_month", 13), ("illness_cost", 11.0)],
)
def test_a_model_that_cannot_be_meant_is_refused(name: str, wrong: object) -> None:
    with pytest.raises(texts.Faulty, match=r"plan_(share|number)_outside"):
        replace(MODEL, **{name: wrong})


def test_sizes_and_terms_out_of_range_are_refused_all_at_once() -> None:
    household = survival.Household(income_minor=1, living_minor=1)
    with pytest.raises(texts.Faulty) as refused:
        survival.simulate(household, MODEL, months=0, paths=10**9, seed=1)
    assert [fault.field for fault in refused.value.faults] == ["months", "paths"]
    with pytest.raises(texts.Faulty, match="plan_number_outside"):
        survival.held(futures(), instalment_minor=np.array([1]), term=np.array([1024]))
    with pytest.raises(texts.Faulty, match="loan_columns_uneven"):
        survival.held(futures(), instalment_minor=np.array([1, 2, 3]), term=np.array([1, 2]))


@given(successes=st.integers(0, 500), more=st.integers(0, 500))
def test_an_interval_holds_its_share_and_stays_a_share(successes: int, more: int) -> None:
    trials = successes + more
    low, high = survival.wilson(successes, trials)
    assert 0 <= low <= high <= 1
    if trials:
        assert low <= successes / trials <= high


@settings(max_examples=40, deadline=None)
@given(
    term=st.sampled_from((1, 42, 43, 63, 64, 85, 86, 200)),
    upfront=st.integers(0, 4_300_000),
    buffer=st.integers(0, 40_000_000),
    income=st.sampled_from((800_000, 30_000_000)),
    path=st.integers(0, 39),
)
def test_a_capacity_is_exact_in_small_parts_and_in_floats_alike(
    term: int, upfront: int, buffer: int, income: int, path: int
) -> None:
    """Small figures are told in parts of a unit, large ones in floats: what one path can just carry holds on it, and a unit
    more does not, whichever is used."""
    household = survival.Household(income_minor=income, living_minor=500_000, buffer_minor=buffer + upfront)
    paths = survival.simulate(household, MODEL, months=200, paths=40, seed=3)
    spare = [int(left) + paths.buffer_minor - upfront for left in paths.left_minor[:term, path]]
    exact = min(left // (month + 1) for month, left in enumerate(spare))
    if not 0 <= exact < 2**31 - 2:
        return
    asked = np.array([exact, exact + 1, 0])
    found = survival.held(
        paths, instalment_minor=asked, term=np.full(3, term), upfront_minor=np.full(3, upfront)
    )
    assert found.tolist() == [brute(paths, one, term, 0, upfront) for one in asked.tolist()]
    assert found[0] > found[1]
