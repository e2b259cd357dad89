"""The signature of a creditor that has no desk here: given on the printed document, recorded from the paper that came back.

    record_signature(held, on_paper=OnPaper(mark="3f9c01ab", signed_by="...", signed_on=day, scan=..., authority=...), ...)

The mark at the foot of the paper is typed from it, so that no other version is taken for this one. The declaration takes
effect when it reaches the other side (Civil Code 137, 484), which is when it is recorded: the agreement is in force from then
on, and a paper that comes after the time to sign finds nothing to sign. The electronic signatures are the others' alone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hejie_platform.agreements import signing
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.actions.notes import keep_note, kept
from hejie_platform.agreements.actions.sign import Brought, free, keep_signature
from hejie_platform.agreements.facts import keeping, paper, terms
from hejie_platform.agreements.models import Agreement, PaperSignature, Signature
from hejie_platform.core import clock
from hejie_platform.core.models import StoredFile
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole

MARK = 8  # characters of the terms' SHA-256 at the foot of each page: enough to tell two papers apart, few to type
NOTHING = signing.Detached(b"", b"")  # there is no electronic signature in this place


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What the paper shows: its mark, who signed on which day; the scan, and the paper that says that they may."""

    mark: str
    signed_by: str
    signed_on: date
    scan: bytes | None
    authority: bytes | None


@whole
def record_signature(held: HeldAgreement, *, on_paper: OnPaper, now: datetime, action_id: UUID) -> Done:
    """Record that the creditor signed; with the last signature the agreement is in force.

    Raises ActionRefused for another document, a day that cannot be, a missing paper; texts.Faulty for a file that nobody
    can look at; StepRefused.
    """
    row = held.agreement
    slot = free(row, _lenders_place(row))
    _guard(row, on_paper, now)
    scan, authority = _files(on_paper, now)
    done = keep_signature(
        held,
        held.acting("agreement", "sign"),
        slot,
        NOTHING,
        brought=_read_on_paper(row),
        provider=signing.PAPER,
        said={"on_paper": on_paper.signed_on.isoformat(), "scan": scan.sha256, "authority": authority.sha256},
        now=now,
        action_id=action_id,
    )
    signature = Signature.objects.get(agreement=row, place=slot.place)
    _keep(signature, held, on_paper, scan, authority, now)
    return done


@whole
def correct_scan(held: HeldAgreement, *, on_paper: OnPaper, why: str, now: datetime, action_id: UUID) -> Done:
    """Another scan takes the place of a wrong one, which stays to be seen; nothing else changes. Raises ActionRefused.

    A file that was sealed already names the former scan and stays as it is: the entry here joins the two.
    """
    row = held.agreement
    signature = Signature.objects.select_for_update().filter(agreement=row, provider=signing.PAPER).first()
    if signature is None:
        raise ActionRefused("paper_not_signed")
    if not why.strip():
        raise ActionRefused("paper_needs_why")
    _guard(row, on_paper, now)
    before = signature.papers.select_related("scan", "authority").latest("number")
    scan, authority = _files(on_paper, now)
    done = record(
        chain=chain_for(row.negotiation_id, "shared"),
        by=held.actor,
        verb="agreement.correct_scan",
        subject=row.id,
        facts={
            "place": signature.place,
            "on_paper": on_paper.signed_on.isoformat(),
            "scan": scan.sha256,
            "authority": authority.sha256,
            "before": before.scan.sha256,
        },
        owed=keeping.news(row, "agreement.correct_scan", side="borrower", now=now),
        now=now,
        action_id=action_id,
    )
    _keep(signature, held, on_paper, scan, authority, now, number=before.number + 1, why=why.strip())
    keep_note(done, words=why, now=now)
    return done


def _lenders_place(row: Agreement) -> terms.Slot:
    places = (slot for slot in terms.slots_of(terms.terms_of(row)) if slot.side == "lender")
    return next(places)


def _read_on_paper(row: Agreement) -> Brought:
    """The risks and the notice stand printed in the document that was signed; the paper itself is the confirmation."""
    risks = terms.serious_risks_of(terms.terms_of(row))
    return Brought(paper.seen_hash(row), risks, legal_notice_seen=True, is_confirmed=True)


def _guard(row: Agreement, said: OnPaper, now: datetime) -> None:
    if said.mark.strip().lower() != row.terms_hash[:MARK]:
        raise ActionRefused("paper_other_document")
    if not said.signed_by.strip():
        raise ActionRefused("paper_needs_signer")
    if not clock.legal_day(row.created_at) <= said.signed_on <= clock.legal_day(now):
        raise ActionRefused("paper_day_wrong")


def _files(said: OnPaper, now: datetime) -> tuple[StoredFile, StoredFile]:
    scan, authority = kept(said.scan, now=now), kept(said.authority, now=now)
    if scan is None or authority is None:
        raise ActionRefused("paper_needs_scan")
    return scan, authority


def _keep(
    signature: Signature,
    held: HeldAgreement,
    said: OnPaper,
    scan: StoredFile,
    authority: StoredFile,
    now: datetime,
    *,
    number: int = 1,
    why: str = "",
) -> None:
    PaperSignature.objects.create(
        signature=signature,
        number=number,
        signed_by=said.signed_by.strip(),
        signed_on=said.signed_on,
        scan=scan,
        authority=authority,
        why=why,
        recorded_by=held.user,
        recorded_at=now,
    )
