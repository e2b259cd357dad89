"""Fixtures of the platform's tests: the cast, the moment, and a database that starts empty.

A module whose tests all begin at the same point of a story tells it once: it defines `CHAPTER(cast, now)`, and each test finds
what that returned under `told`, with its own copy of the rows and everything that another test did undone.

Models are imported inside the fixtures: this file is read before Django's settings are named.
"""

import copy
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pytest

from hejie_platform.core import nursery

if TYPE_CHECKING:
    from tests.platform.cast import Cast


CHAIN = (
    "_middleware_chain",
    "_view_middleware",
    "_template_response_middleware",
    "_exception_middleware",
)
nursery.ROOTS.append(str(Path(__file__).resolve().parents[2]))  # a child may find the doubles of the tests
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """The moment at which the test's story begins: a Monday, ten in the morning in Shanghai."""
    return NOW


@pytest.fixture(scope="module")
def _chapter(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """The cast and what the module's CHAPTER made, in a transaction around all tests of the module; or None."""
    tell = getattr(request.module, "CHAPTER", None)
    if tell is None:
        yield None
        return
    from django.db import transaction

    from tests.platform.cast import make_cast

    with django_db_blocker.unblock():
        around = transaction.atomic()
        around._from_testcase = True  # as Django's own: a durable block inside may be a savepoint
        with around:
            cast = make_cast(NOW)
            yield cast, tell(cast, NOW)
            transaction.set_rollback(True)


@pytest.fixture
def _copy(db: None, _chapter: Any) -> Any:
    """This test's own copy, in which the cast's people are the people of the story."""
    return copy.deepcopy(_chapter)


@pytest.fixture
def cast(db: None, now: datetime, _copy: Any) -> "Cast":
    """Everybody who may appear."""
    from tests.platform.cast import make_cast

    return _copy[0] if _copy else make_cast(now)


@pytest.fixture
def told(_copy: Any) -> Any:
    """What the module's CHAPTER returned."""
    return _copy[1]


@pytest.fixture(autouse=True)
def _law_of_home() -> Iterator[None]:
    """Nobody begins under the law of the case that the test before looked at."""
    yield
    from hejie_platform.core import law

    law.leave()


@pytest.fixture(autouse=True, scope="session")
def _passwords_are_hashed_quickly() -> Iterator[None]:
    """The same Argon2, with little memory and one round: what it costs an attacker is no concern of a test."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"time_cost": 1, "memory_cost": 64, "parallelism": 1}.items():
            patch.setattr(Argon2PasswordHasher, name, value)
        yield


@pytest.fixture(autouse=True, scope="session")
def _templates_are_drawn_as_ever(django_test_environment: None) -> Iterator[None]:
    """Django's tests keep a copy of what each template was given; nobody asks for it here, and it costs a fifth of the time."""
    from django.template.base import Template
    from django.test import utils

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", utils._TestState.saved_data.template_render)
        yield


@pytest.fixture(autouse=True, scope="session")
def _middleware_is_set_up_once() -> Iterator[None]:
    """Each browser of a test would set up its own chain, and look through every static file for it."""
    from django.conf import settings
    from django.test.client import ClientHandler

    set_up = ClientHandler.load_middleware
    chains: WeakKeyDictionary[Any, dict[str, Any]] = WeakKeyDictionary()

    def load(self: Any, is_async: bool = False) -> None:
        as_set = settings._wrapped  # another one while a test has overridden any of them
        if as_set not in chains:
            set_up(self, is_async)
            chains[as_set] = {name: vars(self)[name] for name in CHAIN}
        vars(self).update(chains[as_set])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "load_middleware", load)
        yield


@pytest.fixture(autouse=True, scope="session")
def _append_only_tables_are_emptied_between_tests() -> Iterator[None]:
    """A test that commits is followed by an emptied database; the triggers of the record make way for that."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from hejie_platform.ledger import guards

    empty = BaseDatabaseOperations.execute_sql_flush

    def without_triggers(self: Any, sql_list: Any) -> Any:
        with guards.lifted(self.connection):
            return empty(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", without_triggers)
        yield
