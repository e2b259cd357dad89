"""Working days as they are published, ends that fall on a day of rest, and every time limit with its rule."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import dates, rules, steps

CN = rules.load_pack("cn")
PACKS = {country: rules.load_pack(country) for country in rules.countries()}
YEARS = range(2020, 2027)
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 2, 9), True),  # the eve of the Spring Festival of 2024 was not a statutory day of rest
        (date(2024, 2, 12), False),
        (date(2024, 2, 18), True),  # a Sunday worked in exchange
        (date(2025, 1, 26), True),
        (date(2025, 1, 28), False),
        (date(2025, 10, 8), False),
        (date(2025, 10, 9), True),
        (date(2026, 1, 2), False),
        (date(2026, 1, 4), True),
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),
        (date(2026, 10, 10), True),
        (date(2026, 10, 11), False),
    ],
)
def test_days_of_rest_and_worked_weekends_are_the_published_ones(day: date, works: bool) -> None:
    assert dates.is_working(day, CN.holidays) is works


@pytest.mark.parametrize("year", YEARS)
def test_the_calendar_of_each_year_agrees_with_a_public_library(year: int) -> None:
    told = holidays.country_holidays("CN", years=year)
    worked = {day for day in told.weekend_workdays if day.year == year}
    off = {day for day in told if day.year == year and day.weekday() < 5}
    assert {day for day in CN.holidays.off if day.year == year} == off
    assert {day for day in CN.holidays.working if day.year == year} == worked


def test_the_bank_holidays_of_england_agree_with_a_public_library() -> None:
    told = holidays.country_holidays("GB", subdiv="ENG", years=YEARS)
    assert PACKS["uk"].holidays.off == {day for day in told if day.weekday() < 5 and day.year in YEARS}


def test_beyond_the_published_years_a_day_says_that_it_is_provisional() -> None:
    assert CN.holidays.known_until == date(2026, 12, 31)
    within = rules.clock_end("complaint_simple", date(2026, 12, 16), pack=CN)
    beyond = rules.clock_end("complaint_simple", date(2026, 12, 17), pack=CN)
    assert isinstance(within, rules.LastDay)
    assert isinstance(beyond, rules.LastDay)
    assert (within.day, within.is_provisional) == (date(2026, 12, 31), False)
    assert (beyond.day, beyond.is_provisional) == (date(2027, 1, 1), True)


@pytest.mark.parametrize(
    ("name", "start", "last"),
    [
        ("confirmation", date(2026, 3, 1), date(2026, 3, 31)),
        ("confirmation", date(2026, 8, 31), date(2026, 9, 30)),
        (
            "confirmation",
            date(2026, 9, 1),
            date(2026, 10, 8),
        ),  # the thirtieth day is the first of the long rest
        ("confirmation", date(2026, 2, 5), date(2026, 3, 9)),  # 7 March is a Saturday
        ("confirmation", date(2026, 1, 15), date(2026, 2, 14)),  # a Saturday that is worked
        ("mediator_choice", date(2026, 2, 13), date(2026, 2, 24)),  # the worked Saturday, then after the rest
        ("limitation", date(2024, 2, 29), date(2027, 2, 28)),
        ("enforcement", date(2026, 3, 1), date(2028, 3, 1)),
        ("credit_objection", date(2026, 11, 2), date(2026, 11, 23)),
    ],
)
def test_a_period_ends_when_the_law_says(name: str, start: date, last: date) -> None:
    found = rules.clock_end(name, start, pack=CN)
    assert isinstance(found, rules.LastDay)
    assert found.day == last


def test_a_country_that_does_not_move_ends_keeps_a_sunday() -> None:
    found = rules.clock_end("complaint_final", date(2026, 11, 1), pack=PACKS["uk"])
    assert isinstance(found, rules.LastDay)
    assert (found.day, found.day.weekday()) == (date(2026, 12, 27), 6)


@pytest.mark.parametrize("country", PACKS)
def test_every_clock_has_its_value_its_event_and_its_rule(country: str) -> None:
    pack = PACKS[country]
    assert pack.clocks
    for clock in pack.clocks.values():
        found = rules.clock_end(clock.name, date(2026, 11, 20), pack=pack)
        assert isinstance(found, rules.LastDay), clock.name
        assert found.row.rule_id in pack.rules
        assert clock.starts.replace("_", "").isalpha()


def test_a_value_that_is_no_period_and_a_clock_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="no period"):
        rules.period_end("licensed_total_cap", date(2026, 1, 1), pack=CN)
    found = rules.clock_end("ombudsman", date(2026, 1, 1), pack=CN)
    assert isinstance(found, rules.Unknown)
    assert found.reason == "no_such_name"


@given(start=st.dates(date(2020, 1, 1), date(2026, 6, 1)), name=st.sampled_from(sorted(CN.clocks)))
def test_a_rolled_end_is_a_working_day_and_never_sooner(start: date, name: str) -> None:
    clock = CN.clocks[name]
    rolled = rules.period_end(clock.value, start, pack=CN)
    plain = rules.period_end(clock.value, start, pack=CN, rolls=False)
    if isinstance(rolled, rules.Unknown) or isinstance(plain, rules.Unknown):
        assert isinstance(plain, rules.Unknown)
        return
    assert rolled.day >= plain.day > start - ONE
    assert dates.is_working(rolled.day, CN.holidays) or start < date(2021, 1, 1)
    between = (plain.day + ONE * n for n in range((rolled.day - plain.day).days))
    assert not any(dates.is_working(day, CN.holidays) for day in between)


def test_the_limits_of_steps_rest_on_the_rules_that_they_name() -> None:
    by_law = [clock for clock in steps.CLOCKS.values() if clock.law_value]
    assert by_law
    values = {clock.value for clock in CN.clocks.values()}
    for clock in by_law:
        row = CN.as_of(str(clock.law_value), date(2026, 8, 20))
        assert isinstance(row, rules.Row), clock.name
        assert (row.rule_id, row.unit) == (clock.source, clock.unit), clock.name
        assert row.name in values, clock.name
