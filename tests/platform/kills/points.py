"""Named places inside an action and inside the worker at which a process ends itself, as by a power cut."""

import os
import signal
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query import QuerySet

from hejie_platform.cases.actions import clocks
from hejie_platform.ledger import actions as ledger
from hejie_platform.ledger.models import Entry

# The package shows the function of the same name, so the module is asked for by its path.
_STEPS = import_module("hejie_platform.cases.actions.take_step")


def die(*_: Any, **__: Any) -> Any:
    """End this process at once: nothing is flushed, closed or rolled back."""
    os.kill(os.getpid(), signal.SIGKILL)


def _before(owner: Any, name: str) -> Callable[[], None]:
    return lambda: setattr(owner, name, die)


def _after(owner: Any, name: str) -> Callable[[], None]:
    def arm() -> None:
        real = getattr(owner, name)

        def run_and_die(*args: Any, **kwargs: Any) -> Any:
            real(*args, **kwargs)
            die()

        setattr(owner, name, run_and_die)

    return arm


# Inside an action: all but the last leave nothing.
ABSENT: dict[str, Callable[[], None]] = {
    "before the row moves": _before(_STEPS, "_move"),
    "after the row moved": _after(_STEPS, "_move"),
    "after the clocks": _after(clocks, "follow"),
    "before the entry": _before(Entry, "save"),
    "after the entry": _after(Entry, "save"),
    "after the effects": _after(QuerySet, "bulk_create"),
    "before the commit": _before(BaseDatabaseWrapper, "commit"),
}
WHOLE: dict[str, Callable[[], None]] = {
    "after the commit": _after(BaseDatabaseWrapper, "commit"),
}
# What an act passes: one that takes a step, and one that is only recorded beside its rows.
STEPPED = tuple(ABSENT)
RECORDED = ("before the entry", "after the entry", "before the commit")
# Inside the worker: the effect comes again.
WORKER: dict[str, Callable[[], None]] = {
    "after the lease": _after(ledger, "lease_effects"),
    "before the effect is ticked off": _before(ledger, "finish_effect"),
    "after the effect is ticked off": _after(ledger, "finish_effect"),
}
