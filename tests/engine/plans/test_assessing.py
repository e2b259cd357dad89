"""One lender's menu for both sides: columns that are the exact plans, and an answer to "why not 48 months?"."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.engine.plans.conftest import START

from hejie import loans, plans, rules
from hejie.plans import assessing, grid, outcome, survival

HOUSEHOLD = survival.Household(income_minor=760_000, living_minor=600_000, buffer_minor=250_000)
LENDER = outcome.Economics(recovery=0.35, legal_minor=120_000)


@pytest.fixture(scope="module")
def case(
    bank: rules.PolicyPack, claim: loans.Buckets, loan: plans.LoanFacts, law: rules.LawPack
) -> grid.Case:
    return grid.Case(
        claim=claim, policy=bank, pack=law, start=START, first_due=date(2026, 2, 15), under=(loan,)
    )


@pytest.fixture(scope="module")
def menu(case: grid.Case) -> plans.Menu:
    return plans.menu(
        case.claim, policy=case.policy, pack=case.pack, start=START, under=case.under, budget=HOUSEHOLD
    )


@pytest.fixture(scope="module")
def found(menu: plans.Menu, case: grid.Case) -> assessing.Assessed:
    return assessing.assess(menu, of=case, household=HOUSEHOLD, lender=LENDER, paths=200)


def test_every_option_is_the_plan_that_evaluation_makes(found: assessing.Assessed, case: grid.Case) -> None:
    futures = survival.simulate(
        HOUSEHOLD, survival.IncomeModel(), months=found.amounts_minor.shape[1], paths=200, seed=1
    )
    for row in range(0, len(found), 23):
        tried = plans.evaluate(
            found.options[row].package, case.claim, start=START, under=case.under, pack=case.pack
        )
        amounts = tried.schedule.amounts
        assert found.amounts_minor[row, : len(amounts)].tolist() == list(amounts)
        assert found.completes[row] == survival.survival(futures, amounts_minor=amounts).completes
        assert found.nominal[row] == pytest.approx(float(tried.nominal_rate), abs=2e-4)
        assert found.effective[row] == pytest.approx(float(tried.effective_rate), abs=2e-4)


def test_what_a_court_would_bring_stands_beside_every_option(found: assessing.Assessed) -> None:
    assert found.outside == LENDER.outside(6_482_345)
    assert found.beats_outside.any()
    rich = replace(LENDER, recovery=1.0, delay_months=0, legal_minor=0)
    assert rich.outside(6_482_345).best_minor == 6_482_345


def test_a_lender_that_holds_a_part_looks_at_its_part(menu: plans.Menu, case: grid.Case) -> None:
    whole, half = (
        assessing.assess(menu, of=case, household=HOUSEHOLD, lender=LENDER, paths=200, share=share)
        for share in (1.0, 0.5)
    )
    assert (half.completes <= whole.completes).all()
    assert (half.value_minor <= whole.value_minor).all()
    assert half.completes.sum() < whole.completes.sum()


def test_nothing_beats_an_option_of_the_frontier(found: assessing.Assessed) -> None:
    kept = set(found.frontier.tolist())
    rows = [
        (one.burden_minor, one.total_minor, -int(found.value_minor[k]), -int(found.completes[k]))
        for k, one in enumerate(found.options)
    ]
    assert 0 < len(kept) < len(rows)
    for k in sorted(kept)[:40]:
        assert not any(b != rows[k] and all(x <= y for x, y in zip(b, rows[k], strict=True)) for b in rows)


def test_why_not_12_months_is_answered_by_the_reasons_of_the_menu(menu: plans.Menu) -> None:
    ((reason, count),) = assessing.why_not(menu, instalments=12)
    assert reason.code == "plan_over_budget"
    assert count == 81
    assert assessing.why_not(menu, instalments=60, grace_instalments=0) == ()
    assert assessing.why_not(menu, instalments=61) == ()


def test_a_menu_without_options_is_assessed_as_nothing(case: grid.Case) -> None:
    found = assessing.assess(grid.Menu((), ()), of=case, household=HOUSEHOLD, lender=LENDER, paths=10)
    assert len(found) == len(found.completes) == len(found.frontier) == 0
    assert np.asarray(found.nominal).shape == (0,)
