"""A plan of one's own: made, told of each payment, stopped. It binds nobody, and nobody else sees it.

Only codes and figures go into the ledger; the lenders learn nothing of it, because it stands on the borrower's own chain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from hejie_platform.afterwards.facts import sharing
from hejie_platform.afterwards.models import OwnLine, OwnPayment, OwnPlan
from hejie_platform.agreements.actions.notes import kept
from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.models import Case
from hejie_platform.core import clock
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole

MOST_MONTHS: Final = 36  # our own rule: who plans longer than three years plans anew


@dataclass(frozen=True, slots=True)
class Share:
    """What one loan gets each month, in minor units."""

    loan_ref: str
    monthly_minor: int
    is_first: bool = False


@whole
def make_plan(
    held: HeldCase,
    *,
    first_on: date,
    months: int,
    shares: Sequence[Share],
    reminds: bool,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Keep a plan; one that runs already makes room for it, with every payment told so far. Raises ActionRefused."""
    _guard(first_on, months, shares, now)
    loans = _loans(held.case, shares)
    OwnPlan.objects.filter(case=held.case, ended_at__isnull=True).update(ended_at=now, ended="replaced")
    plan = OwnPlan.objects.create(
        case=held.case, made_by=held.user, made_at=now, first_on=first_on, months=months, reminds=reminds
    )
    for number, one in enumerate((one for one in shares if one.monthly_minor), start=1):
        _add_line(plan, number, one, loans[one.loan_ref])
    return record(
        chain=chain_for(held.case.id, "borrower"),
        by=held.actor,
        verb="own_plan.make",
        subject=plan.id,
        facts={
            "ref": plan.ref,
            "months": months,
            "monthly_minor": sum(one.monthly_minor for one in shares),
            "first_on": first_on.isoformat(),
        },
        now=now,
        action_id=action_id,
    )


def _guard(first_on: date, months: int, shares: Sequence[Share], now: datetime) -> None:
    if first_on < clock.legal_day(now):
        raise ActionRefused("own_plan_day_past")
    if not 1 <= months <= MOST_MONTHS:
        raise ActionRefused("own_plan_months", most=MOST_MONTHS)
    if not any(one.monthly_minor > 0 for one in shares):
        raise ActionRefused("own_plan_empty")


def _loans(case: Case, shares: Sequence[Share]) -> dict[str, ClaimedLoan]:
    """The loans that the plan names, all of this case."""
    wanted = [one.loan_ref for one in shares if one.monthly_minor]
    found = {
        loan.ref: loan
        for loan in ClaimedLoan.objects.filter(case=case, removed_at__isnull=True, ref__in=wanted).order_by(
            "id"
        )
    }
    if set(found) != set(wanted):
        raise ActionRefused("own_plan_loan_unknown")
    return found


def _add_line(plan: OwnPlan, number: int, one: Share, loan: ClaimedLoan) -> None:
    line = OwnLine.objects.create(
        plan=plan,
        number=number,
        loan=loan,
        monthly_minor=one.monthly_minor,
        owed_minor=loan.balance_minor,
        is_first=one.is_first,
    )
    dues = sharing.payments(
        monthly_minor=one.monthly_minor,
        owed_minor=loan.balance_minor,
        first_on=plan.first_on,
        months=plan.months,
    )
    OwnPayment.objects.bulk_create(
        OwnPayment(line=line, number=due.number, due_on=due.on, amount_minor=due.amount_minor) for due in dues
    )


@whole
def tell_payment(
    held: HeldCase,
    payment: OwnPayment,
    *,
    amount_minor: int,
    paid_on: date,
    receipt: bytes | None = None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Tick what was paid, with a receipt if there is one. Raises ActionRefused, texts.Faulty for an unreadable receipt."""
    if paid_on > clock.legal_day(now):
        raise ActionRefused("own_payment_day_ahead")
    if amount_minor <= 0:
        raise ActionRefused("payment_not_positive")
    told = OwnPayment.objects.filter(pk=payment.pk, paid_on__isnull=True)
    if not told.update(
        paid_on=paid_on,
        paid_minor=amount_minor,
        receipt=kept(receipt, now=now),
        told_by=held.user,
        told_at=now,
    ):
        raise ActionRefused("own_payment_told")
    return record(
        chain=chain_for(held.case.id, "borrower"),
        by=held.actor,
        verb="own_plan.tell_payment",
        subject=payment.id,
        facts={"ref": payment.ref, "paid_minor": amount_minor, "paid_on": paid_on.isoformat()},
        now=now,
        action_id=action_id,
    )


@whole
def stop_plan(held: HeldCase, *, now: datetime, action_id: UUID) -> Done:
    """Stop the plan that runs; what was paid stays written. Raises ActionRefused where none runs."""
    plan = OwnPlan.objects.filter(case=held.case, ended_at__isnull=True).first()
    if plan is None:
        raise ActionRefused("own_plan_none")
    OwnPlan.objects.filter(pk=plan.pk).update(ended_at=now, ended="stopped")
    return record(
        chain=chain_for(held.case.id, "borrower"),
        by=held.actor,
        verb="own_plan.stop",
        subject=plan.id,
        facts={"ref": plan.ref},
        now=now,
        action_id=action_id,
    )
