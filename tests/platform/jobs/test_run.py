"""`make run` as a person at a terminal meets it: it answers, it says when the port is taken, and Ctrl-C ends it all."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.long, pytest.mark.whole_house]

COMMAND = [sys.executable, "-m", "hejie_platform", "run"]
PATIENCE = (
    180  # seconds before a house that hangs is ended; how long a start may take is judged by `make newcomer`
)


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    return kept | {"HEJIE_DATA": str(tmp_path / "var")}


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def house(env: dict[str, str], port: int) -> Iterator[subprocess.Popen[str]]:
    """The whole house on an empty folder, answering."""
    command = [*COMMAND, "--port", str(port)]
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as started:
        try:
            _wait_for(port, started)
            yield started
        finally:
            started.kill()


def _wait_for(port: int, started: subprocess.Popen[str]) -> None:
    """Until it answers. Fails when it has ended, with all that it said."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and started.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    started.kill()
    pytest.fail(f"nothing answered:\n{started.communicate(timeout=PATIENCE)[0]}")


def _get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={"Accept-Language": "en"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def _processes_of(folder: str) -> list[str]:
    """Every process of this machine that works on this data folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        try:
            is_ours = f"HEJIE_DATA={folder}\0".encode() in entry.read_bytes()
        except OSError:
            continue
        if is_ours:
            found.append(entry.parent.name)
    return found


def test_the_house_answers_shows_its_progress_and_ends_within_five_seconds_with_a_page_open(
    house: subprocess.Popen[str], port: int, env: dict[str, str]
) -> None:
    status, _page = _get(port, "/")
    assert status == 200
    status, page = _get(port, "/demo/")
    assert status == 200
    assert 'action="/demo/clock/"' in page

    with socket.create_connection(("127.0.0.1", port)) as open_page:
        open_page.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")  # a request that never ends
        time.sleep(0.5)
        house.send_signal(signal.SIGINT)
        told = house.communicate(timeout=20)[0]  # promised in 5 s, which `make newcomer` takes the watch to

    assert house.returncode == 0
    assert f"http://127.0.0.1:{port}/demo/" in told
    assert "Traceback" not in told
    if Path("/proc/self/environ").exists():
        assert _processes_of(env["HEJIE_DATA"]) == []


def test_no_child_outlives_a_supervisor_that_was_killed(
    house: subprocess.Popen[str], env: dict[str, str]
) -> None:
    if not Path("/proc/self/environ").exists():
        pytest.skip("no /proc here to look for processes in")
    house.kill()
    house.wait()
    deadline = time.monotonic() + 8
    while _processes_of(env["HEJIE_DATA"]) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert _processes_of(env["HEJIE_DATA"]) == []


def test_a_port_that_is_taken_is_said_in_one_sentence(env: dict[str, str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [*COMMAND, "--port", str(port)], check=False, env=env, capture_output=True, text=True, timeout=30
        )
    assert done.returncode == 1
    assert f"Port {port} is taken. Choose another: make run PORT={port + 1}" in done.stdout
    assert not Path(env["HEJIE_DATA"], "hejie.sqlite3").exists()


def test_fresh_never_touches_anything_but_a_demo(env: dict[str, str]) -> None:
    done = subprocess.run(
        [*COMMAND, "--fresh"],
        check=False,
        env=env | {"HEJIE_MODE": "test"},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 2
    assert "demo alone" in done.stdout
