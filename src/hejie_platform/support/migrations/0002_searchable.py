"""The words of the law library become searchable: FTS5 beside the table on SQLite, an index over its words on PostgreSQL."""

from typing import Any

from django.db import migrations

SQLITE = "CREATE VIRTUAL TABLE support_lawsearch USING fts5(rule UNINDEXED, country UNINDEXED, words)"
POSTGRES = "CREATE INDEX support_lawtext_words ON support_lawtext USING gin (to_tsvector('simple', words))"


def make_searchable(apps: Any, schema: Any) -> None:
    schema.execute(POSTGRES if schema.connection.vendor == "postgresql" else SQLITE)


def make_plain(apps: Any, schema: Any) -> None:
    schema.execute(
        "DROP INDEX support_lawtext_words"
        if schema.connection.vendor == "postgresql"
        else "DROP TABLE support_lawsearch"
    )


class Migration(migrations.Migration):
    dependencies = [("support", "0001_initial")]

    operations = [migrations.RunPython(make_searchable, make_plain)]
