"""When a lender's agreements begin to fail more often than before, or one side fares much worse than the other.

A rise is judged by Fisher's exact test: given how many agreements of the last months and of the history before failed
together, how likely is it that so many of them fell into the last months by chance? Below `CHANCE` it is an alarm. The test
is exact, so a history that does not change raises a false alarm in at most one look of a hundred, however few there are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Final

CHANCE: Final = Fraction(1, 100)
WINDOW_MONTHS: Final = 3
LEAST_GAP: Final = Fraction(1)  # of a scale from 1 to 5


@dataclass(frozen=True, slots=True)
class Alarm:
    """What a person should look at. `about`: a lender's reference, or a stage of the satisfaction question."""

    kind: str  # failures_rose | sides_apart
    about: str
    chance: Fraction | None = None
    now: tuple[int, int] = (0, 0)  # failed, of
    before: tuple[int, int] = (0, 0)
    gap: Fraction | None = None


def chance_of(now: tuple[int, int], before: tuple[int, int]) -> Fraction:
    """How likely so many failures (failed, of) or more would be now, had nothing changed. One where nothing is known."""
    (failed, here), (earlier, there) = now, before
    together, everything = failed + earlier, here + there
    if not here or not there:
        return Fraction(1)
    ways = sum(
        comb(here, hits) * comb(there, together - hits) for hits in range(failed, min(here, together) + 1)
    )
    return Fraction(ways, comb(everything, together))


def rises(
    months: Mapping[str, Mapping[str, tuple[int, int]]], *, window: Iterable[str], least: int
) -> list[Alarm]:
    """An alarm for each lender (failed and all agreements by month) whose share of failures rose in the window.

    Lenders with fewer than `least` failures in the window raise none: a figure so small is not shown either.
    """
    recent = frozenset(window)
    found = []
    for lender, by_month in sorted(months.items()):
        now, before = _sum(by_month, recent, True), _sum(by_month, recent, False)
        chance = chance_of(now, before)
        if now[0] >= least and chance < CHANCE:
            found.append(Alarm("failures_rose", lender, chance, now, before))
    return found


def _sum(by_month: Mapping[str, tuple[int, int]], recent: frozenset[str], is_now: bool) -> tuple[int, int]:
    rows = [counts for month, counts in by_month.items() if (month in recent) == is_now]
    return sum(failed for failed, _of in rows), sum(of for _failed, of in rows)


def apart(means: Mapping[tuple[str, str], Fraction | None]) -> list[Alarm]:
    """An alarm for each stage at which the borrowers' side and the lenders' differ by a point or more; unknown is none."""
    found = []
    for stage in sorted({stage for stage, _side in means}):
        one, other = means.get((stage, "borrower")), means.get((stage, "lender"))
        if one is not None and other is not None and abs(one - other) >= LEAST_GAP:
            found.append(Alarm("sides_apart", stage, gap=one - other))
    return found
