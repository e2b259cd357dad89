"""Dated rows beside the talks that need more than words: a pause in collection, talks begun again."""

from datetime import date, datetime
from uuid import UUID

from hejie_platform.agreements.actions.notes import is_pending
from hejie_platform.agreements.facts import facts_for, pending_terms
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Negotiation, Standstill
from hejie_platform.intake.queries.application import loans_of
from hejie_platform.ledger.actions import ActionRefused, Done, whole


@whole
def grant_standstill(
    held: HeldNegotiation,
    *,
    from_day: date,
    until_day: date,
    rests_interest: bool = False,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Let collection rest for these talks; interest rests with it only where that is said: nothing freezes by itself."""
    if until_day < from_day:
        raise ActionRefused("standstill_days_reversed")
    row, by = held.negotiation, held.acting("negotiation", "grant_standstill")
    done = take_step(
        row,
        "grant_standstill",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "grant_standstill", by=by, now=now),
        said={
            "from_on": from_day.isoformat(),
            "until_on": until_day.isoformat(),
            "rests_interest": rests_interest,
        },
        pending_terms=pending_terms(row),
        now=now,
        action_id=action_id,
    )
    if not is_pending(done):
        Standstill.objects.create(
            negotiation=row,
            basis="policy",
            from_day=from_day,
            until_day=until_day,
            rests_interest=rests_interest,
        )
    return done


@whole
def start_again(held: HeldNegotiation, *, legal_notice_seen: bool, now: datetime, action_id: UUID) -> Done:
    """New talks with the same lender about the same loans; every earlier answer stays."""
    before, by = held.negotiation, held.acting("negotiation", "start_again")
    row = Negotiation(case=before.case, creditor=before.creditor, predecessor=before)
    done = take_step(
        row,
        "start_again",
        by=by,
        facts=facts_for(row, "start_again", by=by, now=now, legal_notice_seen=legal_notice_seen),
        said={"before": before.ref},
        now=now,
        action_id=action_id,
    )
    loans_of(before.case).filter(negotiation=before).order_by().update(negotiation=row)
    return done
