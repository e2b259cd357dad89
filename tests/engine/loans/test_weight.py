"""What the room costs to open, and what a schedule costs to make."""

import subprocess
import sys
import time
from datetime import date
from fractions import Fraction

from hejie import loans


def test_the_room_opens_quickly_and_without_numpy() -> None:
    """Import under 0.25 s, measured inside a fresh interpreter; the best of three, since cores are shared."""
    code = "import time; t = time.perf_counter(); import hejie.loans, sys; print(time.perf_counter() - t, 'numpy' in sys.modules)"
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(3)
    ]
    seconds = min(float(run.stdout.split()[0]) for run in runs)
    assert seconds < 0.25
    assert all(run.stdout.split()[1] == "False" for run in runs)


def test_a_schedule_of_three_years_takes_no_time_to_speak_of() -> None:
    terms = loans.Terms(
        method="equal_instalment",
        principal_minor=5000000,
        annual_rate=Fraction(18, 100),
        start=date(2026, 1, 15),
        first_due=date(2026, 2, 15),
        instalments=36,
    )
    begun = time.perf_counter()
    for _ in range(50):
        loans.schedule(terms)
    assert (time.perf_counter() - begun) / 50 < 0.002
