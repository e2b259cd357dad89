"""Codes of `hejie.plans`: faults of packages, levers that a plan leaves, and the reasons that plans come with."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = (
    # packages that cannot be read or meant
    Code("plan_field_missing", "fault"),
    Code("plan_field_unknown", "fault"),
    Code("plan_field_wrong", "fault", ("wanted",)),
    Code("plan_choice_unknown", "fault", ("given", "known")),
    Code("plan_amount_negative", "fault", ("given_minor",)),
    Code("plan_number_outside", "fault", ("given", "least", "most")),
    Code("plan_rate_outside", "fault", ("given_rate", "most_rate")),
    Code("plan_share_outside", "fault", ("given", "least", "most")),
    Code("plan_lever_empty", "fault", ("lever",)),
    Code("plan_nobody_owed", "fault"),
    Code("plan_lender_twice", "fault", ("lender",)),
    Code("plan_column_missing", "fault", ("column",)),
    Code("plan_column_wrong", "fault", ("column", "wanted")),
    Code("plan_extra_missing", "fault", ("extra",)),
    Code("plan_work_of_another_input", "fault", ("file",)),
    Code("plan_no_option_of_lender", "fault", ("lender",)),
    # levers that a package leaves
    Code("plan_lever_number_outside", "reason", ("lever", "given", "least", "most")),
    Code("plan_lever_choice_outside", "reason", ("lever", "given", "known")),
    Code("plan_lever_rate_outside", "reason", ("lever", "given_rate", "least_rate", "most_rate")),
    Code("plan_lever_waiver_outside", "reason", ("bucket", "given_minor", "most_minor")),
    # what a plan means
    Code("plan_costs", "reason", ("total_minor", "claim_minor")),
    Code("plan_waives", "reason", ("waived_minor",)),
    Code("plan_starts_later", "reason", ("grace", "first_on")),
    Code("plan_fits_budget", "reason", ("burden_minor", "kept_minor")),
    Code("plan_over_budget", "reason", ("burden_minor", "short_minor")),
    Code("plan_unlawful", "reason", ("check", "finding")),
    Code("plan_upfront_above_claim", "reason", ("upfront_minor", "most_minor")),
    # names
    Code("plan_named_affordable", "reason", ("burden_minor", "count")),
    Code("plan_named_cheapest", "reason", ("total_minor", "extra_minor", "count")),
    Code("plan_named_balanced", "reason", ("months", "total_minor")),
    Code("plan_named_recovery", "reason", ("value_minor",)),
    Code("plan_below_floor", "reason", ("value_minor", "least_minor")),
    # what a simulation says: never a promise
    Code("plan_survives", "reason", ("completes", "paths", "low_rate", "high_rate")),
    Code("plan_breaks_start", "reason", ("count", "paths")),
    Code("plan_breaks_job_loss", "reason", ("count", "paths", "month")),
    Code("plan_breaks_illness", "reason", ("count", "paths", "month")),
    Code("plan_breaks_both", "reason", ("count", "paths", "month")),
    Code("plan_breaks_uneven_months", "reason", ("count", "paths", "month")),
    # what a concession buys
    Code("plan_buys_term", "reason", ("lender", "burden_minor", "total_minor", "completes", "paths")),
    Code("plan_buys_grace", "reason", ("lender", "burden_minor", "total_minor", "completes", "paths")),
    Code("plan_buys_rate", "reason", ("lender", "burden_minor", "total_minor", "completes", "paths")),
    Code("plan_buys_waiver", "reason", ("lender", "burden_minor", "total_minor", "completes", "paths")),
    # when no plan fits
    Code("plan_none_lawful", "reason"),
    Code("budget_is_short", "reason", ("short_minor",)),
    Code("budget_leaves_nothing", "reason"),
    Code("budget_below_least_plan", "reason", ("disposable_minor", "least_minor")),
    Code("plan_needs_more_a_month", "reason", ("more_minor", "burden_minor")),
    Code("plan_needs_longer_term", "reason", ("instalments", "policy_most")),
    Code("plan_needs_lower_rate", "reason", ("least_rate",)),
    Code("plan_needs_upfront", "reason", ("upfront_minor",)),
    Code("road_income_help", "reason"),
    Code("road_debt_adviser", "reason"),
    Code("road_short_pause", "reason"),
    Code("road_mediator", "reason"),
    Code("road_legal_aid", "reason"),
)
