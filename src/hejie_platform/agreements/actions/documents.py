"""The documents of an agreement, made by the worker: drawn once when it is drawn up, sealed once when all have signed.

Each may run twice and does its work once: what is there already is left alone. A sealed file is judged like a stranger would
before it is kept; then the signers' keys are destroyed.
"""

from datetime import datetime, timedelta
from uuid import UUID

from hejie_platform.agreements import document, signing
from hejie_platform.agreements.facts import paper
from hejie_platform.agreements.models import Agreement, Signature
from hejie_platform.agreements.signing import verification
from hejie_platform.agreements.signing.message import reason_for
from hejie_platform.core import storage
from hejie_platform.core.models import StoredFile
from hejie_platform.ledger.actions import Effect, NotYet

PDF = "application/pdf"
A_DAY = timedelta(days=1)


class SealBroken(RuntimeError):
    """The file that was just sealed does not verify; nothing is kept, and the effect is tried again."""


def draw_document(effect: Effect, *, now: datetime) -> None:
    """Handler of `draw_document`: write the agreement that all are to sign."""
    agreement = Agreement.objects.get(pk=UUID(effect.payload["subject"]))
    if agreement.base_pdf_id is not None:
        return
    drawn = document.draw(paper.paper_of(agreement))
    stored = storage.put(drawn, media_type=PDF, now=now)
    waiting = Agreement.objects.filter(pk=agreement.pk, base_pdf__isnull=True)
    _keep_or_drop(stored, is_kept=bool(waiting.update(base_pdf=stored)))


def seal_document(effect: Effect, *, now: datetime) -> None:
    """Handler of `seal_document`: write all signatures into the document and destroy the keys."""
    agreement = Agreement.objects.select_related("base_pdf__key").get(pk=UUID(effect.payload["subject"]))
    if agreement.signed_pdf_id is None:
        stored = storage.put(_sealed(agreement, now), media_type=PDF, now=now)
        waiting = Agreement.objects.filter(pk=agreement.pk, signed_pdf__isnull=True)
        _keep_or_drop(stored, is_kept=bool(waiting.update(signed_pdf=stored)))
    _destroy_keys(agreement)


def destroy_keys(effect: Effect, *, now: datetime) -> None:
    """Handler of `keys.destroy`: after the time to sign, no key of an agreement outlives its purpose."""
    agreement = Agreement.objects.get(pk=UUID(effect.payload["agreement"]))
    is_waiting = agreement.state == "signing" or (
        agreement.signed_pdf_id is None and agreement.effective_at is not None
    )
    if is_waiting:
        raise NotYet(now + A_DAY)
    _destroy_keys(agreement)


def _sealed(agreement: Agreement, now: datetime) -> bytes:
    if agreement.base_pdf is None:
        raise LookupError(f"agreement {agreement.ref} has no document to seal")
    service = signing.service()
    signatures = list(
        Signature.objects.filter(agreement=agreement).select_related("signer").order_by("place")
    )
    slots = paper.slots_of(agreement)
    marks = paper.marks_of(slots, signatures, is_licensed=service.is_licensed)
    reason = reason_for(terms_hash=agreement.terms_hash, pdf_hash=agreement.base_pdf.sha256)
    base = signing.write_in(storage.get(agreement.base_pdf), paper.paper_marks_of(slots, signatures))
    sealed = service.seal(base, marks, reason=reason, now=now)
    verdict = verification.verify(sealed, root=service.root())
    if not verdict.is_good or verdict.terms_hash != agreement.terms_hash:
        raise SealBroken(", ".join(verdict.faults) or "terms")
    return sealed


def _keep_or_drop(stored: StoredFile, *, is_kept: bool) -> None:
    """Another worker was faster: its file counts, ours goes."""
    if not is_kept:
        key = stored.key
        stored.delete()
        key.delete()


def _destroy_keys(agreement: Agreement) -> None:
    Signature.objects.filter(agreement=agreement, sealed_key__isnull=False).update(sealed_key=None)
