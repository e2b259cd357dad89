"""The lender's queue: the talks of one lender, what is due first on top, with counts that match the lists they lead to."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum

from hejie_platform.cases.access import negotiations_for_lender
from hejie_platform.cases.models import Clock, Negotiation, PendingAct
from hejie_platform.core import ids, listing
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.negotiation.models import Offer
from hejie_platform.people.models import Organisation, User

FILTERS = {
    "ours": Q(state="waiting") | Q(state="talking", borrower_offer=True),
    "asked": Q(state="asked"),
    "talking": Q(state="talking"),
    "checks": Q(has_pending=True),
    "agreed": Q(state="agreed"),
    "ended": Q(state="ended"),
    "all": Q(),
}
USUAL = "ours"
# After so long without news mediation is spoken of: nobody owes anything by that day, and no page of the talks names it.
QUIET = "talks_quiet"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue. `loan` names one of its loans, `owed_minor` is what the borrower says of all; `due_at` is the soonest running clock of the talks; `owner` is who owes it.

    `rests`: every time limit of the case stands still, so that nothing is due.
    """

    negotiation: Negotiation
    loan: str
    owed_minor: int | None
    due_at: datetime | None
    owner: str
    has_pending: bool
    is_late: bool
    rests: bool


def queue(
    person: User, *, filter_by: str = USUAL, search: str = "", part: str | int | None = None, now: datetime
) -> Page[QueueRow]:
    """One part of the talks at this person's desk, soonest due first; `search` is (a part of) a reference or an app's name."""
    rows = (
        _annotated(_mine(person, now))
        .filter(FILTERS.get(filter_by, FILTERS[USUAL]))
        .filter(_found(search))
        .order_by(F("due_at").asc(nulls_last=True), "created_at", "id")
    )
    return listing.part_of(rows, number=part, line=lambda row: _row(row, now))


def part_of_desk(
    person: User, lender: Organisation, *, state: str, after: str, limit: int, now: datetime
) -> list[QueueRow]:
    """One lender's talks, oldest first, those after the one of reference `after`; one more than `limit`, where there is one."""
    rows = _mine(person, now).filter(creditor=lender)
    rows = rows.filter(state=state) if state else rows
    if after:
        before = rows.model.objects.filter(creditor=lender, ref=ids.parse(after) or "").first()
        rows = rows.filter(pk__gt=before.pk) if before else rows.none()
    return [_row(row, now) for row in _annotated(rows).order_by("pk")[: limit + 1]]


def counts(person: User, *, now: datetime) -> dict[str, int]:
    """How many talks each filter leads to. One query."""
    mine = _flagged(_mine(person, now)).order_by()
    found: dict[str, int] = mine.aggregate(**{name: Count("pk", filter=one) for name, one in FILTERS.items()})
    return found


def _mine(person: User, now: datetime) -> QuerySet[Negotiation]:
    """Everything at the desk but one's own debts."""
    return negotiations_for_lender(person, now=now).exclude(case__parties__user=person)


def _flagged(rows: QuerySet[Negotiation]) -> QuerySet[Negotiation]:
    acts = PendingAct.objects.filter(negotiation=OuterRef("pk"), decided_at__isnull=True)
    theirs = Offer.objects.filter(negotiation=OuterRef("pk"), state="open", side="borrower")
    return rows.annotate(has_pending=Exists(acts), borrower_offer=Exists(theirs))


def _annotated(rows: QuerySet[Negotiation]) -> QuerySet[Negotiation]:
    unmet = Clock.objects.filter(
        negotiation=OuterRef("pk"),
        machine__in=("negotiation", "offer"),
        stopped_at__isnull=True,
        fired_at__isnull=True,
    )
    unmet = unmet.exclude(rule=QUIET).order_by("due_at", "id")
    running = unmet.filter(paused_at__isnull=True)
    loans = ClaimedLoan.objects.filter(negotiation=OuterRef("pk"), removed_at__isnull=True)
    together = loans.order_by().values("negotiation").annotate(owed=Sum("balance_minor"))
    return _flagged(rows).annotate(
        due_at=Subquery(running.values("due_at")[:1]),
        due_owner=Subquery(unmet.values("owner")[:1]),
        rests=Exists(unmet.filter(paused_at__isnull=False)),
        app_name=Subquery(loans.order_by("id").values("app_name")[:1]),
        owed_minor=Subquery(together.values("owed")),
    )


def _found(search: str) -> Q:
    text = search.strip()
    if not text:
        return Q()
    ref = (ids.parse(text) or text.upper())[: ids.LENGTH]
    return Q(ref__contains=ref) | Q(app_name__icontains=text)


def _row(row: Negotiation, now: datetime) -> QueueRow:
    found = row.__dict__
    return QueueRow(
        negotiation=row,
        loan=found["app_name"] or "",
        owed_minor=found["owed_minor"],
        due_at=found["due_at"],
        owner=found["due_owner"] or "",
        has_pending=found["has_pending"],
        is_late=bool(found["due_at"] and found["due_at"] < now),
        rests=found["rests"],
    )
