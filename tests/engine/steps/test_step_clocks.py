"""Which clocks a step starts and stops, and when they run out."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import dates, rules, steps

SHANGHAI = ZoneInfo("Asia/Shanghai")
FRIDAY = datetime(2026, 1, 2, 15, 30, tzinfo=SHANGHAI)


def _changes(machine: str, name: str, state: str, role: str, **facts: bool) -> tuple[set[str], set[str]]:
    decision = steps.decide(machine, name, state=state, role=role, facts=steps.StepFacts(**facts))
    return set(decision.clocks_start), set(decision.clocks_stop)


def test_entering_starts_and_leaving_stops() -> None:
    assert _changes("negotiation", "start", "none", "system") == ({"lender_reply"}, set())
    started, stopped = _changes("negotiation", "ask", "waiting", "officer")
    assert started == {"borrower_reply"}
    assert stopped == {"lender_reply", "lender_last_reply"}


def test_a_silent_lender_gets_one_more_clock_and_then_a_person_decides() -> None:
    assert _changes("negotiation", "overdue", "waiting", "clock") == (
        {"lender_last_reply"},
        {"lender_last_reply"},
    )
    assert steps.CLOCKS["lender_last_reply"].on_due == "task_silent_lender"


def test_a_silent_borrower_is_reminded_by_a_person_before_the_talks_end() -> None:
    assert steps.CLOCKS["borrower_reply"].on_due == "remind_borrower"
    reminded = steps.decide("negotiation", "remind_borrower", state="asked", role="clock")
    assert "task_human_contact" in reminded.effects
    assert reminded.clocks_start == ("borrower_last_reply",)
    with pytest.raises(steps.StepRefused, match="step_needs_contact"):
        _changes("negotiation", "expire", "asked", "clock", contact_tried=False)


def test_time_never_ends_talks_while_an_offer_lies_with_the_lender() -> None:
    with pytest.raises(steps.StepRefused, match="step_lender_owes_answer"):
        _changes("negotiation", "expire", "talking", "clock", lender_answered=False)
    assert _changes("negotiation", "expire", "talking", "clock")[1] >= {"talks_limit"}


def test_a_lender_that_asked_by_mistake_takes_the_question_back_by_talking() -> None:
    started, stopped = _changes("negotiation", "talk", "asked", "officer")
    assert "talks_limit" in started
    assert "borrower_reply" in stopped


def test_a_message_in_talks_starts_the_quiet_clock_afresh_and_none_elsewhere() -> None:
    assert _changes("negotiation", "message", "talking", "borrower") == ({"talks_quiet"}, {"talks_quiet"})
    assert _changes("negotiation", "message", "agreed", "borrower") == (set(), set())


def test_more_time_starts_only_the_clock_of_the_state() -> None:
    assert _changes("negotiation", "extend", "talking", "officer")[0] == {"talks_limit"}
    assert _changes("negotiation", "extend", "asked", "officer")[0] == {"borrower_reply"}


def test_the_window_for_court_confirmation_opens_for_mediated_agreements_only() -> None:
    assert _changes("agreement", "take_effect", "signing", "system")[0] == set()
    assert _changes("agreement", "take_effect", "signing", "system", is_mediated=True)[0] == {
        "court_confirmation"
    }


def test_a_breach_does_not_close_the_window_for_court_confirmation() -> None:
    started, stopped = _changes("agreement", "breach", "effective", "officer", is_mediated=True)
    assert (started, stopped) == ({"cure"}, set())


def test_nothing_runs_on_after_the_end() -> None:
    for machine in steps.MACHINES.values():
        for step in machine.steps.values():
            if step.to in machine.terminal:
                for state in set(step.sources) - {steps.NONE, step.to}:
                    facts = steps.StepFacts(
                        given_reason=step.reasons[0] if step.reasons else "", was_declined=True
                    )
                    decision = steps.decide(
                        machine.name, step.name, state=state, role=step.roles[0], facts=facts
                    )
                    running = {rule.name for rule in machine.clocks.values() if state in rule.states}
                    assert running <= set(decision.clocks_stop)
                    assert decision.clocks_start == ()


def test_the_day_it_starts_is_not_counted_and_the_last_day_is_whole() -> None:
    due = steps.due_at(steps.CLOCKS["lender_reply"], start=FRIDAY)
    assert due == datetime(2026, 1, 17, tzinfo=SHANGHAI)  # ten working days: 5-9 and 12-16 January


def test_holidays_are_not_counted() -> None:
    holidays = dates.Holidays(off=frozenset({date(2026, 1, 5)}), known_until=date(2026, 12, 31))
    due = steps.due_at(steps.CLOCKS["lender_reply"], start=FRIDAY, holidays=holidays)
    assert due == datetime(2026, 1, 20, tzinfo=SHANGHAI)


def test_a_last_day_that_is_no_working_day_moves_to_the_next() -> None:
    rule = steps.CLOCKS["signatures"]
    assert steps.due_at(rule, start=FRIDAY, given=1) == datetime(
        2026, 1, 6, tzinfo=SHANGHAI
    )  # Saturday, so Monday
    assert steps.due_at(rule, start=FRIDAY, given=3) == datetime(2026, 1, 6, tzinfo=SHANGHAI)  # Monday itself


def test_a_vulnerable_borrowers_reply_clock_is_doubled_and_the_lenders_is_not() -> None:
    for rule in steps.CLOCKS.values():
        plain = steps.amount_of(rule, given=4)
        doubled = steps.amount_of(rule, given=4, is_vulnerable=True)
        assert doubled == (8 if rule.doubled_when_vulnerable else plain)
    assert steps.CLOCKS["borrower_reply"].doubled_when_vulnerable
    assert not steps.CLOCKS["lender_reply"].doubled_when_vulnerable


def test_what_the_source_says_wins_over_our_own_time() -> None:
    rule = steps.CLOCKS["lender_reply"]
    assert (steps.amount_of(rule), steps.amount_of(rule, given=3), steps.amount_of(rule, given=0)) == (
        10,
        3,
        0,
    )


def test_a_clock_of_the_law_without_its_dated_value_is_unknown_not_guessed() -> None:
    rule = steps.CLOCKS["mediation_time"]
    assert steps.due_at(rule, start=FRIDAY) is None
    assert steps.due_at(rule, start=FRIDAY, given=30) == datetime(2026, 2, 3, tzinfo=SHANGHAI)


def test_a_clock_needs_a_zone_and_no_negative_amount() -> None:
    with pytest.raises(ValueError, match="zone"):
        steps.due_at(steps.CLOCKS["signatures"], start=datetime(2026, 1, 2))
    with pytest.raises(ValueError, match="cannot have -1 days"):
        steps.due_at(steps.CLOCKS["signatures"], start=FRIDAY, given=-1)


@given(left=st.integers(0, 10_000), hold=st.integers(0, 10_000))
def test_a_hold_neither_costs_nor_gives_time(left: int, hold: int) -> None:
    stopped, resumed = FRIDAY, FRIDAY + timedelta(minutes=hold)
    due = steps.resumed_due_at(due=stopped + timedelta(minutes=left), stopped=stopped, resumed=resumed)
    assert due - (resumed if left else stopped) == timedelta(minutes=left)


def test_a_clock_cannot_resume_before_it_stopped() -> None:
    with pytest.raises(ValueError, match="resumes after"):
        steps.resumed_due_at(due=FRIDAY, stopped=FRIDAY, resumed=FRIDAY - timedelta(days=1))


@pytest.mark.parametrize(
    "rule", [rule for rule in steps.CLOCKS.values() if rule.law_value], ids=lambda rule: rule.name
)
def test_the_law_pack_holds_the_value_and_the_unit_that_a_clock_names(rule: steps.ClockRule) -> None:
    row = rules.load_pack("cn").as_of(rule.law_value, date(2026, 1, 2))
    assert isinstance(row, rules.Row)
    assert (row.rule.id, row.unit) == (rule.source, rule.unit)
    assert isinstance(row.value, int)
    assert steps.due_at(rule, start=FRIDAY, given=row.value) is not None
