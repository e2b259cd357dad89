"""The mediator's own acts before and around the talks: accepting or not, telling of ties, stepping back, beginning.

A tie that is told to the parties counts from then on: an organisation named with it joins the mediator's declared ties, so
that no rule asks this person again where it is a party.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from hejie_platform.cases.access import Held
from hejie_platform.cases.models import Appointment, Mediation
from hejie_platform.ledger.actions import ActionRefused, Done, whole
from hejie_platform.mediation.actions import taking
from hejie_platform.mediation.facts import roster
from hejie_platform.mediation.models import Objection, Tie, TieStatement


def _fit(held: Held, row: Mediation, now: datetime) -> bool:
    return roster.is_fit(row, held.user, now=now)


@whole
def accept_appointment(
    held: Held, row: Mediation, *, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    """Say yes to mediating. Raises StepRefused where a tie has come to be known since."""
    stamp: dict[str, Any] = {"seen_version": seen_version, "now": now, "action_id": action_id}
    fit = _fit(held, row, now)
    done = taking.step(held, row, "accept_appointment", mediator_fit=fit, **stamp)
    _current(row).update(accepted_at=now)
    return done


@whole
def decline_appointment(
    held: Held,
    row: Mediation,
    *,
    note: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Say no to mediating; the body looks for somebody else."""
    return _leave(held, row, "decline_appointment", note, seen_version, now, action_id)


@whole
def recuse(
    held: Held,
    row: Mediation,
    *,
    note: str = "",
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Step back. The mediation goes on with another mediator, with everything that was said and written."""
    return _leave(held, row, "recuse", note, seen_version, now, action_id)


def _leave(
    held: Held, row: Mediation, name: str, note: str, seen_version: int | None, now: datetime, action_id: UUID
) -> Done:
    stamp: dict[str, Any] = {"seen_version": seen_version, "now": now, "action_id": action_id}
    done = taking.step(held, row, name, note=note, changes={"mediator": None}, **stamp)
    taking.end_appointment(row, name, now=now)
    open_ones = Objection.objects.filter(mediation=row, decided_at__isnull=True)
    open_ones.update(decided_at=now, decision="gone")
    return done


@whole
def disclose(
    held: Held,
    row: Mediation,
    *,
    kinds: Sequence[str],
    words: str,
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Tell all parties what ties one to them, or that nothing does. Raises ActionRefused."""
    found = _current(row).first()
    if found is None:
        raise ActionRefused("mediation_no_mediator")
    if not set(kinds) <= set(Tie.KINDS) or (kinds and not words.strip()):
        raise ActionRefused("mediation_tie_unsaid")
    stamp: dict[str, Any] = {"seen_version": seen_version, "now": now, "action_id": action_id}
    done = taking.step(held, row, "disclose", said={"ties": sorted(kinds)}, **stamp)
    TieStatement.objects.create(
        appointment=found, has_ties=bool(kinds), kinds=sorted(kinds), words=words.strip(), made_at=now
    )
    _current(row).update(disclosed_at=now)
    return done


@whole
def start(held: Held, row: Mediation, *, seen_version: int | None, now: datetime, action_id: UUID) -> Done:
    """Open the mediation: accepted, ties told, everybody's yes in force, and no objection left unanswered."""
    if Objection.objects.filter(mediation=row, decided_at__isnull=True).exists():
        raise ActionRefused("mediation_objection_open")
    stamp: dict[str, Any] = {"seen_version": seen_version, "now": now, "action_id": action_id}
    return taking.step(held, row, "start", mediator_fit=_fit(held, row, now), **stamp)


def _current(row: Mediation) -> Any:
    return Appointment.objects.filter(mediation=row, ended_at__isnull=True)
