"""Broken pauses: looked for by the scheduler, raised once for each event, and answered by the lender.

    raise_broken(now)                        every contact and every statement of interest in a pause that has no row yet
    answer_broken(held, row, answer="stopped", words="...", ...)

Whatever door an event came in by - a page, the API, a file, the operator for a creditor outside - the search finds it. A
breach of the agreement itself stays a person's act; this is what it can rest on.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from uuid import UUID, uuid5

from django.db.models import F

from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.actions import SYSTEM
from hejie_platform.cases.models import Negotiation, Party, Standstill
from hejie_platform.core import clock
from hejie_platform.core.refusals import ActionRefused
from hejie_platform.ledger.actions import Done, Owed, chain_for, record, whole
from hejie_platform.negotiation.models import Claim
from hejie_platform.people.models import User
from hejie_platform.support.actions.telling import speakers_of, tell
from hejie_platform.support.facts import rests, times
from hejie_platform.support.models import BrokenRest, ContactEntry
from hejie_platform.support.queries.contacts import breaks_rest, findings_of

RAISING = UUID("7d0c6bb7-2a1e-4f6b-9a0e-8f4f6f0f4d11")
DESKS = ("officer", "checker")


def raise_broken(now: datetime) -> int:
    """Raise every broken pause that is not raised yet; returns how many there were. Nothing is raised twice."""
    found = [one for talks in _with_rests() for one in _broken_in(talks)]
    for row in found:
        event = row.contact_id or row.claim_id
        raise_one(row, now=now, action_id=uuid5(RAISING, str(event)))
    return len(found)


def _with_rests() -> Iterator[Negotiation]:
    rows = Negotiation.objects.filter(standstills__isnull=False).distinct()
    yield from rows.select_related("case__borrower", "creditor").order_by("created_at", "id")


def _broken_in(talks: Negotiation) -> Iterator[BrokenRest]:
    """What broke a pause of these talks and is not raised, not yet saved. Four queries."""
    pauses = list(Standstill.objects.filter(negotiation=talks).order_by("from_day", "id"))
    yield from _contacts(talks, pauses)
    if any(one.rests_interest for one in pauses):
        yield from _interest(talks, pauses)


def _contacts(talks: Negotiation, pauses: list[Standstill]) -> Iterator[BrokenRest]:
    kept = ContactEntry.objects.filter(negotiation=talks, taken_back_at__isnull=True).order_by("at", "id")
    rows = list(kept.prefetch_related("broken_rests"))
    found = findings_of(rows)
    for row in rows:
        day = clock.legal_day(row.at)
        rest = rests.rest_on(day, pauses)
        if rest and breaks_rest(found[row.pk]) and not row.broken_rests.all():
            yield BrokenRest(negotiation=talks, standstill=rest, kind="contact", contact=row, on_day=day)


def _interest(talks: Negotiation, pauses: list[Standstill]) -> Iterator[BrokenRest]:
    stated = list(Claim.objects.filter(negotiation=talks).order_by("number").prefetch_related("broken_rests"))
    for before, row in pairwise(stated):
        rest = rests.rest_on(row.as_of, pauses, of_interest=True)
        beyond = rests.interest_beyond(before, row, rest) if rest else 0
        if rest and beyond and not row.broken_rests.all():
            yield BrokenRest(
                negotiation=talks,
                standstill=rest,
                kind="interest",
                claim=row,
                on_day=row.as_of,
                amount_minor=beyond,
            )


@whole
def raise_one(row: BrokenRest, *, now: datetime, action_id: UUID) -> Done:
    """Keep it and tell both sides, with the day by which it is to be put right."""
    due = times.due("report", start=now)
    row.raised_at, row.due_at = now, due.at if due else None
    row.save(force_insert=True)
    talks, on = row.negotiation, row.on_day.isoformat()
    owed = _to_lender(row, f"rest_broken_{row.kind}_desk", now, on_on=on)
    owed += _to_borrower(row, f"rest_broken_{row.kind}", on_on=on)
    return record(
        chain=chain_for(talks.id, "shared"),
        by=SYSTEM,
        verb="standstill.broken",
        subject=talks.id,
        facts={"broken": row.ref, "kind": row.kind, "on_on": on},
        owed=owed,
        now=now,
        action_id=action_id,
    )


@whole
def answer_broken(
    held: HeldNegotiation,
    row: BrokenRest,
    *,
    answer: str,
    words: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The lender put it right, or says why the pause was not broken. Raises ActionRefused."""
    if not held.is_lender_side:
        raise ActionRefused("complaint_not_yours")
    if answer not in BrokenRest.ANSWERS or ((answer == "reversed") and row.kind != "interest"):
        raise ActionRefused("complaint_not_on_list")
    if not words.strip():
        raise ActionRefused("complaint_needs_reasons")
    version = row.version if seen_version is None else seen_version
    same = BrokenRest.objects.filter(pk=row.pk, version=version, answered_at__isnull=True)
    given = {"answer": answer, "words": words.strip(), "answered_by": held.user, "answered_at": now}
    if not same.update(version=F("version") + 1, **given):
        raise ActionRefused("stale")
    return record(
        chain=chain_for(row.negotiation_id, "shared"),
        by=held.actor,
        verb="standstill.put_right" if answer != "not_so" else "standstill.denied",
        subject=row.negotiation_id,
        facts={"broken": row.ref, "answer": answer},
        owed=_to_borrower(row, "rest_answered"),
        now=now,
        action_id=action_id,
    )


def _to_lender(row: BrokenRest, code: str, now: datetime, **facts: str) -> tuple[Owed, ...]:
    desk = speakers_of(row.negotiation.creditor, now=now, roles=DESKS)
    return tell(desk, code, side="lender", machine="rest", ref=row.ref, **facts)


def _to_borrower(row: BrokenRest, code: str, **facts: str) -> tuple[Owed, ...]:
    return tell(_own_side(row), code, side="borrower", machine="rest", ref=row.ref, **facts)


def _own_side(row: BrokenRest) -> list[User]:
    seats = Party.objects.filter(case=row.negotiation.case_id, left_at__isnull=True)
    own = seats.filter(role__in=("borrower", "representative"))
    return [one.user for one in own.select_related("user").order_by("id")]
