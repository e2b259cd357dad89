"""Measuring: processor seconds, warmed up, in turns, the median of many and how far they lie apart."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Final

REPEATS: Final = 9
SHORTEST: Final = 0.02
"""Processor seconds that one measurement takes at least: shorter work is repeated."""

ADDITIONS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of one call: the median, and the middle half of all measurements."""

    median: float
    lower: float
    upper: float

    @property
    def spread(self) -> float:
        """The width of the middle half, as a share of the median."""
        return (self.upper - self.lower) / self.median


def together(work: Mapping[str, Callable[[], object]], *, repeats: int = REPEATS) -> dict[str, Timing]:
    """Every function of `work` measured in turns, so that a change of the machine's mood meets all of them."""
    times = {name: _times(call) for name, call in work.items()}
    measured: dict[str, list[float]] = {name: [] for name in work}
    for turn in range(repeats):
        for name in sorted(work, reverse=turn % 2 == 1):
            measured[name].append(_seconds(work[name], times[name]))
    return {name: timing(found) for name, found in measured.items()}


def timing(seconds: list[float]) -> Timing:
    lower, _, upper = quantiles(seconds, n=4)
    return Timing(median(seconds), lower, upper)


def _times(call: Callable[[], object]) -> int:
    """How often the work is done in one measurement; this warms it up, too."""
    call()
    once = _seconds(call, 1)
    return max(1, round(SHORTEST / max(once, 1e-7)))


def _seconds(call: Callable[[], object], times: int) -> float:
    started = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - started) / times


def calibration() -> int:
    """A million additions in plain Python: the yardstick of a machine."""
    total = 0
    for number in range(ADDITIONS):
        total += number
    return total
