"""The examples of the rules, plans and agreements rooms, and of their document, run as they are printed."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

from hejie import agreements, plans, rules

ROOMS = (rules, plans, agreements)
MODULES = [
    name
    for room in ROOMS
    for name in (
        room.__name__,
        *(found.name for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")),
    )
]


@pytest.mark.parametrize("name", MODULES)
def test_an_example_in_the_code_runs_as_printed(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_opens_with_an_example(room: object) -> None:
    assert ">>>" in (room.__doc__ or "")


@pytest.mark.parametrize("page", ["plans", "survival", "joint-plans"])
def test_the_worked_numbers_of_the_document_run_as_printed(root: Path, page: str) -> None:
    result = doctest.testfile(
        str(root / "docs" / "algorithms" / f"{page}.md"), module_relative=False, encoding="utf-8"
    )
    assert result.attempted > 10
    assert result.failed == 0
