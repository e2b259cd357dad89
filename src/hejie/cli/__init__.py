"""`hejie VERB ...`: reads files, asks the engine, prints. It decides nothing and computes nothing of its own.

Each verb is a module here with a HELP line, `arguments(parser)` and `run(given, say)`. Answers go to standard output,
as a table or, with --json, as JSON; faults go to standard error, one sentence each. The exit status is 0 if all is
well, 1 if there were faults, 2 if the command itself was not understood.
"""

import argparse
import contextlib
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType, ModuleType
from typing import TextIO

from hejie import texts
from hejie.cli import budget, check, law, plan, portfolio, read_statement, schedule, steps, study, verify
from hejie.cli.say import Say
from hejie.cli.sentences import LANGUAGES

VERBS: Mapping[str, ModuleType] = MappingProxyType(
    {
        "schedule": schedule,
        "verify": verify,
        "read-statement": read_statement,
        "budget": budget,
        "law": law,
        "check": check,
        "steps": steps,
        "plan": plan,
        "study": study,
        "portfolio": portfolio,
    }
)

_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit status."""
    given = parser().parse_args(argv)
    say = Say(as_json=given.json, language=given.language)
    try:
        status: int = VERBS[given.verb].run(given, say)
        sys.stdout.flush()
    except texts.Faulty as faulty:
        return say.faults(faulty.faults)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # the reader (head, less) has seen enough
        _let_go(sys.stdout)
        return 0
    except (
        OSError
    ) as error:  # files that a verb names are faults of its own: this is the answer, on a full disk
        _let_go(sys.stdout)
        return say.faults((texts.fault("cli_answer_not_written", why=str(error.strerror or error)),))
    return status


def _let_go(stream: TextIO) -> None:
    """What is still held back for the stream goes nowhere: trying again at the end would fail again, with a traceback."""
    with contextlib.suppress(OSError):
        stream.close()


def parser() -> argparse.ArgumentParser:
    """The whole command line, one sub-parser per verb."""
    top = argparse.ArgumentParser(
        prog="hejie", description="Loan arithmetic, statements, budgets, dated rules and steps of Hejie."
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB", title="verbs")
    for name, module in VERBS.items():
        verb = verbs.add_parser(name, help=module.HELP, description=(module.__doc__ or "").partition("\n")[0])
        verb.add_argument("--json", action="store_true", help="print JSON instead of a table")
        verb.add_argument("--language", choices=LANGUAGES, default="en", help="of sentences (default: en)")
        module.arguments(verb)
    return top
