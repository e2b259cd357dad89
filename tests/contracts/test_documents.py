"""What the papers of the project say is so: commands exist, links lead somewhere, each dependency has its reasons."""

import re
import tomllib
from pathlib import Path

import pytest

PAPERS = ("*.md", "docs/**/*.md")
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)#\s]+)(?:#[^)]*)?\)")
TARGET = re.compile(r"^([a-z][a-z0-9-]*):", re.MULTILINE)
COMMAND = re.compile(r"\bmake ([a-z][a-z0-9-]*)\b(?!\s+sure)")
NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")


def papers(root: Path) -> list[Path]:
    return sorted({path for pattern in PAPERS for path in root.glob(pattern)})


def dead_links(path: Path, text: str) -> list[str]:
    local = (found["target"] for found in LINK.finditer(text) if "://" not in found["target"])
    return [target for target in local if not (path.parent / target).exists()]


def test_every_link_in_the_papers_leads_somewhere(root: Path) -> None:
    dead = {
        path.relative_to(root).as_posix(): dead_links(path, path.read_text("utf-8")) for path in papers(root)
    }
    assert {path: links for path, links in dead.items() if links} == {}


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "here.md").write_text("x", "utf-8")
    assert dead_links(tmp_path / "a.md", "[a](here.md) ![b](gone.png) [c](https://example.org)") == [
        "gone.png"
    ]


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_first_two_commands_are_run_and_test(root: Path, readme: str) -> None:
    blocks = re.findall(r"```(?:sh|console|bash)\n(.+?)```", (root / readme).read_text("utf-8"), re.DOTALL)
    commands = [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]
    assert commands[:2] == ["make run", "make test"]


def test_every_command_that_the_papers_name_is_a_target(root: Path) -> None:
    targets = set(TARGET.findall((root / "Makefile").read_text("utf-8")))
    named = {
        (path.name, command)
        for path in papers(root)
        for quoted in re.findall(r"`([^`]+)`|```[a-z]*\n(.+?)```", path.read_text("utf-8"), re.DOTALL)
        for command in COMMAND.findall("".join(quoted))
    }
    assert {(paper, command) for paper, command in named if command not in targets} == set()


def test_every_target_that_people_type_is_explained_at_the_top(root: Path) -> None:
    text = (root / "Makefile").read_text("utf-8")
    explained = set(re.findall(r"^#   make ([a-z0-9]+)", text, re.MULTILINE))
    assert (
        {"run", "test", "check", "e2e", "fix", "features", "lock"} <= explained <= set(TARGET.findall(text))
    )


def declared(root: Path) -> set[str]:
    told = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    extras = told["project"]["optional-dependencies"].values()
    groups = told["dependency-groups"].values()
    lines = [*told["project"]["dependencies"], *(line for part in (*extras, *groups) for line in part)]
    names = {found[0] for line in lines if (found := NAME.match(line))}
    return names - {told["project"]["name"]}


def test_every_dependency_has_its_row_among_the_decisions(root: Path) -> None:
    pages = [path.read_text("utf-8") for path in (root / "docs/decisions").glob("*.md")]
    cells = [row.split("|")[1] for page in pages for row in page.splitlines() if row.startswith("| ")]
    weighed = {name.strip() for cell in cells for name in cell.split(",")}
    assert declared(root) - weighed == set()


def test_the_list_of_decisions_names_every_page(root: Path) -> None:
    folder = root / "docs/decisions"
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", (folder / "README.md").read_text("utf-8")))
    assert listed == {path.name for path in folder.glob("*.md")} - {"README.md"}


def test_every_setting_of_the_environment_is_explained(root: Path) -> None:
    """Who runs a server reads one page and finds all that can be set."""
    sources = [*(root / "src/hejie_platform/core").glob("*.py"), root / "src/hejie_platform/settings.py"]
    read = re.compile(r'environ(?:\.get\(|\[)?\s*"?(HEJIE_[A-Z_]+)|"(HEJIE_[A-Z_]+)" in os\.environ')
    asked = {found[0] or found[1] for path in sources for found in read.findall(path.read_text("utf-8"))}
    explained = set(re.findall(r"HEJIE_[A-Z_]+", (root / "SECURITY.md").read_text("utf-8")))
    assert {"HEJIE_SMTP_URL", "HEJIE_DATA"} <= asked, "the pattern has lost its object"
    assert asked - explained == {"HEJIE_"} & asked
