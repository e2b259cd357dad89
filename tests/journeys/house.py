"""The whole house as a person starts it, on a data folder and a port of its own: web, worker, scheduler, demo world.

    with house.running(folder) as url: ...

Ends with Ctrl-C, as a person would end it.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMMAND = (sys.executable, "-m", "hejie_platform", "run")
KEPT = ("PATH", "LANG", "HOME")
SECONDS_TO_ANSWER = 60


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a demo that answers."""
    port = _free_port()
    told = {name: os.environ[name] for name in KEPT if name in os.environ}
    told |= {"HEJIE_DATA": str(folder), "HEJIE_MODE": "demo"}
    with (
        open(folder / "house.log", "w+", encoding="utf-8") as log,
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
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
