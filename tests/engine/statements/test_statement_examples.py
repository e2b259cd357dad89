"""The examples in the code of statements and budget run as they are printed."""

import doctest
import importlib
import pkgutil

import pytest

from hejie import budget, statements

MODULES = [
    found.name
    for room in (statements, budget)
    for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
] + [budget.__name__]


@pytest.mark.parametrize("name", MODULES)
def test_an_example_of_statements_or_budget_runs_as_printed(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
