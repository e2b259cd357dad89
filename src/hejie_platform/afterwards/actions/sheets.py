"""Undisputed facts for use outside the talks: one side puts a sheet and so signs it; it counts when the other signs the same hash.

The borrower's signature acknowledges the debt within what the sheet says, so that the notice on limitation comes first and
the day is written down. Nobody is asked twice: a sheet that is not wanted is closed, and nothing of it counts.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from hejie_platform.afterwards.actions import telling
from hejie_platform.afterwards.facts import sheet
from hejie_platform.afterwards.models import FactSheet
from hejie_platform.agreements.models import Payment
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.models import Interruption, Negotiation
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, Owed, chain_for, record, whole
from hejie_platform.negotiation.models import Claim
from hejie_platform.negotiation.queries import borrower_name
from hejie_platform.people.queries import is_identity_proven


@whole
def put_facts(
    held: HeldNegotiation,
    *,
    claim_hash: str,
    chosen: Collection[str],
    legal_notice_seen: bool,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Write a sheet from the lender's newest figures and sign it for one's own side. Raises ActionRefused."""
    _guard(held, legal_notice_seen, now)
    claim = Claim.objects.filter(negotiation=held.negotiation).order_by("-number").first()
    if claim is None:
        raise ActionRefused("claim_missing")
    if claim.hash != claim_hash:
        raise ActionRefused("claim_changed")
    if not set(chosen) & set(sheet.sheet_choices(claim)):
        raise ActionRefused("facts_nothing_chosen")
    if _open_sheet(held.negotiation):
        raise ActionRefused("facts_waiting")
    row = _written(held, claim, chosen, now)
    return _signed(
        held, row, "facts.put", owed=_told(held, row, "facts_put", now), now=now, action_id=action_id
    )


def _guard(held: HeldNegotiation, legal_notice_seen: bool, now: datetime) -> None:
    """Only who is known and has read the notice signs for the borrower's side."""
    if not held.is_borrower_side:
        return
    if not is_identity_proven(held.user, clock.legal_day(now)):
        raise ActionRefused("facts_need_identity")
    if not legal_notice_seen:
        raise ActionRefused("facts_notice_unseen")


def _open_sheet(row: Negotiation) -> FactSheet | None:
    found = FactSheet.objects.filter(negotiation=row, closed_at__isnull=True).order_by("-put_at", "-id")
    return next((one for one in found if not one.is_signed), None)


def _written(held: HeldNegotiation, claim: Claim, chosen: Collection[str], now: datetime) -> FactSheet:
    talks = held.negotiation
    creditor = talks.creditor
    parties = {
        "borrower": borrower_name(talks, now=now),
        "lender_zh": creditor.name_zh,
        "lender_en": creditor.name_en,
        "talks": talks.ref,
    }
    said = sheet.content(claim, chosen, parties=parties, payments=confirmed_payments(talks))
    return FactSheet.objects.create(
        negotiation=talks,
        claim=claim,
        content=said,
        hash=sheet.digest(said),
        put_side=held.side,
        put_at=now,
    )


def confirmed_payments(talks: Negotiation) -> list[dict[str, Any]]:
    """Payments that one side told and the other confirmed."""
    rows = Payment.objects.filter(
        agreement__negotiation=talks, confirmed_at__isnull=False, reversed_at__isnull=True
    )
    return [
        {"paid_on": row.paid_on.isoformat(), "amount_minor": row.amount_minor}
        for row in rows.order_by("paid_on", "claimed_at", "id")
    ]


@whole
def sign_facts(
    held: HeldNegotiation,
    row: FactSheet,
    *,
    seen_hash: str,
    legal_notice_seen: bool,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Sign the other side's sheet: it is in force from now on. Raises ActionRefused."""
    _guard(held, legal_notice_seen, now)
    if row.closed_at is not None:
        raise ActionRefused("facts_closed")
    if row.hash != seen_hash:
        raise ActionRefused("facts_changed")
    if getattr(row, f"{held.side}_at") is not None:
        raise ActionRefused("facts_signed_already")
    owed = _told(held, row, "facts_signed", now)
    return _signed(held, row, "facts.sign", owed=owed, now=now, action_id=action_id)


def _signed(
    held: HeldNegotiation,
    row: FactSheet,
    verb: str,
    *,
    owed: tuple[Owed, ...],
    now: datetime,
    action_id: UUID,
) -> Done:
    mine = FactSheet.objects.filter(pk=row.pk, closed_at__isnull=True, **{f"{held.side}_at__isnull": True})
    if not mine.update(**{f"{held.side}_by": held.user, f"{held.side}_at": now}):
        raise ActionRefused("stale")
    if held.is_borrower_side:
        Interruption.objects.create(
            case=held.negotiation.case,
            negotiation=held.negotiation,
            kind=verb,
            on_day=clock.legal_day(now),
        )
    return record(
        chain=chain_for(held.negotiation.id, "shared"),
        by=held.actor,
        verb=verb,
        subject=row.id,
        facts={"ref": row.ref, "hash": row.hash, "legal_notice": held.is_borrower_side},
        owed=owed,
        now=now,
        action_id=action_id,
    )


@whole
def close_facts(held: HeldNegotiation, row: FactSheet, *, now: datetime, action_id: UUID) -> Done:
    """Take one's own sheet back, or say no to the other side's. A signed one stands. Raises ActionRefused."""
    open_one = FactSheet.objects.filter(pk=row.pk, closed_at__isnull=True)
    open_one = open_one.exclude(borrower_at__isnull=False, lender_at__isnull=False)
    if not open_one.update(closed_at=now):
        raise ActionRefused("facts_closed")
    return record(
        chain=chain_for(held.negotiation.id, "shared"),
        by=held.actor,
        verb="facts.close",
        subject=row.id,
        facts={"ref": row.ref},
        owed=_told(held, row, "facts_not_wanted", now),
        now=now,
        action_id=action_id,
    )


def _told(held: HeldNegotiation, row: FactSheet, code: str, now: datetime) -> tuple[Owed, ...]:
    talks = held.negotiation
    facts = telling.lender_names(talks.creditor) | {"ref": talks.ref}
    if held.is_lender_side:
        return tuple(telling.household(talks.case, code, about="facts", facts=facts, talks=talks))
    return tuple(telling.desk(talks, f"{code}_desk", about="facts", facts=facts, now=now))
