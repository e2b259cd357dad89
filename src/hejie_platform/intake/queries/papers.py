"""What was understood of a paper: whose statement, which days, how many lines, what went in and out, what was odd."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hejie_platform.cases.models import Case
from hejie_platform.intake.facts import readings
from hejie_platform.intake.models import EvidenceItem
from hejie_platform.ledger.models import AccessEntry

FIRST_LINES = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement, as the page shows it."""

    day: date
    who: str
    what: str
    direction: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Understood:
    """What a page says of a statement that was read."""

    holder: str
    account: str
    first: date | None
    last: date | None
    count: int
    in_minor: int
    out_minor: int
    newest: Sequence[Line]


def understood(item: EvidenceItem) -> Understood | None:
    """What was read of this paper; None when nothing was read by machine."""
    if not item.reading:
        return None
    reading = readings.from_json(item.reading)
    totals = {total.direction: total.amount_minor for total in reading.totals.read}
    return Understood(
        holder=reading.holder,
        account=reading.account,
        first=reading.period.first if reading.period else None,
        last=reading.period.last if reading.period else None,
        count=len(reading.rows),
        in_minor=totals.get("in", 0),
        out_minor=totals.get("out", 0),
        newest=[_line(row) for row in reversed(reading.rows[-FIRST_LINES:])],
    )


def _line(row: Any) -> Line:
    return Line(
        day=row.occurred_at.date(),
        who=row.counterparty_name,
        what=row.narration,
        direction=row.direction,
        amount_minor=row.amount_minor,
    )


def looks_at(item: EvidenceItem) -> Sequence[AccessEntry]:
    """Who opened this file, newest first; the owner's own looks are not written down."""
    return list(AccessEntry.objects.filter(kind="evidence_file", subject=item.pk).order_by("-at", "-id"))


def newest_paper(case: Case) -> EvidenceItem:
    """The paper that was handed in last."""
    return EvidenceItem.objects.filter(case=case, removed_at__isnull=True).latest("filed_at", "id")
