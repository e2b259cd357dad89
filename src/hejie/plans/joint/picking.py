"""Which combinations of all creditors' plans are worth trying exactly: what merges choose for several aims.

level      the dearest months added up, over plans that take nothing at once: the creditors' value, the household's
           cost, both, and value among plans that treat creditors alike
at once    the dearest month and what is paid at once kept apart, so that together no more is asked for than is laid by
by phase   the dearest month of each of three phases kept apart
in part    plans that each keep to their creditor's part of the room, so that together they keep to all of it
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie.plans.joint import level, phased
from hejie.plans.joint.creditors import Creditor
from hejie.plans.joint.offers import Offers
from hejie.plans.joint.room import Room

Ints = NDArray[np.int64]
Places = NDArray[np.intp]

ANCHORS: Final = 4
"""So many bands are searched between the least and the most that can be had."""


def value(of: Offers) -> Ints:
    """What the creditors may expect."""
    return of.value_minor


def cost(of: Offers) -> Ints:
    """What the household pays, less of it first."""
    return -of.total_minor


def both(of: Offers) -> Ints:
    """Both together."""
    return 2 * of.value_minor - of.total_minor


AIMS: Final = (value, cost, both)


def usual(
    told: Sequence[Offers], ranked: Sequence[Creditor], can: Sequence[Places], most: int, band: float
) -> Iterator[Places]:
    """What level merges choose, [points, creditors], and the lightest plan of each."""
    later = [row[one.plans.upfront_minor[row] == 0] for one, row in zip(ranked, can, strict=True)]
    if all(map(len, can)):
        lightest = [row[one.peak_minor[row].argmin()] for one, row in zip(told, can, strict=True)]
        yield np.array([lightest], dtype=np.intp)
    for aim in AIMS:
        yield _merged(told, later, aim, most)
    for rows in _bands(told, later, band):
        yield _merged(told, rows, value, most)


def other(
    told: Sequence[Offers],
    ranked: Sequence[Creditor],
    can: Sequence[Places],
    room: Room,
    most: int,
    limits: Sequence[int],
) -> Iterator[Places]:
    """What the other merges choose; `limits` of each phase, none where phases are not asked."""
    at_once = [one.plans.upfront_minor for one in ranked]
    if any(minor[row].any() for minor, row in zip(at_once, can, strict=True)) and all(map(len, can)):
        for aim in AIMS:
            yield _at_once(told, at_once, can, aim, most, room.buffer_minor)
    if limits and all(map(len, can)):
        for aim in (value, both):
            yield _by_phase(told, can, aim, limits)
    if room.left is not None:
        rows = _in_part(ranked, can, room)
        for aim in AIMS:
            yield _merged(told, rows, aim, int(room.limit.max(initial=0)))


def _merged(
    told: Sequence[Offers], rows: Sequence[Places], aim: Callable[[Offers], Ints], most: int
) -> Places:
    columns = [(one.peak_minor[row], aim(one)[row]) for one, row in zip(told, rows, strict=True)]
    return _rows(level.merge(columns, most=most).choice, rows)


def _rows(choice: Places, rows: Sequence[Places]) -> Places:
    if not len(choice):
        return choice
    return np.stack([row[choice[:, place]] for place, row in enumerate(rows)], axis=1)


def _at_once(
    told: Sequence[Offers],
    at_once: Sequence[Ints],
    can: Sequence[Places],
    aim: Callable[[Offers], Ints],
    most: int,
    buffer_minor: int,
) -> Places:
    columns = [
        (np.stack([one.peak_minor[row], minor[row], 0 * row], axis=1), aim(one)[row])
        for one, minor, row in zip(told, at_once, can, strict=True)
    ]
    return _rows(phased.merge(columns, most=(most, buffer_minor, 0)).choice, can)


def _by_phase(
    told: Sequence[Offers], can: Sequence[Places], aim: Callable[[Offers], Ints], limits: Sequence[int]
) -> Places:
    columns = [(one.burden_minor[row], aim(one)[row]) for one, row in zip(told, can, strict=True)]
    return _rows(phased.merge(columns, most=limits).choice, can)


def _in_part(ranked: Sequence[Creditor], can: Sequence[Places], room: Room) -> list[Places]:
    """The plans of each creditor that keep to its part of the room."""
    whole = max(sum(one.claim_minor for one in ranked), 1)
    found = []
    for one, row in zip(ranked, can, strict=True):
        own = room.part(one.claim_minor, whole)
        holds = own.holds(one.plans.amounts_of(row, len(room.limit)), one.plans.upfront_minor[row])
        found.append(row[holds])
    return found


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


def spread(found: Iterator[Places], told: Sequence[Offers], most: int) -> Places:
    """All choices, once each, by rising burden; thinned evenly where there are more than can be tried, but for the least
    burden, the least total and the most value."""
    tables = [one for one in found if len(one)]
    if not tables:
        return np.zeros((0, len(told)), dtype=np.intp)
    unique = np.unique(np.concatenate(tables), axis=0)
    burden, total, worth = (
        np.sum([getattr(one, name)[unique[:, place]] for place, one in enumerate(told)], axis=0)
        for name in ("peak_minor", "total_minor", "value_minor")
    )
    order = np.lexsort((total, burden))
    if len(order) > most:
        evenly = np.linspace(0, len(order) - 1, most).round().astype(np.intp)
        ends = [int(one[order].argmin()) for one in (burden, total, -worth)]
        order = order[np.unique([*evenly, *ends])]
    return np.asarray(unique[order])
