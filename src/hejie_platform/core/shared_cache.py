"""The cache that all processes share holds counts of attempts and used codes, and nothing that could not be lost."""

from django.conf import settings
from django.db import connection


def forget_expired() -> int:
    """Drop what counts no longer, so that the table stays as small as what does; returns how many rows. By the database's
    own clock, as the cache reads it: it is never moved."""
    table = str(settings.SHARED_CACHE["LOCATION"])
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return 0
        quoted = connection.ops.quote_name(table)
        cursor.execute(f"DELETE FROM {quoted} WHERE expires < CURRENT_TIMESTAMP")
        return int(cursor.rowcount)
