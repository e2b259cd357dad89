"""Codes of `hejie.budget`: the lines of a household budget, faults of typed amounts, and what a budget says."""

from hejie.texts.codes import Code

# Lines. Each is the heading of one amount a month; the order is the order on the page.
LINES: tuple[Code, ...] = (
    Code("income_salary", "note"),
    Code("income_business", "note"),
    Code("income_benefits", "note"),
    Code("income_other", "note"),
    Code("cost_business", "note"),
    Code("essential_housing", "note"),
    Code("essential_food", "note"),
    Code("essential_utilities", "note"),
    Code("essential_transport", "note"),
    Code("essential_medical", "note"),
    Code("essential_education", "note"),
    Code("essential_care", "note"),
    Code("essential_insurance", "note"),
    Code("essential_other", "note"),
    Code("discretionary", "note"),
    Code("debt_service", "note", ("creditor",)),
    Code("savings", "note"),
)
# Steps of the working, from income down to what can be paid.
_WORKING = (
    Code("working_income", "note"),
    Code("working_business_cost", "note"),
    Code("working_essentials", "note"),
    Code("working_discretionary", "note"),
    Code("working_protected", "note"),
    Code("working_savings", "note"),
)
_FAULTS = (
    Code("budget_line_unknown", "fault", ("given",)),
    Code("budget_amount_negative", "fault", ("line",)),
    Code("budget_amount_not_whole", "fault", ("line",)),
    Code("budget_amount_too_large", "fault", ("line", "most_minor")),
    Code("budget_creditor_missing", "fault"),
    Code("budget_line_repeated", "fault", ("line",)),
    Code("budget_forecast_out_of_order", "fault"),
)
_FINDINGS = (
    Code("budget_negative", "finding", ("short_minor",)),
    Code("budget_zero", "finding"),
    Code("budget_protected_kept", "finding", ("protected_minor", "stated_minor")),
    Code("budget_months_few", "finding", ("count",)),
    Code("budget_months_apart", "finding", ("count",)),
    Code("budget_months_not_full", "finding"),
    Code("budget_income_uneven", "finding", ("line", "count", "of")),
    Code("budget_answer_differs", "finding", ("line", "answer_minor", "rows_minor")),
    Code("budget_card_least", "finding", ("least_minor", "left_minor")),
    Code("budget_needs_bought_on_credit", "finding", ("amount_minor",)),
    Code("budget_transfers_in_left_out", "finding", ("count", "amount_minor")),
    Code("budget_line_above_guideline", "finding", ("lines", "amount_minor", "guideline_minor")),
    Code("budget_forecast_without_evidence", "finding", ("count",)),
    Code("budget_forecast_far_above", "finding", ("count", "measured_minor")),
)
# Where a budget leads that leaves nothing, or nearly nothing, to repay with.
_WAYS = (
    Code("way_benefits_check", "finding"),
    Code("way_moratorium", "finding", ("short_minor",)),
    Code("way_token_payment", "finding", ("amount_minor",)),
    Code("way_pause", "finding"),
    Code("way_token_of_choice", "finding"),
    Code("way_business_advice", "finding"),
    Code("way_referral", "finding"),
)
# Groups of the standard statement of income and expenditure.
_GROUPS = tuple(
    Code(code, "note")
    for code in (
        "sfs_earnings",
        "sfs_business",
        "sfs_benefits",
        "sfs_other_income",
        "sfs_home",
        "sfs_utilities",
        "sfs_care_health",
        "sfs_transport",
        "sfs_school",
        "sfs_insurance",
        "sfs_other_essential",
        "sfs_communications_leisure",
        "sfs_food_housekeeping",
        "sfs_personal",
    )
)

CODES: tuple[Code, ...] = LINES + _WORKING + _FAULTS + _FINDINGS + _WAYS + _GROUPS
