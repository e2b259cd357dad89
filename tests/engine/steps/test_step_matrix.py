"""Every state x step x role against the reviewed file, and the file against accidents."""

from pathlib import Path

import pytest
from tests import matrix

from hejie import steps


@pytest.mark.feature("E02")
def test_every_triple_is_decided_as_the_reviewed_file_says() -> None:
    wrong = []
    for machine, state, name, role, expected in matrix.triples():
        step = steps.MACHINES[machine].steps[name]
        if (found := matrix.answer(machine, step, state, role)) != expected:
            wrong.append(f"{machine} {state} {name} {role}: reviewed {expected}, decided {found}")
    assert wrong == []


def test_the_reviewed_file_holds_every_triple_once() -> None:
    read = [(t.machine, t.state, t.step, t.role) for t in matrix.triples()]
    expected = {
        (machine.name, state, step.name, role)
        for machine in steps.MACHINES.values()
        for step in machine.steps.values()
        for state in {*machine.states, *(s for s in step.sources if s == steps.NONE)}
        for role in steps.ROLES
    }
    assert len(read) == len(set(read))
    assert set(read) == expected


def test_the_file_and_the_tables_show_no_difference() -> None:
    assert matrix.difference() == ""


def test_a_changed_table_shows_as_a_difference_and_leaves_the_file_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    changed = tmp_path / "matrix.csv"
    text = matrix.FILE.read_text(encoding="utf-8")
    changed.write_text(
        text.replace("offer,open,accept,borrower ", "offer,open,accept,auditor "), encoding="utf-8"
    )
    before = changed.read_bytes()
    monkeypatch.setattr(matrix, "FILE", changed)
    assert "-offer,open,accept,auditor " in matrix.difference()
    assert "+offer,open,accept,borrower " in matrix.difference()
    assert changed.read_bytes() == before


def test_a_role_named_twice_in_a_line_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    twice = tmp_path / "matrix.csv"
    twice.write_text(
        ",".join(matrix.HEADER) + "\noffer,open,expire,clock,step_not_now: clock,step_not_yours\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(matrix, "FILE", twice)
    with pytest.raises(ValueError, match="clock is named twice"):
        list(matrix.triples())


def test_a_step_on_what_does_not_exist_is_refused_unless_it_makes_it() -> None:
    for step in steps.STEPS:
        role = step.roles[0]
        answer = matrix.answer(step.machine, step, steps.NONE, role)
        assert (answer == "step_not_now") == (steps.NONE not in step.sources), (step.machine, step.name)


@pytest.mark.parametrize("role", steps.ROLES)
def test_the_buttons_are_the_steps_that_are_done(role: str) -> None:
    """`open_to` and `decide` never disagree: what is offered can be taken, what can be taken is offered."""
    for machine in steps.MACHINES.values():
        for state in machine.states:
            offered = {step.name for step in steps.open_to(machine.name, state, role)}
            done = {
                name
                for name, step in machine.steps.items()
                if matrix.answer(machine.name, step, state, role) == "done"
            }
            assert offered == done, (machine.name, state)
