"""Every stage, step and role of a complaint; and who may handle one."""

import itertools
import uuid

import pytest

from hejie_platform.core.refusals import ActionRefused
from hejie_platform.support.facts import complaint_steps as steps
from hejie_platform.support.facts.handlers import Candidate, choose
from hejie_platform.support.models import Complaint

# What a person read: (stage, step) -> the stage after it, for these roles. Everything else is refused.
REVIEWED = {
    ("none", "file"): ("received", "complainant recorder"),
    ("received", "accept"): ("accepted", "handler supervisor"),
    ("received", "return"): ("returned", "handler supervisor"),
    ("received", "add"): ("received", "complainant recorder"),
    ("received", "withdraw"): ("withdrawn", "complainant recorder"),
    ("received", "reassign"): ("received", "supervisor"),
    ("received", "run_late"): ("escalated", "clock"),
    ("accepted", "add"): ("accepted", "complainant recorder"),
    ("accepted", "ask_other_side"): ("accepted", "handler supervisor"),
    ("accepted", "comment"): ("accepted", "subject"),
    ("accepted", "extend"): ("accepted", "supervisor"),
    ("accepted", "answer"): ("answered", "handler supervisor"),
    ("accepted", "withdraw"): ("withdrawn", "complainant recorder"),
    ("accepted", "reassign"): ("accepted", "supervisor"),
    ("accepted", "run_late"): ("escalated", "clock"),
    ("escalated", "return"): ("returned", "handler supervisor"),
    ("escalated", "add"): ("escalated", "complainant recorder"),
    ("escalated", "ask_other_side"): ("escalated", "handler supervisor"),
    ("escalated", "comment"): ("escalated", "subject"),
    ("escalated", "extend"): ("escalated", "supervisor"),
    ("escalated", "answer"): ("answered", "handler supervisor"),
    ("escalated", "withdraw"): ("withdrawn", "complainant recorder"),
    ("escalated", "reassign"): ("escalated", "supervisor"),
    ("escalated", "run_late"): ("escalated", "clock"),
}


@pytest.mark.parametrize("state", [steps.NONE, *steps.STATES])
def test_every_step_in_every_stage_ends_as_it_was_reviewed(state: str) -> None:
    wrong = []
    for name, role in itertools.product(steps.STEPS, steps.ROLES):
        to, roles = REVIEWED.get((state, name), ("", ""))
        expected = to if role in roles.split() else "refused"
        try:
            found = steps.decide(name, state=state, role=role)
        except ActionRefused:
            found = "refused"
        if found != expected:
            wrong.append(f"{state} {name} {role}: {found}, not {expected}")
    assert wrong == []


def test_the_role_is_refused_before_the_stage() -> None:
    with pytest.raises(ActionRefused, match="complaint_not_yours"):
        steps.decide("answer", state="withdrawn", role="complainant")
    with pytest.raises(ActionRefused, match="complaint_not_now"):
        steps.decide("answer", state="withdrawn", role="handler")


def test_every_stage_can_be_reached_and_what_ended_stays_ended() -> None:
    reached = {to for to, _ in REVIEWED.values()}
    assert reached == set(steps.STATES) == set(Complaint.STATES)
    ended = set(steps.STATES) - set(steps.OPEN)
    assert not ended & {state for state, _ in REVIEWED}


HOUSE, THEIRS = uuid.uuid4(), uuid.uuid4()


def candidate(number: int, *houses: uuid.UUID, is_handler: bool = True, load: int = 0) -> Candidate:
    return Candidate(uuid.UUID(int=number), frozenset(houses), is_handler, load)


def chosen(*candidates: Candidate, barred: tuple[int, ...] = ()) -> tuple[int, bool] | None:
    found = choose(candidates, barred={uuid.UUID(int=one) for one in barred}, theirs=THEIRS)
    return (found.person.int, found.is_of_theirs) if found else None


def test_the_one_complained_of_never_handles_it_even_when_nobody_else_is_there() -> None:
    assert chosen(candidate(1, HOUSE), barred=(1,)) is None
    assert chosen(candidate(1, HOUSE), candidate(2, HOUSE, load=9), barred=(1,)) == (2, False)


def test_somebody_of_their_house_handles_it_only_when_nobody_else_is_there() -> None:
    of_theirs, busy_supervisor = candidate(1, THEIRS), candidate(2, HOUSE, is_handler=False, load=9)
    assert chosen(of_theirs, busy_supervisor) == (2, False)
    assert chosen(of_theirs) == (1, True)
    assert chosen(candidate(1, HOUSE, THEIRS), candidate(2, HOUSE, load=3)) == (2, False), (
        "also by a second seat"
    )


def test_a_handler_comes_before_a_supervisor_and_the_least_busy_first() -> None:
    assert chosen(candidate(1, HOUSE, is_handler=False), candidate(2, HOUSE, load=4)) == (2, False)
    assert chosen(candidate(1, HOUSE, load=2), candidate(2, HOUSE, load=1)) == (2, False)
    assert chosen(candidate(2, HOUSE), candidate(1, HOUSE)) == (1, False)
