"""What follows a signature in the demo world: duties done, payments made and confirmed."""

from datetime import datetime
from typing import Any

from hejie_platform.agreements import access, actions
from hejie_platform.agreements.queries import keeping as reads
from hejie_platform.core import clock
from hejie_platform.jobs.demo.talking import DESKS, Talks, agreement_ref


def duty(talks: Talks, code: str, *, done: datetime, confirmed: datetime) -> None:
    """The lender says that one of its duties is done, and the borrower confirms it."""
    ref = _open_duties(talks, done).get(code=code).ref
    held = _in_hands(talks, DESKS[talks.lender][0], ref, done)
    talks.scene.act(
        actions.claim_duty,
        held,
        note="已办理。",
        legal_notice_seen=True,
        seen_version=held.obligation.version,
        at=done,
    )
    plain(talks, talks.who, "obligation", ref, "confirm", at=confirmed)


def pay(talks: Talks, *, paid: datetime, confirmed: datetime) -> None:
    """The borrower says that the next instalment was paid, and the lender's officer confirms it."""
    row = _open_duties(talks, paid).filter(amount_minor__isnull=False).order_by("due_on", "number")[0]
    held = _in_hands(talks, talks.who, row.ref, paid)
    talks.scene.act(
        actions.claim_payment,
        held,
        amount_minor=row.amount_minor,
        paid_on=clock.legal_day(paid),
        channel="网银转账",
        legal_notice_seen=True,
        seen_version=held.obligation.version,
        at=paid,
    )
    _confirm(talks, row.ref, at=confirmed)


def _confirm(talks: Talks, ref: str, *, at: datetime) -> None:
    officer = talks.scene.person(DESKS[talks.lender][0])
    held = _in_hands(talks, DESKS[talks.lender][0], ref, at)
    newest = held.obligation.payments.latest("claimed_at")
    own = access.payment_of(access.agreement_for(officer, agreement_ref(talks, at), now=at), newest.ref)
    talks.scene.act(actions.confirm_payment, held, own, seen_version=held.obligation.version, at=at)


def pay_off(talks: Talks, *, announced: datetime, paid: datetime) -> None:
    """The borrower tells that everything will be paid at once; the officer notes that it was."""
    ref = agreement_ref(talks, announced)
    held = access.agreement_for(talks.scene.person(talks.who), ref, now=announced)
    version = held.agreement.version
    talks.scene.act(actions.announce_payoff, held, legal_notice_seen=True, seen_version=version, at=announced)
    desk = access.agreement_for(talks.scene.person(DESKS[talks.lender][0]), ref, now=paid)
    day = clock.legal_day(paid)
    talks.scene.act(
        actions.settle_early,
        desk,
        amount_minor=reads.payoff(desk.agreement, day).total,
        paid_on=day,
        seen_version=desk.agreement.version,
        at=paid,
    )


def plain(talks: Talks, who: str, machine: str, ref: str, step: str, *, at: datetime, note: str = "") -> None:
    """A step that needs no form of its own, by somebody of the cast."""
    held = access.row_for(talks.scene.person(who), machine, ref, now=at)
    talks.scene.act(
        actions.take_plain_step, held, held.row, step, note=note, seen_version=held.row.version, at=at
    )


def _open_duties(talks: Talks, at: datetime) -> Any:
    held = access.agreement_for(talks.scene.person(talks.who), agreement_ref(talks, at), now=at)
    return held.agreement.obligations.filter(state="open")


def _in_hands(talks: Talks, who: str, ref: str, at: datetime) -> Any:
    return access.obligation_for(talks.scene.person(who), ref, now=at)
