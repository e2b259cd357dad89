"""Calls that go deep ask the system for no memory: tests/plugins/room.py."""

import resource
import threading
from collections.abc import Callable

import pytest
from tests.plugins.room import roomy

DEPTHS, TURNS = 300, 50


def _deeper(depth: int, last: Callable[[], None]) -> None:
    if depth:
        _deeper(depth - 1, last)
    else:
        for _ in range(TURNS):
            last()


def _touched() -> int:
    """How many pages of memory this thread asked for anew while it called from every depth."""
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for depth in range(DEPTHS):
        _deeper(depth, lambda: None)
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before


def _in_a_thread(call: Callable[..., int], *given: object) -> int:
    """A thread begins with a small stack of its own."""
    told: list[int] = []
    thread = threading.Thread(target=lambda: told.append(call(*given)))
    thread.start()
    thread.join()
    return told[0]


def test_a_test_has_room_for_deep_calls() -> None:
    _touched()  # what is touched for the first time stays
    assert _touched() < DEPTHS


def test_without_it_every_turn_at_an_edge_touches_fresh_memory() -> None:
    if _in_a_thread(_touched) < DEPTHS:
        pytest.skip("this interpreter keeps the piece that a deep call needed")
    assert _in_a_thread(roomy, _touched) < DEPTHS
