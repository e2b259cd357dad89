"""One thing after the other, so that one that cannot be done keeps no other waiting.

    each(duties, lambda duty: remind_of(duty, ...), what="reminder of a payment")

A scan goes over the things of many households: a single row that fails would else stop everybody behind it, every day anew.
What fails is logged with the place in the code and never with its message: logs are read by people who may not read cases.
"""

import logging
import traceback
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeVar

from hejie_platform.core.refusals import ActionRefused

T = TypeVar("T")
log = logging.getLogger(__name__)


def each(things: Collection[T], do: Callable[[T], object], *, what: str) -> int:
    """Do it for each of them; returns how many there were. `what` names the work in the log."""
    for thing in things:
        try:
            do(thing)
        except ActionRefused as refused:
            log.info("%s: settled meanwhile (%s)", what, refused.code)
        except Exception as error:
            log.error("%s %s failed: %s", what, getattr(thing, "pk", ""), where(error))
    return len(things)


def where(error: Exception) -> str:
    """The kind of the error and the last lines of code that it came through."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__} at {places}"
