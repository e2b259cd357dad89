"""`migrate`: bring the database up to date. On PostgreSQL this is a step of its own, before the web processes."""

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    import django

    from hejie_platform.jobs import schema

    django.setup()
    was_current = schema.is_up_to_date()
    schema.bring_up_to_date()
    print("The database was up to date." if was_current else "The database is up to date now.")
    return 0
