"""The examples in the lowest rooms and in their documents run as they are printed."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

from hejie import cli, dates, loans, money, texts
from hejie.loans import batch, cost

ROOMS = (texts, money, dates, loans, cost, batch, cli)
MODULES = [
    f"{room.__name__}.{found.name}" for room in ROOMS for found in pkgutil.iter_modules(room.__path__)
] + [room.__name__ for room in ROOMS]
WITH_EXAMPLES = [name for name in MODULES if ">>>" in (importlib.import_module(name).__doc__ or "")]


@pytest.mark.parametrize("name", MODULES)
def test_an_example_in_the_code_runs_as_printed(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_every_room_of_numbers_shows_a_worked_one() -> None:
    assert {
        "hejie.money",
        "hejie.dates",
        "hejie.loans",
        "hejie.loans.schedule",
        "hejie.loans.account",
    } <= set(WITH_EXAMPLES)


@pytest.mark.parametrize(
    "page",
    [
        "schedules.md",
        "replay.md",
        "restructure.md",
        "cost.md",
        "batch.md",
        "certificates.md",
        "reconciliation.md",
        "reading-level.md",
        "law.md",
    ],
)
def test_a_worked_number_in_the_documents_runs_as_printed(root: Path, page: str) -> None:
    path = root / "docs" / "algorithms" / page
    result = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert result.attempted > 0
    assert result.failed == 0
