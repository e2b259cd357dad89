"""One sheet per lender: what it may receive, why, until when. Given by the borrower, ended by the borrower."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from hejie import dates
from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.actions import take_step
from hejie_platform.core import clock
from hejie_platform.intake.actions.wrong import refuse
from hejie_platform.intake.facts.lists import LISTS
from hejie_platform.intake.models import ClaimedLoan, Consent
from hejie_platform.ledger.actions import Done, whole
from hejie_platform.people.models import Organisation


@whole
def give_consent(
    held: HeldCase,
    recipient: Organisation,
    *,
    items: tuple[str, ...],
    until_day: date,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Let this lender receive these items until that day; an older sheet for the same lender ends.

    Raises Wrong, StepRefused, ActionRefused("stale").
    """
    _check(held, recipient, items, until_day, clock.legal_day(now))
    ordered = [item for item in LISTS.sheet.items if item in items]
    said = {"recipient": recipient.ref, "items": ordered, "until_on": until_day.isoformat()}
    done = _share_step(
        held, recipient, "share", said, seen_version=seen_version, now=now, action_id=action_id
    )
    Consent.objects.filter(case=held.case, recipient=recipient, withdrawn_at__isnull=True).update(
        withdrawn_at=now
    )
    Consent.objects.create(
        case=held.case,
        giver=held.user if "borrower" in held.roles else held.principal or held.user,
        recipient=recipient,
        purpose=LISTS.sheet.purpose,
        items=ordered,
        sheet_version=LISTS.sheet.version,
        given_at=now,
        until_day=until_day,
    )
    return done


@whole
def end_consent(
    held: HeldCase, consent: Consent, *, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """End a sheet: from now on the lender receives nothing more. What it has read, it has read."""
    said = {"recipient": consent.recipient.ref}
    done = _share_step(
        held, consent.recipient, "end_share", said, seen_version=seen_version, now=now, action_id=action_id
    )
    Consent.objects.filter(pk=consent.pk, withdrawn_at__isnull=True).update(withdrawn_at=now)
    return done


def _check(
    held: HeldCase, recipient: Organisation, items: tuple[str, ...], until_day: date, today: date
) -> None:
    latest = dates.add_months(today, LISTS.sheet.most_months)
    if not ClaimedLoan.objects.filter(case=held.case, creditor=recipient, removed_at__isnull=True).exists():
        raise refuse("consent_not_for_this_lender")
    if not set(LISTS.sheet.needed) <= set(items):
        raise refuse("consent_item_needed", "items")
    if not today <= until_day <= latest:
        raise refuse(
            "consent_until_unusual", "until_day", earliest_on=today.isoformat(), latest_on=latest.isoformat()
        )


def _share_step(
    held: HeldCase,
    recipient: Organisation,
    step: str,
    said: Mapping[str, object],
    *,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    return take_step(
        held.case,
        step,
        by=held.acting("case", step),
        seen_version=seen_version,
        said=said,
        names={"organisation": str(recipient.pk)},  # no other lender is told of it
        now=now,
        action_id=action_id,
    )
