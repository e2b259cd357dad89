"""An action is whole with its one entry and its effects, or absent, wherever its process ends."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

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


def test_a_killed_action_is_whole_or_absent_and_its_effects_arrive(
    empty_database: dict[str, str], tmp_path: Path, root: Path
) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.platform.kills.harness",
            f"--kills={KILLS}",
            f"--log={tmp_path / 'delivered'}",
        ],
        cwd=root,
        env=empty_database | {"DJANGO_SETTINGS_MODULE": "hejie_platform.settings"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads(done.stdout)
    assert report["faults"] == []
    assert report["kills"] == KILLS
    assert report["entries"] > 30, "the children hardly worked: the kills proved nothing"
    assert report["delivered"] >= 1
