"""The lines of a household budget, and what the budget says."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "income_salary": _("Wages"),
    "income_business": _("Income from a business"),
    "income_benefits": _("Benefits and pensions"),
    "income_other": _("Other income"),
    "cost_business": _("Costs of the business"),
    "essential_housing": _("Rent or housing loan"),
    "essential_food": _("Food"),
    "essential_utilities": _("Water, power, heating, phone"),
    "essential_transport": _("Getting around"),
    "essential_medical": _("Health"),
    "essential_education": _("School and training"),
    "essential_care": _("Children and elders"),
    "essential_insurance": _("Insurance"),
    "essential_other": _("Other necessary spending"),
    "discretionary": _("What can wait"),
    "debt_service": _("Repayment to {creditor}"),
    "savings": _("Put aside"),
    "working_income": _("What comes in"),
    "working_business_cost": _("less the costs of the business"),
    "working_essentials": _("less necessary spending"),
    "working_discretionary": _("less what can wait"),
    "working_protected": _("less what is protected for living"),
    "working_savings": _("less a little put aside"),
    "budget_line_unknown": _("There is no line “{given}” in the budget. Please choose one from the list."),
    "budget_amount_negative": _("{line} cannot be below zero. Please check the amount."),
    "budget_amount_not_whole": _("{line} should be an amount with no more decimals than the money has."),
    "budget_amount_too_large": _("{line} is larger than we can handle. Please enter at most {most_minor}."),
    "budget_creditor_missing": _("Please say to whom this repayment goes."),
    "budget_line_repeated": _("{line} stands here twice. Please keep one."),
    "budget_negative": _(
        "Each month {short_minor} are missing for living. That is not your fault; a plan now would not hold, and we show other ways."
    ),
    "budget_zero": _(
        "Nothing is left after what you need for living. A plan now would not hold, and we show other ways."
    ),
    "budget_protected_kept": _(
        "You stated {stated_minor} for living; {protected_minor} are protected, so we count with that."
    ),
    "budget_months_apart": _(
        "Lines that lie half a year or more away from the months measured, and are not in these figures: {count}."
    ),
    "budget_months_few": _(
        "The file covers only {count} whole months, so the estimate is rough. A longer one gives a better estimate."
    ),
    "budget_months_not_full": _(
        "No month in the file is complete, so the estimate is rough. A file with whole months gives a better one."
    ),
    "budget_income_uneven": _(
        "“{line}” came in only {count} of {of} months, so nothing is counted for it. If it is regular, please enter the amount a month."
    ),
    "budget_answer_differs": _(
        "For {line} you wrote {answer_minor}; your file shows {rows_minor}. Yours counts; a short reason helps the reader."
    ),
    "budget_card_least": _(
        "Your card bills ask for at least {least_minor}, and {left_minor} a month is left for all creditors. Paying only the least makes the debt dearer."
    ),
    "budget_needs_bought_on_credit": _(
        "{amount_minor} of what you need was bought on credit, so the budget does not show it. If this goes on, please add it to your spending."
    ),
    "budget_transfers_in_left_out": _(
        "Transfers from people, not counted as income: {count} ({amount_minor}). If some are wages, please say so."
    ),
    "budget_line_above_guideline": _(
        "{lines}: {amount_minor} a month is well above the usual {guideline_minor} for a household like yours. There may be a good reason; please say it in a sentence."
    ),
    "budget_forecast_without_evidence": _(
        "Months of the forecast without evidence yet: {count}. An order, a contract or last year’s figures would support them."
    ),
    "budget_forecast_far_above": _(
        "In {count} months the forecast is more than twice the measured {measured_minor}. Please say what will change."
    ),
    "way_benefits_check": _("Look first at what you may have a right to: benefits, allowances, insurance."),
    "way_moratorium": _("Each month {short_minor} is missing. Ask for a pause until that changes."),
    "way_pause": _("Nothing is left for debts. Ask for a pause until that changes."),
    "way_token_of_choice": _(
        "A symbolic payment, as small as you choose, can keep the talks open while everything else rests."
    ),
    "way_token_payment": _(
        "A symbolic payment of {amount_minor} a month can keep the talks open while everything else rests."
    ),
    "way_business_advice": _(
        "The business costs more than it brings in. Advice on the business comes before any plan."
    ),
    "way_referral": _("A free and independent debt adviser can look at all debts together with you."),
    "sfs_earnings": _("Earnings"),
    "sfs_business": _("Business, after its costs"),
    "sfs_benefits": _("Benefits and pensions"),
    "sfs_other_income": _("Other income"),
    "sfs_home": _("Home"),
    "sfs_utilities": _("Water, power, heating"),
    "sfs_care_health": _("Care and health"),
    "sfs_transport": _("Transport"),
    "sfs_school": _("School and training"),
    "sfs_insurance": _("Insurance and pension contributions"),
    "sfs_other_essential": _("Other essentials"),
    "sfs_communications_leisure": _("Communications and leisure"),
    "sfs_food_housekeeping": _("Food and housekeeping"),
    "sfs_personal": _("Personal"),
    "budget_forecast_out_of_order": _(
        "The lowest figure of a month must not be above the likeliest, nor that above the best. Please check the three."
    ),
}
