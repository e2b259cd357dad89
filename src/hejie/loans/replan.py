"""Instalments computed anew from the day something changed: same method, what is left, what time is left.

A period that is already running has earned an exact amount when the change comes. Its factor is then

    (earned so far + balance x rate x rest of the period) / balance

so that any method sees one ordinary period, and level instalments come out level again. What a row was asked before it
was posted, and what of it is gone, stays.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from hejie import money
from hejie.loans.methods import COLUMNS, Factors
from hejie.loans.rows import Row
from hejie.loans.stretches import shaped
from hejie.loans.terms import Terms


def forecast(
    rows: Sequence[Row], terms: Terms, *, first: Fraction | None = None, keep_amounts: bool = False
) -> None:
    """What each row's interest will be if all is paid on its day; `first` is that of a row already running.

    With `keep_amounts` each row goes on asking as much as before: what interest does not take repays principal, and
    the last row takes the rest.
    """
    balance = sum(row.left_principal for row in rows)
    spare = sum(row.principal for row in rows)
    for row in rows:
        exact = balance * terms.borne_rate * row.years if first is None else first
        interest, first = money.round_to(exact, terms.rounding), None
        if keep_amounts and row is not rows[-1]:
            row.principal = max(min(row.principal + row.interest - interest, spare), row.gone_principal)
        elif keep_amounts:
            row.principal = spare
        row.interest = interest
        spare -= row.principal
        balance -= row.left_principal


def ask_less(rows: Sequence[Row], amounts: Sequence[int], ahead: int, terms: Terms) -> None:
    """Each row asks its amount, less what was repaid `ahead`, the nearest first; interest follows the lower balance."""
    balance = sum(row.left_principal for row in rows)
    spare = sum(row.principal for row in rows)
    for row, amount in zip(rows, amounts, strict=True):
        row.interest = money.round_to(balance * terms.borne_rate * row.years, terms.rounding)
        part = max(amount - row.interest, 0)
        used = min(part, ahead)
        ahead -= used
        row.principal = max(min(part - used, spare), row.gone_principal) if row is not rows[-1] else spare
        spare -= row.principal
        balance -= row.left_principal


def replan(rows: Sequence[Row], terms: Terms, *, first: Fraction | None = None) -> None:
    """Spread the rows' principal anew by the method of the terms; `first` as in `forecast`."""
    asked = sum(row.principal for row in rows)
    balance = sum(row.left_principal for row in rows)
    if asked == 0:
        return
    ratios = [terms.borne_rate * row.years for row in rows]
    if first is not None and balance:
        ratios[0] = first / balance
    principal, _ = COLUMNS[terms.method](asked, _factors(ratios, terms))
    _put(rows, [int(part) for part in principal])
    forecast(rows, terms, first=first)


def _put(rows: Sequence[Row], principal: Sequence[int]) -> None:
    """New principal parts, none below what is already gone; what that takes is given back by the later rows."""
    short = 0
    for row, asked in zip(rows, principal, strict=True):
        row.principal = max(asked - short, row.gone_principal)
        short += row.principal - asked


def _factors(ratios: Sequence[Fraction], terms: Terms) -> Factors:
    common = lcm(*(ratio.denominator for ratio in ratios))
    numerators = tuple(ratio.numerator * (common // ratio.denominator) for ratio in ratios)
    of = Factors(numerators, common, terms.rounding, terms.instalment_rounding or terms.rounding)
    gone = terms.instalments - len(ratios)
    return shaped(of, terms, first=gone) if gone >= 0 else of


def even(minor: int, rooms: Sequence[int], rounding: money.Rounding = money.HALF_UP) -> list[int]:
    """`minor` in equal shares over places that hold `rooms` each; a full one passes its share on, the last takes the rest.

    >>> even(17500, (12500, 12500, 12500))
    [5833, 5833, 5834]
    """
    shares = [0] * len(rooms)
    left = min(minor, sum(rooms))
    while left:
        open_ = [n for n, room in enumerate(rooms) if shares[n] < room]
        each = money.round_ratio(left, len(open_), rounding)
        for place, n in enumerate(open_, start=1):
            part = left if place == len(open_) else min(each, left)
            part = min(part, rooms[n] - shares[n])
            shares[n] += part
            left -= part
    return shares
