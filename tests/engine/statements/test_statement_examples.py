"""The examples in the code of statements, papers and budget, and on their page, run as they are printed."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

from hejie import budget, papers, statements

MODULES = [
    found.name
    for room in (statements, papers, budget)
    for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
] + [budget.__name__]


@pytest.mark.parametrize("name", MODULES)
def test_an_example_of_statements_or_budget_runs_as_printed(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_page_on_papers_and_budgets_runs_as_printed() -> None:
    page = Path(__file__).parents[3] / "docs" / "algorithms" / "evidence.md"
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (result.attempted > 0, result.failed) == (True, 0)
