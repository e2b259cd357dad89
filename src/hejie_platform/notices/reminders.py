"""Reminding of payments before they are due: three days ahead, and on the day. Never for what is paid or claimed.

What is late is not reminded here: the duty's own clock does that, once.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db.models import QuerySet

from hejie_platform.agreements.models import Obligation
from hejie_platform.cases.models import Party
from hejie_platform.core import clock
from hejie_platform.ledger.actions import Actor, Done, Owed, chain_for, record, whole

AHEAD = (3, 0)  # days before the due day
CODE = "remind_owing_side_soon"
REMINDING = UUID("5f0c1c57-56de-4f2e-9a4a-2f4f0a0e4d35")  # name space of the ids of reminders
RUNNING = ("effective", "in_cure")


def due_soon(day: date) -> Iterator[tuple[Obligation, int]]:
    """Every open payment with a reminder that falls on `day` or was missed, and which one it is."""
    for duty in _payments().filter(due_on__gte=day, due_on__lte=day + timedelta(days=max(AHEAD))):
        left = (duty.due_on - day).days if duty.due_on else 0
        yield duty, min(ahead for ahead in AHEAD if ahead >= left)


def _payments() -> QuerySet[Obligation]:
    open_ones = Obligation.objects.filter(
        state="open", side="borrower", amount_minor__isnull=False, agreement__state__in=RUNNING
    )
    return open_ones.select_related(
        "agreement__negotiation__case", "agreement__negotiation__creditor"
    ).order_by("due_on", "number")


def remind(now: datetime) -> int:
    """Send every reminder that is due and was not sent; returns how many were found."""
    found = list(due_soon(clock.legal_day(now)))
    for duty, ahead in found:
        action_id = uuid5(REMINDING, f"{duty.pk} {duty.due_on} {ahead}")
        remind_of(duty, ahead=ahead, now=now, action_id=action_id)
    return len(found)


@whole
def remind_of(duty: Obligation, *, ahead: int, now: datetime, action_id: UUID) -> Done:
    """Remind the borrower's side of one payment, once for each number of days ahead."""
    talks = duty.agreement.negotiation
    return record(
        chain=chain_for(talks.id, "shared"),
        by=Actor(None, "system"),
        verb="obligation.remind",
        subject=duty.id,
        facts={"number": duty.number, "ahead": ahead},
        owed=tuple(_notices(duty)),
        now=now,
        action_id=action_id,
    )


def _notices(duty: Obligation) -> Iterator[Owed]:
    talks = duty.agreement.negotiation
    about = {"machine": "obligation", "ref": duty.ref, "case": talks.case.ref, "negotiation": talks.ref}
    facts = {
        "due_on": duty.due_on.isoformat() if duty.due_on else "",
        "ref": duty.agreement.ref,
        "lender_zh": talks.creditor.name_zh,
        "lender_en": talks.creditor.name_en,
    }
    for party in Party.objects.filter(case=talks.case, left_at__isnull=True).order_by("id"):
        payload = {
            "to": str(party.user_id),
            "code": CODE,
            "facts": facts,
            "about": about | {"side": "borrower"},
        }
        yield Owed(kind="notice.send", key=str(party.user_id), payload=payload)
