"""The joint frontier: from every creditor's plans to the few joint plans that nothing beats.

1. Each creditor's plans are valued on its slice of the household (`creditors`).
2. Merges over a grid of burdens (`level`) find the best sums for four aims: the creditors' value, the household's cost,
   both together, and value among plans that treat creditors alike (within a band around pro rata).
3. Beside them stand the plans that most simulated futures carry, surest first (`surest`), down to the first within that
   band.
4. All of these are tried exactly: all amounts together, in every simulated future.
5. What another joint plan beats in burden, total, value and completion alike is left out.

The usual month's disposable income is a hard limit: no joint plan asks for more in any month, whatever it is worth. Of
a household whose income has a season, a rich month may be asked for what it leaves itself, and never more may be asked up
to any month than the months until then leave with what is laid by.
Creditors are taken in the order of their names and claims, so that the order in which they are told changes nothing.

Where all combinations are no more than MOST_WHOLE, none is left out: then another option never worsens the best in any
measure. Else the least total, the least burden and the most completion are always among what is tried, the last as long
as `surest.MOST_BEGINNINGS` suffice; whether creditors are treated alike is asked afterwards.
"""

from collections.abc import Sequence
from itertools import islice
from math import prod
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hejie import texts
from hejie.plans.joint import picking, surest
from hejie.plans.joint.creditors import Creditor, horizon, offers
from hejie.plans.joint.offers import Offers, check
from hejie.plans.joint.plan import JointPlan
from hejie.plans.joint.room import Room, classes
from hejie.plans.outcome import value
from hejie.plans.survival import Paths, held_through

Ints = NDArray[np.int64]
Places = NDArray[np.intp]

BAND: Final = 0.05
"""A creditor's value per unit of claim may lie so far from that of all together."""
MOST_TRIED: Final = 96
"""So many joint plans of the level merges are tried exactly, spread over the frontiers of all aims, and as many of the
other merges."""
MOST_WHOLE: Final = 1_000
"""So many combinations are all tried, without any merge."""
MOST_SURE: Final = 64
AT_A_TIME: Final = 16
"""So many of the surest plans are tried, so many together, until one of them treats creditors alike."""


def frontier(
    creditors: Sequence[Creditor],
    paths: Paths,
    *,
    most_minor: int,
    band: float = BAND,
    every: int = 1,
    most_tried: int = MOST_TRIED,
    beside: Sequence[Sequence[int]] = (),
    stepped: bool | None = None,
    left_minor: Ints | None = None,
) -> tuple[JointPlan, ...]:
    """The joint plans that no other beats, by rising burden; none where nothing fits into `most_minor` a month.

    `beside`: choices that are tried with the others, such as those of other methods, so that none of them beats what is
    found. `stepped`: plans are also merged phase by phase, which takes a few tenths of a second more (None: where some
    are not level). `left_minor`: what each month from the first on usually leaves, for a household with a season.
    A plan's `choice` follows the order of `creditors` as given. Raises Faulty if there is no creditor, or one without
    plans.
    """
    if not creditors:
        raise texts.Faulty((texts.fault("plan_nobody_owed", "creditors"),))
    order = sorted(range(len(creditors)), key=lambda place: _key(creditors[place]))
    ranked = [creditors[place] for place in order]
    debts, months = sum(one.claim_minor for one in ranked), horizon(ranked)
    room = Room.of(most_minor, months, left_minor, buffer_minor=paths.buffer_minor)
    kinds = classes(ranked, months, room)
    told = tuple(
        offers(one, paths, debts_minor=debts, months=months, every=every, classes=kinds) for one in ranked
    )
    check(told)
    able = _able(told, ranked, paths)
    can = [np.flatnonzero(mask & ~_needless(one, mask)) for one, mask in zip(ranked, able, strict=True)]
    if prod(map(len, can)) <= MOST_WHOLE:
        picked = _all_of(can)
    else:
        by_phase = any(not one.plans.is_level.all() for one in ranked) if stepped is None else stepped
        limits = room.of_phases(kinds) if by_phase else ()
        found = (
            picking.usual(told, ranked, can, most_minor, band),
            picking.other(told, ranked, can, room, most_minor, limits),
        )
        sure = _surest(ranked, paths, can, room, band, most_minor=most_minor, left_minor=left_minor)
        picked = np.concatenate([*(picking.spread(one, told, most_tried) for one in found), sure])
    picked = np.concatenate([picked, _allowed(beside, order, able)])
    tried = try_choices(ranked, paths, picked, most_minor=most_minor, left_minor=left_minor)
    return tuple(_in_order(one, order) for one in unbeaten(tried, band))


def _surest(
    ranked: Sequence[Creditor],
    paths: Paths,
    can: Sequence[Places],
    room: Room,
    band: float,
    **limits: Any,
) -> Places:
    """The surest plans, down to the first that treats creditors alike."""
    found: list[tuple[int, ...]] = []
    by_completion = surest.surest(ranked, paths, can, room)
    while len(found) < MOST_SURE and (some := list(islice(by_completion, AT_A_TIME))):
        found += some
        tried = try_choices(ranked, paths, np.array(some, dtype=np.intp), **limits)
        if any(one.unfairness <= band for one in tried):
            break
    return np.array(found, dtype=np.intp).reshape(-1, len(ranked))


def _all_of(can: Sequence[Places]) -> Places:
    """Every combination."""
    tables = np.meshgrid(*can, indexing="ij")
    return np.stack([one.ravel() for one in tables], axis=1).astype(np.intp)


def _key(one: Creditor) -> tuple[str, int, int, int]:
    return one.name, one.claim_minor, len(one.plans), int(one.plans.instalment_minor.sum())


def _in_order(plan: JointPlan, order: Sequence[int]) -> JointPlan:
    """The plan with its creditors in the order in which they were told."""
    back = np.argsort(np.asarray(order))
    moved = {
        name: tuple(getattr(plan, name)[place] for place in back)
        for name in ("choice", "values_minor", "claims_minor")
    }
    return JointPlan(**{name: moved.get(name, getattr(plan, name)) for name in plan.__slots__})


def _able(told: Sequence[Offers], ranked: Sequence[Creditor], paths: Paths) -> list[NDArray[np.bool_]]:
    """Each creditor's plans that no limit, rule or floor of its own leaves out."""
    return [
        (one.plans.upfront_minor <= paths.buffer_minor) & (of.value_minor >= one.floor_minor) & one.may
        for one, of in zip(ranked, told, strict=True)
    ]


def _needless(one: Creditor, able: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Plans whose waiver falls with them, where the creditor could as well let the same waiver stay."""
    plans, words = one.plans, one.plans.levers.on_breach
    if not {"kept", "lost"} <= set(words):
        return np.zeros(len(plans), dtype=bool)
    numbers = np.arange(len(plans)) if plans.numbers is None else plans.numbers
    package, word = np.divmod(numbers, len(words))  # what becomes of a waiver is the last lever of a choice
    stays = np.unique(package[able & (word == words.index("kept"))])
    return np.asarray((word == words.index("lost")) & np.isin(package, stays))


def _allowed(
    beside: Sequence[Sequence[int]], order: Sequence[int], able: Sequence[NDArray[np.bool_]]
) -> Places:
    """The choices of other methods that every creditor could agree to, in the order in which creditors are ranked."""
    rows = [[choice[place] for place in order] for choice in beside]
    kept = [row for row in rows if all(mask[one] for one, mask in zip(row, able, strict=True))]
    return np.array(kept, dtype=np.intp).reshape(-1, len(order))


def try_choices(
    creditors: Sequence[Creditor],
    paths: Paths,
    choices: Places,
    *,
    most_minor: int,
    left_minor: Ints | None = None,
) -> list[JointPlan]:
    """The joint plans of these choices, tried together in every future; those that ask for more than there is room for
    (`frontier`) in any month, or for more at once than there is, are no plans."""
    months = horizon(creditors)
    room = Room.of(most_minor, months, left_minor, buffer_minor=paths.buffer_minor)
    parts = [one.plans.amounts_of(choices[:, k], months) for k, one in enumerate(creditors)]
    upfronts = [one.plans.upfront_minor[choices[:, k]] for k, one in enumerate(creditors)]
    asked, at_once = np.sum(parts, axis=0), np.sum(upfronts, axis=0)
    burden = asked.max(axis=1, initial=0)
    fits = np.flatnonzero(room.holds(asked, at_once))
    held = held_through(paths, amounts_minor=asked[fits], upfront_minor=at_once[fits])
    values = [
        value(
            one.economics,
            claim_minor=one.claim_minor,
            amounts_minor=parts[k][fits],
            alive=held / paths.count,
            upfront_minor=upfronts[k][fits],
            kept_minor=one.plans.kept_minor[choices[fits, k]],
        )
        for k, one in enumerate(creditors)
    ]
    claims = tuple(one.claim_minor for one in creditors)
    return [
        JointPlan(
            choice=tuple(int(one) for one in choices[row]),
            burden_minor=int(burden[row]),
            upfront_minor=int(at_once[row]),
            total_minor=int(asked[row].sum() + at_once[row]),
            months=int(np.flatnonzero(asked[row]).max(initial=-1)) + 1,
            values_minor=tuple(int(one[place]) for one in values),
            claims_minor=claims,
            completes=int(held[place, -1]),
            paths=paths.count,
        )
        for place, row in enumerate(fits)
    ]


def unbeaten(tried: Sequence[JointPlan], band: float) -> tuple[JointPlan, ...]:
    """The fair ones among them (all, where none is) that no other beats, by rising burden."""
    fair = [one for one in tried if one.unfairness <= band] or list(tried)
    if not fair:
        return ()
    measures = np.array(
        [(one.burden_minor, one.total_minor, -one.value_minor, -one.completes) for one in fair]
    )
    order = np.lexsort(measures.T[::-1])
    kept: list[int] = []
    for row in order:
        if not kept or not (measures[kept] <= measures[row]).all(axis=1).any():
            kept.append(int(row))
    return tuple(fair[row] for row in kept)
