"""A child process that does not outlive its supervisor.

The supervisor holds the other end of the child's standard input. When the supervisor is gone, however it went,
the pipe closes and the child asks itself to stop; one that has not stopped five seconds later ends at once.
"""

import os
import signal
import threading
import time

VARIABLE = "HEJIE_LIFELINE"
SECONDS_TO_STOP = 5.0


def hold() -> None:
    """Watch the pipe, if this process was started by the supervisor."""
    if os.environ.get(VARIABLE) == "1":
        threading.Thread(target=_watch, name="lifeline", daemon=True).start()


def _watch() -> None:
    while os.read(0, 64):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_STOP)
    os._exit(1)
