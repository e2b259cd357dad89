"""The judge: what becomes of plans in a world that is not the planner's.

Incomes move between three regimes; large costs come without notice; nobody lays by more than some months of living
costs; who falls behind may catch up, until the arrears pass what creditors are patient with. Every method is judged on
the same futures of the same households.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hejie.studies.survival.people import Person
from hejie.studies.survival.world import figure, figures, world

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Futures:
    """True months of all households, [months, households, paths]: what is left after living costs."""

    left: Floats
    buffer: Floats
    spared: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Of plans [households]: `alive` [months, households, paths], and what was in arrears when a plan broke."""

    alive: NDArray[np.bool_]
    arrears: Floats

    @property
    def completed(self) -> Floats:
        """The share of paths on which each household's plan was completed."""
        return np.asarray(self.alive[-1].mean(axis=1))


def futures(people: Sequence[Person], *, months: int, seed: int) -> Futures:
    """The judge's futures; they depend on the seed and the households alone."""
    rng = np.random.Generator(np.random.PCG64([seed, 77]))
    shape = (len(people), int(figure("judge", "paths")))
    income = np.array([one.true.income_minor for one in people], dtype=float)[:, None]
    living = np.array([one.true.living_minor for one in people], dtype=float)[:, None]
    moves = np.cumsum(np.array(world()["judge"]["move"], dtype=float), axis=1)
    level, spread = np.array(figures("judge", "level")), np.array(figures("judge", "spread"))
    chance, low, high = figures("judge", "large_cost")
    left, regime = np.empty((months, *shape)), np.zeros(shape, dtype=np.intp)
    for month in range(months):
        regime = (rng.random(shape)[:, :, None] > moves[regime]).sum(axis=2)
        earned = income * np.maximum(level[regime] + spread[regime] * rng.standard_normal(shape), 0)
        large = np.where(rng.random(shape) < chance, rng.uniform(low, high, shape), 0.0)
        left[month] = earned - living * (1 + large)
    buffer = np.array([one.true.buffer_minor for one in people], dtype=float)[:, None]
    return Futures(left, buffer, np.maximum(living * figure("judge", "spared"), buffer))


def judge(of: Futures, amounts: Floats, upfront: Floats) -> Judged:
    """Lives through plans that ask for `amounts` [households, months] after `upfront` [households]."""
    asked = amounts.T[:, :, None]
    patience = figure("judge", "patience") * amounts.max(axis=1, initial=0.0)[:, None]
    purse = np.repeat(of.buffer - upfront[:, None], of.left.shape[2], axis=1)
    alive = np.empty((len(asked), *purse.shape), dtype=bool)
    arrears, last = np.zeros_like(purse), _last_month(amounts)[:, None]
    going = purse >= 0
    for month in range(len(asked)):
        purse = np.minimum(purse + of.left[month] - asked[month], of.spared)
        is_last = month == last
        breaks = going & (month <= last) & ((purse < -patience) | (is_last & (purse < 0)))
        arrears = np.where(breaks, -purse, arrears)
        going = going & ~breaks
        alive[month] = going
    return Judged(alive, arrears)


def _last_month(amounts: Floats) -> NDArray[np.intp]:
    """The month of the last payment."""
    return np.asarray(amounts.shape[1] - 1 - (amounts[:, ::-1] > 0).argmax(axis=1))
