"""`manage`: any of Django's own commands, with Hejie's settings; and `manage import_law_texts FOLDER`."""

from collections.abc import Sequence

from hejie_platform.jobs.commands import import_law_texts


def main(arguments: Sequence[str]) -> int:
    if arguments[1:2] == ["import_law_texts"]:
        return import_law_texts.main(arguments[1:])
    from django.core.management import execute_from_command_line

    execute_from_command_line(["python -m hejie_platform manage", *arguments[1:]])
    return 0
