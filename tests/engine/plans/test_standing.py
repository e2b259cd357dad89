"""Where somebody stands: one answer for each loan, from law and published policies, by the code that a real case runs."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import plans, rules, texts

CN = rules.load_pack("cn")
DAY = date(2026, 8, 20)


def policies(**until: date) -> dict[str, rules.PolicyPack]:
    found = {}
    for name in rules.EXAMPLES:
        policy, _ = rules.parse_policy(rules.example_policy(name))
        assert policy
        found[name] = replace(policy, until=until.get(name))
    return found


LOAN = plans.ToldLoan(
    lender="example_bank", balance_minor=2_000_000, monthly_minor=150_000, days_overdue=40, matures_on=DAY
)


def stood(cause: str = "job_lost", *, day: date = DAY, **over: Any) -> plans.Standing:
    told = plans.Told(cause, (replace(LOAN, **over),))
    (found,) = plans.stand(told, policies=policies(), pack=CN, day=day)
    return found


@pytest.mark.feature("X02")
@pytest.mark.parametrize(
    ("cause", "over", "verdict"),
    [
        ("job_lost", {}, "likely"),
        ("over_borrowed", {}, "needs"),
        ("job_lost", {"monthly_minor": 1_000}, "needs"),
        ("job_lost", {"court_decided": True}, "not_possible"),
        ("job_lost", {"lender": "somebody"}, "no_policy"),
    ],
)
def test_each_loan_has_its_answer_with_the_versions_it_was_found_by(
    cause: str, over: dict[str, Any], verdict: str
) -> None:
    found = stood(cause, **over)
    assert found.verdict == verdict
    assert found.notes[0].code == f"stand_{verdict}"
    assert found.law == "cn 2026.11"
    assert found.policy == ("" if verdict == "no_policy" else "example_bank 1")
    assert bool(found.policy_digest) is bool(found.policy)


@pytest.mark.feature("X02")
@given(
    cause=st.sampled_from(["job_lost", "illness", "over_borrowed"]),
    balance=st.integers(100_000, 5_000_000),
    monthly=st.integers(0, 400_000),
    days=st.integers(0, 400),
    court=st.booleans(),
)
def test_the_same_facts_give_what_the_policy_itself_answers(
    cause: str, balance: int, monthly: int, days: int, court: bool
) -> None:
    found = stood(cause, balance_minor=balance, monthly_minor=monthly, days_overdue=days, court_decided=court)
    asked = plans.Asked(
        cause=cause,
        balance_minor=balance,
        monthly_minor=monthly,
        days_overdue=days,
        court_decided=court,
    )
    direct = plans.try_policy(asked, policy=policies()["example_bank"], pack=CN, day=DAY)
    assert found.trial == direct
    assert (found.verdict, found.papers) == (direct.verdict, direct.evidence)


def test_a_policy_that_is_not_in_force_is_none() -> None:
    told = plans.Told("job_lost", (LOAN,))
    for until, verdict in ((DAY, "likely"), (date(2026, 8, 19), "no_policy")):
        (found,) = plans.stand(told, policies=policies(example_bank=until), pack=CN, day=DAY)
        assert found.verdict == verdict


@pytest.mark.parametrize(
    ("over", "day", "kind"),
    [
        ({"days_overdue": 0}, DAY, "extension"),
        ({"days_overdue": 1}, DAY, "restructure"),
        ({"days_overdue": 0}, date(2026, 8, 21), "restructure"),
        ({"days_overdue": 0, "matures_on": None}, DAY, "restructure"),
    ],
)
def test_more_time_alone_is_possible_until_the_loan_ends_and_while_nothing_is_late(
    over: dict[str, Any], day: date, kind: str
) -> None:
    found = stood(day=day, **over)
    assert found.kind == kind
    assert f"stand_{kind}" in [note.code for note in found.notes]


@pytest.mark.parametrize(("rate", "verdict"), [("0.24", "pass"), ("0.2401", "block")])
def test_the_contract_is_compared_with_the_cap_it_answers_to(rate: str, verdict: str) -> None:
    found = stood(annual_rate=Fraction(rate), contract_on=date(2025, 1, 1))
    assert [one.verdict for one in found.findings if one.check == "CAP_LICENSED"] == [verdict]


def test_a_private_loan_after_the_last_published_rate_is_unknown_and_says_why() -> None:
    found = stood(
        lender="a friend",
        lender_type="private",
        annual_rate=Fraction("0.1"),
        contract_on=date(2026, 9, 20),
        day=date(2026, 10, 1),
    )
    (one,) = [one for one in found.findings if one.check == "CAP_PRIVATE"]
    assert (one.verdict, one.facts["why"]) == ("unknown", "after_last")


def test_the_claim_and_the_credit_record_are_explained_and_advise_nothing() -> None:
    found = stood(last_event_on=date(2023, 8, 1))
    codes = {one.code: one.verdict for one in found.findings}
    assert codes["limitation_expired"] == "info"
    assert {code for code in codes if code.startswith("credit_effect_")} == {
        *("credit_effect_reschedule", "credit_effect_settlement", "credit_effect_default")
    }


def test_a_bank_watches_after_a_change_and_others_do_not() -> None:
    assert "stand_watched" in [note.code for note in stood().notes]
    assert "stand_watched" not in [note.code for note in stood(lender="example_microloan").notes]


# --- the facts as a file says them ------------------------------------------------------------------------

ROW = {"lender": "example_bank", "balance": "2万", "monthly": "1,500", "days_overdue": 40}


def read(**over: Any) -> tuple[plans.Told | None, tuple[texts.Fault, ...]]:
    row = {**ROW, **over}
    return plans.parse_told({"cause": "job_lost", "loan": [row]})


def test_amounts_rates_and_days_are_read_as_people_type_them() -> None:
    told, faults = read(annual_rate="18%", matures_on="2026-08-20", instalment="2000")
    assert faults == ()
    assert told is not None
    (loan,) = told.loans
    assert (loan.balance_minor, loan.monthly_minor) == (2_000_000, 150_000)
    assert (loan.annual_rate, loan.matures_on, loan.instalment_minor) == (Fraction("0.18"), DAY, 200_000)


@pytest.mark.parametrize(
    ("over", "code", "field"),
    [
        ({"balance": "0"}, "money_too_small", "loan.1.balance"),
        ({"balance": "much"}, "money_not_a_number", "loan.1.balance"),
        ({"monthly": "-5"}, None, "loan.1.monthly"),
        ({"days_overdue": -1}, "plan_field_wrong", "loan.1.days_overdue"),
        ({"days_overdue": True}, "plan_field_wrong", "loan.1.days_overdue"),
        ({"court_decided": "no"}, "plan_field_wrong", "loan.1.court_decided"),
        ({"lender": " "}, "plan_field_wrong", "loan.1.lender"),
        ({"lender_type": "uncle"}, "policy_code_unlisted", "loan.1.lender_type"),
        ({"name": "x"}, "plan_field_unknown", "loan.1.name"),
        ({"annual_rate": "lots"}, None, "loan.1.annual_rate"),
        ({"matures_on": "soon"}, None, "loan.1.matures_on"),
    ],
)
def test_each_slip_is_named_with_its_place(over: dict[str, Any], code: str | None, field: str) -> None:
    told, faults = read(**over)
    assert told is None
    assert [fault.field for fault in faults] == [field]
    assert code is None or faults[0].code == code


def test_all_slips_come_at_once() -> None:
    told, faults = plans.parse_told({"loan": [{"balance": "x"}, 5], "more": 1})
    assert told is None
    assert {(fault.code, fault.field) for fault in faults} >= {
        ("plan_field_unknown", "more"),
        ("plan_field_wrong", "cause"),
        ("plan_field_missing", "loan.1.lender"),
        ("plan_field_missing", "loan.1.monthly"),
        ("plan_field_missing", "loan.1.days_overdue"),
        ("plan_field_wrong", "loan.2"),
    }


@pytest.mark.parametrize("rows", [[], None, "x", [ROW] * 101])
def test_no_loans_and_far_too_many_are_refused(rows: object) -> None:
    told, faults = plans.parse_told({"cause": "job_lost", "loan": rows})
    assert told is None
    assert [fault.field for fault in faults] == ["loan"]


@given(st.dictionaries(st.text(max_size=12), st.none() | st.integers() | st.text() | st.lists(st.integers())))
def test_whatever_the_file_says_the_answer_is_facts_or_faults(given: dict[str, Any]) -> None:
    told, faults = plans.parse_told({"cause": "job_lost", "loan": [given, {**ROW, **given}]})
    assert (told is None) is bool(faults)
