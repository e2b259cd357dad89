"""Every code with which the platform itself refuses, and the facts it carries; the engine's are in hejie.texts.

Wording lives in notices/wording, in every language; a test there demands a sentence for each.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from hejie.texts import Code

_CODES: Final = (
    # any action
    Code("stale", "fault"),
    Code("act_already_waiting", "fault"),
    # lenders
    Code("policy_needs_checker", "fault"),
    Code("policy_own_writing", "fault"),
    Code("policy_other_lender_type", "fault"),
    Code("policy_not_toml", "fault"),
    # talks
    Code("policy_missing", "fault"),
    Code("ask_not_on_list", "fault"),
    Code("refusal_not_in_policy", "fault"),
    Code("refusal_not_curable", "fault"),
    Code("refusal_is_curable", "fault"),
    Code("message_empty", "fault"),
    Code("message_too_long", "fault", ("most",)),
    Code("claim_missing", "fault"),
    Code("claim_changed", "fault"),
    Code("claim_agreed_already", "fault"),
    Code("claim_not_disputed", "fault"),
    Code("claim_same_as_contract", "note"),
    Code("claim_differs_from_contract", "note", ("claimed_minor", "computed_minor")),
    Code("claim_bucket_differs", "note", ("bucket", "claimed_minor", "computed_minor")),
    Code("dispute_nothing", "fault"),
    Code("facts_not_agreed", "fault"),
    Code("offer_no_side", "fault"),
    Code("offer_days_unknown", "fault"),
    Code("offer_on_older_figures", "fault"),
    Code("offer_stopped_by_check", "fault", ("check",)),
    Code("household_protected", "fault", ("burden_minor", "most_minor")),
    Code("beyond_budget", "fault", ("burden_minor", "disposable_minor")),
    Code("act_outdated", "fault"),
    # signing
    Code("sign_no_service", "fault"),
    Code("sign_document_not_ready", "fault"),
    Code("sign_no_place", "fault"),
    Code("sign_place_taken", "fault"),
    Code("sign_other_document", "fault"),
    Code("sign_confirm_again", "fault"),
    # keeping
    Code("payment_nothing_open", "fault"),
    Code("payment_not_positive", "fault"),
    Code("payment_above_open", "fault", ("open_minor",)),
    Code("payment_day_ahead", "fault"),
    Code("payment_day_before", "fault", ("effective_on",)),
    Code("payment_answered", "fault"),
    Code("payment_proof_unreadable", "fault"),
    Code("duty_is_money", "fault"),
    Code("duty_is_not_money", "fault"),
    Code("variation_covers_nothing", "fault"),
    Code("duty_is_no_review", "fault"),
    Code("life_event_no_clause", "fault"),
    Code("life_event_not_named", "fault"),
    Code("life_event_beyond_limit", "fault", ("most", "left")),
    Code("life_event_too_late", "fault"),
    Code("life_event_needs_proof", "fault"),
    Code("payoff_below", "fault", ("wanted_minor",)),
    Code("surplus_none", "fault"),
    Code("payment_not_contested", "fault"),
    Code("proof_empty", "fault"),
    Code("follow_up_done", "fault"),
    Code("closing_not_over", "fault"),
    Code("closing_given", "fault"),
    # tables in files
    Code("sheet_too_large", "fault", ("most_mb",)),
    Code("sheet_not_text", "fault"),
    Code("sheet_not_csv", "fault"),
    Code("sheet_empty", "fault"),
    Code("sheet_too_long", "fault", ("most",)),
    Code("sheet_column_missing", "fault"),
    Code("sheet_line_width", "fault", ("given", "wanted")),
    Code("sheet_cell_long", "fault", ("most",)),
    # a lender's sheet of payments
    Code("row_agreement_unknown", "fault"),
    Code("row_agreement_over", "fault"),
    Code("row_reference_missing", "fault"),
    Code("row_booked_before", "fault"),
    Code("row_twice_in_file", "fault"),
    Code("row_already_booked", "fault"),
    Code("row_not_to_book", "fault"),
    Code("sheet_confirmed", "fault"),
    # mediation
    Code("mediation_no_talks", "fault"),
    Code("mediation_no_body", "fault"),
    Code("mediation_no_mediator", "fault"),
    Code("standstill_days_reversed", "fault"),
)

CODES: Final[Mapping[str, Code]] = MappingProxyType({code.name: code for code in _CODES})
