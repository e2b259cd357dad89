"""What each side shows about a payment that is contested: words and papers, read by both and by whoever looks into it."""

from datetime import datetime
from uuid import UUID

from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.actions.notes import keep_note
from hejie_platform.agreements.facts import keeping
from hejie_platform.agreements.models import Payment
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole


@whole
def prove_payment(
    held: HeldAgreement,
    payment: Payment,
    *,
    note: str,
    paper: bytes | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Add words or a paper to a contested payment. Raises ActionRefused, texts.Faulty for a file nobody can look at."""
    if payment.contested_at is None or held.side not in ("borrower", "lender"):
        raise ActionRefused("payment_not_contested")
    if not note.strip() and paper is None:
        raise ActionRefused("proof_empty")
    other = "lender" if held.side == "borrower" else "borrower"
    done = record(
        chain=chain_for(held.agreement.negotiation_id, "shared"),
        by=held.actor,
        verb="payment.prove",
        subject=payment.id,
        facts={"payment": payment.ref, "side": held.side},
        owed=keeping.news(held.agreement, "payment.prove", side=other, now=now),
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, paper=paper, now=now)
    return done
