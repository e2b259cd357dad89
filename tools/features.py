"""Which rows of FEATURES.md are proved by a passing test, and which claims are not: `make features`.

A row is proved when at least one test marked with its id passed and none failed, over every suite. A row
is claimed by writing "yes" in its last column. A claim that is not proved, and a mark that names no row,
make this fail; a proved row without a claim is only named. `--claim` writes "yes" beside every proved row.

Results of `make test` and `make e2e` are used while they are younger than every source and test; for a
suite without such results the marked tests alone are run.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import suites

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "FEATURES.md"
ROW = re.compile(
    r"^\| (?P<id>[A-Z]\d\d) \| (?P<name>.+?) \| (?P<done>.+?) \| (?P<claim>.*?) ?\|$", re.MULTILINE
)
CLAIMED = "yes"
WATCHED = ("src", "tests")


@dataclass(frozen=True, slots=True)
class Row:
    """One feature: its id, its name, and whether this project claims it."""

    id: str
    name: str
    is_claimed: bool


def rows(text: str) -> list[Row]:
    found = ROW.finditer(text)
    return [Row(row["id"], row["name"], row["claim"].strip() == CLAIMED) for row in found]


def outcomes(records: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Feature id -> test -> outcome, over every suite; the same test on two databases is two tests."""
    told: dict[str, dict[str, str]] = {}
    for record in records:
        for feature, tests in record["features"].items():
            named = {f"{record['suite']}: {test}": outcome for test, outcome in tests.items()}
            told.setdefault(feature, {}).update(named)
    return told


def is_proved(tests: Mapping[str, str]) -> bool:
    return "passed" in tests.values() and "failed" not in tests.values()


def newest_change() -> float:
    files = (
        path for folder in WATCHED for path in (ROOT / folder).rglob("*") if "__pycache__" not in path.parts
    )
    return max(path.stat().st_mtime for path in files if path.suffix in {".py", ".html", ".toml", ".po"})


def record_of(suite: str, since: float) -> dict[str, Any]:
    """The suite's last results if nothing changed since, else those of its marked tests, run now."""
    for path in (ROOT / "var/results" / f"{suite}.json", ROOT / "var/features" / f"{suite}.json"):
        if path.exists() and path.stat().st_mtime > since:
            return suites.read(path)
    return run_marked(suite)


def run_marked(suite: str) -> dict[str, Any]:
    kept = suites.RESULTS
    suites.RESULTS = ROOT / "var/features"  # a partial run must not stand for the whole suite
    try:
        return suites.run(suite, marked="feature")
    finally:
        suites.RESULTS = kept


def report(listed: Sequence[Row], told: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Print the state of every row that has a test or a claim; give what is wrong."""
    wrong = [
        f"{mark}: marked in a test, but no row of FEATURES.md"
        for mark in told.keys() - {r.id for r in listed}
    ]
    for row in listed:
        tests = told.get(row.id, {})
        if not tests and not row.is_claimed:
            continue
        state = "proved" if is_proved(tests) else "NOT PROVED"
        print(
            f"{row.id}  {state:<10}  {len(tests):>3} tests  {row.name}{'' if row.is_claimed else '  (not claimed)'}"
        )
        wrong += [f"{row.id}: {outcome}: {test}" for test, outcome in tests.items() if outcome == "failed"]
        if row.is_claimed and not is_proved(tests):
            wrong.append(f"{row.id}: claimed without a passing test")
    return wrong


def claim(proved: set[str]) -> None:
    def with_claim(row: re.Match[str]) -> str:
        said = CLAIMED if row["id"] in proved else row["claim"].strip()
        return f"| {row['id']} | {row['name']} | {row['done']} | {said} |".replace("|  |", "| |")

    LIST.write_text(ROW.sub(with_claim, LIST.read_text(encoding="utf-8")), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        description="Compare the claims of FEATURES.md with the tests that prove them."
    )
    parser.add_argument("--claim", action="store_true", help='write "yes" beside every proved row')
    chosen = parser.parse_args(arguments)
    since = newest_change()
    told = outcomes(record_of(suite, since) for suite in suites.SUITES)
    proved = {feature for feature, tests in told.items() if is_proved(tests)}
    if chosen.claim:
        claim(proved)
    listed = rows(LIST.read_text(encoding="utf-8"))
    wrong = report(listed, told)
    print("\n".join(["", *sorted(wrong)]) if wrong else "")
    claimed = sum(row.is_claimed for row in listed)
    print(f"{len(listed)} features: {claimed} claimed, {len(proved)} proved, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
