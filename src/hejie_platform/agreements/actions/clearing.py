"""The clearance letter: the lender writes it here and signs it, or hands in its own paper; either claims its duty.

What the letter says comes from the signed terms and the confirmed payments. The signature service works before the
transaction; the worker writes the signature into the file and destroys the key.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hejie import texts
from hejie_platform.agreements import document, signing
from hejie_platform.agreements.access import HeldObligation
from hejie_platform.agreements.actions.documents import PDF, SealBroken
from hejie_platform.agreements.actions.notes import kept
from hejie_platform.agreements.facts import facts_for, letters
from hejie_platform.agreements.models import ClearanceLetter
from hejie_platform.agreements.signing import verification
from hejie_platform.agreements.signing.message import reason_for
from hejie_platform.cases.actions import take_step
from hejie_platform.core import ids, storage
from hejie_platform.core.models import StoredFile
from hejie_platform.ledger.actions import ActionRefused, Done, Effect, Owed, done_before, whole


@dataclass(frozen=True, slots=True)
class _Made:
    """A letter that was drawn and signed, and is not kept yet."""

    said: letters.Said
    pdf: bytes | None = None
    signed: signing.Detached | None = None


def issue_letter(
    held: HeldObligation,
    *,
    paper: bytes | None = None,
    is_confirmed: bool,
    legal_notice_seen: bool,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Issue the letter; `paper` is the lender's own one where it writes it elsewhere.

    Raises ActionRefused, StepRefused, texts.Faulty for a paper that nobody can look at.
    """
    if done := done_before(action_id, of=_keep, by=held.user):
        return done
    row = held.obligation
    if row.code != letters.DUTY:
        raise ActionRefused("letter_other_duty")
    if not is_confirmed:
        raise ActionRefused("sign_confirm_again")
    said = letters.said(row, code=ids.reference(), now=now)
    made = _Made(said) if paper is not None else _signed(held, said, now)
    return _keep(
        held,
        made,
        paper=paper,
        legal_notice_seen=legal_notice_seen,
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )


def _signed(held: HeldObligation, said: letters.Said, now: datetime) -> _Made:
    pdf = document.draw_letter(said.paper)
    hashes = {"terms_hash": said.terms_hash, "pdf_hash": letters.sha256(pdf)}
    signatory = signing.Signatory(said.lender, "lender", held.user.ref)
    return _Made(said, pdf, signing.service().sign(signatory, signing.message_for(**hashes), now=now))


@whole
def _keep(
    held: HeldObligation,
    made: _Made,
    *,
    paper: bytes | None,
    legal_notice_seen: bool,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    row, by, new_id = held.obligation, held.acting("obligation", "claim"), ids.uuid7()
    seals = made.signed is not None
    done = take_step(
        row,
        "claim",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "claim", by=by, now=now, legal_notice_seen=legal_notice_seen),
        said={"letter": made.said.code, "letter_hash": made.said.terms_hash, "own_paper": not seals},
        owed=(Owed(kind="letter.seal", payload={"letter": str(new_id)}),) if seals else (),
        now=now,
        action_id=action_id,
    )
    ClearanceLetter.objects.create(
        id=new_id,
        code=made.said.code,
        agreement=row.agreement,
        obligation=row,
        terms=texts.canonical_json(made.said.terms).decode(),
        terms_hash=made.said.terms_hash,
        issued_by=held.user,
        issued_at=now,
        own_paper=kept(paper, now=now),
        base_pdf=storage.put(made.pdf, media_type=PDF, now=now) if made.pdf else None,
        signature=made.signed.signature if made.signed else None,
        certificate=made.signed.certificate if made.signed else None,
        sealed_key=made.signed.sealed_key if made.signed else None,
    )
    return done


def seal_letter(effect: Effect, *, now: datetime) -> None:
    """Handler of `letter.seal`: write the signature into the letter and destroy its key."""
    letter = (
        ClearanceLetter.objects.select_related("base_pdf__key", "issued_by")
        .filter(pk=UUID(effect.payload["letter"]))
        .first()
    )
    if letter is None or letter.signed_pdf_id is not None or letter.base_pdf is None:
        return
    stored = storage.put(_sealed(letter, letter.base_pdf, now), media_type=PDF, now=now)
    ClearanceLetter.objects.filter(pk=letter.pk).update(signed_pdf=stored, sealed_key=None)


def _sealed(letter: ClearanceLetter, base: StoredFile, now: datetime) -> bytes:
    service, drawn = signing.service(), letters.paper_of(letter)
    place = document.letter_place(drawn)
    name = drawn.terms["lender"]
    mark = signing.Mark(
        signatory=signing.Signatory(name, "lender", letter.issued_by.ref),
        detached=signing.Detached(
            bytes(letter.signature or b""), bytes(letter.certificate or b""), letter.sealed_key
        ),
        signed_at=letter.issued_at,
        page=place.page,
        box=place.box,
        stamp=document.stamp(name=name, side="lender", at=letter.issued_at, is_licensed=service.is_licensed),
    )
    reason = reason_for(terms_hash=letter.terms_hash, pdf_hash=base.sha256)
    sealed = service.seal(storage.get(base), [mark], reason=reason, now=now)
    verdict = verification.verify(sealed, root=service.root())
    if not verdict.is_good or verdict.terms_hash != letter.terms_hash:
        raise SealBroken(", ".join(verdict.faults) or "terms")
    return sealed
