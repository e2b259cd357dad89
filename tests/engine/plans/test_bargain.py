"""Two sides of one claim: worth written out once more by hand, and a frontier that an exhaustive look confirms."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie import texts
from hejie.plans import bargain

STAKES = bargain.Stakes(
    principal_minor=3_000_000,
    interest_minor=300_000,
    penalty_minor=200_000,
    surplus_minor=120_000,
    cash_minor=300_000,
    need_grace=2.0,
    household_rate=0.12,
    household_legal_minor=200_000,
    record_minor=500_000,
    enforced=0.7,
    strain_minor=8_000,
    fairness=0.3,
    funding=0.045,
    hazard=0.005,
    steep=0.08,
    recovery=0.4,
    legal_minor=150_000,
    delay=16.0,
    service_minor=900,
    writeoff=0.3,
)
SMALL = bargain.Grid((6, 24, 60), (0, 12), (0, 100), (0, 50), (0, 4), (0, 20))


def by_hand(s: bargain.Stakes, package: tuple[int, ...]) -> tuple[float, float]:
    """The formulas for one package, month by month where there is a sum."""
    n, r, wp, wi, g, u = package
    owed = s.principal_minor + s.interest_minor * (1 - wi / 100) + s.penalty_minor * (1 - wp / 100)
    up, m = owed * u / 100, r / 1200
    financed = (owed - up) * (1 + m) ** g
    inst = financed * m / (1 - (1 + m) ** -n) if m else financed / n
    claim, f = s.claim_minor, s.funding / 12
    lost = max(0, up - s.cash_minor) / claim
    h = s.hazard + s.steep * max(0, inst / s.surplus_minor - 0.75) ** 2 + 0.02 * max(0, s.need_grace - g) / 6
    h = min(0.5, h + 0.0015 * max(0, g - s.need_grace) + 0.05 * lost)
    v = (1 - h) / (1 + f)
    kept = up * (1 - min(0.5, 2 * lost)) + inst * sum(v**t for t in range(g + 1, g + n + 1))
    court = s.recovery * 0.55 * (owed - up) * (1 + f) ** -(0.4 * (g + n) + s.delay) - 0.5 * s.legal_minor
    cost = s.service_minor * (g + n) + s.writeoff * s.interest_minor * wi / 100
    lender = (kept + (1 - (1 - h) ** (g + n)) * court - cost) / claim
    w = 1 / (1 + s.household_rate / 12)
    a = sum(w**t for t in range(g + 1, g + n + 1))
    paid = up + inst * a + 1.2 * max(0, inst - 0.9 * s.surplus_minor) * a
    paid += max(0, s.need_grace - g) * inst * 0.8 + 1.5 * max(0, up - 0.8 * s.cash_minor)
    paid += s.strain_minor * (g + n) - s.fairness * s.penalty_minor * wp / 100
    return lender, 1 - paid / claim


@pytest.mark.parametrize(
    "changes", [{}, {"funding": 0.0}, {"household_rate": 0.0}, {"hazard": 0.0, "funding": 0.0}]
)
def test_worth_is_what_the_formulas_give_for_each_package(changes: dict[str, float]) -> None:
    stakes = replace(STAKES, **changes)
    lender, household = bargain.worth(stakes, SMALL)
    for index in range(len(SMALL)):
        expected = by_hand(stakes, SMALL.package(index))
        assert (lender[index], household[index]) == pytest.approx(expected, abs=1e-9)


def test_the_last_axis_runs_fastest_and_the_grids_have_their_sizes() -> None:
    assert (len(bargain.COARSE), len(bargain.MIDDLE), len(bargain.FULL)) == (7_290, 56_160, 1_097_250)
    assert [bargain.MIDDLE.package(k)[-1] for k in range(3)] == [0, 10, 20]


points = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=40)


@settings(max_examples=100)
@given(points=points)
def test_the_frontier_is_what_nothing_beats(points: list[tuple[int, int]]) -> None:
    lender, household = (np.array(one, dtype=float) for one in zip(*points, strict=True))
    found = bargain.frontier(lender, household)
    kept = {points[k] for k in found}
    beaten = {a for a in points for b in points if b != a and b[0] >= a[0] and b[1] >= a[1]}
    assert kept == set(points) - beaten
    assert len(found) == len(kept)


def test_both_fair_points_lie_on_the_frontier_above_both_floors() -> None:
    found = bargain.deal(STAKES, bargain.COARSE)
    assert found.exists
    assert {found.nash, found.even} <= set(found.frontier.tolist())
    assert (found.gains >= 0).all()


def test_where_nothing_beats_both_floors_there_is_no_deal() -> None:
    greedy = replace(STAKES, recovery=1.0, delay=0.0, legal_minor=0)
    proud = replace(greedy, enforced=0.0, household_legal_minor=0, record_minor=0)
    assert not bargain.deal(proud, bargain.COARSE).exists


def test_a_household_without_surplus_is_a_fault_not_a_division() -> None:
    with pytest.raises(texts.Faulty, match="plan_number_outside"):
        replace(STAKES, surplus_minor=0)
