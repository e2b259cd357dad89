"""What people know better: a row's category changed by the borrower, with a reason, or by a reviewer, on the record.

    key = statements.row_key(row)
    changed, faults = statements.override(understood, rows, [Override(key, "salary", by="borrower", reason="私活工资")])

The row keeps what it said; its meaning names who changed it. A borrower cannot make income of money that was lent or that
came back: that is a reviewer's to say. Every fault is told at once, and nothing is changed by an override with one.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from hejie import texts
from hejie.statements import wording
from hejie.statements.meaning import Meaning
from hejie.statements.rows import Row

By = Literal["borrower", "reviewer"]
_CERTAIN: Final = 100
_SHOWN: Final = 40
_NEVER_INCOME: Final = frozenset(
    {"loan_proceeds", "refund", "failed_repayment", "never_paid", "failed", "wallet_copy"}
)


@dataclass(frozen=True, slots=True)
class Override:
    """One change: the key of the row, the category it should have, who says so and why."""

    key: str
    category: str
    by: By
    reason: str


def row_key(row: Row) -> str:
    """The name of a row that it keeps in every reading of its file, whatever the order: 16 hex digits. Two equal lines
    of one file have different keys, by their line."""
    said = (
        row.source,
        row.account_id,
        row.occurred_at.isoformat(),
        row.direction,
        str(row.amount_minor),
        row.external_id or str(row.line_no),
        row.status_raw,
    )
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def override(
    meanings: Sequence[Meaning], rows: Sequence[Row], changes: Sequence[Override]
) -> tuple[tuple[Meaning, ...], tuple[texts.Fault, ...]]:
    """The meanings with every sound change; the last of several for a row counts."""
    by_key = {row_key(row): place for place, row in enumerate(rows)}
    at = {meaning.row: meaning for meaning in meanings}
    faults: list[texts.Fault] = []
    for change in changes:
        place = by_key.get(change.key)
        found = list(_faults(change, at.get(place) if place is not None else None))
        faults += found
        if not found and place is not None:
            at[place] = _changed(at[place], rows[place], change)
    return tuple(at[meaning.row] for meaning in meanings), tuple(faults)


def _faults(change: Override, meaning: Meaning | None) -> Iterator[texts.Fault]:
    category = wording.categories().get(change.category)
    if meaning is None:
        yield texts.fault("statement_override_row_unknown", "row", given=change.key[:_SHOWN])
    if category is None:
        yield texts.fault("statement_override_category_unknown", "category", given=change.category[:_SHOWN])
    if not change.reason.strip():
        yield texts.fault("statement_override_reason_missing", "reason")
    makes_income = category is not None and category.group == "income" and change.by == "borrower"
    if meaning is not None and makes_income and meaning.category in _NEVER_INCOME:
        yield texts.fault("statement_override_needs_reviewer", "category")


def _changed(meaning: Meaning, row: Row, change: Override) -> Meaning:
    category = wording.categories()[change.category]
    is_same_way = (category.group == "income") == (row.direction == "in")
    counted = row.amount_minor - row.refunded_minor if category.line and is_same_way else 0
    return replace(
        meaning,
        category=change.category,
        line=category.line,
        counted_minor=max(0, counted),
        confidence=_CERTAIN,
        rule=f"override_{change.by}",
        creditor=(meaning.creditor or wording.UNKNOWN_CREDITOR) if category.group == "debt" else "",
    )


def because(row: Row, meaning: Meaning) -> str:
    """The printed words that decided, for a person to see: the rule's word that stands in the row, else the wallet's
    own category or state; "" where nothing printed decided."""
    words = _words_of(meaning.rule)
    said = wording.described(row)
    hit = next((word for word in words if word in said), "")
    return hit or (row.status_raw if meaning.rule.startswith("state_") else row.category_raw)


def _words_of(rule: str) -> tuple[str, ...]:
    if rule.startswith("debt_"):
        credit = wording.credit()
        return (*credit.repay, *credit.lend, *credit.repay_alone)
    return wording.words_by_rule().get(rule, ())
