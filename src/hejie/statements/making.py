"""One printed line to one row, or to the fault that says why not.

A line may carry more cells than the table has columns, because a shop's name held a comma that the wallet did not
quote. Then the cells are put back together in the way that makes the date, the direction and the amount readable.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from hejie import texts
from hejie.statements import cells
from hejie.statements.layouts import Layout
from hejie.statements.limits import Limits
from hejie.statements.rows import Direction, Row
from hejie.statements.sheets import Line
from hejie.statements.tables import Table

# A line of the table has more filled cells than a ruler, a total or a remark below it.
_MOST_FILLED_OUTSIDE = 3
_SHOWN_CHARS = 40
# Longer texts are numbers of transactions, which do not repeat.
_SHARED_CHARS = 24

Said = Mapping[str, str]
"""The cells of a line by field, trimmed; a field without column or cell is absent."""


@dataclass(frozen=True, slots=True)
class Maker:
    """What is the same for every line. `reach`: cells that a line needs; `named`: columns that have a name."""

    layout: Layout
    places: Mapping[str, int]
    named: int
    reach: int
    is_grid: bool
    limits: Limits
    sha256: str
    account: str
    seen: dict[str, str]


def maker(table: Table, *, limits: Limits, sha256: str, account: str) -> Maker:
    return Maker(
        layout=table.layout,
        places=table.places,
        named=max((place for place, name in enumerate(table.columns, 1) if name), default=0),
        reach=1 + max(table.places[field] for field in table.layout.needs),
        is_grid=table.sheet.is_grid,
        limits=limits,
        sha256=sha256,
        account=account,
        seen={},
    )


def row(maker: Maker, line: Line, *, is_last: bool) -> Row | texts.Fault | None:
    """A row, a fault, or None for a line that is no transaction (a ruler, a total, a remark)."""
    number, printed = line[0], _shared(maker, line[1])
    said = _said(maker, printed)
    moment = _moment(maker, said)
    if moment is None and _is_outside(maker, printed, said):
        return None
    if _is_cut(maker, printed, is_last):
        return texts.fault("statement_row_cut", "file", line=number)
    made = _row(maker, number, printed, said, moment)
    if isinstance(made, Row) or len(printed) <= maker.named:
        return made
    return next(_mended_rows(maker, number, printed), made)


def _is_outside(maker: Maker, printed: list[str], said: Said) -> bool:
    """A remark has few cells; a header may be printed again on each page."""
    filled = sum(1 for cell in printed if cells.text(cell))
    repeated = cells.heading(said.get("occurred_at", "")) in maker.layout.field_of
    return filled <= _MOST_FILLED_OUTSIDE or repeated


def _mended_rows(maker: Maker, number: int, printed: list[str]) -> Iterator[Row]:
    for mended in _mended(maker, printed):
        said = _said(maker, mended)
        made = _row(maker, number, mended, said, _moment(maker, said))
        if isinstance(made, Row):
            yield made


def _is_cut(maker: Maker, printed: list[str], is_last: bool) -> bool:
    """A file cut short ends inside a line; a grid leaves out empty cells and is never cut inside a line."""
    return not maker.is_grid and len(printed) < (maker.named if is_last else maker.reach)


def _mended(maker: Maker, printed: list[str]) -> Iterator[list[str]]:
    """The line with its surplus cells joined, at each place where commas are likely. The last cell may be the empty
    one after a closing comma, which is no surplus."""
    surplus = len(printed) - maker.named
    prone = (maker.places[field] for field in maker.layout.comma_prone if field in maker.places)
    for place in prone:
        for extra in (surplus, surplus - 1):
            if extra > 0:
                yield [
                    *printed[:place],
                    ",".join(printed[place : place + extra + 1]),
                    *printed[place + extra + 1 :],
                ]


def _said(maker: Maker, printed: list[str]) -> Said:
    width = len(printed)
    return {field: cells.text(printed[place]) for field, place in maker.places.items() if place < width}


def _shared(maker: Maker, printed: list[str]) -> list[str]:
    """The same object for equal texts: half the memory of a long statement."""
    share = maker.seen.setdefault
    return [share(cell, cell) if len(cell) < _SHARED_CHARS else cell for cell in printed]


def _moment(maker: Maker, said: Said) -> datetime | None:
    day, time = said.get("occurred_at", ""), said.get("time", "")
    return cells.moment(f"{day} {time}" if time else day, maker.layout.zone)


def _row(
    maker: Maker, number: int, printed: list[str], said: Said, moment: datetime | None
) -> Row | texts.Fault:
    if moment is None or not maker.limits.earliest <= moment.date() <= maker.limits.latest:
        code = "statement_date_unreadable" if moment is None else "statement_date_absurd"
        return _fault(code, number, said.get("occurred_at", ""))
    flow = _FLOWS[maker.layout.sign](maker.layout, number, said)
    if isinstance(flow, texts.Fault):
        return flow
    if flow[1] > maker.limits.amount_minor:
        return _fault("statement_amount_absurd", number, said.get("amount", str(flow[1])))
    return _whole(maker, number, printed, said, moment, *flow)


def _whole(
    maker: Maker,
    number: int,
    printed: list[str],
    said: Said,
    moment: datetime,
    direction: Direction,
    minor: int,
) -> Row:
    layout = maker.layout
    posted = cells.moment(said.get("posted_on", ""), layout.zone)
    return Row(
        source=layout.source,
        account_id=maker.account,
        occurred_at=moment,
        posted_on=posted.date() if posted else None,
        direction=direction,
        amount_minor=minor,
        currency=layout.currency,
        balance_after_minor=cells.amount(said.get("balance_after", "")),
        counterparty_name=_named(layout, said, "counterparty_name"),
        counterparty_account=_named(layout, said, "counterparty_account"),
        narration=_named(layout, said, "narration"),
        category_raw=said.get("category_raw", ""),
        method_raw=said.get("method_raw", ""),
        status_raw=said.get("status_raw", ""),
        external_id=_named(layout, said, "external_id"),
        merchant_id=_named(layout, said, "merchant_id"),
        note=_named(layout, said, "note"),
        fee_minor=_extra(layout, said, "fee"),
        refunded_minor=0 if direction == "in" else _extra(layout, said, "refunded"),
        file_sha256=maker.sha256,
        line_no=number,
        raw=tuple(printed),
    )


def _named(layout: Layout, said: Said, field: str) -> str:
    """Without the marks that a format prints for "nothing"."""
    text = said.get(field, "")
    return "" if text in layout.nothing else text


def _extra(layout: Layout, said: Said, field: str) -> int:
    """An amount of its own column, or one named inside another field; 0 where there is none."""
    minor = cells.amount(said.get(field, ""))
    for into, where, pattern in layout.inside:
        match = pattern.search(said.get(where, "")) if into == field else None
        minor = cells.amount(match[1]) if match else minor
    return max(minor or 0, 0)


def _fault(code: str, number: int, given: str) -> texts.Fault:
    return texts.fault(code, "file", line=number, given=given[:_SHOWN_CHARS])


Flow = tuple[Direction, int] | texts.Fault


def _by_direction(layout: Layout, number: int, said: Said) -> Flow:
    """An amount without sign beside a word for the direction (wallets)."""
    word = said.get("direction", "")
    direction = layout.funds.get(said.get("funds", "")) or layout.directions.get(word)
    if direction is None:
        return _fault("statement_direction_unknown", number, word)
    given = said.get("amount", "")
    minor = cells.amount(given)
    if minor is None or minor < 0:
        code = "statement_amount_unreadable" if minor is None else "statement_amount_negative"
        return _fault(code, number, given)
    return direction, minor


def _signed(layout: Layout, number: int, said: Said) -> Flow:
    """A signed amount: minus is money out (debit accounts)."""
    given = said.get("amount", "")
    minor = cells.amount(given)
    if minor is None:
        return _fault("statement_amount_unreadable", number, given)
    return "out" if minor < 0 else "in", abs(minor)


def _two_columns(layout: Layout, number: int, said: Said) -> Flow:
    """One column for money in and one for money out; the other is empty or zero."""
    inward, outward = said.get("amount_in", ""), said.get("amount_out", "")
    came, went = cells.amount(inward or "0"), cells.amount(outward or "0")
    if came is None or went is None or (came and went):
        return _fault("statement_amount_unreadable", number, f"{inward} {outward}")
    return ("in", abs(came)) if came else ("out", abs(went))


_FLOWS: Mapping[str, Callable[[Layout, int, Said], Flow]] = MappingProxyType(
    {"by_direction": _by_direction, "signed": _signed, "two_columns": _two_columns}
)
