"""An answer to "what if" as a server gives it: a posted form, through every layer of the platform, to the piece of page.

In a process and a database of its own a household tells its story to two lenders, by the same actions as everybody's; then
it moves terms and income two hundred times, each time to other values, so that nothing is answered from memory. Seconds by
the clock, warmed up; the database is SQLite, the network is left out.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from bench.rows import Judged, Line, Measured, Said
from bench.timing import calibration, timing

ROOT: Final = Path(__file__).resolve().parent.parent
REQUESTS: Final = 200
WARM: Final = 20
MILLISECONDS: Final = 100
NOW: Final = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def what_if() -> Iterator[Line]:
    """The middle request and the one that 19 of 20 do not exceed."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.answering"],
            check=False,
            capture_output=True,
            text=True,
            env=os.environ | {"HEJIE_MODE": "test", "HEJIE_DATA": folder, "DJANGO_SETTINGS_MODULE": SETTINGS},
            cwd=ROOT,
        )
    if done.returncode:
        yield Said(
            f'The platform did not run: "what if" is left out: {done.stderr.strip().splitlines()[-1:]}'
        )
        return
    told = json.loads(done.stdout.splitlines()[-1])
    slow = sorted(told["requests"])[len(told["requests"]) * 19 // 20]
    yield Measured(f'"what if" as a posted form, {told["lenders"]} lenders', timing(told["requests"]))
    yield Measured("calibration: a million additions", timing(told["calibration"]))
    yield Judged("milliseconds of 19 in 20 posted what ifs", slow * 1e3, "at most", MILLISECONDS, " ms")


SETTINGS: Final = "hejie_platform.settings"


def main() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    ask = _told()
    for number in range(WARM):
        ask(-1 - number)
    found = [_seconds(lambda number=number: ask(number)) for number in range(REQUESTS)]
    steady = [_seconds(calibration) for _ in range(9)]
    print(json.dumps({"lenders": 2, "requests": found, "calibration": steady}))


def _told() -> Callable[[int], None]:
    """A household with plans, and its browser: each number moves the form elsewhere."""
    from django.test import Client
    from django.urls import reverse
    from tests.platform.cast import make_cast
    from tests.platform.stories import negotiation as story

    from hejie_platform.core import clock
    from hejie_platform.negotiation import actions

    clock.now = lambda: NOW
    cast = make_cast(NOW)
    talks = story.waiting(cast, now=NOW, creditors=[cast.bank, cast.microloan])
    story.beside(cast, talks, cast.microloan, now=NOW)
    story.facts_agreed(talks, now=NOW)
    actions.bring_together(talks.row().case, now=NOW)
    client = Client()
    client.force_login(cast.borrower, backend="django.contrib.auth.backends.ModelBackend")
    where = reverse("plans:what_if", args=[talks.row().case.ref])
    typed = _typed(client, where)

    def ask(number: int) -> None:
        moved = {"p0_instalments": str(30 + number % 24), "income": f"{7_000 + number}.00"}
        answer = client.post(where, typed | moved, headers={"HX-Request": "true"})
        if answer.status_code != 200 or b'class="lead"' not in answer.content:
            raise RuntimeError(f"No answer to {moved}.")

    return ask


class _Typed(HTMLParser):
    """What the form of a page is filled with as it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.list = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "input" and "name" in told:
            self.found[told["name"]] = told.get("value", "")
        elif tag == "select":
            self.list = told["name"]
        elif tag == "option" and "selected" in told:
            self.found[self.list] = told["value"]


def _typed(client: Any, where: str) -> dict[str, str]:
    reader = _Typed()
    reader.feed(client.get(where).content.decode())
    return reader.found


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
