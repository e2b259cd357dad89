"""What lies over a whole case: a hold, under which its clocks stand still, and the vulnerability flag."""

from datetime import datetime
from uuid import UUID

from hejie import steps
from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.actions import clocks
from hejie_platform.cases.actions.take_step import take_step
from hejie_platform.cases.models import Hold
from hejie_platform.ledger.actions import Done, whole


@whole
def place_hold(held: HeldCase, *, kind: str, seen_version: int, now: datetime, action_id: UUID) -> Done:
    """Let every clock of the case stand still: death, incapacity, suspected_sham or court_stay."""
    done = take_step(
        held.case,
        "place_hold",
        by=held.acting("case", "place_hold"),
        seen_version=seen_version,
        facts=steps.StepFacts(given_reason=kind),
        said={"kind": kind},
        now=now,
        action_id=action_id,
    )
    Hold.objects.create(case=held.case, kind=kind, placed_at=now)
    clocks.pause_all(held.case, now=now)
    return done


@whole
def lift_hold(held: HeldCase, *, seen_version: int, now: datetime, action_id: UUID) -> Done:
    """Lift every hold of the case; what was left of each clock is left."""
    done = take_step(
        held.case,
        "lift_hold",
        by=held.acting("case", "lift_hold"),
        seen_version=seen_version,
        now=now,
        action_id=action_id,
    )
    Hold.objects.filter(case=held.case, lifted_at__isnull=True).update(lifted_at=now)
    clocks.resume_all(held.case, now=now)
    return done


@whole
def flag_vulnerable(held: HeldCase, *, seen_version: int, now: datetime, action_id: UUID) -> Done:
    """Double the clocks that start from now on, call for a human contact, stop automatic adverse steps."""
    return _set_flag(held, "flag_vulnerable", True, seen_version=seen_version, now=now, action_id=action_id)


@whole
def unflag_vulnerable(held: HeldCase, *, seen_version: int, now: datetime, action_id: UUID) -> Done:
    """Handle the case in the ordinary way again."""
    return _set_flag(
        held, "unflag_vulnerable", False, seen_version=seen_version, now=now, action_id=action_id
    )


def _set_flag(
    held: HeldCase, step: str, value: bool, *, seen_version: int, now: datetime, action_id: UUID
) -> Done:
    return take_step(
        held.case,
        step,
        by=held.acting("case", step),
        seen_version=seen_version,
        changes={"is_vulnerable": value},
        now=now,
        action_id=action_id,
    )
