"""An empty SQLite database is migrated once for each set of migrations and copied ever after.

`install()` lets Django's `migrate` look for a copy first, where the database is SQLite and holds nothing yet. The copy lies in var/
under a name made of the migrations' own text, so that a changed migration makes a new one; two workers wait for each other.
PostgreSQL, and a database that holds something, are migrated as ever.
"""

import fcntl
import hashlib
import importlib.metadata
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "templates"
KEPT = 3  # the newest copies; older ones belong to migrations that have changed


def install() -> None:
    """Once Django is set up."""
    from django.core.management.commands.migrate import Command
    from django.db import connections

    migrated = Command.handle

    def handle(self: Any, *args: Any, **options: Any) -> Any:
        connection = connections[options["database"]]
        if not _is_empty_sqlite(connection) or options.get("app_label"):
            return migrated(self, *args, **options)
        copy = FOLDER / f"{_fingerprint()}.sqlite3"
        with _one_at_a_time():
            if copy.exists():
                with sqlite3.connect(copy) as source:
                    source.backup(connection.connection)
                return None
            found = migrated(self, *args, **options)
            _keep(connection, copy)
        return found

    Command.handle = handle  # type: ignore[method-assign]  # for the time of the tests


def _is_empty_sqlite(connection: Any) -> bool:
    return connection.vendor == "sqlite" and not connection.introspection.table_names()


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


def _keep(connection: Any, copy: Path) -> None:
    fresh = copy.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(fresh) as target:
        connection.connection.backup(target)
    fresh.replace(copy)
    newest_first = sorted(FOLDER.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in newest_first[KEPT:]:
        old.unlink(missing_ok=True)
