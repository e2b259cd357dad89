"""Bringing the database up to date, and finding out quickly that it is."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def is_up_to_date() -> bool:
    """Whether every migration has been applied."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def bring_up_to_date() -> None:
    """Apply what is missing; nothing when nothing is."""
    if not is_up_to_date():
        call_command("migrate", verbosity=0, interactive=False)
