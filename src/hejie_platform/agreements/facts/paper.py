"""Agreement row -> what its document is drawn from, and where each signature goes."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hejie_platform.agreements import document, signing
from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import Agreement, Signature
from hejie_platform.core import clock
from hejie_platform.negotiation.queries import certificate_of
from hejie_platform.people import queries as people
from hejie_platform.people.models import User


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one signature."""

    side: str
    name: str
    where: document.Place


def paper_of(agreement: Agreement) -> document.Paper:
    """Everything that the document says: the frozen terms, and the day on which they were drawn up."""
    said = terms.terms_of(agreement)
    return document.Paper(
        terms=said,
        terms_hash=agreement.terms_hash,
        ref=agreement.ref,
        drawn_on=clock.legal_day(agreement.created_at),
        slots=tuple((slot.side, slot.name) for slot in terms.slots_of(said)),
        computation=certificate_of(agreement.offer),
    )


def message_of(agreement: Agreement) -> bytes:
    """What every signer of this agreement signs. Raises ValueError while the document is not written."""
    if agreement.base_pdf is None:
        raise ValueError(f"agreement {agreement.ref} has no document yet")
    return signing.message_for(terms_hash=agreement.terms_hash, pdf_hash=agreement.base_pdf.sha256)


def seen_hash(agreement: Agreement) -> str:
    """What a page shows and a form brings back, so that nobody signs another document than the one they read."""
    return hashlib.sha256(message_of(agreement)).hexdigest() if agreement.base_pdf else ""


def both_names(name: str, signer: User, on_behalf_of: User | None, day: date) -> str:
    """The name in the place of a signature; where a representative signs, both names."""
    if on_behalf_of is None:
        return name
    proof = people.proven_identity(signer, day)
    return f"{name}（代理人：{proof.legal_name if proof else signer.name}）"


def slots_of(agreement: Agreement) -> list[Slot]:
    """Who signs this document, and where: the document is laid out once to find it."""
    paper = paper_of(agreement)
    found = zip(paper.slots, document.places(paper), strict=True)
    return [Slot(side, name, place) for (side, name), place in found]


def marks_of(
    slots: Sequence[Slot], signatures: Sequence[Signature], *, is_licensed: bool
) -> list[signing.Mark]:
    """The electronic signatures as they are written into the document, in the order of their places."""
    marks = []
    for one in sorted(_of(signatures, on_paper=False), key=lambda found: found.place):
        slot = slots[one.place - 1]
        name = both_names(slot.name, one.signer, one.on_behalf_of, clock.legal_day(one.signed_at))
        marks.append(
            signing.Mark(
                signatory=signing.Signatory(name, slot.side, one.signer.ref),
                detached=signing.Detached(bytes(one.signature), bytes(one.certificate), one.sealed_key),
                signed_at=one.signed_at,
                page=slot.where.page,
                box=slot.where.box,
                stamp=document.stamp(name=name, side=slot.side, at=one.signed_at, is_licensed=is_licensed),
            )
        )
    return marks


def paper_marks_of(slots: Sequence[Slot], signatures: Sequence[Signature]) -> list[signing.PaperMark]:
    """The places that were signed on paper, as the file says and shows them; of each the newest scan."""
    marks = []
    for one in _of(signatures, on_paper=True):
        slot = slots[one.place - 1]
        kept = one.papers.select_related("scan").latest("number")
        said = signing.OnPaper(
            slot.side, slot.name, kept.signed_by, kept.signed_on.isoformat(), kept.scan.sha256
        )
        stamp = document.paper_stamp(
            name=slot.name,
            side=slot.side,
            by=said.signed_by,
            on=kept.signed_on,
            scan=said.scan,
            at=one.signed_at,
        )
        marks.append(signing.PaperMark(said, slot.where.page, slot.where.box, stamp))
    return marks


def _of(signatures: Sequence[Signature], *, on_paper: bool) -> list[Signature]:
    return [one for one in signatures if (one.provider == signing.PAPER) is on_paper]
