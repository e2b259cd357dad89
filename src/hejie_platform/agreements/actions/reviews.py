"""Looking again: at the budget once in a while, and at the whole when it is over.

A look at the budget is a duty without a penalty: "nothing changed" takes one act, anything else leads to a request for change.
What the household answers is its own; the lender learns that it was looked at. What is said at the end is each side's own too,
and is counted for statistics apart from the case, without words and without names.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F

from hejie_platform.agreements.access import HeldAgreement, HeldObligation
from hejie_platform.agreements.models import BudgetReview, ClosingAnswer, ClosingReview, Obligation
from hejie_platform.cases.models import Clock
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole

CHANGES = BudgetReview.CHANGES
WORKED = ("affordable", "clear", "reminders", "lender_kept_word", "mediator", "pause")
HARD = ("amount", "days", "communication", "collection", "papers", "nothing")
AGAIN = ("yes", "maybe", "no")
OVER = ("completed", "paid_early", "failed", "varied", "set_aside")


@whole
def answer_review(
    held: HeldObligation,
    *,
    change: str,
    words: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Say whether the income changed since the last look. Raises ActionRefused."""
    row = held.obligation
    if row.kind != "review" or not held.is_household or change not in CHANGES:
        raise ActionRefused("duty_is_no_review")
    same = Obligation.objects.filter(pk=row.pk, state="open")
    if seen_version is not None:
        same = same.filter(version=seen_version)
    if BudgetReview.objects.filter(obligation=row).exists() or not same.update(version=F("version") + 1):
        raise ActionRefused("stale")
    running = Clock.objects.filter(subject=row.pk, stopped_at__isnull=True, fired_at__isnull=True)
    running.update(stopped_at=now)
    BudgetReview.objects.create(
        obligation=row, change=change, words=words.strip(), given_by=held.user, given_at=now
    )
    return record(
        chain=chain_for(row.agreement.negotiation_id, "shared"),
        by=held.actor,
        verb="obligation.review",
        subject=row.id,
        facts={"number": row.number},
        now=now,
        action_id=action_id,
    )


@whole
def give_closing_review(
    held: HeldAgreement,
    *,
    worked: Collection[str],
    hard: Collection[str],
    again: str,
    words: str = "",
    now: datetime,
    action_id: UUID,
) -> Done:
    """Say at the end how it went, once for each side. Raises ActionRefused."""
    row = held.agreement
    if row.state != "ended" or row.reason not in OVER or held.side not in ("borrower", "lender"):
        raise ActionRefused("closing_not_over")
    if ClosingReview.objects.filter(agreement=row, side=held.side).exists():
        raise ActionRefused("closing_given")
    answers = {
        "side": held.side,
        "worked": sorted(set(worked) & set(WORKED)),
        "hard": sorted(set(hard) & set(HARD)),
        "again": again if again in AGAIN else "",
    }
    ClosingReview.objects.create(
        agreement=row, **answers, words=words.strip(), given_by=held.user, given_at=now
    )
    ClosingAnswer.objects.create(**answers, month=clock.legal_day(now).replace(day=1), ended=row.reason)
    on = (row.the_case.id, "borrower") if held.side == "borrower" else (row.negotiation_id, "lender")
    return record(
        chain=chain_for(*on),
        by=held.actor,
        verb="agreement.closing_review",
        subject=row.id,
        facts={},
        now=now,
        action_id=action_id,
    )
