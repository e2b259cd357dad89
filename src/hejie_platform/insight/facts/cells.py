"""Small cells are kept back, and so that nobody can compute them from what is left.

A report is a set of counts (cells) and of sums between them (lines: a total and its parts). A count from 1 to
`least` - 1 could point at somebody and is hidden. One hidden part of a shown total is the total less the others, so
more is hidden until no hidden cell follows from the shown ones.

    suppress({"all": 40, "a": 37, "b": 3}, [Line("all", ("a", "b"))], least=5)     # {"b", "a"}: b alone would be 40 - 37

Two things are demanded of the result. No hidden cell is fixed by the equations: with the hidden ones as unknowns, no row
of the reduced system has a single unknown. And the hidden parts of a shown total come to `least` or more together, or
two hidden ones that sum to 2 would each be 1. A zero points at nobody and is hidden only
where nothing else is left to hide.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

PRIME = 2_147_483_647  # sums have coefficients of one; exact arithmetic modulo a large prime keeps them exact
Z = 1.959964  # of a two-sided interval of 95 %


@dataclass(frozen=True, slots=True)
class Line:
    """A sum that anybody may use: the total is its parts together."""

    total: str
    parts: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """Total and parts."""
        return (self.total, *self.parts)


def suppress(cells: Mapping[str, int], lines: Sequence[Line], *, least: int) -> frozenset[str]:
    """The names of the cells to hide. Every cell of a line must be in `cells`, and the lines must be true of them."""
    hidden = {name for name, count in cells.items() if 0 < count < least}
    while more := _more(cells, lines, hidden, least):
        hidden |= more
    return frozenset(hidden)


def _more(cells: Mapping[str, int], lines: Sequence[Line], hidden: set[str], least: int) -> set[str]:
    found = {one for line in lines if (one := _weakest(cells, line, hidden, least))}
    if found:
        return found
    fixed = derivable(hidden, lines)
    touched = [line for line in lines if fixed & set(line.cells)]
    near = {one for line in touched if (one := _next(cells, line, hidden))}
    return near or {one for line in lines if fixed and (one := _next(cells, line, hidden))}


def _weakest(cells: Mapping[str, int], line: Line, hidden: set[str], least: int) -> str:
    """What this line must hide too; "" when it is safe by itself."""
    unknown = [name for name in line.cells if name in hidden]
    together = sum(cells[name] for name in unknown)
    if not unknown or (len(unknown) > 1 and (line.total in hidden or together >= least)):
        return ""
    return _next(cells, line, hidden)


def _next(cells: Mapping[str, int], line: Line, hidden: set[str]) -> str:
    """The smallest part that is shown and not zero, else the total, else a zero; "" where nothing is shown."""
    shown = sorted((cells[name], name) for name in line.parts if name not in hidden)
    ranked = [name for count, name in shown if count]
    ranked += [line.total] if line.total not in hidden else []
    ranked += [name for count, name in shown if not count]
    return ranked[0] if ranked else ""


def derivable(hidden: set[str] | frozenset[str], lines: Sequence[Line]) -> set[str]:
    """The hidden cells that follow from the shown ones by sums and differences alone."""
    names = sorted(hidden)
    place = {name: number for number, name in enumerate(names)}
    rows = [[(place[name], sign) for name, sign in _signed(line) if name in place] for line in lines]
    rows = [row for row in rows if row]
    if not rows:
        return set()
    grid = np.zeros((len(rows), len(names)), dtype=np.int64)
    for number, row in enumerate(rows):
        for column, sign in row:
            grid[number, column] += sign
    return {names[column] for column in _fixed(_reduced(grid % PRIME))}


def _signed(line: Line) -> Iterator[tuple[str, int]]:
    yield line.total, 1
    yield from ((name, -1) for name in line.parts)


def _reduced(grid: "np.ndarray") -> "np.ndarray":
    """Reduced row echelon form modulo PRIME."""
    top = 0
    for column in range(grid.shape[1]):
        found = np.nonzero(grid[top:, column])[0]
        if not len(found):
            continue
        pivot = top + int(found[0])
        grid[[top, pivot]] = grid[[pivot, top]]
        grid[top] = grid[top] * pow(int(grid[top, column]), -1, PRIME) % PRIME
        others = np.nonzero(grid[:, column])[0]
        for row in others[others != top]:
            grid[row] = (grid[row] - grid[row, column] * grid[top]) % PRIME
        top += 1
        if top == grid.shape[0]:
            break
    return grid


def _fixed(grid: "np.ndarray") -> Iterator[int]:
    for row in grid:
        unknown = np.nonzero(row)[0]
        if len(unknown) == 1:
            yield int(unknown[0])


def wilson(yes: int, of: int) -> tuple[float, float]:
    """The interval of 95 % for a share of `yes` in `of` (Wilson 1927). Raises ValueError for nothing counted.

    8 of 10 gives 0.490 to 0.943.
    """
    if of <= 0:
        raise ValueError("a share of nothing")
    share, square = yes / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def gap(one: tuple[int, int], other: tuple[int, int]) -> tuple[float, float, float]:
    """The difference of two shares, each (yes, of), with its interval (Newcombe 1998, method 10).

    56 of 70 against 48 of 80 gives 0.200, from 0.052 to 0.334.
    """
    first, second = one[0] / one[1], other[0] / other[1]
    (low, high), (less, more) = wilson(*one), wilson(*other)
    difference = first - second
    under = math.sqrt((first - low) ** 2 + (more - second) ** 2)
    over = math.sqrt((high - first) ** 2 + (second - less) ** 2)
    return difference, difference - under, difference + over
