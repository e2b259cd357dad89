"""The frontier of plans that begin gently: burdens per phase, kept apart, against value.

With grace and steps the lenders' dearest months need not meet. Each option is told by its burden in every phase,
rounded up to a grid; lenders are added one by one, and of all sums only those stay that no other beats in every phase
and in value. The filter is exact: points are taken by rising first phase, and a table over the other two phases holds
the best value seen so far at no more of either.

>>> bank = np.array([[0, 60, 60], [50, 50, 50]]), np.array([900, 950])
>>> shop = np.array([[0, 0, 40], [30, 30, 30]]), np.array([420, 440])
>>> found = merge([bank, shop], most=(100, 100, 100), step=10)
>>> found.burden.tolist(), found.value.tolist()
([[0, 60, 100], [30, 90, 90], [50, 50, 90], [80, 80, 80]], [1320, 1340, 1370, 1390])

Where so many sums remain that they would not be ready while a person waits, the grid is doubled: burdens are rounded up
again, so that every point stays one that can be carried; `step` tells the grid that was used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Places = NDArray[np.intp]

STEP: Final = 5_000
"""Fifty yuan: the grid of burdens."""
MOST_SUMS: Final = 600_000
"""So many sums are looked at for one lender; more of them double the grid."""
MOST_CELLS: Final = 1_000
"""So many steps a phase may have; larger debts double the grid."""
NONE: Final = np.int64(-(2**62))


@dataclass(frozen=True, slots=True, eq=False)
class Phased:
    """Points that no other beats: `burden` [points, phases], `value`, and each lender's option."""

    step: int
    burden: Ints
    value: Ints
    choice: Places

    def __len__(self) -> int:
        return len(self.value)


def merge(lenders: Sequence[tuple[Ints, Ints]], *, most: Sequence[int], step: int = STEP) -> Phased:
    """The frontier of lenders told by (burden [options, 3], value), at most `most` in each phase."""
    while _reach(lenders, most, step) // step > MOST_CELLS:
        step *= 2
    cells = np.zeros((1, 3), dtype=np.int64)
    value = np.zeros(1, dtype=np.int64)
    choice = np.zeros((1, 0), dtype=np.intp)
    for burden, worth in lenders:
        own = _own(burden, worth, most, step)
        while len(value) * len(own) > MOST_SUMS and len(value) > 1:
            step *= 2
            kept = undominated(-(-cells // 2), value)
            cells, value, choice = -(-cells[kept] // 2), value[kept], choice[kept]
            own = _own(burden, worth, most, step)
        sums = (cells[:, None, :] + _cells(burden[own], step)[None, :, :]).reshape(-1, 3)
        values = (value[:, None] + worth[own][None, :]).ravel()
        inside = np.flatnonzero((sums <= _limits(most, step)).all(axis=1))
        kept = inside[undominated(sums[inside], values[inside])]
        cells, value = sums[kept], values[kept]
        before, option = np.divmod(kept, max(len(own), 1))
        choice = np.concatenate([choice[before], own[option][:, None]], axis=1)
    return Phased(step, cells * step, value, choice)


def _cells(burden: Ints, step: int) -> Ints:
    """Burdens rounded up to the grid; one below zero asks for nothing."""
    return np.maximum(-(-burden // step), 0)


def _limits(most: Sequence[int], step: int) -> Ints:
    return np.array([max(one, -1) // step for one in most], dtype=np.int64)


def _reach(lenders: Sequence[tuple[Ints, Ints]], most: Sequence[int], step: int) -> int:
    """No burden of a phase lies above it."""
    return min(max(most), sum((int(burden.max(initial=0)) // step + 1) * step for burden, _ in lenders))


def _own(burden: Ints, worth: Ints, most: Sequence[int], step: int) -> Places:
    """The options of one lender within the limits that none of its own beats on this grid."""
    cells = _cells(burden, step)
    inside = np.flatnonzero((cells <= _limits(most, step)).all(axis=1))
    return np.sort(inside[undominated(cells[inside], worth[inside])])


def undominated(cells: Ints, value: Ints) -> Places:
    """The points that no other beats in three burdens and value, by rising burdens; of equal ones the first."""
    order = np.lexsort((-value, cells[:, 2], cells[:, 1], cells[:, 0]))
    order = order[_first_of_each(cells[order])]
    if not len(order):
        return np.asarray(order)
    b, worth = cells[order], value[order]
    sizes = b.max(axis=0)
    table = np.full((sizes[1] + 2, sizes[2] + 2), NONE)  # a border of one cell below zero
    keeps = np.zeros(len(order), dtype=bool)
    starts = np.flatnonzero(np.diff(b[:, 0], prepend=b[0, 0] - 1))
    for first, last in zip(starts, [*starts[1:], len(order)], strict=True):
        keeps[first:last] = _level(table, b[first:last, 1] + 1, b[first:last, 2] + 1, worth[first:last])
    return np.asarray(order[keeps])


def _first_of_each(cells: Ints) -> NDArray[np.bool_]:
    """Of the points of one cell the first, which is worth most."""
    keeps = np.ones(len(cells), dtype=bool)
    keeps[1:] = (np.diff(cells, axis=0) != 0).any(axis=1)
    return keeps


def _level(table: Ints, y: Ints, z: Ints, worth: Ints) -> NDArray[np.bool_]:
    """Which points of one first burden are worth more than any at no more of the others; the table learns them."""
    able = worth > table[y, z]
    y, z, mine = y[able], z[able], worth[able]
    if not len(mine):
        return able
    table[y, z] = mine
    np.maximum.accumulate(table, axis=0, out=table)
    np.maximum.accumulate(table, axis=1, out=table)
    able[able] = (mine > table[y - 1, z]) & (mine > table[y, z - 1])
    return able
