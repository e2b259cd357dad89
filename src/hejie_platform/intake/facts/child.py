"""The child process that reads one statement: it opens what a stranger uploaded, and may be killed for it.

    nursery.run("hejie_platform.intake.facts.child", (one line of JSON, then the bytes), ...)   # the reading as JSON

It lowers its own limits first: memory, processor time, no files, no core, no network, no other program. It holds no
secrets (its environment is empty) and never sees the database. The password comes in by the pipe, not by the command line, and dies with it.
"""

import contextlib
import importlib
import json
import resource
import sys
from datetime import date

from hejie import statements
from hejie_platform.intake.facts import readings

MEMORY_BYTES = 1536 * 2**20
CPU_SECONDS = 25
OPEN_FILES = 64
LIBRARIES = ("openpyxl", "pypdfium2", "pyzipper", "xlrd")
OURS = b"a,b\n1,2\n"  # no stranger's file
REFUSED = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.sendto",
    "subprocess.",
    "os.system",
    "os.exec",
)


def prepare() -> None:
    """What every child needs, once, before any is born: libraries, and the wordings that a reading looks up."""
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):  # the reading names what is not installed
            importlib.import_module(name)
    statements.read(OURS, filename="ours.csv", today=date(2026, 1, 1))


def lower_limits(memory_bytes: int = MEMORY_BYTES, cpu_seconds: int = CPU_SECONDS) -> None:
    """What this process may still ask for. Called before the file is touched."""
    sys.addaudithook(refuse)
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def refuse(event: str, given: tuple[object, ...]) -> None:
    """Whoever reads a paper speaks to nobody and starts nothing."""
    if event.startswith(REFUSED):
        raise PermissionError(event)


def main() -> None:
    """Read the order and the file from standard input, write the reading to standard output."""
    lower_limits()
    order = json.loads(sys.stdin.buffer.readline())
    reading = statements.read(
        sys.stdin.buffer.read(),
        filename=order["filename"],
        password=order["password"],
        today=date.fromisoformat(order["today"]),
        maps=readings.maps_from_json(order["maps"]),
        currency=order.get("currency", ""),
    )
    sys.stdout.write(json.dumps(readings.to_json(reading), ensure_ascii=True))
