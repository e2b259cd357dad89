"""Each check of a plan, with a neighbour that fails beside the one that passes."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import rules

CN = rules.load_pack("cn")
DAY = date(2026, 8, 20)
BASE = rules.PlanFacts(
    kind="restructure",
    lender_type="bank",
    channel="own",
    plan_on=DAY,
    contract_on=date(2025, 1, 10),
    annual_rate=Fraction("0.12"),
    contract_rate=Fraction("0.18"),
)


def _found(check: str, **over: object) -> list[tuple[str, str]]:
    findings = rules.check_plan(replace(BASE, **over), pack=CN)
    return [(finding.verdict, finding.code) for finding in findings if finding.check == check]


@pytest.mark.parametrize(
    ("rate", "misuse", "answer"),
    [
        ("0.27", False, ("pass", "penalty_within")),
        ("0.2701", False, ("block", "penalty_over")),
        ("0.18", False, ("pass", "penalty_within")),
        ("0.36", True, ("pass", "penalty_within")),
        ("0.3601", True, ("block", "penalty_over")),
    ],
)
def test_a_penalty_is_the_contract_rate_and_half_more_at_most(
    rate: str, misuse: bool, answer: tuple[str, str]
) -> None:
    assert _found("PENALTY_UPLIFT", overdue_rate=Fraction(rate), is_misuse=misuse) == [answer]


def test_a_penalty_without_its_contract_rate_is_unknown_and_stops_signing() -> None:
    findings = rules.check_plan(replace(BASE, overdue_rate=Fraction("0.2"), contract_rate=None), pack=CN)
    (finding,) = [f for f in findings if f.check == "PENALTY_UPLIFT"]
    assert (finding.verdict, finding.stops_signing) == ("unknown", True)


def test_interest_on_penalty_interest_is_pointed_out() -> None:
    found = _found("PENALTY_UPLIFT", overdue_rate=Fraction("0.2"), compound_on_penalty=True)
    assert found == [("pass", "penalty_within"), ("warn", "penalty_compounded")]


@pytest.mark.parametrize(
    ("base", "answer"), [(950_000, ("pass", "head_cut_none")), (950_001, ("block", "head_cut_found"))]
)
def test_principal_is_what_was_received(base: int, answer: tuple[str, str]) -> None:
    assert _found("NO_HEAD_CUT", received_minor=950_000, principal_base_minor=base) == [answer]


@pytest.mark.parametrize(
    ("parts", "answer"),
    [((30, 30, 40), ("pass", "schedule_sums")), ((30, 30, 39), ("block", "schedule_differs"))],
)
def test_principal_parts_sum_to_the_fen(parts: tuple[int, ...], answer: tuple[str, str]) -> None:
    assert _found("SCHEDULE_EXACT", agreed_principal_minor=100, principal_parts=parts) == [answer]


def test_every_disorder_of_a_schedule_is_named_at_once() -> None:
    found = _found(
        "SCHEDULE_EXACT",
        agreed_principal_minor=100,
        principal_parts=(110, -10, 0),
        due_on=(date(2026, 9, 1), date(2026, 9, 1), date(2026, 8, 1)),
        total_before_minor=100,
        total_after_minor=101,
    )
    assert found == [
        ("pass", "schedule_sums"),
        ("block", "schedule_dates_disorder"),
        ("block", "schedule_dates_disorder"),
        ("block", "schedule_part_negative"),
        ("warn", "burden_increases"),
    ]


def _extension(**over: object) -> list[tuple[str, str]]:
    facts = {
        "kind": "extension",
        "requested_on": date(2026, 8, 1),
        "maturity_on": date(2026, 8, 1),
        "original_months": 24,
        "extension_months": 12,
    } | over
    return _found("EXTENSION_VALID", **facts)


@pytest.mark.parametrize(
    ("original", "months", "answer"),
    [
        (24, 12, "extension_length_within"),
        (24, 13, "extension_too_long"),
        (12, 12, "extension_length_within"),
        (12, 13, "extension_too_long"),
        (13, 6, "extension_length_within"),
        (13, 7, "extension_too_long"),
        (60, 30, "extension_length_within"),
        (60, 31, "extension_too_long"),
        (61, 36, "extension_length_within"),
        (61, 37, "extension_too_long"),
    ],
)
def test_an_extension_has_a_dated_length(original: int, months: int, answer: str) -> None:
    assert _extension(original_months=original, extension_months=months)[1][1] == answer


def test_an_extension_is_asked_for_on_the_last_day_and_not_a_day_later() -> None:
    assert _extension()[0] == ("pass", "extension_in_time")
    assert _extension(requested_on=date(2026, 8, 2))[0] == ("block", "extension_too_late")
    assert ("block", "extension_of_overdue_loan") in _extension(is_overdue=True)
    assert _extension(kind="restructure", requested_on=date(2026, 8, 2)) == []


@pytest.mark.parametrize(
    ("consented", "kind", "after", "answer"),
    [
        (date(2026, 8, 20), "extension", 100, [("pass", "guarantors_agreed")]),
        (date(2026, 8, 21), "extension", 100, [("block", "guarantor_not_asked")]),
        (None, "extension", 100, [("block", "guarantor_not_asked")]),
        (None, "restructure", 101, [("warn", "guarantor_not_asked")]),
        (None, "restructure", 100, []),
    ],
)
def test_a_guarantor_is_asked_before_the_burden_grows(
    consented: date | None, kind: str, after: int, answer: list[tuple[str, str]]
) -> None:
    found = _found(
        "GUARANTOR_CONSENT",
        kind=kind,
        guarantors=(rules.Guarantor(consented),),
        total_before_minor=100,
        total_after_minor=after,
        effective_on=date(2026, 8, 20),
    )
    assert found == answer


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({}, []),
        ({"rate_before": Fraction("0.12")}, []),
        ({"rate_before": Fraction("0.1199")}, [("warn", "guarantor_not_asked")]),
        ({"maturity_on": date(2027, 8, 20)}, []),
        ({"maturity_on": date(2027, 8, 19)}, [("warn", "guarantor_not_asked")]),
    ],
)
def test_a_higher_rate_or_a_longer_term_needs_the_guarantor_too(
    changed: dict[str, object], answer: list[tuple[str, str]]
) -> None:
    found = _found(
        "GUARANTOR_CONSENT",
        guarantors=(rules.Guarantor(None),),
        total_before_minor=100,
        total_after_minor=100,
        due_on=(DAY, date(2027, 8, 20)),
        **changed,
    )
    assert found == answer


@pytest.mark.parametrize(
    ("over", "answer"),
    [
        ({"due_on": (date(2030, 1, 10),)}, []),
        ({"due_on": (date(2030, 1, 11),)}, [("warn", "term_longer_than_usual")]),
        ({"due_on": (date(2030, 1, 11),), "product": "business"}, []),
        ({"due_on": (date(2035, 1, 11),), "product": "business"}, [("warn", "term_longer_than_usual")]),
        ({"due_on": (date(2040, 1, 11),), "lender_type": "private"}, []),
        ({"due_on": (date(2040, 1, 11),), "plan_on": date(2024, 6, 30)}, []),
        ({"due_on": (date(2030, 1, 11),), "contract_on": None}, [("unknown", "rule_fact_missing")]),
    ],
)
def test_a_personal_loan_longer_than_its_dated_term_is_looked_at_and_never_stopped(
    over: dict[str, object], answer: list[tuple[str, str]]
) -> None:
    assert _found("LOAN_TERM", **over) == answer
    findings = rules.check_plan(replace(BASE, **over), pack=CN)
    assert not [one for one in findings if one.check == "LOAN_TERM" and one.stops_signing]


@pytest.mark.parametrize(
    ("contract_on", "plan_on", "table", "answer"),
    [
        (date(2025, 1, 1), date(2026, 7, 31), False, []),
        (date(2025, 1, 1), date(2026, 8, 1), False, [("warn", "cost_table_missing")]),
        (date(2026, 8, 1), date(2026, 8, 1), False, [("block", "cost_table_missing")]),
        (date(2026, 8, 1), date(2026, 8, 1), True, [("pass", "cost_table_present")]),
        (date(2026, 8, 1), date(2026, 8, 1), None, [("unknown", "rule_fact_missing")]),
    ],
)
def test_a_table_of_every_cost_is_due_from_its_day(
    contract_on: date, plan_on: date, table: bool | None, answer: list[tuple[str, str]]
) -> None:
    assert _found("COST_DISCLOSURE", contract_on=contract_on, plan_on=plan_on, has_cost_table=table) == answer


def test_the_credit_record_is_explained_and_never_blocks() -> None:
    assert _found("CREDIT_RECORD") == [("info", "credit_record_kept")]


def test_old_interest_called_principal_is_pointed_out() -> None:
    assert _found("ROLLUP_CAP", capitalised_interest_minor=1) == [("warn", "interest_relabelled")]
    assert _found("ROLLUP_CAP") == []


@given(parts=st.lists(st.integers(0, 10**9), min_size=1, max_size=60), off=st.integers(-5, 5))
def test_a_schedule_passes_only_when_it_sums(parts: list[int], off: int) -> None:
    (answer,) = _found(
        "SCHEDULE_EXACT", agreed_principal_minor=sum(parts) + off, principal_parts=tuple(parts)
    )
    assert (answer[0] == "pass") is (off == 0)


@pytest.mark.feature("I05")
@pytest.mark.parametrize(
    ("rate", "contract", "verdict"),
    [("0.27", Fraction("0.18"), "pass"), ("0.28", Fraction("0.18"), "block"), ("0.2", None, "unknown")],
)
def test_every_finding_says_what_it_rests_on(rate: str, contract: Fraction | None, verdict: str) -> None:
    facts = replace(BASE, overdue_rate=Fraction(rate), contract_rate=contract)
    findings = rules.check_plan(facts, pack=CN)
    assert verdict in {finding.verdict for finding in findings if finding.check == "PENALTY_UPLIFT"}
    assert {finding.verdict for finding in findings} <= {"pass", "info", "warn", "block", "unknown"}
    assert all(finding.rule_ids for finding in findings)
    assert {finding.rests_on for finding in findings} <= {"law", "guidance", "standard", "platform"}
    assert {finding.law for finding in findings} == {"cn 2026.11"}
    assert all(set(finding.rule_ids) <= set(CN.rules) for finding in findings)
