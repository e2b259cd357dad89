"""Putting an offer, answering one, taking one back.

Putting is one act with three faces: with nothing on the table a package is put, over the other side's offer it
counters, over one's own it replaces; the older version closes as the newer one opens. What the law blocks cannot be
put. What a lender's officer may not grant alone waits for a checker, and the other side learns nothing of it.
What a creditor outside offers binds by its own letter: it has no policy and no checker here.
"""

import base64
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hejie import negotiation, plans, steps, texts
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.actions import Also, take_step
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, whole
from hejie_platform.ledger.models import Effect
from hejie_platform.negotiation import facts, queries
from hejie_platform.negotiation.actions import checking
from hejie_platform.negotiation.actions.judging import (
    Judged,
    determined,
    guard_household,
    records_for_creditor,
    side_of,
)
from hejie_platform.negotiation.actions.room import joint_room, lock, message_if_any
from hejie_platform.negotiation.models import Offer
from hejie_platform.negotiation.queries.trial import grounds, trial

DAYS_OPEN = (3, 5, 7, 10, 14, 21, 30)


@whole
def put_offer(
    held: HeldNegotiation,
    *,
    package: plans.Package,
    days_open: int,
    words: str = "",
    legal_notice_seen: bool,
    beyond_budget_confirmed: bool = False,
    seen_offer: int,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Put `package`, open until the end of the day in `days_open` days.

    seen_offer: the number of the newest offer that the page showed (0: none). beyond_budget_confirmed: the household
    means to pay more than its budget leaves, out of its own wishes and savings.
    Raises ActionRefused, StepRefused, texts.Faulty.
    """
    return put(
        held,
        package=package,
        days_open=days_open,
        words=words,
        notice_seen=legal_notice_seen,
        beyond_budget_confirmed=beyond_budget_confirmed,
        seen_offer=seen_offer,
        now=now,
        action_id=action_id,
    )


def put(
    held: HeldNegotiation,
    *,
    package: plans.Package,
    days_open: int,
    words: str,
    notice_seen: bool,
    beyond_budget_confirmed: bool = False,
    seen_offer: int,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The one step of putting an offer. Call inside a `whole` action."""
    row = lock(held)
    judged = _judge(held, row, package, seen_offer=seen_offer, days_open=days_open, now=now)
    guard_household(held, judged, confirmed=beyond_budget_confirmed)
    sealed = facts.seal_words(joint_room(row, now=now), words, place=f"offer.{seen_offer + 1}")
    return _put(
        held,
        judged,
        sealed=sealed,
        notice_seen=notice_seen,
        days_open=days_open,
        now=now,
        action_id=action_id,
    )


@whole
def put_approved(held: HeldNegotiation, act: checking.ApprovedAct, *, now: datetime, action_id: UUID) -> Done:
    """Put what a checker approved, in the name of its maker."""
    terms, row = act.terms, lock(held)
    judged = _judge(
        held, row, act.package, seen_offer=terms["seen_offer"], days_open=terms["days_open"], now=now
    )
    if judged.claim.hash != terms["claim_hash"]:
        raise ActionRefused("claim_changed")
    sealed = base64.b64decode(terms["words"]) if terms["words"] else None
    return _put(
        held,
        judged,
        sealed=sealed,
        notice_seen=True,
        days_open=terms["days_open"],
        approved=act,
        now=now,
        action_id=action_id,
    )


def perform_offer(effect: Effect, *, now: datetime) -> None:
    """Handler of `offer.send`: an approved offer is put, or lapses and says why."""
    checking.perform(effect, put_approved, now=now)


def _judge(
    held: HeldNegotiation,
    row: Negotiation,
    package: plans.Package,
    *,
    seen_offer: int,
    days_open: int,
    now: datetime,
) -> Judged:
    """The package tried on the newest claim, if nothing between the offers stands against it."""
    found = queries.talks(row)
    if found.claim is None:
        raise ActionRefused("claim_missing")
    if found.latest_number != seen_offer:
        raise ActionRefused("stale")
    if days_open not in DAYS_OPEN:
        raise ActionRefused("offer_days_unknown")
    faults = negotiation.may_put(
        facts.views_of(found.offers),
        side=side_of(held),
        package_hash=plans.package_hash(package),
        now=now,
        expires_at=closes_at(now, days_open),
    )
    if faults:
        raise texts.Faulty(faults)
    tried = trial(package, grounds(row, found.claim, day=clock.legal_day(now)))
    if held.is_lender_side and tried.grounds.policy is None:
        raise ActionRefused("policy_missing")
    return Judged(row, found.claim, found.offers, tried)


def closes_at(now: datetime, days: int) -> datetime:
    """The end of the day in `days` days, where the law of the case counts it."""
    local = now.astimezone(clock.legal_zone())
    return (local + timedelta(days=days + 1)).replace(hour=0, minute=0, second=0, microsecond=0)


def _put(
    held: HeldNegotiation,
    judged: Judged,
    *,
    sealed: bytes | None,
    notice_seen: bool,
    days_open: int,
    now: datetime,
    action_id: UUID,
    approved: checking.ApprovedAct | None = None,
) -> Done:
    closing = negotiation.closing_step(facts.views_of(judged.offers), side=side_of(held))
    step = closing[1] if closing else "put"
    by = held.acting("offer", step)
    is_outside = records_for_creditor(held)
    is_within = (
        approved is not None or is_outside or not held.is_lender_side or judged.trial.is_within(by.role)
    )
    new = _new_offer(held, judged, sealed=sealed, closes=closes_at(now, days_open), now=now)
    said: dict[str, Any] = {
        "offer": new.number,
        "package_hash": new.package_hash,
        "claim": judged.claim.number,
    }
    if is_within:
        new.determination = determined(judged, kind="offer", now=now)
        said["determination"] = new.determination.ref
    old = _row_of(judged, closing[0].version) if closing else None
    new.answers = old if step == "counter" else None
    step_facts = steps.StepFacts(
        owner_side=old.side if old else "",
        legal_notice_seen=notice_seen,
        within_authority=is_within,
        checks_pass=not judged.trial.blocks,
        talks_open=_may_offer(held, judged.row),
        has_proof=is_outside,
    )
    return take_step(
        old or new,
        step,
        by=by,
        facts=step_facts,
        said=said,
        dues={} if old else {"offer_expiry": new.expires_at},
        also=_also(judged.row, old, new, is_lender=side_of(held) == "lender"),
        pending_terms=_terms(judged, sealed, days_open),
        now=now,
        action_id=action_id,
    )


def _new_offer(
    held: HeldNegotiation, judged: Judged, *, sealed: bytes | None, closes: datetime, now: datetime
) -> Offer:
    tried = judged.trial.tried
    return Offer(
        negotiation=judged.row,
        number=len(judged.offers) + 1,
        side=side_of(held),
        put_by=held.user,
        claim=judged.claim,
        package=plans.package_to_json(tried.package),
        package_hash=tried.package_hash,
        schedule_hash=tried.schedule_hash,
        words=sealed,
        put_at=now,
        expires_at=closes,
    )


def _row_of(judged: Judged, number: int) -> Offer:
    return next(offer for offer in judged.offers if offer.number == number)


def _may_offer(held: HeldNegotiation, row: Negotiation) -> bool:
    """The lender may begin the talks with an offer; the borrower's side puts one when they are open."""
    return row.talks_are_open or (side_of(held) == "lender" and row.state == "waiting")


def _also(row: Negotiation, old: Offer | None, new: Offer, *, is_lender: bool) -> tuple[Also, ...]:
    put = (Also(new, "put", dues={"offer_expiry": new.expires_at}),) if old else ()
    return (*put, Also(row, "talk")) if is_lender and row.state == "waiting" else put


def _terms(judged: Judged, sealed: bytes | None, days_open: int) -> dict[str, Any]:
    """What the checker decides on, and all that is needed to do it later."""
    return {
        "package": plans.package_to_json(judged.trial.tried.package),
        "package_hash": judged.trial.tried.package_hash,
        "claim_hash": judged.claim.hash,
        "seen_offer": len(judged.offers),
        "days_open": days_open,
        "words": base64.b64encode(sealed).decode() if sealed else "",
    }


@whole
def reject_offer(
    held: HeldNegotiation,
    *,
    number: int,
    words: str = "",
    seen_version: int | None = None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Say no to the other side's offer; the reason stands in the joint room."""
    return close(held, "reject", number, words, seen_version, now, action_id)


@whole
def withdraw_offer(
    held: HeldNegotiation,
    *,
    number: int,
    words: str = "",
    seen_version: int | None = None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Take one's own offer back while it is open."""
    return close(held, "withdraw", number, words, seen_version, now, action_id)


MAY = {"reject": negotiation.may_reject, "withdraw": negotiation.may_withdraw}


def close(
    held: HeldNegotiation,
    step: str,
    number: int,
    words: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The one step of declining an offer or taking one back. Call inside a `whole` action."""
    row = lock(held)
    offers = queries.talks(row).offers
    if faults := MAY[step](facts.views_of(offers), version=number, side=side_of(held), now=now):
        raise texts.Faulty(faults)
    offer, by = next(one for one in offers if one.number == number), held.acting("offer", step)
    said = message_if_any(row, words, by=by, now=now)
    return take_step(
        offer,
        step,
        by=by,
        seen_version=seen_version,
        facts=steps.StepFacts(owner_side=offer.side, has_proof=records_for_creditor(held)),
        said={"offer": number, **said},
        now=now,
        action_id=action_id,
    )
