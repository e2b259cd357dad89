"""Dates: day counts, due dates and working days, on the awkward days of the calendar."""

import json
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import dates, texts

CASES = json.loads((Path(__file__).parent / "data" / "day_counts.json").read_text(encoding="utf-8"))
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))

# The labour holiday of 2026 as an invented calendar: Friday to Tuesday off, the Saturday after worked.
MAY = dates.Holidays(
    off=frozenset({date(2026, 5, 1), date(2026, 5, 4), date(2026, 5, 5)}),
    working=frozenset({date(2026, 5, 9)}),
    known_until=date(2026, 12, 31),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_day_count_of_a_third_party_is_met_exactly(case: dict[str, str]) -> None:
    start, end = date.fromisoformat(case["start"]), date.fromisoformat(case["end"])
    assert dates.year_fraction(start, end, count=case["count"]) == Fraction(case["year_fraction"])


@given(
    DAYS, DAYS, DAYS, st.sampled_from([name for name in dates.COUNTS if not name.endswith(("US", "U/360"))])
)
def test_two_stretches_of_time_are_one(a: date, b: date, c: date, count: str) -> None:
    first, middle, last = sorted((a, b, c))
    parts = dates.year_fraction(first, middle, count=count) + dates.year_fraction(middle, last, count=count)
    assert parts == dates.year_fraction(first, last, count=count)


@given(DAYS, st.integers(0, 800), st.sampled_from(tuple(dates.COUNTS)))
def test_a_later_end_is_never_a_shorter_time(start: date, days: int, count: str) -> None:
    end = start + timedelta(days)
    assert dates.year_fraction(start, end, count=count) >= 0
    assert dates.year_fraction(start, end, count=count) <= dates.year_fraction(
        start, end + timedelta(1), count=count
    )


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ((2020, 1, 28), (2020, 2, 29), 32),
        ((2020, 2, 28), (2020, 3, 15), 17),
        ((2020, 2, 29), (2020, 3, 31), 30),
        ((2021, 1, 29), (2021, 2, 28), 30),
        ((2021, 2, 28), (2021, 3, 29), 30),
        ((2021, 2, 28), (2021, 3, 15), 15),
        ((2020, 2, 29), (2021, 2, 28), 360),
    ],
)
def test_the_end_of_february_stands_for_a_whole_month(
    start: tuple[int, int, int], end: tuple[int, int, int], days: int
) -> None:
    assert dates.year_fraction(date(*start), date(*end), count="30U/360") == Fraction(days, 360)


def test_an_end_before_the_start_and_an_unknown_count_are_named_together() -> None:
    with pytest.raises(texts.Faulty) as caught:
        dates.year_fraction(date(2020, 2, 1), date(2020, 1, 1), count="30/365")
    assert [fault.code for fault in caught.value.faults] == ["date_rule_unknown", "date_order"]


def test_the_thirty_first_survives_short_months() -> None:
    due = dates.due_dates(date(2026, 1, 31), 4)
    assert [day.isoformat() for day in due] == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]


def test_the_last_day_is_kept_only_where_the_rule_says_so() -> None:
    assert dates.due_dates(date(2026, 4, 30), 2)[1] == date(2026, 5, 30)
    assert dates.due_dates(date(2026, 4, 30), 2, month_end="last_day")[1] == date(2026, 5, 31)
    assert dates.due_dates(date(2026, 4, 29), 2, month_end="last_day")[1] == date(2026, 5, 29)


def test_the_start_of_the_next_month_and_the_end_of_this_one_are_different_rules() -> None:
    next_month = dates.due_dates(date(2022, 11, 1), 12)  # drawn on 2022-10-17
    this_month = dates.due_dates(date(2022, 10, 31), 12, month_end="last_day")
    assert (next_month[1], next_month[-1]) == (date(2022, 12, 1), date(2023, 10, 1))
    assert (this_month[1], this_month[-1]) == (date(2022, 11, 30), date(2023, 9, 30))


@pytest.mark.feature("D02")
@given(
    DAYS,
    st.integers(1, 130),
    st.sampled_from(tuple(dates.EVERY)),
    st.sampled_from(tuple(dates.MONTH_ENDS)),
    st.sampled_from(tuple(dates.ROLLS)),
    st.frozensets(DAYS, max_size=60),
)
def test_due_dates_strictly_increase_and_fall_on_worked_days(
    first: date, n: int, every: str, month_end: str, roll: str, off: frozenset[date]
) -> None:
    holidays = dates.Holidays(off=off | {first + timedelta(k) for k in range(9)})
    due = dates.due_dates(first, n, every=every, month_end=month_end, roll=roll, holidays=holidays)
    assert len(due) == n
    assert all(earlier < later for earlier, later in pairwise(due))
    assert roll == "none" or all(dates.is_working(day, holidays) for day in due)


@pytest.mark.feature("D02")
@pytest.mark.parametrize(("every", "days"), [("week", 7), ("fortnight", 14)])
def test_weekly_and_fortnightly_dates_keep_their_weekday(every: str, days: int) -> None:
    due = dates.due_dates(date(2026, 1, 30), 60, every=every)
    assert {later - earlier for earlier, later in pairwise(due)} == {timedelta(days)}


def test_rolls_move_to_worked_days_by_their_rule() -> None:
    labour_day = date(2026, 5, 1)
    rolled = {roll: dates.roll_day(labour_day, roll=roll, holidays=MAY) for roll in dates.ROLLS}
    assert rolled == {
        "none": labour_day,
        "following": date(2026, 5, 6),
        "preceding": date(2026, 4, 30),
        "modified_following": date(2026, 5, 6),
    }
    assert dates.roll_day(date(2026, 5, 31), roll="modified_following") == date(2026, 5, 29)


def test_a_long_holiday_never_throws_two_weekly_dates_onto_one_day() -> None:
    off = frozenset(date(2026, 10, day) for day in range(1, 9))
    due = dates.due_dates(
        date(2026, 10, 1), 2, every="week", roll="following", holidays=dates.Holidays(off=off)
    )
    assert due == (date(2026, 10, 9), date(2026, 10, 12))


def test_working_days_pass_over_weekends_and_holidays_and_use_worked_saturdays() -> None:
    assert dates.add_working_days(date(2026, 4, 30), 1, MAY) == date(2026, 5, 6)
    assert dates.add_working_days(date(2026, 5, 8), 1, MAY) == date(2026, 5, 9)
    assert dates.add_working_days(date(2026, 5, 8), 1) == date(2026, 5, 11)
    assert dates.add_working_days(date(2026, 5, 6), -1, MAY) == date(2026, 4, 30)
    assert dates.add_working_days(date(2026, 5, 2), 0, MAY) == date(2026, 5, 2)


def test_a_day_beyond_the_published_calendar_is_provisional_and_not_refused() -> None:
    assert not dates.is_provisional(date(2026, 12, 31), MAY)
    assert dates.is_provisional(date(2027, 1, 1), MAY)
    assert dates.is_provisional(date(2026, 1, 1))
    assert dates.due_dates(date(2030, 5, 1), 1, roll="following", holidays=MAY) == (date(2030, 5, 1),)


@given(DAYS, st.integers(-600, 600))
def test_months_between_is_the_inverse_of_adding_months(day: date, n: int) -> None:
    assert dates.months_between(day, dates.add_months(day, n)) in (n, n - (n < 0))
    assert dates.months_between(day, dates.add_months(day, abs(n))) == abs(n)


@pytest.mark.parametrize(
    "rule", [{"every": "moon"}, {"roll": "up"}, {"month_end": "ultimo"}, {"n": 0}, {"n": 1201}]
)
def test_a_rule_nobody_knows_is_a_fault(rule: dict[str, object]) -> None:
    with pytest.raises(texts.Faulty):
        dates.due_dates(date(2026, 1, 1), **{"n": 3, **rule})  # type: ignore[arg-type]  # the mistakes under test


@pytest.mark.parametrize(
    "typed",
    [
        "2026-02-28",
        "2026/2/28",
        "2026.2.28",
        "20260228",
        "2026年2月28日",
        "2026年02月28号",
        "２０２６-２-２８",
        " 2026 年 2 月 28 日 ",
    ],
)
def test_a_date_as_people_type_it(typed: str) -> None:
    assert dates.parse(typed) == (date(2026, 2, 28), ())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date_missing"),
        ("soon", "date_not_understood"),
        ("26-02-28", "date_not_understood"),
        ("02/03/2026", "date_not_understood"),
        ("2026-02", "date_not_understood"),
        ("2026-02-30", "date_not_in_calendar"),
        ("2025-02-29", "date_not_in_calendar"),
        ("2026-13-01", "date_not_in_calendar"),
        ("0000-01-01", "date_not_in_calendar"),
        ("1900-01-01", "date_too_early"),
        ("2999-12-31", "date_too_late"),
    ],
)
def test_a_date_that_cannot_be_meant_is_asked_about(typed: str, code: str) -> None:
    day, faults = dates.parse(typed, field="since")
    assert (day, [(fault.code, fault.field) for fault in faults]) == (None, [(code, "since")])


def test_the_bounds_of_a_date_are_the_callers() -> None:
    assert dates.parse("1935-06-01", earliest=date(1900, 1, 1))[0] == date(1935, 6, 1)
    assert [fault.code for fault in dates.parse("2026-06-02", latest=date(2026, 6, 1))[1]] == [
        "date_too_late"
    ]


@pytest.mark.parametrize(
    ("start", "end", "unit", "rule", "years"),
    [
        ((2019, 1, 31), (2019, 2, 28), "month", "EU 2008/48", "1/12"),
        ((2019, 2, 28), (2019, 3, 31), "month", "EU 2008/48", "1/12"),
        ((2019, 3, 30), (2019, 4, 30), "month", "EU 2008/48", "1/12"),
        ((2019, 1, 31), (2019, 3, 1), "month", "EU 2008/48", "377/4380"),
        ((2020, 3, 1), (2021, 8, 15), "month", "EU 2008/48", "355/244"),
        ((2019, 1, 1), (2019, 1, 8), "week", "EU 2008/48", "1/52"),
        ((2019, 1, 1), (2020, 1, 1), "year", "EU 2008/48", "1"),
        ((2020, 1, 1), (2020, 1, 23), "week", "UK secured", "575/9516"),
        ((2020, 2, 28), (2020, 3, 28), "month", "UK secured", "1/12"),
        ((2025, 1, 12), (2025, 2, 15), "month", "UK unsecured", "401/4380"),
        ((2025, 1, 12), (2025, 2, 15), "month", "EU 2008/48", "67/732"),
        ((2020, 5, 1), (2020, 5, 1), "month", "UK secured", "0"),
    ],
)
def test_time_of_a_charge_rate_is_whole_periods_and_days(
    start: tuple[int, int, int], end: tuple[int, int, int], unit: str, rule: str, years: str
) -> None:
    assert dates.apr_time(date(*start), date(*end), unit=unit, rule=rule).years == Fraction(years)


@given(DAYS, st.integers(0, 5000), st.sampled_from(("month", "week", "year")))
def test_time_of_a_charge_rate_is_near_the_days_it_counts(start: date, n: int, unit: str) -> None:
    for rule in ("EU 2008/48", "UK secured", "UK unsecured"):
        time = dates.apr_time(start, start + timedelta(n), unit=unit, rule=rule)
        assert all(0 < days < length for days, length in time.days)
        assert abs(time.years - Fraction(n, 365)) < Fraction(n, 100) + Fraction(1, 100)


def test_time_that_runs_backwards_or_in_unknown_units_is_a_fault() -> None:
    with pytest.raises(texts.Faulty) as caught:
        dates.apr_time(date(2020, 2, 1), date(2020, 1, 1), unit="moon", rule="lex")
    assert [fault.field for fault in caught.value.faults] == ["unit", "rule", "end"]


def test_a_day_belongs_to_the_year_in_which_it_begins_or_ends_as_the_count_says() -> None:
    new_year = date(2023, 12, 12), date(2024, 1, 12)
    assert dates.year_fraction(*new_year, count="act/act ISDA") == Fraction(20, 365) + Fraction(11, 366)
    assert dates.year_fraction(*new_year, count="act/act end") == Fraction(19, 365) + Fraction(12, 366)


@pytest.mark.parametrize(
    ("every", "second"), [("15 days", "2026-03-01"), ("2 weeks", "2026-02-28"), ("4 months", "2026-06-14")]
)
def test_a_step_may_be_said_in_days_weeks_and_months(every: str, second: str) -> None:
    assert dates.due_dates(date(2026, 2, 14), 2, every=every)[1].isoformat() == second


@pytest.mark.parametrize("every", ["0 days", "61 months", "105 weeks", "15days", "a month", "", "-1 months"])
def test_a_step_beyond_reason_is_no_step(every: str) -> None:
    assert dates.step_of(every) is None


@pytest.mark.parametrize(
    ("start", "rule", "first"),
    [
        (date(2022, 10, 17), "month_start", date(2022, 11, 1)),
        (date(2022, 10, 17), "month_end", date(2022, 10, 31)),
        (date(2022, 10, 31), "month_end", date(2022, 11, 30)),
        (date(2022, 1, 31), "one_step", date(2022, 2, 28)),
    ],
)
def test_a_first_due_date_follows_from_a_rule_and_is_after_the_start(
    start: date, rule: str, first: date
) -> None:
    assert dates.first_due(start, rule=rule) == first


def test_an_unknown_rule_for_the_first_due_date_is_a_fault() -> None:
    with pytest.raises(texts.Faulty):
        dates.first_due(date(2022, 10, 17), rule="payday")


@pytest.mark.parametrize(
    ("first", "month_end", "days"),
    [
        (date(2026, 2, 28), "day_30", ["2026-02-28", "2026-03-30", "2026-04-30"]),
        (date(2026, 2, 28), "day_29", ["2026-02-28", "2026-03-29", "2026-04-29"]),
        (date(2028, 2, 29), "day_30", ["2028-02-29", "2028-03-30", "2028-04-30"]),
        (date(2026, 2, 27), "day_30", ["2026-02-27", "2026-03-27", "2026-04-27"]),
        (date(2026, 3, 31), "day_30", ["2026-03-31", "2026-04-30", "2026-05-31"]),
    ],
)
def test_a_day_that_february_cut_short_comes_back(first: date, month_end: str, days: list[str]) -> None:
    assert [day.isoformat() for day in dates.due_dates(first, 3, month_end=month_end)] == days


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2028, 2, 28), date(2028, 3, 1), 1),
        (date(2028, 2, 29), date(2028, 3, 1), 1),
        (date(2028, 2, 28), date(2028, 2, 29), 0),
        (date(2027, 2, 28), date(2027, 3, 1), 1),
        (date(2024, 1, 1), date(2029, 1, 1), 5 * 365),
        (date(2024, 3, 1), date(2028, 2, 28), 4 * 365 - 1),
    ],
)
def test_a_year_without_leap_days_never_counts_the_29th_of_february(
    start: date, end: date, days: int
) -> None:
    assert dates.year_fraction(start, end, count="NL/365") == Fraction(days, 365)
