"""The frontier of 56,160 packages by NegMAS, table utilities, and ours beside it: run in NegMAS's own environment.

NegMAS is under another licence and brings half a gigabyte of its own dependencies; nothing of it is imported by the
project. This file is run by `bench.plans` as a program; it prints one line of JSON.
"""

import json
import warnings
from dataclasses import asdict

import numpy as np

from bench.plans import STAKES
from bench.timing import together
from hejie.plans import bargain


def differing(one: np.ndarray, other: np.ndarray) -> int:
    """How many points of two frontiers have no equal, to nine places."""
    near = np.abs(one[:, None] - other[None]).max(axis=2) < 1e-9
    return int((~near.any(axis=1)).sum() + (~near.any(axis=0)).sum())


def main() -> None:
    warnings.filterwarnings("ignore")
    import negmas
    from negmas import make_issue, make_os
    from negmas.preferences import BaseUtilityFunction
    from negmas.preferences.ops import pareto_frontier

    grid = bargain.MIDDLE
    strides = np.cumprod([1, *grid.shape[:0:-1]])[::-1].tolist()
    places = [
        {v: k * step for k, v in enumerate(axis)} for axis, step in zip(grid.steps, strides, strict=True)
    ]

    class Table(BaseUtilityFunction):
        """One look-up per issue, then one in the table."""

        def __init__(self, table: list[float], **more: object) -> None:
            super().__init__(**more)
            self.table = table

        def eval(self, offer: tuple[int, ...]) -> float:
            a, b, c, d, e, f = places
            return self.table[
                a[offer[0]] + b[offer[1]] + c[offer[2]] + d[offer[3]] + e[offer[4]] + f[offer[5]]
            ]

    lender, household = bargain.worth(STAKES, grid)
    issues = [make_issue(list(axis), f"issue {k}") for k, axis in enumerate(grid.steps)]
    space = make_os(issues)
    outcomes = list(space.enumerate_or_sample())
    sides = [Table(one.tolist(), outcome_space=space) for one in (lender, household)]

    def peer() -> np.ndarray:
        points, _ = pareto_frontier(sides, outcomes=outcomes, sort_by_welfare=False)
        return np.array(points, dtype=float)

    def ours() -> np.ndarray:
        own, other = bargain.worth(STAKES, grid)
        found = bargain.frontier(own, other)
        return np.stack([own[found], other[found]], axis=1)

    found = together({"ours": ours, "peer": peer}, repeats=7)
    told = {name: asdict(timing) for name, timing in found.items()}
    print(json.dumps({"version": negmas.__version__, "differ": differing(ours(), peer()), **told}))


if __name__ == "__main__":
    main()
