"""Money that came too much, or too early: the borrower says whether it stays or goes back, the lender sends it back.

By the rule of the agreement what is paid beyond what is due fills the instalments to come, so that nothing is lost while
nobody has chosen. Once the lender has sent money back, with its paper, that money counts no more.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.actions import payments
from hejie_platform.agreements.actions.notes import keep_note
from hejie_platform.agreements.facts import facts_for, keeping
from hejie_platform.agreements.models import Obligation, Payment
from hejie_platform.cases.actions import take_step
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole

CHOICES = ("keep", "back")


@whole
def choose_surplus(
    held: HeldAgreement, payment: Payment, *, choice: str, now: datetime, action_id: UUID
) -> Done:
    """The borrower's side says what becomes of money that came too much. Raises ActionRefused."""
    if not held.is_household or choice not in CHOICES:
        raise ActionRefused("surplus_none")
    back = keeping.returnable(payment, clock.legal_day(now))
    if not back:
        raise ActionRefused("surplus_none")
    Payment.objects.filter(pk=payment.pk).update(ahead=choice)
    return _record(
        held, payment, "payment.choose_surplus", {"choice": choice, "amount_minor": back}, now, action_id
    )


def _record(
    held: HeldAgreement,
    payment: Payment,
    verb: str,
    facts: dict[str, Any],
    now: datetime,
    action_id: UUID,
) -> Done:
    return record(
        chain=chain_for(held.agreement.negotiation_id, "shared"),
        by=held.actor,
        verb=verb,
        subject=payment.id,
        facts={"payment": payment.ref, **facts},
        owed=keeping.news(
            held.agreement, verb, side="borrower" if held.is_lender_side else "lender", now=now
        ),
        now=now,
        action_id=action_id,
    )


@whole
def return_surplus(
    held: HeldAgreement, payment: Payment, *, note: str, paper: bytes | None, now: datetime, action_id: UUID
) -> Done:
    """The lender sent back what the borrower asked back; a part that was owed stays counted. Raises ActionRefused."""
    payments.take_turns(held.agreement)
    payment.refresh_from_db()
    back = keeping.returnable(payment, clock.legal_day(now))
    if not held.is_lender_side or payment.ahead != "back" or not back:
        raise ActionRefused("surplus_none")
    if paper is None:
        raise ActionRefused("proof_empty")
    stays = _counted_still(held, payment, payment.amount_minor - back, now)
    done = _opened(held, payment, stays, back, now, action_id)
    keep_note(done, words=note, paper=paper, now=now)
    Payment.objects.filter(pk=payment.pk).update(reversed_at=now)
    if stays is not None:
        stays.save(force_insert=True)
    return done


def _counted_still(held: HeldAgreement, payment: Payment, minor: int, now: datetime) -> Payment | None:
    if not minor:
        return None
    return Payment(
        agreement=payment.agreement,
        obligation=payment.obligation,
        amount_minor=minor,
        currency=payment.currency,
        paid_on=payment.paid_on,
        channel=payment.channel,
        claimed_by=payment.claimed_by,
        claimed_at=payment.claimed_at,
        confirmed_by=held.user,
        confirmed_at=now,
        ahead="keep",
    )


def _opened(
    held: HeldAgreement, payment: Payment, stays: Payment | None, back: int, now: datetime, action_id: UUID
) -> Done:
    """One entry: by the step that opens what the money had filled, or alone where it had filled nothing."""
    rest = [one for one in keeping.received(held.agreement) if one.pk != payment.pk]
    rest += [stays] if stays else []
    first = _first_unfilled(held, rest, now)
    facts = {"amount_minor": back}
    if first is None:
        return _record(held, payment, "payment.return_surplus", facts, now, action_id)
    by = held.acting("obligation", "reverse")
    return take_step(
        first,
        "reverse",
        by=by,
        facts=facts_for(first, "reverse", by=by, now=now, has_proof=True),
        said={"payment": payment.ref, **facts},
        also=payments.opened_again(first, payment, now, rest=rest),
        now=now,
        action_id=action_id,
    )


def _first_unfilled(held: HeldAgreement, rest: list[Payment], now: datetime) -> Obligation | None:
    after = keeping.performance(held.agreement, clock.legal_day(now), payments=rest)
    unpaid = {line.number for line in after.lines if line.outstanding_minor}
    rows = keeping.money_rows(held.agreement)
    return next((one for one in rows if one.state == "done" and one.number in unpaid), None)
