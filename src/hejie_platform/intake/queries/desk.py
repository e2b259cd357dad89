"""The review desk: the queue by due time, and one case with everything that its reviewer decides on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, F, OuterRef, Q, Subquery

from hejie_platform.cases.access import cases_for_staff
from hejie_platform.cases.models import Case, Clock, Negotiation
from hejie_platform.core import clock, ids, listing
from hejie_platform.intake.models import Classification, Review
from hejie_platform.intake.queries.application import Application, application
from hejie_platform.people.models import IdentityProof, User
from hejie_platform.people.queries import proven_identity

FILTERS = {
    "waiting": Q(state="submitted"),
    "returned": Q(state="returned"),
    "open": Q(state="open"),
    "closed": Q(state="closed"),
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue. `due_at` is the running clock of the case's state, the soonest first."""

    case: Case
    cause: str
    loans: int
    due_at: datetime | None
    is_late: bool


def queue(
    person: User,
    *,
    filter_by: str = "waiting",
    search: str = "",
    part: str | int | None = None,
    now: datetime,
) -> Page[QueueRow]:
    """One part of the cases of the desk, soonest due first; `search` is (a part of) a reference. Three queries."""
    due = Clock.objects.filter(
        subject=OuterRef("pk"), machine="case", stopped_at__isnull=True, fired_at__isnull=True
    ).order_by("due_at")
    rows = (
        cases_for_staff(person, now=now)
        .filter(FILTERS.get(filter_by, FILTERS["waiting"]))
        .exclude(borrower=person)
        .filter(ref__contains=(ids.parse(search) or search.strip().upper())[: ids.LENGTH])
        .annotate(
            due_at=Subquery(due.values("due_at")[:1]),
            cause=F("story__cause"),
            loan_count=Count("loans", filter=Q(loans__removed_at__isnull=True)),
        )
        .order_by(F("due_at").asc(nulls_last=True), "submitted_at", "id")
    )
    return listing.part_of(rows, number=part, line=lambda case: _row(case, now))


def _row(case: Any, now: datetime) -> QueueRow:
    is_late = bool(case.due_at and case.due_at < now)
    return QueueRow(case, case.cause or "", case.loan_count, case.due_at, is_late)


def counts(person: User, *, now: datetime) -> dict[str, int]:
    """How many cases each filter of the queue leads to. One query."""
    mine = cases_for_staff(person, now=now).exclude(borrower=person).order_by()
    found: dict[str, int] = mine.aggregate(**{name: Count("pk", filter=one) for name, one in FILTERS.items()})
    return found


@dataclass(frozen=True, slots=True)
class DeskCase:
    """A case as its reviewer sees it."""

    application: Application
    identity: IdentityProof | None
    pending_identity: IdentityProof | None
    classifications: Sequence[Classification]
    reviews: Sequence[Review]
    clocks: Sequence[Clock]
    negotiations: Sequence[Negotiation]


def desk_case(case: Case, *, now: datetime) -> DeskCase:
    """Everything about one case that its reviewer decides on."""
    borrower = case.borrower
    pending = IdentityProof.objects.filter(user=borrower, state="pending").first() if borrower else None
    return DeskCase(
        application=application(case, now=now),
        identity=proven_identity(borrower, clock.legal_day(now)) if borrower else None,
        pending_identity=pending,
        classifications=list(
            Classification.objects.filter(case=case).select_related("made_by").order_by("-made_at", "-id")
        ),
        reviews=list(
            Review.objects.filter(case=case).select_related("reviewer").order_by("-decided_at", "-id")
        ),
        clocks=list(
            Clock.objects.filter(case=case, stopped_at__isnull=True, fired_at__isnull=True).order_by(
                "due_at", "id"
            )
        ),
        negotiations=list(
            Negotiation.objects.filter(case=case).select_related("creditor").order_by("created_at", "id")
        ),
    )
