"""Reminding of payments: on the days before that each person wants, on the day, and before the days of grace end.

Never for what is paid, claimed or excused by an open request for change. That a payment's day has passed is said by the duty's
own clock, once; what follows here is the last word before lateness becomes a breach.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet

from hejie_platform.agreements.facts import keeping, terms
from hejie_platform.agreements.facts.reminding import AHEAD, CHOICES
from hejie_platform.agreements.models import Obligation, ReminderChoice
from hejie_platform.core import clock
from hejie_platform.core.each import each
from hejie_platform.ledger.actions import Actor, Done, Owed, chain_for, record, whole

CODE = "remind_owing_side_soon"
GRACE = "remind_grace_ends"
REMINDING = UUID("5f0c1c57-56de-4f2e-9a4a-2f4f0a0e4d35")  # name space of the ids of reminders
RUNNING = ("effective", "in_cure")


def reminders_of(duty: Obligation, day: date) -> list[tuple[int, list[UUID]]]:
    """The reminders of one payment that fall on `day` or were missed: how many days ahead each is, and whom it is for."""
    left = (duty.due_on - day).days if duty.due_on else 0
    wanted: dict[int, list[UUID]] = defaultdict(list)
    for person, days in _wishes(duty):
        if reached := [ahead for ahead in days if ahead >= left]:
            wanted[min(reached)].append(person)
    return sorted(wanted.items())


def grace_ends(duty: Obligation, day: date) -> date | None:
    """The last day of grace of a late payment, if that is today or tomorrow and no request for change covers it."""
    last = _last_of_grace(duty)
    is_near = last - timedelta(days=1) <= day <= last
    return last if is_near and duty.number not in keeping.excused(duty.agreement) else None


def _last_of_grace(duty: Obligation) -> date:
    grace = terms.rule_of(terms.terms_of(duty.agreement)).grace_days
    return (duty.due_on or date.min) + timedelta(days=grace)


def _payments() -> QuerySet[Obligation]:
    open_ones = Obligation.objects.filter(
        state="open", side="borrower", amount_minor__isnull=False, agreement__state__in=RUNNING
    )
    return open_ones.select_related(
        "agreement__negotiation__case", "agreement__negotiation__creditor"
    ).order_by("due_on", "number")


def _wishes(duty: Obligation) -> Iterator[tuple[UUID, Sequence[int]]]:
    """Everybody on the borrower's side, with the days on which they want to be reminded."""
    people = keeping.borrower_side(duty.agreement.negotiation)
    chosen = dict(ReminderChoice.objects.filter(user__in=people).values_list("user_id", "days"))
    yield from ((person, chosen.get(person, AHEAD)) for person in people)


def remind(now: datetime) -> int:
    """Send every reminder that is due and was not sent; returns how many payments were looked at."""
    day = clock.legal_day(now)
    soon = each(list(_soon(day)), lambda duty: _remind_soon(duty, day, now), what="reminder of a payment")
    late = each(list(_late(day)), lambda duty: _remind_grace(duty, day, now), what="word before grace ends")
    return soon + late


def _soon(day: date) -> QuerySet[Obligation]:
    return _payments().filter(due_on__gte=day, due_on__lte=day + timedelta(days=max(CHOICES)))


def _late(day: date) -> QuerySet[Obligation]:
    return _payments().filter(due_on__lt=day, agreement__state="effective")


def _remind_soon(duty: Obligation, day: date, now: datetime) -> None:
    for ahead, people in reminders_of(duty, day):
        action_id = uuid5(REMINDING, f"{duty.pk} {duty.due_on} {ahead}")
        remind_of(duty, ahead=ahead, people=people, now=now, action_id=action_id)


def _remind_grace(duty: Obligation, day: date, now: datetime) -> None:
    if last := grace_ends(duty, day):
        action_id = uuid5(REMINDING, f"{duty.pk} {duty.due_on} grace")
        remind_of_grace(duty, last=last, now=now, action_id=action_id)


@whole
def remind_of(
    duty: Obligation, *, ahead: int, people: Sequence[UUID], now: datetime, action_id: UUID
) -> Done:
    """Remind these people of one payment, once for each number of days ahead."""
    facts = {"number": duty.number, "ahead": ahead}
    owed = tuple(_notice(duty, CODE, duty.due_on, person) for person in people)
    return _record(duty, facts, owed, now=now, action_id=action_id)


@whole
def remind_of_grace(duty: Obligation, *, last: date, now: datetime, action_id: UUID) -> Done:
    """Tell the borrower's side once that the days of grace of one payment end."""
    owed = tuple(
        _notice(duty, GRACE, last, person) for person in keeping.borrower_side(duty.agreement.negotiation)
    )
    return _record(duty, {"number": duty.number, "grace": True}, owed, now=now, action_id=action_id)


def _record(
    duty: Obligation, facts: dict[str, Any], owed: tuple[Owed, ...], *, now: datetime, action_id: UUID
) -> Done:
    return record(
        chain=chain_for(duty.agreement.negotiation_id, "shared"),
        by=Actor(None, "system"),
        verb="obligation.remind",
        subject=duty.id,
        facts=facts,
        owed=owed,
        now=now,
        action_id=action_id,
    )


def _notice(duty: Obligation, code: str, day: date | None, person: UUID) -> Owed:
    talks = duty.agreement.negotiation
    about = {"machine": "obligation", "ref": duty.ref, "case": talks.case.ref, "negotiation": talks.ref}
    facts = {
        "due_on": day.isoformat() if day else "",
        "ref": duty.agreement.ref,
        "lender_zh": talks.creditor.name_zh,
        "lender_en": talks.creditor.name_en,
    }
    payload = {"to": str(person), "code": code, "facts": facts, "about": about | {"side": "borrower"}}
    return Owed(kind="notice.send", key=str(person), payload=payload)
