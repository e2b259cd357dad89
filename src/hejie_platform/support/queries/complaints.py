"""Reading complaints: one's own, the desk's queue with what is due first, one complaint as each side may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from hejie_platform.ledger import queries as ledger
from hejie_platform.people import queries as people
from hejie_platform.people.models import User
from hejie_platform.support import access
from hejie_platform.support.access import Desk, HeldComplaint
from hejie_platform.support.actions.complaints import barred, candidates
from hejie_platform.support.actions.handling import is_heard, speakers_for
from hejie_platform.support.facts import complaint_steps as steps
from hejie_platform.support.models import Complaint, Statement, Suspicion

FILTERS = ("open", "late", "ended")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the queue."""

    complaint: Complaint
    about: str
    due_at: datetime | None
    is_late: bool


def queue(desk: Desk, *, show: str, now: datetime) -> list[Line]:
    """The complaints of the desk: open ones by what is due first, ended ones newest first."""
    rows = access.complaints_at_desk(desk).select_related("about_organisation")
    if show == "ended":
        ended = rows.exclude(state__in=steps.OPEN).order_by("-ended_at", "-id")[:100]
        return [Line(row, about_name(row), None, False) for row in ended]
    lines = [_line(row, now) for row in rows.filter(state__in=steps.OPEN).order_by("received_at", "id")]
    lines = [line for line in lines if line.is_late] if show == "late" else lines
    return sorted(lines, key=lambda line: (line.due_at is None, line.due_at))


def _line(row: Complaint, now: datetime) -> Line:
    due = due_at(row)
    return Line(row, about_name(row), due, bool(due and due <= now) or row.state == "escalated")


def due_at(row: Complaint) -> datetime | None:
    """The limit that runs now; None when it has ended or the law book gave no day."""
    if row.state not in steps.OPEN:
        return None
    if row.state == "received" and row.accept_late_at is None:
        return row.accept_due_at
    return row.answer_due_at


def about_name(row: Complaint) -> str:
    """Whom it is about, as the list shows it: an organisation's name, else what the complainant wrote."""
    if row.about_organisation is not None:
        return people.name_of(row.about_organisation)
    return str(row.about_words)


def counts(desk: Desk, *, now: datetime) -> dict[str, int]:
    """How many each filter of the queue shows."""
    return {show: len(queue(desk, show=show, now=now)) for show in FILTERS}


@dataclass(frozen=True, slots=True)
class Look:
    """One complaint as its reader may see it."""

    about: str
    due_at: datetime | None
    statements: tuple[Statement, ...]
    papers: tuple[Any, ...]
    events: tuple[Any, ...]
    handler: str
    is_heard: bool
    may_ask: bool
    others: tuple[User, ...]  # who else may handle it, for the supervisor


def look(held: HeldComplaint, *, now: datetime) -> Look:
    """What this reader sees. The side complained of sees its own words and the complaint, and no papers."""
    row, is_subject = held.complaint, held.roles == ("subject",)
    statements: QuerySet[Statement] = row.statements.select_related("by").order_by("at", "id")
    if is_subject:
        statements = statements.filter(side="subject")
    return Look(
        about=about_name(row),
        due_at=due_at(row),
        statements=tuple(statements),
        papers=() if is_subject else tuple(row.papers.order_by("filed_at", "id")),
        events=() if is_subject else tuple(ledger.timeline([row.id], ["complaint"])),
        handler=row.handler.name if row.handler else "",
        is_heard=is_heard(row, now=now),
        may_ask=row.asked_at is None and bool(speakers_for(row, now=now)),
        others=_others(held, now) if "supervisor" in held.roles else (),
    )


def _others(held: HeldComplaint, now: datetime) -> tuple[User, ...]:
    row = held.complaint
    fit = {one.person for one in candidates(now=now)} - barred(row) - {row.handler_id}
    return tuple(User.objects.filter(pk__in=fit).order_by("id"))


def mine(person: User) -> list[tuple[Complaint, str]]:
    """What this person complained of, with whom it was about."""
    rows = access.complaints_of(person).select_related("about_organisation")
    return [(row, about_name(row)) for row in rows]


def to_comment(person: User, *, now: datetime) -> list[tuple[Complaint, str]]:
    """Complaints that wait for this side's view."""
    rows = access.complaints_to_comment(person, now=now).select_related("about_organisation")
    return [(row, about_name(row)) for row in rows]


def recorded_by(person: User) -> list[tuple[Complaint, str]]:
    """What an operator wrote down for callers."""
    rows = (
        Complaint.objects.filter(recorder=person)
        .select_related("about_organisation")
        .order_by("-received_at", "-id")
    )
    return [(row, about_name(row)) for row in rows[:50]]


def suspicions(*, is_open: bool) -> Iterable[Suspicion]:
    """What was reported as suspicious, the oldest first; what was looked at, newest first."""
    rows = Suspicion.objects.filter(looked_at__isnull=is_open)
    return list(rows.order_by("at" if is_open else "-looked_at", "id")[:100])
