"""Hashed locks: what `make run` and `make test` install, byte for byte, and nothing else.

A lock is one text file under requirements/: names, versions and hashes, no addresses. Its first line
carries the digest of the dependency tables that it was made from:

    # locked from pyproject.toml 3f9c0a71d2b84e65

so that freshness is a question of this folder alone, answered without a network: the digest is that of
today's tables, every declared dependency stands in the lock at a version that the table allows, and every
line has a hash. `--write` makes the locks anew (`--upgrade` lets versions move); without it the locks are
compared, and each fault is one printed line.

The table `[tool.hejie.locks]` in pyproject.toml says which files there are and what each holds.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
TOOLS = "tools.txt"  # uv itself, which pip installs: written by hand with each new uv
FIRST_LINE = "# locked from pyproject.toml {digest}"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)

Tables = Mapping[str, Any]


def read_project(root: Path = ROOT) -> Tables:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def digest(project: Tables) -> str:
    """Sixteen hex digits over everything in pyproject.toml that can change a lock."""
    told = {
        "python": project["project"]["requires-python"],
        "dependencies": project["project"]["dependencies"],
        "extras": project["project"]["optional-dependencies"],
        "groups": project["dependency-groups"],
        "locks": project["tool"]["hejie"]["locks"],
    }
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def declared(project: Tables, held: Mapping[str, Any]) -> Iterator[str]:
    """The requirements that a lock must satisfy, as written; the project's own name is followed, not given."""
    own = project["project"]["name"]
    extras = project["project"]["optional-dependencies"]
    lines = list(project["project"]["dependencies"])
    lines += [line for extra in held.get("extras", ()) for line in extras[extra]]
    lines += [line for group in held.get("groups", ()) for line in project["dependency-groups"][group]]
    for line in lines:
        inner = re.match(rf"{own}\[(\w+)\]$", line)
        yield from extras[inner[1]] if inner else [line]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def faults_of_text(name: str, text: str) -> Iterator[str]:
    """What no lock may have, whatever it was made from: an address, or a line without a hash."""
    for number, line in enumerate(text.splitlines(), 1):
        if "://" in line or re.match(r"\s*-(?:-\w*index|-find-links|f |i )", line):
            yield f"requirements/{name}:{number}: an address in a lock: {line.strip()}"
    for entry in re.split(r"\n(?=[A-Za-z0-9])", text):
        if PINNED.match(entry) and "--hash=sha256:" not in entry:
            yield f"requirements/{name}: no hash for {entry.splitlines()[0].strip()}"


def faults_of_lock(name: str, text: str, project: Tables, held: Mapping[str, Any]) -> Iterator[str]:
    """What makes a lock stale: another digest, a declared dependency missing or out of its range."""
    from packaging.requirements import Requirement  # comes with the dev lock; `make lock` runs without it

    if text.split("\n", 1)[0] != FIRST_LINE.format(digest=digest(project)):
        yield f"requirements/{name}: made from other dependencies than pyproject.toml names: run `make lock`"
    pins = {normal(found[1]): found[2] for found in PINNED.finditer(text)}
    for line in declared(project, held):
        wanted = Requirement(line)
        version = pins.get(normal(wanted.name))
        if version is None:
            yield f"requirements/{name}: {wanted.name} is declared but not locked"
        elif not wanted.specifier.contains(version, prereleases=True):
            yield f"requirements/{name}: {wanted.name} is locked at {version}, outside {wanted.specifier}"


def faults(root: Path = ROOT) -> list[str]:
    """Every fault of every lock of the checkout at `root`; an empty list means fresh and clean."""
    project, found = read_project(root), []
    for name, held in project["tool"]["hejie"]["locks"].items():
        path = root / "requirements" / name
        if not path.exists():
            found.append(f"requirements/{name}: is not there: run `make lock`")
            continue
        text = path.read_text(encoding="utf-8")
        found += [*faults_of_text(name, text), *faults_of_lock(name, text, project, held)]
    tools = (root / "requirements" / TOOLS).read_text(encoding="utf-8")
    return [*found, *faults_of_text(TOOLS, tools)]


def compile_lock(name: str, held: Mapping[str, Any], *, upgrade: bool) -> None:
    """Write one lock with uv, for every platform and every Python from 3.11 on."""
    path = FOLDER / name
    command = [ROOT / ".tools/bin/uv", "pip", "compile", "--quiet", "pyproject.toml", "--output-file", path]
    command += ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-header"]
    command += ["--python-version", "3.11"]
    command += [part for extra in held.get("extras", ()) for part in ("--extra", extra)]
    command += [part for group in held.get("groups", ()) for part in ("--group", group)]
    command += ["--constraints", FOLDER / held["as"]] if "as" in held else []
    command += ["--upgrade"] if upgrade else []
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def write(*, upgrade: bool) -> None:
    project = read_project()
    FOLDER.mkdir(exist_ok=True)
    for name, held in project["tool"]["hejie"]["locks"].items():
        compile_lock(name, held, upgrade=upgrade)
        first = FIRST_LINE.format(digest=digest(project))
        path = FOLDER / name
        path.write_text(f"{first}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
        print(f"requirements/{name}: {len(PINNED.findall(path.read_text(encoding='utf-8')))} packages")


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare the locks with pyproject.toml, or write them anew.")
    parser.add_argument("--write", action="store_true", help="make the locks anew (needs the package index)")
    parser.add_argument("--upgrade", action="store_true", help="let locked versions move")
    chosen = parser.parse_args()
    if chosen.write:
        write(upgrade=chosen.upgrade)
        return 0
    found = faults()
    print("\n".join(found) if found else "locks are fresh and free of addresses")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
