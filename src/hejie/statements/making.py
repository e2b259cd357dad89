"""One printed line to one row, or to the fault that says why not.

A line may carry more cells than the table has columns, because a shop's name held a comma that the wallet did not
quote. Then the cells are put back together in the way that makes the date, the direction and the amount readable.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hejie import texts
from hejie.statements import cells, flows
from hejie.statements.flows import Flow, Said
from hejie.statements.layouts import Layout
from hejie.statements.limits import Limits
from hejie.statements.rows import Direction, Row
from hejie.statements.sheets import Line
from hejie.statements.tables import Table

# A line of the table has more filled cells than a ruler, a total or a remark below it.
_MOST_FILLED_OUTSIDE = 3
# Texts in which a format prints a mark for "nothing", which is left out.
_NAMED = (
    "counterparty_name",
    "counterparty_account",
    "counterparty_both",
    "narration",
    "external_id",
    "merchant_id",
    "note",
)
_trimmed = operator.methodcaller("strip", cells.PADDING)
_WHOLE_DATE = len("20260601")
_NO_YEAR = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})")
# Name and number of the other side in one cell, either first; a number has six digits or masks at least.
_NUMBER_FIRST = re.compile(r"([0-9A-Za-z*]{6,})\s*/\s*(.*)")
_NUMBER_LAST = re.compile(r"(.*?)[\s/]*([0-9*]{6,})")


@dataclass(frozen=True, slots=True)
class Maker:
    """What is the same for every line. `reach`: cells that a line needs; `named`: columns that have a name."""

    layout: Layout
    places: Mapping[str, int]
    fields: tuple[str, ...]
    pick: Callable[[Sequence[str]], tuple[str, ...]]
    widest: int
    markable: tuple[str, ...]
    named: int
    reach: int
    is_grid: bool
    limits: Limits
    sha256: str
    account: str
    month: tuple[int, int] | None
    flow: Callable[[Layout, int, Said], Flow]
    currency: str


def maker(
    table: Table, *, limits: Limits, sha256: str, account: str, month: tuple[int, int] | None = None
) -> Maker:
    return Maker(
        layout=table.layout,
        places=table.places,
        fields=tuple(table.places),
        pick=operator.itemgetter(*table.places.values()),
        widest=1 + max(table.places.values()),
        markable=tuple(field for field in _NAMED if field in table.places),
        named=max((place for place, name in enumerate(table.columns, 1) if name), default=0),
        reach=1 + max(table.places.get(field, 0) for field in table.layout.needs),
        is_grid=table.sheet.is_grid,
        limits=limits,
        sha256=sha256,
        account=account,
        month=month,
        flow=flows.flow_of(table.layout, table.places),
        currency=table.layout.currency,
    )


def row(maker: Maker, line: Line, *, is_last: bool) -> Row | texts.Fault | None:
    """A row, a fault, or None for a line that is no transaction (a ruler, a total, a remark)."""
    number, printed = line
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


def in_section(maker: Maker, line: Line) -> Maker:
    """The same, below a heading such as "美元账户交易明细", under which a card's statement lists another currency."""
    named = flows.section_currency("".join(line[1])) if maker.layout.kind == "card" else None
    return replace(maker, currency=named) if named else maker


def _is_outside(maker: Maker, printed: tuple[str, ...], said: Said) -> bool:
    """A remark has few cells, a sum says so, and a header may be printed again on each page."""
    filled = sum(1 for cell in printed if cells.text(cell))
    day = said.get("occurred_at") or said.get("posted_on", "")
    repeated = cells.heading(day) in maker.layout.field_of
    closes = any(word in (day or printed[0]) for word in maker.layout.closing)
    return filled <= _MOST_FILLED_OUTSIDE or repeated or closes


def _mended_rows(maker: Maker, number: int, printed: tuple[str, ...]) -> Iterator[Row]:
    for mended in _mended(maker, printed):
        said = _said(maker, mended)
        made = _row(maker, number, mended, said, _moment(maker, said))
        if isinstance(made, Row):
            yield made


def _is_cut(maker: Maker, printed: tuple[str, ...], is_last: bool) -> bool:
    """A file cut short ends inside a line; a grid leaves out empty cells and is never cut inside a line."""
    return not maker.is_grid and len(printed) < (maker.named if is_last else maker.reach)


def _mended(maker: Maker, printed: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The line with its surplus cells joined, at each place where commas are likely. The last cell may be the empty
    one after a closing comma, which is no surplus."""
    surplus = len(printed) - maker.named
    prone = (maker.places[field] for field in maker.layout.comma_prone if field in maker.places)
    for place in prone:
        for extra in (surplus, surplus - 1):
            if extra > 0:
                yield (
                    *printed[:place],
                    ",".join(printed[place : place + extra + 1]),
                    *printed[place + extra + 1 :],
                )


def _said(maker: Maker, printed: tuple[str, ...]) -> Said:
    if len(printed) < maker.widest:
        printed = printed + ("",) * (maker.widest - len(printed))
    said = dict(zip(maker.fields, map(_trimmed, maker.pick(printed)), strict=True))
    for field in maker.markable:
        if said[field] in maker.layout.nothing:
            said[field] = ""
    return said


def _moment(maker: Maker, said: Said) -> datetime | None:
    """When it happened; where only the day of booking is printed, that."""
    day, time = _day(maker, said.get("occurred_at") or said.get("posted_on", "")), said.get("time", "")
    return cells.moment(f"{day} {time}" if time else day, maker.layout.zone)


def _day(maker: Maker, printed: str) -> str:
    """With the year that a card's statement leaves out: a month after that of the statement is of the year before."""
    match = _NO_YEAR.fullmatch(printed) if maker.month and len(printed) < _WHOLE_DATE else None
    if match is None or maker.month is None:
        return printed
    year, month = maker.month
    return f"{year - (int(match[1]) > month)}-{match[1]}-{match[2]}"


def _row(
    maker: Maker, number: int, printed: tuple[str, ...], said: Said, moment: datetime | None
) -> Row | texts.Fault:
    if moment is None or not maker.limits.earliest <= moment.date() <= maker.limits.latest:
        code = "statement_date_unreadable" if moment is None else "statement_date_absurd"
        return flows.unread(code, number, said.get("occurred_at", ""))
    flow = maker.flow(maker.layout, number, said)
    if isinstance(flow, texts.Fault):
        return flow
    if flow[1] > maker.limits.amount_minor:
        return flows.unread("statement_amount_absurd", number, said.get("amount", str(flow[1])))
    return _whole(maker, number, printed, said, moment, *flow)


def _whole(
    maker: Maker,
    number: int,
    printed: tuple[str, ...],
    said: Said,
    moment: datetime,
    direction: Direction,
    minor: int,
) -> Row:
    layout = maker.layout
    booked = said.get("posted_on")
    posted = cells.moment(_day(maker, booked), layout.zone) if booked else None
    name, account = _other_side(said)
    return Row(
        source=layout.source,
        account_id=maker.account,
        occurred_at=moment,
        posted_on=posted.date() if posted else None,
        direction=direction,
        amount_minor=minor,
        currency=flows.currency(layout, said, maker.currency),
        balance_after_minor=cells.amount(said.get("balance_after", "")),
        counterparty_name=name,
        counterparty_account=account,
        narration=said.get("narration", ""),
        category_raw=said.get("category_raw", ""),
        method_raw=said.get("method_raw", ""),
        status_raw=said.get("status_raw", ""),
        external_id=said.get("external_id", ""),
        merchant_id=said.get("merchant_id", ""),
        note=said.get("note", ""),
        fee_minor=_extra(layout, said, "fee"),
        refunded_minor=0 if direction == "in" else _extra(layout, said, "refunded"),
        file_sha256=maker.sha256,
        line_no=number,
        raw=printed,
    )


def _other_side(said: Said) -> tuple[str, str]:
    """Name and account of the other side, taken apart where one cell holds both."""
    name, account = said.get("counterparty_name", ""), said.get("counterparty_account", "")
    both = said.get("counterparty_both", "")
    if name or not both:
        return name, account
    first = _NUMBER_FIRST.fullmatch(both)
    if first:
        return first[2], first[1]
    last = _NUMBER_LAST.fullmatch(both)
    return (last[1], last[2]) if last else (both, account)


def _extra(layout: Layout, said: Said, field: str) -> int:
    """An amount of its own column, or one named inside another field; 0 where there is none."""
    if field not in said and not layout.inside:
        return 0
    minor = cells.amount(said.get(field, ""))
    for into, where, pattern in layout.inside:
        match = pattern.search(said.get(where, "")) if into == field else None
        minor = cells.amount(match[1]) if match else minor
    return max(minor or 0, 0)
