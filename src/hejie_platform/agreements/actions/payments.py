"""Payments: one side says that it paid, the other confirms or contests; what is confirmed fills the instalments.

A payment is told on the oldest open instalment and fills by the rule that the agreement names. So one confirmation can
finish several instalments, or none: then the duty it was told on is open again with a part received. With the last
instalment the agreement is completed, and the duties that follow it begin, all in the same action.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from hejie import agreements as engine
from hejie_platform.agreements.access import HeldObligation
from hejie_platform.agreements.actions.notes import keep_note, kept
from hejie_platform.agreements.facts import consequences, facts_for, keeping
from hejie_platform.agreements.models import Agreement, Obligation, Payment
from hejie_platform.cases.actions import Also, take_step
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, whole


@whole
def claim_payment(
    held: HeldObligation,
    *,
    amount_minor: int,
    paid_on: date,
    channel: str = "",
    note: str = "",
    proof: bytes | None = None,
    legal_notice_seen: bool,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Say that money was paid. It counts once the other side confirms it. Raises ActionRefused, StepRefused."""
    row, by = held.obligation, held.acting("obligation", "claim")
    _guard_amount(row, amount_minor, paid_on, now)
    done = take_step(
        row,
        "claim",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "claim", by=by, now=now, legal_notice_seen=legal_notice_seen),
        said={"amount_minor": amount_minor, "paid_on": paid_on.isoformat()},
        now=now,
        action_id=action_id,
    )
    Payment.objects.create(
        agreement=row.agreement,
        obligation=row,
        amount_minor=amount_minor,
        currency=row.currency,
        paid_on=paid_on,
        channel=channel,
        claimed_by=held.user,
        claimed_at=now,
        proof=kept(proof, now=now),
    )
    keep_note(done, words=note, now=now)
    return done


def _guard_amount(row: Obligation, amount_minor: int, paid_on: date, now: datetime) -> None:
    """An amount and a day that can be true, and no more than is left. Raises ActionRefused."""
    left = guard_received(row, amount_minor, paid_on, now)
    if amount_minor > left:
        raise ActionRefused("payment_above_open", open_minor=left)


def guard_received(row: Obligation, amount_minor: int, paid_on: date, now: datetime) -> int:
    """An amount and a day that can be true; what is left of everything. Raises ActionRefused."""
    today, agreement = clock.legal_day(now), row.agreement
    if row.amount_minor is None:
        raise ActionRefused("duty_is_not_money")
    if amount_minor <= 0:
        raise ActionRefused("payment_not_positive")
    if paid_on > today:
        raise ActionRefused("payment_day_ahead")
    since = clock.legal_day(agreement.effective_at or now)
    if paid_on < since:
        raise ActionRefused("payment_day_before", effective_on=since.isoformat())
    left = keeping.performance(agreement, today).outstanding_minor
    if left == 0:
        raise ActionRefused("payment_nothing_open")
    return left


@whole
def confirm_payment(
    held: HeldObligation,
    payment: Payment,
    *,
    received_minor: int | None = None,
    note: str = "",
    paper: bytes | None = None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The money came: all of it, or `received_minor`, which then stands in the place of what was told.

    `paper` shows that it came, where somebody records it for a creditor that is not here. Raises ActionRefused if the
    payment was answered already, StepRefused.
    """
    take_turns(payment.agreement)
    payment.refresh_from_db(fields=["confirmed_at", "contested_at"])
    if payment.confirmed_at or payment.contested_at:
        raise ActionRefused("payment_answered")
    if received_minor is None or received_minor == payment.amount_minor:
        came = payment
    else:
        came = _other_amount(held, payment, received_minor, now)
    done = settle(
        held,
        came,
        has_proof=paper is not None,
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )
    if came is not payment:
        Payment.objects.filter(pk=payment.pk).update(contested_at=now, contest_reason="other_amount")
    keep_note(done, words=note, paper=paper, now=now)
    return done


def _other_amount(held: HeldObligation, payment: Payment, received_minor: int, now: datetime) -> Payment:
    """What came in the place of what was told. Raises ActionRefused."""
    _guard_amount(held.obligation, received_minor, payment.paid_on, now)
    return Payment(
        agreement=payment.agreement,
        obligation=payment.obligation,
        amount_minor=received_minor,
        currency=payment.currency,
        paid_on=payment.paid_on,
        channel=payment.channel,
        claimed_by=held.user,
        claimed_at=now,
    )


@whole
def receive_payment(
    held: HeldObligation,
    *,
    amount_minor: int | None = None,
    paid_on: date,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The side that is owed notes money that nobody had told; without an amount, what is left of this duty.

    More than is left of everything may have come: it is kept as surplus, and the borrower says what becomes of it.
    """
    row = held.obligation
    amount = _left_of(row, now) if amount_minor is None else amount_minor
    guard_received(row, amount, paid_on, now)
    payment = Payment(
        agreement=row.agreement,
        obligation=row,
        amount_minor=amount,
        currency=row.currency,
        paid_on=paid_on,
        claimed_by=held.user,
        claimed_at=now,
    )
    return settle(held, payment, seen_version=seen_version, now=now, action_id=action_id)


def _left_of(row: Obligation, now: datetime) -> int:
    lines = keeping.performance(row.agreement, clock.legal_day(now)).lines
    return next((line.outstanding_minor for line in lines if line.number == row.number), 0)


def take_turns(agreement: Agreement) -> None:
    """Let the payments of one agreement wait for one another: what each fills depends on all that count before it."""
    Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)


def settle(
    held: HeldObligation,
    payment: Payment,
    *,
    has_proof: bool = False,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Let a payment count, and take what follows from it; for an action, within its transaction. Who records for a
    creditor that is not here needs a proof."""
    row, agreement = held.obligation, held.obligation.agreement
    take_turns(agreement)
    after = keeping.performance(
        agreement, clock.legal_day(now), payments=[*keeping.received(agreement), payment]
    )
    paid = {line.number for line in after.lines if line.outstanding_minor == 0}
    step = "confirm" if row.number in paid else "receive"
    by = held.acting("obligation", step)
    done = take_step(
        row,
        step,
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, step, by=by, now=now, has_proof=has_proof),
        said={"amount_minor": payment.amount_minor, "paid_on": payment.paid_on.isoformat()},
        also=_follows(row, agreement, after, paid, now),
        now=now,
        action_id=action_id,
    )
    payment.confirmed_by, payment.confirmed_at = held.user, now
    payment.save()
    return done


def _follows(
    row: Obligation, agreement: Agreement, after: engine.Performance, paid: set[int], now: datetime
) -> tuple[Also, ...]:
    """The other instalments that are whole now; the agreement whole again, or completed."""
    others = [one for one in keeping.money_rows(agreement) if one.number in paid and one.pk != row.pk]
    confirmed = [Also(one, "confirm") for one in others if _is_free(one)]
    whole_again = agreement.state == "in_cure" and agreement.side_in_cure == "borrower"
    cured = (
        [Also(agreement, "cure", changes={"side_in_cure": ""})]
        if whole_again and not after.is_in_breach
        else []
    )
    if not after.is_complete or row.number not in paid:
        return (*confirmed, *cured)
    complete = Also(agreement, "complete", changes={"side_in_cure": ""})
    return (*confirmed, *cured, complete, *consequences(agreement, "complete", now=now))


def _is_free(row: Obligation) -> bool:
    """Open, or told as paid by nothing that still waits for an answer."""
    waiting = row.payments.filter(confirmed_at__isnull=True, contested_at__isnull=True)
    return row.state == "open" or (row.state == "claimed" and not waiting.exists())


@whole
def reverse_payment(
    held: HeldObligation,
    *,
    note: str,
    paper: bytes | None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """A confirmed payment did not stay (it bounced): it counts no more, and what it had filled is open again."""
    row, by = held.obligation, held.acting("obligation", "reverse")
    take_turns(row.agreement)
    gone = _last_that_counts(row)
    done = take_step(
        row,
        "reverse",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "reverse", by=by, now=now, has_proof=paper is not None),
        said={"payment": gone.ref} if gone else {},
        also=opened_again(row, gone, now),
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, paper=paper, now=now)
    if gone is not None:
        Payment.objects.filter(pk=gone.pk).update(reversed_at=now)
    return done


def _last_that_counts(row: Obligation) -> Payment | None:
    """The newest confirmed payment told on this duty, else the newest of the agreement; a duty that is no money has none."""
    if row.amount_minor is None:
        return None
    counted = keeping.received(row.agreement)
    own = [one for one in counted if one.obligation_id == row.pk]
    found = own or counted
    return found[-1] if found else None


def opened_again(
    row: Obligation, gone: Payment | None, now: datetime, *, rest: Sequence[Payment] | None = None
) -> Sequence[Also]:
    """The other duties that are open again when a payment counts no more; `rest` are the payments that still do."""
    if gone is None:
        return ()
    if rest is None:
        rest = [one for one in keeping.received(row.agreement) if one.pk != gone.pk]
    after = keeping.performance(row.agreement, clock.legal_day(now), payments=rest)
    unpaid = {line.number for line in after.lines if line.outstanding_minor}
    rows = [one for one in keeping.money_rows(row.agreement) if one.state == "done" and one.number in unpaid]
    return [Also(one, "reverse") for one in rows if one.pk != row.pk]
