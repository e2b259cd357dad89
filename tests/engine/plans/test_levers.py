"""Every lever is fixed, bounded or free: each way of running is screened as it is made, and what is none has its reason."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.plans import shaped
from tests.engine.plans.conftest import START, Household, policy_of

from hejie import dates, loans, plans, rules, texts
from hejie.plans import outcome
from hejie.plans.levers import LEVEL, SEARCHED, Levers, Shape

LOAN = plans.LoanFacts("bank", contract_on=date(2024, 8, 15))
SEASON = (1, 1, 0, 0, 0, 0, 2, 2, 1, 1, 1, 1)
CLAIM = loans.Buckets(overdue_principal=2_400_000, overdue_interest=60_000, penalty_interest=48_000)
POLICY = shaped.POLICY
FREE = Levers.free(POLICY, season=SEASON)


# how plans run

running = st.builds(
    Shape,
    every=st.sampled_from(plans.EVERY),
    method=st.sampled_from(("equal_instalment", "equal_principal")),
    balloon=st.sampled_from((Fraction(0), Fraction(1, 5))),
    grace=st.sampled_from(SEARCHED),
) | st.sampled_from(
    (
        Shape(method="step_up", step_rate=Fraction(1, 10)),
        Shape(method="step_up", step_rate=Fraction(1, 20), every="week"),
        Shape(method="seasonal", season=SEASON),
        Shape(method="seasonal", season=SEASON, every="fortnight", balloon=Fraction(1, 10)),
        Shape(token_minor=5_000),
    )
)


@settings(max_examples=30, deadline=None)
@given(
    shape=running,
    term=st.integers(1, 70),
    grace=st.sampled_from((0, 2, 5)),
    rate=st.sampled_from((Fraction(0), Fraction("0.06"), Fraction("0.18"))),
    start=st.dates(date(2025, 12, 1), date(2026, 3, 1)),
    first=st.integers(20, 45),
    upfront=st.sampled_from((Fraction(0), Fraction(1, 10))),
)
def test_what_is_screened_is_what_is_made_but_for_rounding(
    shape: Shape, term: int, grace: int, rate: Fraction, start: date, first: int, upfront: Fraction
) -> None:
    """Each month within a unit for each of its instalments and parts; the whole within one for each of all."""
    first_due = date.fromordinal(start.toordinal() + first)
    levers = Levers(terms=(term,), graces=(grace,), rates=(rate,), upfronts=(upfront,), shapes=(shape, LEVEL))
    table = outcome.screen(
        levers, principal_minor=2_400_000, charges_minor=60_000, start=start, first_due=first_due
    )
    assert table.possible is not None
    if not table.possible[0]:
        return
    claim = loans.Buckets(overdue_principal=2_400_000, overdue_interest=60_000)
    of = plans.grid.Case(
        claim=claim, policy=POLICY, pack=shaped.LAW, start=start, first_due=first_due, under=(LOAN,)
    )
    package = of.package(
        instalments=term,
        grace=grace,
        rate=rate,
        waive={},
        shape=shape,
        upfront_minor=int(claim.total * upfront),
    )
    tried = plans.evaluate(package, claim, start=start, under=[LOAN], pack=shaped.LAW)
    made = np.zeros(table.months, dtype=np.int64)
    for due, amount in zip(tried.schedule.due, tried.schedule.amounts, strict=True):
        made[max(dates.months_begun(start, due) - 1, 0)] += amount
    assert table.upfront_minor[0] == package.upfront_minor
    assert np.abs(table.amounts_minor(table.months)[0] - made)[:-1].max(initial=0) <= 20
    assert abs(int(table.total_minor[0]) - tried.total_minor) <= 4 * (term + grace)


def test_a_step_each_year_and_a_week_are_what_they_say() -> None:
    steps = Levers(terms=(24,), shapes=(Shape(method="step_up", step_rate=Fraction(1, 10)),))
    (months,) = outcome.screen(steps, principal_minor=252_000).amounts_minor(24)
    assert (months[0], months[11], months[12]) == (10_000, 10_000, 11_000)
    weeks = Levers(terms=(8,), shapes=(Shape(every="week"),))
    (months,) = outcome.screen(
        weeks, principal_minor=80_000, start=date(2026, 1, 1), first_due=date(2026, 1, 8)
    ).amounts_minor(2)
    assert months.tolist() == [40_000, 40_000]


# levers


def test_a_lever_is_fixed_bounded_or_free_by_its_name() -> None:
    assert FREE.fixed("rates", Fraction(1)).rates == (Fraction(1),)
    assert {shape.every for shape in FREE.only("every", lambda every: every != "month").shapes} == {
        "fortnight",
        "week",
    }
    assert FREE.bounded("step_rate", least=Fraction("0.06"), most=Fraction(1)).shapes[
        0
    ].step_rate == Fraction("0.1")
    assert len(set(FREE.shapes)) == len(FREE.shapes)
    assert FREE.shapes[0] == LEVEL
    with pytest.raises(texts.Faulty, match="plan_lever_empty"):
        FREE.bounded("step_rate", least=Fraction(2), most=Fraction(3))


def test_nothing_that_is_not_published_is_free() -> None:
    bank = policy_of("example_bank")
    usual = Levers.free(bank, season=SEASON)
    assert {shape.method for shape in usual.shapes} == {"equal_instalment", "equal_principal"}
    assert usual.on_breach == ("lost",)
    assert Levers.free(POLICY).shapes == FREE.only("method", lambda one: one != "seasonal").shapes


def test_thinning_keeps_the_ends_of_every_lever() -> None:
    few = Levers.free(policy_of("example_bank")).thinned(300)
    assert len(few) <= 300
    assert (few.terms[0], few.terms[-1]) == (6, 60)
    assert (few.upfronts[0], few.upfronts[-1]) == (0, Fraction("0.3"))
    assert few.thinned(10**9) == few
    assert len(few.thinned(1)) == 1


WRONG_SHAPES: list[tuple[dict[str, Any], str]] = [
    ({"step_rates": ["1"]}, "published.levers.shapes.step_rates"),
    ({"step_rates": ["-0.1"]}, "published.levers.shapes.step_rates"),
    ({"balloons": "0.2"}, "published.levers.shapes.balloons"),
    ({"balloons": [0.2]}, "published.levers.shapes.balloons"),
    ({"tokens_minor": ["10.5"]}, "published.levers.shapes.tokens_minor"),
    ({"graces": ["none"]}, "published.levers.shapes.graces"),
    ({"on_breach": []}, "published.levers.shapes.on_breach"),
    ({"more": 1}, "published.levers.shapes.more"),
]


@pytest.mark.parametrize(("wrong", "place"), WRONG_SHAPES)
def test_a_way_of_running_that_cannot_be_meant_is_a_fault_with_its_place(
    wrong: dict[str, Any], place: str
) -> None:
    made, faults = rules.parse_policy(shaped.published(**wrong))
    assert made is None
    assert {fault.field for fault in faults} == {place}


def test_steps_are_published_with_the_method_that_needs_them() -> None:
    mapping = shaped.published()
    del mapping["published"]["levers"]["shapes"]["step_rates"]
    _, faults = rules.parse_policy(mapping)
    assert [(fault.code, fault.field) for fault in faults] == [
        ("policy_field_missing", "published.levers.shapes.step_rates")
    ]


def test_every_published_way_of_running_is_a_rule_that_can_be_cited() -> None:
    told = set(plans.rule_ids(POLICY.published)) - set(plans.rule_ids(policy_of("example_bank").published))
    assert told == {f"levers.shapes.{name}" for name in shaped.SHAPES}


# one lender's menu


SOME = (
    FREE.bounded("terms", least=12, most=36)
    .fixed("rates", Fraction("0.06"))
    .bounded("penalties", least=Fraction(0), most=Fraction("0.5"))
    .bounded("upfronts", least=Fraction(0), most=Fraction("0.05"))
    .only("every", lambda every: every != "fortnight")
)


def menu(levers: Levers, minor: int = 150_000) -> plans.Menu:
    return plans.menu(
        CLAIM,
        policy=POLICY,
        pack=shaped.LAW,
        start=START,
        under=[LOAN],
        budget=Household(minor),
        levers=levers,
    )


def test_every_plan_of_free_levers_is_offered_or_has_its_reason() -> None:
    found = menu(SOME)
    asked = [one.package for one in (*found.options, *found.rejected)]
    assert len(asked) == len(set(asked))
    assert {one.method for one in asked} == {"equal_instalment", "equal_principal", "step_up", "seasonal"}
    assert {one.reason.code for one in found.rejected} == {"plan_over_budget", "plan_shape_impossible"}
    assert {bool(one.package.balloon_minor) for one in found.rejected} == {True, False}
    for option in found.options[::53]:
        tried = plans.evaluate(
            option.package, CLAIM, start=START, under=[LOAN], pack=shaped.LAW, policy=POLICY
        )
        assert (option.burden_minor, option.total_minor) == (tried.burden_minor, tried.total_minor)
        assert tried.is_inside_policy
        assert tried.is_lawful
    assert plans.why_not(found, method="step_up", instalments=36) == ()
    ((reason, _),) = plans.why_not(found, every="week", instalments=12, upfront_minor=0)
    assert reason.code == "plan_over_budget"


def test_steps_that_leave_the_policy_are_rejected_for_that() -> None:
    none = SOME.fixed("upfronts", Fraction(0)).fixed("graces", 3)
    beyond = replace(
        none, shapes=(Shape(method="step_up", step_rate=Fraction("0.2")), Shape(token_minor=9_000))
    )
    found = menu(beyond)
    assert found.options == ()
    assert {(one.reason.code, one.reason.facts["lever"]) for one in found.rejected} == {
        ("plan_lever_rate_outside", "step_rate"),
        ("plan_lever_number_outside", "token_minor"),
    }
    inside = menu(replace(none, shapes=(Shape(token_minor=5_000),)))
    assert inside.options


def test_small_sums_beyond_what_bears_nothing_are_a_reason_and_no_error() -> None:
    bare = loans.Buckets(overdue_principal=2_400_000, overdue_interest=14_999)
    levers = (
        replace(SOME, shapes=(Shape(token_minor=5_000),)).fixed("graces", 3).fixed("upfronts", Fraction(0))
    )
    found = plans.menu(bare, policy=POLICY, pack=shaped.LAW, start=START, under=[LOAN], levers=levers)
    assert {one.reason.code for one in found.rejected} == {"plan_shape_impossible"}
    assert found.options == ()
    enough = loans.Buckets(overdue_principal=2_400_000, overdue_interest=15_000)
    assert plans.menu(
        enough, policy=POLICY, pack=shaped.LAW, start=START, under=[LOAN], levers=levers
    ).options


def test_more_at_once_than_is_owed_is_a_reason_for_a_balloon_too() -> None:
    levers = SOME.fixed("balloon", Fraction("0.2")).fixed("upfronts", Fraction(0))
    told = {"policy": POLICY, "pack": shaped.LAW, "start": START, "under": [LOAN], "levers": levers}
    found = plans.menu(CLAIM, upfront_minor=CLAIM.total + 1, **told)
    assert found.options == ()
    assert {one.reason.code for one in found.rejected} == {"plan_upfront_above_claim"}
    assert plans.menu(CLAIM, upfront_minor=100_000, **told).options


def test_what_would_help_a_weekly_plan_is_said_of_weekly_plans() -> None:
    weekly = (
        SOME.only("every", lambda every: every == "week").fixed("graces", 0).fixed("upfronts", Fraction(0))
    )
    weekly = weekly.fixed("method", "equal_instalment").fixed("balloon", Fraction(0))
    said = {one.code: one.facts for one in menu(weekly, 300_000).answers}
    term = int(str(said["plan_needs_longer_term"]["instalments"]))
    for instalments, fits in ((term, True), (term - 1, False)):
        wide = replace(POLICY.published.levers, instalments=rules.Whole(1, 600))
        policy = replace(POLICY, published=replace(POLICY.published, levers=wide))
        found = plans.menu(
            CLAIM,
            policy=policy,
            pack=shaped.LAW,
            start=START,
            under=[LOAN],
            budget=Household(300_000),
            levers=weekly.fixed("terms", instalments),
        )
        assert bool(found.options) is fits
