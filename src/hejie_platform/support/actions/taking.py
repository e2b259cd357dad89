"""The one way in which a complaint changes: its table is asked, the version is checked, one entry is written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from hejie_platform.core.refusals import ActionRefused
from hejie_platform.ledger.actions import Actor, Done, Owed, chain_for, record
from hejie_platform.support.facts import complaint_steps as steps
from hejie_platform.support.models import Complaint


def take(
    row: Complaint,
    step: str,
    *,
    by: Actor,
    changes: Mapping[str, Any],
    said: Mapping[str, Any],
    owed: tuple[Owed, ...] = (),
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Take one step of the table and record it. Raises ActionRefused: complaint_not_yours, complaint_not_now, stale."""
    to = steps.decide(step, state=row.state, role=by.role)
    version = row.version if seen_version is None else seen_version
    same = Complaint.objects.filter(pk=row.pk, version=version, state=row.state)
    if not same.update(state=to, version=F("version") + 1, **changes):
        raise ActionRefused("stale")
    return note(row, step, by=by, said={"to": to, **said}, owed=owed, now=now, action_id=action_id)


def note(
    row: Complaint,
    step: str,
    *,
    by: Actor,
    said: Mapping[str, Any],
    owed: tuple[Owed, ...],
    now: datetime,
    action_id: UUID,
) -> Done:
    """The entry of a step: codes and days, never words."""
    return record(
        chain=chain_for(row.id, "complaint"),
        by=by,
        verb=f"complaint.{step}",
        subject=row.id,
        facts=said,
        owed=owed,
        now=now,
        action_id=action_id,
    )
