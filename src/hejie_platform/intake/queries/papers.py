"""What was understood of a paper: whose statement, which days, how many lines, what went in and out, what was odd."""

from collections import Counter
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
_WAY, _AMOUNT, _CURRENCY = map(readings.ROW_FIELDS.index, ("direction", "amount_minor", "currency"))
ASKING = ("needs_password", "needs_columns")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement, as the page shows it."""

    day: date
    who: str
    what: str
    direction: str
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What a page says of a statement that was read. The sums are those of `currency`, the file's own; `others` are
    further currencies that rows of it are in."""

    holder: str
    account: str
    first: date | None
    last: date | None
    count: int
    in_minor: int
    out_minor: int
    currency: str
    currency_by: str
    others: Sequence[str]
    newest: Sequence[Line]


def understood(item: EvidenceItem) -> Understood | None:
    """What was read of this paper; None when nothing was read by machine."""
    reading: Any = item.reading
    if item.state != "read" or not reading:
        return None
    sums = _sums(reading)
    currency = reading.get("currency") or next((code for _, code in sums), "")
    first, last = map(date.fromisoformat, reading["period"]) if reading["period"] else (None, None)
    return Understood(
        holder=reading["holder"],
        account=reading["account"],
        first=first,
        last=last,
        count=len(reading["rows"]),
        in_minor=sums["in", currency],
        out_minor=sums["out", currency],
        currency=currency,
        currency_by=reading.get("currency_by", ""),
        others=sorted({code for _, code in sums} - {currency}),
        newest=[_line(row) for row in reversed(readings.rows_from_json(reading, newest=FIRST_LINES))],
    )


def _sums(reading: Any) -> Counter[tuple[str, str]]:
    """What went each way, in each currency."""
    sums: Counter[tuple[str, str]] = Counter()
    for row in reading["rows"]:
        sums[row[_WAY], row[_CURRENCY]] += row[_AMOUNT]
    return sums


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
        currency=row.currency,
    )


def looks_at(item: EvidenceItem) -> Sequence[AccessEntry]:
    """Who opened this file, newest first; the owner's own looks are not written down."""
    return list(AccessEntry.objects.filter(kind__in=LOOKS, subject=item.pk).order_by("-at", "-id"))


def newest_paper(case: Case) -> EvidenceItem:
    """The paper that was handed in last."""
    return EvidenceItem.objects.filter(case=case, removed_at__isnull=True).latest("filed_at", "id")
