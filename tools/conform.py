"""Third-party cases asked of the engine: `python tools/conform.py FILE-OR-FOLDER ...` (make conform CASES="...").

Prints, per kind, how many agree, differ and are not applicable, each differing and each inapplicable id with its
reason; the last line is `total: A agree, D differ, N not applicable`. Without a path the cases kept in
tests/conformance/facts are run.

Exit code: 0 when every file could be read, whatever the cases say, because a report of differences is a result and not
a failure of the program; 1 if cases differ and `--strict` was asked for; 2 if a file or the form of one is unreadable.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)] if str(ROOT) not in sys.path else []

from tests.conformance.kinds import judge  # noqa: E402 - the tests are found from the root
from tests.conformance.outcome import VERDICTS, Case, Outcome, Verdict  # noqa: E402 - as above

KEPT = ROOT / "tests" / "conformance" / "facts"
UNREADABLE, DIFFERING = 2, 1
WORDS: Mapping[Verdict, str] = {"agrees": "agree", "differs": "differ", "not_applicable": "not applicable"}

Judged = tuple[Case, Outcome]


class Unreadable(Exception):
    """A file that is not a list of cases; says which and why."""


def files(paths: Sequence[str]) -> list[Path]:
    """The files named, and those with cases in the folders named."""
    found: list[Path] = []
    for path in map(Path, paths or [str(KEPT)]):
        found += sorted(path.glob("*.json")) if path.is_dir() else [path]
    return found


def read(path: Path) -> list[Case]:
    """The cases of one file; raises Unreadable."""
    try:
        cases = json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise Unreadable(f"{path}: {fault.strerror or fault}") from fault
    except (ValueError, RecursionError) as fault:
        raise Unreadable(f"{path}: not JSON in UTF-8 ({fault})") from fault
    if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
        raise Unreadable(f"{path}: not a list of cases")
    return cases


def report(judged: Sequence[Judged]) -> list[str]:
    lines = []
    for kind in sorted({str(case.get("kind")) for case, _ in judged}):
        of_kind = [(case, outcome) for case, outcome in judged if str(case.get("kind")) == kind]
        lines.append(f"{kind}: {counted(outcome for _, outcome in of_kind)}")
        lines += [
            f"  {outcome.verdict.replace('_', ' ')}: {case.get('id')}: {outcome.reason}"
            for case, outcome in of_kind
            if outcome.verdict != "agrees"
        ]
    return [*lines, f"total: {counted(outcome for _, outcome in judged)}"]


def counted(outcomes: Iterable[Outcome]) -> str:
    verdicts = [outcome.verdict for outcome in outcomes]
    return ", ".join(f"{verdicts.count(verdict)} {WORDS[verdict]}" for verdict in VERDICTS)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="conform", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", metavar="FILE-OR-FOLDER")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if a case differs")
    given = parser.parse_args(arguments)
    judged: list[Judged] = []
    unreadable = False
    for path in files(given.paths):
        try:
            judged += [(case, judge(case)) for case in read(path)]
        except Unreadable as fault:
            print(f"unreadable: {fault}", file=sys.stderr)
            unreadable = True
    print("\n".join(report(judged)))
    if unreadable:
        return UNREADABLE
    return DIFFERING if given.strict and any(outcome.verdict == "differs" for _, outcome in judged) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
