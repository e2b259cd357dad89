"""Clear words, limitation, and the window for the court."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import rules

CN = rules.load_pack("cn")
DAY = date(2026, 8, 20)
CHANGE = rules.Change("annual_rate", "0.18", "0.12", DAY)


def _codes(facts: rules.AgreementFacts) -> list[tuple[str, str]]:
    return [(f.verdict, f.code) for f in rules.check_amendment(facts, pack=CN, day=DAY)]


def test_a_clear_change_passes_and_each_gap_is_named() -> None:
    assert _codes(rules.AgreementFacts((CHANGE,), {"account": "x"})) == [("pass", "amendment_clear")]
    gaps = rules.Change("term", "", " ", None)
    found = rules.check_amendment(rules.AgreementFacts((CHANGE, gaps), {"account": " "}), pack=CN, day=DAY)
    assert [(f.verdict, f.facts["term"], f.facts.get("gap")) for f in found] == [
        ("block", "term", "old"),
        ("block", "term", "new"),
        ("block", "term", "effective_on"),
        ("block", "account", None),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("贷款机构应尽快出具", "amendment_phrase_unclear"),
        ("to be Agreed later", "amendment_phrase_unclear"),
        ("签约后删除征信", "credit_promise_found"),
    ],
)
def test_words_that_nobody_can_check_or_keep_are_found(text: str, code: str) -> None:
    assert ("block", code) in _codes(rules.AgreementFacts((CHANGE,), {}, (text,)))
    assert _codes(rules.AgreementFacts((CHANGE,), {}, ("七日内出具",))) == [("pass", "amendment_clear")]


@pytest.mark.feature("I05")
@pytest.mark.parametrize(
    ("acting_on", "promise", "answer"),
    [
        (date(2026, 3, 1), True, ("info", "limitation_running")),
        (date(2026, 3, 2), True, ("warn", "limitation_expired")),
        (date(2026, 3, 2), False, ("info", "limitation_expired")),
    ],
)
def test_limitation_runs_three_years_from_the_last_event(
    acting_on: date, promise: bool, answer: tuple[str, str]
) -> None:
    facts = rules.LimitationFacts(acting_on, date(2023, 3, 1), promise)
    (finding,) = rules.check_limitation(facts, pack=CN)
    assert (finding.verdict, finding.code) == answer
    assert finding.facts["restarts_on"] == acting_on.replace(year=2029).isoformat()


@pytest.mark.feature("I05")
@pytest.mark.parametrize(
    ("acting_on", "code", "told"),
    [
        (date(2026, 2, 28), "limitation_not_begun", {"begins_on": "2026-03-01", "expires_on": "2029-03-01"}),
        (date(2026, 3, 1), "limitation_running", {"expires_on": "2029-03-01", "restarts_on": "2029-03-01"}),
    ],
)
def test_before_the_last_payment_falls_due_a_promise_starts_no_time_and_shortens_none(
    acting_on: date, code: str, told: dict[str, str]
) -> None:
    (finding,) = rules.check_limitation(rules.LimitationFacts(acting_on, date(2026, 3, 1), True), pack=CN)
    assert (finding.verdict, finding.code, dict(finding.facts)) == ("info", code, told)


@pytest.mark.feature("I05")
def test_limitation_without_a_last_event_is_unknown() -> None:
    (finding,) = rules.check_limitation(rules.LimitationFacts(DAY, None), pack=CN)
    assert (finding.verdict, finding.code) == ("unknown", "rule_fact_missing")


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2026, 3, 31), "confirmation_open"), (date(2026, 4, 1), "confirmation_closed")],
)
def test_the_court_window_is_thirty_days_that_day_included(day: date, code: str) -> None:
    (finding,) = rules.check_confirmation(
        effective_on=date(2026, 3, 1), has_lawful_body=True, day=day, pack=CN
    )
    assert (finding.code, finding.facts["last_on"]) == (code, "2026-03-31")


def test_a_bilateral_agreement_cannot_be_confirmed() -> None:
    (finding,) = rules.check_confirmation(effective_on=DAY, has_lawful_body=False, day=DAY, pack=CN)
    assert finding.code == "confirmation_not_possible"


def test_reminders_of_the_window_come_three_times() -> None:
    assert rules.confirmation_reminders(date(2026, 3, 1), pack=CN) == (
        date(2026, 3, 8),
        date(2026, 3, 21),
        date(2026, 3, 28),
    )


@given(start=st.dates(date(2024, 1, 1), date(2029, 1, 1)), wait=st.integers(0, 60))
def test_a_window_once_closed_stays_closed(start: date, wait: int) -> None:
    codes = [
        rules.check_confirmation(
            effective_on=start, has_lawful_body=True, day=start + timedelta(days=wait + more), pack=CN
        )[0].code
        for more in (0, 1)
    ]
    assert codes != ["confirmation_closed", "confirmation_open"]
