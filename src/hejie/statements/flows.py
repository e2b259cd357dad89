"""Which way the money of a line went, and how much: one function for each way in which formats say it.

| sign | 12.50 out is printed |
|---|---|
| by_direction | 12.50 beside 支出, 借 or D |
| signed | -12.50 |
| owed | 12.50: a card, where what comes back is below zero |
| two_columns | 12.50 in the column 支出, and nothing or 0 in the other |
| prefix | 12.50 beside a text that begins with 消费 |
"""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from hejie import texts
from hejie.statements import cells, currencies
from hejie.statements.layouts import Layout
from hejie.statements.rows import Direction
from hejie.statements.sheets import Line

_SHOWN_CHARS: Final = 40
_LINES_TRIED: Final = 2_000
_SIGN: Final = re.compile(r"[-+−–（(]")

Said = Mapping[str, str]
"""The cells of a line by field, trimmed; a field without column or cell is absent."""

Flow = tuple[Direction, int] | texts.Fault


def flow_of(
    layout: Layout, places: Mapping[str, int], lines: Sequence[Line] = ()
) -> Callable[[Layout, int, Said], Flow]:
    """The function for a table of this format with these columns. `lines` tell how its bank writes what went out."""
    is_two = {"amount_in", "amount_out"} <= set(places) and layout.sign in ("auto", "two_columns")
    if is_two:
        return _out_below_zero if _writes_out_below_zero(lines, places["amount_out"]) else _two_columns
    if layout.sign != "auto":
        return _FLOWS[layout.sign]
    return _either if "direction" in places else _signed


def unread(code: str, number: int, given: str) -> texts.Fault:
    """A line that cannot be read, with the cell that says why."""
    return texts.fault(code, "file", line=number, given=given[:_SHOWN_CHARS])


def currency(layout: Layout, said: Said, usual: str) -> str:
    """The row's own currency where one is printed, in a cell or as a mark of the amount, else the usual one of the table.
    A bank's own format knows no marks but its own."""
    printed = said.get("currency") or _inner(layout, said, "currency")
    if printed:
        return currencies.named(printed) or usual
    if layout.currency and not (layout.is_general or layout.is_told):
        return usual
    marks = (currencies.marked(said.get(field, "")) for field in ("amount", "amount_in", "amount_out"))
    return next((code for code in marks if code not in ("", currencies.UNCLEAR)), usual)


def _inner(layout: Layout, said: Said, group: str) -> str:
    match = layout.amount_text.match(said.get("amount", "")) if layout.amount_text else None
    return (match.groupdict().get(group) or "") if match else ""


def _amount(layout: Layout, said: Said) -> int | None:
    given = _inner(layout, said, "amount") if layout.amount_text else said.get("amount", "")
    return cells.amount(given)


def _direction(layout: Layout, said: Said) -> Direction | None:
    word = said.get("direction") or _inner(layout, said, "direction")
    known = layout.directions
    return layout.funds.get(said.get("funds", "")) or known.get(word) or known.get(cells.heading(word))


def _by_direction(layout: Layout, number: int, said: Said) -> Flow:
    """An amount without sign beside a word for the direction (wallets)."""
    direction = _direction(layout, said)
    if direction is None:
        return unread("statement_direction_unknown", number, said.get("direction", ""))
    minor = _amount(layout, said)
    if minor is None or (minor < 0 and layout.kind == "wallet"):
        code = "statement_amount_unreadable" if minor is None else "statement_amount_negative"
        return unread(code, number, said.get("amount", ""))
    return direction, abs(minor)


def _signed(layout: Layout, number: int, said: Said) -> Flow:
    """A signed amount: minus is money out (accounts)."""
    minor = _amount(layout, said)
    if minor is None:
        return unread("statement_amount_unreadable", number, said.get("amount", ""))
    return "out" if minor < 0 else "in", abs(minor)


def _either(layout: Layout, number: int, said: Said) -> Flow:
    """A word for the direction where it is one that is known, else the sign where one is printed."""
    flow = _by_direction(layout, number, said)
    if isinstance(flow, texts.Fault) and (_SIGN.search(said.get("amount", "")) or not said.get("direction")):
        return _signed(layout, number, said)
    return flow


def _owed(layout: Layout, number: int, said: Said) -> Flow:
    """A signed amount of a card: what is spent is owed, and above zero."""
    minor = _amount(layout, said)
    if minor is None:
        return unread("statement_amount_unreadable", number, said.get("amount", ""))
    if cells.is_marked_by_way(said.get("amount", "")):  # here minus is a debit, as on any account
        minor = -minor
    return "in" if minor < 0 else "out", abs(minor)


def _two_columns(layout: Layout, number: int, said: Said) -> Flow:
    """One column for money in and one for money out; the other is empty or zero. Minus turns it round, unless a signed
    amount beside them says that it is only how the bank writes what went out."""
    inward, outward = said.get("amount_in", ""), said.get("amount_out", "")
    came, went = (cells.amount("0" if each in layout.nothing else each) for each in (inward, outward))
    if came is None or went is None or (came and went) or not (inward or outward):
        return unread("statement_amount_unreadable", number, f"{inward} {outward}".strip())
    minor = came - went
    beside = _amount(layout, said)
    if beside == -minor and beside:
        minor = beside
    return "in" if minor > 0 else "out", abs(minor)


def _writes_out_below_zero(lines: Sequence[Line], place: int) -> bool:
    """Whether every amount of the column for money out is below zero: then minus is how this bank writes it, and takes
    nothing back."""
    printed = (cells.amount(cells.text(line[place])) for _, line in lines[:_LINES_TRIED] if place < len(line))
    out = [minor for minor in printed if minor]
    return bool(out) and max(out) < 0


def _out_below_zero(layout: Layout, number: int, said: Said) -> Flow:
    """Two columns, of which the one for money out is written with a minus."""
    flow = _two_columns(layout, number, said)
    is_out = not isinstance(flow, texts.Fault) and (cells.amount(said.get("amount_out", "")) or 0) < 0
    return ("out", flow[1]) if is_out and not isinstance(flow, texts.Fault) else flow


def _prefix(layout: Layout, number: int, said: Said) -> Flow:
    """The first word of the text says which way; the longest word that fits decides."""
    text = said.get("narration", "")
    fits = [word for word in layout.prefixes if text.startswith(word)]
    if not fits:
        return unread("statement_direction_unknown", number, text)
    minor = _amount(layout, said)
    if minor is None:
        return unread("statement_amount_unreadable", number, said.get("amount", ""))
    return layout.prefixes[max(fits, key=len)], abs(minor)


_FLOWS: Final[Mapping[str, Callable[[Layout, int, Said], Flow]]] = MappingProxyType(
    {
        "by_direction": _by_direction,
        "signed": _signed,
        "owed": _owed,
        "two_columns": _two_columns,
        "prefix": _prefix,
    }
)
