"""Agreements while they are kept, by real actions: a duty shown, a payment contested or too much, a breach, an early end.

    talks = running(cast, now=NOW - 60 days)     # in force since then
    in_cure(talks, now=NOW)                      # the bank said that the payment due a month ago was not made

Documents are not written here; what is told is told by the worker where a test asks for it.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from hejie_platform.agreements import access, actions
from hejie_platform.agreements.models import (
    Agreement,
    FollowUp,
    Obligation,
    Payment,
    PaymentRow,
    PaymentSheet,
)
from hejie_platform.core import clock
from hejie_platform.ledger.models import Entry
from hejie_platform.lenders import access as lenders
from hejie_platform.people.models import User
from tests.platform.cast import Cast
from tests.platform.stories import agreements, negotiation, pictures
from tests.platform.stories.negotiation import Story

new_id = uuid.uuid4
SIXTY_DAYS = timedelta(days=60)


def running(cast: Cast, *, now: datetime) -> Story:
    """In force since now."""
    story = agreements.drawn_up(negotiation.waiting(cast, now=now), now=now)
    agreements.signed(story, story.borrower, now=now)
    agreements.signed(story, story.checker, now=now)
    return story


def duty(story: Story, person: User, code: str, *, now: datetime) -> access.HeldObligation:
    """A duty of the agreement by its code, in somebody's hands."""
    ref = agreements.agreement_of(story).obligations.get(code=code).ref
    return access.obligation_for(person, ref, now=now)


def deed_done(story: Story, code: str, *, now: datetime) -> Obligation:
    """The lender says that one of its duties is done, and shows a paper."""
    held = duty(story, story.officer, code, now=now)
    actions.claim_duty(
        held,
        note="已通知外包机构",
        paper=pictures.png(),
        legal_notice_seen=True,
        seen_version=held.obligation.version,
        now=now,
        action_id=new_id(),
    )
    return held.obligation


def received(story: Story, minor: int, *, now: datetime) -> Payment:
    """The lender notes money that nobody had told."""
    held = agreements.next_payment(story, story.officer, now)
    actions.receive_payment(
        held,
        amount_minor=minor,
        paid_on=clock.legal_day(now),
        seen_version=held.obligation.version,
        now=now,
        action_id=new_id(),
    )
    return Payment.objects.filter(agreement=held.obligation.agreement).latest("claimed_at", "id")


def contested(story: Story, *, now: datetime) -> Payment:
    """The borrower told a payment, the lender says that it did not come."""
    payment = agreements.claimed(story, now=now, proof=pictures.png())
    held = access.obligation_for(story.officer, payment.obligation.ref, now=now)
    row = held.obligation
    given = {"note": "账户没有这笔款", "paper": pictures.png(), "seen_version": row.version}
    actions.take_plain_step(held, row, "contest", **given, now=now, action_id=new_id())
    payment.refresh_from_db()
    return payment


def in_cure(story: Story, *, now: datetime, by: User | None = None) -> Agreement:
    """One side says that the other did not keep the agreement."""
    held = agreements.held_by(by or story.officer, story, now)
    actions.say_breach(
        held, note="没有按期", seen_version=held.agreement.version, now=now, action_id=new_id()
    )
    return agreements.agreement_of(story)


def settled_early(story: Story, minor: int, *, now: datetime) -> Agreement:
    """The lender notes the money that settles everything."""
    held = agreements.held_by(story.officer, story, now)
    actions.settle_early(
        held,
        amount_minor=minor,
        paid_on=clock.legal_day(now),
        seen_version=held.agreement.version,
        now=now,
        action_id=new_id(),
    )
    return agreements.agreement_of(story)


def uploaded(person: User, text: str, *, now: datetime) -> PaymentSheet:
    """A file handed in at the person's desk."""
    desk = lenders.desks_of(person, now=now)[0]
    done = actions.upload_sheet(desk, data=text.encode(), now=now, action_id=new_id())
    return PaymentSheet.objects.get(pk=done.subject)


def sheet_of(*lines: tuple[object, ...]) -> str:
    """A file with these lines: agreement, day, amount in yuan, reference."""
    return "agreement,paid_on,amount,reference\n" + "".join(
        ",".join(str(cell) for cell in line) + "\n" for line in lines
    )


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    """One agreement with everything that may lie beside it, one in cure, one paid early, and a file of the bank."""
    kept = running(cast, now=now - timedelta(days=20))
    since = now - timedelta(days=19)
    deed = deed_done(kept, "duty_stop_collection", now=since)
    paper = Entry.objects.filter(subject=deed.id, verb="obligation.claim").latest("at")
    agreement = agreements.agreement_of(kept)
    surplus = received(kept, 500_000, now=now)
    against = contested(kept, now=now)
    actions.tell_due(now)
    broken = running(cast, now=now - SIXTY_DAYS)
    in_cure(broken, now=now - timedelta(days=5))
    paid = running(cast, now=now - timedelta(days=30))
    settled_early(paid, 9_000_000, now=now)
    text = sheet_of(
        (agreement.ref, clock.legal_day(now), "100.00", "A1"),
        ("0000000000", "x", "", ""),
        ("NOPE", clock.legal_day(now), "5", "B2"),
    )
    sheet = uploaded(cast.officer, text, now=now)
    return {
        "kept_agreement": agreement,
        "deed": deed,
        "deed_paper": paper,
        "surplus_payment": surplus,
        "contested_payment": against,
        "budget_review": agreement.obligations.filter(kind="review").earliest("due_on"),
        "follow_up": FollowUp.objects.filter(agreement=agreement).earliest("number"),
        "broken": agreements.agreement_of(broken),
        "paid_agreement": agreements.agreement_of(paid),
        "sheet": sheet,
        "sheet_line": PaymentRow.objects.get(sheet=sheet, reference="B2"),
    }


def _in(name: str, *, key: str) -> Any:
    """The arguments of something that lies in the kept agreement."""
    return lambda world: {"ref": world.objects["kept_agreement"].ref, key: world.objects[name].ref}


def _ref(name: str) -> Any:
    return lambda world: {"ref": world.objects[name].ref}


SAMPLES = {
    **{name: _ref(name) for name in ("kept_agreement", "broken", "paid_agreement", "follow_up", "sheet")},
    "deed": _in("deed", key="duty"),
    "budget_review": _in("budget_review", key="duty"),
    "surplus_payment": _in("surplus_payment", key="payment"),
    "contested_payment": _in("contested_payment", key="payment"),
    "deed_paper": lambda world: {
        "ref": world.objects["kept_agreement"].ref,
        "entry": world.objects["deed_paper"].pk,
    },
    "sheet_line": lambda world: {
        "ref": world.objects["sheet"].ref,
        "line": world.objects["sheet_line"].ref,
    },
}
