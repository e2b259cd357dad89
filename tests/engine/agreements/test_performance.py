"""How an agreement stands: one day before, on and after each limit, and nothing is ever lost."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import agreements, texts

RULE = agreements.BreachRule(grace_days=5, cure_days=15, least_partial_share=Fraction(1, 2))


def _instalment(number: int, due_on: date, minor: int) -> agreements.ObligationSpec:
    return agreements.ObligationSpec(
        "instalment",
        "borrower",
        "duty_pay_instalment",
        due_on,
        number,
        amount_minor=minor,
        facts={"instalment": number, "of": 99},
    )


SPECS = (
    _instalment(1, date(2026, 2, 15), 50_000),
    _instalment(2, date(2026, 3, 15), 50_000),
    _instalment(3, date(2026, 4, 15), 50_000),
)


def _at(day: date, *payments: agreements.Payment, **kw: object) -> agreements.Performance:
    return agreements.performance_at(SPECS, payments, day, rule=RULE, **kw)


@pytest.mark.feature("H04")
@pytest.mark.parametrize(
    ("day", "state", "late", "breach"),
    [
        (date(2026, 2, 14), "open", 0, None),
        (date(2026, 2, 15), "due", 0, None),
        (date(2026, 2, 16), "due", 1, None),
        (date(2026, 2, 20), "due", 5, None),
        (date(2026, 2, 21), "overdue", 6, date(2026, 2, 21)),
    ],
)
def test_lateness_becomes_a_breach_only_after_grace(
    day: date, state: str, late: int, breach: date | None
) -> None:
    at = _at(day)
    assert (at.lines[0].state, at.days_overdue, at.breach_on) == (state, late, breach)
    assert at.overdue_minor == (50_000 if late else 0)


@pytest.mark.feature("H04")
@pytest.mark.parametrize(("day", "over"), [(date(2026, 3, 8), False), (date(2026, 3, 9), True)])
def test_a_breach_can_be_cured_until_its_last_day(day: date, over: bool) -> None:
    at = _at(day)
    assert (at.cure_until, at.is_cure_over) == (date(2026, 3, 8), over)
    cured = _at(day, agreements.Payment(date(2026, 3, 8), 50_000))
    assert not cured.is_in_breach


@pytest.mark.feature("H04")
@pytest.mark.parametrize(("minor", "breach"), [(24_999, date(2026, 2, 21)), (25_000, None), (25_001, None)])
def test_a_large_enough_part_waits_for_the_next_instalment(minor: int, breach: date | None) -> None:
    assert _at(date(2026, 2, 21), agreements.Payment(date(2026, 2, 20), minor)).breach_on == breach


def test_where_any_part_will_do_nothing_is_still_no_part() -> None:
    lenient = replace(RULE, least_partial_share=Fraction(0))
    day = date(2026, 2, 21)
    assert agreements.performance_at(SPECS, (), day, rule=lenient).breach_on == day
    fen = agreements.Payment(date(2026, 2, 20), 1)
    assert not agreements.performance_at(SPECS, (fen,), day, rule=lenient).is_in_breach


def test_the_waiting_part_is_a_breach_after_the_next_grace() -> None:
    part = agreements.Payment(date(2026, 2, 20), 25_000)
    assert not _at(date(2026, 3, 20), part).is_in_breach
    assert _at(date(2026, 3, 21), part).breach_on == date(2026, 3, 21)


def test_a_part_paid_after_grace_does_not_heal_the_breach() -> None:
    assert _at(date(2026, 2, 25), agreements.Payment(date(2026, 2, 21), 25_000)).is_in_breach


def test_the_last_instalment_has_nothing_to_wait_for() -> None:
    payments = (
        agreements.Payment(date(2026, 2, 15), 100_000),
        agreements.Payment(date(2026, 4, 20), 49_999),
    )
    assert _at(date(2026, 4, 21), *payments).breach_on == date(2026, 4, 21)


def test_an_open_request_for_change_is_no_breach() -> None:
    at = _at(date(2026, 3, 1), excused={1})
    assert (at.is_in_breach, at.lines[0].state, at.overdue_minor) == (False, "excused", 0)
    assert _at(date(2026, 3, 21), excused={1}).breach_on == date(2026, 3, 21)


def test_payments_fill_the_oldest_first_or_the_one_that_was_named() -> None:
    payment = agreements.Payment(date(2026, 2, 1), 60_000, number=3)
    oldest = _at(date(2026, 2, 1), payment)
    named = _at(date(2026, 2, 1), payment, allocation="named_first")
    assert [line.paid_minor for line in oldest.lines] == [50_000, 10_000, 0]
    assert [line.paid_minor for line in named.lines] == [10_000, 0, 50_000]


def test_paying_more_than_everything_is_surplus_and_complete() -> None:
    at = _at(date(2026, 2, 1), agreements.Payment(date(2026, 2, 1), 150_001))
    assert (at.surplus_minor, at.is_complete, at.next_due_on, at.next_minor) == (1, True, None, 0)
    assert at.lines[2].paid_off_on == date(2026, 2, 1)


def test_the_next_instalment_is_named_with_what_is_left_of_it() -> None:
    at = _at(date(2026, 2, 16), agreements.Payment(date(2026, 2, 10), 60_000))
    assert (at.next_due_on, at.next_minor) == (date(2026, 3, 15), 40_000)


def test_a_negative_payment_and_an_unknown_rule_are_refused() -> None:
    with pytest.raises(texts.Faulty, match="payment_negative"):
        _at(date(2026, 3, 1), agreements.Payment(date(2026, 2, 1), -1))
    with pytest.raises(LookupError):
        _at(date(2026, 3, 1), allocation="newest_first")


@pytest.mark.parametrize(
    ("done", "day", "late"),
    [
        ({}, date(2026, 2, 1), 0),
        ({}, date(2026, 2, 2), 1),
        ({"duty_book_waiver": date(2026, 2, 2)}, date(2026, 2, 1), 0),
        ({"duty_book_waiver": date(2026, 2, 3)}, date(2026, 2, 2), 1),
        ({"duty_book_waiver": date(2026, 2, 3)}, date(2026, 2, 3), 0),
    ],
)
def test_the_lenders_duty_is_late_the_day_after(done: dict[str, date], day: date, late: int) -> None:
    duty = agreements.ObligationSpec(
        "duty", "lender", "duty_book_waiver", date(2026, 2, 1), 9, facts={"days": 5, "after": "effect"}
    )
    (line,) = agreements.duties_at((duty, *SPECS), done, day)
    assert line.days_overdue == late


@st.composite
def stories(
    draw: st.DrawFn,
) -> tuple[tuple[agreements.ObligationSpec, ...], tuple[agreements.Payment, ...], date]:
    start = date(2026, 1, 15)
    count = draw(st.integers(1, 12))
    specs = tuple(
        _instalment(number, start + timedelta(days=30 * number), draw(st.integers(1, 10**6)))
        for number in range(1, count + 1)
    )
    days = st.integers(0, 30 * 14).map(lambda days: start + timedelta(days=days))
    payments = draw(
        st.lists(
            st.builds(agreements.Payment, days, st.integers(0, 2 * 10**6), st.none() | st.integers(1, count)),
            max_size=15,
        )
    )
    return specs, tuple(payments), draw(days)


RULES = st.builds(
    agreements.BreachRule,
    grace_days=st.integers(0, 30),
    cure_days=st.integers(0, 60),
    least_partial_share=st.fractions(0, 1, max_denominator=10),
)
NAMES = st.sampled_from(sorted(agreements.ALLOCATIONS))


@pytest.mark.feature("H01")
@given(story=stories(), rule=RULES, name=NAMES)
def test_paid_and_outstanding_make_what_was_scheduled_at_every_date(
    story: tuple[tuple[agreements.ObligationSpec, ...], tuple[agreements.Payment, ...], date],
    rule: agreements.BreachRule,
    name: str,
) -> None:
    specs, payments, day = story
    at = agreements.performance_at(specs, payments, day, rule=rule, allocation=name)
    scheduled = {one.number: one.amount_minor for one in specs}
    for line in at.lines:
        assert line.paid_minor + line.outstanding_minor == line.scheduled_minor == scheduled[line.number]
        assert 0 <= line.paid_minor <= line.scheduled_minor
    assert at.paid_minor + at.outstanding_minor == sum(scheduled.values())
    assert at.paid_minor + at.surplus_minor == sum(one.minor for one in payments if one.on <= day)
    assert not (at.surplus_minor and at.outstanding_minor)


@given(story=stories(), rule=RULES)
def test_the_order_in_which_payments_of_different_days_are_told_does_not_matter(
    story: tuple[tuple[agreements.ObligationSpec, ...], tuple[agreements.Payment, ...], date],
    rule: agreements.BreachRule,
) -> None:
    specs, payments, day = story
    told = [agreements.performance_at(specs, order, day, rule=rule) for order in (payments, payments[::-1])]
    assert told[0] == told[1]


@given(story=stories(), rule=RULES, minor=st.integers(1, 10**6))
def test_one_more_payment_never_makes_a_breach(
    story: tuple[tuple[agreements.ObligationSpec, ...], tuple[agreements.Payment, ...], date],
    rule: agreements.BreachRule,
    minor: int,
) -> None:
    specs, payments, day = story
    before = agreements.performance_at(specs, payments, day, rule=rule)
    more = (*payments, agreements.Payment(date(2026, 1, 15), minor))
    after = agreements.performance_at(specs, more, day, rule=rule)
    assert after.overdue_minor <= before.overdue_minor
    assert before.is_in_breach or not after.is_in_breach


@given(story=stories(), rule=RULES)
def test_paying_each_instalment_on_its_day_is_never_a_breach(
    story: tuple[tuple[agreements.ObligationSpec, ...], tuple[agreements.Payment, ...], date],
    rule: agreements.BreachRule,
) -> None:
    specs, _, day = story
    payments = [agreements.Payment(one.due_on, one.amount_minor) for one in specs]
    at = agreements.performance_at(specs, payments, day, rule=rule)
    assert (at.is_in_breach, at.overdue_minor) == (False, 0)
