"""While an agreement runs: a duty done, a breach and its end, a wish to change it, paying it off.

A breach is said by the injured side and is never automatic; it needs one that the rows show. A request for change covers
instalments, which are no breach while it is open.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from hejie_platform.agreements.access import HeldAgreement, HeldObligation
from hejie_platform.agreements.actions.notes import keep_note
from hejie_platform.agreements.facts import consequences, facts_for, pending_terms, step_facts, terms
from hejie_platform.agreements.facts.undertaking import end_of
from hejie_platform.agreements.models import Obligation, Variation
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
        facts=facts_for(row, "claim", by=by, now=now, legal_notice_seen=legal_notice_seen),
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, paper=paper, now=now)
    return done


@whole
def say_breach(
    held: HeldAgreement, *, note: str = "", seen_version: int | None, now: datetime, action_id: UUID
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
        dues={"cure": end_of(clock.legal_day(now) + timedelta(days=days))},
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, now=now)
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


@whole
def ask_variation(
    held: HeldAgreement,
    *,
    cause: str,
    covers: Collection[int],
    words: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Ask to change the agreement, for these instalments. Raises ActionRefused, StepRefused."""
    row, by = held.agreement, held.acting("agreement", "ask_variation")
    numbers = _open_numbers(held, covers)
    done = take_step(
        row,
        "ask_variation",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "ask_variation", by=by, now=now),
        said={"cause": cause, "covers": numbers},
        now=now,
        action_id=action_id,
    )
    Variation.objects.create(
        agreement=row,
        side=step_facts.side_of(by),
        asked_by=held.user,
        asked_at=now,
        cause=cause,
        covers=numbers,
        words=words.strip(),
    )
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
    legal_notice_seen: bool,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Tell the lender that everything will be paid at once."""
    row, by = held.agreement, held.acting("agreement", "announce_payoff")
    done = take_step(
        row,
        "announce_payoff",
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, "announce_payoff", by=by, now=now, legal_notice_seen=legal_notice_seen),
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, now=now)
    return done
