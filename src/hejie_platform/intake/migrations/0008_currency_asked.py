"""Nobody was asked for the currency when columns were named, so "CNY" was nobody's word: the file or the case says it."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def forget(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Answers of before name no currency."""
    apps.get_model("intake", "ColumnAnswer").objects.update(currency="")


class Migration(migrations.Migration):
    dependencies = [("intake", "0007_line_note")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
