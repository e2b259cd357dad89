"""Fixtures of the platform's tests: the cast, the moment, and a database that starts empty.

Models are imported inside the fixtures: this file is read before Django's settings are named.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.platform.cast import Cast


@pytest.fixture
def now() -> datetime:
    """The moment at which the test's story begins: a Monday, ten in the morning in Shanghai."""
    return datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None, now: datetime) -> "Cast":
    """Everybody who may appear."""
    from tests.platform.cast import make_cast

    return make_cast(now)


@pytest.fixture(autouse=True, scope="session")
def _passwords_are_hashed_quickly() -> Iterator[None]:
    """The same Argon2, with little memory and one round: what it costs an attacker is no concern of a test."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"time_cost": 1, "memory_cost": 64, "parallelism": 1}.items():
            patch.setattr(Argon2PasswordHasher, name, value)
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
