"""A paper opened in a child process that is watched: line by line, with a time limit for each, and killed when unwanted.

    for page in answers(data, {"do": "look", "first": 1, "most": 30}, seconds=45, is_wanted=...): ...

Whatever the child (`facts.opening_child`) does not answer ends as `Ended` with the reason: too slow, no longer wanted, or
fallen over.
"""

import json
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from datetime import timedelta
from typing import Any, Final

from hejie_platform.core import nursery
from hejie_platform.core.nursery import Ended

__all__ = ["AGAIN_AFTER", "BUSY_CODE", "Ended", "answer", "answers", "code_of"]

CHILD: Final = "hejie_platform.intake.facts.opening_child"
SECONDS: Final = 40.0
BUSY_CODE: Final = "paper_reading_busy"
AGAIN_AFTER: Final = timedelta(seconds=30)  # where too many papers are read at once


def code_of(ended: Ended, otherwise: str) -> str:
    """The fault that says why there is no answer: too many papers at once, or what else stopped it."""
    return BUSY_CODE if ended.why == "busy" else otherwise


def answer(data: bytes, order: Mapping[str, Any], *, seconds: float = SECONDS) -> dict[str, Any]:
    """The one answer to an order. Raises Ended."""
    found: dict[str, Any] = json.loads(nursery.run(CHILD, _told(order, data), seconds=seconds))
    return found


def answers(
    data: bytes,
    order: Mapping[str, Any],
    *,
    seconds: float = SECONDS,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Generator[dict[str, Any], None, None]:
    """Each answer as it comes, at most `seconds` after the one before. The child is gone afterwards. Raises Ended."""
    with closing(nursery.lines(CHILD, _told(order, data), seconds=seconds, is_wanted=is_wanted)) as lines:
        for line in lines:
            yield json.loads(line)


def _told(order: Mapping[str, Any], data: bytes) -> bytes:
    return json.dumps(dict(order)).encode() + b"\n" + data
