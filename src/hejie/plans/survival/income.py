"""What a household's months may bring: a level with its season, noise that lingers, losing a job, falling ill, recovering.

    income of a month = level x growth x season x (1 + noise) x what a job loss or an illness leaves of it

The shocks know nothing of amounts: they are shares of the usual month, drawn once from a seed, and may be shared by
many households. A simulation answers "in how many of these futures does the plan hold"; it promises nobody anything.

>>> calm = IncomeModel(noise=0.0, job_loss=0.0, illness=0.0)
>>> shocks(calm, months=3, paths=2, seed=1).income.tolist()
[[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]
"""

import functools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from statistics import fmean, pstdev
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hejie import texts

Floats = NDArray[np.float64]

WORKING: Final = 0
JOBLESS: Final = 1
ILL: Final = 2
"""What befell a household in a month; both at once counts as JOBLESS + ILL."""

MOST_MONTHS: Final = 600
MOST_PATHS: Final = 100_000
YEAR: Final = 12
SETTLED: Final = 6
"""So many months of statements are asked for before their own noise is believed."""


@functools.cache
def assumptions() -> Mapping[str, Any]:
    """The assumptions that stand where a household's own months do not say; data of this room, with a version."""
    return tomllib.loads((resources.files(__package__) / "assumptions.toml").read_text(encoding="utf-8"))


def _usual(name: str) -> float:
    return float(assumptions()["usual"][name])


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeModel:
    """The distribution of a household's months; shares of the usual month, chances a month. Raises Faulty.

    `season` holds twelve factors from January on (none: every month alike), `first_month` is the month of the first
    step. `job_share` and `illness_share` are what stays of income, `illness_cost` what is added to living costs.
    """

    season: tuple[float, ...] = ()
    first_month: int = 1
    growth: float = _usual("growth")
    noise: float = _usual("noise")
    persistence: float = _usual("persistence")
    job_loss: float = _usual("job_loss")
    job_back: float = _usual("job_back")
    job_share: float = _usual("job_share")
    illness: float = _usual("illness")
    illness_over: float = _usual("illness_over")
    illness_share: float = _usual("illness_share")
    illness_cost: float = _usual("illness_cost")

    def __post_init__(self) -> None:
        found = tuple(_faults(self))
        if found:
            raise texts.Faulty(found)


SHARES: Final = (
    "persistence",
    "job_loss",
    "job_back",
    "job_share",
    "illness",
    "illness_over",
    "illness_share",
)


def _faults(model: IncomeModel) -> Iterator[texts.Fault]:
    bounds = dict.fromkeys(SHARES, (0.0, 1.0)) | {
        "noise": (0.0, 2.0),
        "growth": (-0.9, 1.0),
        "illness_cost": (0.0, 10.0),
    }
    for name, (least, most) in bounds.items():
        if not least <= (given := getattr(model, name)) <= most:
            yield texts.fault("plan_share_outside", name, given=str(given), least=str(least), most=str(most))
    if len(model.season) not in (0, YEAR) or any(not 0 <= part <= YEAR for part in model.season):
        yield texts.fault("plan_share_outside", "season", given=str(model.season), least="0", most="12")
    if not 1 <= model.first_month <= YEAR:
        yield texts.fault("plan_number_outside", "first_month", given=model.first_month, least=1, most=YEAR)


def fitted(months_minor: Sequence[int], *, first_month: int = 1) -> IncomeModel:
    """The model of a household whose income was so in its measured months: the noise is its own where there are
    SETTLED of them, never below the assumed one; the season is its own where there are two years that agree, and is
    taken out of the noise."""
    season = _season(months_minor, first_month) if len(months_minor) >= 2 * YEAR else ()
    shares = _around(months_minor, season, first_month)
    own = pstdev(shares) if len(shares) >= SETTLED else 0.0
    return IncomeModel(noise=min(max(own, _usual("noise")), 1.0), season=season, first_month=first_month)


def _around(months_minor: Sequence[int], season: Sequence[float], first_month: int) -> list[float]:
    """Every month with an income as a share of what its season lets expect."""
    parts = [season[(first_month - 1 + k) % YEAR] if season else 1.0 for k in range(len(months_minor))]
    earned = [one / part for one, part in zip(months_minor, parts, strict=True) if one > 0 and part > 0]
    level = fmean(earned) if earned else 0.0
    return [one / level for one in earned]


def _season(months_minor: Sequence[int], first_month: int) -> tuple[float, ...]:
    """Each calendar month's mean as a share of the year's, halfway to the flat year: two years prove little. None at all
    where no month strays further from the year than months of one name stray from each other, twice."""
    means = [fmean(months_minor[(month - first_month) % YEAR :: YEAR]) for month in range(1, YEAR + 1)]
    year = fmean(means)
    if not year:
        return ()
    full = [one / year for one in means]
    apart = [one / year - full[(first_month - 1 + k) % YEAR] for k, one in enumerate(months_minor)]
    years = len(months_minor) / YEAR
    noise = pstdev(apart) * (years / (years - 1)) ** 0.5
    if max(abs(one - 1) for one in full) <= 2 * max(noise, _usual("noise")):
        return ()
    return tuple((1 + one) / 2 for one in full)


@dataclass(frozen=True, slots=True)
class Shocks:
    """Futures as shares of the usual month, [months, paths]: income and living costs summed from the first month on,
    and what befell the household in each month."""

    income: Floats
    living: Floats
    state: NDArray[np.uint8]


@functools.lru_cache(maxsize=4)
def shocks(model: IncomeModel, *, months: int, paths: int, seed: int) -> Shocks:
    """Futures of `months` months, `paths` of them; the same seed gives the same ones, and a future begins the same however
    far it is looked at. Raises Faulty for sizes, and for a seed below zero."""
    _check_sizes(months, paths, seed)
    streams = [np.random.Generator(np.random.PCG64([seed, number])) for number in range(1, 4)]
    jobless = _spells(streams[0], model.job_loss, model.job_back, (months, paths))
    ill = _spells(streams[1], model.illness, model.illness_over, (months, paths))
    factor = np.maximum(1 + _lingering(streams[2], model, (months, paths)), 0.0)
    factor *= rhythm(model, months)[:, None]
    factor *= np.where(jobless, model.job_share, 1.0)
    factor *= np.where(ill, model.illness_share, 1.0)
    living = 1 + model.illness_cost * ill
    state = (jobless * JOBLESS + ill * ILL).astype(np.uint8)
    made = Shocks(np.cumsum(factor, axis=0), np.cumsum(living, axis=0), state)
    for column in (made.income, made.living, made.state):  # kept for whoever asks the same again
        column.flags.writeable = False
    return made


def _check_sizes(months: int, paths: int, seed: int) -> None:
    found = tuple(
        texts.fault("plan_number_outside", name, given=given, least=1, most=most)
        for name, given, most in (("months", months, MOST_MONTHS), ("paths", paths, MOST_PATHS))
        if not 1 <= given <= most
    )
    if seed < 0:
        found += (texts.fault("plan_number_outside", "seed", given=seed, least=0, most=2**63 - 1),)
    if found:
        raise texts.Faulty(found)


def rhythm(model: IncomeModel, months: int) -> Floats:
    """What each month is expected to bring, as a share of the usual one: growth and season."""
    steps = np.arange(months)
    shares = (1 + model.growth) ** (steps / YEAR)
    if model.season:
        shares = shares * np.array(model.season)[(steps + model.first_month - 1) % YEAR]
    return np.asarray(shares)


def _lingering(rng: np.random.Generator, model: IncomeModel, shape: tuple[int, int]) -> Floats:
    """Noise of which `persistence` stays into the next month; its spread is `noise` in every month."""
    drawn = rng.standard_normal(shape) * model.noise
    fresh = (1 - model.persistence**2) ** 0.5
    for step in range(1, shape[0]):
        drawn[step] *= fresh
        drawn[step] += model.persistence * drawn[step - 1]
    return drawn


def _spells(rng: np.random.Generator, begin: float, end: float, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """Who is in a spell in which month: begun with one chance, ended with another."""
    drawn = rng.random(shape)
    within = np.zeros(shape, dtype=bool)
    now = np.zeros(shape[1], dtype=bool)
    for step in range(shape[0]):
        now = np.where(now, drawn[step] >= end, drawn[step] < begin)
        within[step] = now
    return within
