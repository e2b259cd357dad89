"""The two names of a row: an id that sorts by its making, a reference that can be read over the phone."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from hejie_platform.core import ids

pytestmark = pytest.mark.real_chance


def test_ids_sort_in_the_order_of_their_making_within_a_millisecond_too() -> None:
    made = [ids.uuid7() for _ in range(5_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert [str(one) for one in made] == sorted(str(one) for one in made)


def test_an_id_says_its_version_and_the_time_of_its_making() -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    made = ids.uuid7()
    told = datetime.fromtimestamp((made.int >> 80) / 1000, UTC)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert before <= told <= datetime.now(UTC) + timedelta(milliseconds=1)


def test_ids_go_on_growing_when_the_clock_of_the_machine_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ids.uuid7()
    hour_ago = time.time_ns() - 3_600_000_000_000
    monkeypatch.setattr("hejie_platform.core.ids.time.time_ns", lambda: hour_ago)
    assert ids.uuid7() > before


@pytest.mark.parametrize("said", ["HJ3K90M2AB", "hj3k9-0m2ab", "HJ3K9 OM2AB"])
def test_a_reference_is_understood_as_it_is_spoken(said: str) -> None:
    assert ids.parse(said) == "HJ3K90M2AB"


@pytest.mark.parametrize("said", ["", "HJ3K90M2A", "HJ3K90M2ABC", "HJ3K90M2AU", "HJ3K90M2A/"])
def test_what_cannot_be_a_reference_is_none(said: str) -> None:
    assert ids.parse(said) is None
