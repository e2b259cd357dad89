"""Which purchase does a refund belong to?

A refund is never income. It is taken off the purchase it belongs to, in the month of the purchase, and a refund whose
purchase lies outside the statement is reported and counts nothing.

Wallets link the two in four ways, tried in this order: the refund's number is the purchase's number with a suffix
("…88_2023…57", "…*REFUND_1"); it is the purchase's merchant number (transfers, red packets); both carry the same
merchant number; or only shop, amount and time fit. A bank prints no numbers: there the shop, or the platform that took
the money for it, and the time must do, and what came back may be a part.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hejie.statements import wording
from hejie.statements.rows import Row, order

_SUFFIX = re.compile("[_*]")
# Clocks of wallet and bank may differ; a refund a day "before" its purchase is still its refund.
_GRACE = timedelta(days=1)
MOST_TRIED: Final = 200  # purchases of one shop or platform, from the latest before a refund back
_TYPE_ENDS = "-退款"
_TYPE_IS = "退款"
_GOODS_BEGIN = "退款-"


def is_refund(row: Row) -> bool:
    """Money that comes back: said by its state, its type or its goods; on a card all that comes in and is not paid in
    by its holder."""
    if row.direction == "out":
        return False
    if not wording.is_wallet(row.source):
        return _is_refund_at_bank(row)
    return (
        wording.status(row) == "refund"
        or row.category_raw == _TYPE_IS
        or row.category_raw.endswith(_TYPE_ENDS)
        or row.narration.startswith(_GOODS_BEGIN)
    )


def _is_refund_at_bank(row: Row) -> bool:
    words = wording.moving()
    said = row.narration + row.category_raw
    if any(word in said for word in words["refund_not"]):
        return False
    if any(word in said for word in words["refund"]):
        return True
    is_paid_in = any(word in said for word in words["card_paid"])
    return wording.is_card(row.source) and not is_paid_in and "利息" not in said


@dataclass(frozen=True, slots=True)
class Pairs:
    """`purchase_of` refund index to purchase index; `back` purchase index to all that came back for it."""

    purchase_of: Mapping[int, int]
    back: Mapping[int, int]


def pair(rows: Sequence[Row]) -> Pairs:
    """Pair each refund with at most one purchase; of several that fit, the latest before it.

    Earlier refunds choose first, so that the order of the rows means nothing.
    """
    back = frozenset(place for place, row in enumerate(rows) if is_refund(row))
    if not back:
        return Pairs({}, {})
    in_time = sorted(range(len(rows)), key=lambda place: order(rows[place]))
    refunds = [place for place in in_time if place in back]
    links = _Links(rows, in_time)
    purchase_of: dict[int, int] = {}
    for place in refunds:
        bought = links.purchase(rows[place])
        if bought is not None:
            purchase_of[place] = bought
            links.back[bought] += rows[place].amount_minor
    return Pairs(purchase_of, dict(links.back))


class _Links:
    """Purchases in order of time, by each thing that a refund may share with them."""

    def __init__(self, rows: Sequence[Row], in_time: Sequence[int]) -> None:
        self.rows = rows
        self.back: dict[int, int] = defaultdict(int)
        self.by_number: dict[str, list[int]] = defaultdict(list)
        self.by_merchant_number: dict[str, list[int]] = defaultdict(list)
        self.by_shop_and_announced: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.by_shop_and_amount: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.by_platform: dict[str, list[int]] = defaultdict(list)
        for place in in_time:
            row = rows[place]
            if row.direction != "in" and not is_refund(row):
                self.by_number[row.external_id].append(place)
                self.by_merchant_number[row.merchant_id].append(place)
                self._add_shop(place, row)

    def _add_shop(self, place: int, row: Row) -> None:
        shop = _shop(row)
        self.by_shop_and_amount[shop, row.amount_minor].append(place)
        if not wording.is_wallet(row.source):
            self.by_platform[_platform(row)].append(place)
        for minor in _announced(row):
            self.by_shop_and_announced[shop, minor].append(place)

    def purchase(self, refund: Row) -> int | None:
        found = (self._latest(candidates, refund) for candidates in self._candidates(refund))
        return next((place for place in found if place is not None), None)

    def _candidates(self, refund: Row) -> Iterator[list[int]]:
        if refund.external_id:
            stems = (refund.external_id[: mark.start()] for mark in _SUFFIX.finditer(refund.external_id))
            for stem in (refund.external_id, *stems):
                yield self.by_number.get(stem, []) if stem else []
            yield self.by_merchant_number.get(refund.external_id, [])
        if refund.merchant_id:
            yield self.by_merchant_number.get(refund.merchant_id, [])
        shop = _shop(refund)
        if shop:
            yield self.by_shop_and_announced.get((shop, refund.amount_minor), [])
            yield self.by_shop_and_amount.get((shop, refund.amount_minor), [])
        if not wording.is_wallet(refund.source) and "-" not in refund.narration:
            yield self.by_platform.get(_platform(refund), [])

    def _latest(self, candidates: list[int], refund: Row) -> int | None:
        """The latest that fits. What came back whole is forgotten, so that ten thousand equal refunds stay quick; so are
        those that fit nothing, since each looks at no more than MOST_TRIED purchases."""
        place = bisect_right(candidates, refund.occurred_at + _GRACE, key=self._time)
        last = place - MOST_TRIED
        while place > max(0, last):
            place -= 1
            row = self.rows[candidates[place]]
            left = row.amount_minor - self.back.get(candidates[place], 0)
            if left <= 0:
                del candidates[place]
                last -= 1
            elif row.source == refund.source and refund.amount_minor <= left:
                return candidates[place]
        return None

    def _time(self, place: int) -> datetime:
        return self.rows[place].occurred_at


def _announced(row: Row) -> frozenset[int]:
    """What the purchase itself says came back: a part, or all of it."""
    whole = wording.status(row) in ("refunded_whole", "closed")
    return frozenset((row.refunded_minor, row.amount_minor) if whole else (row.refunded_minor,))


def _shop(row: Row) -> str:
    """Who was paid; wallets of one platform (food delivery) print no shop, only the goods."""
    if not wording.is_wallet(row.source):
        return row.counterparty_name or _without_leading(row.narration)
    return row.counterparty_name or row.narration.removeprefix(_GOODS_BEGIN)


def _platform(row: Row) -> str:
    """Who took the money for the shop, as far as a bank prints it: "网银在线" of "网银在线-某店*京东商城CHN"."""
    said = _without_leading(row.narration) or row.counterparty_name
    return said.partition("-")[0].removesuffix("CHN")


def _without_leading(text: str) -> str:
    """ "退货 某店" and "消费 某店" are the same shop."""
    for word in wording.moving()["leading"]:
        text = text.removeprefix(word)
    return text.strip()
