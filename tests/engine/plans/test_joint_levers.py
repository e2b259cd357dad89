"""All creditors together with every lever: what is fixed stays fixed, why not is answered, a season is kept to."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import jsonschema_rs
import numpy as np
import pytest
from tests.engine.plans import shaped

from hejie import rules, texts
from hejie.plans import household, joint, outcome, survival
from hejie.plans.joint import picking
from hejie.plans.levers import Levers

SEASON = (1, 1, 0, 0, 0, 0, 2, 2, 1, 1, 1, 1)
POLICY = shaped.POLICY


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
