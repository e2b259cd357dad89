"""Why an act in the talks is refused, and how a claim compares with its contract."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "message_empty": _("Please write something first."),
    "message_too_long": _(
        "This message is too long to send at once. Please shorten it to {most} characters."
    ),
    "claim_missing": _("The lender has not said yet what is owed. Offers can be made once it has."),
    "claim_changed": _("The lender has stated new figures meanwhile. Please look at them first."),
    "claim_agreed_already": _("These figures are agreed already, for these talks only."),
    "claim_not_disputed": _("Nothing is disputed. To change the figures, please state them anew."),
    "claim_too_old": _("The figures are from too long ago. Please state them for a day after {earliest_on}."),
    "claim_loans_differ": _("Please give the contract of every loan in these talks, and of no other."),
    "dispute_nothing": _("Please change the figure that you think is wrong, or write what is wrong."),
    "account_not_yours": _("Only the lender hands in its own account."),
    "account_not_asked": _("A newer file is here, or this was said already. Please look at the page again."),
    "account_loan_unknown": _("This loan, or this number, is not there. Please choose again."),
    "account_loan_twice": _("Two loans cannot have the same number. Please choose one number for each."),
    "account_loan_none": _("Please choose a number for one loan at least."),
    "payment_not_yours": _(
        "Only the borrower's side says that a repayment is wrong. The lender hands in a newer file, or answers in words."
    ),
    "payment_gone": _("This row is not in the lender's newest file any more. Please look at the file again."),
    "payment_disputed_already": _("You have said already that this row is wrong. Take that back first."),
    "payment_disputes_many": _(
        "{most} rows are disputed already. Please write to the lender what is wrong with the whole file."
    ),
    "payment_says_the_same": _("This is what the file says. Please change the day or the amount."),
    "payment_day_needed": _("Please say on which day you paid."),
    "payment_amount_needed": _("Please say how much you paid."),
    "chase_own_turn": _("Nobody else is awaited at the moment: the next step is yours, or there is none."),
    "chase_lately": _(
        "You asked within the last two days. You can ask again from {again_on} on; the time limit runs on."
    ),
    "facts_not_agreed": _(
        "First both sides agree on what is owed, for these talks only. Then this is possible."
    ),
    "offer_no_side": _("Offers are put by the borrower's side or the lender."),
    "offer_days_unknown": _("Please choose how long the offer holds."),
    "offer_on_older_figures": _(
        "This offer was made on older figures. Please answer with a new one on the figures that are agreed now."
    ),
    "offer_stopped_by_check": _(
        "This cannot be accepted: a check stops it ({check}). Change the terms, or add the fact that is missing."
    ),
    "household_protected": _(
        "In its dearest month this asks for {burden_minor}, and only {most_minor} is left once you have what you need to live. That protection cannot be given up. Please choose a smaller instalment."
    ),
    "savings_protected": _(
        "This asks for {upfront_minor} at once. Of the money that you have at hand {most_minor} is there beyond what you need to keep. Please choose a smaller sum at once, or change what you said is laid by."
    ),
    "beyond_budget": _(
        "In its dearest month this asks for {burden_minor}; your budget leaves {disposable_minor} for this lender. If you mean it all the same, please tick the box that says so."
    ),
}
