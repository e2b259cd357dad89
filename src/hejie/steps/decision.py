"""May this role take this step now, and what follows? One function answers; nothing else does.

    >>> from hejie import steps
    >>> steps.decide("offer", "accept", state="open", role="borrower").to
    'accepted'

The order of refusals is fixed: who, then when, then what lies over the case, then what is missing. Somebody without the
role learns nothing about the state. Everything that is missing is told at once (`StepRefused.refusals`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hejie import texts
from hejie.steps.machines import MACHINES
from hejie.steps.needs import NEEDS, PENDING_NEED, SIDE_NEEDS, Need, StepFacts
from hejie.steps.roles import CLOCK, LENDER, MACHINERY, SIDES
from hejie.steps.table import Audience, ClockRule, Machine, Step

_ORDINARY = StepFacts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A step that may be taken, and all that follows from it.

    to: the state afterwards, also where it stays; "none" where a pending act makes nothing yet.
    clocks_start, clocks_stop: names in `CLOCKS`; one that stands in both starts afresh. During a hold the caller
        starts a clock as stopped.
    pending: a lender's act above the officer's authority; it is recorded as waiting for the checker, not done.
    on_behalf_of: "lender" where the operator records the act of a creditor that is not on the platform.
    """

    step: Step
    to: str
    reason: str = ""
    effects: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    clocks_start: tuple[str, ...] = ()
    clocks_stop: tuple[str, ...] = ()
    legal_effect: bool = False
    audience: Audience = "shared"
    pending: bool = False
    on_behalf_of: str = ""


class StepRefused(Exception):
    """The step is not possible. `code` and `facts` tell the first reason, `refusals` all of them, in order."""

    def __init__(self, refusals: tuple[texts.Message, ...]) -> None:
        super().__init__(", ".join(refusal.code for refusal in refusals))
        self.refusals = refusals
        self.code = refusals[0].code
        self.facts = refusals[0].facts

    def __reduce__(self) -> tuple[type["StepRefused"], tuple[tuple[texts.Message, ...]]]:
        return type(self), (self.refusals,)


def find(machine: str, name: str) -> Step | None:
    """The row, or None if no table has it."""
    table = MACHINES.get(machine)
    return table.steps.get(name) if table else None


def open_to(machine: str, state: str, role: str, *, facts: StepFacts = _ORDINARY) -> tuple[Step, ...]:
    """The steps that `role` may take in `state`, in the order of the table: what the page shows as buttons.

    What the actor brings with the act itself (a reason, a proof, the notice read) is not asked for here.
    Raises KeyError for an unknown machine.
    """
    rows = MACHINES[machine].steps.values()
    return tuple(step for step in rows if not any(_standing_refusals(step, state, role, facts)))


def refusals(
    machine: str, name: str, *, state: str, role: str, facts: StepFacts = _ORDINARY
) -> tuple[texts.Message, ...]:
    """Everything that stands against the step, in the fixed order; empty if it may be taken."""
    step = find(machine, name)
    codes = ("step_unknown",) if step is None else tuple(_all_refusals(step, state, role, facts))
    told = {"machine": machine, "step": name, "state": state, "role": role}
    return tuple(texts.Message(code, told) for code in dict.fromkeys(codes))


def decide(machine: str, name: str, *, state: str, role: str, facts: StepFacts = _ORDINARY) -> Decision:
    """What follows if `role` takes the step in `state`. Raises StepRefused with every reason against it."""
    against = refusals(machine, name, state=state, role=role, facts=facts)
    step = find(machine, name)
    if against or step is None:
        raise StepRefused(against)
    return (
        _pending(step, state) if _waits_for_checker(step, role, facts) else _taken(step, state, role, facts)
    )


def _taken(step: Step, state: str, role: str, facts: StepFacts) -> Decision:
    to = step.to or state
    start, stop = _clock_changes(MACHINES[step.machine], step, state, to, facts)
    return Decision(
        step=step,
        to=to,
        reason=facts.given_reason if len(step.reasons) > 1 else "".join(step.reasons),
        effects=step.effects,
        then=step.then,
        clocks_start=start,
        clocks_stop=stop,
        legal_effect=step.legal_effect,
        audience=step.audience,
        on_behalf_of="lender" if _stands_in(step, role, facts) else "",
    )


def _pending(step: Step, state: str) -> Decision:
    """The act waits: nothing changes, the other side learns nothing, the checkers are told."""
    return Decision(
        step=step,
        to=state,
        effects=("tell_checkers",),
        clocks_start=("checker_reply",),
        audience="lender",
        pending=True,
    )


def _waits_for_checker(step: Step, role: str, facts: StepFacts) -> bool:
    return PENDING_NEED in step.needs and role in LENDER and not facts.within_authority


def _clock_changes(
    machine: Machine, step: Step, state: str, to: str, facts: StepFacts
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names to start and to stop. Entering from outside starts; leaving to outside stops; the row adds its own."""
    rules = machine.clocks.values()
    entered = {
        rule.name for rule in rules if rule.on_entry and to in rule.states and state not in rule.states
    }
    asked = {rule.name for rule in rules if rule.name in step.clocks and to in rule.states}
    start = tuple(rule.name for rule in rules if rule.name in entered | asked and _runs_for(rule, facts))
    left = {rule.name for rule in rules if state in rule.states and to not in rule.states}
    stop = tuple(
        rule.name
        for rule in rules
        if rule.name in left | set(step.stops) | (asked & _running(machine, state))
    )
    return start, stop


def _running(machine: Machine, state: str) -> set[str]:
    return {rule.name for rule in machine.clocks.values() if state in rule.states}


def _runs_for(rule: ClockRule, facts: StepFacts) -> bool:
    return rule.only == "" or (rule.only == "mediated" and facts.is_mediated)


def _all_refusals(step: Step, state: str, role: str, facts: StepFacts) -> Iterator[str]:
    yield from _who_and_when(step, state, role, facts) or (
        *_over_the_case(step, role, facts),
        *_missing(step, role, facts, in_form=False),
        *_missing(step, role, facts, in_form=True),
        *_brought(step, role, facts),
    )


def _standing_refusals(step: Step, state: str, role: str, facts: StepFacts) -> Iterator[str]:
    yield from _who_and_when(step, state, role, facts) or (
        *_over_the_case(step, role, facts),
        *_missing(step, role, facts, in_form=False),
    )


def _who_and_when(step: Step, state: str, role: str, facts: StepFacts) -> tuple[str, ...]:
    """At most one code. The role comes first, so that the wrong person learns nothing about the state."""
    if role not in step.roles and not _stands_in(step, role, facts):
        return ("step_not_yours",)
    return () if state in step.sources else ("step_not_now",)


def _stands_in(step: Step, role: str, facts: StepFacts) -> bool:
    """The operator records for a creditor that is not on the platform what a lender officer would do here."""
    is_lenders = any(lender in step.roles for lender in LENDER)
    return role == "operator" and facts.creditor_outside and step.outside and is_lenders


def _over_the_case(step: Step, role: str, facts: StepFacts) -> Iterator[str]:
    if facts.on_hold and not step.under_hold:
        yield "step_on_hold"
    if role == CLOCK and step.adverse and facts.is_vulnerable:
        yield "step_needs_person"
    if role == "representative" and not facts.has_authority:
        yield "step_needs_authority"


def _missing(step: Step, role: str, facts: StepFacts, *, in_form: bool) -> Iterator[str]:
    for name in step.needs:
        need = NEEDS.get(name)
        if need and need.in_form == in_form and not _holds(need, facts):
            yield need.code
        if name in SIDE_NEEDS and not in_form and not _side_fits(name, _side(step, role, facts), facts):
            yield SIDE_NEEDS[name].code


def _holds(need: Need, facts: StepFacts) -> bool:
    return bool(getattr(facts, need.fact)) == need.wants


def _side(step: Step, role: str, facts: StepFacts) -> str:
    return "lender" if _stands_in(step, role, facts) else SIDES[role]


def _side_fits(name: str, side: str, facts: StepFacts) -> bool:
    """Whether the thing is on the side that the step asks for. The machinery stands on no side."""
    need = SIDE_NEEDS[name]
    thing_of = str(getattr(facts, need.fact))
    return thing_of == "" or side == "none" or (thing_of == side) == need.own


def _brought(step: Step, role: str, facts: StepFacts) -> Iterator[str]:
    """What every act of its kind brings with it: a reason where there are several, the notice, the proof."""
    if len(step.reasons) > 1 and facts.given_reason not in step.reasons:
        yield "step_needs_reason"
    if step.legal_effect and role not in MACHINERY and not facts.legal_notice_seen:
        yield "step_legal_notice_unseen"
    if _stands_in(step, role, facts) and "proof" not in step.needs and not facts.has_proof:
        yield "step_needs_proof"
