"""Patterns in rows that deserve a question: observations with their rows, never a verdict.

    for sign in statements.signs(rows, meanings):
        sign.message.code, sign.rows          # "statement_sign_fast_through", (14, 15)

5,000.00 from a friend at noon and 4,900.00 to a lender at three: money that went straight through. There is usually an
honest reason, and only the household knows it; so each sign names its rows, and nothing is computed from it.
"""

import functools
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from importlib import resources
from typing import Any

from hejie import texts
from hejie.statements import wording
from hejie.statements.join import CardBill
from hejie.statements.meaning import Meaning
from hejie.statements.rows import Row


@dataclass(frozen=True, slots=True)
class Sign:
    """One observation, and the places of the rows that it rests on."""

    message: texts.Message
    rows: tuple[int, ...]


@functools.cache
def _table() -> Mapping[str, Any]:
    file = resources.files("hejie.statements") / "wording" / "signs.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def signs(
    rows: Sequence[Row], meanings: Sequence[Meaning], *, bills: Sequence[CardBill] = ()
) -> tuple[Sign, ...]:
    """Everything worth a question, in the order of the page. `meanings` are those of `rows`; other currencies are left
    out. `bills` say what the least of a month was (`Joined.bills`)."""
    meant = [one for one in meanings if "other_currency" not in one.flags]
    found = (
        *_fast_through(rows, meant),
        *_minimum_only(rows, meant, bills),
        *_related_parties(rows, meant),
        *_large_single(rows, meant),
    )
    return tuple(found)


def _sum(rows: Sequence[Row], places: Iterable[int]) -> int:
    return sum(rows[place].amount_minor for place in places)


def _fast_through(rows: Sequence[Row], meant: Sequence[Meaning]) -> Iterator[Sign]:
    told = _table()["fast_through"]
    came = _of(rows, meant, told["came"], "in", told["least_minor"])
    went = _of(rows, meant, told["went"], "out", int(told["least_minor"] * Fraction(told["share"])))
    pairs = list(_pairs(rows, came, went, told))
    if len(pairs) >= told["times"]:
        ins = [first for first, _ in pairs]
        yield Sign(
            texts.message(
                "statement_sign_fast_through",
                count=len(pairs),
                amount_minor=_sum(rows, ins),
                last_on=max(rows[place].occurred_at for place in ins).date().isoformat(),
            ),
            tuple(sorted(place for pair in pairs for place in pair)),
        )


def _of(
    rows: Sequence[Row], meant: Sequence[Meaning], categories: Sequence[str], way: str, least: int
) -> list[int]:
    """Places of the rows of these categories, in the order of time."""
    places = [
        one.row
        for one in meant
        if one.category in categories
        and rows[one.row].direction == way
        and rows[one.row].amount_minor >= least
    ]
    return sorted(places, key=lambda place: (rows[place].occurred_at, place))


def _pairs(
    rows: Sequence[Row], came: Sequence[int], went: Sequence[int], told: Mapping[str, Any]
) -> Iterator[tuple[int, int]]:
    """Each sum that came with the first that went on soon after; only so many are looked at for each."""
    share, within = Fraction(told["share"]), timedelta(hours=told["hours"])
    used: set[int] = set()
    start = 0
    for first in came:
        since = rows[first].occurred_at
        while start < len(went) and rows[went[start]].occurred_at < since:
            start += 1
        for second in went[start : start + told["looks_at"]]:
            if rows[second].occurred_at - since > within:
                break
            if (
                second not in used
                and share <= Fraction(rows[second].amount_minor, rows[first].amount_minor) <= 1
            ):
                used.add(second)
                yield first, second
                break


def _minimum_only(rows: Sequence[Row], meant: Sequence[Meaning], bills: Sequence[CardBill]) -> Iterator[Sign]:
    told = _table()["minimum_only"]
    least = _least(bills)
    bought: dict[tuple[str, date], int] = defaultdict(int)
    repaid: dict[tuple[str, date], list[int]] = defaultdict(list)
    for one in meant:
        month = rows[one.row].occurred_at.date().replace(day=1)
        if "on_credit" in one.flags:
            bought[one.creditor, _next(month)] += rows[one.row].amount_minor
        elif one.category == "debt_repayment":
            repaid[one.creditor, month].append(one.row)
    little: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for (creditor, month), places in sorted(repaid.items()):
        if _is_little(rows, places, bought[creditor, month], told) or _sum(rows, places) <= least.get(
            (creditor, month), 0
        ):
            little[creditor].append(tuple(places))
    for creditor, found in little.items():
        if len(found) >= told["months"]:
            yield Sign(
                texts.message("statement_sign_minimum_only", creditor=creditor, count=len(found)),
                tuple(place for places in found for place in places),
            )


def _least(bills: Sequence[CardBill]) -> Mapping[tuple[str, date], int]:
    """The least of each creditor and month, over all its cards, where less than the whole was asked for."""
    found: dict[tuple[str, date], int] = defaultdict(int)
    for one in bills:
        bill = one.bill
        if bill.due_on and bill.least_minor and bill.owed_minor and bill.least_minor < bill.owed_minor:
            found[one.creditor, bill.due_on.replace(day=1)] += bill.least_minor
    return found


def _is_little(rows: Sequence[Row], places: Sequence[int], bought: int, told: Mapping[str, Any]) -> bool:
    """By its own words, or no more than a share of what was bought on it the month before."""
    if any(word in wording.described(rows[place]) for place in places for word in told["words"]):
        return True
    return bool(bought) and _sum(rows, places) <= bought * Fraction(told["share"])


def _next(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def _related_parties(rows: Sequence[Row], meant: Sequence[Meaning]) -> Iterator[Sign]:
    told = _table()["related_parties"]
    ways: dict[str, dict[str, list[int]]] = defaultdict(lambda: {"in": [], "out": []})
    for one in meant:
        row = rows[one.row]
        if wording.is_person(row.counterparty_name) and one.category.startswith("personal_transfer"):
            ways[row.counterparty_name].setdefault(row.direction, []).append(one.row)
    both = [
        way
        for _, way in sorted(ways.items())
        if min(len(way["in"]), len(way["out"])) >= told["each_way"]
        and _sum(rows, (*way["in"], *way["out"])) >= told["least_minor"]
    ]
    if both:
        came, went = ([place for way in both for place in way[side]] for side in ("in", "out"))
        yield Sign(
            texts.message(
                "statement_sign_related_parties",
                count=len(both),
                came_minor=_sum(rows, came),
                went_minor=_sum(rows, went),
            ),
            tuple(sorted((*came, *went))),
        )


def _large_single(rows: Sequence[Row], meant: Sequence[Meaning]) -> Iterator[Sign]:
    told = _table()["large_single"]
    places = tuple(
        one.row
        for one in meant
        if rows[one.row].amount_minor >= told["least_minor"] and one.category not in told["not"]
    )
    if places:
        yield Sign(
            texts.message(
                "statement_sign_large_single",
                count=len(places),
                amount_minor=_sum(rows, places),
                most_minor=max(rows[place].amount_minor for place in places),
            ),
            places,
        )
