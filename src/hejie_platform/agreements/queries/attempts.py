"""What stands for or against a step, before it is taken: for the door of all steps and for the links of pages."""

from datetime import datetime
from functools import partial
from typing import Any, Final

from hejie import steps, texts
from hejie_platform.agreements.access import HeldRow
from hejie_platform.agreements.facts import facts_for
from hejie_platform.cases import facts as case_facts

# What the tables say before anything is read but where the creditor is; nothing else is said beside it.
WHO_AND_WHEN: Final = frozenset({"step_not_yours", "step_not_now"})


def attempt(held: HeldRow, step: str, *, now: datetime, **brought: Any) -> tuple[texts.Message, ...]:
    """Everything that the tables have against this step in the holder's hands; empty if it may be taken."""
    row, by = held.row, held.acting(held.row.MACHINE, step)
    source = steps.NONE if row._state.adding else row.state
    asked = partial(steps.refusals, row.MACHINE, step, state=source, role=by.role)
    against = asked(facts=steps.StepFacts(creditor_outside=case_facts.is_creditor_outside(row)))
    if against and against[0].code in WHO_AND_WHEN:
        return against
    return asked(facts=facts_for(row, step, by=by, now=now, **brought))


def open_steps(held: HeldRow, *, now: datetime) -> tuple[steps.Step, ...]:
    """The steps that the holder may take on this row now; what is brought with the act is not asked for."""
    table = steps.MACHINES[held.row.MACHINE].steps.values()
    return tuple(step for step in table if _is_open(held, step, now))


def _is_open(held: HeldRow, step: steps.Step, now: datetime) -> bool:
    by = held.acting(step.machine, step.name)
    if by.role not in step.roles or held.row.state not in step.sources:
        return False
    facts = facts_for(held.row, step.name, by=by, now=now, note="-")
    return step in steps.open_to(step.machine, held.row.state, by.role, facts=facts)
