"""Reads about cases for the people of the desk: who may take one, what there is to do, what lies over a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q, QuerySet

from hejie_platform.cases.access import cases_for_staff
from hejie_platform.cases.models import Case, Clock, Hold, Interruption, Negotiation, Party, Task
from hejie_platform.core import clock
from hejie_platform.people.models import Membership, Organisation, User
from hejie_platform.people.queries import members_on, memberships_on

# Cases in review or in talks that one person of the desk has at the same time; the platform's own rule.
MOST_CASES: Final = 40
DESK_ROLES: Final = ("reviewer", "supervisor")
LIVE: Final = ("submitted", "returned", "open")


@dataclass(frozen=True, slots=True)
class DeskPerson:
    """Somebody to whom a case may be given: how many they have, and whether they stand on another side of it."""

    user: User
    load: int
    most: int
    has_tie: bool

    @property
    def is_full(self) -> bool:
        return self.load >= self.most


def desk_people(case: Case, *, now: datetime) -> list[DeskPerson]:
    """The desk's reviewers and supervisors, the least loaded first; who has a tie to the case comes last."""
    day = clock.legal_day(now)
    platforms = Organisation.objects.filter(kind="platform").order_by("created_at")
    members: list[Membership] = [one for at in platforms for one in members_on(at, day, DESK_ROLES)]
    people = {one.user_id: one.user for one in members}
    found = [
        DeskPerson(user, load_of(user), MOST_CASES, has_tie(user, case, now=now)) for user in people.values()
    ]
    return sorted(found, key=lambda one: (one.has_tie, one.load, one.user.pk))


def load_of(user: User) -> int:
    """How many live cases somebody has at the desk."""
    return Case.objects.filter(assigned_to=user, state__in=LIVE).count()


def has_tie(user: User, case: Case, *, now: datetime) -> bool:
    """Whether somebody is or was a party of the case, or works for one of its creditors."""
    if case.borrower_id == user.pk or Party.objects.filter(case=case, user=user).exists():
        return True
    creditors = Negotiation.objects.filter(case=case).values("creditor_id")
    return memberships_on(user, clock.legal_day(now)).filter(organisation_id__in=creditors).exists()


def tasks(
    *, now: datetime, kind: str = "", taken_by: User | None = None, is_open: bool = True
) -> QuerySet[Task]:
    """The desk's tasks by due time; done ones the newest first."""
    rows = Task.objects.select_related("case", "negotiation__creditor", "taken_by", "done_by")
    rows = rows.filter(done_at__isnull=is_open)
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(taken_by=taken_by) if taken_by else rows
    return rows.order_by("due_at", "id") if is_open else rows.order_by("-done_at", "-id")


def task_kinds() -> list[str]:
    """The kinds of tasks that are open."""
    return sorted(set(Task.objects.filter(done_at__isnull=True).order_by().values_list("kind", flat=True)))


def ran_out(*, now: datetime, days: int = 30) -> Sequence[Clock]:
    """Clocks that ran out lately, the newest first, and those that are due and wait for the scheduler."""
    since = now - timedelta(days=days)
    waiting = Q(fired_at__isnull=True, stopped_at__isnull=True, paused_at__isnull=True, due_at__lt=now)
    rows = Clock.objects.filter(Q(fired_at__gte=since) | waiting)
    order = (F("fired_at").desc(nulls_first=True), "-due_at")
    return list(rows.select_related("case", "negotiation__creditor").order_by(*order)[:200])


def holds(case: Case) -> list[Hold]:
    """The holds of a case, those in force first."""
    rows = Hold.objects.filter(case=case)
    return list(rows.order_by(F("lifted_at").desc(nulls_first=True), "-placed_at"))


def clocks_of(case: Case) -> list[Clock]:
    """The clocks of a case that run or stand still, the soonest first."""
    rows = Clock.objects.filter(case=case, stopped_at__isnull=True, fired_at__isnull=True)
    return list(rows.select_related("negotiation__creditor").order_by("due_at", "id"))


def interruptions_of(row: Negotiation) -> list[Interruption]:
    """Acts of the borrower's side that start the time to claim anew, for these talks, the newest first.

    What was done towards another creditor is not among them: no lender learns of it here.
    """
    own = Q(negotiation=row) | Q(negotiation__isnull=True, kind="case.submit")
    return list(Interruption.objects.filter(own, case=row.case_id).order_by("-on_day", "-id"))


def outside_talks(person: User, *, now: datetime) -> list[Negotiation]:
    """Talks with creditors outside in cases at the desk, the running ones first."""
    rows = Negotiation.objects.filter(
        creditor__channel="outside", case__in=cases_for_staff(person, now=now).order_by()
    )
    live = list(rows.select_related("creditor", "case").order_by("-created_at", "-id")[:200])
    return sorted(live, key=lambda row: row.state == "ended")
