"""`verify-export FILE [--key PUBLIC_KEY]`: judge a copy of somebody's data; exit with 0 if it is as it was made.

It needs no database and no keyring: the archive carries its own proof. `--key` is the installation's public key (the page "My
data" shows it); without it the key inside the archive is used, which shows changes but not who made it. Each fault is one line.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

FAULTS = {
    "unreadable": "This is no export, or it was damaged.",
    "file_missing": "A file is missing.",
    "file_changed": "A file was changed.",
    "file_unlisted": "A file was added.",
    "entry_changed": "An entry of the record was changed.",
    "chain_broken": "The chain of the record does not hold.",
    "paper_not_recorded": "A paper does not stand in the record.",
    "signature": "The signature does not fit.",
    "key": "It was signed with another key.",
}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="hejie_platform verify-export")
    parser.add_argument("file", type=Path)
    parser.add_argument("--key", default="", help="the public key to trust, in hex")
    options = parser.parse_args(arguments[1:])
    try:
        data = options.file.read_bytes()
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    return _judge(data, options.key.strip().lower())


def _judge(data: bytes, key: str) -> int:
    import django

    django.setup()
    from hejie_platform.privacy import queries

    wrongs = queries.check_export(data, trusted=key)
    for wrong in wrongs:
        print(f"NOT GOOD: {FAULTS[wrong.kind]} {wrong.name}".rstrip())
    if not wrongs:
        by = (
            "signed with the key you named"
            if key
            else "signed with the key inside it (compare it with --key)"
        )
        print(f"Good: nothing was changed; {by}.")
    return 1 if wrongs else 0
