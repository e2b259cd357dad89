"""Codes of `hejie.rules`: findings of the checks, and what can be wrong with a lender's policy pack."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = (
    # which cap, and is it kept
    Code("cap_rate_within", "finding", ("measure", "actual_rate", "limit_rate")),
    Code("cap_rate_over", "finding", ("measure", "actual_rate", "limit_rate", "excess_rate")),
    Code("cap_cost_within", "finding", ("limit_rate", "nominal_rate", "effective_rate")),
    Code("cap_cost_over", "finding", ("limit_rate", "nominal_rate", "effective_rate", "excess_minor")),
    Code("cap_cost_effective_over", "finding", ("limit_rate", "nominal_rate", "effective_rate")),
    Code("cap_accrued_within", "finding", ("limit_rate", "charged_minor")),
    Code("cap_accrued_over", "finding", ("limit_rate", "charged_minor", "allowed_minor", "excess_minor")),
    Code("cap_nothing_to_compare", "finding", ("limit_rate",)),
    Code("cap_unsettled", "finding", ("lender_type",)),
    Code("platform_fee_charged", "finding", ("fee_minor",)),
    # what a check needs and does not have
    Code("rule_row_unknown", "finding", ("name", "day_on", "why")),
    Code("rule_fact_missing", "finding", ("fact",)),
    # price and principal
    Code("penalty_within", "finding", ("penalty_rate", "limit_rate")),
    Code("penalty_over", "finding", ("penalty_rate", "limit_rate", "contract_rate")),
    Code("penalty_compounded", "finding"),
    Code("head_cut_none", "finding", ("received_minor",)),
    Code("head_cut_found", "finding", ("base_minor", "received_minor")),
    Code("interest_relabelled", "finding", ("capitalised_minor",)),
    # schedule
    Code("schedule_sums", "finding", ("principal_minor",)),
    Code("schedule_differs", "finding", ("principal_minor", "scheduled_minor")),
    Code("schedule_dates_disorder", "finding", ("number",)),
    Code("schedule_part_negative", "finding", ("number",)),
    Code("burden_increases", "finding", ("before_minor", "after_minor", "more_minor")),
    Code("burden_not_increased", "finding", ("before_minor", "after_minor")),
    # extension and guarantors
    Code("extension_in_time", "finding", ("requested_on", "maturity_on")),
    Code("extension_too_late", "finding", ("requested_on", "maturity_on")),
    Code("extension_of_overdue_loan", "finding"),
    Code("extension_length_within", "finding", ("months", "most_months")),
    Code("extension_too_long", "finding", ("months", "most_months", "original_months")),
    Code("guarantors_agreed", "finding", ("count",)),
    Code("guarantor_not_asked", "finding", ("count",)),
    Code("term_longer_than_usual", "finding", ("months", "most_months")),
    # words of an agreement
    Code("amendment_clear", "finding", ("count",)),
    Code("amendment_gap", "finding", ("term", "gap")),
    Code("amendment_required_missing", "finding", ("term",)),
    Code("amendment_phrase_unclear", "finding", ("phrase",)),
    Code("credit_promise_found", "finding", ("phrase",)),
    Code("cost_table_missing", "finding", ("since_on",)),
    Code("cost_table_present", "finding"),
    # time and records
    Code("limitation_running", "finding", ("expires_on", "restarts_on")),
    Code("limitation_expired", "finding", ("expired_on", "restarts_on")),
    Code("credit_record_kept", "finding", ("years",)),
    Code("confirmation_open", "finding", ("last_on", "days_left")),
    Code("confirmation_closed", "finding", ("last_on",)),
    Code("confirmation_not_possible", "finding"),
    # policy packs
    Code("policy_field_missing", "fault"),
    Code("policy_field_unknown", "fault"),
    Code("policy_field_wrong", "fault", ("wanted",)),
    Code("policy_bounds_reversed", "fault", ("least", "most")),
    Code("policy_code_unlisted", "fault", ("code",)),
    Code("policy_code_twice", "fault", ("code",)),
    Code("policy_cure_missing", "fault", ("code",)),
    Code("policy_breaks_rule", "fault", ("check", "rule", "limit_rate", "given_rate")),
    Code("policy_rule_undated", "fault", ("check", "name")),
)
