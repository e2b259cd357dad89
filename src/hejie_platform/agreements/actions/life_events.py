"""Something changed: the clause on changes of life, used as it was signed.

Who names a cause of the clause and shows a paper for it pauses instalments within the number that both sides signed: they fall
due after the last one, nothing else moves, nothing is a breach, and both sides are told at once. What lies outside the clause
is an ordinary request for change.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from hejie import agreements as engine
from hejie import steps
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.actions.notes import kept
from hejie_platform.agreements.facts import keeping, pausing, terms
from hejie_platform.agreements.models import Agreement, LifeEvent, Obligation
from hejie_platform.cases.actions import clocks
from hejie_platform.cases.facts import is_on_hold
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole


@whole
def use_life_clause(
    held: HeldAgreement,
    *,
    cause: str,
    numbers: Collection[int],
    words: str = "",
    proof: bytes | None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Pause these instalments by the signed clause. Raises ActionRefused for what lies outside it, texts.Faulty for a
    paper that nobody can look at."""
    row = (
        Agreement.objects.select_for_update(of=("self",))
        .select_related("negotiation")
        .get(pk=held.agreement.pk)
    )
    if seen_version is not None and seen_version != row.version:
        raise ActionRefused("stale")
    if not held.is_household:
        raise ActionRefused("life_event_not_named")
    duties = _guarded(row, cause, numbers, clock.legal_day(now))
    if proof is None:
        raise ActionRefused("life_event_needs_proof")
    moved = _moved(row, duties)
    _move(row, moved, now)
    paper = kept(proof, now=now)
    assert paper is not None
    LifeEvent.objects.create(
        agreement=row,
        cause=cause,
        paused=len(moved),
        moved=[[one.number, one.old.isoformat(), one.new.isoformat()] for one in moved],
        words=words.strip(),
        proof=paper,
        told_by=held.user,
        told_at=now,
    )
    return _record(held, row, cause, moved, now, action_id)


def _record(
    held: HeldAgreement,
    row: Agreement,
    cause: str,
    moved: tuple[engine.Moved, ...],
    now: datetime,
    action_id: UUID,
) -> Done:
    return record(
        chain=chain_for(row.negotiation_id, "shared"),
        by=held.actor,
        verb="agreement.pause",
        subject=row.id,
        facts={"cause": cause, "moved": [[one.number, one.new.isoformat()] for one in moved]},
        owed=(
            *keeping.news(row, "agreement.pause@lender", side="lender", now=now),
            *keeping.news(row, "agreement.pause", side="borrower", now=now),
        ),
        now=now,
        action_id=action_id,
    )


def _guarded(row: Agreement, cause: str, numbers: Collection[int], day: date) -> list[Obligation]:
    """The instalments to be paused, if the clause reaches them. Raises ActionRefused."""
    limits = pausing.limits_of(row)
    if limits is None or row.state != "effective":
        raise ActionRefused("life_event_no_clause")
    if cause not in limits.causes:
        raise ActionRefused("life_event_not_named")
    duties = [one for one in keeping.money_rows(row) if one.number in numbers and one.state == "open"]
    if not duties:
        raise ActionRefused("variation_covers_nothing")
    if len(duties) > limits.left:
        raise ActionRefused("life_event_beyond_limit", most=limits.most, left=limits.left)
    if any(not pausing.is_in_reach(row, one, day) for one in duties):
        raise ActionRefused("life_event_too_late")
    return duties


def _moved(row: Agreement, duties: list[Obligation]) -> tuple[engine.Moved, ...]:
    unpaid = [one for one in keeping.money_rows(row) if one.state in keeping.OPEN]
    due = {one.number: one.due_on for one in unpaid if one.due_on is not None}
    every = (terms.clause(terms.terms_of(row), "clause_schedule") or {"every": "month"})["every"]
    return engine.paused(due, numbers=[one.number for one in duties], every=every)


def _move(row: Agreement, moved: tuple[engine.Moved, ...], now: datetime) -> None:
    """New days for the instalments and for their clocks; what has rung already rings again on the new day."""
    Agreement.objects.filter(pk=row.pk).update(version=F("version") + 1)
    for one in moved:
        duty = Obligation.objects.get(agreement=row, number=one.number)
        Obligation.objects.filter(pk=duty.pk).update(due_on=one.new, version=F("version") + 1)
        duty.refresh_from_db()
        if duty.state == "open":
            held = is_on_hold(duty.the_case)
            clocks.start(duty, steps.CLOCKS["duty_due"], dues={}, vulnerable=False, held=held, now=now)
