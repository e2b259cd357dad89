"""The page about steps is what the tables say."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from hejie import steps


@pytest.fixture(scope="module")
def writer(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("steps_page", root / "tools" / "steps_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_about_steps_is_fresh(writer: ModuleType) -> None:
    assert writer.difference() == "", "run: python tools/steps_page.py --write"


def test_a_stale_page_is_found(writer: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stale = tmp_path / "steps.md"
    stale.write_text(writer.page().replace("| `accept` |", "| `grab` |"), encoding="utf-8")
    monkeypatch.setattr(writer, "FILE", stale)
    assert "+| `accept` |" in writer.difference()


def test_the_page_names_every_step_state_and_clock(writer: ModuleType) -> None:
    for section, machine in zip(writer.page().split("\n## ")[1:], steps.MACHINES.values(), strict=True):
        for name in (*machine.steps, *machine.states, *machine.clocks):
            assert f"| `{name}` |" in section, (machine.name, name)
