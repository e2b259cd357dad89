"""`create-operator --email E --name N`: the first account of an installation. The password is asked for, or read
from standard input when that is not a terminal; there is no default."""

import argparse
import getpass
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="hejie_platform create-operator")
    parser.add_argument("--email", required=True)
    parser.add_argument("--name", required=True)
    options = parser.parse_args(arguments[1:])
    import django

    django.setup()
    from django.core.exceptions import ValidationError

    from hejie_platform.core import clock
    from hejie_platform.people.operators import create_operator

    try:
        create_operator(email=options.email, name=options.name, password=_password(), now=clock.now())
    except ValidationError as error:
        print("\n".join(error.messages), file=sys.stderr)
        return 1
    print(f"{options.email} may log in as an operator. A second factor is asked for at the first log-in.")
    return 0


def _password() -> str:
    return getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
