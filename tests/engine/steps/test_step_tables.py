"""The tables against themselves: nobody is stuck, nothing runs out without a consequence, every name is declared."""

from collections.abc import Iterator

import pytest

from hejie import steps, texts

STATES = [(machine, state) for machine in steps.MACHINES.values() for state in machine.states.values()]
LIVE = [(machine, state) for machine, state in STATES if not state.is_terminal]
by_state = pytest.mark.parametrize(("machine", "state"), STATES, ids=lambda value: value.name)
by_live_state = pytest.mark.parametrize(("machine", "state"), LIVE, ids=lambda value: value.name)
by_step = pytest.mark.parametrize("step", steps.STEPS, ids=lambda step: f"{step.machine}-{step.name}")
by_clock = pytest.mark.parametrize("rule", steps.CLOCKS.values(), ids=lambda rule: rule.name)


def _from(machine: steps.Machine, state: str) -> Iterator[steps.Step]:
    return (step for step in machine.steps.values() if state in step.sources)


def _reached(machine: steps.Machine, start: set[str]) -> set[str]:
    reached = set(start)
    while True:
        more = {step.to for state in reached for step in _from(machine, state) if step.to} - reached
        if not more:
            return reached
        reached |= more


def test_the_states_are_those_of_the_design() -> None:
    assert {name: tuple(machine.states) for name, machine in steps.MACHINES.items()} == {
        "case": ("draft", "invited", "submitted", "returned", "open", "closed"),
        "negotiation": ("waiting", "asked", "talking", "agreed", "ended"),
        "mediation": ("asking", "appointing", "open", "ended"),
        "offer": ("open", "accepted", "closed"),
        "agreement": ("signing", "effective", "in_cure", "ended"),
        "obligation": ("open", "claimed", "done", "released"),
    }


def test_the_reasons_are_those_of_the_design() -> None:
    reasons: dict[tuple[str, str | None], set[str]] = {}
    for step in steps.STEPS:
        reasons.setdefault((step.machine, step.to), set()).update(step.reasons)
    assert reasons["negotiation", "ended"] == {
        "withdrawn", "refused", "unreachable", "gap", "time", "transferred", "paid", "no_party",
    }  # fmt: skip
    assert reasons["agreement", "ended"] == {
        "lapsed", "completed", "paid_early", "varied", "failed", "set_aside",
    }  # fmt: skip
    assert reasons["case", None] == {"death", "incapacity", "suspected_sham", "court_stay"}


@by_state
@pytest.mark.feature("E06")
def test_every_state_has_an_owner_and_a_clock_or_a_reason_for_none(
    machine: steps.Machine, state: steps.State
) -> None:
    clocked = any(
        state.name in rule.states and rule.on_entry and not rule.only for rule in machine.clocks.values()
    )
    assert clocked != bool(state.no_clock)
    assert (state.owner == "none") == state.is_terminal


@by_live_state
def test_every_live_state_has_an_exit_that_a_person_can_take(
    machine: steps.Machine, state: steps.State
) -> None:
    exits = [step for step in _from(machine, state.name) if step.to not in (None, state.name)]
    assert any(role in steps.PEOPLE for step in exits for role in step.roles)


@by_live_state
def test_no_live_state_traps(machine: steps.Machine, state: steps.State) -> None:
    assert _reached(machine, {state.name}) & set(machine.terminal)


@pytest.mark.parametrize("machine", steps.MACHINES.values(), ids=lambda machine: machine.name)
def test_every_state_can_be_reached(machine: steps.Machine) -> None:
    assert _reached(machine, set(machine.initial)) == set(machine.states)


@by_live_state
def test_every_live_state_can_be_left_under_a_hold(machine: steps.Machine, state: steps.State) -> None:
    """A hold stops clocks and signatures; it imprisons nobody."""
    reached = {state.name}
    while (
        more := {step.to for name in reached for step in _from(machine, name) if step.to and step.under_hold}
        - reached
    ):
        reached |= more
    assert reached & set(machine.terminal)


@by_step
def test_every_row_uses_declared_words_only(step: steps.Step) -> None:
    machine = steps.MACHINES[step.machine]
    assert set(step.sources) <= {steps.NONE, *machine.states}
    assert step.to is None or step.to in machine.states
    assert step.roles
    assert set(step.roles) <= set(steps.ROLES)
    assert step.audience in steps.AUDIENCES
    assert set(step.needs) <= {*steps.NEEDS, *steps.SIDE_NEEDS, steps.PENDING_NEED}
    assert set(step.effects) <= set(steps.EFFECTS)
    assert {*step.clocks, *step.stops} <= set(machine.clocks)
    assert steps.NONE not in step.sources or (step.sources == (steps.NONE,) and step.to)


@by_step
def test_whatever_follows_in_the_same_action_may_be_taken_by_the_system(
    step: steps.Step,
) -> None:
    for name in step.then:
        following = steps.find(*name.split("."))
        assert following is not None, name
        assert steps.SYSTEM in following.roles, name


def test_every_step_of_the_system_alone_follows_from_some_other_step() -> None:
    followed = {name for step in steps.STEPS for name in step.then}
    alone = {f"{step.machine}.{step.name}" for step in steps.STEPS if step.roles == (steps.SYSTEM,)}
    assert alone <= followed


@by_step
def test_a_state_with_reasons_is_always_entered_with_one(step: steps.Step) -> None:
    endings = {
        "case": "closed",
        "negotiation": "ended",
        "mediation": "ended",
        "offer": "closed",
        "agreement": "ended",
    }
    if step.to is not None and endings.get(step.machine) == step.to:
        assert step.reasons


def test_every_effect_is_owed_by_some_step_or_clock() -> None:
    owed = {effect for step in steps.STEPS for effect in step.effects}
    owed |= {rule.on_due for rule in steps.CLOCKS.values()}
    owed |= {"tell_checkers"}  # owed by every pending act
    assert set(steps.EFFECTS) == owed & set(steps.EFFECTS)


def test_every_need_is_used() -> None:
    assert {need for step in steps.STEPS for need in step.needs} == {
        *steps.NEEDS, *steps.SIDE_NEEDS, steps.PENDING_NEED,
    }  # fmt: skip


@by_clock
def test_what_a_clock_does_when_it_runs_out_exists_and_is_allowed(rule: steps.ClockRule) -> None:
    step = steps.find(rule.machine, rule.on_due)
    assert (step is None) == (rule.on_due in steps.EFFECTS)
    for state in rule.states:
        assert state in steps.MACHINES[rule.machine].states
        if step is not None:
            assert steps.decide(rule.machine, rule.on_due, state=state, role=steps.CLOCK).step is step


@by_clock
def test_a_clock_runs_in_live_states_only(rule: steps.ClockRule) -> None:
    assert not set(rule.states) & set(steps.MACHINES[rule.machine].terminal)


@by_clock
def test_no_clock_carries_a_number_of_the_law(rule: steps.ClockRule) -> None:
    if rule.source.startswith("CN-"):
        assert rule.amount is None
        assert rule.law_value
    else:
        assert rule.source in {"our_rule", "lender_policy", "offer", "agreement"}
        assert rule.law_value == ""
        assert rule.amount is not None or rule.source == "agreement"


@by_clock
def test_a_clock_that_starts_on_no_entry_is_started_by_a_step(rule: steps.ClockRule) -> None:
    started = {name for step in steps.STEPS for name in step.clocks} | {"checker_reply"}
    assert rule.on_entry or rule.name in started


def test_every_step_that_the_clock_may_take_is_what_some_clock_does() -> None:
    taken = {(rule.machine, rule.on_due) for rule in steps.CLOCKS.values()}
    assert {(step.machine, step.name) for step in steps.STEPS if steps.CLOCK in step.roles} <= taken


def test_an_adverse_step_can_always_be_taken_by_a_person_instead() -> None:
    adverse = [step for step in steps.STEPS if step.adverse]
    assert adverse
    for step in adverse:
        assert steps.CLOCK in step.roles
        assert set(step.roles) & set(steps.PEOPLE)


def test_silence_never_agrees_and_never_fails() -> None:
    by_clock = {(step.machine, step.name) for step in steps.STEPS if steps.CLOCK in step.roles}
    assert ("agreement", "fail") not in by_clock
    assert ("agreement", "breach") not in by_clock
    assert not {step.to for step in steps.STEPS if steps.CLOCK in step.roles} & {
        "accepted",
        "agreed",
        "effective",
        "done",
    }
    fail = steps.find("agreement", "fail")
    assert fail is not None
    assert not set(fail.roles) & set(steps.MACHINERY)


def test_a_silent_lender_is_never_rewarded_with_the_end_of_the_talks() -> None:
    clocks = [
        rule for rule in steps.CLOCKS.values() if rule.machine == "negotiation" and "waiting" in rule.states
    ]
    ends = {
        name
        for name in (rule.on_due for rule in clocks)
        if (step := steps.find("negotiation", name)) and step.to
    }
    assert not ends


@pytest.mark.feature("K03")
def test_who_watches_takes_no_step() -> None:
    acting = {role for step in steps.STEPS for role in step.roles}
    assert set(steps.ROLES) - acting == {"adviser", "complaint_handler", "regulator", "auditor"}


def test_the_limitation_notice_comes_before_the_acts_that_the_design_names() -> None:
    named = {
        ("case", "submit"), ("negotiation", "agree_facts"), ("offer", "put"), ("offer", "accept"),
        ("agreement", "sign"), ("obligation", "claim"),
    }  # fmt: skip
    assert named <= {(step.machine, step.name) for step in steps.STEPS if step.legal_effect}


def test_no_entry_of_a_case_is_shared_with_lenders() -> None:
    """Several lenders meet in one case; nothing in it may tell one of another."""
    shown = {
        step.name for step in steps.MACHINES["case"].steps.values() if step.audience in ("shared", "lender")
    }
    assert shown == {"invite", "retract_invitation"}


def test_nobody_is_told_who_did_not_sign() -> None:
    step = steps.find("agreement", "refuse_to_sign")
    assert step is not None
    assert step.audience == "private"
    assert step.effects == ("tell_parties_unsigned",)


def test_the_codes_in_texts_are_those_of_the_tables() -> None:
    machines = steps.MACHINES.values()
    expected = {step.code for step in steps.STEPS}
    expected |= {machine.state_code(state) for machine in machines for state in machine.states}
    expected |= {f"ended_{reason}" for step in steps.STEPS for reason in step.reasons}
    expected |= {
        state.no_clock for machine in machines for state in machine.states.values() if state.no_clock
    }
    expected |= {f"clock_{name}" for name in steps.CLOCKS}
    expected |= {f"turn_{state.owner}" for machine in machines for state in machine.states.values()}
    expected |= {f"turn_{rule.owner}" for rule in steps.CLOCKS.values()}
    expected |= {need.code for need in (*steps.NEEDS.values(), *steps.SIDE_NEEDS.values())}
    expected |= {
        "step_unknown", "step_not_yours", "step_not_now", "step_on_hold", "step_needs_person",
        "step_needs_authority", "step_needs_reason", "step_legal_notice_unseen",
    }  # fmt: skip
    assert {code.name for code in texts.steps.CODES} == expected
