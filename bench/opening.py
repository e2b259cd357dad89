"""What it costs to open the room: `import hejie.loans` in a fresh interpreter."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Final

from bench.rows import Judged, Line, Measured
from bench.timing import REPEATS, timing

LONGEST: Final = 0.25
CODE: Final = "import time; a = time.process_time(); import hejie.loans; print(time.process_time() - a)"


def opening() -> Iterator[Line]:
    found = timing([_once() for _ in range(REPEATS)])
    yield Measured("import hejie.loans", found)
    yield Judged("seconds to import hejie.loans", found.median, "at most", LONGEST, " s")


def _once() -> float:
    done = subprocess.run([sys.executable, "-c", CODE], check=True, capture_output=True, text=True)
    return float(done.stdout)
