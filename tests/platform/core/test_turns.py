"""Few at once, fewer of one person, the rest in their order; whoever waits too long is told, and no turn is lost."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from hejie_platform.core import nursery
from hejie_platform.core.turns import Busy, Turns
from hejie_platform.intake.actions import reading

SOON = 0.05
LONG = 20.0


def turns(most: int = 2, of_one: int = 2, waiting: int = 4) -> Turns:
    return Turns(most=most, of_one=of_one, waiting=waiting)


@contextmanager
def in_a_thread(ask: Callable[[], None]) -> Iterator[threading.Thread]:
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    yield thread
    thread.join(LONG)
    assert not thread.is_alive()


def waits(here: Turns, count: int) -> bool:
    with here.changed:
        return bool(here.changed.wait_for(lambda: len(here.queue) == count, timeout=LONG))


def test_no_more_than_so_many_hold_a_turn_and_who_waits_too_long_is_told() -> None:
    here = turns()
    with here.taken("a", seconds=SOON), here.taken("b", seconds=SOON):
        with pytest.raises(Busy), here.taken("c", seconds=SOON):
            pass
        assert here.queue == []
    with here.taken("c", seconds=SOON):
        assert here.held.total() == 1


def test_one_person_takes_no_turn_of_everybodys() -> None:
    here = turns(most=3, of_one=1)
    with here.taken("a", seconds=SOON):
        with pytest.raises(Busy), here.taken("a", seconds=SOON):
            pass
        with here.taken("b", seconds=SOON), here.taken("", seconds=SOON):
            assert here.held.total() == 3


def test_who_waits_behind_somebody_that_may_not_yet_goes_before_them() -> None:
    here, had = turns(most=2, of_one=1), []

    def ask(whose: str) -> None:
        with here.taken(whose, seconds=LONG):
            had.append(whose)

    first = ExitStack()
    first.enter_context(here.taken("a", seconds=SOON))
    with in_a_thread(lambda: ask("a")):
        assert waits(here, 1)
        with in_a_thread(lambda: ask("b")):
            pass
        assert had == ["b"]
        first.close()
    assert had == ["b", "a"]


def test_a_turn_comes_back_however_its_holder_ends_and_too_many_do_not_even_wait() -> None:
    here = turns(most=1, waiting=1)
    with pytest.raises(ZeroDivisionError), here.taken("a", seconds=SOON):
        raise ZeroDivisionError
    with here.taken("a", seconds=SOON):
        waiting = threading.Event()

        def ask() -> None:
            with pytest.raises(Busy), here.taken("b", seconds=LONG, is_wanted=lambda: not waiting.is_set()):
                pass

        with in_a_thread(ask):
            assert waits(here, 1)
            with pytest.raises(Busy), here.taken("c", seconds=LONG):  # at once: the queue is full
                pass
            waiting.set()
    assert here.held.total() == 0


def test_two_who_hold_a_turn_and_want_another_do_not_wait_for_each_other() -> None:
    here = turns(most=1)
    with here.taken("a", seconds=SOON), pytest.raises(Busy), here.taken("a", seconds=SOON):
        pass
    with here.taken("a", seconds=SOON):
        pass


def test_a_paper_that_finds_no_turn_is_answered_kindly_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch, now
) -> None:
    """A copy of our process has all its turns: those of the original are not its own."""
    here = turns(most=1)
    monkeypatch.setattr(nursery, "_turns", here)
    monkeypatch.setattr(nursery, "WAIT", SOON)
    asked = {"filename": "a.csv", "password": None, "day": now.date()}
    with here.taken("somebody", seconds=SOON):
        assert reading.read_in_child(b"x,y\n1,2\n", **asked) == reading.BUSY
        here.forget()
        assert here.held.total() == 0
        here.held["somebody"] = 1
    assert reading.read_in_child(b"x,y\n1,2\n", **asked) != reading.BUSY
