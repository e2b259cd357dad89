"""One spelling per value, so that two programs hash the same thing to the same digest."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import texts

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.fractions(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_keys_are_sorted_and_nothing_is_padded() -> None:
    value = {"b": [1, True, None], "a": "和解", "r": Fraction(36, 200), "d": date(2026, 2, 28)}
    assert texts.canonical_json(value).decode() == (
        '{"a":"和解","b":[1,true,null],"d":"2026-02-28","r":"9/50"}'
    )


def test_the_digest_is_the_sha256_of_the_bytes() -> None:
    assert texts.digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_one_moment_has_one_spelling_in_every_zone() -> None:
    here = datetime(2026, 1, 5, 8, 30, tzinfo=timezone(timedelta(hours=8)))
    assert texts.canonical_json(here) == texts.canonical_json(here.astimezone(UTC))
    assert texts.canonical_json(here) == b'"2026-01-05T00:30:00.000000+00:00"'


@given(st.dictionaries(st.text(), PLAIN, max_size=5))
def test_the_order_of_entry_never_shows(value: dict[str, object]) -> None:
    backwards = dict(reversed(value.items()))
    assert texts.canonical_json(value) == texts.canonical_json(backwards)


@dataclass(frozen=True, slots=True)
class Pair:
    left: Fraction
    right: tuple[int, ...]


@pytest.mark.parametrize("value", [0.1, {1, 2}, Pair(Fraction(1), ()), {1: "a"}, datetime(2026, 1, 5), b"x"])
def test_what_has_two_spellings_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        texts.canonical_json(value)


def test_a_dataclass_is_spelled_when_its_fields_are_named() -> None:
    assert texts.canonical_json(texts.plain(Pair(Fraction(1, 2), (3, 4)))) == b'{"left":"1/2","right":[3,4]}'
