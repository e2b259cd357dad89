"""What the clock brings: payments of an own plan due in three days or today, and the day on which somebody wished to be asked.

Each is told once under an id made from what was due, so that a scan that runs twice tells nothing twice. What is late is
not reminded: the plan is the person's own, and nobody collects here.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from hejie_platform.afterwards.actions import telling
from hejie_platform.afterwards.models import AskAgain, OwnPayment
from hejie_platform.core import clock
from hejie_platform.core.each import each
from hejie_platform.ledger.actions import ActionRefused, Actor, Done, chain_for, record, whole

AHEAD: Final = (3, 0)  # days before the due day
REMINDING: Final = UUID("a3c8d2f1-7c0e-4a0f-9d55-3f8a51e0c7b2")  # name space of the ids of reminders
SYSTEM: Final = Actor(None, "system")


def remind(now: datetime) -> int:
    """Send what is due and was not sent; returns how many were found."""
    today = clock.legal_day(now)
    payments = each(list(due_soon(today)), lambda due: _remind(*due, now), what="reminder of an own payment")
    wishes = each(list(asked_for(today)), lambda wish: _ask(wish, now), what="wish to be asked")
    return payments + wishes


def _remind(payment: OwnPayment, ahead: int, now: datetime) -> None:
    action_id = uuid5(REMINDING, f"{payment.pk} {payment.due_on} {ahead}")
    remind_of(payment, ahead=ahead, now=now, action_id=action_id)


def _ask(wish: AskAgain, now: datetime) -> None:
    ask(wish, now=now, action_id=uuid5(REMINDING, str(wish.pk)))


def due_soon(day: date) -> Iterator[tuple[OwnPayment, int]]:
    """Every payment not told yet, of a plan that runs and reminds, with a reminder that falls on `day` or was missed."""
    rows = OwnPayment.objects.filter(
        paid_on__isnull=True,
        line__plan__ended_at__isnull=True,
        line__plan__reminds=True,
        due_on__gte=day,
        due_on__lte=day + timedelta(days=max(AHEAD)),
    )
    for row in rows.select_related("line__plan__case").order_by("due_on", "id"):
        yield row, min(ahead for ahead in AHEAD if ahead >= (row.due_on - day).days)


def asked_for(day: date) -> Iterator[AskAgain]:
    """Every wish to be asked on this day or before, not answered yet."""
    rows = AskAgain.objects.filter(ask_on__lte=day, sent_at__isnull=True, called_off_at__isnull=True)
    yield from rows.select_related("case").order_by("ask_on", "id")


@whole
def remind_of(payment: OwnPayment, *, ahead: int, now: datetime, action_id: UUID) -> Done:
    """Remind the household of one payment, once for each number of days ahead."""
    plan = payment.line.plan
    facts = {"due_on": payment.due_on.isoformat(), "amount_minor": payment.amount_minor}
    return record(
        chain=chain_for(plan.case_id, "borrower"),
        by=SYSTEM,
        verb="own_plan.remind",
        subject=payment.id,
        facts={"ref": payment.ref, "ahead": ahead},
        owed=tuple(telling.household(plan.case, "remind_own_payment", about="own_plan", facts=facts)),
        now=now,
        action_id=action_id,
    )


@whole
def ask(wish: AskAgain, *, now: datetime, action_id: UUID) -> Done:
    """Ask as wished, once."""
    open_one = AskAgain.objects.filter(pk=wish.pk, sent_at__isnull=True, called_off_at__isnull=True)
    if not open_one.update(sent_at=now):
        raise ActionRefused("ask_again_none")
    return record(
        chain=chain_for(wish.case_id, "borrower"),
        by=SYSTEM,
        verb="ask_again.ask",
        subject=wish.id,
        facts={},
        owed=tuple(
            telling.household(wish.case, "asked_again", about="afterwards", facts={"ref": wish.case.ref})
        ),
        now=now,
        action_id=action_id,
    )
