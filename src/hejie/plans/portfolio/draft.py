"""A draft policy tried on past cases, beside the policy in force: what would be approved at once, and what it would bring.

Past cases come as columns without names. A case is approved at once where a plan inside the policy fits; where none does,
the lender is left with its best way without a plan. What comes out is sums and counts, none of a group smaller than FEW.

>>> from fractions import Fraction
>>> from hejie.plans import outcome, survival
>>> from hejie.plans.levers import Levers
>>> from hejie.plans.portfolio.menu import menu_of
>>> shared = survival.shocks(survival.IncomeModel(), months=60, paths=100, seed=1)
>>> def setting(longest):
...     return Setting(menu_of(Levers(terms=(12, longest), rates=(Fraction("0.06"),))), shared, outcome.Economics())
>>> column = np.full(40, 1, dtype=np.int64)
>>> past = Cases(column * 3_000_000, column * 0, column * 0, 700_000 + 2_500 * np.arange(40), column * 600_000, column * 0)
>>> effect = tried(past, now=setting(24), draft=setting(36))
>>> effect.approved_now, effect.approved_draft, effect.newly, effect.no_longer
(26, 40, 14, 0)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie.plans.portfolio.cases import Answers, Cases
from hejie.plans.portfolio.search import PLAN, Setting, answers

FEW: Final = 10
"""Fewer cases than these say nothing about a policy, and too much about a person."""
QUARTERS: Final = (25, 50, 75)
STRETCH: Final = 256
"""So many cases are answered before somebody who waits is told how far it is."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A draft beside the policy in force, over `cases` past cases that could be answered.

    `newly` and `no_longer`: approved by one and not by the other. `value_*_minor`: what the lender may expect, plans and
    ways without one together. `completion_*`: of simulated futures, over the approved. None where fewer than FEW stand
    behind a figure.
    """

    cases: int
    approved_now: int
    approved_draft: int
    newly: int
    no_longer: int
    value_now_minor: int
    value_draft_minor: int
    completion_now: float | None
    completion_draft: float | None

    @property
    def value_change(self) -> float | None:
        """The change of the expected value, as a share of today's; None where nothing is expected or too few cases are."""
        if self.value_now_minor <= 0 or self.cases < FEW:
            return None
        return self.value_draft_minor / self.value_now_minor - 1


def tried(
    past: Cases, *, now: Setting, draft: Setting, done: Callable[[int], object] = lambda _cases: None
) -> Effect:
    """The effect of a draft on past cases. Both should look at the same futures; `done` is told how many are done."""
    before, after = _answered(past, now, draft, done)
    asked = past.reason == 0
    old, new = (one.outcome == PLAN for one in (before, after))
    return Effect(
        cases=int(asked.sum()),
        approved_now=int(old.sum()),
        approved_draft=int(new.sum()),
        newly=int((new & ~old).sum()),
        no_longer=int((old & ~new).sum()),
        value_now_minor=_value(before, old),
        value_draft_minor=_value(after, new),
        completion_now=_completion(before, old, now),
        completion_draft=_completion(after, new, draft),
    )


def _answered(
    past: Cases, now: Setting, draft: Setting, done: Callable[[int], object]
) -> tuple[Answers, Answers]:
    """Both policies' answers, a stretch of cases at a time; each case depends on itself alone."""
    told = []
    for at in range(0, max(len(past), 1), STRETCH):
        part = past.part(slice(at, at + STRETCH))
        told.append((answers(part, now), answers(part, draft)))
        done(min(at + STRETCH, len(past)))
    before, after = (_joined([pair[side] for pair in told]) for side in (0, 1))
    return before, after


def _joined(told: Sequence[Answers]) -> Answers:
    return Answers(*(np.concatenate([getattr(one, name) for one in told]) for name in Answers.__slots__))


def _value(of: Answers, has: NDArray[np.bool_]) -> int:
    return int(np.where(has, of.value_minor, of.outside_minor).sum())


def _completion(of: Answers, has: NDArray[np.bool_], setting: Setting) -> float | None:
    if int(has.sum()) < FEW:
        return None
    return float(of.completes[has].mean() / setting.shocks.income.shape[1])


@dataclass(frozen=True, slots=True)
class Range:
    """How past cases like one fared: how many, how many found a plan, and the quarters of its dearest month as a share
    of the claim."""

    cases: int
    planned: int
    burden_shares: tuple[float, ...]


def like(
    past: Cases, found: Answers, *, claim_minor: int, disposable_minor: int, within: float = 0.25
) -> Range | None:
    """The range of past outcomes near a claim and what the month leaves; None where fewer than FEW are near."""
    near = (past.reason == 0) & _near(past.claim_minor, claim_minor, within)
    near &= _near(past.income_minor - past.living_minor, disposable_minor, within)
    if int(near.sum()) < FEW:
        return None
    planned = near & (found.outcome == PLAN)
    shares = found.burden_minor[planned] / past.claim_minor[planned]
    quarters = (
        tuple(float(one) for one in np.percentile(shares, QUARTERS)) if int(planned.sum()) >= FEW else ()
    )
    return Range(int(near.sum()), int(planned.sum()), quarters)


def _near(column: NDArray[np.int64], minor: int, within: float) -> NDArray[np.bool_]:
    return np.asarray(np.abs(column - minor) <= within * abs(minor))
