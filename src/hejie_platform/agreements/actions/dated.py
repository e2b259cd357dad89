"""Dated rows beside the talks that need more than words: a pause in collection, talks begun again, a loan passed on."""

from datetime import date, datetime
from uuid import UUID

from hejie_platform.agreements.actions.notes import is_pending, keep_note
from hejie_platform.agreements.facts import consequences, facts_for, pending_terms
from hejie_platform.cases.access import LENDER_STAFF, Held, HeldNegotiation
from hejie_platform.cases.actions import Also, take_step
from hejie_platform.cases.models import Case, Negotiation, Party, Standstill
from hejie_platform.core import clock
from hejie_platform.intake.queries.application import loans_of
from hejie_platform.ledger.actions import ActionRefused, Done, whole
from hejie_platform.people.models import Organisation
from hejie_platform.people.queries import memberships_on


@whole
def grant_standstill(
    held: HeldNegotiation,
    *,
    from_day: date,
    until_day: date,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Let collection rest for these talks. Nothing freezes interest by itself."""
    if until_day < from_day:
        raise ActionRefused("standstill_days_reversed")
    row, by = held.negotiation, held.acting("negotiation", "grant_standstill")
    done = take_step(
        row,
        "grant_standstill",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "grant_standstill", by=by, now=now),
        said={"from_on": from_day.isoformat(), "until_on": until_day.isoformat()},
        pending_terms=pending_terms(row),
        now=now,
        action_id=action_id,
    )
    if not is_pending(done):
        Standstill.objects.create(negotiation=row, basis="policy", from_day=from_day, until_day=until_day)
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


@whole
def invite(held: Held, before: Case, *, note: str = "", now: datetime, action_id: UUID) -> Done:
    """A lender invites the borrower of an earlier case to a new one. Nobody is in it before they join."""
    mine = memberships_on(held.user, clock.legal_day(now)).filter(role__in=LENDER_STAFF)
    lender = Organisation.objects.filter(pk__in=mine.values("organisation_id"), kind="lender").first()
    row = Case(borrower=before.borrower, predecessor=before, opened_by=lender)
    by = held.acting("case", "invite")
    done = take_step(
        row, "invite", by=by, facts=facts_for(row, "invite", by=by, now=now), now=now, action_id=action_id
    )
    if before.borrower is not None:
        Party.objects.create(case=row, user=before.borrower, role="borrower", joined_at=now)
    keep_note(done, words=note, now=now)
    return done


@whole
def transfer(
    held: HeldNegotiation,
    *,
    to: Organisation | None,
    note: str,
    paper: bytes | None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The loans went to another holder: these talks end. If the holder has a desk here, its talks of this case go on
    with them, or begin."""
    row, by = held.negotiation, held.acting("negotiation", "transfer")
    live = (
        Negotiation.objects.filter(case=row.case, creditor=to).exclude(state="ended").first() if to else None
    )
    fresh = Negotiation(case=row.case, creditor=to, predecessor=row) if to and live is None else None
    begins = (Also(fresh, "start"),) if fresh else ()
    done = take_step(
        row,
        "transfer",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "transfer", by=by, now=now, has_proof=paper is not None),
        said={"holder": to.ref if to else ""},
        also=(*consequences(row, "transfer", now=now), *begins),
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, paper=paper, now=now)
    if target := live or fresh:
        loans_of(row.case).filter(negotiation=row).order_by().update(negotiation=target, creditor=to)
    return done
