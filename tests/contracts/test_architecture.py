"""ARCHITECTURE.md is compared with the tree: every folder is named, and everything named is there.

Rows of its tables begin with a path in back-quotes. A folder counts when it holds a file that is kept
(compiled files are not). `*` stands for one folder's name, so that one row speaks for the folders that
repeat in every room; the rooms themselves are named one by one.
"""

import fnmatch
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import pytest

TOLD = ("src", "tests", "tools", "docs")
ROOMS = ("src/hejie", "src/hejie_platform")  # what lies directly in these is named in full
SIX = {"models", "facts", "queries", "actions", "access", "admin"}  # in an app, each may be a folder
ROW = re.compile(r"^\| `(?P<path>[^`]+)` \| (?P<sentence>.+?) \|$", re.MULTILINE)
MADE = {".pyc", ".mo", ".new"}
SKIPPED = {"__pycache__", "node_modules"}


def rows(root: Path) -> dict[str, str]:
    text = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return {row["path"]: row["sentence"].strip() for row in ROW.finditer(text)}


def folders(root: Path) -> set[str]:
    """Every folder that holds, at some depth, a kept file: "src/hejie/loans/"."""
    files = (path for top in TOLD for path in (root / top).rglob("*") if path.is_file())
    kept = [path.relative_to(root) for path in files if path.suffix not in MADE]
    parents = (parent for path in kept if not SKIPPED & set(path.parts) for parent in path.parents)
    return {
        f"{parent.as_posix()}/"
        for parent in parents
        if len(parent.parts) > 1 and ".egg-info" not in str(parent)
    }


def matches(path: str, pattern: str) -> bool:
    """Part by part, so that `*` is one folder and not a whole branch."""
    mine, theirs = PurePosixPath(path).parts, PurePosixPath(pattern).parts
    same_kind = path.endswith("/") == pattern.endswith("/")
    return same_kind and len(mine) == len(theirs) and all(map(fnmatch.fnmatchcase, mine, theirs))


def is_one_of_the_six(folder: str) -> bool:
    path = PurePosixPath(folder)
    return path.name in SIX and path.parent.parent.as_posix() == "src/hejie_platform"


def unnamed(present: Iterable[str], patterns: Iterable[str]) -> Iterator[str]:
    for folder in sorted(present):
        is_room = PurePosixPath(folder).parent.as_posix() in ROOMS
        speaking = [one for one in patterns if not is_room or "*" not in one]
        if not is_one_of_the_six(folder) and not any(matches(folder, one) for one in speaking):
            yield folder


def missing(root: Path, patterns: Iterable[str]) -> list[str]:
    return [one for one in patterns if not any(is_kept(path) for path in root.glob(one.rstrip("/")))]


def is_kept(path: Path) -> bool:
    return path.is_file() or any(one.is_file() and one.suffix not in MADE for one in path.rglob("*"))


def test_every_folder_of_the_tree_is_named(root: Path) -> None:
    found = list(unnamed(folders(root), rows(root)))
    assert not found, "in the tree, but not in ARCHITECTURE.md:\n" + "\n".join(found)


def test_everything_that_is_named_is_in_the_tree(root: Path) -> None:
    found = missing(root, rows(root))
    assert not found, "in ARCHITECTURE.md, but not in the tree:\n" + "\n".join(found)


def test_every_name_has_its_sentence(root: Path) -> None:
    assert [path for path, sentence in rows(root).items() if len(sentence) < 10] == []


def test_every_tool_is_named(root: Path) -> None:
    assert {f"tools/{path.name}" for path in (root / "tools").glob("*.*")} <= set(rows(root))


def test_an_unnamed_room_is_found_also_where_a_star_would_hide_it() -> None:
    assert list(unnamed(["src/hejie/attic/"], ["src/hejie/*/"])) == ["src/hejie/attic/"]
    assert list(unnamed(["src/hejie/loans/"], ["src/hejie/loans/"])) == []


@pytest.mark.parametrize(
    ("path", "pattern", "said"),
    [
        ("src/a/migrations/", "src/*/migrations/", True),
        ("src/a/b/migrations/", "src/*/migrations/", False),
        ("src/a/migrations/", "src/*/templates/", False),
    ],
)  # fmt: skip - a table reads better as one
def test_a_star_is_one_folder(path: str, pattern: str, said: bool) -> None:
    assert matches(path, pattern) is said


def test_a_named_folder_that_is_gone_is_found(root: Path) -> None:
    assert missing(root, ["src/hejie/attic/", "src/hejie/"]) == ["src/hejie/attic/"]
