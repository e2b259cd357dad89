"""In how many futures does a level plan hold: sort once, then look up.

A plan that pays `upfront` at once and p in each of the months g+1..g+n holds on a path if

    upfront <= buffer   and   upfront + p (t - g) <= buffer + left(t)     for every t = g+1 .. g+n

that is, if p is at most the path's *capacity*, the least of (buffer + left(t) - upfront) / (t - g). Capacities depend on
term, grace and upfront, not on p: they are computed and sorted once, and every p is a binary search.

All amounts are whole minor units. A quotient of whole numbers with a divisor below 1,024 is whole or more than 1/1,024
away from the next whole number, while floats of such size are right to a millionth: half of that added, the floor of the
float is the floor of the quotient, and capacities are whole numbers, too.

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
    asked = instalments[order].astype(np.int32)
    counts = np.zeros(len(order), dtype=np.int64)
    for g, upfront, spans in _groups(graces[order], upfronts[order], terms[order]):
        if upfront > paths.buffer_minor:
            continue
        found = _sorted(_shares(paths, g), [n for n, _, _ in spans], upfront)
        for (_, first, last), capacities in zip(spans, found, strict=True):
            np.subtract(paths.count, capacities.searchsorted(asked[first:last]), out=counts[first:last])
    back = np.empty_like(counts)
    back[order] = counts
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


Span = tuple[int, int, int]
"""A term, and the first row and the row after the last of the plans that have it."""


def _groups(grace: Ints, upfront: Ints, term: Ints) -> Iterator[tuple[int, int, list[Span]]]:
    """The plans, sorted by these columns, that share grace and upfront, with the spans of their terms."""
    if not len(term):
        return
    outer = (np.diff(grace) != 0) | (np.diff(upfront) != 0)
    firsts = [0, *(np.flatnonzero(outer | (np.diff(term) != 0)) + 1).tolist()]
    begins = {0, *(np.flatnonzero(outer) + 1).tolist()}
    spans: list[Span] = []
    for first, last in zip(firsts, [*firsts[1:], len(term)], strict=True):
        if first in begins and spans:
            yield int(grace[first - 1]), int(upfront[first - 1]), spans
            spans = []
        spans.append((int(term[first]), first, last))
    yield int(grace[-1]), int(upfront[-1]), spans


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
