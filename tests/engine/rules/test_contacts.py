"""What is found about a collector's contact, and by when a complaint is answered."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hejie import dates, rules

CN = rules.load_pack("cn")
HERE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 20, 10, 0, tzinfo=HERE)
CALL = rules.Contact(at=AT, channel="call", number="95000")


def codes(contact: rules.Contact, *before: rules.Contact, pack: rules.LawPack = CN) -> list[str]:
    return [found.code for found in rules.check_contact(contact, before=before, pack=pack)]


def at(hour: int, minute: int = 0, **more: object) -> rules.Contact:
    return replace(CALL, at=AT.replace(hour=hour, minute=minute), **more)


@pytest.mark.parametrize(
    ("hour", "minute", "is_quiet"),
    [(7, 59, True), (8, 0, False), (21, 59, False), (22, 0, True), (3, 0, True)],
)
def test_the_night_is_quiet_to_the_minute(hour: int, minute: int, is_quiet: bool) -> None:
    assert (codes(at(hour, minute)) == ["contact_in_quiet_hours"]) is is_quiet


def test_an_hour_that_was_agreed_is_no_fault() -> None:
    assert codes(at(23, hour_was_agreed=True)) == []


def test_a_standard_is_never_shown_as_a_law() -> None:
    (found,) = rules.check_contact(at(23), pack=CN)
    assert (found.verdict, found.force, found.rests_on) == ("warn", "recommended_standard", "standard")
    assert found.facts == {"at_time": "23:00", "quiet_from": "22:00", "quiet_until": "08:00"}


def test_the_fourth_answered_call_of_a_day_is_one_too_many() -> None:
    three = [at(9), at(10, number="1"), at(11, number="2")]
    assert codes(at(11, 30, number="3"), *three[:2]) == []
    assert codes(at(12, number="3"), *three) == ["contact_calls_many"]
    yesterday = [replace(one, at=one.at - timedelta(days=1)) for one in three]
    assert codes(at(12, number="3"), *yesterday) == []


def test_unanswered_attempts_count_for_their_number() -> None:
    six = [at(9, minute, was_answered=False) for minute in range(6)]
    assert codes(at(10, was_answered=False), *six) == ["contact_dials_many"]
    assert codes(at(10, was_answered=False), *six[1:]) == []
    assert codes(at(10, was_answered=False, number="1"), *six) == []


def test_the_order_in_which_contacts_were_noted_does_not_matter() -> None:
    three = [at(9), at(10, number="1"), at(11, number="2")]
    assert codes(at(12, number="3"), *reversed(three)) == codes(at(12, number="3"), *three)


def test_a_relative_may_be_asked_only_when_the_debtor_cannot_be_reached() -> None:
    failed = [at(9, minute, was_answered=False) for minute in range(3)]
    asked = replace(CALL, channel="message", reached="family", at=AT.replace(hour=12))
    assert codes(asked, *failed) == []
    assert codes(asked, *failed[:2]) == ["contact_third_party"]
    assert codes(asked, *failed, at(10)) == ["contact_third_party"], "reached in between"


@pytest.mark.parametrize("kind", rules.CONDUCT)
def test_each_kind_of_conduct_is_named_with_its_rules(kind: str) -> None:
    (found,) = rules.check_contact(replace(CALL, conduct=(kind,)), pack=CN)
    assert (found.code, found.rule_ids) == (f"contact_{kind}", rules.CONDUCT[kind])
    assert set(found.rule_ids) <= set(CN.rules)


def test_a_threat_rests_on_law_and_a_missing_name_does_not() -> None:
    def standing(kind: str) -> str:
        return rules.check_contact(replace(CALL, conduct=(kind,)), pack=CN)[0].rests_on

    assert (standing("threat"), standing("not_named")) == ("law", "standard")


def test_words_that_often_threaten_are_pointed_out() -> None:
    (found,) = rules.check_contact(replace(CALL, words="再不还就通知你单位"), pack=CN)
    assert (found.code, found.facts, found.rests_on) == (
        "contact_words_heard",
        {"phrase": "通知你单位"},
        "platform",
    )
    assert codes(replace(CALL, words="您好，请问何时方便")) == []


def test_a_contact_while_collection_rests_is_shown_until_its_last_day() -> None:
    last = AT.date()
    assert codes(replace(CALL, rests_until=last)) == ["contact_while_resting"]
    assert codes(replace(CALL, rests_until=last - timedelta(days=1))) == []


def test_before_the_rules_were_made_nothing_is_known() -> None:
    old = replace(CALL, at=AT.replace(year=2024))
    assert {found.verdict for found in rules.check_contact(old, pack=CN)} == {"unknown"}


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        rules.check_contact(replace(CALL, at=AT.replace(tzinfo=None)), pack=CN)


# --- clocks of complaints ------------------------------------------------------------------------

NEW_YEAR = dates.Holidays(off=frozenset({date(2027, 1, 1)}), known_until=date(2027, 12, 31))


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        ("accept", date(2026, 11, 5)),
        ("simple", date(2026, 11, 17)),
        ("complex", date(2026, 12, 2)),
        ("extended", date(2027, 1, 4)),
    ],
)
def test_the_last_day_of_each_period_is_the_worked_one(kind: str, last: date) -> None:
    """Received on 2 November 2026; the sixtieth day is New Year's Day, a Friday, and moves to the Monday after."""
    found = rules.complaint_due(date(2026, 11, 2), kind=kind, pack=CN, holidays=NEW_YEAR)
    assert isinstance(found, rules.LastDay)
    assert (found.day, found.is_provisional) == (last, False)


def test_beyond_the_published_calendar_a_day_is_provisional() -> None:
    known = dates.Holidays(known_until=date(2026, 12, 31))
    found = rules.complaint_due(date(2026, 12, 28), kind="simple", pack=CN, holidays=known)
    assert isinstance(found, rules.LastDay)
    assert found.is_provisional


def test_before_the_measures_were_made_no_day_is_guessed() -> None:
    found = rules.complaint_due(date(2019, 1, 1), kind="simple", pack=CN)
    assert isinstance(found, rules.Unknown)
    assert found.reason == "before_first"


# --- contacts that are planned, agencies, and other countries ---------------------------------------


def test_a_contact_that_is_planned_is_blocked_where_a_noted_one_is_pointed_out() -> None:
    noted = rules.check_contact(at(23), pack=CN)
    planned = rules.check_contact(at(23), pack=CN, is_planned=True)
    assert [(one.verdict, one.stops_signing) for one in noted] == [("warn", False)]
    assert [(one.verdict, one.stops_signing) for one in planned] == [("block", True)]
    assert (planned[0].force, planned[0].rests_on) == ("recommended_standard", "standard")
    assert rules.check_contact(at(10), pack=CN, is_planned=True) == ()


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, []),
        ({"agency_is_listed": True, "names_lender": True}, []),
        ({"agency_is_listed": False}, ["contact_agency_unlisted"]),
        ({"names_lender": False}, ["contact_not_named"]),
        ({"names_lender": False, "conduct": ("not_named",)}, ["contact_not_named"]),
    ],
)
def test_an_agency_is_listed_and_names_the_lender(more: dict[str, object], found: list[str]) -> None:
    assert codes(replace(CALL, **more)) == found


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"debtor_is_unreachable": True}, []),
        ({}, ["contact_third_party"]),
        ({"debtor_is_unreachable": True, "was_refused_before": True}, ["contact_after_refusal"]),
    ],
)
def test_others_are_asked_only_when_the_debtor_is_gone_and_they_have_not_refused(
    more: dict[str, object], found: list[str]
) -> None:
    assert codes(replace(CALL, channel="message", reached="family", **more)) == found


US = rules.load_pack("us")


def call_on(day: int, *, hour: int = 10, answered: bool = False) -> rules.Contact:
    return replace(CALL, at=AT.replace(day=day, hour=hour), was_answered=answered)


def test_eight_calls_in_seven_days_are_one_too_many_in_america() -> None:
    seven = [call_on(day) for day in range(2, 9)]
    assert codes(call_on(8, hour=20), *seven, pack=US) == ["contact_window_calls_many"]
    assert codes(call_on(8, hour=20), *seven[1:], pack=US) == []
    assert codes(call_on(9, hour=11), *seven, pack=US) == []


def test_after_a_talk_the_next_call_waits_seven_days() -> None:
    talked = call_on(2, answered=True)
    assert codes(call_on(9, hour=9), talked, pack=US) == ["contact_after_talk"]
    assert codes(call_on(9, hour=10), talked, pack=US) == []
    assert codes(call_on(9, hour=9), call_on(2), pack=US) == []


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"), [(7, 59, True), (8, 0, False), (20, 59, False), (21, 0, True)]
)
def test_american_hours_end_an_hour_sooner(hour: int, minute: int, quiet: bool) -> None:
    found = codes(replace(CALL, at=AT.replace(hour=hour, minute=minute), was_answered=False), pack=US)
    assert (found == ["contact_in_quiet_hours"]) is quiet


def test_what_a_country_has_no_rule_for_is_not_found_there() -> None:
    many = [at(9, minute) for minute in range(9)]
    assert codes(at(12), *many, pack=rules.load_pack("uk")) == []
