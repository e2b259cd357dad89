"""What going through every line of a case's statements gave, kept for the next page by all that it was computed from.

    kept(("meant", marks, changes), lambda: override(...), rows=len(rows))

The key holds the whole content: a hash of each sealed reading (sealing takes a new number each time, so that what is written
anew has another hash), the money, the corrections, the answers. What changes has another key, so that nothing stale can be
found; what nobody asks for goes after ten minutes, and sooner where much is kept. It lives in this process and nowhere else.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

MOST_ROWS: Final = 200_000
SECONDS: Final = 600.0
Made = TypeVar("Made")


class _Shelf:
    """Values by key, the one used last at the end, each with its weight in rows and the moment until which it is kept."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.held: OrderedDict[Hashable, tuple[Any, int, float]] = OrderedDict()

    def take(self, key: Hashable, now: float) -> tuple[Any, int, float] | None:
        with self.lock:
            while self.held and next(iter(self.held.values()))[2] <= now:
                self.held.popitem(last=False)
            found = self.held.pop(key, None)
            if found is not None:
                self.held[key] = (found[0], found[1], now + SECONDS)
            return found

    def put(self, key: Hashable, value: Any, rows: int, now: float) -> None:
        with self.lock:
            self.held[key] = (value, rows, now + SECONDS)
            while sum(weight for _, weight, _ in self.held.values()) > MOST_ROWS:
                self.held.popitem(last=False)


_shelf = _Shelf()


def kept(key: Hashable, make: Callable[[], Made], *, rows: Callable[[Made], int]) -> Made:
    """What `make` gives, or gave for the same key. `rows` says how much it is; two who ask at once may both make it."""
    now = time.monotonic()
    found = _shelf.take(key, now)
    if found is not None:
        made: Made = found[0]
        return made
    made = make()
    _shelf.put(key, made, 1 + rows(made), now)
    return made
