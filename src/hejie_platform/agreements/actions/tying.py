"""Tying agreements together, and letting those take effect that waited for others.

The wish is the borrower's: lenders read in their own agreement how many others it waits for. When enough have all signatures,
the one that was signed last takes effect at once and the worker lets each of the others do so, with an entry of its own, so
that no lender's record names another's agreement.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from hejie import steps
from hejie_platform.agreements.actions.equal import touching
from hejie_platform.agreements.facts import consequences, facts_for, terms, tying
from hejie_platform.agreements.facts.undertaking import effect_duties
from hejie_platform.agreements.models import Agreement, Tie
from hejie_platform.cases.access import HOUSEHOLD, HeldCase
from hejie_platform.cases.actions import SYSTEM, Also, take_step
from hejie_platform.cases.models import Standstill
from hejie_platform.core import clock
from hejie_platform.ledger.actions import (
    ActionRefused,
    Actor,
    Done,
    Effect,
    Owed,
    chain_for,
    record,
    whole,
)


@whole
def tie_agreements(
    held: HeldCase,
    *,
    talks: Collection[str],
    needed: int,
    until: date,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Let the agreements of these talks (by reference) take effect only when `needed` of them are signed by all.

    At the end of `until` those that still wait lapse. Raises ActionRefused.
    """
    by = _own_side(held)
    rows = [row for row in tying.to_tie(held.case) if row.ref in talks]
    if len(rows) < 2 or len(rows) != len(set(talks)):
        raise ActionRefused("tie_needs_several")
    if not 2 <= needed <= len(rows):
        raise ActionRefused("tie_needed_wrong", most=len(rows))
    if until <= clock.legal_day(now):
        raise ActionRefused("tie_day_past")
    _end(held, now)
    tie = Tie.objects.create(case=held.case, needed=needed, until_day=until, made_by=held.user, made_at=now)
    tie.negotiations.add(*rows)
    said = {"talks": [row.ref for row in rows], "needed": needed, "until_on": until.isoformat()}
    return _noted(held, by, "case.tie_agreements", said, now, action_id)


@whole
def untie_agreements(
    held: HeldCase, *, now: datetime, action_id: UUID, seen_version: int | None = None
) -> Done:
    """Take the tie back, while no agreement says it. Raises ActionRefused."""
    by = _own_side(held)
    if not _end(held, now):
        raise ActionRefused("tie_none")
    return _noted(held, by, "case.untie_agreements", {}, now, action_id)


def _own_side(held: HeldCase) -> Actor:
    by = held.actor
    if by.role not in HOUSEHOLD:
        raise ActionRefused("tie_not_yours")
    return by


def _end(held: HeldCase, now: datetime) -> bool:
    """End the open tie. Raises ActionRefused when an agreement in signing says it already."""
    found = Tie.objects.select_for_update().filter(case=held.case, ended_at__isnull=True)
    if Agreement.objects.filter(tie__in=found, state="signing").exists():
        raise ActionRefused("tie_signed_already")
    return bool(found.update(ended_at=now))


def _noted(
    held: HeldCase, by: Actor, verb: str, said: dict[str, object], now: datetime, action_id: UUID
) -> Done:
    return record(
        chain=chain_for(held.case.id, "borrower"),
        by=by,
        verb=verb,
        subject=held.case.id,
        facts=said,
        now=now,
        action_id=action_id,
    )


# --- taking effect ---------------------------------------------------------------------------------


def effect_of(row: Agreement, *, now: datetime) -> tuple[Also, ...]:
    """Everything that follows when an agreement takes effect: its duties, its standstill, its predecessor's end."""
    said = terms.terms_of(row)
    rests = terms.clause(said, "clause_standstill") is not None
    return (
        *consequences(row, "take_effect", now=now),
        *effect_duties(row, now=now),
        *((Also(row.negotiation, "grant_standstill"),) if rests else ()),
    )


def effect_facts(row: Agreement) -> steps.StepFacts:
    """What the tables want to know of an agreement that takes effect."""
    return steps.StepFacts(is_mediated=terms.clause(terms.terms_of(row), "clause_mediated") is not None)


def waking(row: Agreement) -> tuple[Owed, ...]:
    """What is owed to the others of a tie that have waited for this one."""
    if row.tie_id is None:
        return ()
    waiting = [one for one in tying.others_there(row) if one.state == "signing"]
    return tuple(
        Owed(kind="agreement.take_effect", key=one.ref, payload={"agreement": str(one.id)}) for one in waiting
    )


def take_effect(effect: Effect, *, now: datetime) -> None:
    """Handler of `agreement.take_effect`: one that was signed by all and waited for others."""
    row = Agreement.objects.select_related(
        "negotiation__case", "negotiation__creditor", "offer__claim", "base_pdf", "predecessor"
    ).get(pk=UUID(effect.payload["agreement"]))
    if row.state == "signing":
        _take_effect(row, now=now, action_id=effect.id)


@whole
def _take_effect(row: Agreement, *, now: datetime, action_id: UUID) -> Done:
    if not (tying.is_signed_by_all(row) and tying.may_take_effect(row)):
        raise ActionRefused("sign_document_not_ready")
    facts = facts_for(row, "take_effect", by=SYSTEM, now=now, is_mediated=effect_facts(row).is_mediated)
    done = take_step(
        row,
        "take_effect",
        by=SYSTEM,
        facts=facts,
        changes={"effective_at": now},
        also=effect_of(row, now=now),
        owed=touching(row),
        now=now,
        action_id=action_id,
    )
    let_collection_rest(row, now)
    return done


def let_collection_rest(row: Agreement, now: datetime) -> None:
    """The standstill that the signed agreement grants, until its last due day."""
    said = terms.terms_of(row)
    if row.state != "effective" or terms.clause(said, "clause_standstill") is None:
        return
    last = max(spec.due_on for spec in terms.specs_of(said))
    Standstill.objects.create(
        negotiation=row.negotiation, basis="signed", from_day=clock.legal_day(now), until_day=last
    )
