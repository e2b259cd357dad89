"""The worker, the reader of pictures and the scheduler as processes: set up, run until told to stop, finish what is in hand."""

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from hejie_platform.jobs import lifeline

NICE = 5  # pages come first


class Runner(Protocol):
    def run_until_stopped(self) -> None: ...
    def stop(self) -> None: ...


def main(arguments: Sequence[str]) -> int:
    lifeline.hold()
    set_up()
    os.nice(NICE)
    runner = RUNNERS[arguments[0]]()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: runner.stop())
    runner.run_until_stopped()
    return 0


def set_up() -> None:
    """Django, and a log of one line per event on standard output."""
    import django

    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(message)s")
    django.setup()


def _worker() -> Runner:
    from hejie_platform.jobs import handlers
    from hejie_platform.jobs.worker import Worker

    return Worker(name=_name(), without=handlers.SLOW)


def _reader() -> Runner:
    from hejie_platform.jobs import handlers
    from hejie_platform.jobs.worker import Worker

    return Worker(name=_name(), only=handlers.SLOW)


def _name() -> str:
    return f"{socket.gethostname()[:20]}-{os.getpid()}"


def _scheduler() -> Runner:
    from hejie_platform.jobs.scheduler import Scheduler

    return Scheduler()


RUNNERS: dict[str, Callable[[], Runner]] = {
    "worker": _worker,
    "reader": _reader,
    "scheduler": _scheduler,
}
