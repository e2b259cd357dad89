"""The lender's agreements: how each is kept, and money that came."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from ninja import Router

from hejie_platform.agreements import access, actions, queries
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.api import values
from hejie_platform.api.calling import OFFICER, Caller, action_id, needs
from hejie_platform.api.talks import REFUSALS
from hejie_platform.ledger.actions import ActionRefused, Done, done_before

router = Router(tags=["agreements"])


@router.get("/{ref}", response={200: values.AgreementOut, **REFUSALS}, summary="Read an agreement")
@needs("read")
def read_agreement(request: Any, ref: str) -> Any:
    """State, duties of both sides, and payments of one agreement."""
    return _told(_held(request.auth, ref), request.auth)


@router.post(
    "/{ref}/payments", response={200: values.PaymentTaken, **REFUSALS}, summary="Say that money came"
)
@needs("payments")
def receive(request: Any, ref: str, body: values.PaymentIn) -> Any:
    """Money that came on an agreement; it counts at once, because the side that is owed says so."""
    caller: Caller = request.auth
    held = _held(caller, ref)
    action = action_id(request)
    done = done_before(action, of=actions.receive_payment, by=caller.key.officer)
    done = done or _received(held, caller, body, action)
    return values.PaymentTaken(is_repeated=done.repeated, agreement=_told(_held(caller, ref), caller))


def _received(held: HeldAgreement, caller: Caller, body: values.PaymentIn, action: UUID) -> Done:
    """The money fills the oldest instalments. Raises ActionRefused where none is open."""
    duty = queries.look(held, now=caller.now).next_payment
    if duty is None:
        raise ActionRefused("payment_nothing_open")
    instalment = access.obligation_for(caller.key.officer, duty.row.ref, now=caller.now)
    return actions.receive_payment(
        replace(instalment, roles=OFFICER),
        amount_minor=body.amount_minor,
        paid_on=body.paid_on,
        seen_version=None,
        now=caller.now,
        action_id=action,
    )


def _held(caller: Caller, ref: str) -> HeldAgreement:
    """The agreement in the officer's hands, where it is this lender's. Raises NotHeld."""
    held = access.agreement_for(caller.key.officer, ref, now=caller.now)
    is_ours = held.agreement.negotiation.creditor_id == caller.key.lender_id
    if not is_ours or "officer" not in held.roles:
        raise access.NotHeld
    return replace(held, roles=OFFICER)


def _told(held: HeldAgreement, caller: Caller) -> values.AgreementOut:
    row, found = held.agreement, queries.look(held, now=caller.now)
    kept = found.performance
    return values.AgreementOut(
        ref=row.ref,
        talks=row.negotiation.ref,
        state=row.state,
        reason=row.reason,
        version=row.version,
        terms_hash=row.terms_hash,
        currency=row.offer.claim.currency,
        outstanding_minor=kept.outstanding_minor if kept else None,
        duties=[
            values.DutyOut(
                ref=one.row.ref,
                number=one.row.number,
                side=one.row.side,
                kind=one.row.kind,
                state=one.row.state,
                due_on=one.row.due_on,
                amount_minor=one.row.amount_minor,
                received_minor=one.line.paid_minor if one.line else None,
                is_late=one.is_late,
            )
            for one in found.duties
        ],
        payments=[
            values.PaymentOut(
                ref=one.ref,
                amount_minor=one.amount_minor,
                paid_on=one.paid_on,
                is_confirmed=one.confirmed_at is not None,
                is_contested=one.contested_at is not None,
            )
            for one in found.payments
        ],
    )
