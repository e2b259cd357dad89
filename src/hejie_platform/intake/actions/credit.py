"""The wish for more credit: written down, and answered by a person with a reason and a way. Never granted here.

A wish for a higher limit is no part of hardship talks: more credit in hardship makes it harder. The first answer holds at
once; a person of the desk may answer with another way, and no answer that could be given raises a limit.
"""

from datetime import datetime
from uuid import UUID

from hejie_platform.cases.access import HeldCase
from hejie_platform.intake.actions.wrong import refuse
from hejie_platform.intake.models import CreditRequest
from hejie_platform.ledger.actions import ActionRefused, Done, Owed, chain_for, record, whole

ANSWERS = CreditRequest.ANSWERS
KINDS = CreditRequest.KINDS


@whole
def ask_credit(
    held: HeldCase, *, kind: str, amount_minor: int | None, words: str, now: datetime, action_id: UUID
) -> Done:
    """Write the wish down. Raises Wrong for an unknown kind, ActionRefused when one of the kind waits already."""
    if kind not in CreditRequest.KINDS:
        raise refuse("answer_not_on_list", "kind")
    if CreditRequest.objects.filter(case=held.case, kind=kind, answered_at__isnull=True).exists():
        raise ActionRefused("credit_asked_already")
    made = CreditRequest.objects.create(
        case=held.case,
        kind=kind,
        amount_minor=amount_minor,
        words=words.strip(),
        asked_by=held.user,
        asked_at=now,
    )
    said = {"credit": made.ref, "kind": kind, "answer": made.answer}
    return _record(held, "case.ask_credit", said, (), now, action_id)


@whole
def answer_credit(
    held: HeldCase, row: CreditRequest, *, answer: str, words: str, now: datetime, action_id: UUID
) -> Done:
    """Answer it with a reason and a way. Raises Wrong for an answer that is not on the list: none of them grants."""
    if answer not in CreditRequest.ANSWERS:
        raise refuse("answer_not_on_list", "answer")
    waiting = CreditRequest.objects.filter(pk=row.pk, answered_at__isnull=True)
    if not waiting.update(answer=answer, answered_by=held.user, answered_at=now):
        raise ActionRefused("stale")
    row.refresh_from_db()
    row.answer_words = words.strip()
    row.save(update_fields=["answer_words"])
    payload = {"to": str(row.asked_by_id), "code": "credit_answered", "facts": {"ref": held.case.ref}}
    told = Owed(kind="notice.send", payload=payload | {"about": {"case": held.case.ref}, "side": "borrower"})
    said = {"credit": row.ref, "kind": row.kind, "answer": answer}
    return _record(held, "case.answer_credit", said, (told,), now, action_id)


def _record(
    held: HeldCase,
    verb: str,
    said: dict[str, str],
    owed: tuple[Owed, ...],
    now: datetime,
    action_id: UUID,
) -> Done:
    return record(
        chain=chain_for(held.case.id, "borrower"),
        by=held.actor,
        verb=verb,
        subject=held.case.id,
        facts=said,
        owed=owed,
        now=now,
        action_id=action_id,
    )
