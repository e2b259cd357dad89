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
from collections.abc import Iterator, Sequence
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
    order = np.lexsort((terms, upfronts, graces))
    instalments, terms, graces, upfronts = (one[order] for one in (instalments, terms, graces, upfronts))
    bits = _bits(int(terms.max(initial=1)))
    plain, parts = instalments.astype(np.int32), (np.minimum(instalments << bits, TOP) - 2).astype(np.int32)
    short = np.full(len(order), paths.count, dtype=np.int64)
    for grace, upfront, steps, ends in _groups(graces, upfronts, terms):
        if upfront > paths.buffer_minor:
            continue
        if (upfront + int(instalments[ends[0] : ends[-1]].max())) << bits < TOP:
            asked, tables = parts, _sorted_parts(_parts(paths, grace, bits), steps, upfront, bits)
        else:
            asked, tables = plain, _sorted(_shares(paths, grace), steps, upfront)
        for first, last, capacities in zip(ends, ends[1:], tables, strict=False):
            short[first:last] = capacities.searchsorted(asked[first:last])
    back = np.empty_like(short)
    back[order] = paths.count - short
    return back


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


def _groups(grace: Ints, upfront: Ints, term: Ints) -> Iterator[tuple[int, int, list[int], list[int]]]:
    """The plans, sorted by these columns, that share grace and upfront: their rising terms, and where in the columns those
    begin and the last of them ends."""
    if not len(term):
        return
    outer = (np.diff(grace) != 0) | (np.diff(upfront) != 0)
    starts = np.flatnonzero(np.concatenate([[True], outer | (np.diff(term) != 0)]))
    places = np.flatnonzero(np.concatenate([[True], outer])[starts]).tolist()
    firsts, steps = [*starts.tolist(), len(term)], term[starts].tolist()
    for begin, end in zip(places, [*places[1:], len(starts)], strict=True):
        row = firsts[begin]
        yield int(grace[row]), int(upfront[row]), steps[begin:end], firsts[begin : end + 1]


def capacities_by_term(
    paths: Paths, terms: Sequence[int], *, grace: int = 0, upfront_minor: int = 0
) -> Iterator[Capacities]:
    """For each of the rising `terms` the capacities of all paths, from the least to the largest; -1 where nothing holds."""
    return _sorted(_shares(paths, grace), terms, upfront_minor)


TOP: Final = 2**30
"""Parts of a unit beyond which sums of two no longer fit into 32 bits."""


def _bits(term: int) -> int:
    """So many bits behind the point that `term` parts of a unit are less than a third of it."""
    return (3 * term).bit_length()


@functools.lru_cache(maxsize=8)
def _parts(paths: Paths, grace: int, bits: int) -> Capacities:
    """What `_shares` tells, in parts of a unit. What is beyond TOP is told as TOP: it carries every plan that is asked."""
    parts = np.rint(_shares(paths, grace) * 2**bits)
    return np.asarray(np.clip(parts, -TOP, TOP), dtype=np.int32)


def _sorted_parts(shares: Capacities, terms: Sequence[int], upfront: int, bits: int) -> Iterator[Capacities]:
    """For each of the rising `terms` the capacities in parts of a unit, from the least to the largest."""
    steps = np.arange(1, len(shares) + 1)
    at_once = (((upfront << bits) + steps // 2) // steps).astype(np.int32)[:, None]
    least, done = np.full(shares.shape[1], TOP, dtype=np.int32), 0
    row = np.empty_like(least)
    for term in terms:
        if done < min(term, len(shares)):
            np.minimum.reduce(shares[done:term] - at_once[done:term], axis=0, out=row)
            np.minimum(least, row, out=least)
            done = term
        yield np.sort(least)


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
