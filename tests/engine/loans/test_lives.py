"""What holds in every life of a loan, whatever happens in it: nothing is lost, nothing goes below zero, order is no matter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.loans import strategies

from hejie import loans, texts

Life = tuple[loans.Terms, tuple[loans.Event, ...], date]

EARLY = ("advance", "next", "even", "last", "principal", "shorter", "smaller")


Make = Callable[[date, int], loans.Event]

SHARES = st.one_of(st.integers(0, 1000), st.integers(900, 1000), st.integers(0, 3))
FEW = st.integers(1, 4)
DAYS = st.integers(1, 90)
BUCKETS = st.lists(st.sampled_from(loans.CARRIED), min_size=1, max_size=3, unique=True).map(tuple)
CARRIES = st.sampled_from(("spread", "first", "last"))


def made(make: Callable[..., loans.Event], *drawn: st.SearchStrategy[Any]) -> st.SearchStrategy[Make]:
    """An event of any day and of a loan of any size: `make` gets the day, the size, and what is drawn."""
    return st.tuples(*drawn).map(lambda figures: lambda day, most: make(day, most, *figures))


def part(most: int, share: int) -> int:
    return most * share // 1000


def charge(day: date, most: int, share: int, bucket: str, later: int) -> loans.Event:
    return loans.Charge(day, bucket, part(most, share), day + timedelta(later) if later > 9 else None)


def restructure(
    day: date, most: int, first: int, n: int, grace: int, rate: Fraction, carry: str
) -> loans.Event:
    new = loans.NewTerms(
        start=day,
        first_due=day + timedelta(first),
        instalments=n + grace,
        annual_rate=rate,
        grace_instalments=grace,
        carry=carry,
    )
    return loans.Restructure(day, new)


EVENTS: st.SearchStrategy[Make] = st.one_of(
    made(lambda day, most, s: loans.Payment(day, part(most, s)), SHARES),
    made(
        lambda day, most, s, how: loans.Payment(day, part(most, s), how),
        SHARES,
        st.sampled_from(EARLY),
    ),
    made(charge, SHARES, st.sampled_from(loans.CHARGEABLE), DAYS),
    made(
        lambda day, most, s, bucket: loans.Waiver(day, bucket, part(most, s) // 8),
        SHARES,
        st.sampled_from(loans.BUCKETS),
    ),
    made(
        lambda day, most, s, over: loans.Draw(day, part(most, s), None, over),
        SHARES,
        st.sampled_from(("later", "all")),
    ),
    made(lambda day, most, rate: loans.RateChange(day, rate), strategies.RATES),
    made(
        lambda day, most, n, asks, interest: loans.Pause(day, n, asks, interest),
        FEW,
        st.sampled_from(("nothing", "interest")),
        st.sampled_from(("runs", "stops")),
    ),
    made(lambda day, most, n: loans.Extension(day, n), FEW),
    made(lambda day, most, n: loans.ReTerm(day, n), FEW),
    made(lambda day, most, buckets: loans.Capitalise(day, buckets), BUCKETS),
    made(lambda day, most, buckets, on: loans.Carry(day, buckets, on), BUCKETS, CARRIES),
    made(lambda day, most: loans.ReAmortise(day)),
    made(lambda day, most, later, n: loans.ReAge(day, day + timedelta(later), n), DAYS, FEW),
    made(lambda day, most, s: loans.Settlement(day, part(most, s)), SHARES),
    made(restructure, DAYS, FEW, st.integers(0, 1), strategies.RATES, CARRIES),
)


@st.composite
def lives(draw: st.DrawFn, most_events: int = 5) -> Life:
    """A loan in which anything may happen; what cannot have happened is left out, as `account_at` names it."""
    terms = replace(draw(strategies.terms(most=8)), every="month")
    terms = replace(
        terms,
        surplus=draw(st.sampled_from(EARLY)) if terms.method != "daily_interest" else "by_method",
        across=draw(st.sampled_from(("bucket", "instalment"))),
    )
    span = (loans.schedule(terms).due[-1] - terms.start).days + 60
    makes = draw(st.lists(st.tuples(st.integers(0, span), EVENTS), min_size=1, max_size=most_events))
    told = tuple(make(terms.start + timedelta(k), terms.principal_minor) for k, make in makes)
    end = terms.start + timedelta(draw(st.integers(0, span)))
    return terms, possible(terms, told, end), end


def possible(terms: loans.Terms, told: tuple[loans.Event, ...], end: date) -> tuple[loans.Event, ...]:
    """The events that can have happened, one after another."""
    kept: tuple[loans.Event, ...] = ()
    for event in told:
        try:
            loans.account_at(terms, (*kept, event), max(end, event.day))
        except texts.Faulty:
            continue
        kept = (*kept, event)
    return kept


def seen(life: Life) -> tuple[Any, ...]:
    terms, events, day = life
    return loans.account_at(terms, events, day), loans.instalments_at(terms, events, day)


@settings(max_examples=100)
@given(lives())
def test_nothing_is_lost_and_nothing_goes_below_zero(life: Life) -> None:
    account, rows = seen(life)
    owed = account.lent_minor + account.capitalised_minor - account.principal_repaid_minor
    assert account.buckets.principal == owed - account.waived.principal
    not_drawn = sum(part.minor for part in life[0].tranches if part.day > life[2])
    assert sum(row.left_principal for row in rows) == account.buckets.principal + not_drawn
    assert min(minor for _, minor in account.buckets.items()) >= 0
    for received in account.received:
        assert received.parts.total + received.unapplied_minor == received.minor
    for row in rows:
        assert min(row.left_principal, row.left_interest, row.left_charges.total) >= 0
        assert row.early + row.late <= row.paid


@settings(max_examples=50)
@given(lives(), st.randoms())
def test_the_order_of_telling_is_no_matter(life: Life, shuffled: Any) -> None:
    terms, events, day = life
    told = list(events)
    shuffled.shuffle(told)
    one, other = loans.account_at(terms, events, day), loans.account_at(terms, told, day)
    assert (one.buckets, one.waived, one.days_overdue) == (other.buckets, other.waived, other.days_overdue)


@settings(max_examples=50)
@given(lives(), EVENTS)
def test_reversing_the_last_event_restores_the_state(life: Life, make: Make) -> None:
    terms, events, day = life
    last = max([terms.start, *(event.day for event in events)])
    end = max(day, last)
    event = replace(make(last, terms.principal_minor), id="last", moment=99)
    try:
        loans.account_at(terms, (*events, event), end)
    except texts.Faulty:
        return
    undone = (*events, event, loans.Reversal(last, "last", moment=100))
    account, rows = seen((terms, undone, end))
    assert account.undone == (event,)
    assert (replace(account, undone=()), rows) == seen((terms, events, end))


@settings(max_examples=40)
@given(lives(), st.fractions(0, 1), st.sampled_from((None, "advance", "next", "last", "principal")))
def test_a_payment_in_two_parts_on_one_day_is_one_payment(
    life: Life, share: Fraction, surplus: str | None
) -> None:
    terms, events, day = life
    terms = replace(terms, surplus="advance") if terms.surplus in ("even", "shorter", "smaller") else terms
    whole = loans.Payment(day, terms.principal_minor // 3, surplus=surplus)
    part = int(whole.minor * share)
    halves = (replace(whole, minor=part), replace(whole, minor=whole.minor - part))
    one, two = (loans.account_at(terms, (*events, *paid), day + timedelta(40)) for paid in ((whole,), halves))
    assert (one.buckets, one.unapplied_minor) == (two.buckets, two.unapplied_minor)


@settings(max_examples=40)
@given(lives(), st.integers(1, 60))
def test_paying_later_is_never_cheaper(life: Life, days: int) -> None:
    terms, events, day = life
    told = tuple(event for event in events if event.day <= day)
    assert loans.payoff(terms, told, day + timedelta(days)).minor >= loans.payoff(terms, told, day).minor


@settings(max_examples=30)
@given(lives(), EVENTS)
def test_what_a_change_costs_is_the_difference_of_two_futures(life: Life, make: Make) -> None:
    terms, events, day = life
    change = make(day, terms.principal_minor)
    told = tuple(event for event in events if event.day <= day)
    try:
        effect = loans.effect_of(terms, told, (replace(change, moment=99),))
    except texts.Faulty:
        return
    assert sum(effect.by_bucket.values()) == effect.change_minor
    if isinstance(change, loans.Waiver):
        assert effect.waived.total == change.minor
        assert effect.change_minor <= -change.minor


def closes(terms: loans.Terms) -> bool:
    """Half is paid early, then the pay-off: nothing is owed, nothing was waived, nothing is left over."""
    half = loans.Payment(terms.first_due, terms.principal_minor // 2)
    day = terms.start + timedelta(33)
    closing = loans.Settlement(day, loans.payoff(terms, (half,), day).minor)
    account = loans.account_at(terms, (half, closing), day + timedelta(400))
    return (account.buckets.total, account.waived.total, account.unapplied_minor) == (0, 0, 0)


@pytest.mark.parametrize("surplus", EARLY)
@pytest.mark.parametrize(
    "method", ["equal_instalment", "equal_principal", "interest_only", "flat_rate", "bullet"]
)
@pytest.mark.parametrize("rate", [Fraction(0), Fraction(24, 100)])
@pytest.mark.parametrize("start", [date(2024, 2, 29), date(2026, 1, 31)])
def test_a_loan_of_a_day_and_a_fen_closes_however_early_money_counts(
    surplus: str, method: str, rate: Fraction, start: date
) -> None:
    terms = loans.Terms(
        method=method,
        principal_minor=999999,
        annual_rate=rate,
        start=start,
        first_due=start + timedelta(1),
        instalments=7,
        surplus=surplus,
    )
    assert closes(terms)
    assert closes(replace(terms, principal_minor=1, instalments=1))


@pytest.mark.parametrize("surplus", ["advance", "smaller"])
@pytest.mark.parametrize("rate", [Fraction(0), Fraction(24, 100)])
def test_six_hundred_months_close(surplus: str, rate: Fraction) -> None:
    start = date(2026, 1, 31)
    terms = loans.Terms(
        method="equal_instalment",
        principal_minor=100000000,
        annual_rate=rate,
        start=start,
        first_due=date(2026, 2, 28),
        instalments=600,
        surplus=surplus,
    )
    assert closes(terms)
