"""Reading a statement in a child process that may be killed: what a stranger uploaded is opened there and not here.

    reading = read_in_child(data, filename="bill.zip", password="123456", day=today)

The child lowers its own limits (`facts.child`); this side waits so long and no longer, and stops at once when nobody
wants the reading any more. A child that dies or is killed says so as a fault of its own, never as an exception.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from hejie import statements
from hejie_platform.intake.facts import readings

SECONDS = 40
LOOK_EVERY = 0.5
CHILD = "hejie_platform.intake.facts.child"
STOPPED = {
    "source": "",
    "rows": [],
    "notes": [],
    "faults": [{"code": "paper_reading_stopped", "facts": {}}],
    "unmapped": None,
}


def read_in_child(
    data: bytes,
    *,
    filename: str,
    password: str | None,
    day: date,
    maps: Sequence[statements.ColumnMap] = (),
    seconds: float = SECONDS,
    is_wanted: Callable[[], bool] = lambda: True,
) -> dict[str, Any]:
    """The reading as JSON (`facts.readings`); the password goes through the pipe and is kept nowhere.

    `is_wanted` is asked twice a second; a no kills the child.
    """
    order = {
        "filename": filename,
        "password": password,
        "today": day.isoformat(),
        "maps": readings.maps_to_json(maps),
    }
    with subprocess.Popen(
        [sys.executable, "-I", "-m", CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    ) as child:
        try:
            told = _told(child, json.dumps(order).encode() + b"\n" + data, seconds, is_wanted)
        except BaseException:
            _kill(child)
            raise
    return json.loads(told) if child.returncode == 0 and told else STOPPED


def _told(
    child: "subprocess.Popen[bytes]", order: bytes, seconds: float, is_wanted: Callable[[], bool]
) -> bytes:
    """What the child writes; nothing of one that was killed for its time or because nobody waits for it."""
    until = time.monotonic() + seconds
    given: bytes | None = order
    while True:
        left = until - time.monotonic()
        try:
            return child.communicate(given, timeout=max(0.05, min(LOOK_EVERY, left)))[0]
        except subprocess.TimeoutExpired:
            given = None
        if left <= LOOK_EVERY or not is_wanted():
            _kill(child)


def _kill(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
