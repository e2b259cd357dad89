"""What was understood of a paper: whose statement, which days, how many lines, what went in and out, what was odd."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from hejie import statements
from hejie_platform.cases.models import Case
from hejie_platform.intake.facts import readings
from hejie_platform.intake.models import EvidenceItem
from hejie_platform.ledger.models import AccessEntry

FIRST_LINES = 5
LOOKS = ("evidence_file", "statement_rows")
IN_HAND = ("waiting", "reading")
ASKING = ("needs_password", "needs_columns")


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
    reading: Any = item.reading
    if item.state != "read" or not reading:
        return None
    totals = {direction: minor for direction, _count, minor in reading["read"]}
    first, last = map(date.fromisoformat, reading["period"]) if reading["period"] else (None, None)
    return Understood(
        holder=reading["holder"],
        account=reading["account"],
        first=first,
        last=last,
        count=len(reading["rows"]),
        in_minor=totals.get("in", 0),
        out_minor=totals.get("out", 0),
        newest=[_line(row) for row in reversed(readings.rows_from_json(reading, newest=FIRST_LINES))],
    )


@dataclass(frozen=True, slots=True)
class Drop:
    """The files that came last, with those that still ask for something; `done` of `total` need no machine any more."""

    files: Sequence[EvidenceItem]
    done: int
    total: int

    @property
    def is_running(self) -> bool:
        """Whether the worker still has something of it."""
        return self.done < self.total


def newest_drop(case: Case) -> Drop:
    """What was handed in last, refused and stopped files too, and every file that waits for an answer."""
    rows = EvidenceItem.objects.filter(case=case)
    newest = rows.order_by("-filed_at").values_list("filed_at", flat=True).first()
    asks = Q(state__in=(*IN_HAND, *ASKING), removed_at__isnull=True)
    last = Q(filed_at=newest) & (Q(removed_at__isnull=True) | Q(state__in=("refused", "stopped")))
    found = list(rows.filter(asks | last).select_related("file").order_by("filed_at", "id"))
    return Drop(found, sum(item.state not in IN_HAND for item in found), len(found))


def asked_columns(item: EvidenceItem) -> tuple[statements.Unmapped, bool] | None:
    """The table whose columns somebody is asked to name, and whether the file needs its password once more."""
    asked: Any = item.reading
    if item.state != "needs_columns" or not asked:
        return None
    return readings.unmapped_from_json(asked["unmapped"]), bool(asked["is_locked"])


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
    return list(AccessEntry.objects.filter(kind__in=LOOKS, subject=item.pk).order_by("-at", "-id"))


def newest_paper(case: Case) -> EvidenceItem:
    """The paper that was handed in last."""
    return EvidenceItem.objects.filter(case=case, removed_at__isnull=True).latest("filed_at", "id")
