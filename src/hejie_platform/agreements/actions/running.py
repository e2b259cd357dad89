"""While an agreement runs: a duty done, a breach and its end, a wish to change it, paying it off.

A breach is said by the injured side and is never automatic; it needs one that the rows show. A request for change covers
instalments, which are no breach while it is open.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from hejie_platform.agreements.access import HeldAgreement, HeldObligation
from hejie_platform.agreements.actions import payments
from hejie_platform.agreements.actions.notes import keep_note
from hejie_platform.agreements.facts import consequences, early, facts_for, pending_terms, terms
from hejie_platform.agreements.models import Agreement, Obligation, Payment
from hejie_platform.cases.actions import take_step
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, whole


@whole
def claim_duty(
    held: HeldObligation,
    *,
    note: str = "",
    paper: bytes | None = None,
    legal_notice_seen: bool,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Say that a duty that is no payment is done. Raises ActionRefused, StepRefused."""
    row, by = held.obligation, held.acting("obligation", "claim")
    if row.amount_minor is not None:
        raise ActionRefused("duty_is_money")
    done = take_step(
        row,
        "claim",
        by=by,
        seen_version=seen_version,
        facts=facts_for(
            row,
            "claim",
            by=by,
            now=now,
            legal_notice_seen=legal_notice_seen,
            has_proof=paper is not None,
        ),
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, paper=paper, now=now)
    return done


@whole
def say_breach(
    held: HeldAgreement,
    *,
    note: str = "",
    paper: bytes | None = None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Say that the other side broke the agreement: its time to cure begins, and a person calls."""
    row, by = held.agreement, held.acting("agreement", "breach")
    facts = facts_for(row, "breach", by=by, now=now)
    days = terms.rule_of(terms.terms_of(row)).cure_days
    done = take_step(
        row,
        "breach",
        by=by,
        seen_version=seen_version,
        facts=facts,
        changes={"side_in_cure": facts.owner_side},
        said={"side": facts.owner_side, "cure_days": days},
        dues={"cure": clock.end_of(clock.legal_day(now) + timedelta(days=days))},
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, paper=paper, now=now)
    return done


@whole
def end_after_breach(
    held: HeldAgreement, *, note: str, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """End an agreement whose breach was not cured in time; `note` says how the other side was reached."""
    row, by = held.agreement, held.acting("agreement", "fail")
    done = take_step(
        row,
        "fail",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "fail", by=by, now=now, note=note),
        also=consequences(row, "fail", now=now),
        pending_terms=pending_terms(row),
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, now=now)
    return done


def _open_numbers(held: HeldAgreement, covers: Collection[int]) -> list[int]:
    rows = Obligation.objects.filter(
        agreement=held.agreement, number__in=covers, state__in=("open", "claimed"), amount_minor__isnull=False
    )
    numbers = sorted(rows.order_by().values_list("number", flat=True))
    if not numbers:
        raise ActionRefused("variation_covers_nothing")
    return numbers


@whole
def announce_payoff(
    held: HeldAgreement,
    *,
    note: str = "",
    pay_on: date | None = None,
    legal_notice_seen: bool,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Tell the lender that everything will be paid at once, on a day if one is named, with the figure of that day."""
    row, by = held.agreement, held.acting("agreement", "announce_payoff")
    done = take_step(
        row,
        "announce_payoff",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "announce_payoff", by=by, now=now, legal_notice_seen=legal_notice_seen),
        said=_payoff_said(row, pay_on) if pay_on else {},
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, now=now)
    return done


def _payoff_said(row: Agreement, day: date) -> dict[str, Any]:
    return {"pay_on": day.isoformat(), "amount_minor": early.payoff(row, day).total}


@whole
def settle_early(
    held: HeldAgreement,
    *,
    amount_minor: int,
    paid_on: date,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """The lender notes the money that settles everything: the rest is released, and the duties after it begin.

    Raises ActionRefused for less than the figure of that day, StepRefused.
    """
    row, by = held.agreement, held.acting("agreement", "pay_early")
    if paid_on > clock.legal_day(now):
        raise ActionRefused("payment_day_ahead")
    since = clock.legal_day(row.effective_at or now)
    if paid_on < since:
        raise ActionRefused("payment_day_before", effective_on=since.isoformat())
    payments.take_turns(row)
    wanted = early.payoff(row, paid_on).total
    if amount_minor < wanted:
        raise ActionRefused("payoff_below", wanted_minor=wanted)
    done = take_step(
        row,
        "pay_early",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "pay_early", by=by, now=now),
        changes={"side_in_cure": ""},
        said={"amount_minor": amount_minor, "paid_on": paid_on.isoformat(), "wanted_minor": wanted},
        also=consequences(row, "pay_early", now=now),
        now=now,
        action_id=action_id,
    )
    if amount_minor > 0:
        _note_payoff(held, amount_minor, paid_on, now)
    return done


def _note_payoff(held: HeldAgreement, amount_minor: int, paid_on: date, now: datetime) -> None:
    row = held.agreement
    Payment.objects.create(
        agreement=row,
        amount_minor=amount_minor,
        currency=terms.claim_of(terms.terms_of(row)).currency,
        paid_on=paid_on,
        channel="payoff",
        claimed_by=held.user,
        claimed_at=now,
        confirmed_by=held.user,
        confirmed_at=now,
    )
