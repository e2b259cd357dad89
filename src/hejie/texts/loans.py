"""Codes of `hejie.loans`: what can be wrong with terms, with what happened to a loan, or with a claim."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = (
    Code("loan_field_missing", "fault"),
    Code("loan_field_unknown", "fault", ("given", "known")),
    Code("loan_field_not_text_or_number", "fault", ("given",)),
    Code("loan_field_not_a_list", "fault"),
    Code("loan_number_not_whole", "fault", ("given",)),
    Code("loan_choice_unknown", "fault", ("given", "known")),
    Code("loan_number_out_of_range", "fault", ("given", "least", "most")),
    Code("loan_principal_out_of_range", "fault", ("given_minor", "least_minor", "most_minor", "currency")),
    Code("loan_amount_negative", "fault", ("given_minor",)),
    Code("loan_rate_out_of_range", "fault", ("given_rate", "most_rate")),
    Code("loan_rate_given_twice", "fault", ("fields",)),
    Code("loan_first_due_not_after_start", "fault", ("start_on", "first_due_on")),
    Code("loan_grace_too_long", "fault", ("given", "instalments")),
    Code("loan_daily_needs_day_count", "fault", ("given", "known")),
    Code("loan_daily_needs_early_repayment", "fault"),
    Code("loan_allocation_incomplete", "fault", ("missing", "unknown", "repeated")),
    Code("loan_bucket_negative", "fault", ("bucket", "given_minor")),
    Code("loan_bucket_unknown", "fault", ("given", "known")),
    Code("loan_waiver_too_large", "fault", ("bucket", "given_minor", "most_minor")),
    Code("loan_event_before_start", "fault", ("given_on", "start_on")),
    Code("loan_day_before_start", "fault", ("given_on", "start_on")),
    Code("loan_currency_other", "fault", ("given", "wanted")),
    Code("loan_nothing_owed", "fault"),
    Code("loan_upfront_too_large", "fault", ("given_minor", "most_minor")),
    Code("loan_not_a_number", "fault", ("given",)),
    Code("loan_time_out_of_range", "fault", ("given",)),
    Code("loan_columns_uneven", "fault", ("given", "wanted")),
)
