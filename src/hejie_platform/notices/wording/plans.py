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
    # what a lender's policy allows
    "plan_lever_number_outside": _(
        "For {lever} the lender's policy allows {least} to {most}; the plan has {given}."
    ),
    "plan_lever_choice_outside": _("For {lever} the lender's policy allows: {known}."),
    "plan_lever_rate_outside": _(
        "For {lever} the lender's policy allows {least_rate} to {most_rate}; the plan has {given_rate}."
    ),
    "plan_lever_waiver_outside": _(
        "Of {bucket} the lender's policy can waive {most_minor}; the plan asks for {given_minor}."
    ),
    # what a plan means
    "plan_costs": _("In the end you pay {total_minor}; {claim_minor} are claimed today."),
    "plan_waives": _("{waived_minor} are waived."),
    "plan_starts_later": _("The first payment is on {first_on}; until then there is a pause ({grace})."),
    "plan_fits_budget": _(
        "It takes {burden_minor} a month and leaves {kept_minor} beyond what you need for living."
    ),
    "plan_over_budget": _("It takes {burden_minor} a month: {short_minor} more than your budget leaves."),
    "plan_unlawful": _("It goes against a rule: {finding}."),
    "plan_upfront_above_claim": _(
        "A first payment of {upfront_minor} is more than the {most_minor} that are owed."
    ),
    # names
    "plan_named_affordable": _("Of {count} possible plans this one asks least of a month: {burden_minor}."),
    "plan_named_cheapest": _(
        "Of {count} plans that fit your budget this one costs least: {total_minor}, of which {extra_minor} beyond what is owed."
    ),
    "plan_named_balanced": _(
        "{months} months and {total_minor} in all: between the lightest month and the lowest cost."
    ),
    # when no plan fits
    "plan_none_lawful": _("No plan keeps all rules with these figures. A person should look at them."),
    "budget_is_short": _("Each month {short_minor} are missing for living, so no plan would hold now."),
    "budget_leaves_nothing": _("Nothing is left after living, so no plan would hold now."),
    "budget_below_least_plan": _(
        "Your budget leaves {disposable_minor} a month; the lightest plan takes {least_minor}."
    ),
    "plan_needs_more_a_month": _("With {more_minor} more a month, {burden_minor} in all, a plan would fit."),
    "plan_needs_longer_term": _(
        "With {instalments} instalments a plan would fit; the lender's policy allows {policy_most}."
    ),
    "plan_needs_lower_rate": _("With a rate of {least_rate} a plan would fit."),
    "plan_needs_upfront": _("With {upfront_minor} paid at once a plan would fit."),
    "road_income_help": _("See which benefits and help with income you may have."),
    "road_debt_adviser": _("Talk to a debt adviser; it is free and confidential."),
    "road_short_pause": _("Ask the lender for a short pause without a plan."),
    "road_mediator": _("Ask for a neutral mediator."),
    "road_legal_aid": _("Ask for free legal help."),
}
