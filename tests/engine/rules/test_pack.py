"""The law pack answers by date, and says so when it does not know."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import rules

CN = rules.load_pack("cn")
DAYS = st.dates(date(1995, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2019, 8, 20), "0.0425"),
        (date(2019, 9, 19), "0.0425"),
        (date(2019, 9, 20), "0.042"),
        (date(2024, 8, 15), "0.0335"),
        (date(2025, 5, 19), "0.031"),
        (date(2025, 5, 20), "0.03"),
        (date(2026, 8, 20), "0.03"),
        (date(2026, 9, 19), "0.03"),
    ],
)
def test_the_loan_prime_rate_is_the_one_published_last(day: date, rate: str) -> None:
    row = CN.as_of("lpr_1y", day)
    assert isinstance(row, rules.Row)
    assert row.value == Fraction(rate)
    assert row.rule_id == "CN-LPR"


@pytest.mark.parametrize(
    ("name", "day", "reason"),
    [
        ("lpr_1y", date(2019, 8, 19), "before_first"),
        ("lpr_1y", date(2026, 9, 20), "after_last"),
        ("lpr_1y", date(2026, 10, 1), "after_last"),
        ("lpr_1y", date(2027, 1, 1), "after_last"),
        ("licensed_total_cap", date(2017, 8, 3), "before_first"),
        ("no_such_thing", date(2026, 1, 1), "no_such_name"),
    ],
)
def test_a_day_without_a_row_is_unknown_with_its_reason(name: str, day: date, reason: str) -> None:
    assert CN.as_of(name, day) == rules.Unknown(name, day, reason)


def test_all_months_of_the_series_are_there() -> None:
    points = CN.series["lpr_1y"].points
    months = [point.month for point in points]
    assert (months[0], months[-1], len(months), len(set(months))) == ("2019-08", "2026-08", 85, 85)
    assert all(point.values["lpr_1y"] <= point.values["lpr_5y"] for point in points)


def test_every_row_carries_its_source_force_and_rule() -> None:
    for name in CN.names:
        row = next(
            found
            for day in (date(2020, 9, 1), date(2026, 8, 20), date(2011, 6, 1), date(2026, 2, 1))
            if isinstance(found := CN.as_of(name, day), rules.Row)
        )
        assert row.source
        assert row.force in CN.standing
        assert row.rule_id in CN.rules


def test_a_missing_country_is_named() -> None:
    with pytest.raises(LookupError, match="atlantis"):
        rules.load_pack("atlantis")


@given(name=st.sampled_from(CN.names), day=DAYS)
def test_today_answers_as_yesterday_unless_a_row_starts_or_ends(name: str, day: date) -> None:
    today, yesterday = CN.as_of(name, day), CN.as_of(name, day - timedelta(days=1))
    if isinstance(today, rules.Row) and isinstance(yesterday, rules.Row) and today.value != yesterday.value:
        assert today.from_ == day
    if isinstance(today, rules.Row):
        assert today.from_ <= day


@given(name=st.sampled_from(["lpr_1y", "lpr_5y"]), day=st.dates(date(2026, 9, 20), date(2050, 1, 1)))
def test_nothing_is_extrapolated_past_the_last_served_month(name: str, day: date) -> None:
    assert CN.as_of(name, day) == rules.Unknown(name, day, "after_last")


HEAD = {"pack": {"country": "xx", "version": "1", "currency": "XXX", "zone": "UTC", "binding_language": "en"}}


def _rule(**over: object) -> dict[str, object]:
    rule = {
        "id": "X-1",
        "instrument": "x",
        "instrument_en": "x",
        "article": "1",
        "says": "x",
        "says_zh": "x",
        "from": date(2020, 1, 1),
        "applies_to": ["all"],
        "force": "statute",
        "basis": "read_in_text",
        "source": "a test",
        "value": [{"name": "cap", "value": "0.2", "unit": "per_year"}],
    }
    return rule | over


STANDING = {"statute": "law"}


def test_a_superseded_value_ends_where_the_next_begins() -> None:
    old = _rule(until=date(2020, 12, 31))
    new = _rule(
        id="X-2", value=[{"name": "cap", "value": "0.1", "unit": "per_year"}], **{"from": date(2021, 1, 1)}
    )
    pack = rules.build_pack([HEAD, {"rule": [new, old]}], standing=STANDING)
    values = [pack.as_of("cap", day).value for day in (date(2020, 12, 31), date(2021, 1, 1))]
    assert values == [Fraction("0.2"), Fraction("0.1")]


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ([HEAD, {"rule": [_rule(), _rule(id="X-2")]}], "two values of cap"),
        ([HEAD, {"rule": [_rule(force="rumour")]}], "rumour"),
        (
            [HEAD, {"rule": [_rule(value=[{"name": "cap", "value": 0.2, "unit": "per_year"}])]}],
            "decimal string",
        ),
    ],
)
def test_a_pack_that_contradicts_itself_is_refused(tables: list[dict[str, object]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        rules.build_pack(tables, standing=STANDING)


def test_the_digest_names_the_content() -> None:
    assert len(CN.digest) == 64
    assert rules.load_pack("cn") is CN
