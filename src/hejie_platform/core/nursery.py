"""Children that may be killed, born in milliseconds: one process imports what they need and is copied for each file.

    made = nursery.run("hejie_platform.intake.facts.child", order, seconds=40)   # bytes; Ended says why there are none
    for line in nursery.lines(module, order, seconds=45): ...                    # each as it comes

What a stranger uploaded is opened in a process of its own that lowers its limits, holds no secrets and never sees the
database. Starting one costs a tenth of a second of imports; a copy of a process that has them costs a few milliseconds.
That process (`serve`) opens no file itself: it starts with an empty environment, before anything was read, and only copies
itself. A child is held by a leash, a socket of which we keep the other end: when we let go, or end ourselves, it is killed.

The child runs `main()` of the module named: the order on its standard input, the answer on its standard output. Only an
answer whose `main()` came to its end is handed back. What a module's `prepare()` does, it does once, before its first child.

Each child may take much memory, so that few live at once (`CHILDREN`), fewer of one person, and the rest wait their turn; who
waits too long is told `Ended("busy")`, and nothing is lost by asking again.
"""

import atexit
import contextlib
import importlib
import math
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from functools import cache
from io import FileIO
from types import ModuleType
from typing import Any, NoReturn

from hejie_platform.core.turns import Busy, Turns

CHILDREN = 4  # at once, in this process
OF_ONE = 2  # of them for one person
WAITING = 24
WAIT = 20  # seconds for a turn
PATIENCE = 60  # seconds for a nursery to start with all its imports on a busy machine
GOODBYE = 2  # seconds for it to end by itself; a stop of the house must not wait for it
LOOK_EVERY = 0.5  # seconds
PIECE = 64 * 2**10
NAME_BYTES = 200
WHOLE = b"\x00whole"  # the last bytes of an answer; JSON holds no zero byte
ROOTS: list[str] = []  # folders of modules beside those that are installed


# --- our side ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Nursery:
    """The process, and our end of the socket on which it is asked for children."""

    process: subprocess.Popen[bytes]
    control: socket.socket

    def close(self) -> None:
        """Its children are killed and it ends."""
        self.control.close()
        try:
            self.process.wait(GOODBYE)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Ended(Exception):
    """The child gave no further answer; `why`: too_slow | unwanted | fallen | busy (there was none)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def run(
    module: str,
    order: bytes,
    *,
    seconds: float,
    is_wanted: Callable[[], bool] = lambda: True,
    whose: str = "",
) -> bytes:
    """What `main()` of `module` wrote for `order`. Raises Ended where it failed, died of its limits or took too long.

    `is_wanted` is asked at once and then twice a second; a no kills the child. `whose` names the person it works for.
    """
    with _turn(whose, is_wanted), _child(module) as (into, out):
        answer = b"".join(_talk(into, out, order, _Watch(seconds, is_wanted)))
    return _whole(answer)


def lines(
    module: str, order: bytes, *, seconds: float, is_wanted: Callable[[], bool] = lambda: True
) -> Generator[bytes, None, None]:
    """Each line that `main()` writes, as it comes, at most `seconds` after the one before. Raises Ended as `run` does.

    The child is gone when the generator is closed.
    """
    waiting = b""
    with _turn("", is_wanted), _child(module) as (into, out):
        watch = _Watch(seconds, is_wanted)
        for piece in _talk(into, out, order, watch):
            *whole, waiting = (waiting + piece).split(b"\n")
            for line in whole:
                yield line
                watch.renew()
    if _whole(waiting):
        raise Ended("fallen")


_turns = Turns(most=CHILDREN, of_one=OF_ONE, waiting=WAITING)


@contextlib.contextmanager
def _turn(whose: str, is_wanted: Callable[[], bool]) -> Iterator[None]:
    """A turn to have a child. Raises Ended("busy"), or Ended("unwanted") for one that nobody wants any more."""
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(_turns.taken(whose, seconds=WAIT, is_wanted=is_wanted))
        except Busy:
            raise Ended("busy" if is_wanted() else "unwanted") from None
        yield


def _whole(answer: bytes) -> bytes:
    """An answer without its last mark. Raises Ended: whoever wrote it did not come to its end."""
    if not answer.endswith(WHOLE):
        raise Ended("fallen")
    return answer.removesuffix(WHOLE)


@dataclass(slots=True)
class _Watch:
    """How long a child may still be silent, and whether anybody wants it."""

    seconds: float
    is_wanted: Callable[[], bool]
    until: float = 0.0
    asked: float = field(default=-math.inf)

    def __post_init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        self.until = time.monotonic() + self.seconds

    def look(self) -> float:
        """How long to wait now. Raises Ended."""
        now = time.monotonic()
        if now >= self.until:
            raise Ended("too_slow")
        if now >= self.asked + LOOK_EVERY:
            self.asked = now
            if not self.is_wanted():
                raise Ended("unwanted")
        return min(self.until - now, LOOK_EVERY)


@contextlib.contextmanager
def _child(module: str) -> Iterator[tuple[FileIO, FileIO]]:
    """The two pipes of a new child; it is killed when they are let go."""
    (given, into), (out, answer), (leash, held) = _pipe(), _pipe(), socket.socketpair()
    with leash, into, out:
        with held, given, answer:
            _keeper.ask(module, (held.fileno(), given.fileno(), answer.fileno()), leash)
        yield into, out


def _pipe() -> tuple[FileIO, FileIO]:
    """Its reading and its writing end; objects, because a number that is closed twice may be somebody else's by then."""
    reading, writing = os.pipe()
    return FileIO(reading, "r"), FileIO(writing, "w")


class _Keeper:
    """The nursery of this process, from the first time that it is asked."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.running: _Nursery | None = None

    def ask(self, module: str, ends: tuple[int, int, int], leash: socket.socket) -> None:
        """One child more; asked again once, of a new nursery, where the old one has died."""
        leash.settimeout(PATIENCE)
        with self.lock:
            for is_last in (False, True):
                try:
                    self.running = self.running or _started()
                    socket.send_fds(self.running.control, [module.encode()], ends)
                    if leash.recv(1):
                        return
                    raise ConnectionError("the nursery ended")
                except OSError:
                    self.close()
                    if is_last:
                        raise

    def close(self) -> None:
        """No child outlives this."""
        if self.running is not None:
            self.running.close()
        self.running = None

    def start_anew(self) -> None:
        """In a copy of our own process: the nursery belongs to the original."""
        if self.running is not None:
            self.running.control.close()
            self.running.process.returncode = 0  # not ours to wait for
        self.lock, self.running = threading.Lock(), None
        _turns.forget()


def _started() -> _Nursery:
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-I", "-m", __name__, *ROOTS],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )
    return _Nursery(process, ours)


_keeper = _Keeper()
atexit.register(_keeper.close)
os.register_at_fork(after_in_child=_keeper.start_anew)


def _talk(into: FileIO, out: FileIO, order: bytes, watch: _Watch) -> Iterator[bytes]:
    """Write the order and give the pieces of the answer as either end is ready, until there is no more. Raises Ended."""
    rest = memoryview(order)
    os.set_blocking(into.fileno(), False)
    with selectors.DefaultSelector() as ready:
        ready.register(into, selectors.EVENT_WRITE)
        ready.register(out, selectors.EVENT_READ)
        while True:
            for key, _ in ready.select(watch.look()):
                if key.fileobj is into:
                    rest = rest[_written(into, rest) :]
                    if not rest:
                        ready.unregister(into)
                        into.close()
                elif piece := out.read(PIECE):
                    yield piece
                else:
                    return


def _written(into: FileIO, rest: memoryview) -> int:
    """How many bytes the child took; all of them where it reads no more, for it may answer still."""
    try:
        return into.write(rest[:PIECE]) or 0
    except BrokenPipeError:
        return len(rest)


# --- the nursery's side -----------------------------------------------------------------------------


def serve(control: socket.socket) -> None:
    """Copy this process for each child that is asked for; end, with all of them, when the other end of `control` closes."""
    with selectors.DefaultSelector() as waiting:
        waiting.register(control, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                if key.data is not None:
                    _end(waiting, key)
                elif not _bear(control, waiting):
                    for each in [each for each in waiting.get_map().values() if each.data is not None]:
                        _end(waiting, each)
                    return


def _bear(control: socket.socket, waiting: selectors.BaseSelector) -> bool:
    name, ends, _, _ = socket.recv_fds(control, NAME_BYTES, 3)
    if not name:
        return False
    leash, given, answer = socket.socket(fileno=ends[0]), ends[1], ends[2]
    module = _prepared(name.decode())
    pid = os.fork()
    if pid == 0:
        _live(module, given, answer)
    os.close(given)
    os.close(answer)
    waiting.register(leash, selectors.EVENT_READ, pid)
    with contextlib.suppress(OSError):  # who asked has let go already; the next turn of `serve` sees it
        leash.send(b"1")
    return True


@cache
def _prepared(name: str) -> ModuleType | None:
    """None where there is no such module; its child will fail."""
    try:
        module = importlib.import_module(name)
    except ImportError:
        return None
    getattr(module, "prepare", lambda: None)()
    return module


def _end(waiting: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
    """The leash was let go. Until we wait for it, nobody else can have this child's number."""
    waiting.unregister(key.fileobj)
    os.kill(key.data, signal.SIGKILL)
    os.waitpid(key.data, 0)
    leash = key.fileobj
    if isinstance(leash, socket.socket):
        leash.close()


def _live(module: Any, given: int, answer: int) -> NoReturn:
    """A child's whole life. Nothing of the nursery is left in its hands but what it imported."""
    code = 1
    try:
        os.setsid()
        os.dup2(given, 0)
        os.dup2(answer, 1)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        module.main()
        sys.stdout.flush()
        os.write(1, WHOLE)
        code = 0
    finally:
        os._exit(code)


def main() -> None:
    """`python -I -m hejie_platform.core.nursery`, with the socket as standard input."""
    sys.path += sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    serve(control)


if __name__ == "__main__":
    main()
