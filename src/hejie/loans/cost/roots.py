"""Which growth rates make amounts at different times worth nothing together: all of them, found with certainty.

Each term is an amount that time discounts: by (1 + i)^-t, or with odd days by 1 / ((1 + f i)(1 + i)^t). Instead of i
the unknown is x = ln(1 + i), so that the factor is exp(-t x) and every i above -100 % is a real x.

1. Terms of equal time are added. Without a change of sign there is no root: "none" is proven.
2. With one change of sign there is exactly one root (Descartes' rule for real exponents): it is bracketed and refined.
3. With more, a range is taken beyond which one end's term outweighs all the others. It is halved until a bound on the
   first two derivatives proves each piece free of roots or monotone. What touches zero without crossing is a root too.

>>> found = roots([Term(0, -100), Term(1, 230), Term(2, -132)])  # 10 % and 20 %
>>> [round(math.expm1(x), 12) for x in found]
[0.1, 0.2]
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

FARTHEST: Final = 700.0
"""The largest |ln(1 + i)| looked at: e to the 700th still is a number."""

_NARROWEST: Final = 1e-6
_MOST_PIECES: Final = 1000
_TOUCHES: Final = 1e-11
_NOISE: Final = 1e-13
_ZERO: Final = 3e-16
_STEPS: Final = 100


@dataclass(frozen=True, slots=True)
class Term:
    """`amount` after `whole` units of time and the part `odd` of one that bears simple interest."""

    whole: float
    amount: float
    odd: float = 0.0


@dataclass(frozen=True, slots=True)
class _Local:
    """At one x, each term weighed by |amount| x discount, all weights together 1, and time counted from their middle:
    the value of the sum, its slope, the bound on its curvature within `half` of x."""

    value: float
    slope: float
    bend: float


def merged(terms: Sequence[Term]) -> list[Term]:
    """In order of time, terms of equal time added, nothing left that is zero."""
    ordered = sorted(terms, key=_time)
    found = [
        Term(time[0], math.fsum(term.amount for term in group), time[1])
        for time, group in groupby(ordered, key=_time)
    ]
    return [term for term in found if term.amount]


def _time(term: Term) -> tuple[float, float]:
    return term.whole, term.odd


def sign_changes(terms: Sequence[Term]) -> int:
    """How often the sign changes in order of time, for merged terms: no more roots than this."""
    return sum((a.amount > 0) != (b.amount > 0) for a, b in pairwise(terms))


def roots(terms: Sequence[Term], *, guess: float | None = None) -> list[float]:
    """Every x = ln(1 + i), ascending, within FARTHEST. `guess` is taken if it is proven, and else ignored."""
    kept = merged(terms)
    changes = sign_changes(kept)
    if changes == 0:
        return []
    if changes == 1:
        return _only(kept, guess)
    low, high = _range(kept)
    return list(_isolated(kept, low, high))


def value(terms: Sequence[Term], x: float) -> float:
    """The sum at x divided by the sum of absolute terms: between -1 and 1, and zero at a root."""
    shift = min(_log(term, x) for term in terms)
    worth = [term.amount * math.exp(shift - _log(term, x)) for term in terms]
    return math.fsum(worth) / math.fsum(map(abs, worth))


def _log(term: Term, x: float) -> float:
    """Minus the logarithm of the discount factor."""
    linear = math.log1p(term.odd * math.expm1(x)) if term.odd else 0.0
    return term.whole * x + linear


def _only(terms: Sequence[Term], guess: float | None) -> list[float]:
    """The one root after one change of sign: to its left the sum has the sign of the last term."""
    last = terms[-1].amount > 0
    if guess is not None and _proven(terms, guess, last):
        return [guess]
    low, high, step = 0.0, 0.0, 0.125
    while (value(terms, high) > 0) == last:
        low, high, step = high, high + step, step * 2
        if high > FARTHEST:
            return []
    while (value(terms, low) > 0) != last:
        low, high, step = low - step, low, step * 2
        if low < -FARTHEST:
            return []
    return [_refined(terms, low, high)]


def _proven(terms: Sequence[Term], x: float, last: bool) -> bool:
    near = 1e-12 * max(1.0, abs(x))
    return (value(terms, x - near) > 0) == last and (value(terms, x + near) > 0) != last


def _range(terms: Sequence[Term]) -> tuple[float, float]:
    """Beyond `high` the first term outweighs all others together, before `low` the last one does."""
    high, low = 1.0, -1.0
    while high < FARTHEST and not _outweighs(terms[0], terms[1:], high):
        high *= 2
    while low > -FARTHEST and not _outweighs(terms[-1], terms[:-1], low):
        low *= 2
    return max(low, -FARTHEST), min(high, FARTHEST)


def _outweighs(one: Term, others: Sequence[Term], x: float) -> bool:
    own = _log(one, x)
    exponents = [min(own - _log(term, x), FARTHEST) for term in others]
    worth = (abs(term.amount) * math.exp(power) for term, power in zip(others, exponents, strict=True))
    return abs(one.amount) > math.fsum(worth)


def _isolated(terms: Sequence[Term], low: float, high: float) -> Iterator[float]:
    """The roots between `low` and `high`, in order; pieces too narrow to decide are joined with their neighbours."""
    waiting: tuple[float, float] | None = None
    for left, right, decided in _pieces(terms, low, high):
        if not decided:
            waiting = (waiting[0] if waiting else left, right)
            continue
        if waiting:
            yield from _touching(terms, *waiting)
            waiting = None
        if (value(terms, left) > 0) != (value(terms, right) > 0):
            yield _refined(terms, left, right)
    if waiting:
        yield from _touching(terms, *waiting)


def _pieces(terms: Sequence[Term], low: float, high: float) -> Iterator[tuple[float, float, bool]]:
    """From left to right: pieces that are monotone or free of roots, and those that cannot be told.

    All pieces not yet decided are halved together, until they are too narrow or, about a root of many folds, too many.
    """
    waiting, found = [(low, high)], []
    while waiting:
        told = [_is_told(terms, *piece) for piece in waiting]
        found += [(*piece, True) for piece, is_told in zip(waiting, told, strict=True) if is_told]
        waiting = [piece for piece, is_told in zip(waiting, told, strict=True) if not is_told]
        if waiting and (waiting[0][1] - waiting[0][0] < 2 * _NARROWEST or len(waiting) > _MOST_PIECES):
            found += [(*piece, False) for piece in waiting]
            break
        waiting = [half for piece in waiting for half in _halves(*piece)]
    yield from sorted(found)


def _halves(left: float, right: float) -> tuple[tuple[float, float], tuple[float, float]]:
    middle = (left + right) / 2
    return (left, middle), (middle, right)


def _is_told(terms: Sequence[Term], left: float, right: float) -> bool:
    """Whether the sum is proven monotone or free of roots between the two."""
    half = (right - left) / 2
    here = _local(terms, (left + right) / 2, half)
    bound = half * abs(here.slope) + half * half * here.bend / 2
    return abs(here.value) > bound + _NOISE or abs(here.slope) > half * here.bend + _NOISE


def _local(terms: Sequence[Term], x: float, half: float) -> _Local:
    logs = [_log(term, x) for term in terms]
    shift = min(logs)
    worth = [term.amount * math.exp(shift - log) for term, log in zip(terms, logs, strict=True)]
    whole = math.fsum(map(abs, worth))
    weights = [part / whole for part in worth]
    times = [_duration(term, x) for term in terms]
    centre = math.fsum(abs(weight) * time for weight, time in zip(weights, times, strict=True))
    bend, slope = 0.0, 0.0
    for term, weight, time in zip(terms, weights, times, strict=True):
        own = 0.25 if term.odd else 0.0  # how fast the duration of a term with odd days can change
        far = abs(time - centre) + own * half
        slope -= weight * (time - centre)
        bend += abs(weight) * (far * far + own) * math.exp(min(far * half, FARTHEST))
    return _Local(math.fsum(weights), slope, bend)


def _duration(term: Term, x: float) -> float:
    """Minus the derivative of the logarithm of the discount factor: t, and for odd days f e^x / (1 + f (e^x - 1))."""
    if not term.odd:
        return term.whole
    grown = term.odd * math.exp(x)
    return term.whole + grown / (1 - term.odd + grown)


def _touching(terms: Sequence[Term], left: float, right: float) -> Iterator[float]:
    """A root where the sum crosses, or comes so near to zero that no float can tell."""
    if (value(terms, left) > 0) != (value(terms, right) > 0):
        yield _refined(terms, left, right)
        return
    turn = _turn(terms, left, right)
    if abs(value(terms, turn)) <= _TOUCHES:
        yield turn


def _turn(terms: Sequence[Term], low: float, high: float) -> float:
    """Where the sum stops falling or rising: halved until nothing is left between."""
    rises = _local(terms, low, 0.0).slope > 0
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if (_local(terms, middle, 0.0).slope > 0) == rises else (low, middle)
    return low


def _refined(terms: Sequence[Term], low: float, high: float) -> float:
    """The root between two signs: the secant, with the end that stays made lighter, so that both ends come near."""
    at_low, at_high = value(terms, low), value(terms, high)
    if at_low == 0 or at_high == 0:
        return low if at_low == 0 else high
    for _ in range(_STEPS):
        x = low + (high - low) * at_low / (at_low - at_high)
        x = x if low < x < high else (low + high) / 2
        here = value(terms, x)
        if abs(here) <= _ZERO or high - low <= _ZERO * max(1.0, abs(x)):
            return x
        if (here > 0) == (at_low > 0):
            low, at_low, at_high = x, here, _lighter(at_high, at_low, here)
        else:
            high, at_high, at_low = x, here, _lighter(at_low, at_high, here)
    return (low + high) / 2


def _lighter(staying: float, before: float, here: float) -> float:
    """Anderson and Bjorck's weight for the end that stays; a half where the step did not do well."""
    weight = 1 - here / before
    return staying * (weight if weight > 0 else 0.5)
