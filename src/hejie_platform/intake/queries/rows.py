"""Every row of a household's statements with what it means: as the machine read it, and as people corrected it.

A change names a row by its key, so it survives a file that is read again or handed in anew; a change whose row is gone
rests. The reviewer's word on a row stands over the borrower's; both stay to be seen.
"""

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import BinaryField, ExpressionWrapper, F

from hejie import budget, statements, texts
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Case
from hejie_platform.intake.facts import money_lines, readings
from hejie_platform.intake.models import EvidenceItem, RowChange
from hejie_platform.intake.queries import kept


@dataclass(frozen=True, slots=True)
class CaseRows:
    """Rows of all files, what the machine says of each (`read`), and what counts (`meanings`). `mark` stands for the content
    of all of it."""

    files: Sequence[statements.Reading]
    joined: statements.Joined
    read: tuple[statements.Meaning, ...]
    meanings: tuple[statements.Meaning, ...]
    changes: Mapping[str, RowChange] = field(default_factory=dict)
    findings: tuple[texts.Message, ...] = ()
    mark: tuple[Hashable, ...] = ()


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row as pages show it, with why it was read so; `change` is the correction in force."""

    key: str
    row: statements.Row
    meaning: statements.Meaning
    because: str
    change: RowChange | None

    @property
    def is_uncertain(self) -> bool:
        """Whether people should look."""
        return self.meaning.confidence < budget.trust().sure


def rows_of(case: Case) -> CaseRows:
    """All rows of a case. Two queries, and the work of going through every line where anything changed since."""
    sealed = _sealed(case)
    money = law_of(case).currency
    mark = (money, *(hashlib.sha256(one).digest() for one in sealed))
    read = kept.kept(("read", mark), lambda: _read(sealed, money), rows=lambda made: len(made.read))
    changes = _in_force(case) if read.files else {}
    said = tuple((one.key, one.category, one.side, one.reason) for one in changes.values())
    if not said:
        return replace(read, mark=mark)
    meanings = kept.kept(
        ("meant", mark, said),
        lambda: _changed(read.read, read.joined.rows, changes.values()),
        rows=len,
    )
    return replace(read, meanings=meanings, changes=changes, mark=(*mark, said))


def _sealed(case: Case) -> list[bytes]:
    """The readings of a case as they rest, not opened yet."""
    stored = EvidenceItem.objects.filter(
        case=case, state="read", removed_at__isnull=True, reading__isnull=False
    ).order_by("filed_at", "id")
    raw = ExpressionWrapper(F("reading"), output_field=BinaryField())
    return [bytes(one) for one in stored.values_list(raw, flat=True)]


def _read(sealed: Sequence[bytes], money: str) -> CaseRows:
    """Every line as the machine reads it."""
    column: Any = EvidenceItem._meta.get_field("reading")
    opened = (column.from_db_value(one, None, None) for one in sealed)
    files = tuple(readings.from_json(one) for one in opened if one)
    joined = statements.joined(files)
    understood = statements.understand(joined.rows, own_names=joined.holders, currency=money)
    return CaseRows(
        files=files,
        joined=joined,
        read=understood.meanings,
        meanings=understood.meanings,
        findings=understood.findings,
    )


def _in_force(case: Case) -> dict[str, RowChange]:
    """One change for each row: the reviewer's where there is one ("reviewer" comes after "borrower")."""
    rows = RowChange.objects.filter(case=case, undone_at__isnull=True).order_by("side", "made_at", "id")
    return {change.key: change for change in rows}


def _changed(
    meanings: tuple[statements.Meaning, ...], rows: Sequence[statements.Row], changes: Iterable[RowChange]
) -> tuple[statements.Meaning, ...]:
    asked = [as_override(change) for change in changes]
    return statements.override(meanings, rows, asked)[0] if asked else meanings


def as_override(change: RowChange) -> statements.Override:
    """The engine's word for a stored change."""
    return statements.Override(
        change.key, change.category, "reviewer" if change.side == "reviewer" else "borrower", change.reason
    )


def lines_at(found: CaseRows, places: Iterable[int]) -> list[RowLine]:
    """The rows at these places."""
    at = {meaning.row: meaning for meaning in found.meanings}
    return [_line(found, at[place]) for place in places]


def _line(found: CaseRows, meaning: statements.Meaning) -> RowLine:
    row = found.joined.rows[meaning.row]
    key = statements.row_key(row)
    return RowLine(key, row, meaning, statements.because(row, meaning), found.changes.get(key))


def line_of(found: CaseRows, key: str) -> RowLine | None:
    """The row of this key, if its file is still here."""
    place = next((k for k, row in enumerate(found.joined.rows) if statements.row_key(row) == key), None)
    return None if place is None else lines_at(found, [place])[0]


def alike(found: CaseRows, line: RowLine) -> list[str]:
    """The keys of the other rows with the same other side, way and category, which one answer may serve."""
    if not line.row.counterparty_name:
        return []
    at = {meaning.row: meaning for meaning in found.meanings}
    same = (
        row
        for place, row in enumerate(found.joined.rows)
        if row.counterparty_name == line.row.counterparty_name
        and row.direction == line.row.direction
        and at[place].category == line.meaning.category
    )
    return [key for key in dict.fromkeys(map(statements.row_key, same)) if key != line.key]


def first_row(case: Case) -> str:
    """The key of the row that is least sure, so that somebody may begin with it; "" without any row."""
    found = rows_of(case)
    counted = [one for one in found.meanings if one.rule not in ("override_borrower", "override_reviewer")]
    least = min(counted, key=lambda one: (one.confidence, one.row), default=None)
    return statements.row_key(found.joined.rows[least.row]) if least else ""


def uncertain_places(found: CaseRows) -> set[int]:
    """The rows at which people should look."""
    return {one.row for one in found.meanings if one.confidence < budget.trust().sure}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are asked for; what is left empty asks nothing. `line` is a line of the budget and `group` a
    group of them, as they were measured; `month` is a first day."""

    show: str = ""  # uncertain | corrected
    category: str = ""
    line: str = ""
    group: str = ""
    month: date | None = None
    flag: str = ""
    sign: str = ""


def chosen(found: CaseRows, wanted: Wanted, months: Sequence[budget.Month]) -> list[int]:
    """Places of the rows that are asked for, the newest first."""
    places = range(len(found.meanings) - 1, -1, -1)
    at = {meaning.row: meaning for meaning in found.meanings}
    counted = _counted(wanted, months) if wanted.line or wanted.group else None
    signed = _signed(found, wanted.sign) if wanted.sign else None
    return [
        place
        for place in places
        if (counted is None or place in counted)
        and (signed is None or place in signed)
        and (not wanted.category or at[place].category == wanted.category)
        and (not wanted.flag or wanted.flag in at[place].flags)
        and (not wanted.month or found.joined.rows[place].occurred_at.date().replace(day=1) == wanted.month)
        and _shows(found, at[place], wanted.show)
    ]


def _shows(found: CaseRows, meaning: statements.Meaning, show: str) -> bool:
    if show == "uncertain":
        return meaning.confidence < budget.trust().sure
    return show != "corrected" or meaning.rule.startswith("override_")


def _counted(wanted: Wanted, months: Sequence[budget.Month]) -> set[int]:
    """The rows that a line or a group of the budget was measured on."""
    kinds = budget.kinds()
    return {
        place
        for month in months
        for (code, creditor), each in month.sums.items()
        if wanted.line in ("", money_lines.name(code, creditor)) and wanted.group in ("", kinds[code].group)
        for place in each.rows
    }


def _signed(found: CaseRows, code: str) -> set[int]:
    seen = statements.signs(found.joined.rows, found.meanings, bills=found.joined.bills)
    return {place for one in seen if one.message.code == code for place in one.rows}
