"""What may be moved in a plan, and how far: every lever is fixed, bounded or free, and a policy is where it begins.

>>> from hejie import rules
>>> policy, _ = rules.parse_policy(rules.example_policy("example_bank"))
>>> levers = Levers.of(policy)
>>> levers.terms, levers.rates[0], len(levers)
((6, 12, 18, 24, 30, 36, 42, 48, 54, 60), Fraction(3, 50), 810)
>>> levers.bounded("terms", least=24, most=36).fixed("graces", 0).terms
(24, 30, 36)
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from math import prod
from typing import Any

from hejie import rules, texts
from hejie.plans.grid import CHARGES, PENALTIES

NOTHING = (Fraction(0),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Levers:
    """The steps of every lever: numbers of instalments, of grace; yearly rates; shares of punishing buckets, of charges
    and of principal that are waived; shares of the rest that are paid at once. Raises Faulty for one without a step."""

    terms: tuple[int, ...]
    graces: tuple[int, ...] = (0,)
    rates: tuple[Fraction, ...] = NOTHING
    penalties: tuple[Fraction, ...] = NOTHING
    charges: tuple[Fraction, ...] = NOTHING
    principal: tuple[Fraction, ...] = NOTHING
    upfronts: tuple[Fraction, ...] = NOTHING

    def __post_init__(self) -> None:
        empty = [one.name for one in fields(self) if not getattr(self, one.name)]
        if empty:
            raise texts.Faulty(tuple(texts.fault("plan_lever_empty", name, lever=name) for name in empty))

    @classmethod
    def of(cls, policy: rules.PolicyPack) -> "Levers":
        """The published levers, as far as the menu moves them: what is paid at once is the household's to say."""
        levers = policy.published.levers
        return cls(
            terms=levers.instalments.steps(),
            graces=levers.grace_instalments.steps(),
            rates=levers.annual_rate.steps(),
            penalties=_widest(levers, PENALTIES),
            charges=_widest(levers, CHARGES),
        )

    def __len__(self) -> int:
        """How many plans the steps make."""
        return prod(len(getattr(self, one.name)) for one in fields(self))

    def fixed(self, name: str, value: Any) -> "Levers":
        """The same with one lever at one value, whether or not it was a step."""
        return replace(self, **{name: (value,)})

    def bounded(self, name: str, *, least: Any, most: Any) -> "Levers":
        """The same with the steps of one lever that lie within; Raises Faulty where none does."""
        return replace(self, **{name: tuple(one for one in getattr(self, name) if least <= one <= most)})


def _widest(levers: rules.Levers, names: Iterable[str]) -> tuple[Fraction, ...]:
    """The steps of the bucket of a group that goes furthest."""
    moved = [levers.waive[name].steps() for name in names if name in levers.waive]
    return max(moved, key=lambda steps: (len(steps), steps[-1]), default=NOTHING)
