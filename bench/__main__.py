"""Run every measurement, print it, keep it as var/bench.json, and say whether all ratios were kept."""

import argparse
import json
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench import answering, law, letters, opening, papers, plans, portfolio, single
from bench.rows import Judged, Line, Said, plain, show

RESULTS = Path(__file__).resolve().parent.parent / "var" / "bench.json"
PACKAGES = ("numpy", "pyxirr", "numpy-financial", "quantlib", "highspy")


def versions() -> Said:
    return Said(
        f"Python {platform.python_version()}, " + ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "is not installed"


def lines(loans: int) -> Iterator[Line]:
    yield versions()
    yield from opening.opening()
    yield from single.schedules()
    yield from single.rates()
    yield from portfolio.schedules()
    yield from portfolio.rates()
    yield from plans.packages()
    yield from plans.completion()
    yield from plans.frontiers()
    yield from plans.answers()
    yield from answering.what_if()
    yield from plans.portfolios()
    yield from portfolio.equality(loans)
    yield from law.checks()
    yield from papers.reading()
    yield from letters.looking()


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description="The engine beside its peers.")
    parser.add_argument(
        "--loans", type=int, default=portfolio.LOANS, help="how many loans are compared one by one"
    )
    found = [show(line) for line in lines(parser.parse_args().loans)]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([plain(line) for line in found], indent=1) + "\n", encoding="utf-8")
    missed = [line for line in found if isinstance(line, Judged) and not line.kept]
    print(f"{len(missed)} missed" if missed else "every ratio was kept")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
