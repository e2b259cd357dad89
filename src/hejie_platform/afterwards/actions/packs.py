"""The court pack: one document and the papers it lists, made by one side from what is its own or signed by both.

What goes in is chosen here and written down at once, with each paper's hash: that entry is the disclosure. The worker draws
the document and bundles the papers later; it reads nothing that the index does not name.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import translation

from hejie import texts
from hejie_platform.afterwards import document
from hejie_platform.afterwards.facts import leaving, packing
from hejie_platform.afterwards.models import CourtPack, OwnPayment
from hejie_platform.agreements.models import Payment
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import storage
from hejie_platform.core.models import StoredFile
from hejie_platform.core.refusals import as_said, heed
from hejie_platform.intake.models import EvidenceItem
from hejie_platform.ledger.actions import (
    ActionRefused,
    Done,
    Effect,
    Owed,
    chain_for,
    note_access,
    record,
    whole,
)
from hejie_platform.people.models import User

PDF, ZIP = "application/pdf", "application/zip"


@whole
def make_pack(
    held: HeldNegotiation, *, papers: Collection[str], language: str, now: datetime, action_id: UUID
) -> Done:
    """Write down what one's own side discloses now, and owe the files. Raises ActionRefused while talks run, LawRefused for
    what was said or put in the talks, and for facts that not both sides have signed.
    """
    if held.negotiation.state not in ("ended", "agreed"):
        raise ActionRefused("pack_talks_run")
    found = heed(leaving.checked(held.negotiation, papers, now=now))
    rows = packing.listed(_chosen(held, set(papers) - leaving.refs(held.negotiation)))
    index = packing.as_json(rows)
    pack = CourtPack.objects.create(
        negotiation=held.negotiation,
        side=held.side,
        made_by=held.user,
        made_at=now,
        index=index,
        index_hash=texts.digest({"papers": index}),
    )
    for row in rows:
        note_access(
            reader=held.actor,
            kind="evidence_file",
            subject=UUID(row.row),
            owner=held.negotiation.case.borrower,
            purpose="court_pack",
            now=now,
        )
    return record(
        chain=_chain(held),
        by=held.actor,
        verb="court_pack.make",
        subject=pack.id,
        facts={
            "ref": pack.ref,
            "papers": [row.sha256 for row in rows],
            "index": pack.index_hash,
            "law": as_said(found),
        },
        owed=(Owed(kind="court_pack.draw", payload={"pack": str(pack.pk), "language": language}),),
        now=now,
        action_id=action_id,
    )


def _chain(held: HeldNegotiation) -> Any:
    """The chain of one's own side: the other side learns nothing of a pack."""
    if held.is_lender_side:
        return chain_for(held.negotiation.id, "lender")
    return chain_for(held.negotiation.case_id, "borrower")


def _chosen(held: HeldNegotiation, refs: Collection[str]) -> Iterator[dict[str, Any]]:
    """The papers that were ticked. A lender has no papers here: what the borrower filed is not its own to give away."""
    if not held.is_borrower_side:
        return
    known = {row["ref"]: row for row in own_papers(held.negotiation)}
    if unknown := set(refs) - set(known):
        raise ActionRefused("pack_paper_unknown", count=len(unknown))
    for ref, row in known.items():
        if ref in set(refs):
            yield {name: value for name, value in row.items() if name != "ref"}


def own_papers(talks: Negotiation) -> list[dict[str, Any]]:
    """What the borrower's side may give away: its evidence for these loans or for none in particular, and its receipts."""
    return [*_evidence(talks), *_receipts(talks), *_proofs(talks)]


def _evidence(talks: Negotiation) -> Iterator[dict[str, Any]]:
    rows = EvidenceItem.objects.filter(case=talks.case, removed_at__isnull=True)
    for row in rows.select_related("file", "filed_by", "loan").defer("reading").order_by("filed_at", "id"):
        if row.loan is None or row.loan.creditor_id == talks.creditor_id:
            yield _paper(row.ref, "evidence", row, row.kind, row.name, row.filed_by, row.filed_at, row.file)


def _receipts(talks: Negotiation) -> Iterator[dict[str, Any]]:
    rows = OwnPayment.objects.filter(
        line__plan__case=talks.case, line__loan__creditor=talks.creditor, receipt__isnull=False
    )
    for row in rows.select_related("receipt", "told_by").order_by("paid_on", "id"):
        if row.receipt and row.told_at:
            yield _paper(row.ref, "receipt", row, "receipt", "", row.told_by, row.told_at, row.receipt)


def _proofs(talks: Negotiation) -> Iterator[dict[str, Any]]:
    rows = Payment.objects.filter(
        agreement__negotiation=talks, proof__isnull=False, claimed_by__parties__case=talks.case
    )
    for row in rows.select_related("proof", "claimed_by").order_by("paid_on", "id").distinct():
        if row.proof:
            yield _paper(row.ref, "proof", row, "receipt", "", row.claimed_by, row.claimed_at, row.proof)


def _paper(
    ref: str, source: str, row: Any, kind: str, name: str, by: User | None, at: datetime, file: StoredFile
) -> dict[str, Any]:
    return {
        "ref": ref,
        "source": source,
        "row": str(row.pk),
        "kind": kind,
        "name": name,
        "filed_by": by.name if by else "",
        "filed_at": packing.moment(at),
        "sha256": file.sha256,
        "media_type": file.media_type,
    }


def draw_pack(effect: Effect, *, now: datetime) -> None:
    """Handler of `court_pack.draw`: the document and the bundle, made once."""
    pack = CourtPack.objects.select_related("negotiation__case__borrower", "negotiation__creditor").get(
        pk=UUID(effect.payload["pack"])
    )
    if pack.bundle_id is not None:
        return
    with translation.override(effect.payload.get("language") or "zh-hans"):
        drawn = document.draw_pack(pack, at=pack.made_at)
    index = packing.from_json(pack.index)
    data = packing.bundle(drawn, index, [storage.get(_file(row)) for row in index])
    kept = storage.put(drawn, media_type=PDF, now=now), storage.put(data, media_type=ZIP, now=now)
    waiting = CourtPack.objects.filter(pk=pack.pk, bundle__isnull=True)
    if not waiting.update(document=kept[0], bundle=kept[1]):
        for stored in kept:  # another worker was faster: its files count
            key = stored.key
            stored.delete()
            key.delete()


def _file(row: packing.Listed) -> StoredFile:
    """The file of a paper that the index names."""
    if row.source == "evidence":
        return EvidenceItem.objects.select_related("file__key").get(pk=UUID(row.row)).file
    if row.source == "receipt":
        found = OwnPayment.objects.select_related("receipt__key").get(pk=UUID(row.row)).receipt
    else:
        found = Payment.objects.select_related("proof__key").get(pk=UUID(row.row)).proof
    if found is None:
        raise storage.FileGone
    return found
