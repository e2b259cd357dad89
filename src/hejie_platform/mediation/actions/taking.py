"""What every step of a mediation does alike: facts, the step with what follows from it, and the words sealed beside it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from hejie_platform.agreements.actions.notes import keep_note
from hejie_platform.agreements.facts import consequences, facts_for
from hejie_platform.cases.access import Held
from hejie_platform.cases.actions import Also, take_step
from hejie_platform.cases.models import Appointment, Mediation
from hejie_platform.ledger.actions import Actor, Done, Owed


def step(
    held: Held,
    row: Mediation,
    name: str,
    *,
    by: Actor | None = None,
    note: str = "",
    said: Mapping[str, Any] | None = None,
    changes: Mapping[str, Any] | None = None,
    dues: Mapping[str, datetime] | None = None,
    owed: tuple[Owed, ...] = (),
    also: Sequence[Also] | None = None,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
    **brought: Any,
) -> Done:
    """Take one step of a mediation, inside an action. Raises StepRefused, ActionRefused("stale").

    brought: facts that this app reads itself (whether a mediator is fit). also: what follows, where the rows of this app
    decide it; else it is found as for every step.
    """
    by = by or held.acting("mediation", name)
    done = take_step(
        row,
        name,
        by=by,
        seen_version=seen_version,
        facts=facts_for(row, name, by=by, now=now, note=note, **brought),
        changes=changes or {},
        said=said or {},
        dues=dues or {},
        also=consequences(row, name, now=now) if also is None else also,
        owed=owed,
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, now=now)
    return done


def end_appointment(row: Mediation, name: str, *, now: datetime) -> None:
    """Whoever was asked or had accepted is not this mediation's mediator any more."""
    Appointment.objects.filter(mediation=row, ended_at__isnull=True).update(ended_at=now, ended_by=name)


def payload(held: Held, row: Mediation, name: str) -> dict[str, Any]:
    """What the telling of an act outside the tables needs to know."""
    return {
        "machine": "mediation",
        "step": name,
        "subject": str(row.id),
        "ref": row.ref,
        "case": str(row.case_id),
        "negotiation": None,
        "reason": "",
        "role": held.roles[0],
        "actor": str(held.user.pk),
    }
