"""Reading a statement in a child process that may be killed: what a stranger uploaded is opened there and not here.

    reading = read_in_child(data, filename="bill.zip", password="123456", day=today)

The child lowers its own limits (`facts.child`); this side waits so long and no longer, and stops at once when nobody
wants the reading any more. A child that dies or is killed says so as a fault of its own, never as an exception; so does one
that could not be had because too many are at work.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from hejie import statements
from hejie_platform.core import nursery
from hejie_platform.intake.facts import opened, readings

SECONDS = 40
CHILD = "hejie_platform.intake.facts.child"
STOPPED: dict[str, Any] = {
    "source": "",
    "rows": [],
    "notes": [],
    "faults": [{"code": "paper_reading_stopped", "facts": {}}],
    "unmapped": None,
}
BUSY: dict[str, Any] = STOPPED | {"faults": [{"code": opened.BUSY_CODE, "facts": {}}]}


def read_in_child(
    data: bytes,
    *,
    filename: str,
    password: str | None,
    day: date,
    maps: Sequence[statements.ColumnMap] = (),
    currency: str = "",
    seconds: float = SECONDS,
    is_wanted: Callable[[], bool] = lambda: True,
    whose: str = "",
) -> dict[str, Any]:
    """The reading as JSON (`facts.readings`); the password goes through the pipe and is kept nowhere.

    `currency` is the household's money, for a file that names none. `is_wanted` is asked at once and then twice a second; a no kills the child.
    """
    order = {
        "filename": filename,
        "password": password,
        "today": day.isoformat(),
        "maps": readings.maps_to_json(maps),
        "currency": currency,
    }
    told = json.dumps(order).encode() + b"\n" + data
    try:
        answer = nursery.run(CHILD, told, seconds=seconds, is_wanted=is_wanted, whose=whose)
        found: dict[str, Any] = json.loads(answer)
    except nursery.Ended as ended:
        return BUSY if ended.why == "busy" else STOPPED
    return found
