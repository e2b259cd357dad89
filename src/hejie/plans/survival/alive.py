"""The chance of level plans to hold to each month, for many plans at once, by sorted capacities.

A lender that holds a share of the debts looks at its share of the household: its plan counts as a plan of the whole
household that asks for `instalment / share`, as if all others were paid in proportion. So what it sees depends on its
own claim, the sum of the others, and the household, and on nothing that another lender says.

>>> from hejie.plans.survival import income, paths
>>> calm = income.IncomeModel(noise=0.0, job_loss=0.0, illness=0.0)
>>> of = paths.simulate(paths.Household(income_minor=500_000, living_minor=400_000), calm, months=4, paths=2, seed=1)
>>> level = np.array([60_000, 100_000])
>>> alive(of, instalment_minor=level, term=np.array([3, 3]), grace=np.array([0, 1]), months=4).tolist()
[[1.0, 1.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0]]
>>> alive(of, instalment_minor=level, term=np.array([3, 3]), grace=np.array([0, 1]), months=4, share=0.5).tolist()
[[0.0, 0.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0]]
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from hejie.plans.survival.capacity import LARGEST, capacities_by_term
from hejie.plans.survival.paths import Ints, Paths

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


def alive(
    paths: Paths,
    *,
    instalment_minor: Ints,
    term: Ints,
    grace: Ints,
    months: int,
    upfront_minor: Ints | int = 0,
    share: float = 1.0,
    every: int = 1,
) -> Floats:
    """The chances [plans, months]; `every` looks only so often and takes the chance of the later month for those
    between, which is never too good."""
    upfront = np.broadcast_to(np.asarray(upfront_minor, dtype=np.int64), term.shape)
    whole = [
        np.minimum(np.ceil(one / share - 1e-6), LARGEST).astype(np.int64)
        for one in (instalment_minor, upfront)
    ]
    found = np.ones((len(term), months))
    for rows, g, at_once in _groups(grace, whole[1]):
        _fill(found, paths, rows, whole[0][rows].astype(np.int32), term[rows], g, at_once, every)
    return found


def _groups(grace: Ints, upfront: Ints) -> Iterator[tuple[Places, int, int]]:
    pairs, which = np.unique(np.stack([grace, upfront]), axis=1, return_inverse=True)
    for place, (g, at_once) in enumerate(pairs.T.tolist()):
        yield np.flatnonzero(which.ravel() == place), g, at_once


def _fill(
    found: Floats,
    paths: Paths,
    rows: Places,
    asked: NDArray[np.int32],
    term: Ints,
    g: int,
    upfront: int,
    every: int,
) -> None:
    if upfront > paths.buffer_minor:
        found[rows] = 0.0
        return
    last = min(int(term.max()), found.shape[1] - g)
    steps = range(every, last + every, every)
    for number, capacities in zip(
        steps, capacities_by_term(paths, steps, grace=g, upfront_minor=upfront), strict=True
    ):
        begins = g + number - every
        going = term > number - every
        chance = (paths.count - capacities.searchsorted(asked[going])) / paths.count
        found[rows[going], begins:] = chance[:, None]
