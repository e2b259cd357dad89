"""`import-law-texts FOLDER [--country cn]`: brings statutes in Markdown into the legal library, every `.md` below it.

Bringing the same folder again changes nothing. A file with a fault is left out whole, and each fault is told with its
file and line; the others come in. Ends with 1 when a file was left out, with 2 when there is no such folder.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="hejie_platform import-law-texts")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--country", default="cn")
    options = parser.parse_args(arguments[1:])
    if not options.folder.is_dir():
        print(f"There is no folder {options.folder}.", file=sys.stderr)
        return 2
    import django

    django.setup()
    from hejie_platform.core import clock
    from hejie_platform.support.actions import bring_statutes

    found = bring_statutes(_files(options.folder), country=options.country, now=clock.now())
    for one in found:
        _tell(one)
    return 1 if any(one.faults for one in found) else 0


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*.md")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _tell(one: object) -> None:
    from hejie_platform.notices.queries import say
    from hejie_platform.support.actions.statutes import Brought

    assert isinstance(one, Brought)
    for fault in one.faults:
        print(f"{one.name}, line {fault.line}: {say(fault.code, fault.facts)}", file=sys.stderr)
    if not one.faults:
        print(f"{one.name}: {one.outcome}, {one.title}, {one.from_day}, {one.articles} articles")
