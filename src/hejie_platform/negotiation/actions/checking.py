"""Maker and checker: an act above the maker's authority waits; a second person approves it, returns it, or it is taken back.

Approving is an act of its own, told to the lender alone. A prepared offer is then sent by the worker, in its maker's name
and under the effect's id: once. An acceptance or a signature is a person's own declaration, so its maker makes it again.
If the talks moved on meanwhile a prepared offer lapses and its maker is told; nothing is forced through.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hejie import plans, steps, texts
from hejie_platform.cases import access as cases
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.actions import SYSTEM, take_step
from hejie_platform.cases.models import Negotiation, PendingAct
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, Owed, chain_for, record, whole
from hejie_platform.ledger.models import Effect
from hejie_platform.negotiation import queries
from hejie_platform.negotiation.actions.room import lock
from hejie_platform.negotiation.models import Offer
from hejie_platform.negotiation.queries.trial import grounds, trial

LAPSED = "lapsed"
SENT_BY_WORKER = frozenset({"offer.put", "offer.counter", "offer.replace"})


@dataclass(frozen=True, slots=True)
class ApprovedAct:
    """An act that a checker approved: what is to be done, as its maker meant it."""

    act: PendingAct

    @property
    def terms(self) -> dict[str, Any]:
        terms: dict[str, Any] = self.act.terms
        return terms

    @property
    def package(self) -> plans.Package:
        """The package of the act. Raises texts.Faulty."""
        package, faults = plans.package_from_json(self.terms["package"])
        if package is None:
            raise texts.Faulty(faults)
        return package


@whole
def approve_act(
    held: HeldNegotiation,
    *,
    ref: str,
    terms_hash: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Approve exactly what the page showed; the worker does it next. Raises ActionRefused, StepRefused."""
    row, act = _waiting(held, ref)
    if act.terms_hash != terms_hash:
        raise ActionRefused("stale")
    if _moved_on(row, act):
        raise ActionRefused("act_outdated")
    done = _decide(
        held,
        row,
        "approve_act",
        act,
        facts=_standing(held, row, act, now),
        owed=sending(act),
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )
    _close(act, held, "approved", now)
    return done


def sending(act: PendingAct) -> tuple[Owed, ...]:
    """What approving an act owes: a prepared offer is to be sent; what is a person's own declaration is not."""
    return (Owed(kind="offer.send", payload={"act": act.ref}),) if act.act in SENT_BY_WORKER else ()


@whole
def return_act(
    held: HeldNegotiation,
    *,
    ref: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Send the act back to its maker; nothing of it happened."""
    row, act = _waiting(held, ref)
    done = _decide(
        held,
        row,
        "return_act",
        act,
        facts=_standing(held, row, act, now),
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )
    _close(act, held, "returned", now)
    return done


@whole
def withdraw_act(
    held: HeldNegotiation,
    *,
    ref: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Take one's own waiting act back."""
    row, act = _waiting(held, ref)
    done = _decide(
        held,
        row,
        "withdraw_act",
        act,
        facts=_standing(held, row, act, now),
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )
    PendingAct.objects.filter(pk=act.pk).update(decided_at=now, decision="withdrawn")
    return done


def _waiting(held: HeldNegotiation, ref: str) -> tuple[Negotiation, PendingAct]:
    """The talks, locked, and the act that still waits. Raises ActionRefused("stale")."""
    row = lock(held)
    act = PendingAct.objects.filter(negotiation=row, ref=ref, decided_at__isnull=True).first()
    if act is None:
        raise ActionRefused("stale")
    return row, act


def _standing(held: HeldNegotiation, row: Negotiation, act: PendingAct, now: datetime) -> steps.StepFacts:
    return steps.StepFacts(
        act_pending=True,
        same_person=act.maker_id == held.user.pk,
        within_authority=may_grant(row, act, level="checker", now=now),
    )


def may_grant(row: Negotiation, act: PendingAct, *, level: str, now: datetime) -> bool:
    """Whether this level of the lender's staff may grant what the act gives."""
    claim = queries.latest_claim(row)
    if claim is None:
        return False
    tried = trial(ApprovedAct(act).package, grounds(row, claim, day=clock.legal_day(now)))
    return tried.is_within(level)


def _moved_on(row: Negotiation, act: PendingAct) -> bool:
    """Whether the offers or the figures are no longer those that the maker saw."""
    found, terms = queries.talks(row), act.terms
    seen = terms.get("seen_offer", terms.get("offer"))
    return found.latest_number != seen or found.claim is None or found.claim.hash != terms["claim_hash"]


def _decide(
    held: HeldNegotiation,
    row: Negotiation,
    step: str,
    act: PendingAct,
    *,
    facts: steps.StepFacts,
    owed: tuple[Owed, ...] = (),
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    return take_step(
        row,
        step,
        by=held.acting("negotiation", step),
        seen_version=seen_version,
        facts=facts,
        said={"act": act.act, "pending": act.ref, "hash": act.terms_hash},
        owed=owed,
        now=now,
        action_id=action_id,
    )


def _close(act: PendingAct, held: HeldNegotiation, decision: str, now: datetime) -> None:
    PendingAct.objects.filter(pk=act.pk).update(decided_by=held.user, decided_at=now, decision=decision)


def was_approved(offer: Offer, act: str) -> bool:
    """Whether a checker approved this act on exactly this offer."""
    acts = PendingAct.objects.filter(negotiation_id=offer.negotiation_id, act=act, decision="approved")
    return acts.filter(terms__subject=str(offer.id), terms__package_hash=offer.package_hash).exists()


def approved(effect: Effect, *, now: datetime) -> tuple[HeldNegotiation, ApprovedAct]:
    """What an effect `offer.send` is about: the talks in the hands of the act's maker. Raises NotHeld."""
    act = PendingAct.objects.select_related("maker", "negotiation").get(
        ref=effect.payload["act"], decision="approved"
    )
    return cases.negotiation_for(act.maker, act.negotiation.ref, now=now), ApprovedAct(act)


def perform(effect: Effect, do: Callable[..., Done], *, now: datetime) -> None:
    """Do an approved act under the effect's id: `do(held, act, now=, action_id=)`. What cannot be done lapses."""
    act = PendingAct.objects.select_related("negotiation").get(ref=effect.payload["act"])
    if act.decision == LAPSED:
        return
    try:
        held, found = approved(effect, now=now)
        do(held, found, now=now, action_id=effect.id)
    except (ActionRefused, steps.StepRefused, texts.Faulty, cases.NotHeld) as refused:
        lapse_act(act, why=_why(refused), now=now, action_id=effect.id)


def _why(refused: Exception) -> str:
    if isinstance(refused, texts.Faulty):
        return refused.faults[0].code
    return str(getattr(refused, "code", "step_not_yours"))


@whole
def lapse_act(act: PendingAct, *, why: str, now: datetime, action_id: UUID) -> Done:
    """An approved act could not be done any more: its maker is told, the other side learns nothing."""
    PendingAct.objects.filter(pk=act.pk).update(decision=LAPSED)
    row = act.negotiation
    payload = {
        "machine": "negotiation",
        "step": "return_act",
        "subject": str(row.id),
        "ref": row.ref,
        "case": str(row.case_id),
        "negotiation": str(row.id),
        "reason": why,
        "role": SYSTEM.role,
        "actor": None,
    }
    return record(
        chain=chain_for(row.id, "lender"),
        by=SYSTEM,
        verb="negotiation.act_lapsed",
        subject=row.id,
        facts={"pending": act.ref, "why": why},
        owed=(Owed(kind="tell_maker", payload=payload, key=act.ref),),
        now=now,
        action_id=action_id,
    )
