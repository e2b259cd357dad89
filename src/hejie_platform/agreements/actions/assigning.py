"""Giving a case to somebody at the desk: one person has it, without a tie to it, and with room for it."""

from datetime import datetime
from uuid import UUID

from hejie_platform.agreements.actions.notes import keep_note
from hejie_platform.cases import queries
from hejie_platform.cases.access import Held
from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Case
from hejie_platform.ledger.actions import ActionRefused, Done, whole
from hejie_platform.people.models import User


@whole
def assign_case(
    held: Held,
    case: Case,
    *,
    to: User | None,
    note: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Give the case to `to`. Raises StepRefused, ActionRefused("assign_nobody", "assign_has_tie", "assign_load_full")."""
    if to is None:
        raise ActionRefused("assign_nobody")
    found = next((one for one in queries.desk_people(case, now=now) if one.user == to), None)
    if found is None or found.has_tie:
        raise ActionRefused("assign_has_tie")
    if found.is_full and case.assigned_to_id != to.pk:
        raise ActionRefused("assign_load_full", most=found.most)
    done = take_step(
        case,
        "assign",
        by=held.acting("case", "assign"),
        seen_version=seen_version,
        changes={"assigned_to": to},
        said={"assignee": to.ref},
        names={"assignee": str(to.pk)},
        now=now,
        action_id=action_id,
    )
    keep_note(done, words=note, now=now)
    return done
