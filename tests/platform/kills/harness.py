"""Kill processes in the middle of their work, on a database of their own: `python -m tests.platform.kills.harness`.

The parent forks a child that has everything loaded, lets it work for a few milliseconds and kills it; then
it looks whether what is left is whole. Prints one JSON object for the test to read.
"""

import argparse
import json
import os
import random
import signal
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

from tests.plugins import template

LIVES = 4  # the longest life of a child, in acts that it could do on this machine just now


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--big", action="store_true", help="the big acts at every named point instead")
    parser.add_argument(
        "--rooms", action="store_true", help="one act of each other room at every named point"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", type=Path, required=True)
    chosen = parser.parse_args()
    django.setup()
    template.install()
    if chosen.rooms:
        report = run_rooms()
    else:
        report = run_big() if chosen.big else run(chosen.kills, random.Random(chosen.seed), chosen.log)
    print(json.dumps(report))


def run_big() -> dict[str, Any]:
    """Kill each big act at every named point, then let it be done; what is owed is done before the next act."""
    from django.core.management import call_command

    from tests.platform.cast import make_cast
    from tests.platform.kills import big, world
    from tests.platform.stories import negotiation

    call_command("migrate", verbosity=0, interactive=False)
    story = big.begin(make_cast(world.NOW))
    faults = []
    for act in big.ACTS:
        faults += _killed_everywhere(act, story)
        negotiation.worked(world.NOW)
    return {"faults": faults, "acts": [act.name for act in big.ACTS], "left": big.ACTS[-1].left(story)}


def run_rooms() -> dict[str, Any]:
    """The same for one act of each room; what is owed waits, so that only the act itself changes anything."""
    from django.core.management import call_command

    from tests.platform.cast import make_cast
    from tests.platform.kills import big, rooms, world

    call_command("migrate", verbosity=0, interactive=False)
    begun, faults = rooms.begin(make_cast(world.NOW)), []
    for act in rooms.ACTS:
        faults += _killed_at(act, begun, act.points)
        faults += big.once_recorded(act)
    return {"faults": faults, "acts": [act.name for act in rooms.ACTS]}


def _killed_everywhere(act: Any, story: Any) -> Iterator[str]:
    from tests.platform.kills import big, points

    yield from _killed_at(act, story, tuple(points.ABSENT))
    yield from big.entry_faults(act)
    if (left := act.left(story)) != act.wanted:
        yield f"{act.name} leaves {left}, not {act.wanted}"


def _killed_at(act: Any, story: Any, names: Sequence[str]) -> Iterator[str]:
    """Absent before the commit, whole after it, and nothing changed when it is done once more."""
    from tests.platform.kills import big, points

    before = big.snapshot()
    for name in names:
        if not _fork_and_wait(lambda arm=points.ABSENT[name]: (arm(), act.do(story, act.action_id))):
            yield f"{act.name} never came {name}"
        yield from (
            f"{act.name}, killed {name}: {table} differs" for table in big.changed(before, big.snapshot())
        )
    for name, arm in points.WHOLE.items():
        if not _fork_and_wait(lambda arm=arm: (arm(), act.do(story, act.action_id))):
            yield f"{act.name} never came {name}"
        whole = big.snapshot()
        if not act.do(story, act.action_id).repeated:
            yield f"{act.name}, killed {name}: it had to be done again"
        yield from (f"{act.name}, done twice: {table}" for table in big.changed(whole, big.snapshot()))


def run(kills: int, rng: random.Random, log: Path) -> dict[str, Any]:
    from django.core.management import call_command

    from tests.platform.kills import world

    call_command("migrate", verbosity=0, interactive=False)
    world.build()
    log.touch()
    faults = [*_at_named_points(log), *_at_random(kills, rng, log)]
    faults += _finish(log)
    return {"faults": faults, "kills": kills, "entries": _entries(), "delivered": len(_delivered(log))}


def _at_named_points(log: Path) -> list[str]:
    """Each point once: what is left is absent before the commit and whole after it; the retry is whole."""
    from tests.platform.kills import points, world

    faults = []
    rng = random.Random(7)
    for name, arm in {**points.ABSENT, **points.WHOLE}.items():
        act = world.next_act(rng)
        _fork_and_wait(lambda act=act, arm=arm: (arm(), world.do(act)))
        left = _recorded(act.action_id)
        if left != (1 if name in points.WHOLE else 0):
            faults.append(f"killed {name}: {left} entries")
        faults += [f"killed {name}: {fault}" for fault in world.faults()]
        world.do(act)
        if _recorded(act.action_id) != 1:
            faults.append(f"killed {name}: the retry is not recorded once")
    for arm in points.WORKER.values():
        _fork_and_wait(lambda arm=arm: (arm(), _deliver(log)))
    return faults


def _at_random(kills: int, rng: random.Random, log: Path) -> list[str]:
    """Kill a working child, or a delivering one, at a moment nobody chose."""
    from tests.platform.kills import world

    faults = []
    act = _seconds_of_an_act()
    for number in range(kills):
        seed = rng.getrandbits(32)
        task: Callable[[], Any] = (
            (lambda: _deliver(log))
            if number % 4 == 3
            else (lambda seed=seed: world.work(random.Random(seed)))
        )
        _fork_and_kill(task, after=rng.random() * LIVES * act)
        if number % 20 == 19:
            faults += [f"after kill {number}: {fault}" for fault in world.faults()]
    return faults


def _seconds_of_an_act() -> float:
    """How long a new child takes for one act, so that a busy machine kills no child before it has begun."""
    from tests.platform.kills import world

    def one() -> float:
        started = time.monotonic()
        _fork_and_wait(lambda: world.do(world.next_act(random.Random(started))))
        return time.monotonic() - started

    return sorted(one() for _ in range(5))[2]


def _finish(log: Path) -> list[str]:
    """With nobody killing, every effect arrives, under the id it had from the first."""
    from hejie_platform.ledger.models import Effect
    from tests.platform.kills import world

    _deliver(log, until_empty=True)
    ids = {str(pk) for pk in Effect.objects.values_list("pk", flat=True)}
    arrived = set(_delivered(log))
    faults = world.faults()
    faults += [f"effect {missing} never arrived" for missing in sorted(ids - arrived)]
    faults += [f"unknown message {extra}" for extra in sorted(arrived - ids)]
    faults += [f"effect {row.pk} is {row.state}" for row in Effect.objects.exclude(state="done")]
    return faults


def _deliver(log: Path, *, until_empty: bool = False) -> None:
    """A worker whose handler writes the effect's id to a file, which survives whoever wrote it."""
    from hejie_platform.jobs.worker import Worker
    from tests.platform.kills import world

    def note(effect: Any, *, now: Any) -> None:
        with open(log, "ab", buffering=0) as file:
            file.write(f"{effect.id}\n".encode())

    # Leases of killed workers have run out by now: an hour later for each call.
    _deliver.later = getattr(_deliver, "later", timedelta(0)) + timedelta(hours=1)  # type: ignore[attr-defined]  # a counter
    moment = world.NOW + _deliver.later + (timedelta(days=400) if until_empty else timedelta(0))  # type: ignore[attr-defined]  # as above
    deliverer = Worker(name=f"w{os.getpid()}", find=lambda _kind: note, now=lambda: moment)
    while deliverer.run_due():
        pass


def _fork_and_wait(task: Callable[[], Any]) -> bool:
    """Let a child do it to its end; whether that end was a kill."""
    _, status = os.waitpid(_fork(task), 0)
    return os.WIFSIGNALED(status)


def _fork_and_kill(task: Callable[[], Any], *, after: float) -> None:
    child = _fork(task)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _fork(task: Callable[[], Any]) -> int:
    """A child that shares no connection with us and does `task`; it never comes back into our code."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        task()
    except BaseException as error:
        print(f"child: {error!r}", file=sys.stderr)
    os._exit(0)


def _recorded(action_id: uuid.UUID) -> int:
    from hejie_platform.ledger.models import Entry

    return Entry.objects.filter(action_id=action_id).count()


def _entries() -> int:
    from hejie_platform.ledger.models import Entry

    return Entry.objects.count()


def _delivered(log: Path) -> list[str]:
    """The ids that arrived whole; a line cut by a kill is not an arrival."""
    return [line for line in log.read_text().split("\n")[:-1] if len(line) == 36]


if __name__ == "__main__":
    main()
