"""Children from the nursery: what they answer, that none outlives its leash, and that a dead nursery is replaced."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hejie_platform.core import nursery

PROCESSES = Path("/proc")
CHILD = "hejie_platform.intake.facts.child"
pytestmark = pytest.mark.skipif(not PROCESSES.is_dir(), reason="this system tells nothing of its processes")
HEAD = json.dumps({"filename": "a.csv", "password": None, "today": "2026-11-23", "maps": []}).encode() + b"\n"


def read(data: bytes, seconds: float = 20) -> bytes:
    return nursery.run(CHILD, HEAD + data, seconds=seconds)


def stat(pid: int) -> tuple[str, int] | None:
    """A process's state and its parent, as Linux tells them; None where there is no such process."""
    try:
        told = (PROCESSES / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    state, parent = told.rpartition(")")[2].split()[:2]
    return state, int(parent)


def is_gone(pid: int) -> bool:
    """Ended, be it that nobody has waited for it yet."""
    found = stat(pid)
    return found is None or found[0] == "Z"


def children() -> list[int]:
    assert nursery._keeper.running is not None
    ours = nursery._keeper.running.process.pid
    pids = [int(each.name) for each in PROCESSES.iterdir() if each.name.isdigit()]
    return [pid for pid in pids if (found := stat(pid)) is not None and found[1] == ours]


def comes_true(said: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not said() and time.monotonic() < until:
        time.sleep(0.02)
    return said()


def test_a_child_answers_and_is_gone() -> None:
    assert json.loads(read(b"x,y\n1,2\n"))["source"] == ""
    assert comes_true(lambda: not children())


def test_an_order_larger_than_a_pipe_is_taken_whole() -> None:
    answer = json.loads(read(b"x,y\n" + b"1,2\n" * 100_000))
    assert answer["faults"]


@pytest.mark.parametrize("module", ["hejie_platform.no_such_module", "hejie_platform.core.codes"])
def test_what_has_no_main_answers_nothing(module: str) -> None:
    for ask in (nursery.run, lambda *order, seconds: list(nursery.lines(*order, seconds=seconds))):
        with pytest.raises(nursery.Ended, match="fallen"):
            ask(module, b"x" * 1_000_000, seconds=20)


def test_a_child_that_is_let_go_is_killed() -> None:
    with nursery._child(CHILD):  # it waits for its order
        (pid,) = children()
        assert not is_gone(pid)
    assert comes_true(lambda: is_gone(pid))


def test_a_child_that_takes_too_long_answers_nothing_and_is_killed() -> None:
    with pytest.raises(nursery.Ended, match="too_slow"):
        read(b"x,y\n1,2\n", seconds=0)
    assert comes_true(lambda: not children())


def test_a_child_whose_answer_nobody_wants_any_more_is_killed() -> None:
    asked = iter([True, False])
    with nursery._child(CHILD) as (into, out):
        (pid,) = children()
        os.kill(pid, signal.SIGSTOP)  # it hangs
        with pytest.raises(nursery.Ended, match="unwanted"):
            list(nursery._talk(into, out, HEAD, nursery._Watch(20, lambda: next(asked))))
    assert comes_true(lambda: is_gone(pid))


def test_a_dead_nursery_is_replaced() -> None:
    read(b"x")
    assert nursery._keeper.running is not None
    first = nursery._keeper.running.process
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert read(b"x,y\n1,2\n")
    assert nursery._keeper.running.process.pid != first.pid


def test_a_copy_of_our_process_has_a_nursery_of_its_own() -> None:
    read(b"x")
    assert nursery._keeper.running is not None
    ours = nursery._keeper.running.process.pid
    pid = os.fork()
    if pid == 0:
        good = bool(read(b"x,y\n1,2\n")) and nursery._keeper.running is not None
        os._exit(0 if good and nursery._keeper.running.process.pid != ours else 1)
    assert os.waitpid(pid, 0)[1] == 0
    assert read(b"x,y\n1,2\n")
    assert nursery._keeper.running.process.pid == ours


def test_neither_nursery_nor_child_outlives_a_house_that_is_killed() -> None:
    dies = (
        "import os, signal\n"
        "from hejie_platform.core import nursery\n"
        f"with nursery._child({CHILD!r}):\n"
        "    print(nursery._keeper.running.process.pid, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-I", "-c", dies], stdout=subprocess.PIPE, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert comes_true(lambda: is_gone(int(ended.stdout)))


def test_a_child_has_no_secret_of_ours_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEJIE_SECRET_KEY", "secret")
    nursery._keeper.close()
    with nursery._child(CHILD):
        (pid,) = children()
        told = (PROCESSES / str(pid) / "environ").read_bytes()
    assert b"HEJIE" not in told
    asks = "import os; print('HEJIE_SECRET_KEY' in os.environ)"  # its neighbour, an ordinary child
    plain = subprocess.run([sys.executable, "-c", asks], capture_output=True, check=True)
    assert plain.stdout == b"True\n"
