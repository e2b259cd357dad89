"""What may be moved in a plan, and how far: every lever is fixed, bounded or free, and a policy is where it begins.

>>> from hejie import rules
>>> policy, _ = rules.parse_policy(rules.example_policy("example_bank"))
>>> levers = Levers.of(policy)
>>> levers.terms, levers.rates[0], len(levers)
((6, 12, 18, 24, 30, 36, 42, 48, 54, 60), Fraction(3, 50), 810)
>>> levers.bounded("terms", least=24, most=36).fixed("graces", 0).terms
(24, 30, 36)

How the instalments run is one lever of its own, a `Shape`; its parts can be fixed and bounded by their names, too:

>>> free = Levers.free(policy)
>>> len(free), [shape.method for shape in free.shapes], len(free.upfronts)
(11340, ['equal_instalment', 'equal_principal'], 7)
>>> free.fixed("method", "equal_principal").shapes == free.shapes[1:]
True
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from itertools import product
from math import prod
from types import MappingProxyType
from typing import Any, Final

from hejie import rules, texts

PENALTIES: Final = ("penalty_interest", "compound_interest", "liquidated_damages", "recovery_costs")
CHARGES: Final = ("normal_interest", "overdue_interest", "service_fees", "guarantee_fees")
"""The two groups of buckets that are waived together: what punishes lateness, and what was the price."""
NOTHING: Final = (Fraction(0),)
A_YEAR: Final = MappingProxyType({"month": 12, "fortnight": 26, "week": 52})
"""Instalments of a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How instalments run: the level monthly one says nothing.

    `every` and `method` as in a `Package`; "step_up" grows by `step_rate` each year; "seasonal" follows the twelve
    weights of `season`; `balloon` is the share of what bears interest that is left for the last instalment;
    `token_minor` is paid in each instalment of a pause; `grace` is what a pause is ("holiday", "principal").
    """

    every: str = "month"
    method: str = "equal_instalment"
    step_rate: Fraction = Fraction(0)
    season: tuple[int, ...] = ()
    balloon: Fraction = Fraction(0)
    token_minor: int = 0
    grace: str = "holiday"

    @property
    def step_every(self) -> int:
        """Instalments between two steps: those of a year."""
        return A_YEAR.get(self.every, A_YEAR["month"])

    @property
    def differs(self) -> int:
        """In how many things it differs from the level monthly one; a method counts with what belongs to it."""
        return sum(getattr(self, name) != getattr(LEVEL, name) for name in SHAPE if name not in GROWING)

    @property
    def needs_pause(self) -> bool:
        """Whether the shape says something only of plans that begin with a pause."""
        return self.token_minor > 0 or self.grace != "holiday"


LEVEL: Final = Shape()
SEARCHED: Final = ("holiday", "principal")
"""What a pause may be in plans that are searched. One in which principal alone is paid is put by hand: it asks for more
from the first month on, so no search would choose it."""
EVEN_YEAR: Final = (1,) * 12
"""A year without a season, for a policy that knows no other way of repaying than by the season."""


def first_shape(levers: rules.Levers, every: str = "") -> Shape:
    """How the plainest plan of a policy runs: by its first method, every month alike."""
    method = levers.methods[0]
    return Shape(
        every=every or levers.every[0], method=method, season=EVEN_YEAR if method == "seasonal" else ()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Levers:
    """The steps of every lever: numbers of instalments, of grace; yearly rates; shares of punishing buckets, of charges
    and of principal that are waived; shares of the rest that are paid at once; how instalments run; what becomes of a
    waiver where the plan fails ("lost": it was given for a plan that is kept to its end; "kept": it stays given).
    Raises Faulty for one without a step."""

    terms: tuple[int, ...]
    graces: tuple[int, ...] = (0,)
    rates: tuple[Fraction, ...] = NOTHING
    penalties: tuple[Fraction, ...] = NOTHING
    charges: tuple[Fraction, ...] = NOTHING
    principal: tuple[Fraction, ...] = NOTHING
    upfronts: tuple[Fraction, ...] = NOTHING
    shapes: tuple[Shape, ...] = (LEVEL,)
    on_breach: tuple[str, ...] = ("lost",)

    def __post_init__(self) -> None:
        empty = [one.name for one in fields(self) if not getattr(self, one.name)]
        if empty:
            raise texts.Faulty(tuple(texts.fault("plan_lever_empty", name, lever=name) for name in empty))

    @classmethod
    def of(cls, policy: rules.PolicyPack) -> "Levers":
        """The usual levers: even monthly instalments, nothing at once."""
        levers = policy.published.levers
        return cls(
            terms=levers.instalments.steps(),
            graces=levers.grace_instalments.steps(),
            rates=levers.annual_rate.steps(),
            penalties=_widest(levers, PENALTIES),
            charges=_widest(levers, CHARGES),
        )

    @classmethod
    def free(cls, policy: rules.PolicyPack, *, season: tuple[int, ...] = ()) -> "Levers":
        """Every lever that a policy publishes, with all its steps. `season`: twelve weights from January on, of the
        household's year; without them nothing is seasonal."""
        levers = policy.published.levers
        return replace(
            cls.of(policy),
            principal=_widest(levers, ("normal_principal", "overdue_principal")),
            upfronts=levers.upfront.steps(),
            shapes=tuple(_shapes(levers, season)),
            on_breach=levers.shapes.on_breach or ("lost",),
        )

    def __len__(self) -> int:
        """How many plans the steps make."""
        return prod(len(getattr(self, one.name)) for one in fields(self))

    def fixed(self, name: str, value: Any) -> "Levers":
        """The same with one lever at one value, whether or not it was a step; of the parts of a shape, the shapes that
        have it, and where none has it all of them with it."""
        if name in SHAPE:
            has = [shape for shape in self.shapes if getattr(shape, name) == value]
            return self._shaped(has or [replace(shape, **{name: value}) for shape in self.shapes])
        return replace(self, **{name: (value,)})

    def bounded(self, name: str, *, least: Any, most: Any) -> "Levers":
        """The same with the steps of one lever, or the shapes of which one part, that lie within; Raises Faulty where
        none does."""
        return self.only(name, lambda value: bool(least <= value <= most))

    def only(self, name: str, keeps: Callable[[Any], bool]) -> "Levers":
        """The same with the steps of one lever, or the shapes of which one part, that are kept. Raises Faulty where none
        is."""
        if name in SHAPE:
            return self._shaped(shape for shape in self.shapes if keeps(getattr(shape, name)))
        return replace(self, **{name: tuple(one for one in getattr(self, name) if keeps(one))})

    def _shaped(self, shapes: Iterable[Shape]) -> "Levers":
        return replace(self, shapes=tuple(dict.fromkeys(shapes)))

    def thinned(self, most: int) -> "Levers":
        """The same with fewer steps, the ends of each kept, until no more than `most` plans are left: the longest lever
        loses every second of its inner steps first. A lever of words and shapes keeps them all until nothing else is
        left to thin."""
        levers = self
        while len(levers) > most:
            axes = {one.name: getattr(levers, one.name) for one in fields(levers)}
            name = max(axes, key=lambda one: (len(axes[one]) if one in NUMBERED else 0, one))
            if len(axes[name]) == 1 or name not in NUMBERED:
                name = max(axes, key=lambda one: (len(axes[one]), one))
            steps = axes[name]
            if len(steps) == 1:
                break
            kept = (*steps[:-1:2], steps[-1]) if len(steps) > 2 else steps[:1]
            levers = replace(levers, **{name: kept})
        return levers


SHAPE: Final = tuple(one.name for one in fields(Shape))
"""The parts of a shape, each a lever by its name."""
GROWING: Final = ("step_rate", "season")
"""The parts that belong to a method."""
NUMBERED: Final = ("terms", "graces", "rates", "penalties", "charges", "principal", "upfronts")


def _shapes(levers: rules.Levers, season: tuple[int, ...]) -> Iterator[Shape]:
    """Every way of running that is published; what only a pause can have comes without a balloon."""
    own = levers.shapes
    methods = [one for method in levers.methods for one in _methods(method, own, season)]
    for every, method in product(levers.every, methods):
        bare = replace(method, every=every)
        yield from (replace(bare, balloon=share) for share in (Fraction(0), *own.balloons))
        yield from (replace(bare, token_minor=minor) for minor in own.tokens_minor)
        yield from (replace(bare, grace=grace) for grace in own.graces if grace != "holiday")


def _methods(method: str, own: rules.Shapes, season: tuple[int, ...]) -> Iterator[Shape]:
    if method == "step_up":
        yield from (Shape(method=method, step_rate=rate) for rate in own.step_rates)
    elif method != "seasonal":
        yield Shape(method=method)
    elif season:
        yield Shape(method=method, season=season)


def _widest(levers: rules.Levers, names: Iterable[str]) -> tuple[Fraction, ...]:
    """The steps of the bucket of a group that goes furthest."""
    moved = [levers.waive[name].steps() for name in names if name in levers.waive]
    return max(moved, key=lambda steps: (len(steps), steps[-1]), default=NOTHING)
