"""The plan of every case: all options in all shared futures, block by block.

A block of cases is one table of capacities: each month is two operations on all cases and paths together, each term one
sort. To look up all options of all cases at once, every case's capacities and instalments are lifted by a height of its
own, so that the sorted tables of the block stand one above the other as one.

The rule is that of `joint.naming`: among options that fit into the month and are worth their floor to the lender, the
largest product of both sides' gains. The chosen option is made exactly, and tried again path by path; if the exact one
does not fit after all, the case is asked again without it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie.plans.outcome import Economics
from hejie.plans.portfolio.cases import OUTCOMES, REASONS, Answers, Cases, Ints
from hejie.plans.portfolio.menu import Menu, discounts, exact
from hejie.plans.survival import Shocks
from hejie.plans.survival.capacity import NEAR

Floats = NDArray[np.float64]

BLOCK: Final = 32
"""Cases that are taken together: their tables stay in the processor's cache."""
CEILING: Final = 2**40
"""Above all instalments; the height of a case in the common table."""
PLAN, NO_PLAN, NOT_ANSWERED = range(len(OUTCOMES))


@dataclass(frozen=True, slots=True)
class Setting:
    """What all cases share: the menu, the futures, the lender's figures, and what a plan must be worth at least, as a
    share of the claim (beside the best way without a plan)."""

    menu: Menu
    shocks: Shocks
    economics: Economics
    least_share: float = 0.0


def answers(cases: Cases, of: Setting) -> Answers:
    """One answer for each case, in order; each depends on its own case alone."""
    parts = [_block(cases.part(slice(at, at + BLOCK)), of) for at in range(0, len(cases), BLOCK)]
    if not parts:
        parts = [_block(cases, of)]
    return Answers(*(np.concatenate([getattr(part, name) for part in parts]) for name in Answers.__slots__))


def _block(cases: Cases, of: Setting) -> Answers:
    reason = cases.reason
    asked = Cases(*(np.where(reason == 0, getattr(cases, name), 1) for name in Cases.__slots__))
    parts = np.stack([asked.principal_minor, asked.charges_minor, asked.penalties_minor], axis=1)
    level, waives = of.menu.instalments(parts), of.menu.waives(parts)
    spare = _spare(asked, of.shocks, of.menu.months)
    alive, ends = _alive(level, spare, of.menu)
    worth = _worth(level, alive, asked.claim_minor, ends, of)
    outside = _outside(asked.claim_minor, of.economics)
    most = (asked.income_minor - asked.living_minor)[:, None]
    floor = np.maximum(outside, np.floor(of.least_share * asked.claim_minor).astype(np.int64))[:, None]
    fits = (level <= most) & (worth >= floor)
    made = _made(parts, level, alive, worth, fits, most[:, 0], spare, of)
    reason = np.where(reason != 0, reason, _why(made.option, level <= most)).astype(np.int8)
    is_asked = cases.reason == 0
    outcome = np.where(made.option >= 0, PLAN, NO_PLAN)
    rows = np.arange(len(cases))
    has = is_asked & (made.option >= 0)
    return Answers(
        outcome=np.where(is_asked, outcome, NOT_ANSWERED).astype(np.int8),
        reason=np.where(has, 0, reason).astype(np.int8),
        option=np.where(has, made.option, -1).astype(np.int32),
        burden_minor=np.where(has, made.burden, 0),
        total_minor=np.where(has, made.total, 0),
        waived_minor=np.where(has, waives[rows, made.option], 0),
        completes=np.where(has, made.completes, 0).astype(np.int32),
        value_minor=np.where(has, worth[rows, made.option], 0),
        outside_minor=np.where(is_asked, outside, 0),
        least_minor=np.where(is_asked, level.min(axis=1), 0),
        fitting=np.where(is_asked, fits.sum(axis=1), 0).astype(np.int32),
    )


def _why(option: NDArray[np.int64], affordable: NDArray[np.bool_]) -> NDArray[np.int64]:
    over, below = REASONS.index("plan_over_budget"), REASONS.index("plan_below_floor")
    return np.where(option >= 0, 0, np.where(affordable.any(axis=1), below, over))


def _spare(cases: Cases, shocks: Shocks, months: int) -> Floats:
    """What could have been paid up to each month, [months, cases, paths]; whole units."""
    income = np.floor(shocks.income[:months, None, :] * cases.income_minor[:, None])
    income -= np.ceil(shocks.living[:months, None, :] * cases.living_minor[:, None])
    income += cases.buffer_minor[:, None]
    return np.asarray(income)


def _alive(level: Ints, spare: Floats, menu: Menu) -> tuple[Floats, Ints]:
    """The chance of every option to hold to each of the ends, [cases, options, ends]; past its own end it stays."""
    ends = np.unique(menu.term)
    heights = (np.arange(len(level), dtype=np.int64) * CEILING)[:, None]
    found = np.empty((*level.shape, len(ends)))
    paths = spare.shape[2]
    for grace in np.unique(menu.grace):
        rows = np.flatnonzero(menu.grace == grace)
        asked = (np.minimum(level[:, rows], CEILING - 1) + heights).ravel()
        before = np.repeat(np.arange(len(level)) * paths, len(rows))
        least, done = np.full(spare.shape[1:], float(CEILING - 2)), 0
        for place, end in enumerate(ends.tolist()):
            for paid in range(done, end):
                np.minimum(least, spare[grace + paid] * (1 / (paid + 1)), out=least)
            done = end
            table = np.floor(np.maximum(least + NEAR, 0.0)).astype(np.int64)
            table.sort(axis=1)
            table += heights
            short = np.searchsorted(table.ravel(), asked) - before
            found[:, rows, place] = 1 - short.reshape(len(level), len(rows)) / paths
    for place in range(1, len(ends)):
        over = menu.term < ends[place]
        found[:, over, place] = found[:, over, place - 1]
    return found, ends


def _worth(level: Ints, alive: Floats, claims: Ints, ends: Ints, of: Setting) -> Ints:
    """The lender's value of every option: a stretch that is not lived through to its end pays nothing."""
    own, menu = of.economics, of.menu
    months, at_end = discounts(menu, own, ends)
    before = np.concatenate([np.ones((*alive.shape[:2], 1)), alive[:, :, :-1]], axis=2)
    paid = np.minimum(np.concatenate([[0], ends[:-1]])[None], menu.term[:, None])
    left = np.maximum(claims[:, None, None] - level[:, :, None] * paid[None], 0)
    court = left * (own.recovery * own.monthly**own.delay_months) - own.legal_minor
    worth = (level[:, :, None] * months[None] * alive).sum(axis=2)
    worth += ((before - alive) * court * at_end[None]).sum(axis=2)
    worth -= own.service_minor * (before * months[None]).sum(axis=2)
    return np.asarray(np.floor(worth + 1e-6), dtype=np.int64)


def _outside(claims: Ints, own: Economics) -> Ints:
    """The best way without a plan."""
    return np.array([own.outside(int(claim)).best_minor for claim in claims], dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    option: NDArray[np.int64]
    burden: Ints
    total: Ints
    completes: Ints


def _made(
    parts: Ints,
    level: Ints,
    alive: Floats,
    worth: Ints,
    fits: NDArray[np.bool_],
    most: Ints,
    spare: Floats,
    of: Setting,
) -> _Made:
    """The best fitting option of each case, made exactly; -1 where none is left."""
    gains = _gains(level, alive[:, :, -1], worth, fits, of.menu)
    count = len(parts)
    option = np.full(count, -1, dtype=np.int64)
    asked = np.zeros((count, of.menu.months), dtype=np.int64)
    for row in range(count):
        for best in np.argsort(-gains[row], kind="stable"):
            if gains[row, best] <= 0:
                break
            amounts = exact(of.menu.choices[best], tuple(parts[row].tolist()))
            if max(amounts) <= most[row]:
                option[row], asked[row, : len(amounts)] = best, amounts
                break
    sums = np.cumsum(asked, axis=1)
    holds = np.ones(spare.shape[1:], dtype=bool)
    for month in range(of.menu.months):
        free = asked[:, month] == 0
        holds &= (sums[:, month, None] <= spare[month]) | free[:, None]
    return _Made(option, asked.max(axis=1), sums[:, -1], holds.sum(axis=1))


def _gains(level: Ints, alive: Floats, worth: Ints, fits: NDArray[np.bool_], menu: Menu) -> Floats:
    """The product of both sides' gains, as `joint.naming` has it; 0 for what does not fit."""
    totals = (level * menu.term).astype(np.float64)
    dearest = np.where(fits, totals, -np.inf).max(axis=1, keepdims=True)
    cheapest = np.where(fits, totals, np.inf).min(axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        household = alive * (np.maximum(dearest - cheapest, 1) + dearest - totals)
        return np.where(fits, household * np.maximum(worth, 0), 0.0)
