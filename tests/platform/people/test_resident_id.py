"""What a resident identity number says by itself: slips are named, people are not refused for a missing district."""

from datetime import date

import pytest
from stdnum.cn.ric import calc_check_digit

from hejie_platform.people import facts

TODAY = date(2026, 11, 23)


def number(region: str = "110105", born: str = "19491231", sequence: str = "002") -> str:
    """A number with a check digit that fits."""
    bare = f"{region}{born}{sequence}"
    return bare + calc_check_digit(bare + "0")


def codes(text: str, *, today: date = TODAY) -> list[str]:
    read, faults = facts.read_resident_id(text, today=today, adult_age=18)
    assert (read is None) == bool(faults)
    return [fault.code for fault in faults]


def test_the_example_of_the_standard_is_read() -> None:
    read, faults = facts.read_resident_id("11010519491231002X", today=TODAY, adult_age=18)
    assert not faults
    assert read == facts.ResidentId("11010519491231002X", date(1949, 12, 31))


@pytest.mark.parametrize(
    "typed", ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_what_keyboards_produce_is_the_same_number(typed: str) -> None:
    read, _ = facts.read_resident_id(typed, today=TODAY, adult_age=18)
    assert read is not None
    assert read.number == "11010519491231002X"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "id_number_missing"),
        ("1101051949123100", "id_number_length"),
        ("1101051949123100ZX", "id_number_not_digits"),
        ("110105194912310021", "id_number_check_digit"),
        ("110105194912310X2X", "id_number_not_digits"),
        (number(born="20260230"), "id_number_date"),
        (number(born="20300101"), "id_number_date"),
        (number(born="18991231"), "id_number_date"),
    ],
)
def test_each_slip_is_named(typed: str, code: str) -> None:
    assert codes(typed) == [code]


def test_two_neighbouring_digits_swapped_are_noticed() -> None:
    good = number()
    for place in range(16):
        swapped = good[:place] + good[place + 1] + good[place] + good[place + 2 :]
        if swapped != good:
            assert codes(swapped), swapped


@pytest.mark.parametrize(
    ("born", "today", "is_adult"),
    [
        ("20081123", date(2026, 11, 22), False),
        ("20081123", date(2026, 11, 23), True),
        ("20081123", date(2026, 11, 24), True),
        ("20080229", date(2026, 2, 28), False),
        ("20080229", date(2026, 3, 1), True),
    ],
)
def test_people_are_of_age_on_their_birthday_and_not_before(born: str, today: date, is_adult: bool) -> None:
    assert codes(number(born=born), today=today) == ([] if is_adult else ["id_too_young"])


@pytest.mark.parametrize("region", ["330113", "810000", "999999"])
def test_an_unlisted_region_is_a_note_and_no_refusal(region: str) -> None:
    read, faults = facts.read_resident_id(number(region), today=TODAY, adult_age=18)
    assert not faults
    assert read is not None
    if region == "999999":
        assert read.notes == ("id_region_unknown",)


def test_a_number_of_fifteen_digits_goes_to_a_person() -> None:
    read, faults = facts.read_resident_id("110105491231002", today=TODAY, adult_age=18)
    assert not faults
    assert read is not None
    assert read.needs_a_person
    assert "id_number_old" in read.notes


def test_the_owner_sees_the_number_without_its_middle() -> None:
    assert facts.masked("11010519491231002X") == "110105********002X"
