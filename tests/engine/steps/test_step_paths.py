"""Whole lives, step by step: what really happens to people must have a way through the tables.

A walk names machine, step and role; the state is carried along. A thing of its own (a second negotiation, a successor
agreement) has its own name after a colon.
"""

import pytest

from hejie import steps

Stride = tuple[str, str, str]


class Walk:
    """States of all things of one case, moved by `decide` alone; a `then` of the tables may be followed by the test."""

    def __init__(self) -> None:
        self.states: dict[str, str] = {}
        self.reasons: dict[str, str] = {}
        self.owed: list[str] = []

    def take(self, thing: str, name: str, role: str, **facts: object) -> steps.Decision:
        decision = steps.decide(
            thing.partition(":")[0],
            name,
            state=self.states.get(thing, steps.NONE),
            role=role,
            facts=steps.StepFacts(**facts),
        )
        self.states[thing] = decision.to
        self.reasons[thing] = decision.reason
        self.owed = [owed for owed in self.owed if owed != f"{decision.step.machine}.{name}"]
        self.owed += decision.then
        return decision

    def run(self, *strides: Stride) -> "Walk":
        for thing, name, role in strides:
            self.take(thing, name, role)
        return self


ADMITTED: tuple[Stride, ...] = (
    ("case", "open", "borrower"),
    ("case", "save", "borrower"),
    ("case", "submit", "borrower"),
    ("case", "admit", "reviewer"),
    ("negotiation", "start", "system"),
)
SIGNING: tuple[Stride, ...] = (
    *ADMITTED,
    ("negotiation", "state_facts", "officer"),
    ("offer", "put", "officer"),
    ("negotiation", "talk", "system"),
    ("negotiation", "agree_facts", "borrower"),
    ("offer", "accept", "borrower"),
    ("negotiation", "agree", "system"),
    ("agreement", "draw_up", "system"),
)
EFFECTIVE: tuple[Stride, ...] = (
    *SIGNING,
    ("agreement", "sign", "borrower"),
    ("agreement", "sign", "officer"),
    ("agreement", "take_effect", "system"),
    ("obligation", "undertake", "system"),
)


def test_the_straight_path_from_application_to_the_clearance_letter() -> None:
    walk = Walk().run(
        *EFFECTIVE,
        ("obligation", "claim", "borrower"),
        ("obligation", "confirm", "officer"),
        ("agreement", "complete", "system"),
        ("negotiation", "paid", "system"),
        ("obligation:clearance", "undertake", "system"),
        ("obligation:clearance", "claim", "officer"),
        ("obligation:clearance", "confirm", "borrower"),
    )
    walk.take("case", "close", "system", given_reason="settled")
    assert walk.states == {
        "case": "closed",
        "negotiation": "ended",
        "offer": "accepted",
        "agreement": "ended",
        "obligation": "done",
        "obligation:clearance": "done",
    }
    assert (walk.reasons["agreement"], walk.reasons["negotiation"]) == ("completed", "paid")


def test_papers_missing_are_brought_and_the_case_is_admitted() -> None:
    walk = Walk().run(*ADMITTED[:3], ("case", "return", "reviewer"), ("case", "save", "borrower"))
    assert walk.states["case"] == "returned"
    assert walk.run(("case", "submit", "borrower"), ("case", "admit", "supervisor")).states["case"] == "open"


def test_a_declined_case_is_reviewed_again_by_a_supervisor() -> None:
    walk = Walk().run(*ADMITTED[:3], ("case", "decline", "reviewer"))
    assert walk.reasons["case"] == "not_accepted"
    with pytest.raises(steps.StepRefused, match="step_was_never_open"):
        walk.take("case", "reopen", "supervisor", was_open=False)
    assert walk.take("case", "review_again", "supervisor", was_declined=True).to == "submitted"


def test_a_lender_opens_and_the_borrower_joins_or_does_not() -> None:
    joined = Walk().run(
        ("case", "invite", "officer"), ("case", "join", "borrower"), ("case", "submit", "borrower")
    )
    assert joined.states["case"] == "submitted"
    refused = Walk().run(("case", "invite", "officer"), ("case", "withdraw", "borrower"))
    lapsed = Walk().run(("case", "invite", "officer"), ("case", "lapse", "clock"))
    assert (refused.reasons["case"], lapsed.reasons["case"]) == ("withdrawn", "time")


def test_a_silent_lender_is_escalated_until_a_person_ends_it_as_unreachable() -> None:
    walk = Walk().run(*ADMITTED, ("negotiation", "overdue", "clock"), ("negotiation", "overdue", "clock"))
    assert walk.states["negotiation"] == "waiting"
    with pytest.raises(steps.StepRefused, match="step_not_now"):
        walk.take("negotiation", "expire", "clock")
    assert walk.run(("negotiation", "unreachable", "supervisor")).reasons["negotiation"] == "unreachable"


def test_a_silent_borrower_is_reminded_then_the_time_ends_and_a_successor_is_possible() -> None:
    walk = Walk().run(
        *ADMITTED,
        ("negotiation", "ask", "officer"),
        ("negotiation", "remind_borrower", "clock"),
        ("negotiation", "expire", "clock"),
    )
    assert walk.reasons["negotiation"] == "time"
    assert "offer.void" in walk.owed
    assert walk.take("negotiation:successor", "start_again", "borrower").to == "waiting"


def test_only_one_negotiation_per_loan_is_live() -> None:
    walk = Walk().run(*ADMITTED)
    with pytest.raises(steps.StepRefused, match="step_talks_live"):
        walk.take("negotiation:second", "start_again", "borrower", other_talks_live=True)


def test_a_refusal_with_a_cure_is_cured_and_the_talks_begin() -> None:
    walk = Walk().run(
        *ADMITTED,
        ("negotiation", "refuse_curable", "officer"),
        ("negotiation", "answer", "borrower"),
        ("negotiation", "talk", "officer"),
    )
    assert walk.states["negotiation"] == "talking"


def test_a_refusal_without_a_code_or_a_cure_is_no_refusal() -> None:
    walk = Walk().run(*ADMITTED)
    with pytest.raises(steps.StepRefused, match=r"step_needs_refusal_code, step_needs_cure"):
        walk.take("negotiation", "refuse_curable", "officer", has_refusal_code=False, has_cure=False)
    assert walk.take("negotiation", "refuse", "officer").reason == "refused"


def test_an_unsigned_agreement_lapses_and_the_talks_go_on_with_a_new_offer() -> None:
    walk = Walk().run(*SIGNING, ("agreement", "sign", "borrower"), ("agreement", "lapse", "clock"))
    assert walk.reasons["agreement"] == "lapsed"
    assert "negotiation.fall_back" in walk.owed
    walk.run(
        ("negotiation", "fall_back", "system"), ("offer", "void", "system"), ("offer:new", "put", "borrower")
    )
    assert walk.states["negotiation"] == "talking"
    assert walk.states["offer"] == "closed"
    assert walk.states["offer:new"] == "open"


def test_nobody_falls_back_while_an_agreement_stands() -> None:
    walk = Walk().run(*EFFECTIVE)
    with pytest.raises(steps.StepRefused, match="step_agreement_stands"):
        walk.take("negotiation", "fall_back", "system", agreement_stands=True)


def test_a_variation_is_a_successor_in_signing_while_the_old_one_stays_effective() -> None:
    walk = Walk().run(
        *EFFECTIVE, ("agreement", "ask_variation", "borrower"), ("offer:varied", "put", "borrower"),
        ("offer:varied", "accept", "officer"), ("agreement:successor", "draw_up", "system"),
    )  # fmt: skip
    assert (walk.states["agreement"], walk.states["agreement:successor"]) == ("effective", "signing")
    with pytest.raises(steps.StepRefused, match="step_variation_open"):
        walk.take("agreement", "breach", "officer", owner_side="borrower", variation_open=True)
    decision = walk.take("agreement:successor", "take_effect", "system")
    assert "agreement.vary" in decision.then
    assert walk.run(("agreement", "vary", "system")).reasons["agreement"] == "varied"
    assert (walk.states["agreement:successor"], walk.states["negotiation"]) == ("effective", "agreed")


def test_a_variation_that_is_not_signed_leaves_the_old_agreement_as_it_was() -> None:
    walk = Walk().run(
        *EFFECTIVE, ("agreement:successor", "draw_up", "system"), ("agreement:successor", "lapse", "clock")
    )
    assert walk.states["agreement"] == "effective"
    assert walk.states["negotiation"] == "agreed"


def test_a_breach_of_the_borrower_is_cured() -> None:
    walk = Walk().run(*EFFECTIVE)
    walk.take("agreement", "breach", "officer", owner_side="borrower")
    assert walk.states["agreement"] == "in_cure"
    walk.take("agreement", "cure", "system", owner_side="borrower")
    assert walk.states["agreement"] == "effective"


def test_an_agreement_fails_only_by_the_injured_sides_act_after_breach_notice_and_cure_time() -> None:
    walk = Walk().run(*EFFECTIVE)
    with pytest.raises(steps.StepRefused, match="step_not_now"):
        walk.take("agreement", "fail", "officer", owner_side="borrower")
    with pytest.raises(steps.StepRefused, match="step_no_breach"):
        walk.take("agreement", "breach", "officer", owner_side="borrower", breach_found=False)
    walk.take("agreement", "breach", "officer", owner_side="borrower")
    for role, facts, code in (
        ("clock", {}, "step_not_yours"),
        ("borrower", {}, "step_own"),
        ("officer", {"cure_over": False}, "step_cure_time_runs"),
        ("officer", {"contact_tried": False}, "step_needs_contact"),
    ):
        with pytest.raises(steps.StepRefused, match=code):
            walk.take("agreement", "fail", role, owner_side="borrower", **facts)
    failed = walk.take("agreement", "fail", "officer", owner_side="borrower")
    assert (failed.to, failed.reason) == ("ended", "failed")
    assert "negotiation.fall_back" in failed.then


def test_a_lender_that_breaks_its_word_is_held_to_it_by_the_borrower() -> None:
    walk = Walk().run(*EFFECTIVE)
    with pytest.raises(steps.StepRefused, match="step_own"):
        walk.take("agreement", "breach", "officer", owner_side="lender")
    walk.take("agreement", "breach", "borrower", owner_side="lender")
    assert walk.take("agreement", "fail", "borrower", owner_side="lender").reason == "failed"


def test_early_payoff_releases_the_rest_and_opens_the_duty_of_the_clearance_letter() -> None:
    walk = Walk().run(*EFFECTIVE, ("agreement", "announce_payoff", "borrower"))
    paid = walk.take("agreement", "pay_early", "officer")
    assert paid.reason == "paid_early"
    assert {"obligation.release", "obligation.undertake", "negotiation.paid"} <= set(paid.then)
    walk.run(("obligation", "release", "system"), ("negotiation", "paid", "system"))
    assert (walk.states["obligation"], walk.states["negotiation"]) == ("released", "ended")


def test_a_death_stops_the_clocks_and_binds_nobody_until_someone_with_authority_stands_there() -> None:
    walk = Walk().run(*SIGNING)
    hold = walk.take("case", "place_hold", "operator", given_reason="death")
    assert "stop_clocks" in hold.effects
    for thing, name, role in (("agreement", "sign", "officer"), ("agreement", "lapse", "clock")):
        with pytest.raises(steps.StepRefused, match="step_on_hold"):
            walk.take(thing, name, role, on_hold=True)
    walk.take("case", "record_authority", "reviewer", on_hold=True)
    walk.take("case", "lift_hold", "operator", on_hold=True)
    with pytest.raises(steps.StepRefused, match="step_needs_authority"):
        walk.take("agreement", "sign", "representative", has_authority=False)
    assert walk.take("agreement", "sign", "representative").to == "signing"


def test_a_death_without_successor_ends_the_talks_for_want_of_a_party() -> None:
    walk = Walk().run(*ADMITTED)
    walk.take("case", "place_hold", "supervisor", given_reason="death")
    walk.take("negotiation", "no_party", "operator", on_hold=True)
    assert walk.reasons["negotiation"] == "no_party"
    walk.take("case", "close", "operator", on_hold=True, given_reason="ended")
    assert walk.states["case"] == "closed"


def test_a_loan_sold_during_talks_ends_them_and_the_new_creditor_gets_a_successor() -> None:
    walk = Walk().run(*ADMITTED)
    moved = walk.take("negotiation", "transfer", "officer")
    assert (moved.to, moved.reason) == ("ended", "transferred")
    assert "negotiation.start" in moved.then
    assert walk.take("negotiation:successor", "start", "system").to == "waiting"


def test_a_loan_sold_under_an_agreement_leaves_the_agreement_standing() -> None:
    walk = Walk().run(*EFFECTIVE)
    with pytest.raises(steps.StepRefused, match="step_not_now"):
        walk.take("negotiation", "transfer", "officer")
    walk.take("negotiation", "change_creditor", "officer")
    assert (walk.states["negotiation"], walk.states["agreement"]) == ("agreed", "effective")


def test_a_creditor_outside_is_served_through_the_operator_from_the_first_answer_to_the_signature() -> None:
    walk = Walk().run(*ADMITTED)
    for thing, name in (
        ("negotiation", "talk"), ("negotiation", "state_facts"), ("offer", "put"),
    ):  # fmt: skip
        assert walk.take(thing, name, "operator", creditor_outside=True).on_behalf_of == "lender"
    walk.run(
        ("offer", "accept", "borrower"),
        ("negotiation", "agree", "system"),
        ("agreement", "draw_up", "system"),
    )
    signed = walk.take("agreement", "sign", "operator", creditor_outside=True)
    assert signed.on_behalf_of == "lender"
    assert walk.take("agreement", "sign", "borrower", creditor_outside=True).on_behalf_of == ""


def test_a_mediation_from_asking_to_settled_with_a_mediator_who_steps_back_once() -> None:
    walk = Walk().run(
        ("mediation", "ask", "borrower"), ("mediation", "consent", "borrower"), ("mediation", "consent", "officer"),
        ("mediation", "consented", "system"), ("mediation", "appoint", "body_admin"),
        ("mediation", "accept_appointment", "mediator"), ("mediation", "disclose", "mediator"),
        ("mediation", "start", "mediator"), ("mediation", "recuse", "mediator"),
    )  # fmt: skip
    assert walk.states["mediation"] == "appointing"
    walk.run(
        ("mediation", "appoint", "system"), ("mediation", "accept_appointment", "mediator"),
        ("mediation", "disclose", "mediator"), ("mediation", "start", "mediator"), ("mediation", "propose", "mediator"),
        ("mediation", "answer_proposal", "borrower"), ("mediation", "answer_proposal", "officer"),
        ("mediation", "end_settled", "system"),
    )  # fmt: skip
    assert (walk.states["mediation"], walk.reasons["mediation"]) == ("ended", "settled")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"all_consented": False}, "step_needs_consent"),
        ({"is_disclosed": False}, "step_needs_disclosure"),
        ({"mediator_fit": False}, "step_mediator_not_fit"),
        ({"mediator_accepted": False}, "step_needs_acceptance"),
    ],
)
def test_no_mediation_starts_without_consent_disclosure_and_a_fit_mediator(
    facts: dict[str, bool], code: str
) -> None:
    with pytest.raises(steps.StepRefused, match=code):
        steps.decide(
            "mediation",
            "start",
            state="appointing",
            role="mediator",
            facts=steps.StepFacts(**facts),
        )


@pytest.mark.parametrize("state", ["asking", "appointing", "open"])
def test_either_side_leaves_a_mediation_at_any_time(state: str) -> None:
    assert steps.decide("mediation", "end_refused", state=state, role="borrower").to == "ended"
    left = steps.decide("mediation", "step_out", state=state, role="officer")
    assert (left.to, "mediation.end_refused" in left.then) == (state, True)


def test_a_payment_that_bounced_opens_the_duty_again() -> None:
    walk = Walk().run(*EFFECTIVE, ("obligation", "claim", "borrower"), ("obligation", "confirm", "officer"))
    walk.take("obligation", "reverse", "officer", owner_side="borrower")
    assert walk.states["obligation"] == "open"
    walk.run(("obligation", "confirm", "officer"))
    with pytest.raises(steps.StepRefused, match="step_agreement_over"):
        walk.take("obligation", "reverse", "officer", owner_side="borrower", agreement_running=False)


def test_nobody_confirms_their_own_payment() -> None:
    walk = Walk().run(*EFFECTIVE, ("obligation", "claim", "borrower"))
    with pytest.raises(steps.StepRefused, match="step_own"):
        walk.take("obligation", "confirm", "borrower", owner_side="borrower")
    assert walk.take("obligation", "confirm", "officer", owner_side="borrower").to == "done"


def test_an_agreement_annulled_by_a_court_is_set_aside_and_the_talks_may_go_on() -> None:
    walk = Walk().run(*EFFECTIVE)
    with pytest.raises(steps.StepRefused, match="step_needs_proof"):
        walk.take("agreement", "set_aside", "operator", has_proof=False)
    walk.take("agreement", "set_aside", "operator")
    assert walk.take("negotiation", "fall_back", "system").to == "talking"


def test_a_failed_case_comes_back_with_a_successor_or_by_reopening() -> None:
    walk = Walk().run(*ADMITTED, ("negotiation", "refuse", "officer"))
    walk.take("case", "close", "supervisor", given_reason="ended")
    with pytest.raises(steps.StepRefused, match="step_case_not_open"):
        walk.take("negotiation:successor", "start_again", "borrower", case_open=False)
    walk.run(("case", "reopen", "supervisor"), ("negotiation:successor", "start_again", "borrower"))
    assert (walk.states["case"], walk.states["negotiation:successor"]) == ("open", "waiting")
