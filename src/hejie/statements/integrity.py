"""What a file shows of its own soundness, as observations and never as accusations.

A bank's running balance is a check that it prints itself: 1,000.00, then 35.50 out, must leave 964.50. Files are listed
newest first or oldest first, so both directions are tried and the better one is judged; masked balances prove nothing
and say nothing. Months without a row, a PDF saved by a program that edits, and a PDF with something added after it was
made are worth a look: there is often an honest reason, and the sentence says so.
"""

import functools
import hashlib
import hmac
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from itertools import pairwise
from typing import Final

from hejie import texts
from hejie.statements import kinds
from hejie.statements.rows import Period, Reading, Row

_LONG_GAP: Final = 45
_FEWEST_LINKS: Final = 3
_HOLDS_MOSTLY: Final = 0.6
_PRODUCER: Final = re.compile(
    rb"/(?:Producer|Creator)\s*(?:\(((?:[^()\\]|\\.){0,200})\)|<([0-9A-Fa-f\s]{0,800})>)"
)
_END: Final = re.compile(rb"%%EOF")
_SHOWN_CHARS: Final = 40


@dataclass(frozen=True, slots=True)
class Balance:
    """How the running balance of one account holds: links that were checked, and the lines at which it breaks."""

    checked: int
    broken_lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """A statement that adds up: before its first row, after its last one, and what came and went between them, all of it
    in one currency: `opening_minor + came_minor - went_minor == closing_minor`."""

    currency: str
    opening_minor: int
    closing_minor: int
    came_minor: int
    went_minor: int


def proof(rows: Sequence[Row]) -> tuple[tuple[Proof, ...], tuple[texts.Fault, ...]]:
    """One Proof for each currency of one account; or the faults that say why there is none: the row at which a printed
    balance does not follow, or that no balance is printed at all."""
    proofs: list[Proof] = []
    faults: list[texts.Fault] = []
    for currency in sorted({row.currency for row in rows}):
        told = _proved([row for row in rows if row.currency == currency])
        if isinstance(told, Proof):
            proofs.append(told)
        else:
            faults.append(told)
    return tuple(proofs), tuple(faults)


def _proved(rows: Sequence[Row]) -> Proof | texts.Fault:
    """From row to row, oldest or newest first, as fewer of them break."""
    printed = sorted(rows, key=lambda row: row.line_no)
    ordered = min((printed, printed[::-1]), key=_breaks)
    opening: int | None = None
    running = 0
    for row in ordered:
        running += _moved(row)
        after = row.balance_after_minor
        if after is not None and opening is None:
            opening = after - running
        elif after is not None and opening is not None and opening + running != after:
            facts = {"line": row.line_no, "expected_minor": opening + running, "given_minor": after}
            return texts.fault("statement_balance_row_breaks", "file", **facts)
    if opening is None:
        return texts.fault("statement_balance_missing", "file")
    came, went = (sum(row.amount_minor for row in rows if row.direction == way) for way in ("in", "out"))
    return Proof(rows[0].currency, opening, opening + running, came, went)


def _breaks(rows: Sequence[Row]) -> int:
    printed = [row for row in rows if row.balance_after_minor is not None]
    return sum(not _follows(*link) for link in pairwise(printed))


def _moved(row: Row) -> int:
    return {"in": row.amount_minor, "out": -row.amount_minor, "neutral": 0}[row.direction]


def observations(reading: Reading, data: bytes) -> tuple[texts.Message, ...]:
    """Everything to look at in one file, in the order of the page."""
    return (*_balance_notes(reading.rows), *_gap_notes(reading.rows), *pdf_observations(data))


def balance(rows: Sequence[Row]) -> Balance | None:
    """The running balance, in the direction in which it holds better; None where too few rows print one."""
    printed = sorted(
        (row for row in rows if row.balance_after_minor is not None), key=lambda row: row.line_no
    )
    links = list(pairwise(printed))
    if len(links) < _FEWEST_LINKS:
        return None
    oldest_first = [later.line_no for earlier, later in links if not _follows(earlier, later)]
    newest_first = [earlier.line_no for earlier, later in links if not _follows(later, earlier)]
    better = oldest_first if len(oldest_first) <= len(newest_first) else newest_first
    return Balance(len(links), tuple(better))


def ways_are_proved(rows: Sequence[Row]) -> bool | None:
    """Whether each printed balance follows from its row, all of them in one order; None where no two rows print one."""
    printed = sorted(
        (row for row in rows if row.balance_after_minor is not None), key=lambda row: row.line_no
    )
    links = list(pairwise(printed))
    if not links:
        return None
    return all(_follows(*link) for link in links) or all(_follows(later, earlier) for earlier, later in links)


def _follows(earlier: Row, later: Row) -> bool:
    moved = later.amount_minor if later.direction == "in" else -later.amount_minor
    before, after = earlier.balance_after_minor or 0, later.balance_after_minor or 0
    return earlier.currency != later.currency or before + moved == after


def _balance_notes(rows: Sequence[Row]) -> Iterator[texts.Message]:
    found = balance(rows)
    if found is None or not found.broken_lines:
        return
    if len(found.broken_lines) <= found.checked * (1 - _HOLDS_MOSTLY):
        yield texts.message(
            "statement_balance_breaks",
            count=len(found.broken_lines),
            of=found.checked,
            line=found.broken_lines[0],
        )
    else:
        yield texts.message("statement_balance_unproved", count=len(found.broken_lines), of=found.checked)


def _gap_notes(rows: Sequence[Row]) -> Iterator[texts.Message]:
    """The longest stretch of days without a row, if it is long."""
    days = sorted({row.occurred_at.date() for row in rows})
    gaps = ((later - earlier, earlier, later) for earlier, later in pairwise(days))
    longest = max(gaps, default=None)
    if longest and longest[0].days > _LONG_GAP:
        yield texts.message(
            "statement_days_without_rows",
            count=longest[0].days - 1,
            from_on=(longest[1] + timedelta(days=1)).isoformat(),
            until_on=(longest[2] - timedelta(days=1)).isoformat(),
        )


def uncovered(readings: Iterable[Reading]) -> tuple[Period, ...]:
    """The days between the first and the last day of the files that no file covers, for files that state their days."""
    stated = sorted((reading.period for reading in readings if reading.period), key=lambda each: each.first)
    gaps: list[Period] = []
    reached: date | None = None
    for period in stated:
        if reached and period.first > reached + timedelta(days=1):
            gaps.append(Period(reached + timedelta(days=1), period.first - timedelta(days=1)))
        reached = max(reached, period.last) if reached else period.last
    return tuple(gaps)


# --- PDF


@functools.cache
def _editors() -> tuple[str, ...]:
    file = resources.files("hejie.statements") / "wording" / "pdf_tools.toml"
    return tuple(tomllib.loads(file.read_text(encoding="utf-8"))["editors"])


def pdf_observations(data: bytes) -> tuple[texts.Message, ...]:
    """What a PDF shows of how it was made: added to after it was made, saved by a program that edits. Nothing for others."""
    return tuple(_pdf_notes(data))


def _pdf_notes(data: bytes) -> Iterator[texts.Message]:
    if kinds.kind_of(data) != kinds.PDF:
        return
    updates = len(_END.findall(data)) - _linearized(data)
    if updates > 1:
        yield texts.message("statement_pdf_added_to", count=updates - 1)
    made_by = next(
        (name for name in producers(data) if any(tool in name.lower() for tool in _editors())), None
    )
    if made_by:
        yield texts.message("statement_pdf_from_editor", given=made_by[:_SHOWN_CHARS])


def _linearized(data: bytes) -> int:
    """A PDF made for the web ends twice without having been changed."""
    return int(b"/Linearized" in data[:2048])


def producers(data: bytes) -> list[str]:
    """The programs that the file names as its makers; none where its information is packed."""
    return [name for name in (_pdf_text(*match.groups()) for match in _PRODUCER.finditer(data)) if name]


def _pdf_text(literal: bytes | None, hexadecimal: bytes | None) -> str:
    raw = literal if literal is not None else bytes.fromhex(_even(hexadecimal or b""))
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        return raw.decode("utf-16", "replace").strip("\0 ")
    return raw.decode("latin-1").strip()


def _even(digits: bytes) -> str:
    bare = "".join(digits.decode("ascii").split())
    return bare + "0" * (len(bare) % 2)


# --- the same file elsewhere


def mark_of_file(sha256: str, *, key: bytes) -> str:
    """A mark by which the same bytes are recognised in another case, and nothing is learned without the key."""
    return hmac.new(key, b"file\x1f" + sha256.encode(), hashlib.sha256).hexdigest()


def mark_of_rows(rows: Sequence[Row], *, key: bytes) -> str:
    """The same for what the file says, so that a statement that was saved anew, or sent as another kind, is recognised
    too. Two accounts never share one; "" for a file without rows."""
    if not rows:
        return ""
    said = sorted(f"{row.occurred_at.isoformat()}\x1f{row.direction}\x1f{row.amount_minor}" for row in rows)
    account = f"{rows[0].source}\x1f{rows[0].account_id}"
    return hmac.new(key, "\x1e".join(("rows", account, *said)).encode(), hashlib.sha256).hexdigest()
