"""Reminding of payments: on the days before that each person wants, on the day, and before the days of grace end.

Never for what is paid, claimed or excused by an open request for change. That a payment's day has passed is said by the duty's
own clock, once; what follows here is the last word before lateness becomes a breach.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet

from hejie_platform.agreements.facts import keeping, terms
from hejie_platform.agreements.facts.reminding import AHEAD, CHOICES
from hejie_platform.agreements.models import Obligation, ReminderChoice
from hejie_platform.cases.models import Party
from hejie_platform.core import clock
from hejie_platform.ledger.actions import Actor, Done, Owed, chain_for, record, whole

CODE = "remind_owing_side_soon"
GRACE = "remind_grace_ends"
REMINDING = UUID("5f0c1c57-56de-4f2e-9a4a-2f4f0a0e4d35")  # name space of the ids of reminders
RUNNING = ("effective", "in_cure")


def due_soon(day: date) -> Iterator[tuple[Obligation, int, list[UUID]]]:
    """Every open payment with a reminder that falls on `day` or was missed: which one it is, and whom it is for."""
    for duty in _payments().filter(due_on__gte=day, due_on__lte=day + timedelta(days=max(CHOICES))):
        left = (duty.due_on - day).days if duty.due_on else 0
        wanted: Mapping[int, list[UUID]] = defaultdict(list)
        for person, days in _wishes(duty):
            if reached := [ahead for ahead in days if ahead >= left]:
                wanted[min(reached)].append(person)
        yield from ((duty, ahead, people) for ahead, people in sorted(wanted.items()))


def grace_ending(day: date) -> Iterator[tuple[Obligation, date]]:
    """Every late payment whose days of grace end today or tomorrow, with their last day."""
    for duty in _payments().filter(due_on__lt=day, agreement__state="effective"):
        last = _last_of_grace(duty)
        if last - timedelta(days=1) <= day <= last and duty.number not in keeping.excused(duty.agreement):
            yield duty, last


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
    people = _people(duty)
    chosen = dict(ReminderChoice.objects.filter(user__in=people).values_list("user_id", "days"))
    yield from ((person, chosen.get(person, AHEAD)) for person in people)


def _people(duty: Obligation) -> list[UUID]:
    parties = Party.objects.filter(case=duty.agreement.negotiation.case, left_at__isnull=True)
    return list(parties.order_by("id").values_list("user_id", flat=True))


def remind(now: datetime) -> int:
    """Send every reminder that is due and was not sent; returns how many were found."""
    day = clock.legal_day(now)
    found = list(due_soon(day))
    for duty, ahead, people in found:
        action_id = uuid5(REMINDING, f"{duty.pk} {duty.due_on} {ahead}")
        remind_of(duty, ahead=ahead, people=people, now=now, action_id=action_id)
    ending = list(grace_ending(day))
    for duty, last in ending:
        action_id = uuid5(REMINDING, f"{duty.pk} {duty.due_on} grace")
        remind_of_grace(duty, last=last, now=now, action_id=action_id)
    return len(found) + len(ending)


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
    owed = tuple(_notice(duty, GRACE, last, person) for person in _people(duty))
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
