"""When is an agreement in force? When the last party has signed reliably, and the presiding body has sealed it.

Each signature has to be the signer's own: a key of their own under their sole control, every later change to signature
or content shows, a proven identity, full capacity or an agent with authority, and the very document that is kept.

    three signatures, 09:00, 10:30, 11:00, all in order      in force since 11:00
    one of them over another document                        not in force, and the signer is named
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hejie.rules.checks.findings import Maker
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding

# What a reliable signature shows, each with the fact that tells it.
CONDITIONS: Final = {
    "own_key": "has_own_key",
    "sole_control": "is_solely_controlled",
    "signature_change_shows": "shows_signature_change",
    "content_change_shows": "shows_content_change",
    "identity": "is_identified",
    "capacity": "may_act",
}


@dataclass(frozen=True, slots=True)
class SignatureFact:
    """One signature as a check sees it. `may_act`: full capacity, or an agent with authority signed."""

    signer: str
    at: datetime
    document_hash: str
    has_own_key: bool = True
    is_solely_controlled: bool = True
    shows_signature_change: bool = True
    shows_content_change: bool = True
    is_identified: bool = True
    may_act: bool = True


@dataclass(frozen=True, slots=True)
class SigningFacts:
    """The signatures of an agreement and who must sign it. `stored_hash` is that of the document as it is kept."""

    needed: tuple[str, ...]
    signatures: tuple[SignatureFact, ...]
    stored_hash: str
    esignature_agreed: bool = True
    has_body: bool = False
    mediator_signed: bool = False
    body_sealed: bool = False


def check_signatures(facts: SigningFacts, *, pack: LawPack) -> tuple[Finding, ...]:
    """In force since when, or everything that still stands against it."""
    maker = Maker(pack, "SIGNATURE_EFFECT", ("CN-ESG-01", "CN-ESG-02", "CN-ID-03"), "block")
    gaps = (*_missing(maker, facts), *_each(maker, facts), *_body(facts, pack))
    if gaps:
        return gaps
    last = max(one.at for one in facts.signatures)
    return (maker.make("pass", "signatures_effective", effective_on=last.date().isoformat()),)


def _missing(maker: Maker, facts: SigningFacts) -> Iterator[Finding]:
    if not facts.esignature_agreed:
        yield maker.broken("esignature_not_agreed")
    signed = {one.signer for one in facts.signatures}
    for signer in facts.needed:
        if signer not in signed:
            yield maker.broken("signature_missing", signer=signer)
    if not facts.needed and not facts.signatures:
        yield maker.missing("signatures")


def _each(maker: Maker, facts: SigningFacts) -> Iterator[Finding]:
    for one in facts.signatures:
        for gap, claim in CONDITIONS.items():
            if not getattr(one, claim):
                yield maker.broken("signature_gap", signer=one.signer, gap=gap)
        if one.document_hash != facts.stored_hash:
            yield maker.broken("signature_of_other_document", signer=one.signer)


def _body(facts: SigningFacts, pack: LawPack) -> Iterator[Finding]:
    """Where a body presided, its mediator signs and it seals."""
    if not facts.has_body:
        return
    maker = Maker(pack, "SIGNATURE_EFFECT", ("CN-MED-10", "CN-MED-03"), "block")
    for gap, is_there in (("mediator_signature", facts.mediator_signed), ("body_seal", facts.body_sealed)):
        if not is_there:
            yield maker.broken("signature_seal_missing", gap=gap)
