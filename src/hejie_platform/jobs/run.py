"""`make run`: the whole house as one command, a demo unless HEJIE_MODE says otherwise.

The web process starts alone, so that the first page has both cores; worker, scheduler and the making of the
demo world follow as soon as it answers.
"""

import argparse
import os
import shutil
import socket
import time
from collections.abc import Sequence
from importlib.util import find_spec

from hejie_platform.core import modes
from hejie_platform.jobs.supervisor import Child, Supervisor, say

SECONDS_TO_ANSWER = 180  # a small or busy machine takes its time
REBUILT = (
    "hejie.sqlite3",
    "hejie.sqlite3-wal",
    "hejie.sqlite3-shm",
)  # secrets stay: they are the installation's

PICTURES = "rapidocr"  # of the extra `ocr`: without it there is nothing for its worker to do

WELCOME = """
  Hejie (和解)  {address}

  Enter as a borrower, lender officer, mediator, reviewer or operator with one click:  {address}/demo/
  一键以借款人、贷款机构、调解员、审核员或管理员身份进入：{address}/demo/
  Language / 语言: bottom of every page.  Ctrl-C stops everything.
"""
PLAIN = "\n  Hejie (和解)  {address}\n"


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    os.environ.setdefault("HEJIE_MODE", modes.Mode.DEMO)
    mode = modes.current()
    if options.fresh and not _start_afresh(mode):
        return 2
    if not is_free(options.port):
        say("run", f"Port {options.port} is taken. Choose another: make run PORT={options.port + 1}")
        return 1
    os.environ.setdefault("HEJIE_SITE_URL", f"http://127.0.0.1:{options.port}")
    return _run(mode, options.port)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="hejie_platform run")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--fresh", action="store_true", help="throw the demo's data away and make it anew")
    return parser.parse_args(arguments[1:])


def _start_afresh(mode: modes.Mode) -> bool:
    if mode is not modes.Mode.DEMO:
        say("run", "--fresh throws data away; it works on the demo alone.")
        return False
    folder = modes.data_folder()
    for name in REBUILT:
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "evidence", ignore_errors=True)
    return True


def is_free(port: int) -> bool:
    """Whether a server may listen on this port of the machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _run(mode: modes.Mode, port: int) -> int:
    is_demo = mode is modes.Mode.DEMO
    with Supervisor() as house:
        web = house.start("web", ["serve", "--port", str(port)], is_needed=True)
        if not _answers(web, house, port):
            return 0 if house.is_stopping else 1
        print((WELCOME if is_demo else PLAIN).format(address=f"http://127.0.0.1:{port}"), flush=True)
        house.start("worker", ["worker"], restart=True)
        if find_spec(PICTURES):
            house.start("reader", ["reader"], restart=True)
        house.start("scheduler", ["scheduler"], restart=True)
        if is_demo:
            house.start("demo", ["make-demo"])
        return house.wait()


def _answers(web: Child, house: Supervisor, port: int) -> bool:
    """Wait until the server accepts connections; False when it ended or a signal came first."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while web.is_running and not house.is_stopping and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.05)
    return False
