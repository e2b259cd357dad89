"""`manage`: any of Django's own commands, with Hejie's settings."""

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["python -m hejie_platform manage", *arguments[1:]])
    return 0
