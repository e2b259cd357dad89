"""Every lever is fixed, bounded or free: each way of running is screened as it is made, and what is none has its reason."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import jsonschema_rs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.plans import shaped
from tests.engine.plans.conftest import START, Household, policy_of

from hejie import dates, loans, plans, rules, texts
from hejie.plans import household, joint, outcome, survival
from hejie.plans.joint import picking
from hejie.plans.levers import LEVEL, Levers, Shape

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
    grace=st.sampled_from(plans.GRACE),
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


# all creditors together

FIXED: list[tuple[Any, str, Any]] = [
    ({"method": "step_up"}, "method", "step_up"),
    ({"step_rate": "0.1"}, "step_rate", Fraction("0.1")),
    ({"method": "seasonal"}, "method", "seasonal"),
    ({"every": "fortnight", "rate": "0.06", "term": 120}, "every", "fortnight"),
    ({"every": "week", "rate": "0.06", "term": 120}, "every", "week"),
    ({"grace_kind": "principal", "grace": {"least": 3, "most": 6}}, "grace", "principal"),
    ({"token_minor": 5_000, "grace": {"least": 3, "most": 6}}, "token_minor", 5_000),
    ({"upfront": "0.05"}, None, None),
]


@pytest.mark.parametrize(("levers", "name", "value"), FIXED)
def test_a_fixed_lever_is_in_every_joint_plan_and_every_plan_is_exact(
    levers: Any, name: str | None, value: Any
) -> None:
    case = shaped.case(levers, months=HALVES if levers.get("method") == "seasonal" else None, **ROOMY)
    found = household.propose(case, pack=shaped.LAW)
    assert found.proposals
    for one in found.proposals:
        for owed, part in zip(case.creditors, one.exact.parts, strict=True):
            assert name is None or getattr(part.package, name) == value
            assert name is not None or part.package.upfront_minor > 0
            assert part.is_inside_policy
            assert part.is_lawful
            assert part.findings
            assert sum(part.schedule.principal) == part.new_claim.financed_minor
            for of in part.new_claim.treatments:
                assert of.waived + of.upfront + of.financed + of.carried + of.first == owed.claim[of.bucket]
        assert one.exact.kept_minor >= 0
        assert one.exact.upfront_minor <= case.household.buffer_minor
        assert one.exact.total_minor == sum(one.exact.months_minor) + one.exact.upfront_minor


ROOMY = {"income_minor": 900_000}
HALVES = shaped.HALF_YEARS * 2


def test_a_balloon_that_no_month_can_bear_is_answered_with_reasons() -> None:
    case = shaped.case({"balloon": "0.2"})
    assert household.propose(case, pack=shaped.LAW).proposals == ()
    said = household.lender_menu(case, "bank", pack=shaped.LAW).why_not(balloon=Fraction("0.2"))
    assert [reason.code for reason, _ in said] == ["plan_over_budget"]
    small = shaped.case({"balloon": "0.2"}, income_minor=1_800_000)
    assert household.propose(small, pack=shaped.LAW).proposals


def test_free_levers_lose_nothing_that_the_usual_ones_have() -> None:
    usual, free = (household.propose(shaped.case(told), pack=shaped.LAW) for told in ("usual", "free"))
    for measure in ("burden_minor", "total_minor"):
        best = [min(getattr(one, measure) for one in found.frontier) for found in (usual, free)]
        assert best[1] <= best[0], measure
    assert max(one.completes for one in free.frontier) >= max(one.completes for one in usual.frontier)


def test_why_not_48_instalments_has_an_answer_for_every_plan() -> None:
    case = shaped.case("free", months=HALVES)
    seen = household.lender_menu(case, "bank", pack=shaped.LAW)
    assert len(seen) == len(seen.plans)
    assert {reason.code if reason else "" for reason in seen.reasons} == {
        "",
        "plan_shape_impossible",
        "plan_upfront_above_buffer",
        "plan_over_budget",
        "plan_ahead_of_income",
    }
    assert seen.why_not(term=48) == ()
    ((off, _),) = seen.why_not(term=47)
    assert (off.code, off.facts["known"]) == (
        "plan_lever_choice_outside",
        tuple(map(str, range(12, 121, 12))),
    )
    assert [reason.code for reason, _ in seen.why_not(every="week", term=12)] == [
        "plan_over_budget",
        "plan_shape_impossible",
    ]
    with pytest.raises(LookupError):
        seen.why_not(colour="red")


def test_a_private_floor_is_told_to_the_lender_alone() -> None:
    levers = {"principal": {"least": "0", "most": "1"}, "term": {"least": 12, "most": 60}}
    mapping = shaped.published()
    mapping["published"]["levers"]["waive"]["overdue_principal"] = {
        "least": "0",
        "most": "0.5",
        "step": "0.25",
    }
    policy, _ = rules.parse_policy(mapping)
    assert policy is not None
    made, faults = household.case_from_json(shaped.told(levers), policies={"open": policy})
    assert made is not None, faults
    own, other = (
        household.lender_menu(made, "bank", pack=shaped.LAW, for_lender=lender).why_not(
            principal=Fraction("0.5")
        )
        for lender in (True, False)
    )
    assert own[0][0].code == "plan_below_floor"
    mine, theirs = (
        {
            one.code
            for one in household.lender_menu(made, "bank", pack=shaped.LAW, for_lender=lender).reasons
            if one
        }
        for lender in (True, False)
    )
    purse = {"plan_over_budget", "plan_upfront_above_buffer", "plan_ahead_of_income"}
    assert not mine & purse
    assert "plan_over_budget" in theirs
    assert other[0][0] == texts.message("plan_not_offered")


def test_a_waiver_stays_where_its_creditor_can_bear_it_and_falls_where_not() -> None:
    levers = Levers(
        terms=(48,),
        penalties=(Fraction(0), Fraction(1)),
        on_breach=("kept", "lost"),
        rates=(Fraction("0.06"),),
    )
    table = outcome.screen(levers, principal_minor=2_400_000, penalties_minor=400_000)
    kept, lost = (table.row({"penalties": 1, "on_breach": word}, like=0) for word in levers.on_breach)
    household = survival.Household(income_minor=720_000, living_minor=600_000, buffer_minor=100_000)
    futures = survival.simulate(household, survival.IncomeModel(), months=48, paths=100, seed=1)
    lender = joint.Creditor(
        name="bank", claim_minor=2_800_000, plans=table, economics=outcome.Economics(recovery=0.9)
    )
    worth = joint.offers(lender, futures, debts_minor=2_800_000, months=48).value_minor
    assert worth[kept] < worth[lost]
    for floor, word in ((0, "kept"), (int(worth[kept]) + 1, "lost")):
        found = joint.frontier((replace(lender, floor_minor=floor),), futures, most_minor=120_000)
        words = {table.choice(one.choice[0]).on_breach for one in found if table.waived_minor[one.choice[0]]}
        assert words == {word}


def test_a_waiver_that_stays_is_worth_less_to_its_lender_after_a_break() -> None:
    amounts, alive = np.array([[100, 100]]), np.array([[1.0, 0.5]])
    told = {"claim_minor": 300, "amounts_minor": amounts, "alive": alive}
    lender = outcome.Economics(funding=0.0, recovery=0.5, delay_months=0)
    assert outcome.value(lender, **told).tolist() == [200]
    assert outcome.value(lender, **told, kept_minor=np.array([100])).tolist() == [175]


def test_what_is_paid_at_once_to_all_is_never_more_than_is_laid_by() -> None:
    case = shaped.case({"upfront": {"least": "0", "most": "0.3"}}, buffer_minor=130_000)
    found = household.propose(case, pack=shaped.LAW).frontier
    assert max(one.upfront_minor for one in found) > 0
    assert all(one.upfront_minor <= 130_000 for one in found)


# a household with a season


def test_a_rich_month_may_be_asked_for_more_and_no_month_before_its_money_is_there() -> None:
    room = joint.Room.of(100, 4, np.array([50, 50, 300, 0]), buffer_minor=60)
    assert room.limit.tolist() == [100, 100, 300, 100]
    asked = np.array([[100, 60, 0, 0], [100, 61, 0, 0], [0, 0, 300, 0], [0, 0, 301, 0], [100, 60, 300, 1]])
    assert room.holds(asked, np.zeros(5, dtype=np.int64)).tolist() == [True, False, True, False, False]
    assert room.holds(asked[:1], np.array([1])).tolist() == [False]
    flat = joint.Room.of(100, 4, None, buffer_minor=60)
    assert flat.holds(np.array([[100] * 4, [101, 0, 0, 0]]), np.array([60, 0])).tolist() == [True, False]


def test_seasonal_plans_ask_for_most_when_most_is_there() -> None:
    case = shaped.case({"method": "seasonal"}, months=HALVES, **ROOMY)
    season = household.season_of(case.household, case.model)
    assert season[0] < season[6]
    months = household.propose(case, pack=shaped.LAW).proposals[0].exact.months_minor
    left = case.left_minor(len(months))
    assert left is not None
    lean = [own for own, minor in zip(months, left, strict=True) if minor == left.min()]
    assert max(lean) < max(months)
    assert household.season_of(case.household, survival.IncomeModel()) == ()
    assert case.model.first_month == 2, "the month after the start"
    assert left[:5].max() < left[5:11].min(), "February to June are lean"


def test_months_that_stray_no_further_than_their_noise_are_no_season() -> None:
    even = [790_000, 810_000] * 12
    assert shaped.case("usual", months=even).left_minor(12) is None
    assert shaped.case("usual", months=HALVES).left_minor(12) is not None
    moved = shaped.told("usual", months=HALVES)
    moved["household"]["first_month"] = 7
    case, _ = household.case_from_json(moved, policies={"open": POLICY})
    assert case is not None
    left = case.left_minor(12)
    assert left is not None
    assert left[:5].min() > left[5:11].max(), "the measured year began in July"


def test_merges_find_plans_in_part_that_keep_to_the_whole_room() -> None:
    case = shaped.case({"method": "seasonal"}, months=HALVES, **ROOMY)
    seats = [household.table.seat(one, case, shaped.LAW) for one in case.creditors]
    months = joint.horizon(seats)
    room = joint.Room.of(
        case.household.disposable_minor, months, case.left_minor(months), buffer_minor=300_000
    )
    rows = picking._in_part(seats, [np.flatnonzero(one.may) for one in seats], room)
    first = [row[:: max(len(row) // 9, 1)] for row in rows]
    for a in first[0]:
        for b in first[1]:
            asked = sum(
                one.plans.amounts_of(np.array([row]), months) for one, row in zip(seats, (a, b), strict=True)
            )
            at_once = np.array(
                [sum(int(one.plans.upfront_minor[row]) for one, row in zip(seats, (a, b), strict=True))]
            )
            assert room.holds(np.asarray(asked), at_once).all()


# what a case says of levers


@pytest.mark.parametrize(
    "levers", ["usual", "free", *(one for one, _, _ in FIXED), {"others": "free", "term": 48}]
)
def test_the_schema_takes_the_levers_that_the_reader_takes(levers: Any) -> None:
    assert jsonschema_rs.validator_for(household.schema()).is_valid(shaped.told(levers))


WRONG: list[tuple[Any, str, str]] = [
    ("all", "plan_field_wrong", "levers"),
    ([], "plan_field_wrong", "levers"),
    ({"term": "12"}, "plan_field_wrong", "levers.term"),
    ({"term": {"least": 12}}, "plan_field_wrong", "levers.term"),
    ({"rate": 0.06}, "plan_field_wrong", "levers.rate"),
    ({"every": {"least": "week", "most": "week"}}, "plan_field_wrong", "levers.every"),
    ({"others": "all"}, "plan_choice_unknown", "levers.others"),
    ({"colour": "red"}, "plan_field_unknown", "levers.colour"),
]


@pytest.mark.parametrize(("levers", "code", "place"), WRONG)
def test_what_the_schema_refuses_of_levers_the_reader_refuses_with_its_place(
    levers: Any, code: str, place: str
) -> None:
    told = shaped.told(levers)
    assert not jsonschema_rs.validator_for(household.schema()).is_valid(told)
    made, faults = household.case_from_json(told, policies={"open": POLICY})
    assert made is None
    assert {(fault.code, fault.field) for fault in faults} == {
        (code, f"creditors.{number}.{place}") for number in (0, 1)
    }


@pytest.mark.parametrize("levers", [{"term": 13}, {"method": "seasonal"}, {"step_rate": "0.2"}])
def test_a_lever_of_which_the_policy_leaves_nothing_is_a_fault(levers: Any) -> None:
    made, faults = household.case_from_json(shaped.told(levers), policies={"open": POLICY})
    assert made is None
    assert {fault.code for fault in faults} == {"plan_lever_empty"}
