"""Instalments that are not all alike: what the document says of them, and what a signer is told to look at."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.engine.agreements.conftest import DEAL, LAW, OPTIONS, PACKAGE, tried_on

from hejie import agreements, plans

LEVEL = replace(PACKAGE, grace_instalments=0, upfront_minor=0, waive={})
YEAR = (100,) * 6 + (50,) * 3 + (200,) * 3


def drawn(package: plans.Package, **deal: Any) -> agreements.Terms:
    terms, faults = agreements.draw_up(
        tried_on(package), deal=replace(DEAL, **deal), options=OPTIONS, pack=LAW
    )
    assert terms is not None, faults
    return terms


def clause(terms: agreements.Terms, code: str) -> dict[str, Any] | None:
    return next((dict(one.facts) for one in terms.clauses if one.code == code), None)


def serious(terms: agreements.Terms) -> set[str]:
    return {one.message.code for one in terms.risks if one.is_serious}


SHAPED = {
    "clause_rising": {"method": "step_up", "step_rate": Fraction("0.05"), "step_every": 12},
    "clause_season": {"method": "seasonal", "season": YEAR},
    "clause_balloon": {"balloon_minor": 1_000_000},
    "clause_token": {"grace_instalments": 3, "token_minor": 10_000},
    "clause_grace": {"grace_instalments": 3, "grace": "principal"},
}
RISKS = {"clause_rising": "risk_instalments_rise", "clause_balloon": "risk_last_is_large"}


@pytest.mark.parametrize("code", SHAPED)
def test_each_shape_has_its_clause_and_a_level_plan_has_none_of_them(code: str) -> None:
    terms, level = drawn(replace(LEVEL, **SHAPED[code])), drawn(LEVEL)
    assert clause(terms, code)
    assert [one.code for one in terms.clauses if one.code in SHAPED] == [code]
    assert not [one.code for one in level.clauses if one.code in SHAPED]
    told = (serious(terms) - serious(level)) & set(RISKS.values())
    assert told == ({RISKS[code]} if code in RISKS else set())


@pytest.mark.parametrize("code", SHAPED)
def test_the_duties_and_the_schedule_are_those_that_were_tried_to_the_unit(code: str) -> None:
    """D10, D15: the amounts of a plan that differ from month to month sum exactly, in the clause and in the duties."""
    tried = tried_on(replace(LEVEL, **SHAPED[code]))
    terms = drawn(tried.package)
    stated = clause(terms, "clause_schedule") or {}
    duties = [one.amount_minor for one in terms.obligations if one.kind == "instalment"]
    assert terms.terms_json["schedule_hash"] == tried.schedule_hash
    assert duties == list(stated["amounts"]) == [minor for minor in tried.schedule.amounts if minor]
    assert sum(duties) == stated["total_minor"] == tried.total_minor
    parts = zip(stated["principal"], stated["interest"], stated["carried"], strict=True)
    assert [sum(part) for part in parts] == duties
    assert plans.package_hash(agreements.package_of(terms.terms_json)) == tried.package_hash


def test_the_words_of_a_shape_are_the_figures_of_its_schedule() -> None:
    rising = clause(drawn(replace(LEVEL, **SHAPED["clause_rising"])), "clause_rising") or {}
    amounts = tried_on(replace(LEVEL, **SHAPED["clause_rising"])).schedule.amounts
    assert (rising["first_minor"], rising["most_minor"]) == (amounts[0], max(amounts))
    assert rising["first_minor"] < rising["most_minor"]
    balloon = clause(drawn(replace(LEVEL, balloon_minor=1_000_000)), "clause_balloon") or {}
    assert balloon["last_minor"] == tried_on(replace(LEVEL, balloon_minor=1_000_000)).schedule.amounts[-1]


def test_with_small_sums_in_the_pause_the_first_payment_is_the_first_of_them() -> None:
    pause = replace(LEVEL, grace_instalments=3)
    assert pause.first_payment_on == date(2026, 5, 15)
    small = replace(pause, token_minor=10_000)
    assert small.first_payment_on == date(2026, 2, 15)
    said = clause(drawn(small), "clause_token") or {}
    assert (said["first_on"], said["full_on"], said["amount_minor"]) == ("2026-02-15", "2026-05-15", 10_000)


def test_months_beyond_the_forecast_are_a_clause_and_a_risk_that_is_signed_by_itself() -> None:
    beyond = agreements.spans(["2026-03", "2026-04", "2027-01"])
    terms, quiet = drawn(LEVEL, beyond=beyond), drawn(LEVEL)
    said = clause(terms, "clause_beyond_forecast") or {}
    assert (said["count"], list(said["firsts"]), list(said["lasts"])) == (
        3,
        ["2026-03", "2027-01"],
        ["2026-04", "2027-01"],
    )
    assert serious(terms) - serious(quiet) == {"risk_beyond_forecast"}
    assert not clause(quiet, "clause_beyond_forecast")
    assert terms.terms_hash != quiet.terms_hash


def test_a_variation_says_that_the_way_of_repaying_changes() -> None:
    running = drawn(LEVEL)
    before = agreements.Before("A-1", date(2026, 1, 20), 0, running.terms_json)
    said = clause(drawn(replace(LEVEL, **SHAPED["clause_season"]), before=before), "clause_successor") or {}
    place = list(said["terms"]).index("method")
    assert (said["olds"][place], said["news"][place]) == ("equal_instalment", "seasonal")


def test_an_uneven_plan_that_is_kept_is_complete_and_its_dear_month_alone_can_be_late() -> None:
    """Payments fill unequal instalments one by one; what was paid for the light ones never pays the dear one."""
    package = replace(LEVEL, **SHAPED["clause_season"])
    specs = [one for one in drawn(package).obligations if one.kind == "instalment"]
    rule = agreements.BreachRule(grace_days=5, cure_days=15, least_partial_share=Fraction(1, 2))
    paid = [agreements.Payment(one.due_on, one.amount_minor) for one in specs]
    kept = agreements.performance_at(specs, paid, specs[-1].due_on, rule=rule)
    assert kept.is_complete
    assert kept.surplus_minor == 0
    dear = max(range(len(specs)), key=lambda place: specs[place].amount_minor)
    light = agreements.Payment(specs[dear].due_on, min(one.amount_minor for one in specs))
    later = date.fromordinal(specs[dear].due_on.toordinal() + 6)
    late = agreements.performance_at(specs, [*paid[:dear], light], later, rule=rule)
    assert late.is_in_breach
    assert late.overdue_minor == specs[dear].amount_minor - light.minor
    full = agreements.performance_at(specs, paid[: dear + 1], later, rule=rule)
    assert not full.is_in_breach


def test_a_waiver_that_waits_for_the_end_changes_what_is_owed_on_that_day() -> None:
    waived = replace(LEVEL, waive={"penalty_interest": 150_000})
    days = {}
    for booked in ("effect", "last_payment"):
        options = replace(OPTIONS, waiver_on=booked)
        terms, faults = agreements.draw_up(tried_on(waived), deal=DEAL, options=options, pack=LAW)
        assert terms is not None, faults
        [owed] = [one for one in terms.clauses if one.facts.get("term") == "owed_minor"]
        days[booked] = owed.facts["effective_on"]
    assert days == {"effect": DEAL.start.isoformat(), "last_payment": tried_on(waived).last_due.isoformat()}


def test_a_strong_month_that_takes_more_than_the_usual_one_leaves_is_no_risk_where_months_were_looked_at() -> (
    None
):
    package = replace(LEVEL, **SHAPED["clause_season"])
    dearest = max(tried_on(package).schedule.rows(), key=lambda row: row.total).due
    assert (tried_on(package).kept_minor or 0) < 0
    told = {
        "unseen": drawn(package),
        "fits": drawn(package, beyond=()),
        "weak": drawn(package, beyond=agreements.spans(["2026-07"])),
        "dear": drawn(package, beyond=agreements.spans([f"{dearest:%Y-%m}"])),
    }
    assert {name for name, terms in told.items() if "risk_over_budget" in serious(terms)} == {
        "unseen",
        "dear",
    }
    assert {name for name, terms in told.items() if "risk_beyond_forecast" in serious(terms)} == {
        "weak",
        "dear",
    }
