"""Signing: each for themselves, in any order, over one message; with the last signature the agreement takes effect.

Who signs has proven who they are, confirmed it a moment ago, read the notice on limitation, and acknowledged every serious
risk by itself; a mediator and their body vouch for what they have seen instead. The signature service may leave the machine, so it works before the transaction; what it made is kept only if
nothing has changed meanwhile.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from hejie import rules, steps
from hejie_platform.agreements import signing
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.actions.equal import touching
from hejie_platform.agreements.actions.notes import is_pending
from hejie_platform.agreements.actions.tying import effect_facts, effect_of, let_collection_rest, waking
from hejie_platform.agreements.facts import (
    facts_for,
    lawful,
    paper,
    pending_terms,
    step_facts,
    terms,
    tying,
    varying,
)
from hejie_platform.agreements.facts.places import place_of
from hejie_platform.agreements.models import Agreement, Signature, Variation
from hejie_platform.cases.actions import Also, take_step
from hejie_platform.cases.facts import BORROWER_SIDE
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import clock
from hejie_platform.core.refusals import as_said, heed
from hejie_platform.ledger.actions import ActionRefused, Actor, Done, Owed, done_before, whole
from hejie_platform.people import queries as people

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Brought:
    """What the signer brings: the digest of what the page showed, the acknowledged risks, the notice, the confirmation."""

    seen_hash: str
    risks: Collection[str]
    legal_notice_seen: bool
    is_confirmed: bool


def sign(held: HeldAgreement, *, brought: Brought, now: datetime, action_id: UUID) -> Done:
    """Sign for the holder's side. Raises ActionRefused, StepRefused with everything that stands against it."""
    if done := done_before(action_id, of=_keep, by=held.user):
        return done
    agreement, by = held.agreement, held.acting("agreement", "sign")
    facts = _facts(agreement, by, brought, now)
    _refuse_early(agreement, by, facts)
    slot = _slot(held, by, agreement)
    _guard(agreement, brought)
    made = None
    if not _waits_for_checker(by, facts):
        name = paper.both_names(slot.name, held.user, by.on_behalf_of, clock.legal_day(now))
        signatory = signing.Signatory(name, slot.side, held.user.ref)
        made = signing.service().sign(signatory, paper.message_of(agreement), now=now)
    return _keep(held, by, slot, made, brought=brought, now=now, action_id=action_id)


def _facts(agreement: Agreement, by: Actor, brought: Brought, now: datetime) -> steps.StepFacts:
    asked = terms.to_acknowledge(terms.terms_of(agreement), by.role)
    return facts_for(
        agreement,
        "sign",
        by=by,
        now=now,
        risks_read=set(asked) <= set(brought.risks),
        legal_notice_seen=brought.legal_notice_seen,
    )


def _refuse_early(agreement: Agreement, by: Actor, facts: steps.StepFacts) -> None:
    """What the tables refuse never reaches the signature service. Raises StepRefused."""
    steps.decide("agreement", "sign", state=agreement.state, role=by.role, facts=facts)


def _waits_for_checker(by: Actor, facts: steps.StepFacts) -> bool:
    return by.role in step_facts.LENDER_ROLES and not facts.within_authority


def _guard(agreement: Agreement, brought: Brought) -> None:
    if not brought.is_confirmed:
        raise ActionRefused("sign_confirm_again")
    if agreement.base_pdf is None:
        raise ActionRefused("sign_document_not_ready")
    if brought.seen_hash != paper.seen_hash(agreement):
        raise ActionRefused("sign_other_document")
    before = agreement.predecessor
    if before is not None and not varying.figures_stand(before, agreement.offer.claim):
        raise ActionRefused("variation_figures_moved")


def _slot(held: HeldAgreement, by: Actor, agreement: Agreement) -> terms.Slot:
    """The place of the document that this person may sign. Raises ActionRefused."""
    slot = place_of(held, by.role, agreement)
    if slot is None:
        raise ActionRefused("sign_no_place")
    return free(agreement, slot)


def free(agreement: Agreement, slot: terms.Slot) -> terms.Slot:
    """The place, if nobody has signed in it. Raises ActionRefused."""
    if slot.place in step_facts.signed_slots(agreement):
        raise ActionRefused("sign_place_taken")
    return slot


@whole
def _keep(
    held: HeldAgreement,
    by: Actor,
    slot: terms.Slot,
    made: signing.Detached | None,
    *,
    brought: Brought,
    now: datetime,
    action_id: UUID,
) -> Done:
    return keep_signature(held, by, slot, made, brought=brought, now=now, action_id=action_id)


def keep_signature(
    held: HeldAgreement,
    by: Actor,
    slot: terms.Slot,
    made: signing.Detached | None,
    *,
    brought: Brought,
    provider: str = "",
    said: Mapping[str, str] = MappingProxyType({}),
    now: datetime,
    action_id: UUID,
) -> Done:
    """The one step of signing: by a service's signature, or by what stands in its place. Call inside a `whole` action."""
    row = (
        Agreement.objects.select_for_update(of=("self",))
        .select_related(
            "negotiation__case", "negotiation__creditor", "offer__claim", "base_pdf", "predecessor"
        )
        .get(pk=held.agreement.pk)
    )
    free(row, slot)
    _guard(row, brought)
    found = _lawful(row, by, slot, made, provider, now) if made is not None else ()
    follows = _effect(row, slot, now) if made is not None else ()
    done = take_step(
        row,
        "sign",
        by=by,
        facts=_facts(row, by, brought, now),
        said={"place": slot.place, "message": brought.seen_hash, "law": as_said(found), **said},
        also=follows,
        owed=(*_forgetting(row, slot, made), *((*waking(row), *touching(row)) if follows else ())),
        pending_terms=pending_terms(row),
        now=now,
        action_id=action_id,
    )
    if made is not None and not is_pending(done):
        _write(held, by, slot, row, made, brought=brought, provider=provider, now=now)
        let_collection_rest(row, now)
        _end_variation(row, now)
    return done


def _lawful(
    row: Agreement, by: Actor, slot: terms.Slot, made: signing.Detached, provider: str, now: datetime
) -> tuple[rules.Finding, ...]:
    """What the law says about this signature and those before it. Raises LawRefused."""
    identified = people.proven_identity(by.user, clock.legal_day(now)) if by.user else None
    new = lawful.Signing(
        slot,
        by.role,
        made,
        row.base_pdf.sha256 if row.base_pdf else "",
        provider or signing.service().name,
        identified is not None or by.role not in BORROWER_SIDE,
        now,
    )
    return heed(lawful.checked(row, new, now=now))


def _forgetting(row: Agreement, slot: terms.Slot, made: signing.Detached | None) -> tuple[Owed, ...]:
    """No key outlives the time to sign, whatever becomes of the agreement."""
    if made is None:
        return ()
    due = row.sign_by + A_DAY
    return (Owed(kind="keys.destroy", key=str(slot.place), payload={"agreement": str(row.id)}, due_at=due),)


def _effect(row: Agreement, slot: terms.Slot, now: datetime) -> tuple[Also, ...]:
    """With the last signature the agreement takes effect, and the duties of both sides begin; one that is tied to others
    waits for them."""
    if not tying.is_signed_by_all(row, also=slot.place) or not tying.may_take_effect(row):
        return ()
    effect = Also(row, "take_effect", facts=effect_facts(row), changes={"effective_at": now})
    return (effect, *effect_of(row, now=now))


def _write(
    held: HeldAgreement,
    by: Actor,
    slot: terms.Slot,
    row: Agreement,
    made: signing.Detached,
    *,
    brought: Brought,
    provider: str,
    now: datetime,
) -> None:
    Signature.objects.create(
        agreement=row,
        signer=held.user,
        on_behalf_of=by.on_behalf_of,
        role=by.role,
        side=slot.side,
        place=slot.place,
        terms_hash=row.terms_hash,
        pdf_hash=row.base_pdf.sha256 if row.base_pdf else "",
        signature=made.signature,
        certificate=made.certificate,
        sealed_key=made.sealed_key,
        provider=provider or signing.service().name,
        risks_acknowledged=sorted(brought.risks),
        identity=people.proven_identity(held.user, clock.legal_day(now)),
        signed_at=now,
    )


def _end_variation(row: Agreement, now: datetime) -> None:
    """The change that was asked for has come: the request ends, and the talks rest again."""
    if row.state == "effective" and row.predecessor_id is not None:
        Variation.objects.filter(agreement=row.predecessor_id, ended_at__isnull=True).update(
            ended_at=now, ended="agreed"
        )
        Negotiation.objects.filter(pk=row.negotiation_id).update(is_varying=False)
