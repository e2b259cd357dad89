"""No number of the law stands in Python: where something is computed, every number is listed with its reason.

Read are the rooms of the engine that judge anything, and of the platform those facts and queries that ask the engine. A
number that nobody listed fails, and so does a row for a number that is gone.
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

ASKS_THE_ENGINE = re.compile(
    r"^from hejie import .*\b(?:rules|loans|plans|budget|dates|agreements)\b", re.MULTILINE
)
WRITTEN = re.compile(r"-?\d+\.\d+%?|\d+%")


def numbers_in(text: str) -> Iterator[int | float | str]:
    """Every number in code, and every text that is nothing but a decimal; numbers in words of a docstring are none."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant):
            is_number = type(node.value) in (int, float)
            is_written = isinstance(node.value, str) and WRITTEN.fullmatch(node.value)
            if is_number or is_written:
                yield node.value  # type: ignore[misc]  # one of the two above


def rows_of(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "tests/contracts/numbers.toml").read_text(encoding="utf-8"))


def computing(root: Path) -> Mapping[str, str]:
    """The text of every file that is read, by its place under src."""
    top = root / "src"
    unread = tuple(f"{room}/" for room in rows_of(root)["unread"])
    engine = sorted((top / "hejie").rglob("*.py"))
    platform = [
        path
        for path in sorted((top / "hejie_platform").rglob("*.py"))
        if {"facts", "queries"} & {path.stem, *path.parts}
    ]
    found = {str(path.relative_to(top)): path.read_text(encoding="utf-8") for path in (*engine, *platform)}
    return {
        name: text
        for name, text in found.items()
        if not name.startswith(unread) and (name.startswith("hejie/") or ASKS_THE_ENGINE.search(text))
    }


@pytest.fixture(scope="module")
def listed(root: Path) -> dict[str, Any]:
    return rows_of(root)


def test_every_number_where_something_is_computed_is_listed_with_its_reason(
    root: Path, listed: dict[str, Any]
) -> None:
    everywhere = {float(number) for number in listed["everywhere"]}
    strange = {
        (name, number)
        for name, text in computing(root).items()
        for number in numbers_in(text)
        if isinstance(number, str)
        or float(number) not in everywhere | set(map(float, listed["files"].get(name, {}).get("numbers", ())))
    }
    assert strange - TEXTS == set()


# Decimals written as texts that are not the law's.
TEXTS = {
    ("hejie_platform/intake/facts/opening_file.py", "60000.00"),  # an invented loan in the file to copy
    ("hejie_platform/intake/facts/opening_file.py", "56000.00"),
}


def test_no_row_is_left_over_from_a_number_that_is_gone(root: Path, listed: dict[str, Any]) -> None:
    left = {
        (name, number)
        for name, row in listed["files"].items()
        for number in row["numbers"]
        if float(number) not in said_in(root / "src" / name)
    }
    assert left == set()
    assert all(row["why"] for row in listed["files"].values())


def said_in(path: Path) -> set[float]:
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return {float(one) for one in numbers_in(text) if not isinstance(one, str)}


def test_the_engine_and_the_computing_parts_of_the_platform_are_read(root: Path) -> None:
    names = set(computing(root))
    assert {
        "hejie/rules/caps/limits.py",
        "hejie/loans/terms.py",
        "hejie_platform/support/facts/calculators.py",
    } <= names
    assert "hejie_platform/web/check/views.py" not in names


@pytest.mark.parametrize(
    "code", ["LIMIT = 24", "limit = Fraction('0.24')", "days = timedelta(days=60)", "x = '24%'"]
)
def test_a_planted_number_of_the_law_is_found(code: str) -> None:
    assert [number for number in numbers_in(code) if number not in (0, 1, 2, 12)]


def test_numbers_in_words_are_no_numbers() -> None:
    assert not list(numbers_in('"""At most 24 % a year."""\nname = "CN-RATE-09"\n'))
