"""Paying off early and pausing: worked by hand, then what must hold whatever the figures."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import agreements

START = date(2026, 1, 1)
FIRST = agreements.Part(START, START + timedelta(31), 100_00, 3_10, 0, 0)
SECOND = agreements.Part(START + timedelta(31), START + timedelta(59), 100_00, 2_80, 5_00, 0)


@pytest.mark.parametrize(
    ("day", "interest", "total"),
    [
        (0, 0, 205_00),
        (10, 1_00, 206_00),
        (31, 3_10, 208_10),
        (32, 3_20, 208_20),
        (59, 5_90, 210_90),
        (90, 5_90, 210_90),
    ],
)
def test_interest_is_owed_only_as_far_as_it_has_grown(day: int, interest: int, total: int) -> None:
    found = agreements.payoff_on((FIRST, SECOND), START + timedelta(day))
    assert (found.interest, found.total, found.spared) == (interest, total, 5_90 - interest)


def test_what_was_paid_ahead_counts_in_full_and_never_below_nothing() -> None:
    paid = agreements.Part(START, START + timedelta(31), 100_00, 3_10, 0, 103_10)
    assert agreements.payoff_on((paid,), START + timedelta(31)).total == 0
    assert agreements.payoff_on((paid,), START).total == 0
    assert agreements.payoff_on((paid, SECOND), START).total == 205_00 - 103_10


parts = st.builds(
    lambda begins, days, principal, interest, carried: agreements.Part(
        START + timedelta(begins), START + timedelta(begins + days), principal, interest, carried, 0
    ),
    st.integers(0, 900),
    st.integers(0, 40),
    *[st.integers(0, 10**9)] * 3,
)


@given(st.lists(parts, max_size=12), st.integers(-10, 1000))
def test_payoff_lies_between_the_bare_principal_and_the_whole_plan_and_grows_by_the_day(
    rows: list[agreements.Part], day: int
) -> None:
    today = agreements.payoff_on(rows, START + timedelta(day))
    later = agreements.payoff_on(rows, START + timedelta(day + 1))
    bare = sum(row.principal + row.carried for row in rows)
    assert bare <= today.total <= later.total <= bare + sum(row.interest for row in rows)
    assert today.interest + today.spared == sum(row.interest for row in rows)


def test_a_paused_instalment_falls_due_after_the_last_and_the_others_keep_their_day() -> None:
    due = {2: date(2026, 2, 15), 3: date(2026, 3, 15), 4: date(2026, 4, 15)}
    moved = agreements.paused(due, numbers=[3, 2], every="month")
    assert moved == (
        agreements.Moved(2, date(2026, 2, 15), date(2026, 5, 15)),
        agreements.Moved(3, date(2026, 3, 15), date(2026, 6, 15)),
    )
    assert agreements.paused(due, numbers=[], every="month") == ()
    with pytest.raises(LookupError):
        agreements.paused(due, numbers=[9], every="month")


@pytest.mark.parametrize(("every", "new"), [("week", date(2026, 2, 22)), ("fortnight", date(2026, 3, 1))])
def test_a_pause_keeps_the_rhythm_of_the_plan(every: str, new: date) -> None:
    (moved,) = agreements.paused({1: date(2026, 2, 15)}, numbers=[1], every=every)
    assert moved.new == new
