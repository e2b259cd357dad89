"""In how many futures does a level plan hold: sort once, then look up.

A plan that pays `upfront` at once and p in each of the months g+1..g+n holds on a path if

    upfront <= buffer   and   upfront + p (t - g) <= buffer + left(t)     for every t = g+1 .. g+n

that is, if p is at most the path's *capacity*, the least of (buffer + left(t) - upfront) / (t - g). Capacities depend on
term, grace and upfront, not on p: they are computed and sorted once, and every p is a binary search.

All amounts are whole minor units. A quotient of whole numbers by t is whole or at least 1/t away from the next whole number.
So it may be told in whole numbers of so small parts of a unit that t of them are less than a third of it: the shares are
rounded once, what is paid at once is rounded once, each by at most half a part, and two parts more lead over no whole number
and bring every whole one up to itself. With 256 parts that is exact for 85 months and 42,000.00 of instalment and payment at
once together, in numbers of 32 bits, which are subtracted, compared and sorted twice as fast as floats. Larger figures are
told in floats, which are right to a millionth: half of 1/1,024 added, the floor of the float is the floor of the quotient.

>>> from hejie.plans.survival import income, paths
>>> calm = income.IncomeModel(noise=0.0, job_loss=0.0, illness=0.0)
>>> of = paths.simulate(paths.Household(income_minor=500_000, living_minor=400_000), calm, months=12, paths=4, seed=1)
>>> held(of, instalment_minor=np.array([100_000, 100_001]), term=np.array([12, 12])).tolist()
[4, 0]
"""

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie import texts
from hejie.plans.survival.paths import Ints, Paths

Floats = NDArray[np.float64]
Capacities = NDArray[np.int32]

NEAR: Final = 1 / 2048
MOST_TERM: Final = 1023
LARGEST: Final = 2**31 - 2
"""An instalment above it (21 million yuan a month) is taken for a slip; capacities end there."""


def held(
    paths: Paths,
    *,
    instalment_minor: Ints,
    term: Ints,
    grace: Ints | int = 0,
    upfront_minor: Ints | int = 0,
) -> Ints:
    """For every plan the number of paths on which it holds; arrays of one length, or one number for all.

    A plan that ends after the simulated months is asked about the months there are. Raises Faulty for columns of
    unequal length and for terms and amounts out of range.
    """
    instalments, terms, graces, upfronts = _columns(instalment_minor, term, grace, upfront_minor)
    bits = _bits(int(terms.max(initial=1)))
    is_small, can = instalments + upfronts < TOP >> bits, upfronts <= paths.buffer_minor
    found = np.zeros(len(terms), dtype=np.int64)
    for mask, count in ((can & is_small, _in_parts), (can & ~is_small, _in_floats)):
        order = np.lexsort([one[mask] for one in (upfronts, terms, graces)])
        rows = np.flatnonzero(mask)[order]
        alike = _groups(graces[rows], upfronts[rows], terms[rows])
        found[rows] = paths.count - count(paths, alike, instalments[rows], bits)
    return found


def _columns(*columns: Ints | int) -> tuple[Ints, ...]:
    try:
        told = np.broadcast_arrays(*(np.atleast_1d(np.asarray(one, dtype=np.int64)) for one in columns))
    except ValueError:
        sizes = [np.size(one) for one in columns]
        raise texts.Faulty(
            (texts.fault("loan_columns_uneven", "term", given=sizes[1], wanted=sizes[0]),)
        ) from None
    found = tuple(_faults(told))
    if found:
        raise texts.Faulty(found)
    return tuple(told)


def _faults(told: Sequence[Ints]) -> Iterator[texts.Fault]:
    bounds = (
        ("instalment_minor", 0, LARGEST),
        ("term", 1, MOST_TERM),
        ("grace", 0, MOST_TERM),
        ("upfront_minor", 0, 2**53),
    )
    for column, (name, least, most) in zip(told, bounds, strict=True):
        wrong = column[(column < least) | (column > most)]
        if len(wrong):
            yield texts.fault("plan_number_outside", name, given=int(wrong[0]), least=least, most=most)


@dataclass(frozen=True, slots=True, eq=False)
class _Alike:
    """Plans that share grace and upfront: for each of their rising terms the rows that have it."""

    grace: int
    upfront: int
    rows: dict[int, slice]


def _groups(*columns: Ints) -> list[_Alike]:
    """The plans, sorted by grace, term and upfront, that share grace and upfront; told as grace, upfront, term."""
    starts = np.flatnonzero(np.any([np.diff(one, prepend=-1) != 0 for one in columns], axis=0))
    rows = map(slice, starts, [*starts[1:], len(columns[0])])
    found: dict[tuple[int, int], dict[int, slice]] = {}
    for grace, upfront, term, own in zip(*(one[starts].tolist() for one in columns), rows, strict=True):
        found.setdefault((grace, upfront), {})[term] = own
    return [_Alike(*shared, found[shared]) for shared in sorted(found)]


def _in_floats(paths: Paths, alike: Sequence[_Alike], instalments: Ints, _bits: int) -> Ints:
    """On how many paths each of the sorted plans is short."""
    short, asked = np.empty_like(instalments), instalments.astype(np.int32)
    for one in alike:
        tables = _sorted(_shares(paths, one.grace), list(one.rows), one.upfront)
        for rows, capacities in zip(one.rows.values(), tables, strict=True):
            short[rows] = capacities.searchsorted(asked[rows])
    return short


def capacities_by_term(
    paths: Paths, terms: Sequence[int], *, grace: int = 0, upfront_minor: int = 0
) -> Iterator[Capacities]:
    """For each of the rising `terms` the capacities of all paths, from the least to the largest; -1 where nothing holds."""
    return _sorted(_shares(paths, grace), terms, upfront_minor)


@functools.lru_cache(maxsize=8)
def _shares(paths: Paths, grace: int) -> Floats:
    """What each path could pay a month if it paid as much in the first, the first two, ... months after the grace."""
    spare = paths.left_minor[grace:].astype(np.float64)
    spare += paths.buffer_minor
    spare /= np.arange(1, len(spare) + 1)[:, None]
    return spare


def _sorted(shares: Floats, terms: Sequence[int], upfront: int) -> Iterator[Capacities]:
    least = np.full(shares.shape[1], float(LARGEST))
    row, done = np.empty_like(least), 0
    for term in terms:
        for paid in range(done, min(term, len(shares))):
            np.subtract(shares[paid], upfront / (paid + 1), out=row)
            np.minimum(least, row, out=least)
        done = term
        np.add(least, NEAR, out=row)
        np.maximum(row, -1.0, out=row)
        capacities = np.floor(row, out=row).astype(np.int32)
        capacities.sort()
        yield capacities


TOP: Final = 2**30
"""Parts of a unit beyond which sums of two no longer fit into 32 bits."""
TOGETHER: Final = 16
MONTHS: Final = 6
"""So many payments at once and so many months are looked at together: the processor keeps that near."""


def _bits(term: int) -> int:
    """So many bits behind the point that `term` parts of a unit are less than a third of it."""
    return (3 * term).bit_length()


def _in_parts(paths: Paths, alike: Sequence[_Alike], instalments: Ints, bits: int) -> Ints:
    """The same as `_in_floats`, in parts of a unit."""
    short, asked = np.empty_like(instalments), ((instalments << bits) - 2).astype(np.int32)
    for bunch in _bunches(alike):
        for rows, capacities in _capacities(_parts(paths, bunch[0].grace, bits), bunch, bits):
            _look_up(short, asked, rows, capacities)
    return short


def _bunches(alike: Sequence[_Alike]) -> Iterator[list[_Alike]]:
    """Groups of one grace by rising payments at once, at most TOGETHER of them."""
    for _, found in itertools.groupby(alike, key=lambda one: one.grace):
        own = list(found)
        for first in range(0, len(own), TOGETHER):
            yield own[first : first + TOGETHER]


@functools.lru_cache(maxsize=8)
def _parts(paths: Paths, grace: int, bits: int) -> Capacities:
    """What `_shares` tells, in parts of a unit. What is beyond TOP is told as TOP: it carries every plan that is asked."""
    parts = np.rint(_shares(paths, grace) * 2**bits)
    return np.asarray(np.clip(parts, -TOP, TOP), dtype=np.int32)


def _capacities(
    shares: Capacities, bunch: Sequence[_Alike], bits: int
) -> Iterator[tuple[list[slice], Capacities]]:
    """For each rising term the rows of the groups that ask for it, and their capacities [groups, paths]."""
    months = np.arange(1, len(shares) + 1)[:, None]
    at_once = (((np.array([one.upfront for one in bunch]) << bits) + months // 2) // months).astype(np.int32)
    least, done = np.full((len(bunch), shares.shape[1]), TOP, dtype=np.int32), 0
    for term in sorted(set().union(*(one.rows for one in bunch))):
        for first in range(done, min(term, len(shares)), MONTHS):
            block = slice(first, min(first + MONTHS, term))
            np.minimum(least, (shares[block, None] - at_once[block, :, None]).min(axis=0), out=least)
        done = term
        asked = [place for place, one in enumerate(bunch) if term in one.rows]
        yield (
            [bunch[place].rows[term] for place in asked],
            least if len(asked) == len(bunch) else least[asked],
        )


def _look_up(short: Ints, asked: Capacities, rows: Sequence[slice], capacities: Capacities) -> None:
    """Count the paths on which these rows are short. The more is paid at once, the less a path can carry: a path that is
    short of all that is asked where least is paid at once is short of it everywhere, and one that is not where most is
    paid is nowhere. Only the others are sorted."""
    whole = slice(rows[0].start, rows[-1].stop)
    hopeless = capacities[0] < asked[whole].min()
    between = np.flatnonzero(~hopeless & (capacities[-1] < asked[whole].max()))
    tables = capacities.take(between, axis=1)
    tables.sort(axis=1)
    found = [own.searchsorted(asked[one]) for one, own in zip(rows, tables, strict=True)]
    short[whole] = np.concatenate(found) + np.count_nonzero(hopeless)
