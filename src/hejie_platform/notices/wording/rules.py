"""What the checks of the law find, and what can be wrong with a lender's policy."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    # caps
    "cap_rate_within": _("The {measure} of {actual_rate} keeps within the limit of {limit_rate}."),
    "cap_rate_over": _(
        "The {measure} of {actual_rate} is above the limit of {limit_rate}, by {excess_rate}. What goes beyond need not be paid."
    ),
    "cap_cost_within": _(
        "All costs together come to {effective_rate} a year, within the limit of {limit_rate}."
    ),
    "cap_cost_over": _(
        "All costs together are above the limit of {limit_rate} a year; {excess_minor} go beyond it."
    ),
    "cap_cost_effective_over": _(
        "The stated rate is {nominal_rate}, but with all costs it comes to {effective_rate} a year, above {limit_rate}."
    ),
    "cap_accrued_within": _("{charged_minor} were charged so far, within the limit of {limit_rate} a year."),
    "cap_accrued_over": _(
        "{charged_minor} were charged, but {limit_rate} a year allows {allowed_minor}: {excess_minor} too much. Ask for it to be taken off."
    ),
    "cap_nothing_to_compare": _("There are no costs yet to compare with the limit of {limit_rate}."),
    "cap_unsettled": _(
        "For lenders of this kind ({lender_type}) the law on the limit is not settled. A person should look at it."
    ),
    "platform_fee_charged": _(
        "A platform fee of {fee_minor} was charged to the borrower; that is not allowed."
    ),
    # what is missing
    "rule_row_unknown": _(
        "For {day_on} we have no published value of “{name}” ({why}). A person must check this point."
    ),
    "rule_fact_missing": _("To check this we still need: {fact}."),
    # price and principal
    "penalty_within": _("The default rate of {penalty_rate} keeps within the limit of {limit_rate}."),
    "penalty_over": _(
        "The default rate of {penalty_rate} is above what the contract rate of {contract_rate} allows ({limit_rate})."
    ),
    "penalty_compounded": _(
        "Default interest was charged on default interest. Please ask for a calculation without it."
    ),
    "head_cut_none": _("The full amount of {received_minor} was paid out."),
    "head_cut_found": _(
        "The contract says {base_minor}, but {received_minor} were paid out. The lower amount counts as principal."
    ),
    "interest_relabelled": _(
        "{capitalised_minor} of old interest were turned into principal. Interest on it may not be owed."
    ),
    # schedule
    "schedule_sums": _("All parts of the schedule add up to {principal_minor}."),
    "schedule_differs": _(
        "The schedule adds up to {scheduled_minor} instead of {principal_minor}. Please compute it again."
    ),
    "schedule_dates_disorder": _(
        "Row {number} of the schedule is not in the order of its days. Please check the days."
    ),
    "schedule_part_negative": _("Row {number} of the schedule has a part below zero. Please check it."),
    "burden_increases": _(
        "All in all this costs {after_minor} instead of {before_minor}: {more_minor} more."
    ),
    "burden_not_increased": _("All in all this costs no more: {after_minor} instead of {before_minor}."),
    # extension and guarantors
    "extension_in_time": _(
        "The extension was asked for on {requested_on}, before the loan ended on {maturity_on}."
    ),
    "extension_too_late": _(
        "On {requested_on} the loan had already ended ({maturity_on}). This is a restructure, not an extension; please choose that."
    ),
    "extension_length_within": _("An extension of {months} months keeps within the limit of {most_months}."),
    "extension_too_long": _(
        "An extension of {months} months is longer than {most_months}, the most for a loan of {original_months} months."
    ),
    "guarantors_agreed": _("All guarantors agreed ({count})."),
    "guarantor_not_asked": _(
        "{count} guarantors have not agreed. Without them they may be free of their guarantee."
    ),
    "term_longer_than_usual": _(
        "{months} months are longer than the usual {most_months}. It is possible; please look twice."
    ),
    # words of an agreement
    "amendment_clear": _("Every change is written with its old value, new value and day ({count})."),
    "amendment_gap": _("The change of “{term}” does not say its {gap}. Please add it."),
    "amendment_required_missing": _("The agreement must say something about “{term}”. Please add it."),
    "amendment_phrase_unclear": _("“{phrase}” can be read in two ways. Please write what exactly is meant."),
    "credit_promise_found": _(
        "“{phrase}” promises a clean credit report. Nobody may promise that; please take it out."
    ),
    "cost_table_missing": _("Since {since_on} a table of all costs must be shown. Please add it."),
    "cost_table_present": _("The table of all costs is there."),
    # time and records
    "limitation_running": _(
        "Until {expires_on} this debt can be claimed in court. If you acknowledge it, the time starts again and runs until {restarts_on}."
    ),
    "limitation_expired": _(
        "Since {expired_on} you may refuse to pay this debt in court. If you promise to pay, that right is lost and the time runs anew until {restarts_on}."
    ),
    "credit_record_kept": _(
        "A true entry in the credit report stays for {years} years after it is settled. No agreement can shorten that."
    ),
    "confirmation_open": _(
        "Until {last_on} ({days_left} days) both sides can ask the court to confirm the agreement."
    ),
    "confirmation_closed": _(
        "The time to ask the court for confirmation ended on {last_on}. The agreement itself stays in force."
    ),
    "confirmation_not_possible": _(
        "This agreement cannot be confirmed by a court, because no mediation body took part."
    ),
    # policies of lenders
    "policy_field_missing": _("This field of the policy is missing. Please add it."),
    "policy_field_unknown": _("The policy has a field that is not known. Please check its name."),
    "policy_field_wrong": _("This field should be {wanted}."),
    "policy_bounds_reversed": _("The least ({least}) is above the most ({most}). Please exchange them."),
    "policy_code_unlisted": _("The code “{code}” is used but not listed. Please list it or choose another."),
    "policy_code_twice": _("The code “{code}” is listed twice. Please keep one."),
    "policy_cure_missing": _(
        "The refusal “{code}” says no cure. Please write what the borrower can do about it."
    ),
    "policy_breaks_rule": _(
        "{given_rate} goes beyond what the rule allows ({limit_rate}; {rule}). Please lower it."
    ),
    "policy_rule_undated": _(
        "The rule “{name}” has no value for the days of this policy, so it cannot be checked."
    ),
}
