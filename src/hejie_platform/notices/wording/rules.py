"""What the checks of the law find, and what can be wrong with a lender's policy."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    # caps
    "cap_rate_within": _("The {measure} is {actual_rate}, within the limit of {limit_rate} for this loan."),
    "cap_rate_over": _(
        "The {measure} is {actual_rate}. That is {excess_rate} above the limit of {limit_rate} for this loan; please agree on a lower one."
    ),
    "cap_cost_within": _(
        "All costs together come to {nominal_rate} a year ({effective_rate} with compounding), within the limit of {limit_rate}."
    ),
    "cap_cost_over": _(
        "All costs together come to {nominal_rate} a year, above the limit of {limit_rate}: {excess_minor} too much. Please lower the rate or the fees."
    ),
    "cap_cost_effective_over": _(
        "All costs together come to {nominal_rate} a year, or {effective_rate} with compounding; the limit is {limit_rate}. Which way counts is not settled, so a person should look."
    ),
    "cap_accrued_within": _("{charged_minor} was charged so far, within the limit of {limit_rate} a year."),
    "cap_accrued_over": _(
        "{charged_minor} was charged; at {limit_rate} a year it would be {allowed_minor}, so {excess_minor} is too much. Please ask for it to be taken off."
    ),
    "cap_nothing_to_compare": _("There are no costs yet to compare with the limit of {limit_rate}."),
    "cap_unsettled": _(
        "For lenders of this kind ({lender_type}) it is not settled which limit applies. A person should look at it."
    ),
    "platform_fee_charged": _(
        "A platform charged the borrower a fee of {fee_minor}. For loans of this kind that is not allowed; please take it off."
    ),
    # what is missing
    "rule_row_unknown": _(
        "Our table of the law has no value of “{name}” for {day_on}: {why}. A person must check this point."
    ),
    "rule_fact_missing": _("To check this we still need: {fact}. Please add it."),
    # price and principal
    "penalty_within": _("The rate when late, {penalty_rate}, is within the limit of {limit_rate}."),
    "penalty_over": _(
        "The rate when late, {penalty_rate}, is too high: with a contract rate of {contract_rate} at most {limit_rate} is allowed. Please lower it."
    ),
    "penalty_compounded": _(
        "Interest was charged on interest for being late. Please ask for the sum without it."
    ),
    "head_cut_none": _("The plan starts from no more than was really paid out: {received_minor}."),
    "head_cut_found": _(
        "The plan starts from {base_minor}, but only {received_minor} was paid out. What was really received counts as principal; please correct it."
    ),
    "interest_relabelled": _(
        "{capitalised_minor} of old interest was turned into principal, so interest would grow on interest. Please look at it twice."
    ),
    # schedule
    "schedule_sums": _("All parts of the schedule add up to {principal_minor}."),
    "schedule_differs": _(
        "The parts of the schedule add up to {scheduled_minor} instead of {principal_minor}. Please compute it again."
    ),
    "schedule_dates_disorder": _(
        "Row {number} of the schedule is not in the order of its days. Please check the days."
    ),
    "schedule_part_negative": _("Row {number} of the schedule has a part below zero. Please check it."),
    "burden_increases": _("All in all {after_minor} is paid instead of {before_minor}: {more_minor} more."),
    "burden_not_increased": _("All in all no more is paid: {after_minor} instead of {before_minor}."),
    # extension and guarantors
    "extension_in_time": _(
        "The extension was asked for on {requested_on}, before the loan ended on {maturity_on}."
    ),
    "extension_too_late": _(
        "On {requested_on} the loan had already ended ({maturity_on}). An extension is only possible before; please choose a new plan instead."
    ),
    "extension_length_within": _("An extension of {months} months keeps within the limit of {most_months}."),
    "extension_too_long": _(
        "An extension of {months} months is too long: a loan of {original_months} months can be extended by {most_months} at most. Please shorten it."
    ),
    "guarantors_agreed": _("All guarantors agreed ({count})."),
    "guarantor_not_asked": _(
        "Guarantors who have not agreed in writing: {count}. Without that they may not be bound by the change; please ask them."
    ),
    "term_longer_than_usual": _(
        "Counted from the day of the contract these are {months} months, longer than the usual {most_months}. It is possible; please look twice."
    ),
    # words of an agreement
    "amendment_clear": _("Every change is written with its old value, new value and day ({count})."),
    "amendment_gap": _("The change of “{term}” lacks its {gap}. Please add it."),
    "amendment_required_missing": _("The agreement must say something about “{term}”. Please add it."),
    "amendment_phrase_unclear": _("“{phrase}” can be read in two ways. Please write what exactly is meant."),
    "credit_promise_found": _(
        "“{phrase}” promises a clean credit report, which nobody can promise. Please take it out."
    ),
    "cost_table_missing": _("Since {since_on} a table of all costs must be shown. Please add it."),
    "cost_table_present": _("The table of all costs is there."),
    # time and records
    "limitation_not_begun": _(
        "The time to claim this debt in court begins when its last payment falls due, on {begins_on}, and ends on {expires_on}. A written promise before that does not shorten it. If the lender has called in the whole loan, the time may run already: please ask for advice."
    ),
    "limitation_running": _(
        "Until {expires_on} this debt can be claimed in court. A written promise to pay starts that time again; it would then run until {restarts_on}."
    ),
    "limitation_expired": _(
        "The time to claim this debt in court ended on {expired_on}; since then the borrower may refuse to pay. A written promise gives that right up, and the time runs anew until {restarts_on}."
    ),
    "credit_record_kept": _(
        "A true entry in the credit report stays for {years} years after the debt is settled. No agreement can shorten that."
    ),
    "credit_effect_reschedule": _(
        "New terms: true entries of the past stay. The {years} years until they go begin when you are no longer late, and that is so while you keep the plan."
    ),
    "credit_effect_settlement": _(
        "Settled for less: the debt ends with the payment, and the {years} years until true entries go begin on that day. That a part was waived may be shown."
    ),
    "credit_effect_default": _(
        "If nothing is paid or a plan is not kept: the lateness goes on in the report, and the {years} years do not begin until it ends."
    ),
    "confirmation_open": _(
        "Until {last_on} ({days_left} days) both sides can together ask the court to confirm the agreement. Then it can be enforced."
    ),
    "confirmation_closed": _(
        "The time to ask the court for confirmation ended on {last_on}. The agreement itself stays in force."
    ),
    "confirmation_not_possible": _(
        "A court cannot confirm this agreement, because no mediation body took part. It binds both sides all the same."
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
        "{given_rate} goes beyond {limit_rate}, the most under {check} ({rule}). Please lower it."
    ),
    "policy_rule_undated": _(
        "“{name}” has no value in our table of the law for the days of this policy, so it cannot be checked. A person must look at it."
    ),
    "extension_of_overdue_loan": _(
        "Something is overdue already, so this cannot be an extension. Please choose a new plan instead."
    ),
}
