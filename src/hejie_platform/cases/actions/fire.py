"""What happens when a clock runs out: the step that its table names is taken by `clock`, or the matter is escalated.

    fire(found, facts=facts, also=(), now=now, action_id=found.action_id)

A step that the tables refuse to a clock (somebody vulnerable, nobody reached yet) is not taken and not lost: the
clock counts as fired, and the supervisor is told that a person must decide. One entry either way. What the step
needs to know and what follows from it in higher rooms comes in: `agreements.actions.run_out` finds both.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from hejie import steps
from hejie_platform.cases.actions.take_step import ORDINARY, Also, take_step
from hejie_platform.cases.models import Clock, Stepped
from hejie_platform.ledger.actions import ActionRefused, Actor, Done, Owed, chain_for, record, whole

log = logging.getLogger(__name__)
CLOCK = Actor(None, "clock")
FIRING = UUID("7b0f4cb3-6d3f-4f0b-9f0c-1f2f5d9f7a11")  # name space of the ids of firings
A_PERSON_DECIDES = "escalate_supervisor"


@dataclass(frozen=True, slots=True)
class DueClock:
    """A clock that ran out, and the row that it belongs to."""

    clock: Clock
    row: Stepped
    rule: steps.ClockRule

    @property
    def pk(self) -> str:
        """What the log calls it."""
        return f"{self.rule.name} {self.clock.pk}"

    @property
    def action_id(self) -> UUID:
        """The same for every worker and every try: a clock fires once for each time it was due."""
        return uuid5(FIRING, f"{self.clock.pk} {self.clock.due_at.isoformat()}")

    @property
    def step(self) -> str:
        """machine.step that the clock takes, or "" when it escalates."""
        is_step = self.rule.on_due in steps.MACHINES[self.rule.machine].steps
        return f"{self.rule.machine}.{self.rule.on_due}" if is_step else ""


def due(*, now: datetime, limit: int = 200) -> list[DueClock]:
    """Clocks that ran out and have not fired, the oldest first. Paused ones stand still."""
    rows = _running().filter(due_at__lte=now).order_by("due_at", "id")[:limit]
    return [found for clock in rows if (found := _found(clock))]


def _found(clock: Clock) -> DueClock | None:
    """The clock with its row; None, said in the log, where either is unknown, so that the others ring all the same."""
    try:
        return DueClock(clock, _row_of(clock), steps.CLOCKS[clock.rule])
    except (LookupError, ObjectDoesNotExist):
        log.error("clock %s is of no rule or row that is known", clock.pk)
        return None


def next_due_at(*, now: datetime) -> datetime | None:
    """When the next clock runs out after `now`: where the demo's clock may jump to."""
    return _running().filter(due_at__gt=now).order_by("due_at").values_list("due_at", flat=True).first()


@whole
def fire(
    found: DueClock,
    *,
    facts: steps.StepFacts = ORDINARY,
    also: Sequence[Also] = (),
    now: datetime,
    action_id: UUID,
) -> Done:
    """Let one clock run out; `facts` and `also` are those of the step that it takes.

    Raises ActionRefused("stale") when it was met, paused or fired meanwhile.
    """
    if not _running().filter(pk=found.clock.pk, due_at=found.clock.due_at).update(fired_at=now):
        raise ActionRefused("stale")
    if not found.step:
        return _escalate(found, found.rule.on_due, "", now=now, action_id=action_id)
    try:
        return take_step(
            found.row,
            found.rule.on_due,
            by=CLOCK,
            facts=facts,
            said={"clock": found.rule.name},
            also=also,
            now=now,
            action_id=action_id,
        )
    except steps.StepRefused as refused:
        return _escalate(found, A_PERSON_DECIDES, refused.code, now=now, action_id=action_id)


def _running() -> QuerySet[Clock]:
    return Clock.objects.filter(stopped_at__isnull=True, fired_at__isnull=True, paused_at__isnull=True)


def _row_of(clock: Clock) -> Stepped:
    models = {model.MACHINE: model for model in apps.get_models() if issubclass(model, Stepped)}
    return models[clock.machine]._default_manager.get(pk=clock.subject)


def _escalate(found: DueClock, effect: str, refusal: str, *, now: datetime, action_id: UUID) -> Done:
    row, negotiation = found.row, found.row.the_negotiation
    facts = {"clock": found.rule.name} | ({"refused": refusal} if refusal else {})
    payload = {
        "machine": row.MACHINE,
        "step": "",
        "clock": found.rule.name,
        "subject": str(row.id),
        "ref": row.ref,
        "case": str(row.the_case.id),
        "negotiation": str(negotiation.id) if negotiation else None,
        "reason": refusal,
        "role": CLOCK.role,
        "actor": None,
    }
    return record(
        chain=chain_for(row.chain_subject, _audience(found)),
        by=CLOCK,
        verb=f"{row.MACHINE}.clock_{found.rule.name}",
        subject=row.id,
        facts=facts,
        owed=(Owed(kind=effect, payload=payload),),
        now=now,
        action_id=action_id,
    )


def _audience(found: DueClock) -> str:
    """An act that waits inside the lender is the lender's affair; a case before talks is the borrower's."""
    if found.rule.name == "checker_reply":
        return "lender"
    return "borrower" if found.row.MACHINE == "case" else "shared"
