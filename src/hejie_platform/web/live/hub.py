"""Who in this process waits for which room, and how they learn that it has grown.

On PostgreSQL one connection of the process listens (core.live); on SQLite, where one web process serves all, one task looks at
the sequences of the watched rooms each second, however many pages are open. Either way a waiting page only learns *that*
something came; it reads for itself, with its reader's rights.
"""

import asyncio
import contextvars
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID
from weakref import WeakKeyDictionary

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection

from hejie_platform.core import live
from hejie_platform.mediation.queries import table
from hejie_platform.negotiation import queries as talks

log = logging.getLogger(__name__)

LOOK_EVERY: Final = 1.0  # seconds, on SQLite
RECONNECT_AFTER: Final = 2.0
MOST_STREAMS: Final = 6  # open pages of one person in one process


class Hub:
    """The waiting pages of one event loop."""

    def __init__(self) -> None:
        self._waiting: dict[UUID, set[asyncio.Event]] = {}
        self._seen: dict[UUID, int] = {}
        self._task: asyncio.Task[None] | None = None
        self._open: Counter[Any] = Counter()

    def is_full(self, person: Any) -> bool:
        """Whether this person has as many pages open as one may."""
        return self._open[person] >= MOST_STREAMS

    @contextmanager
    def opened(self, person: Any) -> Iterator[None]:
        """Count one open stream of this person."""
        self._open[person] += 1
        try:
            yield
        finally:
            self._open[person] -= 1
            if not self._open[person]:
                del self._open[person]

    @contextmanager
    def watching(self, room: UUID, event: asyncio.Event) -> Iterator[None]:
        """Let `event` be set whenever this room has grown."""
        self._waiting.setdefault(room, set()).add(event)
        if self._task is None or self._task.done():
            # In a context of its own: it outlives the request that began it.
            self._task = asyncio.get_running_loop().create_task(self._run(), context=contextvars.Context())
        try:
            yield
        finally:
            self._leave(room, event)

    def _leave(self, room: UUID, event: asyncio.Event) -> None:
        events = self._waiting[room]
        events.discard(event)
        if not events:
            del self._waiting[room]
            self._seen.pop(room, None)
        if not self._waiting and self._task is not None:
            self._task.cancel()
            self._task = None

    def wake(self, room: UUID, seq: int) -> None:
        """The room now holds `seq` things."""
        if seq > self._seen.get(room, -1):
            self._seen[room] = seq
            for event in self._waiting.get(room, ()):
                event.set()

    async def _run(self) -> None:
        follow = self._listen if connection.vendor == "postgresql" else self._look
        while self._waiting:
            try:
                await follow()
            except Exception:
                log.exception("live pages could not be told; trying again")
                await asyncio.sleep(RECONNECT_AFTER)

    async def _look(self) -> None:
        for room, seq in (await sync_to_async(_lengths)(set(self._waiting))).items():
            self.wake(room, seq)
        await asyncio.sleep(LOOK_EVERY)

    async def _listen(self) -> None:
        import psycopg  # an extra: only where the database is a PostgreSQL

        async with await psycopg.AsyncConnection.connect(**_address(), autocommit=True) as line:
            await line.execute(f"LISTEN {live.CHANNEL}")
            for events in self._waiting.values():  # what came while nobody listened
                for event in events:
                    event.set()
            async for told in line.notifies():
                room, seq = live.parse(told.payload)
                if room:
                    self.wake(UUID(room), seq)


def _lengths(rooms: set[UUID]) -> dict[UUID, int]:
    return outside_requests(lambda: talks.lengths(rooms) | table.lengths(rooms))


def outside_requests(read: Callable[[], Any]) -> Any:
    """Read where no request closes the connection afterwards."""
    if not connection.in_atomic_block:
        close_old_connections()
    try:
        return read()
    finally:
        if not connection.in_atomic_block:
            connection.close()


def _address() -> dict[str, Any]:
    given = connection.settings_dict
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {name: given[key] for name, key in named.items() if given.get(key)}


_HUBS: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def here() -> Hub:
    """The hub of the running loop."""
    return _HUBS.setdefault(asyncio.get_running_loop(), Hub())
