"""The worker: takes effects that are due, does each, and ticks it off.

    worker = Worker(name="w1")
    worker.run_due()             # one batch, for tests and for the demo's clock
    worker.run_until_stopped()   # until SIGTERM; the handler that is running is finished first

Delivery is at least once. An effect is leased by one conditional UPDATE, so several workers share a database
without a broker; a lease ends by itself when its worker dies. A handler that raises is tried again after 10,
20, 40 ... seconds, at most hourly; after twelve tries the effect is given up, which is an operator's matter
and is said aloud in the log.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import close_old_connections

from hejie_platform.cases import access as cases
from hejie_platform.core import clock
from hejie_platform.core.each import where
from hejie_platform.jobs import handlers
from hejie_platform.ledger import actions as ledger
from hejie_platform.ledger.actions import Effect

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
BATCH = 10


class Worker:
    """One process's share of the queue: all of it, `only` some kinds, or all `without` these."""

    def __init__(
        self,
        *,
        name: str,
        find: Callable[[str], Callable[..., None]] = handlers.find,
        now: Callable[[], datetime] = clock.now,
        only: frozenset[str] = frozenset(),
        without: frozenset[str] = frozenset(),
    ) -> None:
        self.name, self._find, self._now = name, find, now
        self._kinds = {"only": only, "without": without}
        self._batch = (
            1 if only else BATCH
        )  # what takes long is taken one by one, so that no lease runs out in a queue
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Finish the handler that is running, leave the rest of the batch, and end."""
        self._stopping.set()

    def run_until_stopped(self) -> None:
        while not self._stopping.is_set():
            if not self._run_batch_safely():
                self._stopping.wait(PAUSE_SECONDS)

    def run_due(self) -> int:
        """Take one batch of due effects and do them; returns how many were taken."""
        batch = ledger.lease_effects(worker=self.name, now=self._now(), limit=self._batch, **self._kinds)
        for place, effect in enumerate(batch):
            if self._stopping.is_set():
                _hand_back(batch[place:])
                break
            self._run_one(effect)
        return len(batch)

    def run_all_due(self) -> int:
        """Batches until nothing is due; returns how many effects were taken."""
        taken = 0
        while found := self.run_due():
            taken += found
        return taken

    def _run_batch_safely(self) -> int:
        """A database that is away for a moment must not end the worker."""
        close_old_connections()
        try:
            return self.run_due()
        except Exception:
            log.exception("could not take effects; trying again")
            return 0

    def _run_one(self, effect: Effect) -> None:
        try:
            cases.enter_of(effect.payload)
            self._find(effect.kind)(effect, now=self._now())
        except ledger.NotYet as later:
            ledger.defer_effect(effect, until=later.until)
        except Exception as error:
            self._postpone(effect, error)
        else:
            ledger.finish_effect(effect, now=self._now())

    def _postpone(self, effect: Effect, error: Exception) -> None:
        # Where it failed, never the payload or the message: logs are read by people who may not read cases.
        why = where(error)
        last = effect.attempts >= ledger.GIVE_UP_AFTER
        level, what = (logging.ERROR, "given up") if last else (logging.WARNING, "will be tried again")
        log.log(
            level, "effect %s (%s) %s after try %d: %s", effect.id, effect.kind, what, effect.attempts, why
        )
        ledger.postpone_effect(effect, error=why, now=self._now())


def _hand_back(batch: list[Effect]) -> None:
    for effect in batch:
        ledger.hand_back_effect(effect)
