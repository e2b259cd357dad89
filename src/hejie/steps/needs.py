"""What a step may need besides role and state: claims about dated rows, each with the refusal that follows without it.

`StepFacts` is what the caller has read: holds, authorities, papers, the side that made the thing. Its defaults describe
an ordinary day on which nothing stands against a step, so a caller names only what is so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacts:
    """What `decide` reads beside machine, state and role. Every field is a claim about this thing and this actor.

    owner_side: the side ("borrower", "lender") that put the offer, owes the duty, or is in cure. variation_side: the
    side that asked for the variation. "" means that the thing has no such side, and nothing is refused for it.
    agreement_stands: an agreement of these talks is in signing, effective or in cure.
    talks_open: this side may put offers now: the talks are in "talking", or in "waiting" for the lender, or a
    variation of the agreement is asked for.
    figures_open: what is owed may be spoken of: before an agreement, or while a variation of it is asked for.
    agreement_running: the agreement of this duty is effective or in cure, or the duty outlives it (a clearance letter).
    checks_pass: no law check blocks; for a signature also none is unknown.
    given_reason: one of the step's reasons, where it has several.
    """

    # who acts
    has_authority: bool = True
    identity_proven: bool = True
    within_authority: bool = True
    same_person: bool = False
    mediator_fit: bool = True
    # what lies over the case
    on_hold: bool = False
    is_vulnerable: bool = False
    creditor_outside: bool = False
    is_mediated: bool = False
    # whose thing it is
    owner_side: str = ""
    variation_side: str = ""
    # what the actor has brought or seen
    given_reason: str = ""
    legal_notice_seen: bool = True
    is_complete: bool = True
    parties_confirmed: bool = True
    has_refusal_code: bool = True
    has_cure: bool = True
    has_proof: bool = True
    risks_read: bool = True
    # what has happened
    clock_due: bool = True
    contact_tried: bool = True
    lender_answered: bool = True
    act_pending: bool = False
    agreement_stands: bool = False
    agreement_running: bool = True
    talks_live: bool = False
    talks_open: bool = True
    figures_open: bool = True
    other_talks_live: bool = False
    case_open: bool = True
    was_open: bool = True
    was_declined: bool = False
    standstill_runs: bool = False
    proceeding_runs: bool = False
    variation_open: bool = False
    breach_found: bool = True
    cure_over: bool = True
    checks_pass: bool = True
    all_consented: bool = True
    all_agree: bool = True
    all_signed: bool = True
    all_done: bool = True
    mediator_accepted: bool = True
    is_disclosed: bool = True


@dataclass(frozen=True, slots=True)
class Need:
    """A claim that must hold: `fact` of `StepFacts` equals `wants`, or the step is refused with `code`.

    in_form: the actor brings it with the act itself, so its button is shown before it is there.
    """

    fact: str
    wants: bool
    code: str
    in_form: bool = False


NEEDS: Final[Mapping[str, Need]] = MappingProxyType(
    {
        "identity": Need("identity_proven", True, "step_needs_identity"),
        "mediator_fit": Need("mediator_fit", True, "step_mediator_not_fit"),
        "same_person": Need("same_person", True, "step_not_own_act"),
        "another_person": Need("same_person", False, "step_own_act"),
        "enough_authority": Need("within_authority", True, "step_needs_checker"),
        "complete": Need("is_complete", True, "step_needs_papers", in_form=True),
        "parties_confirmed": Need("parties_confirmed", True, "step_needs_parties_confirmed", in_form=True),
        "refusal_code": Need("has_refusal_code", True, "step_needs_refusal_code", in_form=True),
        "cure": Need("has_cure", True, "step_needs_cure", in_form=True),
        "proof": Need("has_proof", True, "step_needs_proof", in_form=True),
        "risks_read": Need("risks_read", True, "step_needs_risks_read", in_form=True),
        "held": Need("on_hold", True, "step_no_hold"),
        "clock_due": Need("clock_due", True, "step_not_due"),
        "contact_tried": Need("contact_tried", True, "step_needs_contact"),
        "lender_answered": Need("lender_answered", True, "step_lender_owes_answer"),
        "act_pending": Need("act_pending", True, "step_no_act_pending"),
        "no_standing_agreement": Need("agreement_stands", False, "step_agreement_stands"),
        "agreement_running": Need("agreement_running", True, "step_agreement_over"),
        "no_live_talks": Need("talks_live", False, "step_talks_live"),
        "talks_open": Need("talks_open", True, "step_talks_not_open"),
        "figures_open": Need("figures_open", True, "step_talks_not_open"),
        "one_live": Need("other_talks_live", False, "step_talks_live"),
        "case_open": Need("case_open", True, "step_case_not_open"),
        "was_open": Need("was_open", True, "step_was_never_open"),
        "was_declined": Need("was_declined", True, "step_was_not_declined"),
        "standstill": Need("standstill_runs", True, "step_no_standstill"),
        "proceeding": Need("proceeding_runs", True, "step_no_proceeding"),
        "open_variation": Need("variation_open", True, "step_no_variation"),
        "no_open_variation": Need("variation_open", False, "step_variation_open"),
        "breach_found": Need("breach_found", True, "step_no_breach"),
        "cure_over": Need("cure_over", True, "step_cure_time_runs"),
        "checks_pass": Need("checks_pass", True, "step_check_stops"),
        "all_consented": Need("all_consented", True, "step_needs_consent"),
        "all_agree": Need("all_agree", True, "step_needs_all"),
        "all_signed": Need("all_signed", True, "step_needs_signatures"),
        "all_done": Need("all_done", True, "step_duties_open"),
        "mediator_accepted": Need("mediator_accepted", True, "step_needs_acceptance"),
        "disclosed": Need("is_disclosed", True, "step_needs_disclosure"),
    }
)


@dataclass(frozen=True, slots=True)
class SideNeed:
    """A claim between sides: the side named by `fact` is the actor's own (`own`), or the other one."""

    fact: str
    own: bool
    code: str


SIDE_NEEDS: Final[Mapping[str, SideNeed]] = MappingProxyType(
    {
        "own": SideNeed("owner_side", True, "step_not_own"),
        "others": SideNeed("owner_side", False, "step_own"),
        "own_variation": SideNeed("variation_side", True, "step_not_own"),
        "others_variation": SideNeed("variation_side", False, "step_own"),
    }
)

# A lender's act above the officer's authority is no refusal: it waits for the checker (`Decision.pending`).
PENDING_NEED: Final = "within_authority"
