"""The database itself refuses to change or delete what was recorded.

Three tables are append-only: entries, looks at sensitive things, and determinations. Code that forgets this
is stopped by a trigger; somebody with the database's own password can drop the trigger, which is why chains
and anchors exist as well. Migration 0002 installs the triggers. A test that plants damage, or empties a
database between tests, lifts them first: `with guards.lifted(connection): ...`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("ledger_entry", "ledger_accessentry", "ledger_determination")

_SQLITE_INSTALL = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION hejie_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$
"""
_POSTGRES_INSTALL = """
CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION hejie_append_only()
"""
_VERBS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers that are not there yet."""
    if connection.vendor == "postgresql":
        _run(connection, _POSTGRES_FUNCTION)
    template = _POSTGRES_INSTALL if connection.vendor == "postgresql" else _SQLITE_INSTALL
    for table, verb in _pairs(connection):
        _run(connection, template.format(table=table, verb=verb))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: for reversing the migration and for tests."""
    on_table = " ON {table}" if connection.vendor == "postgresql" else ""
    for table, verb in _pairs(connection):
        _run(
            connection, ("DROP TRIGGER IF EXISTS {table}_no_{verb}" + on_table).format(table=table, verb=verb)
        )


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without the triggers inside, with them again afterwards."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def _pairs(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str]]:
    for table in TABLES:
        for verb in _VERBS[connection.vendor]:
            yield table, verb


def _run(connection: BaseDatabaseWrapper, sql: str, parameters: Any = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
