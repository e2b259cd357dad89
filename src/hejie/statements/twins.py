"""One movement of money that stands in two places: a wallet's row and the bank's, or the two ends of an own transfer.

A noodle soup paid by wallet from a bank card is printed by the wallet (with the shop) and by the bank (with the wallet):
the wallet's row keeps its meaning and the bank's is its copy, counted 0. Moved from one own account to another, money
leaves here and comes in there: both rows count 0. Amounts must be equal, days at most two apart, and something must
tie the two: the card's last four digits or its bank, or the holder's own name. An amount alone ties nothing.

A wallet exports one payment in several ways, as the bill of its app and as the proof that it issues. There the number of
the payment ties the two, or, where one export leaves it out or masks it, the minute with the same other side.
"""

import functools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hejie.statements import wording
from hejie.statements.rows import Row, order

_DAYS = timedelta(days=2)
_LAST_FOUR = re.compile(r"[(（](\d{4})[)）]")
_MASKED = re.compile(r"(\d{4})\D*$")
# Equal amounts within two days: a shop with more of them is paired in the order of time.
_MOST_TRIED = 32


@dataclass(frozen=True, slots=True)
class Twins:
    """`copy_of`: a bank's row to the wallet's row it repeats; `other_end`: each end of an own transfer to the other."""

    copy_of: Mapping[int, int]
    other_end: Mapping[int, int]


def again(rows: Sequence[Row]) -> dict[int, int]:
    """Rows that another export of the same wallet prints too, each with the row that counts: that of the fuller export."""
    found: dict[int, int] = {}
    sources = {row.source for row in rows}
    for exports in wording.exports():
        here = [source for source in exports if source in sources]
        if len(here) > 1:
            found |= _again(rows, here)
    return found


def _again(rows: Sequence[Row], exports: Sequence[str]) -> dict[int, int]:
    found: dict[int, int] = {}
    kept = _Kept(rows)
    for source in exports:
        places = sorted(
            (place for place, row in enumerate(rows) if row.source == source),
            key=lambda place: order(rows[place]),
        )
        twins = {place: twin for place in places if (twin := kept.take(place)) is not None}
        found |= twins
        kept.add(place for place in places if place not in twins)
    return found


class _Kept:
    """Rows of the fuller exports, by their number and by their minute; each has one twin in another export at most."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.by: dict[tuple[object, ...], list[int]] = defaultdict(list)
        self.taken: set[int] = set()

    def add(self, places: Iterable[int]) -> None:
        for place in list(places):
            for key in _ties(self.rows[place]):
                self.by[key].append(place)

    def take(self, place: int) -> int | None:
        row = self.rows[place]
        near = (other for key in _ties(row) for other in self.by.get(key, ()))
        twin = next((other for other in near if other not in self.taken and self._fits(row, other)), None)
        if twin is not None:
            self.taken.add(twin)
        return twin

    def _fits(self, row: Row, place: int) -> bool:
        other = self.rows[place]
        numbers = {number for each in (row, other) if (number := _number(each))}
        ways = {row.direction, other.direction} - {"neutral"}
        return len(numbers) < 2 and len(ways) < 2 and abs(row.occurred_at - other.occurred_at) <= _DAYS


def _ties(row: Row) -> Iterator[tuple[object, ...]]:
    money = (row.amount_minor, row.currency)
    if number := _number(row):
        yield (number, *money)
    yield (row.occurred_at.replace(second=0), row.counterparty_name, *money)


def _number(row: Row) -> str:
    """The number of the payment, where it is printed whole."""
    return row.external_id if row.external_id.isalnum() else ""


def find(rows: Sequence[Row], *, own_names: frozenset[str] = frozenset()) -> Twins:
    """The order of the rows means nothing: earlier rows choose first, and each takes the nearest in time."""
    if len({(row.source, row.account_id) for row in rows}) < 2:
        return Twins({}, {})
    places = sorted(range(len(rows)), key=lambda place: order(rows[place]))
    copies = _copies(rows, places)
    taken = set(copies) | set(copies.values())
    return Twins(copies, _ends(rows, [place for place in places if place not in taken], own_names))


def _copies(rows: Sequence[Row], places: Sequence[int]) -> dict[int, int]:
    """Each wallet row paid from, or back to, a bank card, with the bank's row of it."""
    at_bank = _Index(rows, (place for place in places if _says_wallet(rows[place])))
    found: dict[int, int] = {}
    for place in places if at_bank else ():
        row = rows[place]
        if not wording.is_wallet(row.source) or not row.amount_minor or not row.method_raw:
            continue
        if wording.status(row) in ("failed", "waiting", "no_money"):
            continue
        way = "in" if row.direction == "in" else "out"
        twin = at_bank.nearest(row, way, functools.partial(_is_card_of, row))
        if twin is not None:
            found[twin] = place
    return found


def _says_wallet(row: Row) -> bool:
    if wording.is_wallet(row.source) or not row.amount_minor:
        return False
    said = wording.described(row)
    return any(word in said for word in wording.moving()["wallet_at_bank"])


def _is_card_of(row: Row, other: Row) -> bool:
    """Whether the wallet's method is the bank's account: by the last four digits where both print them."""
    payer = row.method_raw.partition("&")[0]
    printed, masked = _LAST_FOUR.search(payer), _MASKED.search(other.account_id)
    if printed and masked:
        return printed[1] == masked[1]
    named = wording.credit().creditor(payer)
    bank = wording.bank_of(other.source)
    return bool(bank) and named is not None and named.code == bank


def _ends(rows: Sequence[Row], places: Sequence[int], own_names: frozenset[str]) -> dict[int, int]:
    """Money out of one account and into another, where either row names the holder or says it is a move."""
    coming = _Index(
        rows, (place for place in places if rows[place].direction == "in" and rows[place].amount_minor)
    )
    found: dict[int, int] = {}
    for place in places:
        row = rows[place]
        if row.direction == "in" or not row.amount_minor:
            continue
        twin = coming.nearest(row, "in", functools.partial(_joins, row, own_names))
        if twin is not None:
            found[place], found[twin] = twin, place
    return found


def _joins(row: Row, own_names: frozenset[str], other: Row) -> bool:
    apart = (row.source, row.account_id) != (other.source, other.account_id)
    return apart and (_is_own(row, own_names) or _is_own(other, own_names))


def _is_own(row: Row, own_names: frozenset[str]) -> bool:
    if row.counterparty_name and row.counterparty_name in own_names:
        return True
    said = wording.described(row)
    return any(word in said for word in wording.moving()["own"])


class _Index:
    """Rows by direction and amount, each list in the order of time; a row is taken once."""

    def __init__(self, rows: Sequence[Row], places: Iterable[int]) -> None:
        self.rows = rows
        self.by_amount: dict[tuple[str, int, str], list[int]] = defaultdict(list)
        for place in places:
            row = rows[place]
            self.by_amount[row.direction, row.amount_minor, row.currency].append(place)

    def __bool__(self) -> bool:
        return bool(self.by_amount)

    def nearest(self, row: Row, direction: str, fits: Callable[[Row], bool]) -> int | None:
        """The row nearest in time that fits, taken out of the index."""
        waiting = self.by_amount.get((direction, row.amount_minor, row.currency))
        if not waiting:
            return None
        start = bisect_left(waiting, row.occurred_at - _DAYS, key=self._time)
        near = []
        for place in waiting[start : start + _MOST_TRIED]:
            if self.rows[place].occurred_at > row.occurred_at + _DAYS:
                break
            if fits(self.rows[place]):
                near.append(place)
        best = min(near, key=lambda place: (abs(self._time(place) - row.occurred_at), place), default=None)
        if best is not None:
            waiting.remove(best)
        return best

    def _time(self, place: int) -> datetime:
        return self.rows[place].occurred_at
