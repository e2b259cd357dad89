"""The whole frontier of burden against value over several lenders, exactly: one table over a grid of monthly burdens.

Each option's dearest month is rounded up to the grid, so that what the table says can be carried can be carried. The
table holds, for every burden, the most that all lenders so far can have together; adding a lender is one maximum over
its options, each the table shifted by the option's burden:

    best'[b] = max over options of best[b - burden] + value

The dearest months of all lenders are added up even where grace keeps them apart: on the safe side. A finer search, by
phases, is `phased`.

>>> bank = np.array([[100], [60]]), np.array([950, 900])
>>> shop = np.array([[50], [30]]), np.array([480, 420])
>>> found = merge([(bank[0][:, 0], bank[1]), (shop[0][:, 0], shop[1])], most=200, step=10)
>>> found.burden.tolist(), found.value.tolist(), found.choice.tolist()
([90, 110, 150], [1320, 1380, 1430], [[1, 1], [1, 0], [0, 0]])
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

STEP: Final = 1_000
"""Ten yuan: the grid of burdens."""
MOST_LEVELS: Final = 100_000
NONE: Final = np.int64(-(2**62))


@dataclass(frozen=True, slots=True, eq=False)
class Frontier:
    """Points of rising burden and rising value; `choice` [points, lenders] numbers each lender's option."""

    burden: Ints
    value: Ints
    choice: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.burden)


def merge(lenders: Sequence[tuple[Ints, Ints]], *, most: int, step: int = STEP) -> Frontier:
    """The frontier of lenders told by (burden, value) of their options, in minor units, up to a burden of `most`.

    `most` is a hard limit: burdens are rounded up to the grid and `most` down. The same lenders in another order give
    the same points. Where debts are so large that the grid would have more than MOST_LEVELS steps, it is doubled.
    """
    step = _step(lenders, most, step)
    levels = max(_reach(lenders, most, step), -step) // step
    best = np.zeros(levels + 1, dtype=np.int64) if levels >= 0 else np.zeros(0, dtype=np.int64)
    chosen: list[NDArray[np.intp]] = []
    grids = []
    for burden, value in lenders:
        grid = np.maximum(-(-burden // step), 0)  # a burden below zero asks for nothing
        cells, option = _thinned(grid, value, levels)
        best, choice = _add(best, cells, value[option], option)
        chosen.append(choice)
        grids.append(grid)
    points = _rising(best)
    return _read_back(points, best, chosen, grids, step)


def _reach(lenders: Sequence[tuple[Ints, Ints]], most: int, step: int) -> int:
    """No burden lies above it: the limit, or all dearest options together."""
    return min(most, sum((int(burden.max(initial=0)) // step + 1) * step for burden, _ in lenders))


def _step(lenders: Sequence[tuple[Ints, Ints]], most: int, step: int) -> int:
    while _reach(lenders, most, step) // step > MOST_LEVELS:
        step *= 2
    return step


def _thinned(cells: Ints, value: Ints, levels: int) -> tuple[Ints, NDArray[np.intp]]:
    """The options within the limit of which none asks as little and is worth as much: rising cells, rising values."""
    order = np.lexsort((np.arange(len(cells)), -value, cells))
    order = order[cells[order] <= levels]
    rising = np.maximum.accumulate(value[order]) if len(order) else value[order]
    keeps = np.ones(len(order), dtype=bool)
    keeps[1:] = rising[1:] > rising[:-1]
    return cells[order[keeps]], order[keeps]


def _add(best: Ints, cells: Ints, value: Ints, option: NDArray[np.intp]) -> tuple[Ints, NDArray[np.intp]]:
    found = np.full_like(best, NONE)
    choice = np.full(len(best), -1, dtype=np.intp)
    size = len(best)
    for cell, worth, number in zip(cells.tolist(), value.tolist(), option.tolist(), strict=True):
        moved = best[: size - cell] + worth
        target = found[cell:]
        better = moved > target
        np.copyto(target, moved, where=better)
        choice[cell:][better] = number
    found[found < NONE // 2] = NONE
    return found, choice


def _rising(best: Ints) -> NDArray[np.intp]:
    """The cells at which the most that can be had grows."""
    if not len(best):
        return np.zeros(0, dtype=np.intp)
    reached = np.maximum.accumulate(best)
    grows = np.ones(len(best), dtype=bool)
    grows[1:] = reached[1:] > reached[:-1]
    return np.flatnonzero(grows & (best > NONE))


def _read_back(
    points: NDArray[np.intp], best: Ints, chosen: list[NDArray[np.intp]], grids: list[Ints], step: int
) -> Frontier:
    """Which options made the points: from the last lender back to the first."""
    cells = points.copy()
    choice = np.empty((len(points), len(chosen)), dtype=np.intp)
    for lender in reversed(range(len(chosen))):
        choice[:, lender] = chosen[lender][cells]
        cells = cells - grids[lender][choice[:, lender]]
    return Frontier(points * step, best[points], choice)
