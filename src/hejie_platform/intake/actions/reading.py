"""Reading a statement in a child process that may be killed: what a stranger uploaded is opened there and not here.

    reading = read_in_child(data, filename="bill.zip", password="123456", day=today)

The child lowers its own limits (`facts.child`); this side waits so long and no longer. A child that dies or is killed
says so as a fault of its own, never as an exception.
"""

import json
import subprocess
import sys
from datetime import date
from typing import Any

SECONDS = 40
CHILD = "hejie_platform.intake.facts.child"
STOPPED = {"source": "", "rows": [], "notes": [], "faults": [{"code": "paper_reading_stopped", "facts": {}}]}


def read_in_child(
    data: bytes, *, filename: str, password: str | None, day: date, seconds: float = SECONDS
) -> dict[str, Any]:
    """The reading as JSON (`facts.readings`); the password goes through the pipe and is kept nowhere."""
    order = json.dumps({"filename": filename, "password": password, "today": day.isoformat()})
    try:
        ended = subprocess.run(
            [sys.executable, "-I", "-m", CHILD],
            input=order.encode() + b"\n" + data,
            capture_output=True,
            timeout=seconds,
            env={},
            cwd="/",
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return STOPPED
    return json.loads(ended.stdout) if ended.returncode == 0 else STOPPED
