"""The database refuses to change or delete entries, looks and determinations. See `ledger.guards`."""

from typing import Any

from django.db import migrations

from hejie_platform.ledger import guards


def install(apps: Any, editor: Any) -> None:
    guards.install(editor.connection)


def remove(apps: Any, editor: Any) -> None:
    guards.remove(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
