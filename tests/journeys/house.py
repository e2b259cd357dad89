"""The whole house as a person starts it, on a data folder and a port of its own: web, worker, scheduler, demo world.

    with house.running(folder) as url: ...

Ends with Ctrl-C, as a person would end it. The demo world is the same for everybody, so a run makes it once: `make_world`
starts a house, lets it make its world to the end, and stops it; each journey moves into a copy of that house.
"""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMMAND = (sys.executable, "-m", "hejie_platform", "run")
KEPT = ("PATH", "LANG", "HOME", "PYTHONPATH")
SECONDS_TO_ANSWER = 180  # a machine may have other things to do
SECONDS_TO_MAKE = 600
LOG = "house.log"
WORLD_IS_MADE = re.compile(r"demo +\| (\d+) of \1: ")  # the last line of the making


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a demo that answers."""
    port = _free_port()
    told = {name: os.environ[name] for name in KEPT if name in os.environ}
    told |= {"HEJIE_DATA": str(folder), "HEJIE_MODE": "demo"}
    with (
        open(folder / LOG, "w+", encoding="utf-8") as log,
        subprocess.Popen([*COMMAND, "--port", str(port)], env=told, stdout=log, stderr=log) as house,
    ):
        try:
            _wait_for(port, house, log.name)
            yield f"http://127.0.0.1:{port}"
        finally:
            house.send_signal(signal.SIGINT)
            try:
                house.wait(10)
            except subprocess.TimeoutExpired:
                house.kill()


def make_world(folder: Path) -> None:
    """A house in this folder whose demo world is whole; it is closed again."""
    folder.mkdir()
    with running(folder):
        deadline = time.monotonic() + SECONDS_TO_MAKE
        while not WORLD_IS_MADE.search(said := (folder / LOG).read_text(encoding="utf-8")):
            assert time.monotonic() < deadline, f"the demo world is not made:\n{said[-4000:]}"
            time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, house: "subprocess.Popen[bytes]", log: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline and house.poll() is None:
        if _answers(port):
            return
        time.sleep(0.1)
    raise AssertionError(f"the house does not answer:\n{Path(log).read_text(encoding='utf-8')[-4000:]}")


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
