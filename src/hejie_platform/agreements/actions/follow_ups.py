"""Calls after an agreement took effect (回访): planned when it runs, made by a person, written down with how it stands.

The mediator calls where there was one, else the platform's desk. One call comes soon after the effect, one before the end. A
call that is not made in time goes to the head of the body or to the platform's supervisor, once.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.db.models import F, Q, QuerySet

from hejie_platform.agreements.access import HeldFollowUp
from hejie_platform.agreements.facts import keeping, step_facts
from hejie_platform.agreements.models import Agreement, FollowUp
from hejie_platform.cases.models import Mediation
from hejie_platform.core import clock
from hejie_platform.core.each import each
from hejie_platform.ledger.actions import (
    ActionRefused,
    Actor,
    Done,
    Owed,
    chain_for,
    record,
    whole,
)
from hejie_platform.people.models import Membership, User

# Our own rule: the first call so long after the effect, the last so long before the last payment, so long to make one.
FIRST: Final = timedelta(days=30)
BEFORE_THE_END: Final = timedelta(days=30)
TO_MAKE_IT: Final = timedelta(days=7)
CALLING: Final = UUID(
    "2f8f2f43-2f25-4a5e-8c8a-0d0f5b9c6d1e"
)  # name space of the ids of what is told about calls
NEEDS_HELP: Final = ("at_risk", "needs_help")
SYSTEM: Final = Actor(None, "system")


def plan_missing(now: datetime) -> int:
    """Plan the calls of every agreement that runs and has none; part of the scan."""
    running = Agreement.objects.filter(state__in=step_facts.RUNNING, follow_ups__isnull=True)
    found = list(running.select_related("negotiation").order_by("id"))
    return each(found, lambda one: _plan(one, now), what="plan of calls")


def _plan(agreement: Agreement, now: datetime) -> None:
    plan_calls(agreement, now=now, action_id=uuid5(CALLING, f"{agreement.pk} plan"))


@whole
def plan_calls(agreement: Agreement, *, now: datetime, action_id: UUID) -> Done:
    """One call soon after the effect, one before the end."""
    days = list(_days(agreement, now))
    for number, day in enumerate(days, start=1):
        FollowUp.objects.get_or_create(agreement=agreement, number=number, defaults={"due_on": day})
    return _record(
        agreement, "follow_up.plan", {"due": [day.isoformat() for day in days]}, (), now, action_id
    )


def _days(agreement: Agreement, now: datetime) -> Iterator[date]:
    first = clock.legal_day(agreement.effective_at or now) + FIRST
    yield first
    last = max((one.due_on for one in keeping.money_rows(agreement) if one.due_on), default=first)
    if last - BEFORE_THE_END > first + TO_MAKE_IT:
        yield last - BEFORE_THE_END


def _record(
    agreement: Agreement,
    verb: str,
    facts: dict[str, object],
    owed: tuple[Owed, ...],
    now: datetime,
    action_id: UUID,
    by: Actor = SYSTEM,
) -> Done:
    """On the borrower's chain: how somebody is doing is not the lender's to read."""
    return record(
        chain=chain_for(agreement.the_case.id, "borrower"),
        by=by,
        verb=verb,
        subject=agreement.id,
        facts=facts,
        owed=owed,
        now=now,
        action_id=action_id,
    )


@whole
def note_call(
    held: HeldFollowUp,
    *,
    outcome: str,
    words: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Write down a call. Who was not reached is called again; who needs help is told where it is. Raises ActionRefused."""
    row = held.follow_up
    open_row = FollowUp.objects.filter(pk=row.pk, done_at__isnull=True)
    if seen_version is not None:
        open_row = open_row.filter(version=seen_version)
    if outcome not in FollowUp.OUTCOMES or not open_row.update(
        outcome=outcome, done_by=held.user, done_at=now, version=F("version") + 1
    ):
        raise ActionRefused("follow_up_done")
    row.refresh_from_db()
    row.words = words.strip()
    row.save(update_fields=["words"])
    if outcome == "not_reached":
        _again(row, now)
    code = "follow_up.help" if outcome in NEEDS_HELP else "follow_up.done"
    told = keeping.news(row.agreement, code, side="borrower", now=now) if outcome != "not_reached" else ()
    facts: dict[str, object] = {"number": row.number, "outcome": outcome}
    return _record(row.agreement, "follow_up.note", facts, told, now, action_id, held.actor)


def _again(row: FollowUp, now: datetime) -> None:
    newest = FollowUp.objects.filter(agreement=row.agreement).order_by("-number").first()
    number = (newest.number if newest else row.number) + 1
    FollowUp.objects.create(agreement=row.agreement, number=number, due_on=clock.legal_day(now) + TO_MAKE_IT)


def open_calls() -> QuerySet[FollowUp]:
    """The calls that are still to be made, of agreements that run."""
    rows = FollowUp.objects.filter(done_at__isnull=True, agreement__state__in=step_facts.RUNNING)
    return rows.select_related("agreement__negotiation__case", "agreement__negotiation__creditor").order_by(
        "due_on", "id"
    )


def tell_due(now: datetime) -> int:
    """The scan: plan the calls of new agreements, tell whoever calls that one is due, and their head that one is late.

    Each is done once, however often this runs.
    """
    plan_missing(now)
    day = clock.legal_day(now)
    return each(list(open_calls().filter(due_on__lte=day)), lambda row: _tell(row, day, now), what="call")


def _tell(row: FollowUp, day: date, now: datetime) -> Done:
    code = "follow_up.late" if day > row.due_on + TO_MAKE_IT else "follow_up.due"
    return tell_call(row, code=code, now=now, action_id=uuid5(CALLING, f"{row.pk} {code}"))


@whole
def tell_call(row: FollowUp, *, code: str, now: datetime, action_id: UUID) -> Done:
    """Tell of one call, once for each sentence."""
    people = heads_of(row.agreement, now) if code == "follow_up.late" else callers_of(row.agreement, now)
    owed = tuple(_notice(row, code, person) for person in people)
    return _record(row.agreement, code, {"number": row.number}, owed, now, action_id)


def _notice(row: FollowUp, code: str, person: User) -> Owed:
    talks = row.agreement.negotiation
    payload = {
        "to": str(person.pk),
        "code": code,
        "facts": {"ref": row.agreement.ref, "due_on": row.due_on.isoformat()},
        "about": {"machine": "agreement", "ref": row.agreement.ref, "case": talks.case.ref},
        "side": "platform",
    }
    return Owed(kind="notice.send", key=str(person.pk), payload=payload)


def settled_mediation(agreement: Agreement) -> Mediation | None:
    """The mediation under which the agreement was made."""
    rows = Mediation.objects.filter(negotiations=agreement.negotiation_id, state="ended", reason="settled")
    return rows.select_related("mediator").order_by("-created_at").first()


def callers_of(agreement: Agreement, now: datetime) -> list[User]:
    """The mediator where there was one, else the platform's operators."""
    mediation = settled_mediation(agreement)
    if mediation is not None and mediation.mediator is not None:
        return [mediation.mediator]
    return _staff(now, Q(role="operator", organisation__kind="platform"))


def heads_of(agreement: Agreement, now: datetime) -> list[User]:
    """The head of the mediator's body, else the platform's supervisors."""
    mediation = settled_mediation(agreement)
    if mediation is not None and mediation.body_id is not None:
        return _staff(now, Q(role="body_admin", organisation_id=mediation.body_id))
    return _staff(now, Q(role="supervisor", organisation__kind="platform"))


def _staff(now: datetime, which: Q) -> list[User]:
    day = clock.legal_day(now)
    rows = Membership.objects.filter(which, from_day__lte=day).filter(
        Q(until_day__isnull=True) | Q(until_day__gte=day)
    )
    return [one.user for one in rows.select_related("user").order_by("id")]
