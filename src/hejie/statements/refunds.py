"""Which purchase does a refund belong to?

A refund is never income. It is taken off the purchase it belongs to, in the month of the purchase, and a refund whose
purchase lies outside the statement is reported and counts nothing.

Wallets link the two in four ways, tried in this order: the refund's number is the purchase's number with a suffix
("…88_2023…57", "…*REFUND_1"); it is the purchase's merchant number (transfers, red packets); both carry the same
merchant number; or only shop, amount and time fit.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from hejie.statements import wording
from hejie.statements.rows import Row

_SUFFIX = re.compile("[_*]")
# Clocks of wallet and bank may differ; a refund a day "before" its purchase is still its refund.
_GRACE = timedelta(days=1)
_TYPE_ENDS = "-退款"
_TYPE_IS = "退款"
_GOODS_BEGIN = "退款-"


def is_refund(row: Row) -> bool:
    """Money that comes back: said by its state, its type or its goods."""
    return row.direction != "out" and (
        wording.status(row) == "refund"
        or row.category_raw == _TYPE_IS
        or row.category_raw.endswith(_TYPE_ENDS)
        or row.narration.startswith(_GOODS_BEGIN)
    )


@dataclass(frozen=True, slots=True)
class Pairs:
    """`purchase_of` refund index to purchase index; `back` purchase index to all that came back for it."""

    purchase_of: Mapping[int, int]
    back: Mapping[int, int]


def pair(rows: Sequence[Row]) -> Pairs:
    """Pair each refund with at most one purchase; of several that fit, the latest before it."""
    refunds = [place for place, row in enumerate(rows) if is_refund(row)]
    if not refunds:
        return Pairs({}, {})
    links = _Links(rows, set(refunds))
    purchase_of: dict[int, int] = {}
    back: dict[int, int] = defaultdict(int)
    for place in refunds:
        bought = links.purchase(rows[place], back)
        if bought is not None:
            purchase_of[place] = bought
            back[bought] += rows[place].amount_minor
    return Pairs(purchase_of, dict(back))


class _Links:
    """Purchases by each thing that a refund may share with them."""

    def __init__(self, rows: Sequence[Row], refunds: set[int]) -> None:
        self.rows = rows
        self.by_number: dict[str, list[int]] = defaultdict(list)
        self.by_merchant_number: dict[str, list[int]] = defaultdict(list)
        self.by_shop: dict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            if place not in refunds and row.direction != "in":
                self.by_number[row.external_id].append(place)
                self.by_merchant_number[row.merchant_id].append(place)
                self.by_shop[_shop(row)].append(place)

    def purchase(self, refund: Row, back: Mapping[int, int]) -> int | None:
        for candidates in self._candidates(refund):
            fitting = [place for place in candidates if self._fits(place, refund, back)]
            if fitting:
                return max(fitting, key=lambda place: (self.rows[place].occurred_at, place))
        return None

    def _candidates(self, refund: Row) -> Iterator[Iterable[int]]:
        if refund.external_id:
            stems = (refund.external_id[: mark.start()] for mark in _SUFFIX.finditer(refund.external_id))
            for stem in (refund.external_id, *stems):
                yield self.by_number.get(stem, ()) if stem else ()
            yield self.by_merchant_number.get(refund.external_id, ())
        if refund.merchant_id:
            yield self.by_merchant_number.get(refund.merchant_id, ())
        yield from self._by_shop_alone(refund)

    def _by_shop_alone(self, refund: Row) -> Iterator[Iterable[int]]:
        """Only purchases that themselves say that this much came back, or that all did."""
        shop = _shop(refund)
        same = self.by_shop.get(shop, ()) if shop else ()
        yield [place for place in same if self._expects(place, refund.amount_minor)]
        yield [place for place in same if self.rows[place].amount_minor == refund.amount_minor]

    def _expects(self, place: int, minor: int) -> bool:
        row = self.rows[place]
        whole = wording.status(row) in ("refunded_whole", "closed") and row.amount_minor == minor
        return whole or row.refunded_minor == minor

    def _fits(self, place: int, refund: Row, back: Mapping[int, int]) -> bool:
        row = self.rows[place]
        left = row.amount_minor - back.get(place, 0)
        return (
            row.source == refund.source
            and refund.amount_minor <= left
            and row.occurred_at <= refund.occurred_at + _GRACE
        )


def _shop(row: Row) -> str:
    """Who was paid; wallets of one platform (food delivery) print no shop, only the goods."""
    return row.counterparty_name or row.narration.removeprefix(_GOODS_BEGIN)
