"""What stands against a step, and what follows from one."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import steps

FACTS = steps.StepFacts()


def _met(step: steps.Step) -> steps.StepFacts:
    """Facts under which every need of the step is met; side needs by a thing of no side."""
    met = {need.fact: need.wants for name in step.needs if (need := steps.NEEDS.get(name))}
    return steps.StepFacts(**met, given_reason=step.reasons[0] if len(step.reasons) > 1 else "")


def _code(step: steps.Step, role: str, facts: steps.StepFacts) -> str:
    try:
        steps.decide(step.machine, step.name, state=step.sources[0], role=role, facts=facts)
    except steps.StepRefused as refused:
        return refused.code
    return "done"


@pytest.mark.parametrize(
    ("step", "need"),
    [(step, name) for step in steps.STEPS for name in step.needs if name in steps.NEEDS],
    ids=lambda value: value if isinstance(value, str) else f"{value.machine}-{value.name}",
)
def test_a_step_is_refused_for_exactly_the_need_that_is_not_met(step: steps.Step, need: str) -> None:
    rule = steps.NEEDS[need]
    unmet = replace(_met(step), **{rule.fact: not rule.wants})
    for role in step.roles:
        assert _code(step, role, _met(step)) == "done"
        if not (rule.fact == "on_hold" and not step.under_hold):
            assert _code(step, role, unmet) == rule.code


SIDED = [(step, name) for step in steps.STEPS for name in step.needs if name in steps.SIDE_NEEDS]


@pytest.mark.parametrize(
    ("step", "need"),
    SIDED,
    ids=lambda value: value if isinstance(value, str) else f"{value.machine}-{value.name}",
)
def test_a_thing_of_the_wrong_side_is_refused_and_of_the_right_side_is_not(
    step: steps.Step, need: str
) -> None:
    rule = steps.SIDE_NEEDS[need]
    for role in set(step.roles) - set(steps.MACHINERY):
        for side in ("borrower", "lender"):
            found = _code(step, role, replace(_met(step), **{rule.fact: side}))
            assert found == ("done" if (side == steps.SIDES[role]) == rule.own else rule.code), (role, side)


def test_a_side_need_never_stops_the_machinery() -> None:
    cure = steps.find("agreement", "cure")
    assert cure is not None
    assert _code(cure, steps.SYSTEM, steps.StepFacts(owner_side="borrower")) == "done"


@pytest.mark.parametrize("step", steps.STEPS, ids=lambda step: f"{step.machine}-{step.name}")
def test_a_hold_stops_what_is_not_marked(step: steps.Step) -> None:
    held = replace(_met(step), on_hold=True)
    assert (_code(step, step.roles[0], held) == "step_on_hold") == (not step.under_hold)


def test_nothing_that_binds_or_runs_out_is_possible_under_a_hold() -> None:
    binding = {"submit", "put", "accept", "counter", "sign", "agree_facts", "take_effect", "breach", "fail"}
    possible = {step.name for step in steps.STEPS if step.under_hold}
    assert not binding & possible
    assert not [step.name for step in steps.STEPS if step.under_hold and step.roles == (steps.CLOCK,)]


def test_a_representative_without_authority_is_refused_everything_and_the_borrower_nothing() -> None:
    rows = [step for step in steps.STEPS if "representative" in step.roles]
    assert rows
    for step in rows:
        facts = replace(_met(step), has_authority=False)
        assert _code(step, "representative", facts) == "step_needs_authority"
        if "borrower" in step.roles:
            assert _code(step, "borrower", facts) == "done"


def test_the_notice_on_limitation_is_seen_before_an_act_of_legal_effect() -> None:
    for step in steps.STEPS:
        people = [role for role in step.roles if role in steps.PEOPLE]
        unseen = replace(_met(step), legal_notice_seen=False)
        for role in people:
            assert _code(step, role, unseen) == ("step_legal_notice_unseen" if step.legal_effect else "done")


def test_an_ending_with_several_reasons_needs_one_of_them() -> None:
    close = steps.find("case", "close")
    assert close is not None
    assert _code(close, "operator", FACTS) == "step_needs_reason"
    assert _code(close, "operator", steps.StepFacts(given_reason="gap")) == "step_needs_reason"
    decision = steps.decide(
        "case", "close", state="open", role="operator", facts=steps.StepFacts(given_reason="settled")
    )
    assert (decision.to, decision.reason) == ("closed", "settled")


def test_an_ending_with_one_reason_takes_it_unasked() -> None:
    assert steps.decide("negotiation", "give_up", state="talking", role="borrower").reason == "gap"
    assert steps.decide("negotiation", "talk", state="waiting", role="officer").reason == ""


@pytest.mark.feature("N05")
def test_an_act_above_the_officers_authority_waits_for_the_checker_and_tells_the_other_side_nothing() -> None:
    above = steps.StepFacts(within_authority=False, owner_side="borrower")
    waiting = steps.decide("offer", "accept", state="open", role="officer", facts=above)
    assert waiting.pending
    assert waiting.to == "open"
    assert waiting.effects == ("tell_checkers",)
    assert waiting.then == ()
    assert waiting.audience == "lender"
    assert waiting.clocks_start == ("checker_reply",)
    within = steps.decide(
        "offer", "accept", state="open", role="officer", facts=replace(above, within_authority=True)
    )
    assert (within.pending, within.to) == (False, "accepted")


def test_the_borrowers_own_act_never_waits_for_a_checker() -> None:
    facts = steps.StepFacts(within_authority=False, owner_side="lender")
    assert not steps.decide("offer", "accept", state="open", role="borrower", facts=facts).pending


@pytest.mark.feature("N05")
def test_nobody_approves_their_own_act_nor_one_above_their_authority() -> None:
    def approve(**facts: bool) -> str:
        approve_act = steps.find("negotiation", "approve_act")
        assert approve_act is not None
        return _code(approve_act, "checker", steps.StepFacts(act_pending=True, **facts))

    assert approve() == "done"
    assert approve(same_person=True) == "step_own_act"
    assert approve(within_authority=False) == "step_needs_checker"
    decision = steps.decide(
        "negotiation", "approve_act", state="talking", role="checker", facts=steps.StepFacts(act_pending=True)
    )
    assert decision.clocks_stop == ("checker_reply",)


def test_the_operator_records_for_an_outside_creditor_and_for_no_other() -> None:
    outside = steps.StepFacts(creditor_outside=True, owner_side="borrower")
    decision = steps.decide("offer", "accept", state="open", role="operator", facts=outside)
    assert (decision.to, decision.on_behalf_of) == ("accepted", "lender")
    with pytest.raises(steps.StepRefused, match="step_not_yours"):
        steps.decide(
            "offer", "accept", state="open", role="operator", facts=replace(outside, creditor_outside=False)
        )


def test_an_outside_creditors_act_is_recorded_only_with_proof() -> None:
    unproven = steps.StepFacts(creditor_outside=True, has_proof=False)
    with pytest.raises(steps.StepRefused, match="step_needs_proof"):
        steps.decide("negotiation", "refuse", state="waiting", role="operator", facts=unproven)


def test_for_an_outside_creditor_the_operator_stands_on_the_lenders_side_only() -> None:
    lenders_own = steps.StepFacts(creditor_outside=True, owner_side="lender")
    with pytest.raises(steps.StepRefused, match="step_own"):
        steps.decide("offer", "accept", state="open", role="operator", facts=lenders_own)
    gained = {
        (step.machine, step.name)
        for step in steps.STEPS
        for state in step.sources
        if step
        in steps.open_to(step.machine, state, "operator", facts=steps.StepFacts(creditor_outside=True))
        and step not in steps.open_to(step.machine, state, "operator")
    }
    assert gained
    for machine, name in gained:
        step = steps.find(machine, name)
        assert step is not None
        assert {"officer", "checker"} & set(step.roles)


@pytest.mark.parametrize("role", sorted(set(steps.PEOPLE) - {"operator"}))
def test_an_outside_creditor_gives_no_other_role_anything(role: str) -> None:
    for machine in steps.MACHINES.values():
        for state in machine.states:
            inside = steps.open_to(machine.name, state, role)
            assert (
                steps.open_to(machine.name, state, role, facts=steps.StepFacts(creditor_outside=True))
                == inside
            )


def test_a_clock_takes_no_adverse_step_against_a_vulnerable_person_but_a_supervisor_may() -> None:
    facts = steps.StepFacts(is_vulnerable=True)
    with pytest.raises(steps.StepRefused, match="step_needs_person"):
        steps.decide("negotiation", "expire", state="asked", role="clock", facts=facts)
    assert steps.decide("negotiation", "expire", state="asked", role="supervisor", facts=facts).to == "ended"
    assert steps.decide("negotiation", "overdue", state="waiting", role="clock", facts=facts).to == "waiting"


def test_the_wrong_role_learns_nothing_about_state_or_holds() -> None:
    facts = steps.StepFacts(on_hold=True, identity_proven=False)
    for state in steps.MACHINES["offer"].states:
        refusals = steps.refusals("offer", "accept", state=state, role="auditor", facts=facts)
        assert [refusal.code for refusal in refusals] == ["step_not_yours"]


def test_everything_that_is_missing_is_told_at_once_and_in_order() -> None:
    facts = steps.StepFacts(
        on_hold=True, identity_proven=False, checks_pass=False, risks_read=False, legal_notice_seen=False
    )
    with pytest.raises(steps.StepRefused) as refused:
        steps.decide("agreement", "sign", state="signing", role="borrower", facts=facts)
    assert [refusal.code for refusal in refused.value.refusals] == [
        "step_on_hold", "step_needs_identity", "step_check_stops", "step_needs_risks_read", "step_legal_notice_unseen",
    ]  # fmt: skip
    assert refused.value.code == "step_on_hold"
    assert refused.value.facts == {
        "machine": "agreement",
        "step": "sign",
        "state": "signing",
        "role": "borrower",
    }


@pytest.mark.parametrize(("machine", "name"), [("case", "fly"), ("chess", "open"), ("", "")])
def test_an_unknown_step_is_refused_by_name(machine: str, name: str) -> None:
    assert steps.find(machine, name) is None
    with pytest.raises(steps.StepRefused, match="step_unknown"):
        steps.decide(machine, name, state="open", role="borrower")


def test_a_button_is_shown_before_its_papers_are_there_but_not_against_a_hold() -> None:
    bare = steps.StepFacts(has_refusal_code=False, has_cure=False)
    shown = {step.name for step in steps.open_to("negotiation", "waiting", "officer", facts=bare)}
    assert {"refuse", "refuse_curable", "ask"} <= shown
    held = steps.open_to("negotiation", "waiting", "officer", facts=steps.StepFacts(on_hold=True))
    assert {step.name for step in held} == {
        "message", "transfer", "paid", "grant_standstill", "record_proceeding",
    }  # fmt: skip


@given(
    step=st.sampled_from(steps.STEPS),
    role=st.sampled_from(steps.ROLES),
    state=st.sampled_from(
        [steps.NONE, *(state for machine in steps.MACHINES.values() for state in machine.states)]
    ),
    truths=st.lists(
        st.booleans(), min_size=len(fields(steps.StepFacts)), max_size=len(fields(steps.StepFacts))
    ),
    side=st.sampled_from(["", "borrower", "lender"]),
)
def test_whatever_the_facts_one_answer_comes_and_comes_again(
    step: steps.Step, role: str, state: str, truths: list[bool], side: str
) -> None:
    named = {
        field.name: truth
        for field, truth in zip(fields(steps.StepFacts), truths, strict=True)
        if field.type == "bool"
    } | {
        field.name: truth
        for field, truth in zip(fields(steps.StepFacts), truths, strict=True)
        if field.type is bool
    }
    facts = steps.StepFacts(**named, owner_side=side, variation_side=side)
    first = steps.refusals(step.machine, step.name, state=state, role=role, facts=facts)
    assert first == steps.refusals(step.machine, step.name, state=state, role=role, facts=facts)
    if first:
        with pytest.raises(steps.StepRefused):
            steps.decide(step.machine, step.name, state=state, role=role, facts=facts)
        return
    decision = steps.decide(step.machine, step.name, state=state, role=role, facts=facts)
    assert decision == steps.decide(step.machine, step.name, state=state, role=role, facts=facts)
    assert decision.to == (state if decision.pending else step.to or state)
    assert set(decision.clocks_start) | set(decision.clocks_stop) <= set(steps.CLOCKS)
