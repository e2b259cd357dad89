"""The tables of the tests, made in haste (tests/plugins/template.py), are those that the migrations make."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

pytestmark = [pytest.mark.django_db, pytest.mark.whole_house]

TOLD = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


def migrated(folder: Path) -> Path:
    """A database that an installation's own command made, in a process that knows nothing of the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    env = kept | {"HEJIE_DATA": str(folder), "HEJIE_MODE": "test"}
    command = [sys.executable, "-m", "django", "migrate", "--settings", "hejie_platform.settings", "-v", "0"]
    subprocess.run(command, env=env, check=True)
    (made,) = folder.rglob("*.sqlite3")
    return made


def schema(execute: Callable[[str], Any]) -> list[tuple[str, ...]]:
    return list(execute(TOLD).fetchall())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the house is tried on SQLite")
def test_the_tables_of_the_tests_are_those_of_the_migrations(tmp_path: Path) -> None:
    with connection.cursor() as cursor, sqlite3.connect(migrated(tmp_path)) as made:
        ours = schema(cursor.execute)
        assert ours == schema(made.execute)
        assert len(ours) > 500
        name = next(name for kind, name, _table, sql in ours if kind == "index" and sql)
        made.execute(f'DROP INDEX "{name}"')
        assert ours != schema(made.execute)
