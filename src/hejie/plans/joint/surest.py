"""The joint plans that most simulated futures carry to their end, surest first, found exactly where merges look for money.

Creditors are taken one after the other. What those still to come will ask for at least is known: in each month the least
that any of their plans has asked for by then. So every beginning has a bound that no plan with this beginning exceeds, and the
beginning with the best bound is always the next to go on with: the first whole plan that comes up is the surest of all.

A plan that asks for no less in any month, nor at once, than another of the same creditor is never needed for that. Adding
a plan to a creditor's can thus only add beginnings: it never makes the surest plan less sure.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie.plans.joint.creditors import Creditor
from hejie.plans.joint.room import Room
from hejie.plans.survival import Paths, carried

Ints = NDArray[np.int64]
Places = NDArray[np.intp]

MOST_BEGINNINGS: Final = 4_000
"""So many beginnings are looked at; a table of creditors that needs more of them is left to the merges."""


@dataclass(frozen=True, slots=True, eq=False)
class _Menu:
    """One creditor's plans that may be needed: the numbers they have, what each asks for [plans, months], and what it has
    asked for up to each month, what is paid at once included."""

    rows: Places
    asked: Ints
    owed: Ints

    @classmethod
    def of(cls, creditor: Creditor, can: Places, months: int) -> "_Menu":
        asked, at_once = creditor.plans.amounts_of(can, months), creditor.plans.upfront_minor[can]
        keeps = _needed(np.column_stack([at_once, asked]))
        owed = at_once[keeps, None] + np.cumsum(asked[keeps], axis=1)
        return cls(can[keeps], asked[keeps], owed)


def _needed(measures: Ints) -> Places:
    """The rows that no other undercuts in every measure; of equal ones the first."""
    kept: list[int] = []
    for row in np.argsort(measures.sum(axis=1), kind="stable").tolist():
        if not kept or not (measures[kept] <= measures[row]).all(axis=1).any():
            kept.append(row)
    return np.sort(np.array(kept, dtype=np.intp))


def surest(
    creditors: Sequence[Creditor], paths: Paths, can: Sequence[Places], room: Room
) -> Iterator[tuple[int, ...]]:
    """The choices of all creditors by falling completion; ends early where MOST_BEGINNINGS do not suffice. `can` numbers the
    plans that each creditor may take part with. What a season leaves up to each month is not asked here."""
    months = len(room.limit)
    menus = [_Menu.of(one, row, months) for one, row in zip(creditors, can, strict=True)]
    if not all(len(one.rows) for one in menus):
        return
    rest = [_least(menus[place + 1 :], months) for place in range(len(menus))]
    nothing = np.zeros(months, dtype=np.int64)
    open_: list[tuple[int, tuple[int, ...]]] = [(-paths.count, ())]
    looked = 0
    while open_:
        _, begun = heapq.heappop(open_)
        if len(begun) == len(menus):
            yield tuple(int(menu.rows[one]) for menu, one in zip(menus, begun, strict=True))
            continue
        so_far = list(zip(menus, begun, strict=False))
        asked = sum((menu.asked[one] for menu, one in so_far), nothing)
        owed = sum((menu.owed[one] for menu, one in so_far), nothing)
        nexts, bounds = _go_on(menus[len(begun)], asked, owed, rest[len(begun)], paths, room)
        looked += len(nexts)
        if looked > MOST_BEGINNINGS:
            return
        for one, bound in zip(nexts.tolist(), bounds.tolist(), strict=True):
            heapq.heappush(open_, (-bound, (*begun, one)))


def _least(menus: Sequence[_Menu], months: int) -> tuple[Ints, Ints]:
    """The least that these creditors ask for in each month, and the least they have asked for up to each."""
    nothing = np.zeros(months, dtype=np.int64)
    asked = sum((one.asked.min(axis=0) for one in menus), nothing)
    owed = sum((one.owed.min(axis=0) for one in menus), nothing)
    return np.asarray(asked), np.asarray(owed)


def _go_on(
    menu: _Menu, asked: Ints, owed: Ints, rest: tuple[Ints, Ints], paths: Paths, room: Room
) -> tuple[Places, Ints]:
    """The plans of the next creditor that leave room for the rest, and in how many futures the whole can hold at most: it is
    asked in the months in which something is due whatever the rest choose."""
    least_asked, least_owed = asked + menu.asked + rest[0], owed + menu.owed + rest[1]
    fits = np.flatnonzero((least_asked <= room.limit).all(axis=1))
    return fits, carried(paths, owed_minor=least_owed[fits], is_due=least_asked[fits] > 0)
