"""The reviewed answer to "what may this role do in this state?", and its reader.

`tests/engine/steps/matrix.csv` holds one line for each machine, state and step: the roles for which it is done, the
roles that are refused for a reason of their own, and that everybody else is refused with `step_not_yours`. It was read
line by line by a person; the tables must agree with it, not the other way round.

The world of the matrix is an ordinary day (`steps.StepFacts()`): no hold, no pending act, nothing missing, and where a
step has several reasons the first one is given. `python -m tests.matrix` prints how the tables differ from the file and
changes nothing; `python -m tests.matrix --accept` writes the file after printing the difference.
"""

import csv
import difflib
import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from hejie import steps

FILE = Path(__file__).resolve().parent.parent / "engine" / "steps" / "matrix.csv"
HEADER = ("machine", "state", "step", "done", "refused", "everyone_else")


class Triple(NamedTuple):
    """One attempt and what must come of it: "done", "pending" or the code of the refusal."""

    machine: str
    state: str
    step: str
    role: str
    expected: str


def triples() -> Iterator[Triple]:
    """Every state x step x role of the reviewed file. Raises ValueError for a line that names a role twice."""
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            expected = _expected(row)
            for role in steps.ROLES:
                yield Triple(row["machine"], row["state"], row["step"], role, expected[role])


def facts_for(step: steps.Step) -> steps.StepFacts:
    """The facts of the matrix's world: an ordinary day, and the first reason where the step has several."""
    return steps.StepFacts(given_reason=step.reasons[0] if len(step.reasons) > 1 else "")


def owner_side_for(step: steps.Step, role: str) -> str:
    """The side that must have put the offer (or owe the duty, or be in cure) for this role to take the step."""
    own = steps.SIDES[role]
    other = {"borrower": "lender", "lender": "borrower"}.get(own, "")
    return other if "others" in step.needs else own if "own" in step.needs else ""


def decided() -> str:
    """The file as the tables would write it today."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for machine in steps.MACHINES.values():
        for step in machine.steps.values():
            writer.writerows(_line(machine.name, state, step) for state in _states(machine, step))
    return out.getvalue()


def difference() -> str:
    """What changed between the reviewed file and the tables, as a unified difference; empty if they agree."""
    before = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), decided().splitlines(keepends=True), "reviewed", "decided", n=0
    )
    return "".join(lines)


def answer(machine: str, step: steps.Step, state: str, role: str) -> str:
    try:
        decision = steps.decide(machine, step.name, state=state, role=role, facts=facts_for(step))
    except steps.StepRefused as refused:
        return refused.code
    return "pending" if decision.pending else "done"


def _states(machine: steps.Machine, step: steps.Step) -> Iterator[str]:
    """A step that makes something is also tried on what exists; no other step is tried on what does not exist."""
    if steps.NONE in step.sources:
        yield steps.NONE
    yield from machine.states


def _line(machine: str, state: str, step: steps.Step) -> tuple[str, ...]:
    by_answer: defaultdict[str, list[str]] = defaultdict(list)
    for role in steps.ROLES:
        by_answer[answer(machine, step, state, role)].append(role)
    done = " ".join(by_answer.pop("done", ()))
    by_answer.pop("step_not_yours", None)
    refused = "; ".join(f"{code}: {' '.join(roles)}" for code, roles in by_answer.items())
    return machine, state, step.name, done, refused, "step_not_yours"


def _expected(row: dict[str, str]) -> dict[str, str]:
    expected = dict.fromkeys(steps.ROLES, row["everyone_else"])
    named = [(role, "done") for role in row["done"].split()]
    for group in filter(None, row["refused"].split("; ")):
        code, _, roles = group.partition(": ")
        named += [(role, code) for role in roles.split()]
    for role, outcome in named:
        if expected[role] != row["everyone_else"]:
            raise ValueError(f"{row['machine']} {row['state']} {row['step']}: {role} is named twice")
        expected[role] = outcome
    return expected
