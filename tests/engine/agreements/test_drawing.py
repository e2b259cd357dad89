"""An agreement says everything, can be read back, and is not drawn up with a gap."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.agreements.conftest import CLAIM, DEAL, LAW, OPTIONS, PACKAGE, START, tried_on

from hejie import agreements, plans, texts


def _terms(
    tried: plans.Evaluation, deal: agreements.Deal = DEAL, options: agreements.Options = OPTIONS
) -> agreements.Terms:
    terms, faults = agreements.draw_up(tried, deal=deal, options=options, pack=LAW)
    assert terms is not None, faults
    return terms


def _faults(
    tried: plans.Evaluation, deal: agreements.Deal = DEAL, options: agreements.Options = OPTIONS
) -> list[tuple[str, str]]:
    terms, faults = agreements.draw_up(tried, deal=deal, options=options, pack=LAW)
    assert terms is None
    return [(fault.code, fault.field) for fault in faults]


def _facts(terms: agreements.Terms, code: str) -> dict[str, texts.Fact]:
    (clause,) = [one for one in terms.clauses if one.code == code]
    return dict(clause.facts)


def test_every_term_of_the_package_is_in_a_clause(tried: plans.Evaluation) -> None:
    terms = _terms(tried)
    schedule = _facts(terms, "clause_schedule")
    assert schedule["amounts"] == tuple(minor for minor in tried.schedule.amounts if minor)
    assert len(schedule["due"]) == 24
    assert schedule["every"] == "month"
    assert _facts(terms, "clause_waiver")["amounts"] == (150_000,)
    assert _facts(terms, "clause_upfront") == {"amount_minor": 100_000, "due_on": "2026-01-15"}
    assert _facts(terms, "clause_rate")["annual_rate"] == "0.06"
    assert _facts(terms, "clause_rate")["overdue_rate"] == "0.078"
    assert _facts(terms, "clause_grace")["first_on"] == "2026-04-15"
    assert _facts(terms, "clause_claim")["total_minor"] == 5_470_000
    assert _facts(terms, "clause_languages") == {"binding": "zh-Hans"}
    assert _facts(terms, "clause_not_bound") == {"names": ("Lender C",)}


def test_each_changed_term_says_what_it_was_and_becomes(tried: plans.Evaluation) -> None:
    changes = {
        str(one.facts["term"]): (one.facts["old"], one.facts["new"])
        for one in _terms(tried).clauses
        if one.code == "clause_change"
    }
    assert changes == {
        "annual_rate:C-1": ("0.18", "0.06"),
        "last_due:C-1": ("2026-08-15", "2028-03-15"),
        "owed_minor": ("5470000", "5320000"),
    }


def test_the_package_is_read_back_from_the_signed_terms(tried: plans.Evaluation) -> None:
    terms = _terms(tried)
    read = agreements.package_of(json.loads(texts.canonical_json(terms.terms_json)))
    assert read == PACKAGE
    assert plans.package_hash(read) == terms.terms_json["package_hash"]
    assert tried_on(read).schedule_hash == terms.terms_json["schedule_hash"]
    assert terms.terms_hash == texts.digest(json.loads(texts.canonical_json(terms.terms_json)))


@pytest.mark.feature("G07")
@pytest.mark.parametrize("name", agreements.NEVER_FORGOTTEN)
def test_no_agreement_forgets_the_three_clauses(name: str, tried: plans.Evaluation) -> None:
    undecided = replace(OPTIONS, **{name: None})
    assert _faults(tried, options=undecided) == [("agreement_clause_undecided", name)]
    waived = _terms(tried, options=replace(OPTIONS, **{name: "not_applicable"}))
    codes = [one.code for one in waived.clauses]
    assert f"clause_{name}_not_applicable" in codes
    assert f"clause_{name}" not in codes
    said = [risk for risk in waived.risks if risk.message.code == "risk_clause_left_out"]
    assert [(risk.message.facts["clause"], risk.is_serious) for risk in said] == [(name, True)]
    assert f"clause_{name}_not_applicable" in json.dumps(waived.terms_json)
    assert f"clause_{name}" in [one.code for one in _terms(tried).clauses]


def test_every_gap_is_named_at_once(tried: plans.Evaluation) -> None:
    deal = replace(DEAL, parties=DEAL.parties[:1], loans=(), body="a mediation body")
    options = replace(OPTIONS, payee=" ", full_settlement=None, allocation="newest_first")
    assert set(_faults(tried, deal, options)) == {
        ("agreement_clause_undecided", "full_settlement"),
        ("agreement_choice_unknown", "allocation"),
        ("agreement_field_empty", "payee"),
        ("agreement_party_missing", "parties"),
        ("agreement_field_empty", "loans"),
        ("agreement_field_empty", "mediator"),
    }


@pytest.mark.feature("I05")
def test_a_plan_above_the_cap_cannot_be_drawn_up() -> None:
    dear = tried_on(replace(PACKAGE, annual_rate=Fraction("0.25"), overdue_uplift=Fraction(0)))
    terms, faults = agreements.draw_up(dear, deal=DEAL, options=OPTIONS, pack=LAW)
    assert terms is None
    assert {(fault.code, fault.facts["check"]) for fault in faults} == {
        ("agreement_stopped_by_check", "CAP_LICENSED")
    }
    assert _terms(tried_on(replace(PACKAGE, annual_rate=Fraction("0.24"), overdue_uplift=Fraction(0))))


def test_words_that_nobody_can_check_stop_the_agreement(tried: plans.Evaluation) -> None:
    assert _faults(tried, options=replace(OPTIONS, channel="另行协商")) == [
        ("agreement_stopped_by_check", "findings")
    ]


def test_a_mediated_agreement_tells_the_way_to_the_court(tried: plans.Evaluation) -> None:
    mediated = _terms(tried, replace(DEAL, body="body", mediator="mediator"))
    assert _facts(mediated, "clause_confirmation") == {"days": 30}
    assert "clause_confirmation" not in [one.code for one in _terms(tried).clauses]
    assert "risk_not_confirmable" in [risk.message.code for risk in _terms(tried).risks]


def test_serious_risks_come_first_and_follow_the_terms(tried: plans.Evaluation) -> None:
    harsh = replace(OPTIONS, waiver_on_breach="lost", standstill=False)
    found = [(risk.message.code, risk.is_serious) for risk in _terms(tried, options=harsh).risks]
    assert [serious for _, serious in found] == sorted((serious for _, serious in found), reverse=True)
    codes = [code for code, _ in found]
    assert {"risk_waiver_lost", "risk_no_standstill", "risk_binding", "risk_others_not_bound"} <= set(codes)
    mild = [risk.message.code for risk in _terms(tried).risks]
    assert not {"risk_waiver_lost", "risk_no_standstill"} & set(mild)


def test_both_sides_owe_something_and_each_duty_has_its_day(tried: plans.Evaluation) -> None:
    duties = [
        (one.side, one.code, one.due_on) for one in _terms(tried).obligations if one.kind != "instalment"
    ]
    assert duties == [
        ("borrower", "duty_pay_at_once", START),
        ("lender", "duty_stop_collection", date(2026, 1, 16)),
        ("lender", "duty_book_waiver", date(2026, 1, 20)),
        ("lender", "duty_report_agreement", date(2026, 2, 14)),
        ("borrower", "duty_review_budget", date(2027, 1, 15)),
        ("borrower", "duty_review_budget", date(2028, 1, 15)),
        ("lender", "duty_issue_clearance_letter", date(2028, 3, 22)),
        ("lender", "duty_correct_credit_report", date(2028, 4, 14)),
    ]


def test_duties_move_with_the_day_of_effect_and_of_the_last_payment(tried: plans.Evaluation) -> None:
    specs = _terms(tried).obligations
    moved = agreements.dated(specs, effective_on=date(2026, 1, 20), last_paid_on=date(2027, 5, 1))
    days = {one.code: one.due_on for one in moved if one.kind == "duty"}
    assert days["duty_book_waiver"] == date(2026, 1, 25)
    assert days["duty_issue_clearance_letter"] == date(2027, 5, 8)
    at_once, *paid = [(one.number, one.due_on) for one in moved if one.amount_minor]
    assert at_once[1] == date(2026, 1, 20)
    assert paid == [(one.number, one.due_on) for one in specs if one.kind == "instalment"]


def test_what_was_not_agreed_is_nobodys_duty(tried: plans.Evaluation) -> None:
    none = replace(
        OPTIONS, credit_report="not_applicable", clearance_letter="not_applicable", standstill=False
    )
    codes = {one.code for one in _terms(tried, options=none).obligations if one.kind == "duty"}
    assert codes == {"duty_book_waiver"}


@given(
    instalments=st.integers(1, 36),
    grace=st.integers(0, 3),
    upfront=st.integers(0, 5_000_000),
    waived=st.integers(0, 150_000),
    rate=st.fractions(0, Fraction(18, 100), max_denominator=100),
)
def test_what_the_borrower_owes_is_what_the_plan_costs(
    instalments: int, grace: int, upfront: int, waived: int, rate: Fraction
) -> None:
    package = replace(
        PACKAGE,
        instalments=instalments,
        grace_instalments=grace,
        upfront_minor=upfront,
        waive={"penalty_interest": waived},
        annual_rate=rate,
    )
    tried = tried_on(package)
    terms = _terms(tried)
    assert sum(one.amount_minor for one in terms.obligations) == tried.total_minor
    assert [one.number for one in terms.obligations] == list(range(1, len(terms.obligations) + 1))
    assert agreements.package_of(terms.terms_json) == package
    other = _terms(tried_on(replace(package, instalments=instalments + 1)))
    assert other.terms_hash != terms.terms_hash


def test_the_claim_in_the_terms_is_the_claim_that_was_agreed(tried: plans.Evaluation) -> None:
    said = _terms(tried).terms_json["claim"]
    assert said == {"currency": "CNY", **dict(CLAIM.items())}
