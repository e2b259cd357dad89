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
from hejie.statements import cells, currencies, flows
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
    "payer_name",
    "payer_account",
    "payee_name",
    "payee_account",
    "counterparty_name",
    "counterparty_account",
    "counterparty_both",
    "narration",
    "external_id",
    "merchant_id",
    "note",
)
_MIDNIGHT = " 00:00:00"  # a spreadsheet's day, whose time of day stands in a column of its own
_LIKE_A_DAY = re.compile(r"[0-9]{1,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,4}")
_WHOLE_DATE = len("20260601")
_NO_YEAR = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})|([0-9]{2})([0-9]{2})")
_SHORT_DAY = re.compile(r"[0-9]{6}")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]?([0-9]{2})")
_DAYS_TRIED = 2_000
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
    day_first: bool | None
    flow: Callable[[Layout, int, Said], Flow]
    currency: str


def maker(
    table: Table,
    *,
    limits: Limits,
    sha256: str,
    account: str,
    currency: str,
    month: tuple[int, int] | None = None,
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
        day_first=_day_first(table),
        flow=flows.flow_of(table.layout, table.places, table.lines),
        currency=currency,
    )


def _day_first(table: Table) -> bool | None:
    """How the file writes 03/04/2026: as those of its days that can be read in one way only."""
    place = table.places.get("occurred_at", table.places.get("posted_on", 0))
    days = (line[place] for _, line in table.lines[:_DAYS_TRIED] if place < len(line))
    told = {cells.day_order(cells.text(day)) for day in days} - {None}
    return told.pop() if len(told) == 1 else None


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
    named = currencies.of_section("".join(line[1])) if maker.layout.kind == "card" else None
    return replace(maker, currency=named) if named else maker


def _is_outside(maker: Maker, printed: tuple[str, ...], said: Said) -> bool:
    """A remark has few cells and no day, a sum says so, and a header may be printed again on each page."""
    filled = sum(1 for cell in printed if cells.text(cell))
    day = said.get("occurred_at") or said.get("posted_on", "")
    repeated = cells.heading(day) in maker.layout.field_of
    closes = any(word in (day or printed[0]) for word in maker.layout.closing)
    is_remark = filled <= _MOST_FILLED_OUTSIDE and not _LIKE_A_DAY.match(day)
    return is_remark or repeated or closes


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
    padding = cells.PADDING
    said = dict(zip(maker.fields, [cell.strip(padding) for cell in maker.pick(printed)], strict=True))
    for field in maker.markable:
        if said[field] in maker.layout.nothing:
            said[field] = ""
    return said


def _moment(maker: Maker, said: Said) -> datetime | None:
    """When it happened; where only the day of booking is printed, that."""
    posted = said.get("posted_on", "")
    day, time = _day(maker, said.get("occurred_at") or posted, posted), said.get("time", "")
    day = day.removesuffix(_MIDNIGHT) if time else day
    whole = cells.moment(f"{day} {time}", maker.layout.zone, day_first=maker.day_first) if time else None
    return whole or _alone(maker, day)


def _alone(maker: Maker, day: str) -> datetime | None:
    """A cell of a day, with or without its time."""
    zone = maker.layout.zone
    return cells.moment(day, zone, day_first=maker.day_first) or cells.serial(day, zone)


def _day(maker: Maker, printed: str, posted: str = "") -> str:
    """With the year that a card's statement leaves out: a month after that of the statement, or of the booking, is of
    the year before."""
    if len(printed) >= _WHOLE_DATE:
        return printed
    if maker.layout.short_days and _SHORT_DAY.fullmatch(printed):
        return f"20{printed}"
    booked = _YEAR_FIRST.match(posted)
    known = (int(booked[1]), int(booked[2])) if booked else maker.month
    match = _NO_YEAR.fullmatch(printed) if known else None
    if match is None or known is None:
        return printed
    month, day = match[1] or match[3], match[2] or match[4]
    return f"{known[0] - (int(month) > known[1])}-{month}-{day}"


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
    posted = _alone(maker, _day(maker, booked)) if booked else None
    name, account = _other_side(said, direction)
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


def _other_side(said: Said, direction: Direction) -> tuple[str, str]:
    """Name and account of the other side, taken apart where one cell holds both; of payer and payee the one who is not
    the holder."""
    side = "payer" if direction == "in" else "payee"
    name = said.get("counterparty_name") or said.get(f"{side}_name", "")
    account = said.get("counterparty_account") or said.get(f"{side}_account", "")
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
