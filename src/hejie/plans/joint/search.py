"""The joint frontier: from every creditor's plans to the few joint plans that nothing beats.

1. Each creditor's plans are valued on its slice of the household (`creditors`).
2. Merges over a grid of burdens (`level`) find the best sums for four aims: the creditors' value, the household's cost,
   both together, and value among plans that treat creditors alike (within a band around pro rata).
3. What the merges chose is tried exactly: all amounts together, in every simulated future.
4. What another joint plan beats in burden, total, value and completion alike is left out.

The usual month's disposable income is a hard limit: no joint plan asks for more in any month, whatever it is worth.
Creditors are taken in the order of their names and claims, so that the order in which they are told changes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie import texts
from hejie.plans.joint import level, phased
from hejie.plans.joint.creditors import Creditor, horizon, offers
from hejie.plans.joint.offers import PHASES, Offers, check
from hejie.plans.joint.plan import JointPlan
from hejie.plans.outcome import value
from hejie.plans.survival import Paths, held_through

Ints = NDArray[np.int64]
Places = NDArray[np.intp]

BAND: Final = 0.05
"""A creditor's value per unit of claim may lie so far from that of all together."""
ANCHORS: Final = 4
"""So many bands are searched between the least and the most that can be had."""
MOST_TRIED: Final = 96
"""So many joint plans are tried exactly, spread over the frontiers of all aims."""


def frontier(
    creditors: Sequence[Creditor],
    paths: Paths,
    *,
    most_minor: int,
    band: float = BAND,
    every: int = 1,
    most_tried: int = MOST_TRIED,
    beside: Sequence[Sequence[int]] = (),
    stepped: bool = False,
) -> tuple[JointPlan, ...]:
    """The joint plans that no other beats, by rising burden; none where nothing fits into `most_minor` a month.

    `beside`: choices that are tried with the others, such as those of other methods, so that none of them beats what is
    found. `stepped`: graces are also merged phase by phase, which takes a few tenths of a second more.
    A plan's `choice` follows the order of `creditors` as given. Raises Faulty if there is no creditor, or one without
    plans.
    """
    if not creditors:
        raise texts.Faulty((texts.fault("plan_nobody_owed", "creditors"),))
    order = sorted(range(len(creditors)), key=lambda place: _key(creditors[place]))
    ranked = [creditors[place] for place in order]
    debts, months = sum(one.claim_minor for one in ranked), horizon(ranked)
    told = tuple(offers(one, paths, debts_minor=debts, months=months, every=every) for one in ranked)
    check(told)
    can = _able(told, ranked, paths)
    picked = _spread(_choices(told, can, most_minor, band, stepped=stepped), told, most_tried)
    picked = np.concatenate([picked, _allowed(beside, order, can)])
    tried = try_choices(ranked, paths, picked, most_minor=most_minor)
    return tuple(_in_order(one, order) for one in unbeaten(tried, band))


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


def _choices(
    told: Sequence[Offers], can: Sequence[Places], most: int, band: float, *, stepped: bool
) -> Iterator[Places]:
    """What the merges choose for each aim, [points, creditors]."""
    for aim in (_value, _cost, _both):
        yield _merged(told, can, aim, most)
    for rows in _bands(told, can, band):
        yield _merged(told, rows, _value, most)
    if stepped and all(map(len, can)):
        columns = [(one.burden_minor[row], one.value_minor[row]) for one, row in zip(told, can, strict=True)]
        found = phased.merge(columns, most=(most,) * (len(PHASES) + 1)).choice
        yield np.stack([row[found[:, place]] for place, row in enumerate(can)], axis=1)


def _able(told: Sequence[Offers], ranked: Sequence[Creditor], paths: Paths) -> list[Places]:
    """Each creditor's plans that no limit, rule or floor of its own leaves out."""
    found = []
    for one, of in zip(ranked, told, strict=True):
        able = (one.plans.upfront_minor <= paths.buffer_minor) & (of.value_minor >= one.floor_minor)
        found.append(np.flatnonzero(able if one.allowed is None else able & one.allowed))
    return found


def _allowed(beside: Sequence[Sequence[int]], order: Sequence[int], can: Sequence[Places]) -> Places:
    """The choices of other methods that every creditor could agree to, in the order in which creditors are ranked."""
    rows = [[choice[place] for place in order] for choice in beside]
    kept = [row for row in rows if all(one in able for one, able in zip(row, can, strict=True))]
    return np.array(kept, dtype=np.intp).reshape(-1, len(order))


def _value(of: Offers) -> Ints:
    return of.value_minor


def _cost(of: Offers) -> Ints:
    return -of.total_minor


def _both(of: Offers) -> Ints:
    return 2 * of.value_minor - of.total_minor


def _merged(
    told: Sequence[Offers], rows: Sequence[Places], aim: Callable[[Offers], Ints], most: int
) -> Places:
    columns = [(one.peak_minor[row], aim(one)[row]) for one, row in zip(told, rows, strict=True)]
    found = level.merge(columns, most=most).choice
    return np.stack([row[found[:, place]] for place, row in enumerate(rows)], axis=1) if len(found) else found


def _bands(told: Sequence[Offers], can: Sequence[Places], band: float) -> Iterator[list[Places]]:
    """The plans that bring each creditor nearly the same per unit of claim, for several such figures."""
    if len(told) < 2:
        return
    shares = [one.value_minor / max(one.claim_minor, 1) for one in told]
    reach = [share[row] for share, row in zip(shares, can, strict=True)]
    if any(not len(one) for one in reach):
        return
    low, high = max(one.min() for one in reach), min(one.max() for one in reach)
    for anchor in np.linspace(low, max(high, low), ANCHORS):
        yield [row[np.abs(share[row] - anchor) <= band / 2] for share, row in zip(shares, can, strict=True)]


def _spread(found: Iterator[Places], told: Sequence[Offers], most: int) -> Places:
    """All choices, once each, by rising burden; thinned evenly where there are more than can be tried."""
    tables = [one for one in found if len(one)]
    if not tables:
        return np.zeros((0, len(told)), dtype=np.intp)
    unique = np.unique(np.concatenate(tables), axis=0)
    burden = np.sum([one.peak_minor[unique[:, place]] for place, one in enumerate(told)], axis=0)
    total = np.sum([one.total_minor[unique[:, place]] for place, one in enumerate(told)], axis=0)
    order = np.lexsort((total, burden))
    if len(order) > most:
        order = order[np.unique(np.linspace(0, len(order) - 1, most).round().astype(np.intp))]
    return np.asarray(unique[order])


def try_choices(
    creditors: Sequence[Creditor], paths: Paths, choices: Places, *, most_minor: int
) -> list[JointPlan]:
    """The joint plans of these choices, tried together in every future; those that ask for more than `most_minor` in any
    month, or for more at once than there is, are no plans."""
    months = horizon(creditors)
    parts = [one.plans.amounts_minor(months)[choices[:, k]] for k, one in enumerate(creditors)]
    upfronts = [one.plans.upfront_minor[choices[:, k]] for k, one in enumerate(creditors)]
    asked, at_once = np.sum(parts, axis=0), np.sum(upfronts, axis=0)
    burden = asked.max(axis=1, initial=0)
    fits = np.flatnonzero((burden <= most_minor) & (at_once <= paths.buffer_minor))
    held = held_through(paths, amounts_minor=asked[fits], upfront_minor=at_once[fits])
    values = [
        value(
            one.economics,
            claim_minor=one.claim_minor,
            amounts_minor=parts[k][fits],
            alive=held / paths.count,
            upfront_minor=upfronts[k][fits],
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
