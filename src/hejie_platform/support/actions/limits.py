"""What happens when a limit around a case runs out: the supervisor gets it, once, and the complainant is told.

The scheduler calls `run_out` each minute. Every firing carries an id made of the row, the limit and when it was due, so
that running it twice, or by two processes, fires once.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID, uuid5

from django.db.models import F

from hejie_platform.core.each import each
from hejie_platform.core.refusals import ActionRefused
from hejie_platform.ledger.actions import Actor, Done, chain_for, record, whole
from hejie_platform.support.actions import advising
from hejie_platform.support.actions.taking import take
from hejie_platform.support.actions.telling import speakers_of, supervisors, tell, tell_complainant
from hejie_platform.support.facts import complaint_steps as steps
from hejie_platform.support.models import CollectionReport, Complaint

CLOCK = Actor(None, "clock")
FIRING = UUID("0f6b3f0e-8a0e-4c52-9f0e-52a4f3f4b1c7")  # name space of the ids of firings
LATE = {"accept": "accept_late_at", "answer": "answer_late_at"}


def run_out(now: datetime) -> int:
    """Fire every limit that ran out; returns how many there were. One that fails is logged and tried again."""
    complaints = each(list(_complaints(now)), lambda one: _fire(*one, now), what="limit of a complaint")
    late = CollectionReport.objects.filter(due_at__lte=now, answered_at__isnull=True, late_at__isnull=True)
    rows = late.select_related("negotiation__creditor", "negotiation__case").order_by("due_at", "id")
    reports = each(list(rows), lambda row: _fire_report(row, now), what="limit of a collection report")
    return complaints + reports + advising.run_out(now)


def _complaints(now: datetime) -> Iterator[tuple[Complaint, str]]:
    rows = Complaint.objects.filter(state__in=steps.OPEN).select_related("complainant", "about_person")
    waiting = rows.filter(state="received", accept_due_at__lte=now, accept_late_at__isnull=True)
    yield from ((row, "accept") for row in waiting.order_by("accept_due_at", "id"))
    due = rows.filter(answer_due_at__lte=now, answer_late_at__isnull=True)
    yield from ((row, "answer") for row in due.order_by("answer_due_at", "id"))


def _fire(row: Complaint, limit: str, now: datetime) -> None:
    due_at = row.accept_due_at if limit == "accept" else row.answer_due_at
    fresh = Complaint.objects.get(pk=row.pk)  # both limits of one complaint may have run out at once
    run_late(fresh, limit=limit, now=now, action_id=uuid5(FIRING, f"{row.pk} {limit} {due_at}"))


def _fire_report(row: CollectionReport, now: datetime) -> None:
    report_late(row, now=now, action_id=uuid5(FIRING, f"{row.pk} {row.due_at.isoformat()}"))


@whole
def run_late(row: Complaint, *, limit: str, now: datetime, action_id: UUID) -> Done:
    """A limit ran out: the complaint goes to the supervisor. It stays open until somebody answers it."""
    code = "complaint_accept_late" if limit == "accept" else "complaint_answer_late"
    people = supervisors(now=now, but=(row.about_person, row.complainant))
    return take(
        row,
        "run_late",
        by=CLOCK,
        changes={LATE[limit]: now},
        said={"limit": limit},
        owed=(
            *tell(people, code, side="platform", machine="complaint", ref=row.ref),
            *tell_complainant(row, "complaint_late"),
        ),
        seen_version=None,
        now=now,
        action_id=action_id,
    )


@whole
def report_late(row: CollectionReport, *, now: datetime, action_id: UUID) -> Done:
    """A lender did not answer a report in time: its checkers and our supervisors are told."""
    same = CollectionReport.objects.filter(pk=row.pk, late_at__isnull=True, answered_at__isnull=True)
    if not same.update(late_at=now, version=F("version") + 1):
        raise ActionRefused("stale")
    checkers = speakers_of(row.negotiation.creditor, now=now, roles=("checker",))
    about = {"machine": "collection", "ref": row.ref}
    return record(
        chain=chain_for(row.negotiation_id, "contacts"),
        by=CLOCK,
        verb="collection.report_late",
        subject=row.id,
        facts={"report": row.ref},
        owed=(
            *tell(checkers, "collection_report_late", side="lender", **about),
            *tell(supervisors(now=now), "collection_report_late", side="platform", **about),
        ),
        now=now,
        action_id=action_id,
    )
