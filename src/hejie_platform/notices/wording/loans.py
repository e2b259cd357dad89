"""What can be wrong with the terms of a loan, a payment or a waiver."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "loan_field_missing": _("Please fill in this field; without it the loan cannot be computed."),
    "loan_field_unknown": _("There is no field “{given}”. Known are: {known}."),
    "loan_field_not_text_or_number": _("“{given}” should be a plain text or a number."),
    "loan_field_not_a_list": _("Please give a list here, one line for each."),
    "loan_number_not_whole": _("“{given}” should be a whole number. Please leave out decimals."),
    "loan_choice_unknown": _("“{given}” is not one of the choices: {known}."),
    "loan_number_out_of_range": _("{given} is outside what is possible. Please enter {least} to {most}."),
    "loan_principal_out_of_range": _(
        "A loan of {given_minor} cannot be right here. Please enter {least_minor} to {most_minor}."
    ),
    "loan_amount_negative": _("{given_minor} is below zero. Please enter the amount without a minus sign."),
    "loan_rate_out_of_range": _(
        "A rate of {given_rate} cannot be right. Please check it; at most {most_rate}."
    ),
    "loan_rate_given_twice": _("The rate stands in more than one field ({fields}). Please keep one."),
    "loan_first_due_not_after_start": _(
        "The first due day ({first_due_on}) must come after the loan begins ({start_on})."
    ),
    "loan_grace_too_long": _(
        "A grace of {given} instalments leaves none of the {instalments} to pay. Please shorten it."
    ),
    "loan_daily_needs_day_count": _(
        "For daily interest please say how days are counted. “{given}” is not one of: {known}."
    ),
    "loan_daily_needs_early_repayment": _(
        "A loan with daily interest can always be repaid early. Please set it so."
    ),
    "loan_allocation_incomplete": _(
        "The order in which a payment is used must name each part of the debt once. Missing: {missing}. Unknown: {unknown}. Twice: {repeated}."
    ),
    "loan_bucket_negative": _("{bucket} is below zero ({given_minor}). Please check the figure."),
    "loan_bucket_unknown": _("There is no part of a debt called “{given}”. Known are: {known}."),
    "loan_waiver_too_large": _(
        "A waiver of {given_minor} is more than there is: {bucket} stands at {most_minor}."
    ),
    "loan_event_before_start": _("{given_on} lies before the loan began ({start_on}). Please check the day."),
    "loan_day_before_start": _("On {given_on} the loan had not begun yet; it began on {start_on}."),
    "loan_currency_other": _("“{given}” is another currency than the loan's, which is {wanted}."),
    "loan_nothing_owed": _("Nothing is owed any more, so there is nothing to arrange."),
    "loan_upfront_too_large": _(
        "A first payment of {given_minor} is more than what is owed. Please enter at most {most_minor}."
    ),
    "loan_not_a_number": _("“{given}” is not a number. Please enter digits."),
    "loan_time_out_of_range": _("“{given}” is not a time after the loan began. Please check it."),
    "loan_columns_uneven": _(
        "This column has {given} rows, the others have {wanted}. Please make them equal."
    ),
    "loan_part_out_of_range": _(
        "{given_minor} does not fit here. Please enter an amount up to {most_minor}."
    ),
    "loan_season_unclear": _(
        "Please give a weight for each of the twelve months, none below zero. You gave {given}."
    ),
    "loan_day_outside": _(
        "{given_on} must lie between the start ({start_on}) and the last instalment ({last_on}), in order."
    ),
    "loan_not_for_method": _("With the method {method} this has no effect. It goes with: {known}."),
    "loan_instalment_too_small": _(
        "{given_minor} each time would never repay the loan. Please enter at least {least_minor}."
    ),
    "loan_event_id_twice": _("Two events are called “{given}”. Please give each its own id."),
    "loan_reversal_unknown": _("There is no earlier event “{given}” to take back. Please check the id."),
    "loan_event_after_maturity": _(
        "On {given_on} no instalment was left to carry this. Please agree new instalments."
    ),
    "loan_extension_after_maturity": _(
        "A loan can be extended until it falls due ({matured_on}); on {given_on} it takes new terms instead."
    ),
    "loan_instalment_unknown": _(
        "No open instalment fits {given_on}. Please choose one that is not due yet."
    ),
    "loan_due_date_too_early": _(
        "{given_on} is too early: the day must come after today's events and the instalment before it."
    ),
    "loan_restructure_other_day": _(
        "New terms begin on the day they are agreed ({wanted_on}), not on {given_on}."
    ),
    "loan_payment_after_close": _(
        "{given_minor} came on {given_on}, when nothing was owed any more. Please return it or say what it is for."
    ),
    "loan_changes_of_several_days": _("Changes are compared on one day; these were told for {given}."),
}
