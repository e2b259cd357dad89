"""One household's futures in money: what it will have had to spare, summed up, month by month and path by path.

`left_minor[t, k]` is what income has left after living costs in the months 0..t of future k; below zero where it did
not suffice. The buffer stands beside it. The protected minimum belongs to the living costs, so no plan ever touches it.

>>> from hejie.plans.survival.income import IncomeModel
>>> calm = IncomeModel(noise=0.0, job_loss=0.0, illness=0.0)
>>> household = Household(income_minor=500_000, living_minor=400_000, buffer_minor=60_000)
>>> simulate(household, calm, months=3, paths=1, seed=1).spare_minor[:, 0].tolist()
[160000, 260000, 360000]
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from hejie import texts
from hejie.money import MAX_MINOR
from hejie.plans.survival.income import IncomeModel, Shocks, rhythm, shocks

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """The usual month in minor units: income, living costs with the protected minimum, and money laid by.

    Any of them may be zero; living costs above income are an answer, too. Raises Faulty for what is below zero or above
    money.MAX_MINOR: above it the sums of many months would no longer be whole numbers.
    """

    income_minor: int
    living_minor: int
    buffer_minor: int = 0

    def __post_init__(self) -> None:
        told = {name: getattr(self, name) for name in ("income_minor", "living_minor", "buffer_minor")}
        found = tuple(
            texts.fault("plan_number_outside", name, given=given, least=0, most=MAX_MINOR)
            for name, given in told.items()
            if not 0 <= given <= MAX_MINOR
        )
        if found:
            raise texts.Faulty(found)

    @property
    def disposable_minor(self) -> int:
        """What the usual month leaves."""
        return self.income_minor - self.living_minor


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """Futures in minor units, [months, paths]; `state` tells what befell the household (see `income`)."""

    buffer_minor: int
    left_minor: Ints
    state: NDArray[np.uint8]

    @property
    def months(self) -> int:
        """How far the futures reach."""
        return int(self.left_minor.shape[0])

    @property
    def count(self) -> int:
        """How many futures there are."""
        return int(self.left_minor.shape[1])

    @property
    def spare_minor(self) -> Ints:
        """What could have been paid up to each month: the buffer and what was left."""
        return self.left_minor + self.buffer_minor


def lived(household: Household, of: Shocks) -> Paths:
    """The shocks in the money of one household; broken units of income are cut off."""
    income = np.floor(of.income * household.income_minor)
    living = np.ceil(of.living * household.living_minor)
    return Paths(household.buffer_minor, (income - living).astype(np.int64), of.state)


def simulate(
    household: Household,
    model: IncomeModel,
    *,
    months: int,
    paths: int,
    seed: int,
    told_minor: Mapping[int, int] = MappingProxyType({}),
) -> Paths:
    """Futures of one household; deterministic. `told_minor`: what single months, counted from 0, bring instead of the
    usual month of their season; noise, job loss and illness meet them as any other. Raises Faulty for impossible sizes."""
    ahead = {month: minor for month, minor in told_minor.items() if 0 <= month < months}
    if not ahead:
        return lived(household, shocks(model, months=months, paths=paths, seed=seed))
    even = shocks(replace(model, season=(), growth=0.0), months=months, paths=paths, seed=seed)
    usual = rhythm(model, months) * household.income_minor
    usual[list(ahead)] = list(ahead.values())
    shares = np.diff(even.income, axis=0, prepend=0.0)
    income = np.cumsum(shares * usual[:, None], axis=0)
    return lived(replace(household, income_minor=1), Shocks(income, even.living, even.state))
