"""An action is whole with its one entry and its effects, or absent, wherever its process ends."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.long

KILLS = 200


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a process with a database of its own, of the kind that this suite runs on."""
    told = {**os.environ, "HEJIE_DATA": str(tmp_path), "HEJIE_MODE": "test"}
    url = os.environ.get("HEJIE_DATABASE_URL")
    if not url:
        yield told
        return
    name = f"kills_{uuid.uuid4().hex}"
    with _server(url) as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield told | {"HEJIE_DATABASE_URL": _renamed(url, name)}
    with _server(url) as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _server(url: str):  # type: ignore[no-untyped-def]  # psycopg's connection, where psycopg is installed
    import psycopg

    return psycopg.connect(url, autocommit=True)


def _renamed(url: str, name: str) -> str:
    head, _, query = url.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


def _harness(root: Path, environment: dict[str, str], *options: str) -> Any:
    """What the harness reports."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.platform.kills.harness", *options],
        cwd=root,
        env=environment | {"DJANGO_SETTINGS_MODULE": "hejie_platform.settings"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_a_killed_action_is_whole_or_absent_and_its_effects_arrive(
    empty_database: dict[str, str], tmp_path: Path, root: Path
) -> None:
    report = _harness(root, empty_database, f"--kills={KILLS}", f"--log={tmp_path / 'delivered'}")
    assert report["faults"] == []
    assert report["kills"] == KILLS
    assert report["entries"] > 30, "the children hardly worked: the kills proved nothing"
    assert report["delivered"] >= 1


def test_an_acceptance_and_both_signatures_are_whole_or_absent(
    empty_database: dict[str, str], tmp_path: Path, root: Path
) -> None:
    report = _harness(root, empty_database, "--big", f"--log={tmp_path / 'unused'}")
    assert report["faults"] == []
    assert report["acts"] == ["accept", "first signature", "last signature"]
    assert report["left"]["agreement"] == "effective"


def test_an_act_of_every_other_room_is_whole_or_absent(
    empty_database: dict[str, str], tmp_path: Path, root: Path
) -> None:
    report = _harness(root, empty_database, "--rooms", f"--log={tmp_path / 'unused'}")
    assert report["faults"] == []
    assert len(report["acts"]) == 12
