"""A discounted lump sum: paid by its day it ends the debt, paid late it has the consequence that was written down."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from tests.engine.agreements.conftest import CLAIM, DEAL, LAW, OPTIONS, STANDING, tried_on

from hejie import agreements, plans

DEADLINE = date(2026, 2, 15)
WAIVED = {"overdue_principal": 1_500_000, "overdue_interest": 320_000, "penalty_interest": 150_000}
LUMP = plans.Package(instalments=1, first_due=DEADLINE, annual_rate=Fraction(0), waive=WAIVED)
RULE = agreements.BreachRule(
    grace_days=STANDING.grace_days,
    cure_days=STANDING.cure_days,
    least_partial_share=STANDING.least_partial_share,
)


def terms(**options: Any) -> agreements.Terms:
    made, faults = agreements.draw_up(
        tried_on(LUMP), deal=DEAL, options=replace(OPTIONS, **options), pack=LAW
    )
    assert made is not None, faults
    return made


def facts(said: agreements.Terms, code: str) -> dict[str, Any]:
    (clause,) = [one for one in said.clauses if one.code == code]
    return dict(clause.facts)


@pytest.mark.feature("D07")
def test_the_sum_its_day_and_what_is_written_off_add_up_to_the_claim() -> None:
    said = terms()
    asked, waived = facts(said, "clause_schedule"), facts(said, "clause_waiver")
    assert asked["amounts"] == (CLAIM.total - sum(WAIVED.values()),)
    assert asked["due"] == (DEADLINE.isoformat(),)
    assert sum(asked["amounts"]) + waived["total_minor"] == facts(said, "clause_claim")["total_minor"]
    assert facts(said, "clause_claim")["total_minor"] == CLAIM.total


@pytest.mark.feature("D07")
@pytest.mark.parametrize("on_breach", ["kept", "lost"])
@pytest.mark.parametrize(("days_late", "is_breach"), [(-1, False), (0, False), (5, False), (6, True)])
def test_a_late_sum_has_the_consequence_that_the_clause_states(
    days_late: int, is_breach: bool, on_breach: str
) -> None:
    said = terms(waiver_on_breach=on_breach)
    stated = facts(said, "clause_breach")
    assert (stated["grace_days"], stated["on_breach"]) == (5, on_breach)
    assert facts(said, "clause_waiver")["on_breach"] == on_breach
    owed = [one for one in said.obligations if one.amount_minor]
    assert len(owed) == 1
    at = agreements.performance_at(owed, (), DEADLINE + timedelta(days=days_late), rule=RULE)
    assert (at.breach_on is not None) is is_breach


@pytest.mark.feature("D07")
def test_whoever_may_lose_the_waiver_is_told_so_before_signing() -> None:
    risks = [{one.message.code for one in terms(waiver_on_breach=how).risks} for how in ("kept", "lost")]
    assert "risk_waiver_lost" not in risks[0]
    assert "risk_waiver_lost" in risks[1]


@pytest.mark.feature("D03")
def test_a_waiver_is_a_dated_entry_of_its_own_beside_the_new_rate() -> None:
    said = terms()
    (booked,) = [one for one in said.obligations if one.code == "duty_book_waiver"]
    assert (booked.side, booked.kind, booked.anchor) == ("lender", "duty", "effect")
    assert booked.due_on > DEAL.start
    assert facts(said, "clause_rate")["annual_rate"] == "0"
    bare, faults = agreements.draw_up(tried_on(replace(LUMP, waive={})), deal=DEAL, options=OPTIONS, pack=LAW)
    assert bare is not None, faults
    assert "duty_book_waiver" not in {one.code for one in bare.obligations}, (
        "no interest to come is no waiver"
    )
