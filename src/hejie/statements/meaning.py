"""What each row means for a household: income, spending, debt service, or money that only moves.

The printed 收/支 is wrong for a budget in every known source: a refund is printed as income, a repayment as neither,
a purchase on credit as spending. So each row is decided here, in this order: never paid or failed; a refund; a debt;
and only then a category, by the first rule that holds.

    understood = statements.understand(reading.rows)
    understood.meanings[3]   # Meaning(row=3, category="refund", counted_minor=0, rule="refund_paired", pair=1, ...)

Every row gets exactly one Meaning, with the rule that decided it and a confidence in percent. `counted_minor` is the
cash that a budget may count: 12.00 bought on 花呗 counts 0, since its repayment counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from hejie import texts
from hejie.statements import debts, refunds, wording
from hejie.statements.debts import Debt
from hejie.statements.refunds import Pairs
from hejie.statements.rows import Row

_CERTAIN: Final = 99
_SPENDING: Final = "spending"


@dataclass(frozen=True, slots=True)
class Meaning:
    """`row` and `pair` are places in the rows given; `line` is the budget line, "" if the row never counts.

    `flags`: failed_repayment, new_borrowing, refund_unmatched, on_credit, lottery.
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


def understand(rows: Sequence[Row]) -> Understanding:
    """Rows of one or several statements, in any order; the meaning of a row does not depend on the order."""
    pairs = refunds.pair(rows)
    about_debt = [debts.debt(row) for row in rows]
    repaid = debts.repaid_creditors(rows, about_debt)
    meanings = tuple(
        _on_credit(row, _meaning(place, row, pairs, debt), repaid)
        for place, (row, debt) in enumerate(zip(rows, about_debt, strict=True))
    )
    return Understanding(meanings, tuple(_findings(rows, meanings)))


def _meaning(place: int, row: Row, pairs: Pairs, debt: Debt | None) -> Meaning:
    if refunds.is_refund(row):
        return _refund(place, pairs)
    if debt is not None and wording.status(row) not in ("closed", "waiting"):
        return _debt(place, row, debt)
    return _unpaid(place, row) or _ordinary(place, row, pairs.back.get(place, 0))


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
    flags = ("lottery",) if rule.category == "lottery" else ()
    counted = _kept(row, came_back) if line else 0
    return _made(place, rule.category, counted, rule.confidence, rule.id, flags=flags)


def _kept(row: Row, came_back: int) -> int:
    """What stayed spent: nothing of a purchase that was closed or wholly refunded, less any part that came back."""
    if row.direction != "in" and wording.status(row) in ("closed", "refunded_whole"):
        return 0
    return max(0, row.amount_minor - max(came_back, row.refunded_minor))


def _first_rule(row: Row) -> wording.Rule:
    """The first rule that holds, by words or without: the last wordless rules hold for every row."""
    rules = wording.rules()
    plain = wording.wordless_rule(row.direction, row.category_raw, wording.is_person(row.counterparty_name))
    hit = sorted(place for place in wording.rule_words().found(wording.described(row)) if place < plain)
    return rules[next((place for place in hit if rules[place].holds(row)), plain)]


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
    lender = debts.paid_with(row)
    if lender is None or not (lender[1] or lender[0] in repaid):
        return meaning
    return replace(meaning, counted_minor=0, creditor=lender[0], flags=(*meaning.flags, "on_credit"))


def _findings(rows: Sequence[Row], meanings: Sequence[Meaning]) -> Iterator[texts.Message]:
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
