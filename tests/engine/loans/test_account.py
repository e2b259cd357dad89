"""Accounts: lives of loans worked by hand, then what must hold in every life."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.loans import strategies

from hejie import dates, loans, texts

# 12,000.00 at 12 % a year, principal in twelve equal parts: 1,000.00 + 1 % of the rest each month.
TERMS = loans.Terms(
    method="equal_principal",
    principal_minor=1200000,
    annual_rate=Fraction(12, 100),
    start=date(2026, 1, 15),
    first_due=date(2026, 2, 15),
    instalments=12,
    penalty_uplift=Fraction(1, 2),
)
FIRST_DUE = date(2026, 2, 15)


def at(day: date, *events: loans.Event, terms: loans.Terms = TERMS) -> loans.Account:
    return loans.account_at(terms, events, day)


def paid(day: date, minor: int) -> loans.Payment:
    return loans.Payment(day, minor)


def test_before_anything_is_due_interest_grows_by_the_day() -> None:
    account = at(date(2026, 1, 30))
    assert account.buckets == loans.Buckets(normal_principal=1200000, normal_interest=5806)  # 12000 x 15 / 31
    assert (account.days_overdue, account.due_minor) == (0, 0)


def test_on_the_due_day_the_instalment_is_due_and_not_overdue() -> None:
    account = at(FIRST_DUE)
    assert account.buckets == loans.Buckets(normal_principal=1200000, normal_interest=12000)
    assert (account.days_overdue, account.due_minor) == (0, 112000)


def test_the_day_after_it_is_one_day_overdue() -> None:
    account = at(FIRST_DUE + timedelta(1))
    assert (account.days_overdue, account.overdue_since) == (1, FIRST_DUE)
    assert account.buckets.overdue_principal == 100000
    assert account.buckets.overdue_interest == 12000
    assert account.buckets.normal_principal == 1100000


def test_overdue_principal_bears_the_penalty_rate_and_overdue_interest_does_not() -> None:
    # 1,000.00 x 18 % x 14 / 360 = 7.00 on 1 March
    assert at(date(2026, 3, 1)).buckets.penalty_interest == 700
    assert at(date(2026, 3, 1)).buckets.compound_interest == 0


def test_compound_interest_is_charged_only_where_agreed() -> None:
    agreed = replace(TERMS, compound_rate=Fraction(12, 100))
    # 120.00 x 12 % x 14 / 360 = 0.56
    assert at(date(2026, 3, 1), terms=agreed).buckets.compound_interest == 56


def test_a_penalty_rate_of_its_own_replaces_the_uplift() -> None:
    own = replace(TERMS, penalty_rate=Fraction(36, 1000))
    assert at(date(2026, 3, 1), terms=own).buckets.penalty_interest == 140


def test_a_late_payment_covers_the_penalty_then_interest_then_principal() -> None:
    account = at(date(2026, 3, 1), paid(date(2026, 3, 1), 50000))
    assert account.received[0].parts == loans.Buckets(
        penalty_interest=700, overdue_interest=12000, overdue_principal=37300
    )
    assert account.days_overdue == 14
    assert account.buckets.overdue_principal == 62700


def test_the_days_overdue_count_from_the_oldest_instalment_not_fully_paid() -> None:
    first_two = (paid(date(2026, 3, 1), 112700),)
    account = at(date(2026, 3, 20), *first_two)
    assert account.overdue_since == date(2026, 3, 15)
    assert account.days_overdue == 5


def test_money_paid_early_waits_for_the_instalment() -> None:
    account = at(date(2026, 2, 10), paid(date(2026, 2, 1), 112000))
    assert (account.unapplied_minor, account.buckets.normal_principal) == (112000, 1200000)
    account = at(FIRST_DUE, paid(date(2026, 2, 1), 112000))
    assert (account.unapplied_minor, account.buckets.normal_principal) == (0, 1100000)
    assert account.received[0].parts == loans.Buckets(normal_interest=12000, normal_principal=100000)


def test_money_paid_early_repays_at_once_where_the_contract_says_so() -> None:
    prepaying = replace(TERMS, surplus="principal")
    half = date(2026, 1, 30)
    account = at(half, paid(half, 605806), terms=prepaying)
    assert account.buckets == loans.Buckets(normal_principal=600000)
    # the rest of the period bears interest on half the principal: 60.00 x 16 / 31
    assert at(FIRST_DUE, paid(half, 605806), terms=prepaying).buckets.normal_interest == 3097
    # taken from the last instalments: six remain
    assert at(date(2027, 3, 1), paid(half, 605806), terms=prepaying).buckets.overdue_principal == 600000


def test_daily_interest_stops_on_the_day_of_repayment() -> None:
    daily = replace(TERMS, method="daily_interest", count="act/360")
    ten_days = date(2026, 1, 25)
    assert loans.payoff(daily, (), ten_days).minor == 1204000  # 12000 x 12 % x 10 / 360 = 40.00
    closed = at(date(2026, 6, 1), paid(ten_days, 1204000), terms=daily)
    assert (closed.buckets.total, closed.days_overdue) == (0, 0)


def test_charges_and_waivers_change_their_own_bucket() -> None:
    day = date(2026, 3, 1)
    account = at(day, loans.Charge(day, "recovery_costs", 8000), loans.Waiver(day, "penalty_interest", 600))
    assert account.buckets.recovery_costs == 8000
    assert account.buckets.penalty_interest == 100
    assert account.buckets.overdue_interest == 12000


@pytest.mark.feature("D04")
@pytest.mark.parametrize(("minor", "refused"), [(700, False), (701, True)])
def test_a_waiver_above_what_has_grown_is_refused(minor: int, refused: bool) -> None:
    day = date(2026, 3, 1)
    waiver = loans.Waiver(day, "penalty_interest", minor)
    if refused:
        with pytest.raises(texts.Faulty, match="loan_waiver_too_large"):
            at(day, waiver)
    else:
        assert at(day, waiver).buckets.penalty_interest == 0


@pytest.mark.parametrize(
    ("bucket", "minor"),
    [("overdue_principal", 100000), ("normal_principal", 300000), ("normal_interest", 2000)],
)
def test_a_waiver_of_principal_or_interest_is_never_asked_for_again(bucket: str, minor: int) -> None:
    day = date(2026, 2, 25)
    end = date(2027, 6, 1)
    without, waived = at(end), at(end, loans.Waiver(day, bucket, minor))
    assert waived.buckets.total <= without.buckets.total - minor
    assert waived.buckets.principal == without.buckets.principal - (minor if "principal" in bucket else 0)


def test_a_fee_falls_due_with_its_instalment() -> None:
    account = at(FIRST_DUE, terms=replace(TERMS, fee_minor=500))
    assert (account.buckets.service_fees, account.due_minor) == (500, 112500)


def test_a_bullet_loan_owes_everything_at_maturity() -> None:
    bullet = replace(TERMS, method="bullet")
    assert at(date(2026, 12, 31), terms=bullet).due_minor == 0
    assert at(date(2027, 1, 15), terms=bullet).due_minor == 1344000


def test_events_after_the_day_have_not_happened() -> None:
    assert at(FIRST_DUE, paid(date(2026, 3, 1), 112000)) == at(FIRST_DUE)


def test_payoff_is_all_that_is_owed_less_the_money_that_waits() -> None:
    day = date(2026, 2, 1)
    settled = loans.payoff(TERMS, (paid(day, 50000),), day)
    assert settled.minor == settled.buckets.total - 50000
    assert settled.buckets.normal_interest == 6581  # 12000 x 17 / 31
    assert loans.payoff(TERMS, (paid(day, 9900000),), day).minor == 0


def test_what_comes_before_the_drawing_is_named_event_by_event() -> None:
    with pytest.raises(texts.Faulty) as caught:
        at(date(2026, 1, 1), paid(date(2025, 12, 1), 1), paid(date(2025, 12, 2), 1))
    assert [(fault.code, fault.field) for fault in caught.value.faults] == [
        ("loan_event_before_start", "events.0"),
        ("loan_event_before_start", "events.1"),
        ("loan_day_before_start", "day"),
    ]


@pytest.mark.parametrize(
    "make",
    [
        lambda day: loans.Payment(day, -1),
        lambda day: loans.Charge(day, "normal_principal", 1),
        lambda day: loans.Waiver(day, "tips", 1),
    ],
)
def test_an_event_that_cannot_happen_is_refused(make: Any) -> None:
    with pytest.raises(texts.Faulty):
        make(FIRST_DUE)


# every life


def lent_less_repaid(terms: loans.Terms, account: loans.Account) -> int:
    return terms.principal_minor - sum(received.parts.principal for received in account.received)


@settings(max_examples=200)
@given(strategies.lives())
def test_principal_owed_is_principal_lent_less_repaid(
    life: tuple[loans.Terms, tuple[loans.Event, ...], date],
) -> None:
    terms, events, day = life
    account = loans.account_at(terms, events, day)
    assert account.buckets.principal == lent_less_repaid(terms, account)
    assert min(minor for _, minor in account.buckets.items()) >= 0


@settings(max_examples=200)
@given(strategies.lives())
def test_every_fen_of_a_payment_is_allocated_or_waits(
    life: tuple[loans.Terms, tuple[loans.Event, ...], date],
) -> None:
    terms, events, day = life
    account = loans.account_at(terms, events, day)
    for received in account.received:
        assert received.parts.total + received.unapplied_minor == received.minor
    assert account.unapplied_minor == sum(received.unapplied_minor for received in account.received)
    if account.unapplied_minor and terms.prepays:
        assert account.buckets.total == 0


@settings(max_examples=150)
@given(strategies.lives(), st.integers(0, 5), st.fractions(0, 1), st.randoms())
def test_splitting_a_payment_and_telling_the_story_in_another_order_changes_nothing(
    life: tuple[loans.Terms, tuple[loans.Event, ...], date], which: int, share: Fraction, shuffled: Any
) -> None:
    terms, events, day = life
    told = list(events)
    payments = [event for event in events if isinstance(event, loans.Payment)]
    if payments:
        whole = payments[which % len(payments)]
        told.remove(whole)
        part = int(whole.minor * share)
        told += [loans.Payment(whole.day, part), loans.Payment(whole.day, whole.minor - part)]
    shuffled.shuffle(told)
    one, other = loans.account_at(terms, events, day), loans.account_at(terms, told, day)
    assert (one.buckets, one.unapplied_minor, one.days_overdue) == (
        other.buckets,
        other.unapplied_minor,
        other.days_overdue,
    )


@settings(max_examples=100)
@given(strategies.terms(most=12))
def test_whoever_pays_each_instalment_on_its_day_pays_the_schedule_and_nothing_else(
    terms: loans.Terms,
) -> None:
    plan = loans.schedule(terms)
    payments = tuple(loans.Payment(row.due, row.total) for row in plan.rows())
    end = loans.account_at(terms, payments, plan.due[-1] + timedelta(400))
    assert (end.buckets.total, end.unapplied_minor, end.days_overdue) == (0, 0, 0)
    paid_for = end.received
    if not terms.prepays:
        assert tuple(received.parts.principal for received in paid_for) == plan.principal
        assert tuple(received.parts.normal_interest for received in paid_for) == plan.interest


@settings(max_examples=100)
@given(strategies.lives(), st.integers(1, 90))
def test_later_is_never_cheaper(life: tuple[loans.Terms, tuple[loans.Event, ...], date], days: int) -> None:
    terms, events, day = life
    now = loans.payoff(terms, tuple(event for event in events if event.day <= day), day)
    later = loans.payoff(terms, tuple(event for event in events if event.day <= day), day + timedelta(days))
    assert later.minor >= now.minor


@settings(max_examples=60)
@given(strategies.lives())
def test_paying_the_payoff_closes_the_loan_for_good_where_it_may_be_repaid(
    life: tuple[loans.Terms, tuple[loans.Event, ...], date],
) -> None:
    terms, events, day = life
    terms = replace(terms, surplus="principal")
    before = tuple(event for event in events if event.day <= day)
    settled = loans.payoff(terms, before, day)
    closed = loans.account_at(terms, (*before, loans.Payment(day, settled.minor)), day + timedelta(500))
    assert closed.buckets.total == 0


def test_the_calendar_comes_in_as_an_argument() -> None:
    closed = dates.Holidays(off=frozenset({date(2026, 2, 16), date(2026, 2, 17)}))
    rolling = replace(TERMS, roll="following")
    assert loans.account_at(rolling, (), date(2026, 2, 18), holidays=closed).days_overdue == 0
    assert loans.account_at(rolling, (), date(2026, 2, 18)).days_overdue == 2
