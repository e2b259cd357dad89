"""A court case about the loans of the talks: noted with its paper while it runs, and ended with what came of it.

Talks may go on beside it. Where it is and its number are sealed; both sides learn that there is one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hejie_platform.agreements.actions.notes import keep_note
from hejie_platform.agreements.facts import facts_for
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Proceeding
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, whole


@dataclass(frozen=True, slots=True)
class CourtCase:
    """What the paper says: the kind of proceeding, where, its number, since when."""

    kind: str
    court: str
    number: str
    from_day: date


@whole
def record_proceeding(
    held: HeldNegotiation,
    *,
    told: CourtCase,
    note: str = "",
    paper: bytes | None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Note a court case that runs. Raises StepRefused (without proof), ActionRefused, texts.Faulty for the paper."""
    row, by = held.negotiation, held.acting("negotiation", "record_proceeding")
    if told.kind not in Proceeding.KINDS:
        raise ActionRefused("proceeding_kind_unknown")
    if told.from_day > clock.legal_day(now):
        raise ActionRefused("proceeding_day_ahead")
    done = take_step(
        row,
        "record_proceeding",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "record_proceeding", by=by, now=now, has_proof=paper is not None),
        said={"kind": told.kind, "from_on": told.from_day.isoformat()},
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, paper=paper, now=now)
    Proceeding.objects.create(
        negotiation=row,
        kind=told.kind,
        court=told.court.strip(),
        number=told.number.strip(),
        from_day=told.from_day,
        begun=done.entry,
    )
    return done


@whole
def end_proceeding(
    held: HeldNegotiation,
    *,
    outcome: str,
    until_day: date,
    note: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The oldest court case that runs has ended. Raises StepRefused where none runs, ActionRefused for the day."""
    row, by = held.negotiation, held.acting("negotiation", "end_proceeding")
    running = Proceeding.objects.filter(negotiation=row, until_day__isnull=True)
    found = running.order_by("from_day", "pk").first()
    if found is not None and outcome not in Proceeding.OUTCOMES:
        raise ActionRefused("proceeding_outcome_unknown")
    if found is not None and not found.from_day <= until_day <= clock.legal_day(now):
        raise ActionRefused("proceeding_day_ahead")
    done = take_step(
        row,
        "end_proceeding",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "end_proceeding", by=by, now=now),
        said={"outcome": outcome, "until_on": until_day.isoformat()},
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, now=now)
    if found is not None:
        running.filter(pk=found.pk).update(until_day=until_day, outcome=outcome, ended=done.entry)
    return done
