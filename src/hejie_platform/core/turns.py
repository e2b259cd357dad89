"""So many at once, so many of one person, and the others in the order in which they came.

    TURNS = Turns(most=4, of_one=2, waiting=16)
    with TURNS.taken(whose, seconds=20):      # Busy: too many wait already, or it took too long
        ...

A person who sends thirty files takes their own turns and not everybody's. A turn is given back however its holder ends; one
that is held by a process that is killed was that process's own, and goes with it. Nobody waits for ever, so that two who
hold a turn and want another cannot wait for each other.
"""

import contextlib
import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator

LOOK_EVERY = 0.5  # seconds


class Busy(Exception):
    """No turn came in time."""


class Turns:
    """`most` hold a turn at once, `of_one` of them of one person ("" is nobody in particular); `waiting` may wait."""

    def __init__(self, *, most: int, of_one: int, waiting: int) -> None:
        self.most, self.of_one, self.waiting = most, of_one, waiting
        self.held: Counter[str] = Counter()
        self.queue: list[tuple[object, str]] = []
        self.changed = threading.Condition()

    def forget(self) -> None:
        """In a copy of our process nobody holds a turn yet."""
        self.__init__(most=self.most, of_one=self.of_one, waiting=self.waiting)  # type: ignore[misc]  # begun anew

    @contextlib.contextmanager
    def taken(
        self, whose: str, *, seconds: float, is_wanted: Callable[[], bool] = lambda: True
    ) -> Iterator[None]:
        """Hold a turn. Raises Busy; a no of `is_wanted`, asked twice a second while it waits, is one too."""
        self._wait(whose, time.monotonic() + seconds, is_wanted)
        try:
            yield
        finally:
            with self.changed:
                self.held[whose] -= 1
                self.changed.notify_all()

    def _wait(self, whose: str, until: float, is_wanted: Callable[[], bool]) -> None:
        me = (object(), whose)
        with self.changed:
            if len(self.queue) >= self.waiting:
                raise Busy
            self.queue.append(me)
            self.changed.notify_all()
        try:
            while not self._took(me, until):
                if time.monotonic() >= until or not is_wanted():
                    raise Busy
        finally:
            with self.changed:
                self.queue.remove(me)
                self.changed.notify_all()

    def _took(self, me: tuple[object, str], until: float) -> bool:
        """Take the turn if it is ours; else wait a moment for something to change. Nobody is asked anything in here."""
        with self.changed:
            if self._next() is me:
                self.held[me[1]] += 1
                return True
            self.changed.wait(max(0.0, min(LOOK_EVERY, until - time.monotonic())))
        return False

    def _next(self) -> tuple[object, str] | None:
        """Of those who wait the first whose turn it may be. Whoever took one stands here until it leaves the queue."""
        if self.held.total() >= self.most:
            return None
        return next((one for one in self.queue if self.held[one[1]] < self._most_of(one[1])), None)

    def _most_of(self, whose: str) -> float:
        return self.of_one if whose else math.inf
