"""The signatures of an agreement as the law's check reads them: each with its own key, over the document that is kept.

The check is asked before every signature is kept, so that a broken one stops at once and is never joined by another; with the
last it answers since when the agreement is in force. What was signed by hand is no electronic signature and is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from hejie import rules
from hejie_platform.agreements import signing
from hejie_platform.agreements.facts import paper, step_facts, terms
from hejie_platform.agreements.models import Agreement, Signature
from hejie_platform.cases.facts import BORROWER_SIDE, law_of
from hejie_platform.core import clock


@dataclass(frozen=True, slots=True)
class Signing:
    """One signature: kept already, or about to be."""

    slot: terms.Slot
    role: str
    detached: signing.Detached
    document_hash: str
    provider: str
    is_identified: bool
    at: datetime


def checked(row: Agreement, new: Signing, *, now: datetime) -> tuple[rules.Finding, ...]:
    """What the law says about the signatures with the new one among them; nothing where all signed by hand."""
    slots = terms.slots_of(terms.terms_of(row))
    every = [one for one in (*_kept(row, slots), new) if one.provider != signing.PAPER]
    by_hand = _by_hand(row) | ({new.slot.place} if new.provider == signing.PAPER else set())
    if not every:
        return ()
    signed = {one.slot.place for one in every} | by_hand
    is_last = {slot.place for slot in slots} <= signed
    has_body = is_last and any(slot.side == "body" for slot in slots)
    facts = rules.SigningFacts(
        needed=tuple(slot.name for slot in slots if slot.place in signed - by_hand),
        signatures=tuple(_fact(one, every, row) for one in every),
        stored_hash=row.base_pdf.sha256 if row.base_pdf else "",
        has_body=has_body,
        mediator_signed=has_body and any(one.slot.side == "mediator" for one in every),
        body_sealed=has_body and any(one.slot.side == "body" for one in every),
    )
    return rules.check_all([facts], pack=law_of(row), day=clock.legal_day(now))


def _kept(row: Agreement, slots: Sequence[terms.Slot]) -> Iterator[Signing]:
    places = {slot.place: slot for slot in slots}
    for one in step_facts.signed_slots(row).values():
        yield Signing(
            places[one.place],
            one.role,
            signing.Detached(bytes(one.signature), bytes(one.certificate)),
            one.pdf_hash,
            one.provider,
            one.identity_id is not None or one.role not in BORROWER_SIDE,
            one.signed_at,
        )


def _by_hand(row: Agreement) -> set[int]:
    found = Signature.objects.filter(agreement=row, provider=signing.PAPER).order_by()
    return set(found.values_list("place", flat=True))


def _fact(one: Signing, every: Sequence[Signing], row: Agreement) -> rules.SignatureFact:
    others = [other.detached.certificate for other in every if other is not one]
    return rules.SignatureFact(
        signer=one.slot.name,
        at=one.at,
        document_hash=one.document_hash,
        has_own_key=bool(one.detached.certificate) and one.detached.certificate not in others,
        shows_content_change=_fits(one, row),
        is_identified=one.is_identified,
    )


def _fits(one: Signing, row: Agreement) -> bool:
    """Whether the signature is one over this very document; another provider's is judged when the document is sealed."""
    service = signing.service()
    return one.provider != service.name or service.is_genuine(one.detached, paper.message_of(row))
