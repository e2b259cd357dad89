"""The locks are fresh, carry no address, and the comparison itself can fail."""

from pathlib import Path

import pytest

import locks

PROJECT = {
    "project": {
        "name": "hejie",
        "requires-python": ">=3.11",
        "dependencies": ["numpy>=2.2"],
        "optional-dependencies": {
            "platform": ["hejie[evidence]", "django>=5.2,<5.3"],
            "evidence": ["openpyxl>=3"],
        },
    },
    "dependency-groups": {"dev": ["pytest>=9"]},
    "tool": {"hejie": {"locks": {"run.txt": {"extras": ["platform"]}}}},
}
HELD = {"extras": ["platform"]}
HASH = "    --hash=sha256:" + "0" * 64
PINS = f"numpy==2.4.6 \\\n{HASH}\ndjango==5.2.19 \\\n{HASH}\nopenpyxl==3.1.5 \\\n{HASH}\n"


def lock(pins: str = PINS) -> str:
    return f"{locks.FIRST_LINE.format(digest=locks.digest(PROJECT))}\n{pins}"


def stale(text: str) -> list[str]:
    return list(locks.faults_of_lock("run.txt", text, PROJECT, HELD))


def test_the_committed_locks_are_fresh_and_free_of_addresses(root: Path) -> None:
    assert locks.faults(root) == []


def test_a_lock_that_holds_what_is_declared_is_fresh() -> None:
    assert stale(lock()) == []


def test_a_changed_dependency_makes_the_lock_stale() -> None:
    old = lock()
    PROJECT_CHANGED = PROJECT | {"dependency-groups": {"dev": ["pytest>=10"]}}
    assert "run `make lock`" in next(locks.faults_of_lock("run.txt", old, PROJECT_CHANGED, HELD))


@pytest.mark.parametrize("missing", ["numpy", "django", "openpyxl"])
def test_a_declared_dependency_that_is_not_locked_is_named(missing: str) -> None:
    pins = "".join(entry for entry in PINS.splitlines(keepends=True) if not entry.startswith(missing))
    assert stale(lock(pins)) == [f"requirements/run.txt: {missing} is declared but not locked"]


def test_a_locked_version_outside_the_declared_range_is_named() -> None:
    assert "outside <5.3,>=5.2" in stale(lock(PINS.replace("django==5.2.19", "django==5.3.1")))[0]


@pytest.mark.parametrize(
    "line", ["--index-url https://example.org/simple", "-i somewhere", "x @ https://example.org/x.whl"]
)
def test_an_address_in_a_lock_is_found(line: str) -> None:
    assert "an address in a lock" in next(locks.faults_of_text("run.txt", f"{PINS}{line}\n"))


def test_a_line_without_a_hash_is_found() -> None:
    assert list(locks.faults_of_text("run.txt", "numpy==2.4.6\n")) == [
        "requirements/run.txt: no hash for numpy==2.4.6"
    ]


def test_comments_of_origin_are_no_addresses() -> None:
    assert list(locks.faults_of_text("run.txt", f"{PINS}    # via -r somewhere\n")) == []
