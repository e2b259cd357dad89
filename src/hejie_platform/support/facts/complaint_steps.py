"""What may be done with a complaint, in which stage and by whom: one small table and its reader.

It is a table of its own and no machine of `hejie.steps`: there every row belongs to a case, is decided by the roles
of a case and stops with its holds. A complaint may stand without a case, and who handles it must have nothing to do
with it. The rigour is the same: the table is the only way to a stage, and a test tries every stage, step and role.

    received   taken in hand or returned within three working days
    accepted   both sides are heard, then answered with reasons
    escalated  a limit ran out: the supervisor has it; it is answered, returned or withdrawn from there
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from hejie_platform.core.refusals import ActionRefused

NONE: Final = "none"
STATES: Final = ("received", "accepted", "escalated", "answered", "returned", "withdrawn")
OPEN: Final = ("received", "accepted", "escalated")
ROLES: Final = ("complainant", "recorder", "handler", "supervisor", "subject", "clock")
TELLERS: Final = ("complainant", "recorder")
DESK: Final = ("handler", "supervisor")


@dataclass(frozen=True, slots=True)
class Step:
    """One row: who may take it from where, and where it leads (None: the stage stays)."""

    name: str
    sources: tuple[str, ...]
    to: str | None
    roles: tuple[str, ...]


STEPS: Final[Mapping[str, Step]] = MappingProxyType(
    {
        step.name: step
        for step in (
            Step("file", (NONE,), "received", TELLERS),
            Step("accept", ("received",), "accepted", DESK),
            Step("return", ("received", "escalated"), "returned", DESK),
            Step("add", OPEN, None, TELLERS),
            Step("ask_other_side", ("accepted", "escalated"), None, DESK),
            Step("comment", ("accepted", "escalated"), None, ("subject",)),
            Step("extend", ("accepted", "escalated"), None, ("supervisor",)),
            Step("answer", ("accepted", "escalated"), "answered", DESK),
            Step("withdraw", OPEN, "withdrawn", TELLERS),
            Step("reassign", OPEN, None, ("supervisor",)),
            Step("run_late", OPEN, "escalated", ("clock",)),
        )
    }
)


def decide(name: str, *, state: str, role: str) -> str:
    """The stage after this step. Raises ActionRefused: complaint_not_yours before complaint_not_now."""
    step = STEPS[name]
    if role not in step.roles:
        raise ActionRefused("complaint_not_yours")
    if state not in step.sources:
        raise ActionRefused("complaint_not_now")
    return step.to or state


def open_to(*, state: str, roles: tuple[str, ...]) -> frozenset[str]:
    """The steps that somebody with these roles may take now."""
    return frozenset(
        name for name, step in STEPS.items() if state in step.sources and set(roles) & set(step.roles)
    )
