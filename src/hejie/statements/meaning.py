"""What each row means for a household: income, spending, debt service, or money that only moves.

The printed 收/支 is wrong for a budget in every known source: a refund is printed as income, a repayment as neither,
a purchase on credit as spending. So each row is decided here, in this order: money of another currency; the second place of a movement that
two statements print; a refund; a debt; a move between own accounts; never paid or failed; and only then a category, by
the first rule that holds.

    understood = statements.understand(reading.rows)
    understood.meanings[3]   # Meaning(row=3, category="refund", counted_minor=0, rule="refund_paired", pair=1, ...)

Every row gets exactly one Meaning, with the rule that decided it and a confidence in percent. `counted_minor` is the
cash that a budget may count: 12.00 bought on 花呗 counts 0, since its repayment counts.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from hejie import texts
from hejie.statements import debts, refunds, twins, wording
from hejie.statements.debts import Debt
from hejie.statements.refunds import Pairs
from hejie.statements.rows import Row
from hejie.statements.twins import Twins

_CERTAIN: Final = 99
_SPENDING: Final = "spending"
_FLAGGED: Final = frozenset({"lottery", "cash_withdrawal"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """`row` and `pair` are places in the rows given; `line` is the budget line, "" if the row never counts.

    `flags`: failed_repayment, new_borrowing, refund_unmatched, on_credit, lottery, cash_withdrawal, other_currency.
    """

    row: int
    category: str
    line: str
    counted_minor: int
    confidence: int
    rule: str
    creditor: str = ""
    pair: int | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """One Meaning per row, in the order of the rows, and what a person should know at a glance."""

    meanings: tuple[Meaning, ...]
    findings: tuple[texts.Message, ...]


def understand(rows: Sequence[Row], *, own_names: Collection[str] = (), currency: str = "") -> Understanding:
    """Rows of one or several statements, in any order; the meaning of a row does not depend on the order.

    `own_names` are the names of the household's account holders (`Joined.holders`), which tie own transfers. `currency`
    is the money that counts; without it, that of most rows.
    """
    money = currency or _usual_currency(rows)
    printed_again = twins.again(rows)
    if not printed_again:
        return _understood(rows, own_names, money)
    places = [place for place in range(len(rows)) if place not in printed_again]
    found = _understood([rows[place] for place in places], own_names, money)
    meanings = {places[each.row]: _moved_to(each, places) for each in found.meanings}
    for place, twin in printed_again.items():
        meanings[place] = _made(place, "wallet_copy", 0, 95, "same_wallet", pair=twin)
    return Understanding(tuple(meanings[place] for place in range(len(rows))), found.findings)


def _moved_to(meaning: Meaning, places: Sequence[int]) -> Meaning:
    """A meaning among some of the rows as one among all of them."""
    pair = None if meaning.pair is None else places[meaning.pair]
    return replace(meaning, row=places[meaning.row], pair=pair)


def _understood(rows: Sequence[Row], own_names: Collection[str], money: str) -> Understanding:
    known = _Known(
        pairs=refunds.pair(rows),
        twins=twins.find(rows, own_names=frozenset(own_names)),
        own_names=frozenset(own_names),
        currency=money,
    )
    about_debt = [debts.debt(row) for row in rows]
    repaid = debts.repaid_creditors(rows, about_debt)
    meanings = tuple(
        _on_credit(row, _meaning(place, row, known, debt), repaid)
        for place, (row, debt) in enumerate(zip(rows, about_debt, strict=True))
    )
    return Understanding(meanings, tuple(_findings(rows, meanings)))


@dataclass(frozen=True, slots=True)
class _Known:
    """What all rows together say about each."""

    pairs: Pairs
    twins: Twins
    own_names: frozenset[str]
    currency: str


def _usual_currency(rows: Sequence[Row]) -> str:
    counted = Counter(row.currency for row in rows)
    return min(counted, key=lambda code: (-counted[code], code), default="")


def _meaning(place: int, row: Row, known: _Known, debt: Debt | None) -> Meaning:
    pairs = known.pairs
    if row.currency != known.currency:
        return _made(place, "neutral_other", 0, _CERTAIN, "other_currency", flags=("other_currency",))
    if place in known.twins.copy_of:
        return _made(place, "wallet_copy", 0, 90, "wallet_copy", pair=known.twins.copy_of[place])
    if place in known.twins.other_end:
        return _made(place, "own_transfer", 0, 95, "own_ends", pair=known.twins.other_end[place])
    if refunds.is_refund(row):
        return _refund(place, pairs)
    if debt is not None and wording.status(row) not in ("closed", "waiting"):
        return _debt(place, row, debt)
    if _is_own_move(row, known):
        return _made(place, "own_transfer", 0, 85, "own_name")
    return _unpaid(place, row) or _ordinary(place, row, pairs.back.get(place, 0))


def _is_own_move(row: Row, known: _Known) -> bool:
    """To or from the holder by name, or paid in to the household's own card. A bank may print the holder beside what
    was bought in a shop: that is no move."""
    if row.counterparty_name and row.counterparty_name in known.own_names:
        said = row.category_raw + row.narration
        bought = any(word in said for word in wording.moving()["spent"])
        return not bought or any(word in said for word in wording.moving()["moved"])
    return wording.is_card(row.source) and row.direction == "in" and "利息" not in row.narration


def _refund(place: int, pairs: Pairs) -> Meaning:
    bought = pairs.purchase_of.get(place)
    if bought is None:
        return _made(place, "refund", 0, 80, "refund_unmatched", flags=("refund_unmatched",))
    return _made(place, "refund", 0, 95, "refund_paired", pair=bought)


_DEBT_CATEGORY: Final = {"lent": "loan_proceeds", "repaid": "debt_repayment", "failed": "failed_repayment"}
_DEBT_FLAGS: Final = {"lent": ("new_borrowing",), "failed": ("failed_repayment",), "repaid": ()}


def _debt(place: int, row: Row, debt: Debt) -> Meaning:
    counted = row.amount_minor if debt.act == "repaid" else 0
    made = _made(
        place, _DEBT_CATEGORY[debt.act], counted, debt.confidence, debt.rule, flags=_DEBT_FLAGS[debt.act]
    )
    return replace(made, creditor=debt.creditor)


def _unpaid(place: int, row: Row) -> Meaning | None:
    """Closed before it was paid, still waiting, or failed: no money moved."""
    state = wording.status(row)
    if state == "failed":
        return _made(place, "failed", 0, _CERTAIN, "state_failed")
    if state == "closed" and row.direction == "neutral":
        return _made(place, "never_paid", 0, _CERTAIN, "state_closed")
    if state in ("waiting", "no_money"):
        return _made(place, "never_paid", 0, _CERTAIN, f"state_{state}")
    return None


def _ordinary(place: int, row: Row, came_back: int) -> Meaning:
    rule = _first_rule(row)
    line = wording.categories()[rule.category].line
    flags = (rule.category,) if rule.category in _FLAGGED else ()
    counted = _kept(row, came_back) if line else 0
    return _made(place, rule.category, counted, rule.confidence, rule.id, flags=flags)


def _kept(row: Row, came_back: int) -> int:
    """What stayed spent: nothing of a purchase that was closed or wholly refunded, less any part that came back."""
    if row.direction != "in" and wording.status(row) in ("closed", "refunded_whole"):
        return 0
    return max(0, row.amount_minor - max(came_back, row.refunded_minor))


def _first_rule(row: Row) -> wording.Rule:
    person = wording.is_person(row.counterparty_name)
    return wording.first_rule(wording.described(row), row.direction, row.category_raw, person)


def _made(
    place: int,
    category: str,
    counted: int,
    confidence: int,
    rule: str,
    *,
    pair: int | None = None,
    flags: tuple[str, ...] = (),
) -> Meaning:
    line = wording.categories()[category].line
    return Meaning(place, category, line, counted, confidence, rule, "", pair, flags)


def _on_credit(row: Row, meaning: Meaning, repaid: frozenset[str]) -> Meaning:
    """A purchase on credit keeps its category and counts nothing: its repayment counts."""
    if row.direction != "out" or wording.categories()[meaning.category].group != _SPENDING:
        return meaning
    lender = debts.bought_on(row) if wording.is_card(row.source) else debts.paid_with(row)
    if lender is None or not (lender[1] or lender[0] in repaid):
        return meaning
    return replace(meaning, counted_minor=0, creditor=lender[0], flags=(*meaning.flags, "on_credit"))


def _findings(rows: Sequence[Row], meanings: Sequence[Meaning]) -> Iterator[texts.Message]:
    other = Counter(rows[each.row].currency for each in meanings if each.rule == "other_currency")
    for code, count in sorted(other.items()):
        yield texts.message("statement_other_currency", currency=code, count=count)
    yield from _per_creditor("statement_repayment_failed", "failed_repayment", rows, meanings)
    yield from _per_creditor("statement_new_borrowing", "new_borrowing", rows, meanings)
    for code, flag in (
        ("statement_refund_unmatched", "refund_unmatched"),
        ("statement_gambling_words", "lottery"),
    ):
        flagged = [rows[each.row] for each in meanings if flag in each.flags]
        if flagged:
            yield texts.message(code, count=len(flagged), amount_minor=_sum(flagged))
    for creditor, bought in _by_creditor("on_credit", rows, meanings):
        yield texts.message(
            "statement_bought_on_credit", creditor=creditor, count=len(bought), amount_minor=_sum(bought)
        )


def _per_creditor(
    code: str, flag: str, rows: Sequence[Row], meanings: Sequence[Meaning]
) -> Iterator[texts.Message]:
    for creditor, flagged in _by_creditor(flag, rows, meanings):
        yield texts.message(
            code,
            creditor=creditor,
            count=len(flagged),
            amount_minor=_sum(flagged),
            last_on=max(row.occurred_at for row in flagged).date().isoformat(),
        )


def _by_creditor(flag: str, rows: Sequence[Row], meanings: Sequence[Meaning]) -> list[tuple[str, list[Row]]]:
    flagged: dict[str, list[Row]] = defaultdict(list)
    for meaning in meanings:
        if flag in meaning.flags:
            flagged[meaning.creditor].append(rows[meaning.row])
    return sorted(flagged.items())


def _sum(rows: Iterable[Row]) -> int:
    return sum(row.amount_minor for row in rows)
