"""Each import contract of pyproject.toml holds, and bites: one planted line breaks it, by name.

The sources are copied, one import is planted where it must not be, and the linter runs on the copy. A
contract without a plant here fails too, so that no contract can be a dead letter.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

# contract -> (module that gets the line, the line)
PLANTS = {
    "engine-alone": ("hejie/money/__init__.py", "import django"),
    "engine-without-surroundings": ("hejie/dates/__init__.py", "import time"),
    "engine-stack": ("hejie/texts/__init__.py", "from hejie import money"),
    "platform-stack": ("hejie_platform/core/__init__.py", "from hejie_platform import cases"),
    "faces-through-doors": ("hejie_platform/web/urls.py", "from hejie_platform.cases import models"),
    "faces-apart": ("hejie_platform/jobs/__init__.py", "import hejie_platform.web"),
}


def contracts(root: Path) -> dict[str, str]:
    """Identifier -> name, as pyproject.toml has them."""
    told = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return {one["id"]: one["name"] for one in told["tool"]["importlinter"]["contracts"]}


def broken(folder: Path) -> set[str]:
    """Names of the contracts that the linter finds broken in the copy at `folder`."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache"],
        check=False,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "src"), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return set(re.findall(r"^(.+) BROKEN$", done.stdout, re.MULTILINE))


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    only_code = shutil.ignore_patterns("__pycache__", "*.mo", "static", "templates", "*.egg-info")
    shutil.copytree(root / "src", tmp_path / "src", ignore=only_code)
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def plant(folder: Path, module: str, line: str) -> None:
    path = folder / "src" / module
    assert path.exists(), f"{module} has moved: plant elsewhere"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")


def test_every_contract_has_its_plant(root: Path) -> None:
    assert set(PLANTS) == set(contracts(root))


def test_the_sources_as_they_are_break_no_contract(copy: Path) -> None:
    assert broken(copy) == set()


@pytest.mark.parametrize("contract", PLANTS)
def test_one_planted_import_breaks_its_contract(root: Path, copy: Path, contract: str) -> None:
    plant(copy, *PLANTS[contract])
    assert contracts(root)[contract] in broken(copy)


@pytest.mark.parametrize("package", ["hejie", "hejie_platform"])
def test_a_room_that_no_stack_places_breaks_the_stack(root: Path, copy: Path, package: str) -> None:
    room = copy / "src" / package / "attic"
    room.mkdir()
    (room / "__init__.py").write_text('"""Where does this go?"""\n', encoding="utf-8")
    stack = {"hejie": "engine-stack", "hejie_platform": "platform-stack"}[package]
    assert contracts(root)[stack] in broken(copy)
