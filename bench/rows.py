"""What is printed: measurements, and judgements with what was wanted."""

import sys
from dataclasses import asdict, dataclass
from typing import Literal

from bench.timing import Timing

UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))


@dataclass(frozen=True, slots=True)
class Measured:
    """One absolute figure: how long one piece of work took."""

    what: str
    timing: Timing

    def line(self) -> str:
        return f"  {self.what:<58} {seconds(self.timing.median):>10}   ±{self.timing.spread:4.0%}"


@dataclass(frozen=True, slots=True)
class Judged:
    """One figure against what it must be: at least, or at most."""

    what: str
    got: float
    sense: Literal["at least", "at most"]
    wanted: float
    unit: str = ""

    @property
    def kept(self) -> bool:
        return self.got >= self.wanted if self.sense == "at least" else self.got <= self.wanted

    def line(self) -> str:
        verdict = "kept" if self.kept else "MISSED"
        return f"{verdict:<7} {self.what:<58} {number(self.got)}{self.unit} ({self.sense} {number(self.wanted)}{self.unit})"


@dataclass(frozen=True, slots=True)
class Said:
    """Something that the reader must know: a peer that is missing, work that is not the same."""

    what: str

    def line(self) -> str:
        return f"  {self.what}"


Line = Measured | Judged | Said


def seconds(value: float) -> str:
    """1.5e-05 is "15.0 µs"."""
    scale, unit = next(((scale, unit) for scale, unit in UNITS if value >= scale), UNITS[-1])
    return f"{value / scale:.1f} {unit}"


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def show(line: Line) -> Line:
    print(line.line())
    sys.stdout.flush()
    return line


def plain(line: Line) -> dict[str, object]:
    """A line for the file of results."""
    more = {"kept": line.kept} if isinstance(line, Judged) else {}
    return {"kind": type(line).__name__.lower(), **asdict(line), **more}
