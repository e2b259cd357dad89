"""Readers of pictures that run in the child in place of the real one: quick, one that hangs, one that brings the child down.

What they read is a line of a contract with the shape of the picture, so that a test sees that the page was really drawn.
"""

import os
import time
from collections.abc import Callable
from typing import Any

Runs = list[tuple[float, float, float, float, str, float, float]]


def quick() -> Callable[[Any], Runs]:
    """The same line on each page."""
    return lambda picture: [(100.0, 50.0, 600.0, 80.0, "贷款年利率18%", 0.9, 0.0)]


def blind() -> Callable[[Any], Runs]:
    """Sees nothing."""
    return lambda picture: []


def sideways() -> Callable[[Any], Runs]:
    """Reads a page only when it lies on its side."""

    def read(picture: Any) -> Runs:
        sure = 0.95 if picture.shape[1] > picture.shape[0] else 0.55
        return [(100.0, 50.0, 600.0, 80.0, "贷款年利率18%", sure, 0.0)]

    return read


def hangs() -> Callable[[Any], Runs]:
    """The second page never ends."""
    return _from_the_second(lambda: time.sleep(600))


def falls() -> Callable[[Any], Runs]:
    """The second page brings the process down."""
    return _from_the_second(lambda: os._exit(1))


def greedy() -> Callable[[Any], Runs]:
    """Asks for more memory than there may be."""
    return _from_the_second(lambda: bytearray(64 * 2**30))


def talks() -> Callable[[Any], Runs]:
    """Tries to reach somebody, and tells whether it could."""

    def read(picture: Any) -> Runs:
        import socket

        try:
            socket.create_connection(("127.0.0.1", 9))
        except PermissionError:
            return [(1.0, 1.0, 9.0, 9.0, "refused", 0.9, 0.0)]
        except OSError:
            return [(1.0, 1.0, 9.0, 9.0, "reached the network", 0.9, 0.0)]
        return []

    return read


def _from_the_second(then: Callable[[], object]) -> Callable[[Any], Runs]:
    seen: list[int] = []

    def read(picture: Any) -> Runs:
        seen.append(1)
        if len(seen) > 1:
            then()
        return quick()(picture)

    return read
