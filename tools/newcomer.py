"""What a newcomer lives through: a fresh clone, an empty home, and `make run` twice, with a watch in hand.

    first   installs everything from an empty package cache; the first page must answer within 60 s
    second  installs nothing; within 6 s
    each    Ctrl-C must end everything within 5 s, also while a page is held open

The seconds are printed beside what was promised; machines are shared and noisy, so only four times as long fails.

The last commit is cloned into a temporary folder, and PATH holds system folders alone. Needs the package
index, hence a command of its own (`make newcomer`) and no test.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMITS = {"first": 60.0, "second": 6.0}
SECONDS_TO_STOP = 5.0
PATH = "/usr/bin:/bin"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as page:
            return bool(page.status == 200 and page.read())
    except (urllib.error.URLError, OSError):
        return False


def seconds_until_first_page(running: "subprocess.Popen[bytes]", address: str, limit: float) -> float | None:
    """None when the process ended or four times the limit went by."""
    started = time.monotonic()
    while (spent := time.monotonic() - started) < 4 * limit and running.poll() is None:
        if answers(address):
            return time.monotonic() - started
        time.sleep(min(0.1, limit - spent if limit > spent else 0.1))
    return None


def seconds_to_stop(running: "subprocess.Popen[bytes]", port: int) -> float:
    """Ctrl-C as a terminal sends it, to the whole group, with a connection held open."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2):
        started = time.monotonic()
        os.killpg(running.pid, signal.SIGINT)
        while is_alive(running) and time.monotonic() - started < 4 * SECONDS_TO_STOP:
            time.sleep(0.05)
        return time.monotonic() - started
    return 0.0


def is_alive(running: "subprocess.Popen[bytes]") -> bool:
    """Whether anything of the group is left: make, web, worker or scheduler."""
    running.poll()
    try:
        os.killpg(running.pid, 0)
    except ProcessLookupError:
        return False
    return True


def start(folder: Path, home: Path, port: int, log: Path) -> "subprocess.Popen[bytes]":
    with log.open("wb") as output:
        return subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=folder,
            env={"HOME": str(home), "PATH": PATH},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def live_through(folder: Path, home: Path) -> Iterator[str]:
    """Both starts; one line for each fault."""
    for turn, limit in LIMITS.items():
        port, log = free_port(), folder.parent / f"{turn}.log"
        running = start(folder, home, port, log)
        page = seconds_until_first_page(running, f"http://127.0.0.1:{port}/", limit)
        stopped = seconds_to_stop(running, port) if running.poll() is None else 0.0
        if is_alive(running):
            os.killpg(running.pid, signal.SIGKILL)
        shown = "never" if page is None else f"{page:.1f} s"
        late = " LATER THAN PROMISED" if page is not None and page > limit else ""
        print(
            f"{turn:<7} first page {shown} (promised {limit:.0f} s){late}, stopped in {stopped:.1f} s",
            flush=True,
        )
        if page is None:
            yield f"the {turn} start: first page {shown}\n{log.read_text(errors='replace')[-4000:]}"
        if stopped > 4 * SECONDS_TO_STOP:
            yield f"the {turn} start: took {stopped:.1f} s to stop"


def verbs(folder: Path) -> Iterator[str]:
    done = subprocess.run([folder / ".venv/bin/hejie", "--help"], check=False, capture_output=True, text=True)
    if done.returncode:
        yield f"hejie --help: exit {done.returncode}\n{done.stderr[-2000:]}"


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="hejie-newcomer-", ignore_cleanup_errors=True) as name:
        folder, home = Path(name, "hejie"), Path(name, "home")
        home.mkdir()
        subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)
        faults = [*live_through(folder, home), *verbs(folder)]
    print("\n".join(faults) if faults else "a newcomer is served in time")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
