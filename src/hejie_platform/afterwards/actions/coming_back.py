"""Coming back: to be asked later, and to ask that a closed case is opened again. Applying again is intake's own act."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from hejie_platform.afterwards.actions import telling
from hejie_platform.afterwards.models import AskAgain
from hejie_platform.cases.access import HeldCase
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole
from hejie_platform.ledger.queries import timeline

MOST_DAYS: Final = 730
A_WEEK: Final = timedelta(days=7)


@whole
def ask_later(held: HeldCase, *, ask_on: date, now: datetime, action_id: UUID) -> Done:
    """Ask this household on a day whether to try again; a day chosen before is replaced. Raises ActionRefused."""
    today = clock.legal_day(now)
    if not today < ask_on <= today + timedelta(days=MOST_DAYS):
        raise ActionRefused("ask_again_day", most=MOST_DAYS)
    _open_ones(held).update(called_off_at=now)
    row = AskAgain.objects.create(case=held.case, made_by=held.user, made_at=now, ask_on=ask_on)
    return record(
        chain=chain_for(held.case.id, "borrower"),
        by=held.actor,
        verb="ask_again.choose",
        subject=row.id,
        facts={"ask_on": ask_on.isoformat()},
        now=now,
        action_id=action_id,
    )


@whole
def call_off(held: HeldCase, *, now: datetime, action_id: UUID) -> Done:
    """Do not ask again. Raises ActionRefused where nothing was chosen."""
    row = _open_ones(held).first()
    if row is None:
        raise ActionRefused("ask_again_none")
    _open_ones(held).update(called_off_at=now)
    return record(
        chain=chain_for(held.case.id, "borrower"),
        by=held.actor,
        verb="ask_again.call_off",
        subject=row.id,
        facts={},
        now=now,
        action_id=action_id,
    )


def _open_ones(held: HeldCase) -> QuerySet[AskAgain]:
    return AskAgain.objects.filter(case=held.case, sent_at__isnull=True, called_off_at__isnull=True).order_by(
        "id"
    )


@whole
def ask_reopening(held: HeldCase, *, now: datetime, action_id: UUID) -> Done:
    """Ask a supervisor to open the closed case again. Once a week is enough. Raises ActionRefused."""
    if held.case.state != "closed":
        raise ActionRefused("reopening_not_closed")
    asked = timeline([held.case.id], ["borrower"]).filter(verb="case.ask_reopening", at__gt=now - A_WEEK)
    if asked.exists():
        raise ActionRefused("reopening_asked")
    return record(
        chain=chain_for(held.case.id, "borrower"),
        by=held.actor,
        verb="case.ask_reopening",
        subject=held.case.id,
        facts={},
        owed=tuple(
            telling.supervisors(held.case, "reopening_asked_for", facts={"ref": held.case.ref}, now=now)
        ),
        now=now,
        action_id=action_id,
    )
