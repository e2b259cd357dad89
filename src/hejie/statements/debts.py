"""Borrowing and repaying, told from shopping.

Money that a lender pays out is never income. A cash repayment is debt service of that creditor, counted once: what
was bought on 花呗 and the like counts when it is repaid, not when it is bought, and purchases by credit card count
when bought unless the rows also show repayments of that card.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from hejie.statements import wording
from hejie.statements.rows import Row

Act = Literal["lent", "repaid", "failed"]
_STATES: Final = frozenset({"failed", "lent", "repaid"})


@dataclass(frozen=True, slots=True)
class Debt:
    """A row about a debt: what happened, with whom, and how sure we are (percent)."""

    act: Act
    creditor: str
    confidence: int
    rule: str


def debt(row: Row) -> Debt | None:
    """What the row says about a debt, or None if it is about something else. What a card's statement lists is not a
    repayment but what was bought, or what its holder paid in."""
    if wording.is_card(row.source):
        return None
    words = wording.credit()
    said = wording.described(row)
    by_type = row.category_raw in words.raw
    if not by_type and wording.is_wallet(row.source) and not _may_be_debt(row, said):
        return None
    named = words.creditor(said)
    act = _act(row, said, by_type, named)
    if act is None or not (by_type or named or _says_alone(row, said)):
        return None
    code = named.code if named else wording.bank_of(row.source) or wording.UNKNOWN_CREDITOR
    return Debt(act, code, _confidence(by_type, named is not None), f"debt_{act}")


def _may_be_debt(row: Row, said: str) -> bool:
    """Whether it is worth while to look for a lender's name: most rows of a wallet speak of no debt at all."""
    return wording.status(row) in _STATES or wording.credit().speaks.search(said) is not None


def _says_alone(row: Row, said: str) -> bool:
    """At a bank a repayment is one even if no lender is named: then it is most likely the bank's own."""
    return not wording.is_wallet(row.source) and any(word in said for word in wording.credit().repay_alone)


def _act(row: Row, said: str, by_type: bool, named: wording.Creditor | None) -> Act | None:
    words = wording.credit()
    state = wording.status(row)
    lends = any(word in said for word in words.lend) and not any(word in said for word in words.lend_not)
    repays = any(word in said for word in words.repay) or state == "repaid"
    if state == "failed":
        return "failed" if by_type or repays else None
    if state == "lent" or lends or _is_from_lender(row, named):
        return "lent"
    if repays and row.direction != "in":
        return "repaid"
    return _act_by_type(row) if by_type else None


def _is_from_lender(row: Row, named: wording.Creditor | None) -> bool:
    """Money that comes to an account from one whose only business is lending."""
    lends_only = named is not None and named.kind in wording.credit().lenders_only
    return row.direction == "in" and lends_only and not wording.is_wallet(row.source)


def _act_by_type(row: Row) -> Act:
    """A row of a credit category that says nothing more: money in is lent, any other repaid."""
    return "lent" if row.direction == "in" else "repaid"


def _confidence(by_type: bool, is_named: bool) -> int:
    return 95 if by_type and is_named else 85 if is_named else 70


def paid_with(row: Row) -> tuple[str, bool] | None:
    """(creditor, is buy-now-pay-later) when the purchase was paid on credit; the first of several methods pays."""
    return _on_credit_by(row.method_raw)


@functools.lru_cache(maxsize=4096)
def _on_credit_by(method: str) -> tuple[str, bool] | None:
    words = wording.credit()
    payer = method.partition("&")[0]
    lender = words.creditor(payer)
    if lender is None:
        return None
    if lender.kind in words.buy_now:
        return lender.code, True
    return (lender.code, False) if words.card_method in payer else None


def bought_on(row: Row) -> tuple[str, bool]:
    """The same for a row of a card's own statement, which is all on credit."""
    return wording.bank_of(row.source) or wording.UNKNOWN_CREDITOR, False


def repaid_creditors(rows: Sequence[Row], debts: Sequence[Debt | None]) -> frozenset[str]:
    """Creditors to whom the rows show at least one repayment that went through."""
    return frozenset(
        each.creditor
        for row, each in zip(rows, debts, strict=True)
        if each is not None and each.act == "repaid" and row.amount_minor
    )
