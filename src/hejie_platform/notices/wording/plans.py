"""Why a plan is proposed, what it means, and what remains when none fits."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "plan_field_missing": _("Please fill in this part of the plan."),
    "plan_field_unknown": _("The plan has a part that is not known. Please check its name."),
    "plan_field_wrong": _("This part of the plan should be {wanted}."),
    "plan_choice_unknown": _("“{given}” is not one of the choices: {known}."),
    "plan_amount_negative": _("{given_minor} is below zero. Please enter the amount without a minus sign."),
    "plan_number_outside": _("{given} is outside what is possible. Please enter {least} to {most}."),
    "plan_rate_outside": _("A rate of {given_rate} is too high here; at most {most_rate}."),
    "plan_share_outside": _(
        "“{given}” is outside what is possible. Please enter a number from {least} to {most}."
    ),
    "plan_lever_empty": _("Nothing is left of “{lever}”. Please allow at least one value."),
    "plan_nobody_owed": _("No creditor is named. Please name at least one."),
    "plan_lender_twice": _("“{lender}” is named twice. Please give each creditor a name of its own."),
    "plan_name_wrong": _("A name has 1 to {most} characters that can be printed."),
    "plan_month_twice": _("The month of {month_on} is told twice. Please tell it once."),
    "plan_forecast_needs_reason": _("Another figure than the lowest needs a reason. Please say why."),
    "plan_forecast_low": _(
        "For {count} months from {first_on} these plans take the lowest figures of the forecast."
    ),
    "plan_forecast_expected": _(
        "For {count} months from {first_on} these plans take the likeliest figures of the forecast, for a reason that is kept."
    ),
    "plan_forecast_high": _(
        "For {count} months from {first_on} these plans take the highest figures of the forecast, for a reason that is kept."
    ),
    "plan_forecast_unsupported": _(
        "Without evidence a month counts for no more than a usual one. That lowers {count} of the months of the forecast."
    ),
    "plan_no_option_of_lender": _("No plan lies inside the limits of {lender}. Please look at its limits."),
    "plan_column_missing": _("The column “{column}” is missing. Please add it."),
    "plan_column_wrong": _("The column “{column}” should hold {wanted}."),
    "plan_extra_missing": _("This needs the extra “{extra}”. Please install it: hejie[{extra}]."),
    "plan_work_of_another_input": _(
        "{file} was begun for another input. Please remove it, or choose another name."
    ),
    # what a lender's policy allows
    "plan_lever_number_outside": _(
        "“{lever}”: the lender's policy allows {least} to {most}; this plan has {given}."
    ),
    "plan_lever_choice_outside": _("“{lever}”: the lender's policy allows {known}."),
    "plan_lever_rate_outside": _(
        "“{lever}”: the lender's policy allows {least_rate} to {most_rate}; this plan has {given_rate}."
    ),
    "plan_lever_waiver_outside": _(
        "Waiver of {bucket}: the lender's policy allows up to {most_minor}; this plan asks for {given_minor}."
    ),
    # what a plan means
    "plan_costs": _("In all {total_minor} is paid; {claim_minor} is claimed today."),
    "plan_waives": _("The lender waives {waived_minor}."),
    "plan_starts_later": _("There is a pause at the beginning: {grace}. The first payment is on {first_on}."),
    "plan_fits_budget": _(
        "The dearest month takes {burden_minor}; {kept_minor} is left beyond what is kept for living."
    ),
    "plan_over_budget": _(
        "The dearest month takes {burden_minor}; that is {short_minor} more than the budget leaves."
    ),
    "plan_unlawful": _("A check stands against it: {finding}. Please change the plan."),
    "plan_upfront_above_claim": _(
        "A first payment of {upfront_minor} is more than the {most_minor} that is owed."
    ),
    # names
    "plan_upfront_above_buffer": _(
        "A first payment of {upfront_minor} is more than the {buffer_minor} that is laid by."
    ),
    "plan_ahead_of_income": _(
        "It asks for money before it is there: {short_minor} would be missing in a lean month."
    ),
    "plan_shape_impossible": _("These terms do not go together."),
    "plan_not_offered": _("The lender does not offer this."),
    "plan_waiver_stays": _("What {lender} waives stays waived, even if the plan fails."),
    "plan_waiver_falls": _("What {lender} waives is owed again if the plan fails."),
    "plan_named_affordable": _(
        "Of {count} plans that fit, this one takes least in any month: {burden_minor} at most."
    ),
    "plan_named_cheapest": _("Of {count} plans that fit, this one costs least in all: {total_minor}."),
    "plan_named_balanced": _(
        "{months} months and {total_minor} in all: a balance between what the household can carry and what lenders get back."
    ),
    "plan_named_lightest_of_safe": _(
        "Of {count} plans that are paid to the end as often as any, this one takes least in any month: {burden_minor} at most."
    ),
    "plan_named_cheapest_of_safe": _(
        "Of {count} plans that are paid to the end at least four fifths as often as the safest, this one costs least in all: {total_minor}."
    ),
    "plan_named_recovery": _(
        "Of the plans that fit, this one is worth most to all creditors together: {value_minor} today."
    ),
    "plan_below_floor": _(
        "It is worth {value_minor} to the lender, less than the {least_minor} that it asks for."
    ),
    # what a simulation says
    "plan_survives": _(
        "In {completes} of {paths} simulated futures it is paid to the end ({low_rate} to {high_rate}). This is a simulation, not a promise."
    ),
    "plan_breaks_start": _(
        "What is asked for at once is more than there is, in {count} of {paths} simulated futures."
    ),
    "plan_breaks_job_loss": _(
        "What breaks it most often is losing work: in {count} of {paths} simulated futures, mostly around month {month}."
    ),
    "plan_breaks_illness": _(
        "What breaks it most often is illness: in {count} of {paths} simulated futures, mostly around month {month}."
    ),
    "plan_breaks_both": _(
        "What breaks it most often is losing work while ill: in {count} of {paths} simulated futures, mostly around month {month}."
    ),
    "plan_breaks_uneven_months": _(
        "What breaks it most often are uneven months: in {count} of {paths} simulated futures, mostly around month {month}."
    ),
    # what a concession buys
    "plan_buys_term": _(
        "More time from {lender}: {burden_minor} in the dearest month, {total_minor} in all, paid to the end in {completes} of {paths} simulated futures."
    ),
    "plan_buys_grace": _(
        "A longer pause from {lender}: {burden_minor} in the dearest month, {total_minor} in all, paid to the end in {completes} of {paths} simulated futures."
    ),
    "plan_buys_rate": _(
        "A lower rate from {lender}: {burden_minor} in the dearest month, {total_minor} in all, paid to the end in {completes} of {paths} simulated futures."
    ),
    "plan_buys_waiver": _(
        "A larger waiver from {lender}: {burden_minor} in the dearest month, {total_minor} in all, paid to the end in {completes} of {paths} simulated futures."
    ),
    # when no plan fits
    "plan_none_lawful": _(
        "With these figures no plan passes every check. A person will look at them; please write to us."
    ),
    "budget_is_short": _(
        "Each month {short_minor} is missing for living, so no plan would hold now. Other ways are shown below."
    ),
    "budget_leaves_nothing": _(
        "Nothing is left after living, so no plan would hold now. Other ways are shown below."
    ),
    "budget_below_least_plan": _(
        "The budget leaves {disposable_minor} a month; the lightest plan takes {least_minor}. Below stands what would make one fit."
    ),
    "plan_needs_more_a_month": _("With {more_minor} more a month ({burden_minor} in all) a plan would fit."),
    "plan_needs_longer_term": _(
        "With {instalments} instalments a plan would fit; the lender's policy allows {policy_most}. You can ask for more time."
    ),
    "plan_needs_lower_rate": _("With a rate of {least_rate} a plan would fit."),
    "plan_needs_upfront": _("With {upfront_minor} paid at once a plan would fit."),
    "road_income_help": _("See which benefits and help with income you may have."),
    "road_debt_adviser": _("Talk to a debt adviser; it is free and confidential."),
    "road_short_pause": _("Ask the lender for a short pause without a plan."),
    "road_mediator": _("Ask for a neutral mediator."),
    "road_legal_aid": _("Ask for free legal help."),
}
