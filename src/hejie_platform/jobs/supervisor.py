"""Several processes as one: started together, printed with their names, stopped together within five seconds.

    with Supervisor() as house:
        house.start("web", ["serve", "--port", "8000"])
        house.start("worker", ["worker"], restart=True)
        house.wait()

Children run in sessions of their own, so that Ctrl-C reaches the supervisor alone and everything ends in
order; each holds a lifeline, so that none survives it. This module knows nothing of Django.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import IO, Self

from hejie_platform.jobs import lifeline

SECONDS_TO_STOP = 4.2
TICK = 0.1
RESTART_PAUSE = 1.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Child:
    """One process under the supervisor; `restart` says whether it is started again when it falls over."""

    name: str
    arguments: Sequence[str]
    restart: bool
    is_needed: bool
    process: "subprocess.Popen[str]" = field(init=False)
    ended_at: float | None = None

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None


class Supervisor:
    """Holds the children; ends when a needed one ends or when a signal comes."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self._stopping = threading.Event()

    def __enter__(self) -> Self:
        for name in SIGNALS:
            signal.signal(name, self._on_signal)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def is_stopping(self) -> bool:
        return self._stopping.is_set()

    def start(
        self, name: str, arguments: Sequence[str], *, restart: bool = False, is_needed: bool = False
    ) -> Child:
        """Start `python -m hejie_platform <arguments>` under `name`."""
        child = Child(name, arguments, restart, is_needed)
        self._spawn(child)
        self.children.append(child)
        return child

    def wait(self) -> int:
        """Watch until told to stop (0) or until a needed child has ended (1)."""
        while not self._stopping.wait(TICK):
            for child in self.children:
                if not child.is_running and not self._mend(child):
                    say("run", f"{child.name} ended with code {child.process.returncode}")
                    return 1
        return 0

    def stop(self) -> None:
        """Ask every child to end, wait a little, end the rest."""
        self._stopping.set()
        running = [child.process for child in self.children if child.is_running]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + SECONDS_TO_STOP
        for process in running:
            _end(process, max(0.0, deadline - time.monotonic()))

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._stopping.set()

    def _spawn(self, child: Child) -> None:
        child.ended_at = None
        child.process = subprocess.Popen(
            [sys.executable, "-m", "hejie_platform", *child.arguments],
            env=os.environ | {lifeline.VARIABLE: "1", "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        threading.Thread(target=_print_lines, args=(child.name, child.process.stdout), daemon=True).start()

    def _mend(self, child: Child) -> bool:
        """Whether the house goes on without this child, or with it started again after a pause."""
        if child.restart:
            child.ended_at = child.ended_at or time.monotonic()
            if time.monotonic() - child.ended_at > RESTART_PAUSE:
                say("run", f"{child.name} fell over (code {child.process.returncode}); starting it again")
                self._spawn(child)
        return not child.is_needed


def say(name: str, line: str) -> None:
    """One line of the common log."""
    print(f"{name:<9} | {line}", flush=True)


def _print_lines(name: str, stream: IO[str] | None) -> None:
    for line in stream or ():
        say(name, line.rstrip())


def _end(process: "subprocess.Popen[str]", seconds: float) -> None:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
