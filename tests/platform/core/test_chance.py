"""What the tests' own chance promises: the same for the same test, never the same twice, unkind when asked."""

import secrets
import uuid
from collections.abc import Iterator

import pytest

from hejie_platform.core import ids
from tests.plugins import chance

NAME = "another test"


def named(request: pytest.FixtureRequest) -> Iterator[bytes]:
    """What a test of this name draws, under the word that this run was given."""
    draw = chance.drawing(request.config.getoption("--chance"), request.node.nodeid)
    return iter(lambda: draw(8), b"")


def test_a_test_draws_what_its_name_says(request: pytest.FixtureRequest) -> None:
    expected = named(request)
    assert [secrets.token_bytes(8), secrets.token_bytes(8)] == [next(expected), next(expected)]


def test_two_tests_draw_different_things() -> None:
    assert secrets.token_bytes(8) != chance.drawing(chance.USUAL, NAME)(8)


def test_nothing_is_drawn_twice() -> None:
    drawn = [ids.reference() for _ in range(1_000)] + [uuid.uuid4() for _ in range(1_000)]
    made = [ids.uuid7() for _ in range(1_000)]
    assert len(set(drawn)) == len(drawn)
    assert made == sorted(set(made))


@pytest.mark.real_chance
def test_who_asks_for_it_gets_the_chance_of_the_machine(request: pytest.FixtureRequest) -> None:
    assert secrets.token_bytes(8) != next(named(request))


def test_unkind_chance_draws_digits_and_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = chance.drawing(chance.UNKIND, NAME)
    monkeypatch.setattr("random._urandom", draw)
    monkeypatch.setattr("os.urandom", draw)
    references = [ids.reference() for _ in range(100)]
    assert all(one.isdigit() for one in references)
    assert len(set(references)) == len(references)
    assert secrets.token_hex(16).isdigit()
    assert set(secrets.token_urlsafe(32)) & set("_-")
