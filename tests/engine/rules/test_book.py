"""The whole lawbook: nothing that was read is forgotten, nothing is written twice, and time has no unsaid holes."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hejie import rules

COUNTRIES = ("cn", "eu", "uk", "us")
HEAD = {"pack": {"country": "xx", "version": "1", "currency": "XXX", "zone": "UTC", "binding_language": "en"}}
STANDING = {"statute": "law"}


@pytest.fixture(scope="module")
def read(root: Path) -> dict[str, dict[str, Any]]:
    """Every rule of the reading, by its id."""
    file = root.parent / "shared" / "law" / "rules.json"
    if not file.is_file():
        pytest.skip("../shared/law/rules.json is not here")
    return {rule["id"]: rule for rule in json.loads(file.read_text(encoding="utf-8"))}


def test_every_rule_read_is_encoded_or_left_out_with_a_reason_and_never_both(
    read: dict[str, dict[str, Any]],
) -> None:
    book = rules.coverage()
    assert {*book.encoded, *book.omitted} == set(read)
    assert book.total == len(read)
    assert book.twice == ()
    assert all(one.why.endswith(".") and one.why_zh for one in book.omitted.values())


def test_a_rule_in_two_places_is_told() -> None:
    left_out = rules.Omission("X-1", "A reason.", "理由。")
    assert rules.Coverage(("X-1", "X-2"), {"X-1": left_out}, ()).twice == ("X-1",)
    assert rules.Coverage(("X-2", "X-2"), {}, ()).twice == ("X-2",)
    assert rules.Coverage(("X-2",), {"X-1": left_out}, ()).twice == ()


def test_an_encoded_rule_has_the_days_the_force_and_the_basis_that_were_read(
    read: dict[str, dict[str, Any]],
) -> None:
    for country in rules.countries():
        for rule in rules.load_pack(country).rules.values():
            if rule.id not in read:
                continue
            one = read[rule.id]
            until = rule.until.isoformat() if rule.until else None
            kept = (rule.from_.isoformat(), until, rule.force, rule.basis, rule.lawyer_check is None)
            asked = [one[name] for name in ("effective_from", "effective_to", "force", "basis")]
            assert kept == (*asked, one["lawyer_check"] is None), rule.id


def test_a_number_from_memory_is_marked_so(read: dict[str, dict[str, Any]]) -> None:
    for country in rules.countries():
        pack = rules.load_pack(country)
        marked: dict[str, list[bool]] = {}
        for row in (row for rows in pack.rows.values() for row in rows):
            marked.setdefault(row.rule_id, []).append(row.recalled)
        for rule, kept in marked.items():
            assert any(kept) == _is_from_memory(read.get(rule, {})), rule


def _is_from_memory(one: dict[str, Any]) -> bool:
    return one.get("basis") == "recalled" or bool(one.get("recalled_numbers"))


def test_every_number_read_is_a_value_of_its_rule_or_left_out_with_a_reason(
    read: dict[str, dict[str, Any]],
) -> None:
    book = rules.coverage()
    missing = {
        (rule, name)
        for rule in book.encoded
        for name, number in read[rule]["numbers"].items()
        if not _spellings(number) & _values_of(rule)
    }
    told = [(one.rule, name) for one in book.numbers for name in one.names]
    assert sorted(told) == sorted(missing)
    assert all(one.why.endswith(".") for one in book.numbers)


def _spellings(number: Any) -> set[object]:
    """A number of the reading as a pack may hold it: money there is in hundredths."""
    if isinstance(number, int | float):
        return {Fraction(str(number)), Fraction(str(number)) * 100}
    return {tuple(number)} if isinstance(number, list) else {str(number)}


def _values_of(rule: str) -> set[object]:
    packs = (rules.load_pack(country) for country in rules.countries())
    rows = (row for pack in packs for rows in pack.rows.values() for row in rows if row.rule_id == rule)
    return {row.value.isoformat() if isinstance(row.value, date) else row.value for row in rows}


def test_a_country_is_a_folder_whose_rules_are_its_own() -> None:
    assert rules.countries() == COUNTRIES
    for country in COUNTRIES:
        pack = rules.load_pack(country)
        whose = {rule.id.partition("-")[0]: rule.force for rule in pack.rules.values()}
        assert set(whose) - {"HJ"} == {country.upper()}
        assert whose.get("HJ", "platform_rule") == "platform_rule"


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_rule_is_worded_in_both_languages_and_says_whom_it_binds(country: str) -> None:
    for rule in rules.load_pack(country).rules.values():
        assert any("\u4e00" <= letter <= "\u9fff" for letter in rule.says_zh), rule.id
        assert rule.says[:3].isascii(), rule.id
        assert rule.applies_to, rule.id
        assert rule.source, rule.id


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_dated_value_of_the_book_has_a_seam(country: str) -> None:
    assert rules.seams_in(rules.load_pack(country)) == ()


def _rule(number: int, first: date, last: date | None) -> dict[str, Any]:
    value = {"name": "cap", "value": "0.2", "unit": "per_year"}
    words = dict.fromkeys(("instrument", "instrument_en", "article", "says", "says_zh", "source"), "x")
    days = {"from": first} | ({"until": last} if last else {})
    kind = {"applies_to": ["all"], "force": "statute", "basis": "read_in_text"}
    return {"id": f"X-{number}", "value": [value], **words, **days, **kind}


def _pack(*written: dict[str, Any], **more: Any) -> rules.LawPack:
    return rules.build_pack([HEAD, {"rule": list(written), **more}], standing=STANDING)


def test_days_without_a_value_are_a_gap_and_days_that_touch_are_none() -> None:
    old = _rule(1, date(2020, 1, 1), date(2020, 12, 31))
    late = _pack(old, _rule(2, date(2021, 1, 3), None))
    assert rules.seams_in(late) == (
        rules.Seam("cap", "gap", date(2021, 1, 1), date(2021, 1, 2), ("X-1", "X-2")),
    )
    assert rules.seams_in(_pack(old, _rule(2, date(2021, 1, 1), None))) == ()


@pytest.mark.parametrize("last", [date(2021, 1, 1), date(2024, 1, 1), None])
def test_days_with_two_values_are_refused_with_both_rules(last: date | None) -> None:
    with pytest.raises(ValueError, match=r"two values of cap on 2021-01-01 \('X-1', 'X-2'\)"):
        _pack(_rule(1, date(2020, 1, 1), last), _rule(2, date(2021, 1, 1), date(2021, 6, 30)))


def test_a_short_value_inside_a_long_one_does_not_hide_a_later_overlap() -> None:
    long, short = (
        _rule(1, date(2020, 1, 1), date(2025, 1, 1)),
        _rule(2, date(2021, 1, 1), date(2021, 2, 1)),
    )
    with pytest.raises(ValueError, match=r"2021-01-01 .*; two values of cap on 2022-01-01 \('X-1', 'X-3'\)"):
        _pack(long, short, _rule(3, date(2022, 1, 1), None))


def test_a_rule_written_twice_is_refused() -> None:
    again = _rule(1, date(2021, 1, 1), None)
    with pytest.raises(ValueError, match=r"written twice: \['X-1'\]"):
        _pack(_rule(1, date(2020, 1, 1), date(2020, 12, 31)), again)


def _series(*months: tuple[str, date]) -> dict[str, Any]:
    points = [{"month": month, "published": day, "prime": "0.03"} for month, day in months]
    head = {"names": ["prime"], "unit": "per_year", "renewed_on_day": 20, "points": points}
    selection = {"selection": "published_same_or_previous_month"}
    return {key: item for key, item in _rule(9, date(2020, 1, 1), None).items() if key != "value"} | {
        **head,
        **selection,
    }


def test_a_month_missing_in_a_series_is_a_gap_only_where_no_point_answers() -> None:
    points = (("2020-01", date(2020, 1, 20)), ("2020-03", date(2020, 3, 20)))
    holed = _pack(series=[_series(*points)])
    assert rules.seams_in(holed) == (
        rules.Seam("prime", "gap", date(2020, 3, 1), date(2020, 3, 19), ("X-9",)),
    )
    assert isinstance(holed.as_of("prime", date(2020, 2, 29)), rules.Row)
    assert holed.as_of("prime", date(2020, 3, 1)) == rules.Unknown("prime", date(2020, 3, 1), "after_last")
    whole = _pack(series=[_series(*points, ("2020-02", date(2020, 2, 20)))])
    assert rules.seams_in(whole) == ()


@pytest.mark.parametrize(
    ("country", "name", "day", "value"),
    [
        ("cn", "adult_age", date(2021, 1, 1), 18),
        ("cn", "network_log_months", date(2026, 1, 1), 6),
        ("uk", "breathing_space_days", date(2021, 5, 4), 60),
        ("uk", "complaint_final_weeks", date(2026, 1, 1), 8),
        ("us", "contact_most_calls", date(2021, 11, 30), 7),
        ("us", "apr_tolerance_regular", date(2026, 1, 1), Fraction(1, 800)),
        ("eu", "forbearance_before_enforcement", date(2026, 11, 20), True),
    ],
)
def test_each_country_answers_from_its_own_folder(country: str, name: str, day: date, value: object) -> None:
    row = rules.load_pack(country).as_of(name, day)
    assert isinstance(row, rules.Row)
    assert row.value == value


@pytest.mark.parametrize(
    ("country", "name", "day"),
    [
        ("uk", "breathing_space_days", date(2021, 5, 3)),
        ("us", "contact_most_calls", date(2021, 11, 29)),
        ("eu", "forbearance_before_enforcement", date(2026, 11, 19)),
        ("cn", "network_log_months", date(2025, 12, 31)),
    ],
)
def test_the_day_before_a_rule_begins_has_no_value(country: str, name: str, day: date) -> None:
    assert rules.load_pack(country).as_of(name, day) == rules.Unknown(name, day, "before_first")


@pytest.mark.parametrize("name", ["breathing_space_days", "contact_most_calls", "data_request_months"])
def test_rules_of_other_countries_are_unknown_in_china(name: str) -> None:
    day = date(2026, 1, 1)
    assert rules.load_pack("cn").as_of(name, day) == rules.Unknown(name, day, "no_such_name")
