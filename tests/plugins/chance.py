"""Chance falls the same way each time: a red run is a fact, and a green one stays green.

Codes, references, salts and the ids of rows hold digits and letters that nobody chose: a test that looks for "15" in a page
finds it in an id, once in some hundred runs, when nothing is wrong. So each test draws them from a stream that begins with the
test's name; alone or among others it draws the same. What a module tells once (`CHAPTER`) comes from the module's stream. Ids go
on rising, from a fixed moment. Keys and signatures that are made inside libraries are as random as ever.

`--chance WORD` lets all of it fall in another way. `--chance unkind` draws what misleads most: nothing but digits in ids, names
and references, "_" and "-" in secrets. It finds tests that lean on luck.
"""

import contextlib
import os
import random
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from tests.plugins import django_is_set_up

USUAL, UNKIND = "usual", "unkind"
SECRET = 32  # bytes of a secret that is shown as base64
DIGITS = tuple(high << 4 | low for high in range(10) for low in range(10))  # bytes that are two digits in hex
FEW = tuple(
    index << 2 for index in range(10)
)  # bytes of which `secrets.choice` makes the first letters of 32: the digits
ODD = (0xFF, 0xFB, 0xEF, 0xBE)  # bytes of which base64 makes "_" and "-"
MOMENT = 1_760_000_000_000_000_000  # nanoseconds: October 2025, before what any other process gives its ids
MINUTE = 60_000_000_000

Draw = Callable[[int], bytes]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--chance", default=USUAL, help="another word: other codes, references and ids")


def drawing(word: str, name: str) -> Draw:
    """A source of bytes that is the same for the same two words."""
    stream = random.Random(f"{word} {name}")
    return _unkind(stream) if word.startswith(UNKIND) else stream.randbytes


def _unkind(stream: random.Random) -> Draw:
    def draw(count: int) -> bytes:
        pool = {1: FEW, SECRET: ODD}.get(count, DIGITS)
        return bytes(stream.choices(pool, k=count))

    return draw


@pytest.fixture(autouse=True, scope="module")
def _chance_of_the_module(request: pytest.FixtureRequest) -> Iterator[None]:
    """For what the module tells once."""
    with _falling(request, MOMENT):
        yield


@pytest.fixture(autouse=True)
def _chance(request: pytest.FixtureRequest, _chance_of_the_module: None) -> Iterator[None]:
    """For the test: its ids are greater than the module's."""
    with _falling(request, MOMENT + MINUTE):
        yield


@contextlib.contextmanager
def _falling(request: pytest.FixtureRequest, at: int) -> Iterator[None]:
    if request.node.get_closest_marker("real_chance") or not django_is_set_up():
        yield
        return
    from hejie_platform.core import ids

    draw = drawing(request.config.getoption("--chance"), request.node.nodeid)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "urandom", draw)
        patch.setattr(random, "_urandom", draw)  # what `secrets` reads
        patch.setattr(ids, "_rising", ids._Rising())
        patch.setattr(ids, "time", SimpleNamespace(time_ns=lambda: at))
        yield
