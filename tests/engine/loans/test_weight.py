"""What the room costs to open: only what it stands on, so that the command line and the pages open quickly."""

import subprocess
import sys

HEAVY = {"numpy", "pyxirr", "hejie.rules", "hejie.statements", "hejie.plans"}


def test_the_room_opens_without_anything_heavy() -> None:
    code = "import hejie.loans, sys; print(*sys.modules, sep='\\n')"
    opened = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & set(opened.stdout.split()) == set()


SECONDS = """
import time
before = time.process_time()
import hejie.loans
print(time.process_time() - before)
"""


def test_the_room_opens_within_a_quarter_of_a_second_of_work() -> None:
    taken = [
        float(subprocess.run([sys.executable, "-c", SECONDS], capture_output=True, check=True).stdout)
        for _ in range(3)
    ]
    assert min(taken) < 0.25
