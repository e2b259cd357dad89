"""The creditor's own file of a loan: its plan and each repayment with its buckets, read in a child and kept as it was read.

The file states no figure for the talks and binds nobody: both sides read it beside the account replayed from the contract. The
newest counts. A file of which no line can be read is refused with its reasons, and nothing is kept.
"""

import hashlib
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from hejie import texts
from hejie_platform.cases.access import LENDER_STAFF, HeldNegotiation
from hejie_platform.intake.facts import opened
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole
from hejie_platform.negotiation.actions.room import lock
from hejie_platform.negotiation.models import LenderAccount

VERB: Final = "negotiation.account_file"
MOST_BYTES: Final = 10_000_000


def hand_in_account(
    held: HeldNegotiation,
    data: bytes,
    *,
    password: str = "",
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Read and keep the creditor's file. Raises texts.Faulty with every reason, ActionRefused for anybody else."""
    if not held.is_lender_side:
        raise ActionRefused("account_not_yours")
    if len(data) > MOST_BYTES:
        raise texts.Faulty((texts.fault("paper_too_large", "file", most_mb=MOST_BYTES // 1_000_000),))
    try:
        read = opened.answer(data, {"do": "lender_file", "password": password})
    except opened.Ended:
        raise texts.Faulty((texts.fault("paper_reading_stopped", "file"),)) from None
    if not read["plan"] and not read["repayments"]:
        raise texts.Faulty(tuple(texts.fault(one["code"], "file", **one["facts"]) for one in read["faults"]))
    return _keep(held, read, hashlib.sha256(data).hexdigest(), now=now, action_id=action_id)


@whole
def _keep(
    held: HeldNegotiation, read: dict[str, Any], sha256: str, *, now: datetime, action_id: UUID
) -> Done:
    row, by = lock(held), held.acting("negotiation", "message")
    if by.role not in LENDER_STAFF:
        raise ActionRefused("account_not_yours")
    made = LenderAccount.objects.create(
        negotiation=row,
        read=read,
        sha256=sha256,
        plan_rows=len(read["plan"]),
        repayment_rows=len(read["repayments"]),
        bad_rows=len(read["faults"]),
        handed_in_by=held.user,
        handed_in_at=now,
    )
    said = {"account": made.ref, "hash": sha256, "rows": made.plan_rows + made.repayment_rows}
    return record(
        chain=chain_for(row.id, "shared"),
        by=by,
        verb=VERB,
        subject=row.id,
        facts=said,
        now=now,
        action_id=action_id,
    )
