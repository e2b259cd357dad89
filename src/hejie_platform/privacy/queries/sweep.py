"""What has been kept long enough: one finder for each class with a time. The report shows it, the sweep acts on it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db.models import Max, QuerySet

from hejie_platform.agreements.models import Agreement
from hejie_platform.cases.models import Case, Hold, Mediation, Proceeding
from hejie_platform.core.models import OutboxMessage
from hejie_platform.ledger.models import Entry
from hejie_platform.lenders.models import ApiCall
from hejie_platform.notices.models import Notice
from hejie_platform.privacy.facts.retention import CLASSES
from hejie_platform.privacy.models import ExportOrder, Forgotten
from hejie_platform.privacy.queries.standing import OPEN_COMPLAINTS
from hejie_platform.support.models import Complaint

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Overdue:
    """What one class has ready: rows of which model, how many, and what will happen to them."""

    name: str
    model: str
    count: int
    then: str


def cases_kept_enough(now: datetime) -> list[Case]:
    """Closed cases whose time is over, without any agreement, and that nothing holds."""
    limit = CLASSES["case_record"].before(now)
    closed = Case.objects.filter(state="closed", created_at__lt=limit).exclude(
        pk__in=_forgotten("cases.Case")
    )
    free = closed.exclude(pk__in=_held_cases()).exclude(negotiations__agreements__isnull=False)
    return [row for row in free.order_by("id") if _is_quiet(row, limit)]


def _forgotten(label: str) -> QuerySet[Any]:
    return Forgotten.objects.filter(model=label).values("subject")


def _held_cases() -> set[Any]:
    return {
        *Hold.objects.filter(lifted_at__isnull=True).values_list("case_id", flat=True),
        *Proceeding.objects.filter(ended__isnull=True).values_list("negotiation__case_id", flat=True),
        *Complaint.objects.filter(state__in=OPEN_COMPLAINTS, case__isnull=False).values_list(
            "case_id", flat=True
        ),
    }


def _is_quiet(row: Any, limit: datetime) -> bool:
    """Whether nothing happened to the row since; who has no entry at all is judged by when it was made."""
    last = Entry.objects.filter(subject=row.id).aggregate(at=Max("at"))["at"]
    return bool((last or row.created_at) < limit)


def mediations_kept_enough(now: datetime) -> list[Mediation]:
    """Ended mediations whose caucuses and notes are still readable after their time."""
    limit = CLASSES["sealed_talks"].before(now)
    ended = Mediation.objects.filter(state="ended", created_at__lt=limit).exclude(case_id__in=_held_cases())
    rows = ended.exclude(pk__in=_forgotten("cases.Mediation")).order_by("id")
    return [row for row in rows if _is_quiet(row, limit)]


def complaints_kept_enough(now: datetime) -> list[Complaint]:
    """Complaints that ended long ago and still have words."""
    rows = Complaint.objects.filter(ended_at__lt=CLASSES["complaints"].before(now))
    return list(rows.exclude(pk__in=_forgotten("support.Complaint")).order_by("id"))


def agreements_kept_enough(now: datetime) -> list[Agreement]:
    """Agreements that ended long ago: a person decides what becomes of them."""
    limit = CLASSES["agreement"].before(now)
    rows = Agreement.objects.filter(state="ended", created_at__lt=limit).order_by("id")
    return [row for row in rows if _is_quiet(row, limit)]


def exports_over(now: datetime) -> Rows:
    """Copies whose days are over."""
    return ExportOrder.objects.filter(ended_at__isnull=True, expires_at__lte=now)


# Rows that simply go: what they are, and how one finds those that are old enough.
ERASED: Final[tuple[tuple[str, Callable[[datetime], Rows]], ...]] = (
    ("notices", lambda limit: Notice.objects.filter(created_at__lt=limit)),
    ("technical", lambda limit: OutboxMessage.objects.filter(sent_at__lt=limit)),
    ("technical", lambda limit: ApiCall.objects.filter(at__lt=limit)),
    ("technical", lambda limit: AccessAttempt.objects.filter(attempt_time__lt=limit)),
    ("technical", lambda limit: AccessFailureLog.objects.filter(attempt_time__lt=limit)),
    ("technical", lambda limit: AccessLog.objects.filter(attempt_time__lt=limit)),
)


def erased(now: datetime) -> Iterable[tuple[str, Rows]]:
    """Class and rows that go at once."""
    return [(name, find(CLASSES[name].before(now))) for name, find in ERASED]


def overdue(*, now: datetime, ahead: timedelta = timedelta(0)) -> list[Overdue]:
    """The dry run: what the sweep of the day `ahead` from now would do. Changes nothing."""
    then = now + ahead
    simple = [(name, rows.model._meta.label, rows.count()) for name, rows in erased(then)]
    found = [
        *simple,
        ("case_record", "cases.Case", len(cases_kept_enough(then))),
        ("sealed_talks", "cases.Mediation", len(mediations_kept_enough(then))),
        ("complaints", "support.Complaint", len(complaints_kept_enough(then))),
        ("agreement", "agreements.Agreement", len(agreements_kept_enough(then))),
        ("exports", "privacy.ExportOrder", exports_over(then).count()),
    ]
    return [Overdue(name, label, count, CLASSES[name].then) for name, label, count in found]
