"""What a household's months are like, as a distribution: a level, a season, how far months stray, and what befalls it.

    model = budget.income_model(made_months)
    model.level_minor, model.season[1], model.volatility, model.persistence

Twelve months of 10,000.00 but for a February of 4,000.00 have a level of 10,000.00 (the median, so that one lucky month
promises nothing) and, since one year proves little, a February factor halfway between 0.4 and 1. Income here is what
is left of receipts after the costs of the business: a shop's drawings, not its sales. Every number names the months and
rows that it was measured on, and how much of it is assumed where months are few.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import fmean, median
from typing import Final

from hejie.budget import lines
from hejie.budget.monthly import Month

YEAR: Final = 12
# Months at which a household's own figures weigh as much as the assumed ones, and what is assumed: design choices.
_HALF_TRUST: Final = 6
_ASSUMED_VOLATILITY: Final = 0.10
_ASSUMED_PERSISTENCE: Final = 0.3
_ASSUMED_SHOCK: Final = 1 / 60
_NORMAL: Final = 1.2533  # makes the mean distance of normal noise its standard deviation
# Below this share of what the season lets expect, a month's income has collapsed; above this one, spending has jumped.
_COLLAPSE: Final = 0.4
_JUMP: Final = 1.5


@dataclass(frozen=True, slots=True)
class MonthNet:
    """One measured month: income less business cost, and living costs, in minor units, with the rows of both."""

    first: date
    income_minor: int
    living_minor: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shock:
    """Something that befalls months: chance a month, the share of income lost or of living costs added, months seen."""

    kind: str
    rate: float
    share: float
    seen: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class IncomeModel:
    """The distribution of the household's months; plain numbers, money in minor units a month.

    `level_minor` is income (less business cost), `living_minor` the usual living costs, and `disposable_minor` the
    difference, which may be negative. `season` holds twelve factors from January on, around 1; `volatility` the
    standard deviation of a month around level x season, as a share; `persistence` how much of a month's deviation
    stays in the next (an AR(1) coefficient). `own_weight` (0 to 1) says how far these are the household's own figures.
    """

    level_minor: int
    living_minor: int
    season: tuple[float, ...]
    volatility: float
    persistence: float
    shocks: tuple[Shock, ...]
    own_weight: float
    months: tuple[MonthNet, ...]

    @property
    def disposable_minor(self) -> int:
        return self.level_minor - self.living_minor


def income_model(months: Sequence[Month], *, season: Sequence[float] = ()) -> IncomeModel:
    """The model of measured months (`budget.months`); only whole ones count where there are any. `season` is the
    household's own word for its year (twelve factors), taken where the rows do not yet show one."""
    whole = [month for month in months if month.is_full] or list(months)
    nets = tuple(_net(month) for month in whole)
    earned = [net.income_minor for net in nets]
    level = int(median(earned)) if earned else 0
    rhythm = _season(nets, level, _told(season))
    trust = len(nets) / (len(nets) + _HALF_TRUST)
    strays = _strays(nets, level, rhythm)
    return IncomeModel(
        level_minor=level,
        living_minor=_typical([net.living_minor for net in nets]),
        season=rhythm,
        volatility=round(trust * _spread(strays) + (1 - trust) * _ASSUMED_VOLATILITY, 4),
        persistence=round(trust * _lag(strays) + (1 - trust) * _ASSUMED_PERSISTENCE, 4),
        shocks=(_collapse(nets, level, rhythm), _jump(nets)),
        own_weight=round(trust, 4),
        months=nets,
    )


def _net(month: Month) -> MonthNet:
    groups = lines.kinds()
    income = living = 0
    rows: list[int] = []
    for (code, _), each in month.sums.items():
        group = groups[code].group
        income += each.amount_minor if group == "income" else -each.amount_minor if group == "business" else 0
        living += each.amount_minor if group in ("essential", "discretionary") else 0
        rows += each.rows if group != "debt" else ()
    return MonthNet(month.first, income, living, tuple(sorted(rows)))


def _typical(values: Sequence[int]) -> int:
    """The mean, so that yearly bills are not forgotten."""
    return round(fmean(values)) if values else 0


def _told(season: Sequence[float]) -> tuple[float, ...]:
    """Twelve factors around 1, or none: what is not twelve positive numbers says nothing."""
    if len(season) != YEAR or min(season) < 0 or not sum(season):
        return ()
    mean = fmean(season)
    return tuple(factor / mean for factor in season)


def _season(nets: Sequence[MonthNet], level: int, told: tuple[float, ...]) -> tuple[float, ...]:
    """Each calendar month's own factor drawn towards what was told (or 1): n years of it weigh n / (n + 1)."""
    base = told or (1.0,) * YEAR
    if len(nets) < YEAR or level <= 0:
        return base
    by_month: Mapping[int, list[float]] = {
        number: [net.income_minor / level for net in nets if net.first.month == number]
        for number in range(1, YEAR + 1)
    }
    drawn = [
        (sum(by_month[number]) + base[number - 1]) / (len(by_month[number]) + 1)
        for number in range(1, YEAR + 1)
    ]
    mean = fmean(drawn)
    return tuple(round(factor / mean, 4) for factor in drawn) if mean > 0 else base


def _strays(nets: Sequence[MonthNet], level: int, season: Sequence[float]) -> list[float]:
    """How far each month lies from level x season, as a share of the level; a month of collapse is a shock, not noise."""
    if level <= 0:
        return []
    apart = [(net.income_minor / level, season[net.first.month - 1]) for net in nets]
    return [share - factor for share, factor in apart if share >= _COLLAPSE * factor]


def _spread(strays: Sequence[float]) -> float:
    """A standard deviation from the mean distance to the middle, which one odd month moves little; at most 1."""
    if not strays:
        return _ASSUMED_VOLATILITY
    middle = median(strays)
    return min(1.0, _NORMAL * fmean(abs(stray - middle) for stray in strays))


def _lag(strays: Sequence[float]) -> float:
    """The correlation of one month's deviation with the next, between 0 and 0.95."""
    if len(strays) < 3:
        return _ASSUMED_PERSISTENCE
    middle = fmean(strays)
    apart = [stray - middle for stray in strays]
    power = sum(each * each for each in apart)
    if not power:
        return _ASSUMED_PERSISTENCE
    return min(0.95, max(0.0, sum(a * b for a, b in pairwise(apart)) / power))


def _collapse(nets: Sequence[MonthNet], level: int, season: Sequence[float]) -> Shock:
    """Months in which income fell far below what the season lets expect."""
    lost = {
        net.first: 1 - net.income_minor / (level * season[net.first.month - 1])
        for net in nets
        if level > 0 and net.income_minor < _COLLAPSE * level * season[net.first.month - 1]
    }
    share = fmean(min(1.0, each) for each in lost.values()) if lost else 1 - _COLLAPSE
    return Shock("income_collapse", _rate(len(lost), len(nets)), round(share, 4), tuple(lost))


def _jump(nets: Sequence[MonthNet]) -> Shock:
    """Months in which living cost far more than usual."""
    usual = median(net.living_minor for net in nets) if nets else 0
    more = {
        net.first: net.living_minor / usual - 1
        for net in nets
        if usual > 0 and net.living_minor > _JUMP * usual
    }
    share = fmean(more.values()) if more else _JUMP - 1
    return Shock("spending_jump", _rate(len(more), len(nets)), round(share, 4), tuple(more))


def _rate(seen: int, months: int) -> float:
    """Chance a month: what was seen, beside one in sixty that nobody is spared, which weighs two years of months."""
    weight = 2 * YEAR
    return round((seen + _ASSUMED_SHOCK * weight) / (months + weight), 4)
