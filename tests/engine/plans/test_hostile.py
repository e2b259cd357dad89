"""Plans asked by somebody who wants them to be wrong: sizes, dates, gaps and figures that meet nobody's expectation."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.plans import shaped

from hejie import loans, plans, rules, texts
from hejie.plans import household, joint, outcome, portfolio, survival
from hejie.plans.joint import level, phased
from hejie.plans.levers import Levers


def read(**changes: Any) -> tuple[household.Case | None, tuple[texts.Fault, ...]]:
    told = deepcopy(shaped.told("usual"))
    for place, value in changes.items():
        *names, last = place.split("__")
        node: Any = told
        for name in names:
            node = node[int(name) if name.isdecimal() else name]
        node[last] = value
    return household.case_from_json(told, policies={"open": shaped.POLICY})


WRONG = [
    ({"start": "9999-12-31"}, "start"),
    ({"start": "0001-01-01"}, "start"),
    ({"creditors__0__policy": ""}, "creditors.0.policy"),
    ({"creditors__0__claim__overdue_principal": 10**15 + 1}, "creditors.0.claim.overdue_principal"),
    ({"household__income_minor": 2**63}, "household.income_minor"),
    ({"household__months_minor": [1] * 601}, "household.months_minor"),
    ({"household__first_month": 13}, "household.first_month"),
    ({"creditors__0__economics": {"recovery": "NaN"}}, "creditors.0.economics.recovery"),
    ({"futures__seed": float("nan")}, "futures.seed"),
]


@pytest.mark.parametrize(("changes", "place"), WRONG)
def test_what_cannot_be_meant_is_a_fault_with_its_place(changes: dict[str, Any], place: str) -> None:
    case, faults = read(**changes)
    assert case is None
    assert place in {fault.field for fault in faults}
    assert read()[1] == ()


@pytest.mark.parametrize("name", ["income_minor", "living_minor", "buffer_minor"])
@pytest.mark.parametrize(("minor", "is_meant"), [(-1, False), (0, True), (10**15, True), (10**15 + 1, False)])
def test_a_household_is_told_in_sums_that_stay_whole_numbers(name: str, minor: int, is_meant: bool) -> None:
    told = {"income_minor": 0, "living_minor": 0} | {name: minor}
    if not is_meant:
        with pytest.raises(texts.Faulty, match="plan_number_outside"):
            survival.Household(**told)
    else:
        paths = survival.simulate(
            survival.Household(**told), survival.IncomeModel(), months=60, paths=3, seed=1
        )
        assert np.abs(paths.spare_minor.astype(object)).max() < 2**60


@pytest.mark.parametrize(("first_due", "delay"), [("2026-02-15", 0), ("2026-03-14", 1), ("2026-05-15", 3)])
def test_a_later_first_due_date_delays_what_is_screened_as_it_delays_what_is_made(
    first_due: str, delay: int
) -> None:
    case, _ = read(first_due=first_due, household__income_minor=1_000_000)
    assert case is not None
    for one in household.propose(case, pack=shaped.LAW).proposals:
        assert one.exact.months_minor.count(0) >= delay
        assert abs(one.plan.total_minor - one.exact.total_minor) <= 4 * len(one.exact.months_minor)
        assert one.plan.months == len(one.exact.months_minor)
        assert len(one.exact.survival.curve) == len(one.exact.months_minor), "no instalment is left untried"


def test_interest_of_a_long_first_period_makes_the_first_instalment_the_dearest() -> None:
    """24 % over half a year are more than one of 36 instalments: screened as it is made."""
    levers = Levers(terms=(36,), rates=(Fraction("0.24"),))
    start, first = date(2026, 1, 15), date(2026, 7, 20)
    table = outcome.screen(levers, principal_minor=3_600_000, start=start, first_due=first)
    package = plans.Package(instalments=36, first_due=first, annual_rate=Fraction("0.24"))
    claim = loans.Buckets(overdue_principal=3_600_000)
    tried = plans.evaluate(package, claim, start=start, under=[plans.LoanFacts("microloan")], pack=shaped.LAW)
    made = tried.schedule.amounts
    assert made[0] > max(made[1:])
    assert np.abs(table.amounts_minor(table.months)[0, 6:] - made).max() <= 40
    assert not table.is_level.any()
    soon = outcome.screen(levers, principal_minor=3_600_000, start=start, first_due=date(2026, 2, 15))
    assert soon.is_level.all()


def test_no_bucket_is_screened_as_waived_beyond_its_own_lever() -> None:
    mapping = shaped.published()
    mapping["published"]["levers"]["waive"] = {
        "penalty_interest": {"least": "0", "most": "1", "step": "0.5"},
        "liquidated_damages": {"least": "0", "most": "0.1", "step": "0.1"},
    }
    policy, _ = rules.parse_policy(mapping)
    told = deepcopy(shaped.told("usual"))
    for one in told["creditors"]:
        one["claim"]["liquidated_damages"] = 300_000
    case, _ = household.case_from_json(told, policies={"open": policy})
    assert case is not None
    seat = household.table.seat(case.creditors[0], case, shaped.LAW)
    assert sorted(set(seat.plans.waived_minor.tolist())) == [0, 40_000 + 30_000, 80_000 + 30_000]
    for one in household.propose(case, pack=shaped.LAW).proposals:
        assert abs(one.plan.total_minor - one.exact.total_minor) <= 4 * len(one.exact.months_minor)


def test_more_at_once_than_is_laid_by_is_said_and_not_called_unlawful() -> None:
    case = shaped.case({"upfront": "0.3"}, buffer_minor=1_000_000)
    found = household.propose(case, pack=shaped.LAW)
    assert found.proposals == ()
    assert (found.answers[0].code, found.answers[0].facts["buffer_minor"]) == (
        "plan_upfront_above_buffer",
        1_000_000,
    )
    enough = int(str(found.answers[0].facts["upfront_minor"]))
    rich = shaped.case({"upfront": "0.3"}, buffer_minor=enough)
    assert "plan_upfront_above_buffer" not in {
        one.code for one in household.propose(rich, pack=shaped.LAW).answers
    }


def test_burdens_beyond_the_limit_take_no_memory_in_any_merge() -> None:
    wide = np.array([[10**14, 5, 7], [3, 10**13, 2], [10, 20, 30]]), np.array([9, 8, 7])
    assert phased.merge([wide], most=(100, 100, 100), step=1).choice.tolist() == [[2]]
    assert len(phased.merge([wide], most=(5, 5, 5), step=1)) == 0
    assert level.merge([(wide[0].max(axis=1), wide[1])], most=100, step=1).choice.tolist() == [[2]]


def test_a_burden_below_zero_asks_for_nothing_and_lifts_no_limit() -> None:
    below = np.array([-500, 60]), np.array([5, 9])
    assert level.merge([below, below], most=60, step=10).burden.tolist() == [0, 60]
    phases = np.stack([below[0]] * 3, axis=1), below[1]
    assert phased.merge([phases, phases], most=(60,) * 3, step=10).burden[:, 0].tolist() == [0, 60]


def test_sixty_lenders_are_merged_and_the_lightest_plan_of_each_is_never_lost() -> None:
    """Rounding each burden up to the grid alone would take what sixty lenders ask for beyond any limit."""
    plans = outcome.screen(Levers(terms=(12, 24)), principal_minor=1_200)
    one = joint.Creditor(name="", claim_minor=1_200, plans=plans, economics=outcome.Economics())
    many = [replace(one, name=f"{number:04}") for number in range(60)]
    own = survival.Household(income_minor=200_000, living_minor=100_000, buffer_minor=0)
    paths = survival.simulate(own, survival.IncomeModel(), months=24, paths=5, seed=1)
    found = joint.frontier(many, paths, most_minor=3_000)
    assert [one.burden_minor for one in found] == [3_000]
    assert joint.frontier(many, paths, most_minor=2_999) == ()


def test_who_owes_interest_alone_owes_something() -> None:
    levers = Levers(terms=(6, 12), rates=(Fraction("0.06"),))
    shared = survival.shocks(survival.IncomeModel(), months=12, paths=20, seed=1)
    of = portfolio.Setting(portfolio.menu_of(levers), shared, outcome.Economics())
    columns = {
        name: np.array([0, 0])
        for name in ("principal_minor", "penalties_minor", "buffer_minor", "living_minor")
    }
    told = columns | {"charges_minor": np.array([60_000, 0]), "income_minor": np.array([100_000, 100_000])}
    found = portfolio.answers(portfolio.of_columns(told), of)
    assert [portfolio.REASONS[one] for one in found.reason] == ["", "loan_nothing_owed"]
    assert found.total_minor.tolist() == [60_000, 0]


@pytest.mark.parametrize("share", [0.0, -0.5, 1.5, float("nan")])
def test_a_share_that_is_none_is_refused(share: float) -> None:
    of = plans.grid.Case(
        claim=loans.Buckets(overdue_principal=1),
        policy=shaped.POLICY,
        pack=shaped.LAW,
        start=date(2026, 1, 15),
        first_due=date(2026, 2, 15),
        under=(),
    )
    own = survival.Household(income_minor=1, living_minor=0)
    with pytest.raises(texts.Faulty, match="plan_share_outside"):
        plans.assess(plans.Menu((), ()), of=of, household=own, lender=outcome.Economics(), share=share)


def test_what_lies_just_beyond_the_whole_numbers_of_floats_is_still_counted_to_the_fen() -> None:
    """Near 2^53 a float skips every second fen; sums of a path are whole numbers of 64 bits."""
    left = np.array([[2**53 + 1]] * 3, dtype=np.int64) * np.arange(1, 4)[:, None]
    paths = survival.Paths(0, left, np.zeros((3, 1), dtype=np.uint8))
    for minor, holds in ((2**53 + 1, 1), (2**53 + 2, 0)):
        assert survival.held_through(paths, amounts_minor=np.array([[minor] * 3]))[0, -1] == holds
        assert survival.survival(paths, amounts_minor=[minor] * 3).completes == holds


def test_what_if_somebody_paid_for_fifty_years_is_answered() -> None:
    case = shaped.case("usual")
    long = {
        one.name: plans.Package(instalments=600, first_due=date(2026, 2, 15), annual_rate=Fraction("0.06"))
        for one in case.creditors
    }
    found = household.what_if(case, long, pack=shaped.LAW)
    assert len(found.exact.months_minor) == 600
    assert found.exact.survival.completes <= case.paths
    assert "plan_lever_number_outside" in {one.code for one in found.objections[0]}
    beyond = {name: replace(one, grace_instalments=12) for name, one in long.items()}
    assert len(household.what_if(case, beyond, pack=shaped.LAW).exact.months_minor) == 612


def by_hand(
    lender: outcome.Economics, claim: int, asked: list[int], alive: list[float], upfront: int, kept: int
) -> int:
    """The lender's value month by month, in the plainest words."""
    month, worth, paid, before = (1 + lender.funding) ** (-1 / 12), float(upfront), upfront, 1.0
    for number, (amount, now) in enumerate(zip(asked, alive, strict=True), start=1):
        worth += amount * now * month**number
        owed = max(claim - kept - paid, 0)
        court = lender.recovery * owed * month**lender.delay_months - lender.legal_minor
        worth += (before - now) * court * month**number
        worth -= lender.service_minor * before * month**number if owed else 0
        paid, before = paid + amount, now
    return int(np.floor(worth + 1e-6))


@settings(max_examples=30, deadline=None)
@given(
    asked=st.lists(st.integers(0, 10**9), min_size=1, max_size=30),
    falls=st.lists(st.integers(0, 100), min_size=30, max_size=30),
    claim=st.integers(1, 10**10),
    upfront=st.integers(0, 10**9),
    kept=st.integers(0, 10**9),
    shares=st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(0, 10**7), st.integers(0, 10**5)),
)
def test_what_a_plan_is_worth_is_what_adding_it_up_month_by_month_gives(
    asked: list[int],
    falls: list[int],
    claim: int,
    upfront: int,
    kept: int,
    shares: tuple[float, float, int, int],
) -> None:
    lender = outcome.Economics(
        funding=shares[0], recovery=shares[1], legal_minor=shares[2], service_minor=shares[3]
    )
    alive = (1 - np.cumsum(falls[: len(asked)]) / (sum(falls) + 1)).tolist()
    told = outcome.value(
        lender,
        claim_minor=claim,
        amounts_minor=np.array([asked]),
        alive=np.array([alive]),
        upfront_minor=upfront,
        kept_minor=kept,
    )
    wanted = by_hand(lender, claim, asked, alive, upfront, kept)
    assert abs(int(told[0]) - wanted) <= 1, "but for the last place of a float"
