"""Room on the interpreter's stack, so that deep calls cost no memory calls.

CPython keeps the frames of Python functions in pieces of 16 KB, takes a further piece from the system whenever a call does not
fit, and gives it back as soon as that call returns. A test stands a hundred frames deep in pytest and Django; where the edge
of a piece falls into a busy loop, every turn of it asks the system for memory and returns it: 750,000 times in one test, a
fourth of what the matrix of steps took, a seventh of all other tests on average.

A frame that says it needs a megabyte gets a piece of two. Only what is touched of it is ever real memory; the frames of the
test come after it in the same piece.
"""

from collections.abc import Callable
from typing import Any

import pytest
from _pytest import runner

SLOTS = 2**17  # of eight bytes; what is left of the piece is as much again, thousands of frames


def roomy(call: Callable[..., Any], *given: Any) -> Any:
    """`call(*given)`, with room below it."""
    return call(*given)


roomy.__code__ = roomy.__code__.replace(co_stacksize=SLOTS)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> object:
    """Set-up, call and teardown of one test, as ever."""
    return roomy(runner.pytest_runtest_protocol, item, nextitem)
