"""The creditor's own file: the plan and each repayment with its buckets, read in a child and kept as it was read.

The file states no figure for the talks and binds nobody: the account of the claim is computed from its repayments, and both
sides read it beside the contract. The newest counts; nobody changes a row. A file of several loans says nothing to anybody
until the creditor has said which is which, and only the loans of these talks are kept then. A file of which no line can be read
is refused with its reasons, and nothing is kept.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from hejie import papers, texts
from hejie_platform.cases.access import LENDER_STAFF, HeldNegotiation
from hejie_platform.intake.facts import found, opened
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole
from hejie_platform.negotiation import queries
from hejie_platform.negotiation.actions.room import lock
from hejie_platform.negotiation.models import LenderAccount

VERB: Final = "negotiation.account_file"
CHOSEN: Final = "negotiation.account_loans"
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
    except opened.Ended as ended:
        code = opened.code_of(ended, "paper_reading_stopped")
        raise texts.Faulty((texts.fault(code, "file"),)) from None
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


@whole
def choose_loans(
    held: HeldNegotiation,
    account: str,
    numbers: Mapping[str, str],
    *,
    now: datetime,
    action_id: UUID,
    seen_version: int | None = None,
) -> Done:
    """Say which number in the file (of the reference `account`) each loan of the talks has; rows of others are not kept.

    `numbers`: reference of the loan to number; a loan that the file does not hold is left out. Raises texts.Faulty,
    ActionRefused: it is not the newest file, or it was said already.
    """
    row, by = lock(held), held.acting("negotiation", "message")
    if by.role not in LENDER_STAFF:
        raise ActionRefused("account_not_yours")
    newest = queries.newest_account(row)
    if newest is None or newest.ref != account or newest.loans:
        raise ActionRefused("account_not_asked")
    _check_numbers(newest, numbers)
    kept = papers.of_loans(found.lender_file(newest.read), set(numbers.values()))
    newest.loans, newest.read = dict(numbers), found.of_lender_file(kept)
    newest.plan_rows, newest.repayment_rows = len(kept.plan), len(kept.repayments)
    newest.save(update_fields=["loans", "read", "plan_rows", "repayment_rows"])
    said = {"account": newest.ref, "loans": sorted(numbers), "rows": newest.plan_rows + newest.repayment_rows}
    return record(
        chain=chain_for(row.id, "shared"),
        by=by,
        verb=CHOSEN,
        subject=row.id,
        facts=said,
        now=now,
        action_id=action_id,
    )


def _check_numbers(account: LenderAccount, numbers: Mapping[str, str]) -> None:
    """Loans of these talks, numbers of this file, each once. Raises texts.Faulty."""
    here, there = set(queries.loan_refs(account.negotiation)), set(queries.numbers_in(account))
    faults = [texts.fault("account_loan_unknown", ref) for ref in numbers if ref not in here]
    faults += [texts.fault("account_loan_unknown", ref) for ref, one in numbers.items() if one not in there]
    if len(set(numbers.values())) < len(numbers):
        faults.append(texts.fault("account_loan_twice", ""))
    if not numbers:
        faults.append(texts.fault("account_loan_none", ""))
    if faults:
        raise texts.Faulty(tuple(faults))
