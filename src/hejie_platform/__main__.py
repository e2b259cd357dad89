"""`python -m hejie_platform COMMAND`: everything that is started by hand or by a service manager.

Commands are looked up, not imported, so that `run` prints its first line before Django has been read.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from hejie_platform.core.modes import UnsafeToStart


@dataclass(frozen=True, slots=True)
class Command:
    """What it is for, and where its `main(arguments) -> exit code` stands."""

    purpose: str
    module: str


COMMANDS: Mapping[str, Command] = {
    "run": Command("web, worker and scheduler in one; --port N, --fresh", "hejie_platform.jobs.run"),
    "serve": Command("the web process alone; --port N", "hejie_platform.jobs.serve"),
    "worker": Command("the worker alone", "hejie_platform.jobs.processes"),
    "reader": Command("the worker that finds letters in pictures", "hejie_platform.jobs.processes"),
    "scheduler": Command("the scheduler alone", "hejie_platform.jobs.processes"),
    "migrate": Command("bring the database up to date", "hejie_platform.jobs.commands.migrate"),
    "make-demo": Command("make the demo world, or go on making it", "hejie_platform.jobs.commands.make_demo"),
    "verify-ledger": Command("check every chain and anchor", "hejie_platform.jobs.commands.verify_ledger"),
    "verify-agreement": Command(
        "judge a signed agreement; FILE [--root]", "hejie_platform.jobs.commands.verify_agreement"
    ),
    "verify-export": Command(
        "judge a copy of somebody's data; FILE [--key]", "hejie_platform.jobs.commands.verify_export"
    ),
    "create-operator": Command(
        "the first account: an operator", "hejie_platform.jobs.commands.create_operator"
    ),
    "rotate-keys": Command(
        "seal everything under the newest key", "hejie_platform.jobs.commands.rotate_keys"
    ),
    "import-law-texts": Command(
        "statutes in Markdown for the legal library; FOLDER", "hejie_platform.jobs.commands.import_law_texts"
    ),
    "manage": Command("any of Django's own commands", "hejie_platform.jobs.commands.manage"),
}


def main(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help"):
        print(_help())
        return 0
    name, rest = arguments[0], list(arguments[1:])
    if name not in COMMANDS:
        print(f"There is no command {name!r}.\n\n{_help()}", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie_platform.settings")
    try:
        return _found(name)([name, *rest])
    except UnsafeToStart as reason:
        print(
            f"Hejie does not start: {reason}\nFor the demo on this machine: HEJIE_MODE=demo", file=sys.stderr
        )
        return 2


def _found(name: str) -> Callable[[Sequence[str]], int]:
    command: Callable[[Sequence[str]], int] = import_module(COMMANDS[name].module).main
    return command


def _help() -> str:
    lines = (f"  {name:<16} {command.purpose}" for name, command in COMMANDS.items())
    return "python -m hejie_platform COMMAND\n\n" + "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
