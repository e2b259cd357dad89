"""Codes of `hejie.steps`: every step and state, why something ended, why a step is refused, which clock runs.

Names are put together so that a table needs no second list: `step_<machine>_<step>`, `state_<machine>_<state>`,
`ended_<reason>`, `clock_<clock>`, `turn_<owner>`. A test compares this file with the tables.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from hejie.texts.codes import Code, Kind

# Lists of names, many to a line.
# fmt: off
_STEPS: Final[Mapping[str, tuple[str, ...]]] = {
    "case": (
        "open", "invite", "join", "retract_invitation", "save", "add_paper", "correct_rows", "judge_rows", "judge_forecast", "tell_savings", "submit", "return", "admit",
        "decline", "classify", "assign", "withdraw", "lapse", "close", "reopen", "review_again", "update",
        "share", "end_share", "record_authority", "end_authority", "flag_vulnerable", "unflag_vulnerable",
        "place_hold", "lift_hold",
    ),
    "negotiation": (
        "start", "start_again", "ask", "answer", "refuse_curable", "refuse", "talk", "extend",
        "state_facts", "dispute_fact", "undispute_payment", "agree_facts", "message", "agree", "fall_back", "withdraw",
        "give_up", "unreachable", "expire", "transfer", "paid", "no_party", "overdue", "remind_borrower",
        "approve_act", "return_act", "withdraw_act", "grant_standstill", "end_standstill",
        "record_proceeding", "end_proceeding", "change_creditor",
    ),
    "mediation": (
        "ask", "consent", "consented", "step_out", "rank", "appoint", "accept_appointment",
        "decline_appointment", "disclose", "object", "recuse", "replace", "start", "say", "caucus", "note",
        "schedule", "propose", "answer_proposal", "minute", "confirm_minutes", "extend", "end_settled",
        "end_withdrawn", "end_refused", "end_gap", "end_time", "end_unreachable", "end_unsigned",
        "end_sham", "end_no_party",
    ),
    "offer": (
        "put", "counter", "replace", "accept", "reject", "withdraw", "expire", "void",
    ),
    "agreement": (
        "draw_up", "sign", "take_effect", "refuse_to_sign", "lapse", "breach", "cure", "fail", "complete",
        "announce_payoff", "pay_early", "ask_variation", "decline_variation", "withdraw_variation", "vary",
        "set_aside", "record_enforceability",
    ),
    "obligation": (
        "undertake", "claim", "confirm", "receive", "contest", "release", "reverse",
    ),
}

_STATES: Final[Mapping[str, tuple[str, ...]]] = {
    "case": ("draft", "invited", "submitted", "returned", "open", "closed"),
    "negotiation": ("waiting", "asked", "talking", "agreed", "ended"),
    "mediation": ("asking", "appointing", "open", "ended"),
    "offer": ("open", "accepted", "closed"),
    "agreement": ("signing", "effective", "in_cure", "ended"),
    "obligation": ("open", "claimed", "done", "released"),
}

# Why a thing ended, or why a hold was placed.
_REASONS: Final = (
    "withdrawn", "not_accepted", "time", "settled", "ended", "death", "incapacity", "suspected_sham",
    "court_stay", "refused", "gap", "unreachable", "transferred", "paid", "no_party", "unsigned", "sham",
    "countered", "replaced", "rejected", "void", "lapsed", "failed", "completed", "paid_early", "varied",
    "set_aside",
)

# Why a step is refused. Each carries the step and where it was tried.
_REFUSALS: Final = (
    "step_unknown", "step_not_yours", "step_not_now", "step_on_hold", "step_needs_person",
    "step_needs_authority", "step_needs_identity", "step_mediator_not_fit", "step_not_own_act",
    "step_own_act", "step_needs_checker", "step_needs_papers", "step_needs_parties_confirmed",
    "step_needs_refusal_code", "step_needs_cure", "step_needs_proof", "step_needs_risks_read",
    "step_no_hold", "step_not_due", "step_needs_contact", "step_lender_owes_answer", "step_no_act_pending", "step_agreement_stands",
    "step_agreement_over", "step_talks_live", "step_talks_not_open", "step_case_not_open",
    "step_was_never_open", "step_was_not_declined", "step_no_standstill", "step_no_proceeding",
    "step_no_variation", "step_variation_open", "step_no_breach", "step_cure_time_runs",
    "step_check_stops", "step_needs_consent", "step_needs_all", "step_needs_signatures",
    "step_duties_open", "step_needs_acceptance", "step_needs_disclosure", "step_not_own", "step_own",
    "step_needs_reason", "step_legal_notice_unseen",
)

# Why a state has no clock.
_NO_CLOCK: Final = (
    "no_clock_own_time", "no_clock_talks_have_theirs", "no_clock_nothing_due",
    "no_clock_agreement_has_its_own", "no_clock_duties_have_theirs",
)

_CLOCKS: Final = (
    "invitation", "review", "missing_papers", "lender_reply", "lender_last_reply", "borrower_reply",
    "borrower_last_reply", "talks_quiet", "talks_limit", "checker_reply", "mediation_consent",
    "mediator_chosen", "mediator_accepts", "mediation_starts", "mediation_time", "offer_expiry",
    "signatures", "cure", "variation_reply", "court_confirmation", "duty_due", "claim_answered",
)

# Whose turn it is.
_TURNS: Final = (
    "borrower", "platform", "both", "none", "lender", "mediation", "other_side", "owing_side", "owed_side",
)

# fmt: on
_REFUSED_FACTS: Final = ("machine", "step", "state", "role")


def _of_machines(prefix: str, kind: Kind, names: Mapping[str, tuple[str, ...]]) -> Iterator[Code]:
    for machine, own in names.items():
        yield from (Code(f"{prefix}_{machine}_{name}", kind) for name in own)


CODES: tuple[Code, ...] = (
    *_of_machines("step", "step", _STEPS),
    *_of_machines("state", "note", _STATES),
    *(Code(f"ended_{reason}", "reason") for reason in _REASONS),
    *(Code(name, "fault", _REFUSED_FACTS) for name in _REFUSALS),
    *(Code(name, "reason") for name in _NO_CLOCK),
    *(Code(f"clock_{name}", "note") for name in _CLOCKS),
    *(Code(f"turn_{owner}", "note") for owner in _TURNS),
)
