"""What the room costs to open: only what it stands on, so that the command line and the pages open quickly."""

import subprocess
import sys

HEAVY = {"numpy", "pyxirr", "hejie.rules", "hejie.statements", "hejie.plans"}


def test_the_room_opens_without_anything_heavy() -> None:
    code = "import hejie.loans, sys; print(*sys.modules, sep='\\n')"
    opened = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & set(opened.stdout.split()) == set()
