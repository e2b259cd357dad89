"""A whole portfolio: every row is answered, exactly, alone, and the same in any company."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie import loans, plans, rules, texts
from hejie.plans import outcome, portfolio, survival
from hejie.plans.levers import Levers

LEVERS = Levers(
    terms=(6, 18, 36, 60),
    graces=(0, 3),
    rates=(Fraction("0.06"), Fraction("0.15")),
    penalties=(Fraction(0), Fraction(1)),
    charges=(Fraction(0), Fraction("0.25")),
)
SHOCKS = survival.shocks(survival.IncomeModel(), months=63, paths=60, seed=3)
OF = portfolio.Setting(portfolio.menu_of(LEVERS), SHOCKS, outcome.Economics(legal_minor=50_000))

row = st.tuples(
    st.integers(1, 20_000_000),
    st.integers(0, 900_000),
    st.integers(0, 900_000),
    st.integers(0, 2_000_000),
    st.integers(0, 1_500_000),
    st.integers(0, 500_000),
)
EXAMPLES = [
    (3_000_000, 60_000, 20_000, 800_000, 600_000, 100_000),
    (1, 0, 0, 1, 0, 0),
    (100, 7, 3, 0, 0, 0),
    (9_999_999, 123_456, 65_432, 900_001, 580_000, 222_222),
]


def cases(rows: list[tuple[int, ...]]) -> portfolio.Cases:
    return portfolio.Cases(*(np.array(one, dtype=np.int64) for one in zip(*rows, strict=True)))


def plain(found: portfolio.Answers, at: int) -> tuple[int, ...]:
    return tuple(int(getattr(found, name)[at]) for name in found.__slots__)


@settings(max_examples=15, deadline=None)
@given(rows=st.lists(row, min_size=1, max_size=8))
def test_every_answer_depends_on_its_own_case_alone(rows: list[tuple[int, ...]]) -> None:
    together = portfolio.answers(cases(rows), OF)
    for at, one in enumerate(rows):
        assert plain(together, at) == plain(portfolio.answers(cases([one]), OF), 0)


def test_blocks_do_not_show() -> None:
    many = EXAMPLES * 20
    found = portfolio.answers(cases(many), OF)
    assert len({plain(found, at) for at in range(0, len(many), len(EXAMPLES))}) == 1


@settings(max_examples=25, deadline=None)
@given(one=row)
def test_a_plan_is_what_evaluation_makes_of_it_and_fits(one: tuple[int, ...]) -> None:
    principal, charges, penalties, income, living, buffer = one
    found = portfolio.answers(cases([one]), OF)
    if found.outcome[0] != 0:
        assert portfolio.REASONS[found.reason[0]] in ("plan_over_budget", "plan_below_floor")
        assert found.burden_minor[0] == found.completes[0] == 0
        return
    choice = OF.menu.choices[found.option[0]]
    claim = loans.Buckets(overdue_principal=principal, overdue_interest=charges, penalty_interest=penalties)
    package = plans.Package(
        instalments=choice.term,
        first_due=date(2026, 2, 1),
        annual_rate=choice.rate,
        grace_instalments=choice.grace,
        waive={
            "overdue_interest": int(charges * choice.charges),
            "penalty_interest": int(penalties * choice.penalties),
        },
    )
    tried = plans.evaluate(package, claim, start=date(2026, 1, 1), under=(), pack=rules.load_pack("cn"))
    assert (found.burden_minor[0], found.total_minor[0]) == (tried.burden_minor, tried.total_minor)
    assert found.waived_minor[0] == tried.waived_minor
    assert found.burden_minor[0] <= income - living
    household = survival.Household(income_minor=income, living_minor=living, buffer_minor=buffer)
    lived = survival.lived(household, SHOCKS)
    assert found.completes[0] == survival.survival(lived, amounts_minor=tried.schedule.amounts).completes
    assert found.value_minor[0] >= found.outside_minor[0]


def test_the_screen_is_near_the_exact_plan_and_never_above_by_much() -> None:
    """Closed forms choose; what rounding of parts adds is at most a unit for each part and instalment."""
    parts = np.array([[3_000_001, 60_007, 20_003]])
    level = OF.menu.instalments(parts)[0]
    for option, choice in enumerate(OF.menu.choices):
        exact = portfolio.exact(choice, (3_000_001, 60_007, 20_003))
        assert abs(max(exact) - int(level[option])) <= 2 + choice.term


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        ((0, 0, 0, 1, 1, 1), "loan_nothing_owed"),
        ((-1, 0, 0, 1, 1, 1), "plan_amount_outside"),
        ((1, 0, 0, 1, 1, 10**12 + 1), "plan_amount_outside"),
    ],
)
def test_a_row_that_cannot_be_meant_is_answered_so_and_stops_nobody(
    one: tuple[int, ...], reason: str
) -> None:
    found = portfolio.answers(cases([EXAMPLES[0], one, EXAMPLES[0]]), OF)
    assert [portfolio.OUTCOMES[k] for k in found.outcome] == ["plan", "not_answered", "plan"]
    assert portfolio.REASONS[found.reason[1]] == reason
    assert found.least_minor[1] == 0


def test_columns_are_judged_all_at_once() -> None:
    with pytest.raises(texts.Faulty) as refused:
        portfolio.of_columns({"principal_minor": [1.5], "income_minor": [1]})
    codes = [(fault.code, fault.field) for fault in refused.value.faults]
    assert ("plan_column_wrong", "principal_minor") in codes
    assert ("plan_column_missing", "living_minor") in codes
    whole = {name: [1] for name in portfolio.COLUMNS}
    with pytest.raises(texts.Faulty, match="loan_columns_uneven"):
        portfolio.of_columns(whole | {"buffer_minor": [1, 2]})
    assert len(portfolio.of_columns(whole)) == 1


def test_no_case_gives_no_answers() -> None:
    nothing = portfolio.of_columns({name: np.zeros(0, dtype=np.int64) for name in portfolio.COLUMNS})
    assert len(portfolio.answers(nothing, OF).outcome) == 0


def test_a_menu_is_thinned_from_its_longest_axis_and_keeps_its_ends() -> None:
    levers = Levers(terms=tuple(range(6, 61, 3)), rates=tuple(Fraction(k, 100) for k in range(1, 13)))
    few = portfolio.thinned(levers, most=60)
    assert len(few) <= 60
    assert (few.terms[0], few.terms[-1]) == (6, 60)
    assert (few.rates[0], few.rates[-1]) == (Fraction("0.01"), Fraction("0.12"))
    assert portfolio.thinned(levers, most=10_000) == levers
    assert len(portfolio.thinned(levers, most=1)) == 1


def test_a_draft_policy_is_tried_beside_the_one_in_force() -> None:
    rng = np.random.default_rng(2)
    past = cases([(int(p), 0, 0, 700_000, 600_000, 50_000) for p in rng.integers(500_000, 6_000_000, 60)])
    short = portfolio.Setting(
        portfolio.menu_of(LEVERS.bounded("terms", least=6, most=36)), SHOCKS, OF.economics
    )
    effect = portfolio.tried(past, now=short, draft=OF)
    assert effect.cases == 60
    assert effect.newly > 0
    assert effect.no_longer == 0
    assert effect.approved_draft == effect.approved_now + effect.newly
    assert effect.value_change is not None
    assert effect.value_change > 0
    same = portfolio.tried(past, now=OF, draft=OF)
    assert (same.newly, same.no_longer, same.value_change) == (0, 0, 0.0)


def test_too_few_cases_say_nothing() -> None:
    few = cases([(3_000_000, 0, 0, 800_000, 600_000, 0)] * 9)
    effect = portfolio.tried(few, now=OF, draft=OF)
    assert effect.approved_now == 9
    assert effect.completion_now is effect.value_change is None
    asked = {"claim_minor": 3_000_000, "disposable_minor": 200_000}
    assert portfolio.like(few, portfolio.answers(few, OF), **asked) is None
    enough = cases([(3_000_000, 0, 0, 800_000, 600_000, 0)] * 10)
    found = portfolio.like(enough, portfolio.answers(enough, OF), **asked)
    assert found is not None
    assert (found.cases, found.planned, len(found.burden_shares)) == (10, 10, 3)
    far = portfolio.like(
        enough, portfolio.answers(enough, OF), claim_minor=9_000_000, disposable_minor=200_000
    )
    assert far is None
