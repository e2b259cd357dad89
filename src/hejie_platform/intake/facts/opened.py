"""A paper opened in a child process that is watched: line by line, with a time limit for each, and killed when unwanted.

    for page in answers(data, {"do": "look", "first": 1, "most": 30}, seconds=45, is_wanted=...): ...

The child runs the same code as this process, with an empty environment and its own limits (`facts.opening_child`). What has
one answer comes from the nursery; a child that tells page by page is one of its own.
Whatever it does not answer ends as `Ended` with the reason: too slow, no longer wanted, or fallen over.
"""

import json
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final

import hejie_platform
from hejie_platform.core import nursery

CHILD: Final = "hejie_platform.intake.facts.opening_child"
ROOTS: list[str] = [str(Path(hejie_platform.__file__).resolve().parent.parent)]
BEGIN: Final = "import sys; sys.path[:0] = sys.argv[1:]; from hejie_platform.intake.facts.opening_child import main; main()"
SECONDS: Final = 40.0
TICK: Final = 0.25


class Ended(Exception):
    """The child gave no further answer; `why`: too_slow | unwanted | fallen."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def answer(data: bytes, order: Mapping[str, Any], *, seconds: float = SECONDS) -> dict[str, Any]:
    """The one answer to an order, from a child that is born in milliseconds. Raises Ended."""
    said = nursery.run(CHILD, json.dumps(dict(order)).encode() + b"\n" + data, seconds=seconds)
    if not said:
        raise Ended("fallen")
    found: dict[str, Any] = json.loads(said)
    return found


def answers(
    data: bytes,
    order: Mapping[str, Any],
    *,
    seconds: float = SECONDS,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Generator[dict[str, Any], None, None]:
    """Each answer as it comes, at most `seconds` after the one before. The child is gone afterwards. Raises Ended."""
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", BEGIN, *ROOTS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )
    assert child.stdin is not None  # pipes, as asked for
    assert child.stdout is not None
    writer = threading.Thread(target=_hand_over, args=(child.stdin, order, data), daemon=True)
    try:
        writer.start()
        yield from _lines(child, child.stdout, seconds, is_wanted)
    finally:
        child.kill()
        child.wait()
        writer.join()
        child.stdout.close()


def _hand_over(stdin: IO[bytes], order: Mapping[str, Any], data: bytes) -> None:
    """The order and the file; a child that dies early closes the pipe."""
    with suppress(OSError), stdin:
        stdin.write(json.dumps(dict(order)).encode() + b"\n" + data)


def _lines(
    child: "subprocess.Popen[bytes]", stdout: IO[bytes], seconds: float, is_wanted: Callable[[], bool]
) -> Iterator[dict[str, Any]]:
    waiting, until = b"", time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(stdout, selectors.EVENT_READ)
        while True:
            if time.monotonic() > until:
                raise Ended("too_slow")
            if not is_wanted():
                raise Ended("unwanted")
            if not selector.select(TICK):
                continue
            more = os.read(stdout.fileno(), 1 << 20)
            waiting += more
            *lines, waiting = waiting.split(b"\n")
            for line in lines:
                yield json.loads(line)
                until = time.monotonic() + seconds
            if not more:
                break
    if child.wait() != 0 or waiting:
        raise Ended("fallen")
