"""A Reading of a statement <-> JSON, so that it crosses from the child process and rests in a sealed column.

The rows are kept without the cells as printed (`raw`): the file itself is kept, and reading it again gives them.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from hejie import statements, texts

ROW_FIELDS = (
    "source",
    "account_id",
    "occurred_at",
    "posted_on",
    "direction",
    "amount_minor",
    "currency",
    "balance_after_minor",
    "counterparty_name",
    "counterparty_account",
    "narration",
    "category_raw",
    "method_raw",
    "status_raw",
    "external_id",
    "merchant_id",
    "note",
    "fee_minor",
    "refunded_minor",
    "line_no",
)


def to_json(reading: statements.Reading) -> dict[str, Any]:
    """Everything of the reading but the printed cells."""
    period = reading.period
    return {
        "sha256": reading.sha256,
        "source": reading.source,
        "currency": reading.currency,
        "currency_by": reading.currency_by,
        "account": reading.account,
        "holder": reading.holder,
        "period": [period.first.isoformat(), period.last.isoformat()] if period else None,
        "bill": _bill_to_json(reading.bill),
        "stated_count": reading.totals.stated_count,
        "stated": [[one.direction, one.count, one.amount_minor] for one in reading.totals.stated],
        "read": [[one.direction, one.count, one.amount_minor] for one in reading.totals.read],
        "rows": [[_plain(getattr(row, name)) for name in ROW_FIELDS] for row in reading.rows],
        "notes": messages_to_json(reading.notes),
        "faults": messages_to_json(reading.faults),
        "unmapped": _unmapped_to_json(reading.unmapped),
    }


def _bill_to_json(bill: statements.Bill | None) -> list[Any] | None:
    return (
        None if bill is None else [bill.owed_minor, bill.least_minor, _plain(bill.due_on), list(bill.lines)]
    )


def _bill_from_json(stored: Sequence[Any] | None) -> statements.Bill | None:
    if stored is None:
        return None
    owed, least, due_on, lines = stored
    return statements.Bill(owed, least, date.fromisoformat(due_on) if due_on else None, tuple(lines))


def _unmapped_to_json(table: statements.Unmapped | None) -> dict[str, Any] | None:
    return (
        None
        if table is None
        else {
            "shape": table.shape,
            "columns": list(table.columns),
            "samples": [list(one) for one in table.samples],
        }
    )


def unmapped_from_json(stored: Mapping[str, Any]) -> statements.Unmapped:
    """The table whose columns somebody is asked to name."""
    samples = tuple(tuple(line) for line in stored["samples"])
    return statements.Unmapped(stored["shape"], tuple(stored["columns"]), samples)


def maps_to_json(maps: Sequence[statements.ColumnMap]) -> list[dict[str, Any]]:
    """Answers about columns, on their way into the child process."""
    return [
        {"shape": one.shape, "fields": dict(one.fields), "sign": one.sign, "currency": one.currency}
        for one in maps
    ]


def maps_from_json(stored: Sequence[Mapping[str, Any]]) -> list[statements.ColumnMap]:
    """The same answers on the other side."""
    return [statements.ColumnMap(**one) for one in stored]


def messages_to_json(messages: Sequence[texts.Message | texts.Fault]) -> list[dict[str, Any]]:
    """Codes with their facts, for columns and pages."""
    return [{"code": one.code, "facts": _plain_facts(one.facts)} for one in messages]


def rows_from_json(stored: Mapping[str, Any], *, newest: int) -> tuple[statements.Row, ...]:
    """The last few rows of a stored reading, without building all the others."""
    return tuple(
        _row(dict(zip(ROW_FIELDS, row, strict=True)), stored["sha256"]) for row in stored["rows"][-newest:]
    )


def from_json(stored: Mapping[str, Any]) -> statements.Reading:
    """A stored reading with everything but the printed cells, its notes and its faults (they rest in a column)."""
    period = stored["period"]
    return statements.Reading(
        sha256=stored["sha256"],
        source=stored["source"],
        currency=stored.get("currency", ""),  # not kept of the oldest ones
        currency_by=stored.get("currency_by", ""),
        account=stored["account"],
        holder=stored["holder"],
        period=statements.Period(*map(date.fromisoformat, period)) if period else None,
        rows=tuple(_row(dict(zip(ROW_FIELDS, row, strict=True)), stored["sha256"]) for row in stored["rows"]),
        bill=_bill_from_json(stored.get("bill")),  # not kept of the oldest ones
        totals=statements.Totals(
            stated_count=stored.get("stated_count"),  # not kept of the oldest ones
            stated=tuple(statements.Total(*one) for one in stored["stated"]),
            read=tuple(statements.Total(*one) for one in stored["read"]),
        ),
    )


def _row(given: dict[str, Any], sha256: str) -> statements.Row:
    given["occurred_at"] = datetime.fromisoformat(given["occurred_at"])
    given["posted_on"] = date.fromisoformat(given["posted_on"]) if given["posted_on"] else None
    return statements.Row(**given, file_sha256=sha256, raw=())


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _plain_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}
