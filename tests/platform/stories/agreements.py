"""An agreement brought by real actions from an accepted offer to its first confirmed payment.

    talks = negotiation.waiting(cast, now=NOW)
    drawn_up(talks, now=NOW)          # the offer accepted, the agreement in signing, its document written
    signed_by_all(talks, now=NOW)     # in force, sealed
    one_paid(talks, now=NOW)          # the first instalment claimed and confirmed

Every story takes the talks to its state through all the states before it.
"""

import uuid
from datetime import datetime

from hejie_platform.agreements import access, actions, queries
from hejie_platform.agreements.models import Agreement, Payment
from hejie_platform.core import clock
from hejie_platform.people.models import User
from tests.platform.cast import Cast
from tests.platform.stories import negotiation, pictures
from tests.platform.stories.negotiation import Story

new_id = uuid.uuid4


def agreement_of(story: Story) -> Agreement:
    """The newest agreement of the talks."""
    return Agreement.objects.filter(negotiation__ref=story.ref).latest("created_at", "id")


def held_by(person: User, story: Story, now: datetime) -> access.HeldAgreement:
    """The agreement afresh in somebody's hands."""
    return access.agreement_for(person, agreement_of(story).ref, now=now)


def accepted(story: Story, *, now: datetime, side: str = "lender", **more: object) -> Story:
    """The offer of this side accepted by the other; the document is not written yet."""
    negotiation.facts_agreed(story, now=now)
    offer = negotiation.offer_put(story, side=side, now=now)
    taker = "borrower" if side == "lender" else "lender"
    given = {
        "number": offer.number,
        "package_hash": offer.package_hash,
        "legal_notice_seen": True,
        "beyond_budget_confirmed": True,
        "now": now,
        "action_id": new_id(),
    }
    actions.accept_offer(story.held(taker, now), **(given | more))
    return story


def drawn_up(story: Story, *, now: datetime, **more: object) -> Story:
    """The offer accepted, and the document written by the worker."""
    accepted(story, now=now, **more)
    negotiation.worked(now)
    return story


def brought(story: Story, held: access.HeldAgreement | None = None, **changes: object) -> actions.Brought:
    """Everything that a careful signer brings; a party, unless somebody else's hold is given."""
    agreement = agreement_of(story)
    given: dict[str, object] = {
        "seen_hash": queries.seen_hash(agreement),
        "risks": queries.to_acknowledge(held) if held else queries.serious_risks(agreement),
        "legal_notice_seen": True,
        "is_confirmed": True,
    }
    return actions.Brought(**(given | changes))


def signed(story: Story, person: User, *, now: datetime, **changes: object) -> Agreement:
    """One signature more."""
    held = held_by(person, story, now)
    actions.sign(held, brought=brought(story, held, **changes), now=now, action_id=new_id())
    return agreement_of(story)


def signed_by_all(story: Story, *, now: datetime, **more: object) -> Story:
    """In force: both sides signed, the worker sealed the document."""
    drawn_up(story, now=now, **more)
    signed(story, story.borrower, now=now)
    signed(story, story.checker, now=now)
    negotiation.worked(now)
    return story


def next_payment(story: Story, person: User, now: datetime) -> access.HeldObligation:
    """The oldest open instalment in somebody's hands."""
    open_rows = agreement_of(story).obligations.filter(state="open", amount_minor__isnull=False)
    return access.obligation_for(person, open_rows.order_by("due_on", "number")[0].ref, now=now)


def claimed(story: Story, *, now: datetime, amount_minor: int | None = None, **more: object) -> Payment:
    """The borrower says that the next instalment (or this much) was paid."""
    held = next_payment(story, story.borrower, now)
    given: dict[str, object] = {
        "amount_minor": amount_minor or held.obligation.amount_minor,
        "paid_on": clock.legal_day(now),
        "legal_notice_seen": True,
        "seen_version": held.obligation.version,
        "now": now,
        "action_id": new_id(),
    }
    actions.claim_payment(held, **(given | more))
    return Payment.objects.latest("claimed_at", "id")


def confirmed(story: Story, payment: Payment, *, now: datetime) -> Payment:
    """The lender says that the money came."""
    held = access.obligation_for(story.officer, payment.obligation.ref, now=now)
    own = access.payment_of(
        access.agreement_for(story.officer, agreement_of(story).ref, now=now), payment.ref
    )
    version = held.obligation.version
    actions.confirm_payment(held, own, seen_version=version, now=now, action_id=new_id())
    payment.refresh_from_db()
    return payment


def one_paid(story: Story, *, now: datetime) -> Story:
    """In force, with the first instalment paid and confirmed."""
    signed_by_all(story, now=now)
    confirmed(story, claimed(story, now=now), now=now)
    return story


def samples(cast: Cast, *, now: datetime) -> dict[str, object]:
    """One agreement of the borrower to be signed, one in force with a payment that waits for the lender's answer."""
    signing = drawn_up(negotiation.waiting(cast, now=now), now=now)
    running = drawn_up(negotiation.waiting(cast, now=now), now=now)
    signed(running, running.borrower, now=now)
    signed(running, running.checker, now=now)
    told = claimed(running, now=now, proof=pictures.png())
    return {
        "signing": agreement_of(signing),
        "agreement": agreement_of(running),
        "told_payment": told,
        "duty": next_payment(running, running.borrower, now).obligation,
    }
