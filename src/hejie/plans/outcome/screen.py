"""Every plan of some levers at once, by closed forms: good for choosing, never for showing.

The claim is told by three sums: principal, charges (interest and fees) and what punishes lateness. Principal bears the
plan's rate, the rest is spread over the instalments; interest of a grace bears none and is spread, too. A payment at
once fills what punishes and charges first. The level instalment is rounded up, so that a plan that is chosen here asks
for no more when it is made exactly but for what rounding of parts may add (a unit for each instalment and part). Plans of
another shape are computed month by month (`running`), each month rounded up.

>>> from fractions import Fraction
>>> from hejie.plans.levers import Levers
>>> one = screen(Levers(terms=(12, 24), rates=(Fraction("0.06"),)), principal_minor=1_000_000, charges_minor=12_000)
>>> one.instalment_minor.tolist(), one.total_minor.tolist()
([87067, 44821], [1044804, 1075704])
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hejie import dates
from hejie.plans.levers import LEVEL, Levers, Shape
from hejie.plans.outcome import running

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Places = NDArray[np.intp]

START: Final = date(2026, 1, 1)
FIRST_DUE: Final = date(2026, 2, 1)
"""Whole months, where nobody says when a plan begins."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One step of every lever: shares of penalties, charges and principal are waived, that of the rest paid at once."""

    term: int
    grace: int
    rate: Fraction
    penalties: Fraction
    charges: Fraction
    principal: Fraction
    upfront: Fraction
    shape: Shape = LEVEL
    on_breach: str = "lost"


AXES: Final[Mapping[str, str]] = {
    "term": "terms",
    "grace": "graces",
    "rate": "rates",
    "penalties": "penalties",
    "charges": "charges",
    "principal": "principal",
    "upfront": "upfronts",
    "shape": "shapes",
    "on_breach": "on_breach",
}
"""Each part of a choice, and the lever whose step it is; rows run through them with the last fastest."""


@dataclass(frozen=True, slots=True, eq=False)
class Screened:
    """The plans, one row each, in the order of AXES (last fastest). `instalment_minor` is the dearest month; `monthly`,
    where there are plans of other shapes, what each month asks for; `possible`: which rows say something that no other
    row says, and that can be carried out (a small sum in a pause needs a pause). `numbers`: the place of each row among
    all plans of the levers, rising; None where every plan has a row. `delay`: months beyond the first before the pause or
    the first instalment is due."""

    levers: Levers
    term: Ints
    grace: Ints
    instalment_minor: Ints
    upfront_minor: Ints
    waived_minor: Ints
    monthly: Ints | None = None
    possible: NDArray[np.bool_] | None = None
    numbers: Places | None = None
    delay: int = 0

    def __len__(self) -> int:
        return len(self.term)

    @property
    def total_minor(self) -> Ints:
        """What is paid in all."""
        if self.monthly is not None:
            return np.asarray(self.upfront_minor + self.monthly.sum(axis=1))
        return np.asarray(self.upfront_minor + self.term * self.instalment_minor)

    @property
    def months(self) -> int:
        """Months from the start until the last plan ends."""
        if self.monthly is not None:
            return int(self.monthly.shape[1])
        return self.delay + int((self.grace + self.term).max())

    @property
    def is_level(self) -> NDArray[np.bool_]:
        """Which plans ask for the same in each of their months, and for nothing in their pause."""
        level = [place for place, shape in enumerate(self.levers.shapes) if shape == LEVEL]
        found = np.isin(self.places("shape"), level)
        if self.monthly is None:
            return found
        return np.asarray(found & (self.monthly.sum(axis=1) == self.term * self.instalment_minor))

    @property
    def kept_minor(self) -> Ints:
        """What is waived even if the plan fails."""
        kept = np.array([word == "kept" for word in self.levers.on_breach])
        return np.asarray(np.where(kept[self.places("on_breach")], self.waived_minor, 0))

    def amounts_minor(self, months: int) -> Ints:
        """What each plan asks for in each month, [plans, months]."""
        return self.amounts_of(np.arange(len(self)), months)

    def amounts_of(self, rows: Places, months: int) -> Ints:
        """The same of some plans, in the order of `rows`."""
        if self.monthly is not None:
            found = np.zeros((len(rows), months), dtype=np.int64)
            known = self.monthly[rows, :months]
            found[:, : known.shape[1]] = known
            return found
        step, first = np.arange(months), self.delay + self.grace[rows, None]
        asks = (step >= first) & (step < first + self.term[rows, None])
        return np.asarray(asks * self.instalment_minor[rows, None])

    def places(self, part: str) -> Places:
        """For every row the number of the step that it has of one part of a choice ("rate", "shape")."""
        numbers = np.arange(len(self)) if self.numbers is None else self.numbers
        places = np.unravel_index(numbers, sizes(self.levers))
        found: Places = places[tuple(AXES).index(part)]
        return found

    def row(self, changes: Mapping[str, Any], *, like: int) -> int | None:
        """The row of the plan that differs from another in these parts of its choice, each of which must be a step; None
        where that plan has no row."""
        at = self.choice(like)
        told = {name: changes.get(name, getattr(at, name)) for name in AXES}
        places = [getattr(self.levers, axis).index(told[name]) for name, axis in AXES.items()]
        number = int(np.ravel_multi_index(places, sizes(self.levers)))
        if self.numbers is None:
            return number
        row = int(np.searchsorted(self.numbers, number))
        return row if row < len(self.numbers) and self.numbers[row] == number else None

    def choice(self, row: int) -> "Choice":
        """The levers of one plan."""
        places = np.unravel_index(row if self.numbers is None else self.numbers[row], sizes(self.levers))
        steps = (getattr(self.levers, axis) for axis in AXES.values())
        return Choice(*(axis[int(place)] for axis, place in zip(steps, places, strict=True)))


def sizes(levers: Levers) -> tuple[int, ...]:
    """How many steps each axis has."""
    return tuple(len(getattr(levers, axis)) for axis in AXES.values())


def few(levers: Levers, usual: Levers, *, each: int) -> Places:
    """The places of some plans where all are too many: every plan of the usual levers, and each step beyond them with so
    many of the usual plans beside it; of shapes those that differ from the level one in one thing. What becomes of a
    waiver is asked of all of them."""
    base = {name: _shared(getattr(levers, axis), getattr(usual, axis)) for name, axis in AXES.items()}
    base["on_breach"] = levers.on_breach
    thin = replace(levers, **{AXES[name]: steps for name, steps in base.items()}).thinned(each)
    beside = {name: getattr(thin, axis) for name, axis in AXES.items()} | {"on_breach": levers.on_breach}
    grids = [base, *(beside | {name: (step,)} for name, step in _beyond(levers, base))]
    return np.unique(np.concatenate([_numbers(levers, grid) for grid in grids]))


def _shared(steps: tuple[Any, ...], usual: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(one for one in steps if one in usual) or steps


def _beyond(levers: Levers, base: Mapping[str, tuple[Any, ...]]) -> Iterator[tuple[str, Any]]:
    for name, axis in AXES.items():
        for step in getattr(levers, axis):
            if step not in base[name] and (name != "shape" or step.differs <= 1):
                yield name, step


def _numbers(levers: Levers, grid: Mapping[str, tuple[Any, ...]]) -> Places:
    """The places of a grid of steps."""
    axes = [[getattr(levers, axis).index(step) for step in grid[name]] for name, axis in AXES.items()]
    tables = np.meshgrid(*axes, indexing="ij")
    return np.asarray(np.ravel_multi_index([one.ravel() for one in tables], sizes(levers)), dtype=np.intp)


def screen(
    levers: Levers,
    *,
    principal_minor: int,
    charges_minor: int = 0,
    penalties_minor: int = 0,
    carried_minor: int = 0,
    start: date = START,
    first_due: date = FIRST_DUE,
    numbers: Places | None = None,
    waives: Mapping[str, Sequence[int]] | None = None,
) -> Screened:
    """All plans of the levers on one claim, or those of `numbers`; `carried_minor` is what bears nothing and no lever
    waives. `waives`: what each step of "penalties", "charges" and "principal" waives, where that is not its share of the
    whole; each no more than there is. A first due date more than a month after the start delays every plan."""
    places = np.arange(len(levers)) if numbers is None else numbers
    term, grace, rate, _, _, _, share = _columns(levers, places)
    told, parts = waives or {}, (("penalties", penalties_minor), ("charges", charges_minor))
    punished, charged, given_up = (
        _waived(levers, name, minor, places, told.get(name))
        for name, minor in (*parts, ("principal", principal_minor))
    )
    carried = carried_minor + penalties_minor + charges_minor - punished - charged
    owed = principal_minor - given_up
    upfront = np.floor((owed + carried) * share)
    financed = owed - np.maximum(upfront - carried, 0)
    carried = np.maximum(carried - upfront, 0)
    monthly = rate / 12
    safe = np.where(monthly > 0, monthly, 1.0)
    level = np.where(monthly > 0, safe / -np.expm1(-term * np.log1p(safe)), 1 / term)
    first = running.first_year(start, first_due)
    begun = np.where(grace > 0, 1.0, (1 + rate * first) / (1 + monthly))
    paused = rate * np.where(grace > 0, first + (grace - 1) / 12, 0.0)
    instalment = financed * (level * begun + paused / term) + carried / term
    made = Screened(
        levers=levers,
        term=term.astype(np.int64),
        grace=grace.astype(np.int64),
        instalment_minor=np.ceil(instalment - 1e-6).astype(np.int64),
        upfront_minor=upfront.astype(np.int64),
        waived_minor=(punished + charged + given_up).astype(np.int64),
        numbers=numbers,
        delay=max(dates.months_begun(start, first_due) - 1, 0),
    )
    # No instalment is less than its interest, so that a long first period makes the first one dearer than the others.
    uneven = (grace == 0) & (financed * rate * first > instalment - carried / term)
    if levers.shapes == (LEVEL,) and not uneven.any():
        return replace(made, possible=_says_something(made)) if len(levers.on_breach) > 1 else made
    return _shaped(made, uneven, rate, financed, carried, start, first_due)


def _waived(levers: Levers, name: str, minor: int, places: Places, told: Sequence[int] | None) -> Floats:
    """What each row waives of one part of the claim."""
    steps = [int(minor * share) for share in getattr(levers, name)] if told is None else told
    axis = np.unravel_index(places, sizes(levers))[tuple(AXES).index(name)]
    return np.array([float(one) for one in steps])[axis]


def _shaped(
    level: Screened,
    uneven: NDArray[np.bool_],
    rate: Floats,
    financed: Floats,
    carried: Floats,
    start: date,
    first_due: date,
) -> Screened:
    """The same plans, each run by its own shape; of the level ones those that are `uneven` month by month."""
    other = uneven | ~level.is_level
    parts = list(_groups(level, other))
    asked = [
        running.monthly(
            shape,
            grace=pause,
            term=level.term[rows],
            rate=rate[rows],
            financed=financed[rows],
            carried=carried[rows],
            start=start,
            first_due=first_due,
        )
        for shape, pause, rows in parts
    ]
    usual = np.flatnonzero(~other)
    ends = level.delay + (level.term + level.grace)[usual]
    months = max([int(ends.max(initial=0)), *(one.shape[1] for one in asked)])
    monthly = np.zeros((len(level), months), dtype=np.int64)
    monthly[usual] = level.amounts_of(usual, months)
    possible = np.ones(len(level), dtype=bool)
    for (shape, pause, rows), found in zip(parts, asked, strict=True):
        monthly[rows, : found.shape[1]] = np.ceil(found - 1e-6).astype(np.int64)
        possible[rows] = (shape.token_minor * pause <= carried[rows]) & (pause > 0 or not shape.needs_pause)
    return replace(
        level,
        instalment_minor=monthly.max(axis=1),
        monthly=monthly,
        possible=possible & _says_something(level),
    )


def _says_something(of: Screened) -> NDArray[np.bool_]:
    """Without a waiver there is only one thing to say about it."""
    return np.asarray((of.waived_minor > 0) | (of.places("on_breach") == 0))


def _groups(of: Screened, other: NDArray[np.bool_]) -> Iterator[tuple[Shape, int, Places]]:
    """The rows of each shape and pause that are run month by month."""
    shapes, graces = of.places("shape"), of.places("grace")
    for number, shape in enumerate(of.levers.shapes):
        for place, pause in enumerate(of.levers.graces):
            rows = np.flatnonzero(other & (shapes == number) & (graces == place))
            if len(rows):
                yield shape, pause, rows


def _columns(levers: Levers, numbers: Places) -> list[Floats]:
    """The steps of every numbered lever for each row."""
    places = np.unravel_index(numbers, sizes(levers))
    steps = [getattr(levers, axis) for axis in AXES.values()]
    return [
        np.array([float(one) for one in axis])[own] for axis, own in zip(steps[:-2], places, strict=False)
    ]
