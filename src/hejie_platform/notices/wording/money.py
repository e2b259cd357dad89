"""What can be wrong with an amount, a rate or a day that somebody typed."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "money_missing": _("Please enter an amount. If there is none, enter 0."),
    "money_not_a_number": _("We could not read “{given}” as an amount. Please write it like 1234.56."),
    "money_separator_unclear": _(
        "In “{given}” it is not clear which sign begins the decimals. Please write it like 1234.56."
    ),
    "money_negative": _("“{given}” is below zero. Please enter the amount without a minus sign."),
    "money_too_many_decimals": _("“{given}” has too many decimals. Please give at most {decimals}."),
    "money_too_large": _("This amount is larger than we can handle. Please enter at most {most_minor}."),
    "money_too_small": _("Please enter at least {least_minor}."),
    "money_currency_unknown": _(
        "We do not know the currency “{given}”. Please use its three letters, such as CNY."
    ),
    "money_currency_other": _("“{given}” is another currency. Please give the amount in {wanted}."),
    "money_rounding_unknown": _("We do not know the rounding “{given}”. Please choose one from the list."),
    "money_split_weights": _(
        "An amount cannot be split by these shares. Please check that they are not all zero or below zero."
    ),
    "rate_missing": _("Please enter a rate, with the percent sign."),
    "rate_not_a_number": _("We could not read “{given}” as a rate. Please write it like 14.4%."),
    "rate_negative": _("“{given}” is below zero. Please enter the rate without a minus sign."),
    "rate_percent_sign_missing": _(
        "Is “{given}” a percentage? Please write it with the sign, like {given}%."
    ),
    "rate_too_large": _("The rate “{given}” is too high to be right. Please check it; at most {most_rate}."),
    "date_missing": _("Please enter a day."),
    "date_not_understood": _("We could not read “{given}” as a day. Please write it like 2026-02-28."),
    "date_not_in_calendar": _("There is no such day as “{given}”. Please check day and month."),
    "date_too_early": _("{given_on} is too early to be right. Please enter {earliest_on} or later."),
    "date_too_late": _("{given_on} is too late to be right. Please enter {latest_on} or earlier."),
    "date_order": _("The end ({end_on}) lies before the beginning ({start_on}). Please check both days."),
    "date_rule_unknown": _("We do not know the calendar rule “{given}”. Known are: {known}."),
    "date_count_of_periods": _("{given} is not a possible number here. Please enter {least} to {most}."),
}
