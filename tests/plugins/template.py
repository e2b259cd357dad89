"""An empty test database is migrated once for each set of migrations and copied ever after.

`install()` lets Django's `migrate` look for a copy first, where the database holds nothing yet. Of SQLite the copy is a file in
var/ under a name made of the migrations' own text, so that a changed migration makes a new one; of PostgreSQL it is a database
beside the others, on a server that says (HEJIE_TEMPLATES=1) that it lives for one run alone. Two workers wait for each other.
A database that holds something is migrated as ever.
"""

import fcntl
import hashlib
import importlib.metadata
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "templates"
KEPT = 3  # the newest copies; older ones belong to migrations that have changed


@dataclass(frozen=True, slots=True)
class Copies:
    """How a kind of database keeps a copy: fill an empty one from it, if it is there; make it of a migrated one."""

    fill: Callable[[Any, str], bool]
    keep: Callable[[Any, str], None]


def install() -> None:
    """Once Django is set up."""
    from django.core.management.commands.migrate import Command
    from django.db import connections

    migrated = Command.handle

    def handle(self: Any, *args: Any, **options: Any) -> Any:
        connection = connections[options["database"]]
        copies = COPIES.get(connection.vendor)
        if copies is None or options.get("app_label") or not _may_be_copied(connection):
            return migrated(self, *args, **options)
        with _one_at_a_time():
            if copies.fill(connection, _fingerprint()):
                return None
            with models_are_made_one_by_one():
                found = migrated(self, *args, **options)
            copies.keep(connection, _fingerprint())
        return found

    Command.handle = handle  # type: ignore[method-assign]  # for the time of the tests


@contextmanager
def models_are_made_one_by_one() -> Iterator[None]:
    """A migration that makes a table renders its model, and not again every model that it is related to, which is all of them:
    three seconds instead of ten. That the tables are the same is a test of its own (tests/platform/jobs/test_migrations.py)."""
    from django.db.migrations.state import ProjectState

    def add_model(self: Any, model: Any) -> None:
        key = model.app_label, model.name_lower
        self.models[key] = model
        if self._relations is not None:
            self.resolve_model_relations(key)
        if "apps" in vars(self):
            self.apps.render_multiple([model])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ProjectState, "add_model", add_model)
        yield


def _may_be_copied(connection: Any) -> bool:
    is_ours = connection.vendor == "sqlite" or os.environ.get("HEJIE_TEMPLATES") == "1"
    return is_ours and not connection.introspection.table_names()


def _fingerprint() -> str:
    """Of our migrations, and of the libraries that bring their own."""
    told = hashlib.sha256()
    for path in sorted((ROOT / "src").glob("hejie_platform/*/migrations/*.py")):
        told.update(path.name.encode() + path.read_bytes())
    told.update((ROOT / "src/hejie_platform/ledger/guards.py").read_bytes())
    for library in ("django", "django-allauth", "django-axes"):
        told.update(importlib.metadata.version(library).encode())
    return told.hexdigest()[:16]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fill_sqlite(connection: Any, name: str) -> bool:
    copy = FOLDER / f"{name}.sqlite3"
    if not copy.exists():
        return False
    with sqlite3.connect(copy) as source:
        source.backup(connection.connection)
    return True


def _keep_sqlite(connection: Any, name: str) -> None:
    fresh = FOLDER / f"{name}.{os.getpid()}"
    with sqlite3.connect(fresh) as target:
        connection.connection.backup(target)
    fresh.replace(FOLDER / f"{name}.sqlite3")
    newest_first = sorted(FOLDER.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in newest_first[KEPT:]:
        old.unlink(missing_ok=True)


def _fill_postgres(connection: Any, name: str) -> bool:
    with _beside(connection) as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            return False
        ours = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"DROP DATABASE {ours}")
        cursor.execute(f"CREATE DATABASE {ours} TEMPLATE {connection.ops.quote_name(name)}")
    return True


def _keep_postgres(connection: Any, name: str) -> None:
    with _beside(connection) as cursor:
        ours, kept = (connection.ops.quote_name(each) for each in (connection.settings_dict["NAME"], name))
        cursor.execute(f"CREATE DATABASE {kept} TEMPLATE {ours}")


@contextmanager
def _beside(connection: Any) -> Iterator[Any]:
    """A cursor in another database of the same server; nobody may be in one that is copied."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        yield cursor


COPIES: Mapping[str, Copies] = {
    "sqlite": Copies(_fill_sqlite, _keep_sqlite),
    "postgresql": Copies(_fill_postgres, _keep_postgres),
}
