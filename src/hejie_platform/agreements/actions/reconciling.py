"""A lender's sheet of payments: read, looked at, confirmed, and then booked line by line.

Confirming books nothing itself: it owes one effect for each line, so that a machine that dies half way goes on where it
stopped, and a line that cannot be booked keeps no other waiting. A reference is booked once for each lender, whatever file it
stands in; the database holds that. What the borrower has told already is confirmed, not booked a second time.
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from hejie import steps
from hejie_platform.agreements import access
from hejie_platform.agreements.access import HeldObligation, HeldSheet, NotHeld
from hejie_platform.agreements.actions import payments
from hejie_platform.agreements.facts import keeping, rows
from hejie_platform.agreements.models import Agreement, Payment, PaymentRow, PaymentSheet
from hejie_platform.core import clock, sheets, storage
from hejie_platform.ledger.actions import (
    ActionRefused,
    Actor,
    Done,
    Effect,
    Owed,
    chain_for,
    done_before,
    record,
    whole,
)
from hejie_platform.lenders.access import HeldLender

BOOK = "payments.book"
BOOKING = UUID("0b6c2a8e-7b0d-4b0b-9a57-0d2a5ad5c1f4")  # name space of the ids of bookings
SAME_PAYMENT = timedelta(
    days=7
)  # a payment told by the borrower and one in the sheet, so far apart, may be the same


def upload_sheet(desk: HeldLender, *, data: bytes, now: datetime, action_id: UUID) -> Done:
    """Read a file and keep each line with how it fits. Raises ActionRefused for a file that is no table.

    Thousands of lines are matched before the transaction, which only keeps the result: nobody else waits meanwhile.
    """
    if done := done_before(action_id, of=_keep_sheet, by=desk.user):
        return done
    lines, faults = sheets.read(data, columns=rows.COLUMNS, names=rows.NAMES)
    if not lines and faults:
        raise ActionRefused(faults[0].code, **faults[0].facts)
    sheet = PaymentSheet(lender=desk.lender, uploaded_by=desk.user, uploaded_at=now)
    matched = rows.Matcher(desk.lender, clock.legal_day(now)).rows(sheet, lines)
    found = [*matched, *(_unread(sheet, desk, fault) for fault in faults)]
    return _keep_sheet(desk, sheet, found, data, now=now, action_id=action_id)


@whole
def _keep_sheet(
    desk: HeldLender,
    sheet: PaymentSheet,
    found: list[PaymentRow],
    data: bytes,
    *,
    now: datetime,
    action_id: UUID,
) -> Done:
    sheet.file = storage.put(data, media_type="text/csv", now=now)
    sheet.save(force_insert=True)
    PaymentRow.objects.bulk_create(found, batch_size=200)
    return _note(sheet, "payments.upload", desk.acting("officer"), {"lines": len(found)}, now, action_id)


def _unread(sheet: PaymentSheet, desk: HeldLender, fault: sheets.Fault) -> PaymentRow:
    said = [[fault.column, fault.code, dict(fault.facts)]]
    return PaymentRow(sheet=sheet, lender=desk.lender, line=fault.line, given="", outcome="bad", faults=said)


def _note(
    sheet: PaymentSheet,
    verb: str,
    by: Actor,
    facts: dict[str, Any],
    now: datetime,
    action_id: UUID,
    owed: tuple[Owed, ...] = (),
) -> Done:
    return record(
        chain=chain_for(sheet.lender_id, "lender"),
        by=by,
        verb=verb,
        subject=sheet.id,
        facts=facts,
        owed=owed,
        now=now,
        action_id=action_id,
    )


@whole
def confirm_sheet(held: HeldSheet, *, now: datetime, action_id: UUID) -> Done:
    """Let every line that fits be booked. Raises ActionRefused if that was said already."""
    sheet = PaymentSheet.objects.select_for_update(of=("self",)).get(pk=held.sheet.pk)
    if sheet.confirmed_at is not None:
        raise ActionRefused("sheet_confirmed")
    sheet.confirmed_at, sheet.confirmed_by = now, held.user
    sheet.save(update_fields=["confirmed_at", "confirmed_by"])
    waiting = list(sheet.rows.filter(outcome__in=rows.BOOKABLE).order_by("line"))
    facts = {"lines": len(waiting), "amount_minor": sum(row.amount_minor or 0 for row in waiting)}
    owed = tuple(_booking(row) for row in waiting)
    return _note(sheet, "payments.confirm", held.actor, facts, now, action_id, owed)


def _booking(row: PaymentRow) -> Owed:
    return Owed(kind=BOOK, key=row.ref, payload={"row": str(row.pk)})


@whole
def match_row(
    held: HeldSheet, row: PaymentRow, *, agreement: Agreement, now: datetime, action_id: UUID
) -> Done:
    """Say by hand which agreement a line pays. It is booked at once if the sheet was confirmed. Raises ActionRefused."""
    _guard_open(row)
    if agreement.negotiation.creditor_id != row.lender_id:
        raise ActionRefused("row_agreement_unknown")
    row.agreement = agreement
    row.outcome, row.faults = rows.fit(row, today=clock.legal_day(now))
    if row.outcome not in rows.BOOKABLE:
        raise ActionRefused(row.faults[0][1], **row.faults[0][2])
    row.save(update_fields=["agreement", "outcome", "faults"])
    owed = (_booking(row),) if held.sheet.confirmed_at else ()
    return _note(
        held.sheet, "payments.match", held.actor, {"row": row.ref, "ref": agreement.ref}, now, action_id, owed
    )


def _guard_open(row: PaymentRow) -> None:
    if row.booked_at is not None:
        raise ActionRefused("row_already_booked")
    if row.outcome in ("bad", "duplicate") or row.amount_minor is None or not row.reference:
        raise ActionRefused("row_not_to_book")


@whole
def set_row_aside(held: HeldSheet, row: PaymentRow, *, now: datetime, action_id: UUID) -> Done:
    """This line is no payment of an agreement here: it counts as set aside, and is never booked."""
    _guard_open(row)
    PaymentRow.objects.filter(pk=row.pk, booked_at__isnull=True).update(outcome="set_aside", faults=[])
    return _note(held.sheet, "payments.set_aside", held.actor, {"row": row.ref}, now, action_id)


@whole
def retry_row(held: HeldSheet, row: PaymentRow, *, now: datetime, action_id: UUID) -> Done:
    """Try again to book a line that failed. Raises ActionRefused."""
    _guard_open(row)
    if row.outcome != "failed" or held.sheet.confirmed_at is None:
        raise ActionRefused("row_not_to_book")
    row.outcome, row.faults = rows.fit(row, today=clock.legal_day(now))
    row.save(update_fields=["outcome", "faults"])
    return _note(held.sheet, "payments.retry", held.actor, {"row": row.ref}, now, action_id, (_booking(row),))


def book(effect: Effect, *, now: datetime) -> None:
    """The handler: book one line, once. What is refused stands on the line, for a person to look at."""
    row = PaymentRow.objects.select_related("sheet__confirmed_by", "agreement", "lender").get(
        pk=effect.payload["row"]
    )
    if row.booked_at is not None or row.outcome not in rows.BOOKABLE:
        return
    try:
        held = _oldest_open(row, now)
        book_row(held, row, now=now, action_id=uuid5(BOOKING, f"{row.pk} {effect.pk}"))
    except (ActionRefused, steps.StepRefused) as refused:
        _failed(row, refused.code, dict(refused.facts))
    except NotHeld:
        _failed(row, "row_agreement_over", {})


def _failed(row: PaymentRow, code: str, facts: dict[str, Any]) -> None:
    outcome = "duplicate" if code == "row_booked_before" else "failed"
    PaymentRow.objects.filter(pk=row.pk, booked_at__isnull=True).update(
        outcome=outcome, faults=[["reference" if outcome == "duplicate" else "agreement", code, facts]]
    )


def _oldest_open(row: PaymentRow, now: datetime) -> HeldObligation:
    """The oldest instalment that is not paid, in the hands of whoever confirmed the sheet. Raises NotHeld."""
    if row.agreement is None or row.sheet.confirmed_by is None or row.agreement.state not in rows.RUNNING:
        raise NotHeld
    duties = keeping.money_rows(row.agreement)
    told = _told(row)
    duty = told.obligation if told else next((one for one in duties if one.state in keeping.OPEN), None)
    if duty is None:
        raise NotHeld
    return access.obligation_for(row.sheet.confirmed_by, duty.ref, now=now)


def _told(row: PaymentRow) -> Payment | None:
    """What the borrower told and waits for an answer, if it is this payment."""
    assert row.paid_on is not None
    assert row.amount_minor is not None
    near = (row.paid_on - SAME_PAYMENT, row.paid_on + SAME_PAYMENT)
    waiting = Payment.objects.filter(
        agreement=row.agreement,
        amount_minor=row.amount_minor,
        paid_on__range=near,
        confirmed_at__isnull=True,
        contested_at__isnull=True,
        obligation__state="claimed",
    )
    return waiting.select_related("obligation").order_by("claimed_at", "id").first()


@whole
def book_row(held: HeldObligation, row: PaymentRow, *, now: datetime, action_id: UUID) -> Done:
    """Let the payment of one line count. Raises ActionRefused, StepRefused; NotHeld is the caller's."""
    if rows.is_booked(row.lender, row.reference):
        raise ActionRefused("row_booked_before")
    assert row.paid_on is not None
    assert row.amount_minor is not None
    payment = _told(row)
    if payment is None:
        payments.guard_received(held.obligation, row.amount_minor, row.paid_on, now)
        payment = _fresh(held, row.amount_minor, row.paid_on, now)
    done = payments.settle(held, payment, seen_version=None, now=now, action_id=action_id)
    PaymentRow.objects.filter(pk=row.pk).update(payment=payment, booked_at=now, outcome="booked", faults=[])
    return done


def _fresh(held: HeldObligation, amount_minor: int, paid_on: date, now: datetime) -> Payment:
    return Payment(
        agreement=held.obligation.agreement,
        obligation=held.obligation,
        amount_minor=amount_minor,
        currency=held.obligation.currency,
        paid_on=paid_on,
        channel="sheet",
        claimed_by=held.user,
        claimed_at=now,
    )
