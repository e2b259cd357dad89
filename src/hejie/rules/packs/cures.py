"""What to do about a finding: one cure for each code that may warn, block or stay unknown.

A code that is missing here needs no cure: it passes, or it only informs. The cure is a code of `hejie.texts`, worded by
the faces; a test holds that no finding leaves anybody without one.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_BY_CURE: Final[Mapping[str, tuple[str, ...]]] = {
    "cure_lower_cost": (
        "cap_rate_over",
        "cap_cost_over",
        "cap_accrued_over",
        "penalty_over",
        "penalty_compounded",
        "interest_relabelled",
        "rollup_over",
        "burden_increases",
    ),
    "cure_ask_person": (
        "cap_cost_effective_over",
        "cap_unsettled",
        "rule_row_unknown",
        "limitation_expired",
        "contact_words_heard",
        "mediation_ended_by_refusal",
    ),
    "cure_tell_more": ("rule_fact_missing", "cap_nothing_to_compare", "confirmation_barred"),
    "cure_correct_principal": ("head_cut_found",),
    "cure_compute_again": (
        "schedule_differs",
        "schedule_dates_disorder",
        "schedule_part_negative",
        "allocation_sum_differs",
        "allocation_part_negative",
        "allocation_over_owed",
        "allocation_order_broken",
        "debts_order_broken",
    ),
    "cure_choose_restructure": ("extension_too_late", "extension_of_overdue_loan"),
    "cure_shorten": ("extension_too_long", "term_longer_than_usual", "card_plan_too_long"),
    "cure_ask_guarantors": ("guarantor_not_asked",),
    "cure_show_costs": (
        "cost_table_missing",
        "cost_table_part_missing",
        "cost_item_gap",
        "cost_charge_undisclosed",
        "cost_table_confirmed_late",
        "cost_rate_hidden",
    ),
    "cure_write_exactly": (
        "amendment_gap",
        "amendment_required_missing",
        "amendment_phrase_unclear",
        "card_plan_field_missing",
        "card_plan_unrecorded",
    ),
    "cure_take_out_words": ("credit_promise_found", "analogy_found"),
    "cure_choose_way": (
        "route_not_yet",
        "route_closed_to_kind",
        "route_needs_licence",
        "route_needs_fee_table",
    ),
    "cure_refuse_fee": (
        "platform_fee_charged",
        "route_fee_unlawful",
        "route_fee_to_explain",
        "success_fee_found",
        "relief_fee_too_early",
    ),
    "cure_change_mediator": ("mediator_ties_untold", "mediator_ties_unconsented"),
    "cure_sign_again": (
        "signature_missing",
        "signature_gap",
        "signature_of_other_document",
        "signature_seal_missing",
    ),
    "cure_ask_consent": (
        "esignature_not_agreed",
        "confirmation_needs_both",
        "export_recording_without_consent",
        "sharing_unconsented",
        "sensitive_data_unconsented",
    ),
    "cure_keep_back": ("export_sealed", "export_caucus_of_other_side", "export_facts_unsigned"),
    "cure_stop_contact": (
        "contact_in_quiet_hours",
        "contact_calls_many",
        "contact_dials_many",
        "contact_third_party",
        "contact_threat",
        "contact_insult",
        "contact_told_others",
        "contact_false_office",
        "contact_false_amount",
        "contact_borrow_to_repay",
        "contact_private_account",
        "contact_entered_home",
        "contact_not_named",
        "contact_while_resting",
        "contact_agency_unlisted",
        "contact_after_refusal",
        "contact_window_calls_many",
        "contact_after_talk",
    ),
    "cure_handle_complaint": (
        "complaint_overdue",
        "complaint_needs_reason",
        "complaint_needs_approval",
        "complaint_extension_untold",
        "complaint_handler_involved",
        "complaint_representatives_many",
        "complaint_agent_unproven",
        "complaint_paper_held",
    ),
    "cure_explain_decision": ("automated_refusal_unexplained", "automated_refusal_without_person"),
    "cure_type_again": ("resident_id_wrong", "company_code_wrong"),
    "cure_correct_rate": ("shown_rate_wrong",),
}

CURES: Final[Mapping[str, str]] = MappingProxyType(
    {code: cure for cure, codes in _BY_CURE.items() for code in codes}
)
"""The cure of each code that needs one."""
